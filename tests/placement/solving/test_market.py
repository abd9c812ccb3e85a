"""A market whose fits are never kept, against every eligible pair at once: careers, floors and holders of their own posts on."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from takar.kernel.refusals import Refusal
from takar.placement.domain.classes import steps_down
from takar.placement.matching.engine import Engine
from takar.placement.regional import opening
from takar.placement.regional.opening import digest_of, market_of
from takar.placement.solving import auction, looking
from takar.placement.solving.auction import Cancelled, TooManyImprovements
from takar.placement.solving.flow import flow
from takar.placement.solving.lists import NOBODY, Lists
from takar.placement.solving.market import Market, bound_of, place_market
from tests.placement.matching.people import PlainRules
from tests.placement.matching.region import CLASSES, TODAY, facts, measured, posts
from tests.placement.solving.markets import some


@pytest.mark.parametrize("near", [2, 48])
@pytest.mark.parametrize("length", [1, 50])
def test_the_optimum_over_every_eligible_pair(
    near: int, length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auction, "NEAR", near)
    for seed in range(60):
        made = some(1000 * near + seed, people_most=80)
        found, judge = place_market(made.market, length=length), made.lists()
        assert found.whole
        assert judge.total(found.holds) == found.total == found.bound == judge.total(flow(judge)), seed
        assert judge.bound(found.prices) == found.total, f"seed {seed}: the prices prove nothing"
        seen = made.market.seen(found.prices, None)
        assert bound_of(made.market, seen, found.prices) == found.total


def test_what_a_kind_sees_is_what_there_is() -> None:
    for seed in range(40):
        made = some(seed)
        market, prices = made.market, np.random.default_rng(seed).integers(0, 40, made.fit.shape[1])
        seen = market.seen(prices, None)
        for post, kind in enumerate(market.kind_of):
            row = made.fit[post].copy()
            if market.extra[post] != NOBODY:
                row[market.extra[post]] = -1
            able = np.flatnonzero(row >= 0)
            assert seen.able[kind] == len(able)
            if not len(able):
                assert (seen.best[kind], seen.first[kind], seen.second[kind]) == (NOBODY, NOBODY, NOBODY)
                continue
            assert (seen.best[kind], seen.fit[kind]) == (row.argmax(), row.max())
            by_net = able[np.lexsort((able, prices[able] - row[able]))]
            assert seen.first[kind] == by_net[0]
            assert seen.nets[kind, 0] == row[by_net[0]] - prices[by_net[0]]
            assert seen.second[kind] == (by_net[1] if len(able) > 1 else NOBODY)


def engine_of(seed: int, people: int = 60, seats: int = 20) -> Engine:
    """Careers, floors, unmeasured levels and holders, some of whom their post's requirements exclude."""
    draws = np.random.default_rng(seed)
    told = measured(people, draws)
    levels = told.levels.copy()
    levels[draws.random(levels.shape) < 0.15] = np.nan
    asked, known = posts(seats, draws), facts(told, draws)
    holds = known.holds.copy()
    for row, post in zip(draws.permutation(people)[: seats // 2], draws.permutation(seats), strict=False):
        holds[row] = asked[post].code
    floors = {(one, code): Decimal(1) for one in CLASSES for code in told.codes[:2]}
    rules = PlainRules(floors=floors, floor_certainty=50)
    return Engine(replace(told, levels=levels), replace(known, holds=holds), asked, TODAY, rules)


def every_pair(engine: Engine, vacancy: int) -> Lists:
    rows = []
    for post in range(len(engine.posts)):
        fit, able = engine.fits(post)
        for person, present in enumerate(engine.measured.groups):
            if person not in engine.holders.get(engine.posts[post].code, ()):
                able[person] &= not steps_down(present, engine.posts[post].job_class)
        rows.append(np.where(able & np.isfinite(fit), np.rint(fit * np.float32(10)), -1).astype(np.int64))
    whole = np.stack(rows)
    at, people = np.nonzero(whole >= 0)
    starts = np.searchsorted(at, np.arange(len(whole) + 1))
    return Lists(starts, people, whole[at, people], np.full(len(whole), vacancy), whole.shape[1])


def opened(engine: Engine, vacancy: int = 680) -> Market:
    made = market_of(engine, vacancy)
    assert isinstance(made, Market)
    return made


@pytest.mark.parametrize("kept", [1, 2**30])
def test_with_careers_and_floors_it_is_what_min_cost_flow_finds(
    kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`kept`: whether all careers are kept, or one set of requirements at a time."""
    monkeypatch.setattr(opening, "KEPT_CAREERS", kept)
    beside = floored = 0
    for seed in range(40 if kept > 1 else 12):
        engine = engine_of(seed)
        made, judge = opened(engine), every_pair(engine, 680)
        assert len(made.spans) > 1 or kept > 1
        found = place_market(made, length=int(1 + seed % 50))
        assert found.whole
        assert judge.total(found.holds) == found.total == found.bound == judge.total(flow(judge)), seed
        seen = made.seen(found.prices, None)
        assert bound_of(made, seen, found.prices) == judge.bound(found.prices) == found.total
        lengths = np.diff(judge.starts)
        assert (seen.able[made.kind_of] + (made.extra != NOBODY) == lengths).all(), (
            "the same pairs are eligible"
        )
        beside += int((made.extra != NOBODY).sum())
        floored += int(np.isneginf(made.columns).sum())
    assert beside > 12
    assert floored > 12


def test_where_the_lists_may_not_grow_the_bound_over_all_pairs_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(looking, "MOST_PAIRS", 1)
    missing = 0
    for seed in range(40):
        made = some(seed, people_most=80)
        judge = made.lists()
        found = looking.place_by_looking(made.market, 1, None, most=1)
        bound = bound_of(made.market, made.market.seen(found.prices, None), found.prices)
        best = judge.total(flow(judge))
        assert judge.total(found.holds) == found.total <= best <= bound
        assert found.whole <= (best == found.total)
        missing += bound > found.total
    assert missing


def test_where_the_auction_gives_up_the_reference_places(monkeypatch: pytest.MonkeyPatch) -> None:
    def gives_up(*_: object, **__: object) -> None:
        raise TooManyImprovements

    monkeypatch.setattr(looking, "settling", gives_up)
    for seed in range(20):
        made = some(seed)
        found, judge = place_market(made.market), made.lists()
        assert found.given_up
        assert judge.total(found.holds) == found.total == judge.total(flow(judge))


@pytest.mark.parametrize("at", ["look", "place", "explain"])
@pytest.mark.parametrize("raises", [True, False])
def test_it_stops_when_told(at: str, raises: bool) -> None:
    def hear(step: str, done: int, of: int) -> bool:
        assert 0 <= done <= of
        if step == at and raises:
            raise KeyboardInterrupt
        return step != at

    made = some(3).market
    with pytest.raises(KeyboardInterrupt if raises else Cancelled):
        made.seen(place_market(made, keep_on=hear).prices, hear)


def test_too_many_levels_for_too_many_people_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MOST_COLUMNS", 1000)
    refusal = market_of(engine_of(1), 680)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "REGION_TOO_LARGE"
    assert refusal.data["people"] == 60


def test_the_digest_tells_what_fits_are_made_of() -> None:
    assert digest_of(opened(engine_of(1))) == digest_of(opened(engine_of(1)))
    told = {
        digest_of(opened(one, vacancy))
        for one, vacancy in ((engine_of(1), 680), (engine_of(1), 0), (engine_of(2), 680))
    }
    assert len(told) == 3
