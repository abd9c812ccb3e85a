"""The invented agency is importable as it is, and its people answer by their trait."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

from takar.demo.answering import answer_sheet
from takar.demo.roster import ADMINISTRATORS, COLUMNS, JPT, SUPERVISORS, write_roster
from takar.demo.scenario import import_roster
from takar.people.public import PeopleFilter, nips_of


def _keys(count: int) -> list[Any]:
    return [
        SimpleNamespace(item=f"I{n}", scale="M.01", weights={"A": 1, "B": 2, "C": 3, "D": 4, "E": 5})
        for n in range(count)
    ]


def _mean(job_class: str) -> float:
    keys = _keys(60)
    sheets = [answer_sheet(keys, job_class, Random(seed)) for seed in range(40)]
    given = [keys[0].weights[option] for sheet in sheets for option in sheet.values()]
    return sum(given) / len(given)


def test_higher_classes_answer_better() -> None:
    assert _mean("pengawas") < _mean("administrator") < _mean("jpt_pratama")


def test_the_same_seed_gives_the_same_answers() -> None:
    assert answer_sheet(_keys(30), "pengawas", Random(7)) == answer_sheet(_keys(30), "pengawas", Random(7))


def test_the_roster_holds_columns_that_must_never_be_stored() -> None:
    assert {"AGAMA NAMA", "NIK", "NOMOR HP", "EMAIL"} <= set(COLUMNS)


@pytest.mark.database
@pytest.mark.django_db(transaction=True)
def test_everybody_in_the_roster_is_imported_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    settings.TAKAR.files.mkdir(parents=True, exist_ok=True)
    roster = tmp_path / "daftar.xlsx"
    people = write_roster(roster)
    assert people == JPT + ADMINISTRATORS + SUPERVISORS == 955
    quiet = lambda done, total=None, note="": None  # noqa: E731
    counts = import_roster(roster, quiet, date(2026, 1, 5))
    assert (counts["added"], counts["refused"]) == (955, 0)
    assert len(nips_of(PeopleFilter(job_class="jpt_pratama"))) == JPT
    again = import_roster(roster, quiet, date(2026, 1, 5))
    assert (again["added"], again["changed"], again["unchanged"]) == (0, 0, 955)
