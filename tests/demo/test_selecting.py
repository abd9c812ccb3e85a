"""The two selections of the demonstration: one ended and sound, one in the middle."""

from __future__ import annotations

import time
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from takar.accounts.public import Role, create_user
from takar.assessments.public import evidence_log
from takar.demo.before import look_at_data
from takar.demo.roster import write_roster
from takar.demo.scenario import import_roster
from takar.demo.selecting import AUTHORITY, PANEL, SECRETARY, hold_selections
from takar.demo.stages import Stages
from takar.exercises.public import locked_raters
from takar.kernel.clock import utc_now
from takar.ledger.public import monitor
from takar.plenary.public import check_plenary, plenaries
from takar.selection.public import candidates, selections
from takar.standards.public import load_shipped_standards

pytestmark = [pytest.mark.long, pytest.mark.database, pytest.mark.django_db]


def test_one_ended_and_one_is_in_the_middle(tmp_path: Path, settings: Any) -> None:
    settings.TAKAR = replace(settings.TAKAR, data=tmp_path, origin="log.uji/2026")
    load_shipped_standards()
    roster = tmp_path / "roster.xlsx"
    write_roster(roster)
    import_roster(roster, lambda done, total=None, note="": None, utc_now().date())
    stages = Stages(Console(file=StringIO()))
    look_at_data(stages, roster)
    roles = {PANEL[0]: Role.PANELIST, SECRETARY: Role.PANEL_SECRETARY, AUTHORITY: Role.APPOINTER}
    for name, role in roles.items():
        create_user(name, [role], actor="uji", reason="uji", full_name=name, password="Peragaan-Takar-2026")
    began = time.monotonic()
    hold_selections(stages, "Peragaan-Takar-2026")
    assert time.monotonic() - began < 30
    (ended,) = plenaries()
    assert ended.phase == "released"
    assert check_plenary(ended.id) == ()
    assert monitor(evidence_log()) == []
    running = next(one for one in selections() if one.id != ended.selection)
    assert len(candidates(running.id, status="eligible")) == 10
    counts = locked_raters(running.id, "takar:uji")
    assert isinstance(counts, dict)
    locked, total = (sum(one[place] for one in counts.values()) for place in (0, 1))
    assert 0 < locked < total
