"""Each rule of the judge broken once, and a plan that breaks none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from takar.planning.domain.checking import violations
from takar.planning.domain.problem import Assessor, Batch, Duty, Problem, Rules, Span, Tie, Unit
from tests.planning.solving.small import MONDAY, days, one_batch

Broken = tuple[Problem, tuple[Batch, ...]]


def good() -> Broken:
    """Nine people, five assessors; 1 and 2 are of unit u0 (p00, p03, …), 3 may not rate p01."""
    problem, batch = one_batch()
    panels = dict.fromkeys(batch.people, (3, 4)) | {"p01": (4, 5), "p02": (3, 5)}
    whole = replace(
        batch,
        groups=(batch.people[:5], batch.people[5:]),
        duties=(Duty(1, "lead"), Duty(2), Duty(3), Duty(4), Duty(5)),
        raters=panels,
    )
    return problem, (whole,)


def changed(**batch: object) -> Broken:
    problem, (one,) = good()
    return problem, (replace(one, **batch),)  # type: ignore[arg-type]


def ruled(**rules: object) -> Broken:
    problem, batches = good()
    return replace(problem, rules=replace(problem.rules, **rules)), batches  # type: ignore[arg-type]


def twice(same_days: bool = True, **batch: object) -> Broken:
    """A second batch with nobody in it."""
    problem, (one,) = good()
    empty: dict[str, object] = {"people": (), "groups": (), "raters": {}, "duties": ()}
    other = replace(one, id="b2", number=2, **(empty | batch))  # type: ignore[arg-type]
    return problem, (one, other)


def test_a_good_plan_breaks_nothing() -> None:
    problem, batches = good()
    assert violations(problem, batches, complete=True) == ()


def test_dates_alone_are_judged_alone() -> None:
    problem, (batch,) = good()
    bare = replace(batch, groups=(), duties=(), raters={})
    assert violations(problem, (bare,)) == ()
    missing = {one.rule for one in violations(problem, (bare,), complete=True)}
    assert missing == {"assessors", "group", "raters"}


def with_absence() -> Broken:
    problem, batches = good()
    away = (Span(MONDAY, MONDAY), Span(MONDAY - timedelta(days=9), MONDAY - timedelta(days=8)))
    return replace(problem, people=(replace(problem.people[0], absences=away), *problem.people[1:])), batches


def with_small_unit() -> Broken:
    problem, batches = good()
    return replace(problem, units=(Unit("u0", 9, 2), *problem.units[1:])), batches


def with_deputies() -> Broken:
    problem, batches = good()
    return replace(problem, deputies=(("p00", "p05"), ("p00", "pensiun"))), batches


def with_sleepers() -> Broken:
    problem, batches = ruled(beds=1)
    return replace(problem, people=tuple(replace(one, needs_bed=True) for one in problem.people)), batches


def with_locked_batch() -> Broken:
    problem, (batch,) = good()
    was = replace(batch, locked=True, days=days(6)[1:4])
    return replace(problem, batches=(was,)), (batch,)


def with_locked_person() -> Broken:
    problem, (batch,) = good()
    was = replace(batch, id="b9", people=("p00",), locked_people=frozenset({"p00"}))
    return replace(problem, batches=(was,)), (batch,)


def with_absent_assessor() -> Broken:
    problem, batches = good()
    away = replace(problem.assessors[0], absences=(Span(MONDAY, MONDAY),))
    return replace(problem, assessors=(away, *problem.assessors[1:])), batches


def with_many_weeks() -> Broken:
    problem, (first, second) = twice(days=days(8)[5:], duties=(Duty(1),))
    rules = replace(problem.rules, duty_weeks=1, duty_window=2)
    return replace(problem, rules=rules, working_days=days(10)), (first, second)


def with_a_gap_over_weekends() -> Broken:
    window = days(4)
    return ruled(over_weekends=True)[0], changed(days=(window[0], window[1], window[3]))[1]


def with_ties(*ties: Tie) -> Callable[[], Broken]:
    return lambda: (replace(good()[0], ties=ties), good()[1])


@pytest.mark.parametrize(
    ("rule", "make"),
    [
        ("person_twice", lambda: twice(people=("p00",), days=days(8)[5:])),
        ("person_unknown", lambda: changed(people=(*good()[1][0].people[1:], "asing"))),
        ("person_missing", lambda: changed(people=good()[1][0].people[1:])),
        ("capacity", lambda: changed(capacity=8)),
        ("job_class", lambda: changed(job_class="y")),
        ("working_day", lambda: changed(days=days(30)[20:23])),
        ("days", lambda: changed(days=days(2))),
        ("days", lambda: changed(days=(days(4)[0], days(4)[1], days(4)[3]))),
        ("days", lambda: changed(days=days(3)[::-1])),
        ("days", with_a_gap_over_weekends),
        ("hall", twice),
        ("absence", with_absence),
        ("unit", with_small_unit),
        ("deputies", with_deputies),
        ("beds", with_sleepers),
        ("locked", with_locked_batch),
        ("locked", lambda: (with_locked_batch()[0], ())),
        ("locked", with_locked_person),
        ("assessor_unknown", lambda: changed(duties=(*good()[1][0].duties, Duty(77)))),
        ("assessor_absent", with_absent_assessor),
        ("assessor_twice", lambda: twice(duties=(Duty(1), Duty(2)))),
        ("assessor_weeks", with_many_weeks),
        ("assessors", lambda: changed(duties=good()[1][0].duties[:4])),
        ("assessors", lambda: ruled(standby=1)),
        ("lead", lambda: changed(duties=tuple(replace(one, role="lead") for one in good()[1][0].duties))),
        ("group", lambda: changed(groups=(good()[1][0].people[:5], good()[1][0].people[4:]))),
        ("group_size", lambda: changed(groups=(good()[1][0].people,))),
        ("raters", lambda: changed(raters={**good()[1][0].raters, "p00": (3, 3)})),
        ("rater_off_duty", lambda: changed(duties=(*good()[1][0].duties[:4], Duty(5, "standby")))),
        ("rater_conflict", lambda: changed(raters={**good()[1][0].raters, "p00": (1, 3)})),
        ("rater_conflict", lambda: changed(raters={**good()[1][0].raters, "p01": (3, 4)})),
        ("rater_load", lambda: ruled(rates_most=5)),
        ("rater_conflict", with_ties(Tie(3, "p00", "superior", MONDAY))),
        ("rater_conflict", with_ties(Tie(3, "p00", "former_superior", MONDAY), Tie(3, "p00", "lain"))),
        ("rater_conflict", with_ties(Tie(3, "p00", "lain"), Tie(3, "p00", "superior", MONDAY))),
    ],
)  # fmt: skip
def test_each_rule_is_noticed(rule: str, make: Callable[[], Broken]) -> None:
    problem, batches = make()
    found = [one for one in violations(problem, batches, complete=True) if one.rule == rule]
    assert found
    assert all(one.sentence("id").endswith(".") and one.sentence("en").endswith(".") for one in found)


def test_what_is_over_or_elsewhere_is_no_conflict() -> None:
    over = Tie(3, "p00", "former_superior", MONDAY - timedelta(days=1))
    problem, batches = with_ties(over, Tie(3, "p00", "former_superior", MONDAY - timedelta(days=5)))()
    assert violations(problem, batches, complete=True) == ()
    elsewhere = replace(problem, assessors=(*problem.assessors, Assessor(9)), people=problem.people)
    assert violations(elsewhere, batches, complete=True) == ()


def test_people_nobody_knows_are_counted_in_no_unit() -> None:
    problem, (batch,) = changed(people=("asing",), groups=(), raters={})
    assert {one.rule for one in violations(problem, (batch,))} == {"person_unknown"}


def test_two_leads_on_one_day_are_told_once() -> None:
    problem, batches = twice(duties=(Duty(1),))
    assert [one.rule for one in violations(problem, batches)].count("assessor_twice") == 1


def test_over_weekends_days_follow_the_calendar() -> None:
    window = days(6)
    problem = Problem(working_days=window, rules=Rules(batch_days=3, over_weekends=True), people=())
    batch = Batch(id="b", number=1, job_class="x", days=window[3:6], capacity=5)
    assert violations(problem, (batch,)) == ()
