"""No plan breaks a hard rule; what is called impossible is; nothing better exists than what is called best."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takar.planning.domain.checking import violations
from takar.planning.domain.problem import Assessor, Batch, Limits, Person, Problem, Rules, Span, Tie, Unit
from takar.planning.domain.solution import Impossible, Repair, Season
from takar.planning.solving import plan_dates, plan_pairs, plan_roster, plan_season, repair, replan, swaps
from tests.planning.solving.small import MONDAY, best_by_trying, days, problems

QUICK = Limits(seconds=5, gap=0.0, workers=1)
calm = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
few = settings(calm, max_examples=20)


@calm
@given(problems())
def test_small_dates_agree_with_trying_everything(problem: Problem) -> None:
    best = best_by_trying(problem)
    found = plan_dates(problem, QUICK)
    if best is None:
        assert isinstance(found, Impossible)
        assert found.sentence("id")
        assert found.sentence("en")
    else:
        assert isinstance(found, Season)
        assert violations(problem, found.batches)[:1] == ()
        assert sorted(one for batch in found.batches for one in batch.people) == [
            p.id for p in problem.people
        ]
        assert found.dates is not None
        assert (found.dates.value, found.dates.bound) == (best, best)


@few
@given(problems(), st.randoms(use_true_random=False))
def test_locks_hold_and_nobody_else_moves_without_need(problem: Problem, dice: st.DataObject) -> None:
    first = plan_dates(problem, QUICK)
    if not isinstance(first, Season):
        return
    locked = tuple(
        replace(batch, locked=dice.random() < 0.5, locked_people=frozenset(batch.people[:1]))  # type: ignore[attr-defined]
        for batch in first.batches
    )
    again = replan(replace(problem, batches=locked), QUICK)
    assert isinstance(again, Season)
    assert violations(replace(problem, batches=locked), again.batches, complete=True) == ()
    assert again.moved == ()


@few
@given(problems(), st.data())
def test_no_batch_stays_on_a_day_that_became_a_holiday(problem: Problem, data: st.DataObject) -> None:
    first = plan_dates(problem, QUICK)
    if not isinstance(first, Season):
        return
    holiday = data.draw(st.sampled_from([day for batch in first.batches for day in batch.days]))
    days_left = tuple(day for day in problem.working_days if day != holiday)
    changed = replace(problem, working_days=days_left, batches=first.batches)
    again = replan(changed, QUICK)
    assert isinstance(again, Season) == (best_by_trying(replace(changed, batches=())) is not None)
    if isinstance(again, Season):
        assert violations(changed, again.batches, complete=True) == ()
        gone = {one for batch in first.batches if holiday in batch.days for one in batch.people}
        assert gone <= set(again.moved)


@st.composite
def seasons(draw: st.DrawFn) -> Problem:
    """Up to 20 people in batches of six, with four to seven assessors and conflicts."""
    people = tuple(
        Person(f"p{n:02d}", draw(st.sampled_from(("a", "b", "c"))), "x")
        for n in range(draw(st.integers(4, 20)))
    )
    staff = tuple(
        Assessor(n, draw(st.sampled_from(("", "a", "b"))), draw(_weeks_off()))
        for n in range(1, draw(st.integers(4, 7)) + 1)
    )
    ties = tuple(
        Tie(draw(st.sampled_from(staff)).id, draw(st.sampled_from(people)).id, "declared")
        for _ in range(draw(st.integers(0, 4)))
    )
    return Problem(
        working_days=days(25),
        rules=Rules(
            batch_days=2,
            capacity=6,
            halls=2,
            assessors=3,
            standby=draw(st.integers(0, 1)),
            duty_weeks=2,
            duty_window=3,
            group_least=1,
            rates_most=draw(st.sampled_from((0, 5))),
        ),
        people=people,
        units=tuple(Unit(name, 40, 4) for name in "abc"),
        assessors=staff,
        ties=ties,
    )


@st.composite
def _weeks_off(draw: st.DrawFn) -> tuple[Span, ...]:
    if draw(st.integers(0, 2)):
        return ()
    first = MONDAY + timedelta(weeks=draw(st.integers(0, 4)))
    return (Span(first, first + timedelta(days=4)),)


@few
@given(seasons())
def test_whole_seasons_break_no_rule(problem: Problem) -> None:
    found = plan_season(problem, QUICK)
    if isinstance(found, Season):
        assert violations(problem, found.batches, complete=True) == ()
        assert found.roster is not None
        assert found.pairs is not None
        assert found.network is not None
    else:
        assert isinstance(found, Impossible)


@few
@given(seasons(), st.data())
def test_repair_moves_nobody_while_a_seat_is_free(problem: Problem, data: st.DataObject) -> None:
    season = plan_season(problem, QUICK)
    if not isinstance(season, Season) or len(season.batches) < 2:
        return
    gone = season.batches[0]
    absent = gone.people[:1]
    standing = replace(problem, batches=season.batches)
    seat = _seat_by_trying(standing, absent[0], gone)
    found = repair(standing, absent, gone.first_day, QUICK)
    if seat is not None:
        assert isinstance(found, Repair)
        assert found.moved == ()
        target = next(batch for batch in found.batches if batch.id == found.seated[0].target)
        assert target.first_day.isocalendar()[:2] == seat.first_day.isocalendar()[:2]
    if isinstance(found, Repair):
        assert violations(standing, found.batches, complete=True) == ()


def _seat_by_trying(problem: Problem, person: str, gone: Batch) -> Batch | None:
    """The earliest later batch that takes the person as it is, by the judge."""
    for batch in sorted(problem.batches, key=lambda one: one.first_day):
        if batch.first_day > gone.first_day and len(batch.people) < batch.capacity:
            moved = tuple(
                replace(one, people=(*one.people, person), groups=(), raters={})
                if one.id == batch.id
                else replace(one, people=tuple(p for p in one.people if p != person), groups=(), raters={})
                for one in problem.batches
            )
            duty = [one.assessor for one in batch.duties if one.role != "standby"]
            rated = replace(batch, people=(person,), raters={person: tuple(duty)})
            barred = {
                broken.assessor for broken in violations(problem, (rated,)) if broken.rule == "rater_conflict"
            }
            if not violations(problem, moved) and len(set(duty) - barred) >= problem.rules.raters:
                return batch
    return None


@few
@given(seasons())
def test_swaps_break_no_rule(problem: Problem) -> None:
    season = plan_dates(problem, QUICK)
    if not isinstance(season, Season):
        return
    standing = replace(problem, batches=season.batches)
    for one in swaps(standing, problem.people[0].id):
        trade = {one.person: one.other, one.other: one.person}
        after = tuple(
            replace(batch, people=tuple(trade.get(who, who) for who in batch.people))
            for batch in season.batches
        )
        assert violations(problem, after) == ()


@few
@given(seasons())
def test_raters_are_never_in_conflict_and_evenly_loaded(problem: Problem) -> None:
    season = plan_dates(problem, QUICK)
    if not isinstance(season, Season):
        return
    roster = plan_roster(problem, season.batches, QUICK)
    if not isinstance(roster, Season):
        return
    pairs = plan_pairs(problem, roster.batches, QUICK)
    assert isinstance(pairs, Season | Impossible)
    if isinstance(pairs, Season):
        assert violations(problem, pairs.batches, complete=True) == ()


def test_the_same_question_has_the_same_answer() -> None:
    from tests.planning.solving.seasons import small_phase

    first, again = plan_season(small_phase(3), QUICK), plan_season(small_phase(3), QUICK)
    assert isinstance(first, Season)
    assert isinstance(again, Season)
    assert first.batches == again.batches
    assert all(a.days <= b.days for a, b in pairwise(first.batches))
