"""Arithmetic that needs no solver."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from takar.planning.domain.capacity import capacity
from takar.planning.domain.problem import Assessor, Batch, Person, Problem, Rules, Span
from tests.planning.solving.seasons import city_year
from tests.planning.solving.small import days


def office(people: int, window: int = 10, **rules: int) -> Problem:
    numbers = {"batch_days": 2, "capacity": 4, **rules}
    return Problem(
        working_days=days(window),
        rules=Rules(**numbers),
        people=tuple(Person(f"p{n}", "", "x") for n in range(people)),
    )


def test_the_city_is_61_days_for_each_assessor() -> None:
    found = capacity(city_year())
    assert (found.batches_needed, found.assessor_days_needed) == (117, 2457)
    assert round(found.assessor_days_each) == 61
    assert found.fits


def test_batches_seats_and_the_last_day() -> None:
    found = capacity(office(12))
    assert (found.batches_needed, found.batches_in_window, found.seats_in_window) == (3, 4, 16)
    assert found.last_day == date(2027, 3, 9)
    assert found.fits
    assert found.sentences[0] == (
        "12 orang memerlukan 3 gelombang dengan 4 kursi.", "12 people need 3 batches of 4 seats.",
    )  # fmt: skip
    assert (
        found.sentences[-1][1]
        == "Done on 09-03-2027 at the earliest, with all halls in use from the first day."
    )


def test_reserve_and_classes_need_more_batches() -> None:
    assert capacity(office(12, reserve=1)).batches_needed == 4
    mixed = office(12)
    people = tuple(replace(one, job_class="y") if n == 0 else one for n, one in enumerate(mixed.people))
    assert capacity(replace(mixed, people=people)).batches_needed == 4


def test_too_little_room_is_said() -> None:
    found = capacity(office(20))
    assert (found.last_day, found.fits) == (None, False)
    assert found.sentences[-1][0].startswith("Kurang tempat untuk 1 gelombang")


def test_too_few_assessors_are_said() -> None:
    few = replace(office(8, assessors=2), assessors=(Assessor(1),))
    found = capacity(few)
    assert not found.fits
    assert found.sentences[-1][1].startswith("There are too few assessors")
    away = (Span(days(1)[0], days(10)[-1]),)
    absent = replace(few, assessors=(Assessor(1, absences=away), Assessor(2, absences=away)))
    assert not capacity(absent).fits
    assert capacity(replace(few, assessors=(Assessor(1), Assessor(2)))).fits


def test_standing_batches_take_halls_and_need_no_new_ones() -> None:
    standing = Batch(
        id="b", number=1, job_class="x", days=days(2), capacity=4, people=("p0",), locked=True,
        locked_people=frozenset({"p0"}),
    )  # fmt: skip
    found = capacity(replace(office(5), batches=(standing,)))
    assert (found.batches_needed, found.batches_in_window) == (1, 3)
    assert found.last_day == date(2027, 3, 4)


def test_over_weekends_nothing_is_lost() -> None:
    short = office(4, batch_days=4)
    assert capacity(short).batches_in_window == 2
    assert capacity(replace(short, rules=replace(short.rules, over_weekends=True))).batches_in_window == 2
    assert capacity(replace(office(4, batch_days=7), rules=Rules(batch_days=7, over_weekends=True))).fits


def test_a_window_without_days_has_no_room() -> None:
    found = capacity(replace(office(4), working_days=()))
    assert not found.fits
    assert len(found.sentences) == 1
