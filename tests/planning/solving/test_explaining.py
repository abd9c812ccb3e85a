"""What is impossible is explained by single changes, and each change named does what it says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from takar.planning.domain.problem import (
    Assessor,
    Batch,
    Duty,
    Limits,
    Person,
    Problem,
    Rules,
    Span,
    Tie,
    Unit,
)
from takar.planning.domain.solution import Impossible, Season, Stopped
from takar.planning.solving import plan_dates, plan_pairs, plan_roster, plan_season, repair, replan
from takar.planning.solving.groups import how_many
from tests.planning.solving.seasons import small_phase
from tests.planning.solving.small import days, one_batch

QUICK = Limits(seconds=5, workers=1)


def crowd(people: int, window: int = 5, unit: str = "", **rules: int) -> Problem:
    """So many people of a class, batches of two days and four seats."""
    numbers = {"batch_days": 2, "capacity": 4, **rules}
    return Problem(
        working_days=days(window),
        rules=Rules(**numbers),
        people=tuple(Person(f"p{n:02d}", unit, "x") for n in range(people)),
        units=(Unit(unit, people, 3),) if unit else (),
    )


def explained(problem: Problem) -> Impossible:
    found = plan_dates(problem, QUICK)
    assert isinstance(found, Impossible)
    return found


def enough(found: Impossible) -> dict[str, int]:
    return {one.rule: one.to for one in found.reliefs if one.enough}


def test_too_many_people_need_halls_days_or_seats() -> None:
    found = explained(crowd(12))
    assert found.missing == 4
    assert enough(found) == {"halls": 2, "last_day": 1, "capacity": 6, "batch_days": 1}
    assert found.sentence("en").startswith("4 people too many for 01-03-2027 to 05-03-2027: use 2 halls")
    for rule, change in (
        ("halls", {"halls": 2}),
        ("capacity", {"capacity": 6}),
        ("batch_days", {"batch_days": 1}),
    ):
        milder = crowd(12, **change)
        assert isinstance(plan_dates(milder, QUICK), Season), rule
    assert found.as_refusal().data["missing"] == 4


def test_one_person_too_many_is_said_in_the_singular() -> None:
    assert explained(crowd(9)).en.startswith("1 person too many")


def test_the_unit_that_is_short_is_named() -> None:
    found = explained(crowd(8, unit="Dinas"))
    assert found.missing == 2
    assert "semuanya dari Dinas" in found.sentence("id")
    assert "all of Dinas" in found.sentence("en")
    assert enough(found) == {"away_share": 50, "spare_batches": 1} or "away_share" in enough(found)


def test_reserve_beds_and_locks_are_offered_where_they_are_what_is_short() -> None:
    assert enough(explained(crowd(8, reserve=1)))["reserve"] == 0
    sleepers = crowd(8, beds=2)
    sleepers = replace(sleepers, people=tuple(replace(one, needs_bed=True) for one in sleepers.people))
    assert enough(explained(sleepers))["beds"] == 7
    lone = Batch(id="b", number=1, job_class="y", days=days(2), capacity=4, locked=True)
    assert "locks" in enough(explained(replace(crowd(8), batches=(lone,))))


def test_head_and_deputy_who_must_be_apart() -> None:
    found = explained(replace(crowd(2, window=2), deputies=(("p00", "p01"),)))
    assert "deputies" in enough(found)


def test_somebody_who_is_never_there_is_named() -> None:
    problem = crowd(2)
    away = (Span(date(2027, 1, 1), date(2027, 12, 31)),)
    people = (replace(problem.people[0], absences=away), problem.people[1])
    found = explained(replace(problem, people=people))
    assert found.code == "PLAN_NEVER_FREE"
    assert "p00" in found.sentence("id")
    many = explained(replace(problem, people=tuple(replace(one, absences=away) for one in crowd(5).people)))
    assert "5 people are absent" in many.sentence("en")


def test_a_window_without_enough_days_in_a_row() -> None:
    found = explained(crowd(2, window=2, batch_days=3))
    assert found.code == "PLAN_NO_START"
    assert "3 working days" in found.sentence("en")
    assert explained(replace(crowd(2), working_days=())).code == "PLAN_NO_START"


def test_assessors_too_few_for_any_date() -> None:
    problem = replace(crowd(8, assessors=3), assessors=tuple(Assessor(n) for n in (1, 2)))
    found = explained(problem)
    assert enough(found)["assessors"] == 3
    assert enough(found)["assessors_per_batch"] == 2


def test_weeks_of_duty_too_few_for_any_date() -> None:
    problem = replace(
        crowd(12, window=15, batch_days=4, assessors=2, duty_weeks=1, duty_window=4),
        assessors=tuple(Assessor(n) for n in (1, 2)),
    )
    assert enough(explained(problem))["duty_weeks"] == 3


def test_duties_that_nobody_can_take() -> None:
    problem, batch = one_batch(assessors=5)
    away = Span(batch.days[0], batch.days[0])
    staff = (replace(problem.assessors[0], absences=(away,)), *problem.assessors[1:])
    found = plan_roster(replace(problem, assessors=staff), (batch,), QUICK)
    assert isinstance(found, Impossible)
    assert found.missing == 1
    assert enough(found) == {"assessors": 6, "assessors_per_batch": 4}
    assert found.sentence("en").startswith(
        "1 duty cannot be filled by 5 assessors: add 1 assessor from outside"
    )


def test_standby_weeks_and_locked_duties_are_offered() -> None:
    problem, batch = one_batch(assessors=5, standby=1)
    found = plan_roster(problem, (batch,), QUICK)
    assert isinstance(found, Impossible)
    assert "standby" in enough(found)
    second = replace(batch, id="b2", number=2, days=days(8)[5:], people=batch.people[:4])
    problem, batch = one_batch(assessors=5, duty_weeks=1, duty_window=2)
    found = plan_roster(replace(problem, working_days=days(10)), (batch, second), QUICK)
    assert isinstance(found, Impossible)
    assert "duty_weeks" in enough(found)


def test_nobody_is_locked_in_two_batches_of_a_day() -> None:
    problem, batch = one_batch(assessors=4)
    staff = (*problem.assessors, Assessor(9))
    locked = (Duty(9, locked=True), Duty(1, "standby", locked=True))
    same = replace(batch, id="b2", number=2, people=batch.people[:1], duties=locked)
    found = plan_roster(
        replace(problem, assessors=staff, rules=replace(problem.rules, assessors=2)),
        (replace(batch, duties=locked), same),
        QUICK,
    )
    assert isinstance(found, Impossible)
    assert found.code == "PLAN_ASSESSORS_SHORT"


def test_raters_too_few_for_some() -> None:
    problem, batch = one_batch(assessors=3)
    duties = tuple(Duty(n) for n in (1, 2, 3))
    found = plan_pairs(problem, (replace(batch, duties=duties),), QUICK)
    assert isinstance(found, Impossible)
    assert found.code == "PLAN_RATERS_SHORT"
    assert "add 1 assessor" in found.sentence("en")
    problem, batch = one_batch(people=9, assessors=5, rates_most=3)
    roster = plan_roster(problem, (batch,), QUICK)
    assert isinstance(roster, Season)
    found = plan_pairs(problem, roster.batches, QUICK)
    assert isinstance(found, Impossible)
    assert "rates_most" in enough(found)


def test_a_tie_that_is_over_is_no_conflict() -> None:
    problem, batch = one_batch()
    roster = plan_roster(problem, (batch,), QUICK)
    assert isinstance(roster, Season)
    pairs = plan_pairs(problem, roster.batches, QUICK)
    assert isinstance(pairs, Season)
    assert 3 not in pairs.batches[0].raters["p01"]
    lasting = replace(problem, ties=(Tie(4, "p02", "former_superior", date(2030, 1, 1)),))
    pairs = plan_pairs(lasting, roster.batches, QUICK)
    assert isinstance(pairs, Season)
    assert 4 not in pairs.batches[0].raters["p02"]


def test_no_seat_later_says_so() -> None:
    season = plan_dates(crowd(8), QUICK)
    assert isinstance(season, Season)
    problem = replace(crowd(8), batches=season.batches)
    last = max(season.batches, key=lambda batch: batch.days)
    found = repair(problem, last.people[:1], last.first_day, QUICK)
    assert isinstance(found, Impossible)
    assert found.code == "PLAN_NO_SEAT"
    first = min(season.batches, key=lambda batch: batch.days)
    found = repair(problem, first.people[:1], first.first_day, QUICK)
    assert isinstance(found, Impossible)
    assert "0 seats free in 1 batches" in found.sentence("en")


def test_whoever_asks_to_stop_is_heard() -> None:
    asked = Limits(seconds=5, stop=lambda: True)
    assert isinstance(plan_season(crowd(8), asked), Season | Stopped)
    problem, batch = one_batch()
    roster = plan_roster(problem, (batch,), QUICK)
    assert isinstance(roster, Season)
    assert isinstance(plan_pairs(problem, roster.batches, asked), Stopped)
    told: list[tuple[str, float]] = []
    plan_season(small_phase(3), Limits(seconds=20, progress=lambda stage, share: told.append((stage, share))))
    assert {stage for stage, _ in told} == {"dates", "roster", "pairs"}


def test_kept_batches_stay_and_an_empty_plan_is_a_plan() -> None:
    season = plan_season(small_phase(3), QUICK)
    assert isinstance(season, Season)
    problem = replace(small_phase(3), batches=season.batches)
    again = replan(problem, QUICK, keep=frozenset(batch.id for batch in season.batches))
    assert isinstance(again, Season)
    assert [(b.id, b.people, b.raters) for b in again.batches] == [
        (b.id, b.people, b.raters) for b in season.batches
    ]
    nobody = plan_season(replace(crowd(1), people=()), QUICK)
    assert isinstance(nobody, Season)
    assert nobody.batches == ()


@pytest.mark.parametrize(
    ("people", "least", "most", "groups"),
    [(25, 4, 8, 4), (9, 4, 8, 2), (3, 4, 8, 1), (5, 4, 4, 2), (24, 4, 8, 4)],
)
def test_groups_are_of_lawful_size(people: int, least: int, most: int, groups: int) -> None:
    assert how_many(people, least, most) == groups
