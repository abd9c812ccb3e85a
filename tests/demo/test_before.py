"""The stage before the assessments: every step is granted, and the absent official has a new place."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from takar.attendance.public import incomplete, presence_of
from takar.certificates.public import due_people
from takar.demo.before import hold_days, look_at_data, plan_programme
from takar.demo.roster import write_roster
from takar.demo.scenario import import_roster
from takar.demo.stages import Stages
from takar.kernel.clock import utc_now
from takar.people.public import JobClass, PeopleFilter
from takar.planning.public import places_of, places_of_person
from takar.standards.public import load_shipped_standards

pytestmark = [pytest.mark.long, pytest.mark.database, pytest.mark.django_db]


def _quiet(done: int, total: int | None = None, note: str = "") -> None:
    pass


def test_from_the_roster_to_days_that_were_held(tmp_path: Path) -> None:
    load_shipped_standards()
    today: date = utc_now().date()
    roster = tmp_path / "roster.xlsx"
    write_roster(roster)
    import_roster(roster, _quiet, today)
    stages = Stages(Console(file=StringIO()))
    look_at_data(stages, roster)
    assert len(due_people(PeopleFilter(job_class=JobClass.JPT_PRATAMA), today, today)) == 6
    prepared = plan_programme(stages)
    assert sum(batch.places for batch in prepared.batches) == 100
    hold_days(stages, prepared)
    first = prepared.batches[0]
    (freed,) = [place for place in places_of(first.id, freed=True) if place.freed]
    again = places_of_person(freed.nip)[-1]
    assert (again.repeats, again.freed) == (freed.id, False)
    assert presence_of(first.id)
    assert freed.nip not in {place.nip for place in places_of(first.id)}
    assert incomplete(batch=first.id) is not None
