"""One problem of a region, from the engine to its explanation, against every pair at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from takar.kernel.refusals import Refusal
from takar.placement.domain.regions import BELOW, ELSEWHERE, NO_STANDARD, NOBODY
from takar.placement.matching.engine import Engine
from takar.placement.regional import placing
from takar.placement.regional.placing import KeepOn, Placed, Scored, explain, place, score
from takar.placement.solving.auction import Cancelled, TooManyImprovements
from takar.placement.solving.auction_steps import bid, raise_prices, values_held
from takar.placement.solving.flow import flow
from takar.placement.solving.lists import VACANT, Lists
from takar.placement.solving.region_steps import best_of_all
from takar.placement.solving.warm import warm
from tests.placement.matching.people import PlainRules, World
from tests.placement.matching.people import post as a_post
from tests.placement.matching.region import TODAY, facts, measured, posts


def some(seed: int) -> Scored:
    """Random fits with many ties; some pairs are not possible."""
    draw = np.random.default_rng(seed)
    kinds, people, seats = (int(draw.integers(1, most)) for most in (8, 25, 18))
    fit = draw.integers(-1, int(draw.choice([4, 60, 1000])), (kinds, people)).astype(np.int16)
    fit[draw.random(fit.shape) < 0.3] = -1
    kind_of = draw.integers(0, kinds, seats)
    return Scored(fit, kind_of, np.ones(seats, dtype=bool), int(draw.choice([0, 2, 30])))


def every_pair(made: Scored, leave_out: int = -1) -> Lists:
    able = [np.flatnonzero(made.fit[kind] >= 0) for kind in made.kind_of]
    able = [np.empty(0, dtype=np.int64) if at == leave_out else one for at, one in enumerate(able)]
    starts = np.concatenate([[0], np.cumsum([len(one) for one in able])]).astype(np.int64)
    kinds = np.repeat(made.kind_of, np.diff(starts))
    people = np.concatenate(able).astype(np.int64)
    vacancy = np.full(len(able), made.vacancy)
    if leave_out >= 0:
        vacancy[leave_out] = 0
    return Lists(starts, people, made.fit[kinds, people].astype(np.int64), vacancy, made.people)


def test_the_best_over_all_pairs_and_a_price_is_what_others_lose() -> None:
    for seed in range(120):
        made = some(seed)
        placed, judge = place(made), every_pair(made)
        assert placed.total == placed.bound == judge.total(flow(judge)) == judge.total(placed.holds), seed
        value = judge.value_held(placed.holds)
        for post, person in enumerate(placed.holds.tolist()):
            if person != VACANT and seed < 40:
                rest = every_pair(made, leave_out=post)
                assert placed.prices[person] == rest.total(flow(rest)) - (placed.total - int(value[post]))


def test_what_is_compiled_ahead_is_what_a_region_runs() -> None:
    warm()
    steps = (bid, raise_prices, values_held, best_of_all)
    known = [len(step.signatures) for step in steps]
    draws = np.random.default_rng(3)
    people = measured(40, draws)
    made = score(Engine(people, facts(people, draws), posts(6, draws), TODAY, PlainRules()), 0)
    assert isinstance(made, Scored)
    place(made)
    assert [len(step.signatures) for step in steps] == known


def test_what_another_choice_loses_is_never_more_than_said() -> None:
    """`behind` is a promise: with that person here, the best of all the rest is at least so much lower."""
    checked = 0
    for seed in range(200, 240):
        made = some(seed)
        placed = place(made)
        for post, seat in enumerate(explain(made, placed)):
            for other in (seat.following, seat.better):
                if other is not None:
                    assert other.behind >= 0
                    assert placed.total - forced(made, post, other.person) >= other.behind
                    checked += 1
    assert checked > 100


def forced(made: Scored, post: int, person: int) -> int:
    """The best total with `person` in `post`."""
    fit = made.fit[made.kind_of].copy()
    own = int(fit[post, person])
    fit[:, person] = -1
    fit[post] = -1
    rest = Scored(fit, np.arange(len(fit)), made.scored, made.vacancy)
    lists = every_pair(rest)
    return lists.total(flow(lists)) - made.vacancy + own


def test_the_reasons_of_open_posts() -> None:
    fit = np.array([[-1, -1], [3, 2], [9, -1], [8, -1]], dtype=np.int16)
    made = Scored(fit, np.array([0, 0, 1, 2, 3]), np.array([True, False, True, True, True]), 5)
    seats = explain(made, place(made))
    assert [one.reason for one in seats] == [NOBODY, NO_STANDARD, BELOW, "", ELSEWHERE]
    assert seats[3].person == 0
    assert (seats[3].fit, seats[3].price, seats[3].eligible) == (9, 3, 1)
    assert seats[4].better is not None
    assert (seats[4].better.person, seats[4].better.behind) == (0, 0) or seats[4].better.behind == 0


def test_where_the_auction_gives_up_the_reference_places_and_the_bound_holds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def gives_up(*_: object, **__: object) -> None:
        raise TooManyImprovements

    monkeypatch.setattr(placing, "place_region", gives_up)
    for seed in range(300, 340):
        made = some(seed)
        placed, judge = place(made), every_pair(made)
        assert placed.fallback
        assert placed.total == judge.total(flow(judge)) <= placed.bound


def city(people: int = 120, seats: int = 30) -> Engine:
    draws = np.random.default_rng(4)
    told = measured(people, draws)
    return Engine(told, facts(told, draws), posts(seats, draws), TODAY, PlainRules())


def test_the_fits_are_those_of_the_engine() -> None:
    engine = city()
    made = score(engine, 0)
    assert isinstance(made, Scored)
    for post in range(len(engine.posts)):
        fit, able = engine.fits(post)
        row = made.fit[made.kind_of[post]]
        assert (row[~(able & np.isfinite(fit))] == -1).all()
        assert (np.abs(row - 10 * fit)[row >= 0] <= 0.501).all()
    assert made.digest() == score(city(), 0).digest()  # type: ignore[union-attr]
    assert made.digest() != score(city(), 1).digest()  # type: ignore[union-attr]


def test_posts_that_ask_the_same_are_scored_once() -> None:
    told, _ = World().people((20,), np.random.default_rng(1))
    engine = Engine(told, None, [a_post("a", 3), a_post("b", 3), a_post("c", 4)], TODAY, PlainRules())
    made = score(engine, 0)
    assert isinstance(made, Scored)
    assert made.kind_of.tolist() == [0, 0, 1]


def test_nobody_steps_down_a_class_but_a_holder_keeps_the_post() -> None:
    draws = np.random.default_rng(4)
    told = replace(measured(20, draws), groups=("jpt_pratama",) * 10 + ("pengawas",) * 10)
    asks = [
        replace(a_post(code, 3), job_class=of) for code, of in (("a", "administrator"), ("b", "jpt_pratama"))
    ]
    alike = [replace(a_post("c", 3), job_class="administrator"), *asks]
    found = replace(facts(told, draws), holds=np.array(["c", *[""] * 19]))
    made = score(Engine(told, found, alike, TODAY, PlainRules()), 0)
    assert isinstance(made, Scored)
    assert len(set(made.kind_of.tolist())) == 3
    held, lower, same = (made.fit[kind] for kind in made.kind_of)
    assert held[0] >= 0
    assert (held[1:10] == -1).all()
    assert (lower[:10] == -1).all()
    assert (lower[10:] >= 0).any()
    assert (same[:10] >= 0).any()


def test_what_does_not_fit_into_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(placing, "MOST_PAIRS", 10)
    refusal = score(city(), 0)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "REGION_TOO_LARGE"


def test_each_step_can_be_stopped() -> None:
    engine = city()
    made = score(engine, 0)
    assert isinstance(made, Scored)
    for wanted in ("score", "look", "place", "explain"):

        def stop(step: str, done: int, of: int, wanted: str = wanted) -> bool:
            if step == wanted:
                raise Cancelled
            return True

        with pytest.raises(Cancelled):
            _whole(engine, stop)


def _whole(engine: Engine, keep_on: KeepOn) -> None:
    made = score(engine, 0, keep_on)
    assert isinstance(made, Scored)
    explain(made, place(made, keep_on), keep_on)


def test_nobody_and_no_posts() -> None:
    nobody = Scored(np.empty((1, 0), dtype=np.int16), np.zeros(2, dtype=np.int64), np.ones(2, dtype=bool), 7)
    placed = place(nobody)
    assert isinstance(placed, Placed)
    assert (placed.total, placed.bound) == (14, 14)
    assert [one.reason for one in explain(nobody, placed)] == [NOBODY, NOBODY]


def test_the_worked_example_of_the_rules() -> None:
    made = Scored(
        np.array([[920, 900, 700], [900, 750, 720]], dtype=np.int16),
        np.arange(2),
        np.ones(2, dtype=bool),
        680,
    )
    placed = place(made)
    assert placed.holds.tolist() == [1, 0]
    assert placed.prices.tolist() == [20, 0, 0]
    assert (placed.total, placed.bound) == (1800, 1800)
    first, second = explain(made, placed)
    assert first.better is not None
    assert (first.better.person, first.better.behind) == (0, 0)
    assert second.following is not None
    assert (second.following.person, second.following.behind) == (1, 130)
    assert forced(made, 0, 0) == 1670
