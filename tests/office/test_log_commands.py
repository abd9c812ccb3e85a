"""`takar accept-log` and `takar audit`, called in this process."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from takar.ledger.public import LedgerFault, open_log
from takar.office.cli import app, commands
from takar.scoring.models import Outcome
from takar.scoring.public import seal_ready
from tests.assessments.world import NOW, clock_at
from tests.scoring.sittings import opened_world, sit, sittings_of

ORIGIN = "log.uji/2026"
assert commands


@pytest.fixture
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    settings.TAKAR = replace(
        settings.TAKAR, data=tmp_path, exam_db=f"sqlite:///{tmp_path / 'exam.db'}", origin=ORIGIN
    )
    monkeypatch.setenv("TAKAR_DATA", str(tmp_path))
    monkeypatch.setenv("TAKAR_ORIGIN", ORIGIN)
    return tmp_path


def run(*arguments: str, typed: str = "") -> tuple[int, str]:
    done = CliRunner().invoke(app, arguments, input=typed)
    return done.exit_code, done.output


def test_a_log_without_its_guard_goes_on_once_somebody_has_accepted_it(folder: Path) -> None:
    log = open_log(folder / "ledger", folder / "keys", ORIGIN)
    log.append([b"{}"])
    for guard in (folder / "keys").glob("*.last-checkpoint"):
        guard.unlink()
    with pytest.raises(LedgerFault) as fault:
        open_log(folder / "ledger", folder / "keys", ORIGIN)
    assert "takar accept-log" in fault.value.refusal.id
    code, said = run("accept-log", typed="n\n")
    assert code == 1
    assert "1 catatan / leaves" in said
    assert run("accept-log", typed="y\n")[0] == 0
    assert open_log(folder / "ledger", folder / "keys", ORIGIN).size == 1


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_an_audit_speaks_of_assessments_by_their_title(folder: Path) -> None:
    world = opened_world(1)
    assert run("audit") == (
        0,
        "Pemetaan Pengawas 2026: belum ada skor untuk diperiksa / no scores to check yet\n",
    )
    sit(world, sittings_of(world)[0])
    seal_ready(clock_at(NOW + timedelta(hours=2)))
    code, said = run("audit", world.assessment.id)
    assert code == 0
    assert said.startswith("Pemetaan Pengawas 2026: 1 skor dihitung ulang, semua cocok")
    Outcome.objects.update(receipt="")
    code, said = run("audit")
    assert code == 1
    assert "RECEIPT_BAD" in said
    assert "1 temuan di atas" in said
    assert world.assessment.id not in said
