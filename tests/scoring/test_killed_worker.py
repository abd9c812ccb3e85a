"""The real worker process, killed with SIGKILL again and again while it seals: nothing lost, nothing twice."""

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

SITTINGS, KILLS = 40, 8

PREPARE = f"""
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.conf import settings
from tests.scoring.sittings import opened_world, sit, sittings_of
import tests.assessments.world as world
keep = world.SessionDraft
world.SessionDraft = lambda *a: keep(*a[:4], {SITTINGS})
made = opened_world({SITTINGS})
for sitting in sittings_of(made):
    sit(made, sitting, "C")
"""
COUNT = """
import django; django.setup()
import json
from collections import Counter
from django.conf import settings
from takar.assessments.public import assessments, evidence_log
from takar.delivery.public import open_journal
from takar.scoring.models import LoggedLeaf, Outcome
from takar.scoring.public import audit_scores
log, journal = evidence_log(), open_journal(settings.TAKAR.exam_db)
leaves = [json.loads(leaf) for _, leaf in log.leaves()]
seals = Counter(one["p"] for one in leaves if one["t"] == "seal")
scores = Counter(one["p"] for one in leaves if one["t"] == "score")
sittings = list(Outcome.objects.values_list("sitting", flat=True))
print(json.dumps({
    "seals": [len(seals), max(seals.values())],
    "scores": [len(scores), max(scores.values())],
    "outcomes": len(sittings),
    "on_screen": sum(1 for one in sittings if journal.outcome(one)),
    "open": LoggedLeaf.objects.filter(logged=False).count(),
    "findings": audit_scores(assessments()[0].id, "uji").findings,
}))
"""


def run(code: str, env: dict[str, str]) -> str:
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def outcomes(data: Path) -> int:
    import sqlite3
    from contextlib import closing

    with closing(sqlite3.connect(data / "exam.db")) as database:
        return int(database.execute("SELECT count(*) FROM outcome").fetchone()[0])


@pytest.mark.faults
def test_a_worker_killed_again_and_again_seals_everyone_exactly_once(tmp_path: Path) -> None:
    env = {k: v for k, v in os.environ.items() if not k.startswith("TAKAR_")} | {
        "TAKAR_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "takar.office.settings",
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }
    run(PREPARE, env)
    chance = random.Random(20260105)
    for _ in range(KILLS):
        before = outcomes(tmp_path)
        worker = start_worker(env)
        wait_for(lambda seen=before: outcomes(tmp_path) > seen or outcomes(tmp_path) == SITTINGS)
        time.sleep(chance.uniform(0, 0.15))
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    worker = start_worker(env)
    wait_for(lambda: outcomes(tmp_path) == SITTINGS)
    time.sleep(1)
    worker.terminate()
    worker.wait(20)
    found = json.loads(run(COUNT, env))
    assert found == {
        "seals": [SITTINGS, 1],
        "scores": [SITTINGS, 1],
        "outcomes": SITTINGS,
        "on_screen": SITTINGS,
        "open": 0,
        "findings": [],
    }


def start_worker(env: dict[str, str]) -> subprocess.Popen[bytes]:
    code = "from takar.office.cli import main; import sys; sys.argv = ['takar', 'worker']; main()"
    return subprocess.Popen([sys.executable, "-c", code], env=env, stderr=subprocess.DEVNULL)


def wait_for(ready: Any, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not ready():
        assert time.monotonic() < end, "the worker did not go on"
        time.sleep(0.01)
