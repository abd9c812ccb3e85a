"""The real worker, killed with SIGKILL again and again while sheets are locked: every rating in the log exactly once."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.faults
PEOPLE, RATERS, KILLS = 20, 3, 8
SHEETS = PEOPLE * RATERS

START = "import django; django.setup()\n"
PREPARE = f"""
from django.core.management import call_command
call_command("migrate", verbosity=0)
import tests.exercises.judging as judging
from takar.exercises.public import Rated
judging.PEOPLE = tuple(Rated(f"{{n:018}}", f"Peserta {{n}}", f"{{n:03}}") for n in range(1, {PEOPLE} + 1))
judging.RULES = dict(judging.RULES, components=[{{"code": "wawancara", "name": "Wawancara", "weight": "100"}}],
                     instruments=judging.RULES["instruments"][:1])
users = judging.raters({RATERS})
judging.opened(users)
for sheet in judging.appointed_to(users, "teknis"):
    judging.filled(sheet)
"""
# Locks sheet after sheet, and opens every tenth again, while the worker writes and dies.
LOCK = """
from takar.exercises.models import Sheet
from takar.exercises.public import reopen
from tests.exercises.judging import relocked
for place, sheet in enumerate(Sheet.objects.order_by("nip", "rater")):
    relocked(sheet)
    if place % 10 == 0:
        reopen(sheet.pk, asked_by="a", approved_by="b", reason="keliru")
        relocked(sheet)
"""
COUNT = """
import json
from takar.assessments.public import evidence_log
from takar.exercises.models import RoundLeaf
from takar.exercises.public import audit_ratings
from takar.ledger.public import monitor
leaves = [json.loads(leaf) for _, leaf in evidence_log().leaves()]
kinds = [one["t"] for one in leaves]
records = [one["record"] for one in leaves if one["t"] == "rating"]
print(json.dumps({
    "ratings": kinds.count("rating"), "reopened": kinds.count("reopen"), "twice": len(records) - len(set(records)),
    "open": RoundLeaf.objects.filter(logged=False).count(),
    "monitor": [one.code for one in monitor(evidence_log())],
    "audit": [one.id for one in audit_ratings("seleksi1").findings],
}))
"""


def run(code: str, env: dict[str, str]) -> str:
    command = [sys.executable, "-c", START + code]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def worker(env: dict[str, str]) -> subprocess.Popen[bytes]:
    code = "from takar.office.cli import main; import sys; sys.argv = ['takar', 'worker']; main()"
    return subprocess.Popen([sys.executable, "-c", code], env=env, stderr=subprocess.DEVNULL)


def written(data: Path) -> int:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(data / "office.db")) as database:
        query = "SELECT count(*) FROM exercises_roundleaf WHERE logged AND \"key\" LIKE 'rating:%'"
        return int(database.execute(query).fetchone()[0])


def wait_for(ready: Any, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "the worker did not go on"
        time.sleep(0.02)


def test_every_rating_is_in_the_log_exactly_once(tmp_path: Path) -> None:
    env = {name: value for name, value in os.environ.items() if not name.startswith("TAKAR_")} | {
        "TAKAR_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "takar.office.settings",
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }
    run(PREPARE, env)
    total = SHEETS + SHEETS // 10
    locking = subprocess.Popen([sys.executable, "-c", START + LOCK], env=env)
    chance = random.Random(4)
    for _ in range(KILLS):
        before = written(tmp_path)
        process = worker(env)
        wait_for(lambda seen=before: written(tmp_path) > seen or written(tmp_path) == total)
        time.sleep(chance.uniform(0, 0.3))
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert locking.wait(120) == 0
    process = worker(env)
    wait_for(lambda: written(tmp_path) == total)
    time.sleep(1)
    process.terminate()
    process.wait(20)
    assert json.loads(run(COUNT, env)) == {
        "ratings": total, "reopened": SHEETS // 10, "twice": 0, "open": 0, "monitor": [], "audit": [],
    }  # fmt: skip
