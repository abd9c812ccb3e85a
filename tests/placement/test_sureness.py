"""How much is computed for how many, draws of true fits, retests by price, and what undoes a move."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from takar.placement.assembling import assemble, rules_of
from takar.placement.books import result_of
from takar.placement.case import Case, problem_from
from takar.placement.domain.scenario.terms import Terms
from takar.placement.domain.tables import truths
from takar.placement.drawing import pairs_of, retests, true_fits, true_gains
from takar.placement.effort import EACH, MOST_POINTS, SMALL, WHOLE, effort_of, hull, suggested
from takar.placement.frozen import inputs_of
from takar.placement.retesting import retested
from takar.placement.solving.exact import best
from takar.placement.solving.frontier import front
from takar.placement.solving.problem import Plan
from takar.placement.solving.survival import gains, survival
from takar.placement.trying import flips_at
from takar.placement.undoing import STEPS, change_arrays, undone_by
from tests.placement.world import city, solved

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def case_of(terms: Terms) -> Case:
    rules = rules_of(terms)
    found = assemble(terms, rules)  # type: ignore[arg-type]
    assert isinstance(found, Case)
    return found


def test_more_people_never_get_more_and_small_ones_get_all() -> None:
    few, more, many = (effort_of(n, 2000) for n in (WHOLE, SMALL, SMALL + 1))
    assert (few.suggested, few.each, more.each, many.each) == (2000, EACH, EACH, 0)
    assert (few.kind, more.kind, many.kind) == ("whole", "hull", "prices")
    counts = [effort_of(n, 2000).suggested for n in (151, 300, 1000, 3000, 10_000)]
    assert counts == sorted(counts, reverse=True)
    assert counts[-1] == counts[-2] == 100
    searched = [effort_of(n, 2000, plain=False) for n in (300, 3000)]
    assert [one.margins for one in searched] == [False, False]
    assert searched[0].suggested > searched[1].suggested == 12
    assert effort_of(20, 100).each == 100


def test_each_corner_is_the_best_at_its_price() -> None:
    terms = city(officials=9, vacant=2, pool=1)
    case = case_of(terms)
    made = problem_from(case.inputs(terms), case.arrays(terms))
    plans = front(made)
    priced = hull(plans, 3.0)
    assert len(plans) >= len(priced) > 2
    assert len(priced) <= MOST_POINTS
    for plan, price in priced:
        free = best(made.with_rules(move_price=price))
        assert free is not None
        assert free.score == pytest.approx(plan.gain - price * len(plan.moves), abs=1e-5)
    keep = suggested(plans, 3.0)
    assert any(len(plan.moves) == len(keep.moves) for plan, _ in priced)
    assert keep.gain - 3 * len(keep.moves) == pytest.approx(
        max(one.gain - 3 * len(one.moves) for one in plans)
    )


def test_draws_of_pairs_are_those_of_the_whole_table() -> None:
    terms = city(officials=5, vacant=1, pool=1)
    case = case_of(terms)
    made = problem_from(case.inputs(terms), case.arrays(terms))
    plan = best(made)
    assert isinstance(plan, Plan)
    whole = truths(case.table, 300, 7)
    truth = true_fits(case.table, pairs_of([plan]), 300, 7)
    for (person, post), drawn in truth.items():
        np.testing.assert_allclose(drawn, whole[:, person, post])
    np.testing.assert_allclose(true_gains(made, plan, truth, 300), gains(made, plan, whole))


def test_retests_in_blocks_are_the_same_retests() -> None:
    terms = city(officials=5, vacant=1, pool=0)
    case = case_of(terms)
    whole = next(iter(retests(case.table, 60, 3, 60)))
    np.testing.assert_array_equal(whole, np.concatenate(list(retests(case.table, 60, 3, 25))))
    made = problem_from(case.inputs(terms), case.arrays(terms))
    plan = best(made)
    assert isinstance(plan, Plan)
    found = retested(case.table, made, plan, 60, 3)
    assert found.retests == 60
    np.testing.assert_allclose(found.chance, survival(made, plan, whole).chance)
    assert np.isnan(retested(case.table, made, plan, 0, 3).chance).all()


def test_a_change_that_undoes_a_move_does() -> None:
    terms = city(officials=6, vacant=1, pool=0)
    case = case_of(terms)
    made = problem_from(case.inputs(terms), case.arrays(terms))
    plan = best(made)
    assert isinstance(plan, Plan)
    arrays = change_arrays(case)
    assert len(arrays["change"]) == len(STEPS) * int((~np.isnan(case.levels)).sum())
    flipped = [one for one in undone_by(made, plan.moves, arrays) if one.change]
    assert flipped
    for one in flipped:
        assert one.change is not None
        fit = made.fit.copy()
        fit[one.change.person] = one.change.row
        after = best(replace(made, fit=fit))
        assert after is None or after.assign[one.move.person] != one.move.post


def test_other_points_tell_what_undoes_their_moves_from_what_was_frozen() -> None:
    done = solved(replace(city(officials=6, vacant=1, pool=0), redraws=600))
    body, kept = result_of(done.id), inputs_of(done.id)
    assert body is not None
    assert kept is not None
    assert {one["retests"] for one in body["front"]} == {500, 600}
    assert body["effort"] == {"front": "whole", "draws": 2000, "margins": True, "more": 1000}
    other = next(one for one in body["front"] if one["moves"] and not one["suggested"])
    found = flips_at(done.id, other["moves"])
    assert found is not None
    assert set(found) == set(other["assign"])
    chosen = next(one for one in body["front"] if one["suggested"])
    asked = flips_at(done.id, chosen["moves"])
    assert asked is not None
    for step in chosen["steps"]:
        # A change of a score was kept as it was found; where none was, the margin was said instead.
        assert step["flip"]["id"] == asked[step["nip"]]["id"] or not asked[step["nip"]]["id"]
    assert flips_at("tidak-ada", None) is None
