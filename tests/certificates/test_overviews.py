from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from takar.certificates.overviews import Wanted, forecast, listed, state_counts, unit_lines
from takar.certificates.rulebook import rule_book
from takar.certificates.standings import count_due, due_people, standing_of, standings_of
from takar.people.models import Unit
from takar.people.public import NO_UNIT, PeopleFilter
from takar.standards.public import load_shipped_standards
from tests.certificates.world import adoption, certificate, person
from tests.people.lists import nip

pytestmark = [pytest.mark.database, pytest.mark.django_db]

ON = date(2026, 6, 1)
ALL = PeopleFilter()


@pytest.fixture
def town() -> None:
    """Never, lapsed, expiring, valid, unclear, outside; in two offices, one of them with a section."""
    load_shipped_standards()
    person(0, unit="Dinas A")
    person(1, unit="Dinas A/Bidang 1")
    person(2, unit="Dinas A/Bidang 1/Seksi X")
    person(3, unit="Dinas A Lain")
    person(4, "", unit="Dinas A/Bidang 1")
    person(5, unit="Dinas A", legal_status="Pensiun")
    person(6, "pengawas")
    certificate(1, date(2023, 5, 31))
    certificate(2, date(2023, 8, 15))
    certificate(3, date(2024, 1, 1))
    certificate(6, date(2025, 1, 1), "pengawas")
    type(person(7)).objects.filter(nip=nip(7)).update(unit=None)


def test_counts_by_state(town: None) -> None:
    assert state_counts(ALL, ON) == Counter(never=2, lapsed=1, expiring=1, valid=2, unclear=1, outside=1)
    assert state_counts(PeopleFilter(job_class="pengawas"), ON) == Counter(valid=1)


def test_every_count_opens_the_list_behind_it(town: None) -> None:
    book = rule_book(ON)
    for state, n in state_counts(ALL, ON).items():
        assert listed(Wanted(ALL, ON, (state,)), book).count() == n
    for below in (None, Unit.objects.get(path="Dinas A").pk, Unit.objects.get(path="Dinas A/Bidang 1").pk):
        for line in unit_lines(ALL, ON, below):
            for state, n in line.counts.items():
                inside = PeopleFilter(inside=line.key, directly=line.directly)
                assert listed(Wanted(inside, ON, (state,)), book).count() == n


def test_units_hold_all_below_them(town: None) -> None:
    lines = unit_lines(ALL, ON, None)
    assert [(line.name, line.due, line.exempt, line.opens) for line in lines] == [
        ("Dinas A", 2, 1, True), ("Dinas A Lain", 0, 1, False), ("Dinas Contoh", 0, 1, False), ("", 1, 0, False),
    ]  # fmt: skip
    assert lines[-1].key == NO_UNIT
    below = unit_lines(ALL, ON, Unit.objects.get(path="Dinas A").pk)
    assert [(line.name, line.due, line.directly) for line in below] == [
        ("Bidang 1", 1, False),
        ("Dinas A", 1, True),
    ]
    assert sum((line.counts for line in below), Counter()) == lines[0].counts


def test_the_forecast_counts_everybody_once(town: None) -> None:
    found = forecast(ALL, ON, 8)
    assert (found.already, found.already_total, found.most) == ({"administrator": 3}, 3, 1)
    assert [(one.name, dict(one.counts)) for one in found.quarters if one.total] == [
        ("2026/3", {"administrator": 1}), ("2027/1", {"administrator": 1}), ("2028/1", {"pengawas": 1}),
    ]  # fmt: skip
    assert found.quarters[0].first == date(2026, 6, 2)
    book = rule_book(ON)
    for one in found.quarters:
        rows = listed(Wanted(ALL, ON, due_from=one.first, due_until=one.last), book)
        assert rows.count() == one.total


def test_a_forecast_from_the_last_day_of_a_quarter(town: None) -> None:
    found = forecast(ALL, date(2026, 6, 30), 2)
    assert [(one.first, one.last) for one in found.quarters] == [(date(2026, 7, 1), date(2026, 9, 30))]
    assert forecast(ALL, date(2026, 6, 30), 1).most == 0


def test_a_rule_to_come_shows_in_the_forecast(town: None) -> None:
    adoption("semua", date(2026, 10, 1))
    found = forecast(ALL, ON, 4)
    assert {one.name: one.total for one in found.quarters} == {
        "2026/2": 0,
        "2026/3": 1,
        "2026/4": 1,
        "2027/1": 1,
    }


def test_due_people_come_in_the_order_of_urgency(town: None) -> None:
    due = due_people(ALL, ON, ON + timedelta(days=400))
    assert [(one.nip, one.state) for one in due] == [
        (nip(1), "lapsed"), (nip(0), "never"), (nip(7), "never"), (nip(2), "expiring"), (nip(3), "valid"),
    ]  # fmt: skip
    assert count_due(ALL, ON, ON) == 3


def test_standings_of_those_who_are_known(town: None) -> None:
    spaced = f"{nip(1)[:8]} {nip(1)[8:]}"
    assert list(standings_of([nip(3), "1" * 18, spaced], ON)) == [nip(3), nip(1)]
    found = standing_of(spaced, ON)
    assert found is not None
    assert found.valid_until == date(2026, 5, 31)
    assert standing_of("1" * 18, ON) is None
