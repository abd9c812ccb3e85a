"""One problem of a region, from the engine to its explanation, against every pair at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from takar.placement.domain.regions import BELOW, ELSEWHERE, NO_STANDARD, NOBODY
from takar.placement.matching.engine import Engine
from takar.placement.regional import placing
from takar.placement.regional.opening import market_of
from takar.placement.regional.placing import Seat, explain, place
from takar.placement.solving import looking
from takar.placement.solving.auction_steps import bid, raise_prices, values_held
from takar.placement.solving.flow import flow
from takar.placement.solving.lists import VACANT
from takar.placement.solving.market import Market
from takar.placement.solving.market_steps import best_of_market, seen_of_market
from takar.placement.solving.warm import warm
from tests.placement.matching.people import PlainRules, World
from tests.placement.matching.people import post as a_post
from tests.placement.matching.region import TODAY, facts, measured, posts
from tests.placement.solving.markets import Small, forced, small, some


def told(made: Small) -> list[Seat]:
    return explain(made.market, place(made.market), np.ones(made.posts, dtype=bool))


def test_the_best_over_all_pairs_and_a_price_is_what_others_lose() -> None:
    for seed in range(120):
        made = some(seed)
        placed, judge = place(made.market), made.lists()
        assert placed.total == placed.bound == judge.total(flow(judge)) == judge.total(placed.holds), seed
        value = judge.value_held(placed.holds)
        assert (placed.worth == value).all()
        for post, person in enumerate(placed.holds.tolist()):
            if person != VACANT and seed < 40:
                rest = made.lists(leave_out=post)
                assert placed.prices[person] == rest.total(flow(rest)) - (placed.total - int(value[post]))


def test_what_is_compiled_ahead_is_what_a_region_runs() -> None:
    warm()
    steps = (bid, raise_prices, values_held, best_of_market, seen_of_market)
    known = [len(step.signatures) for step in steps]
    place(opened(city(40, 6)))
    assert [len(step.signatures) for step in steps] == known


def test_what_another_choice_loses_is_never_more_than_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """`behind` is a promise: with that person here, the best of all the rest is at least so much lower."""
    assert promises() > 100
    monkeypatch.setattr(
        placing, "place_market", lambda market, keep_on: looking.place_by_looking(market, 1, None, 1)
    )
    assert promises() > 20


def promises() -> int:
    checked = 0
    for seed in range(200, 240):
        made = some(seed)
        placed = place(made.market)
        for post, seat in enumerate(told(made)):
            for other in (seat.following, seat.better):
                if other is not None:
                    lost = placed.total - forced(made, post, other.person)
                    # Where the best is not proved, 0 promises nothing.
                    assert 0 <= other.behind <= lost or (placed.fallback and other.behind == 0)
                    checked += other.behind > 0
    return checked


def test_why_is_said_against_everybody() -> None:
    """Who fits best, who follows and how many may: counted over every pair, the holder of a post included."""
    for seed in range(300, 340):
        made = some(seed)
        placed = place(made.market)
        for post, seat in enumerate(told(made)):
            row, person = made.fit[post], placed.holds[post]
            assert seat.eligible == int((row >= 0).sum())
            if seat.eligible == 0:
                continue
            best = row.max()
            fits_best = person != VACANT and row[person] == best
            assert (seat.better is None) == fits_best
            assert seat.better is None or seat.better.fit == best
            net = np.where(row >= 0, row - placed.prices, -(10**9))
            if person != VACANT:
                net[person] = -(10**9)
            assert (seat.following is None) == (net.max() == -(10**9))
            assert seat.following is None or seat.following.fit - seat.following.price == net.max()


def test_the_reasons_of_open_posts() -> None:
    made = small([[-1, -1], [3, 2], [9, -1], [8, -1]], [0, 0, 1, 2, 3], 5)
    seats = explain(made.market, place(made.market), np.array([True, False, True, True, True]))
    assert [one.reason for one in seats] == [NOBODY, NO_STANDARD, BELOW, "", ELSEWHERE]
    assert seats[3].person == 0
    assert (seats[3].fit, seats[3].price, seats[3].eligible) == (9, 3, 1)
    assert seats[4].better is not None
    assert (seats[4].better.person, seats[4].better.behind) == (0, 0) or seats[4].better.behind == 0


def city(people: int = 120, seats: int = 30) -> Engine:
    draws = np.random.default_rng(4)
    known = measured(people, draws)
    return Engine(known, facts(known, draws), posts(seats, draws), TODAY, PlainRules())


def opened(engine: Engine, vacancy: int = 0) -> Market:
    made = market_of(engine, vacancy)
    assert isinstance(made, Market)
    return made


def test_posts_that_ask_the_same_are_one_kind() -> None:
    known, _ = World().people((20,), np.random.default_rng(1))
    asked = [a_post("a", 3), a_post("b", 3), a_post("c", 4)]
    made = opened(Engine(known, None, asked, TODAY, PlainRules()))
    assert made.kinds == 2
    assert made.kind_of[0] == made.kind_of[1] != made.kind_of[2]
    assert place(made).total == place(made).bound


def test_nobody_steps_down_a_class_but_a_holder_keeps_the_post() -> None:
    draws = np.random.default_rng(4)
    known = replace(measured(20, draws), groups=("jpt_pratama",) * 10 + ("pengawas",) * 10)
    classes = {"c": "administrator", "a": "administrator", "b": "jpt_pratama"}
    asks = [replace(a_post(code, 3), job_class=of) for code, of in classes.items()]
    for held in (True, False):
        table = replace(facts(known, draws), holds=np.array(["c", *[""] * 19])) if held else None
        made = opened(Engine(known, table, asks, TODAY, PlainRules()))
        assert made.kinds == 2
        seen = made.seen(np.zeros(20, dtype=np.int64), None)
        may = dict(zip(classes, seen.able[made.kind_of].tolist(), strict=True))
        assert 0 < may["a"] <= 10 < may["b"]
        assert made.extra.tolist() == [0 if held else -1, -1, -1]


def test_each_step_is_heard() -> None:
    heard = set()

    def hear(step: str, done: int, of: int) -> bool:
        heard.add(step)
        return True

    engine = city()
    made = opened(engine)
    explain(made, place(made, hear), engine.terms.has_standard, hear)
    assert heard == {"look", "place", "explain"}


def test_nobody_and_no_posts() -> None:
    nobody = small(np.empty((1, 0)), [0, 0], 7)
    placed = place(nobody.market)
    assert (placed.total, placed.bound) == (14, 14)
    assert [one.reason for one in told(nobody)] == [NOBODY, NOBODY]


def test_the_worked_example_of_the_rules() -> None:
    made = small([[920, 900, 700], [900, 750, 720]], [0, 1], 680)
    placed = place(made.market)
    assert placed.holds.tolist() == [1, 0]
    assert placed.prices.tolist() == [20, 0, 0]
    assert (placed.total, placed.bound) == (1800, 1800)
    first, second = told(made)
    assert first.better is not None
    assert (first.better.person, first.better.behind) == (0, 0)
    assert second.following is not None
    assert (second.following.person, second.following.behind) == (1, 130)
    assert forced(made, 0, 0) == 1670
