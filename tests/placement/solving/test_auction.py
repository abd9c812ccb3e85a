"""Our auction against an independent solver, and what its prices promise."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takar.placement.solving import auction as auctions
from takar.placement.solving.auction import Cancelled, auction
from takar.placement.solving.flow import flow
from takar.placement.solving.lists import VACANT, Lists


def some_lists(seed: int, most_posts: int = 14, most_people: int = 14) -> Lists:
    """Random lists, many ties where the range of worths is small, some posts that nobody fits."""
    draw = np.random.default_rng(seed)
    posts, people = int(draw.integers(1, most_posts)), int(draw.integers(1, most_people))
    range_ = int(draw.choice([2, 4, 12, 100, 1000]))
    named = [
        draw.choice(people, int(draw.integers(0, min(people, 8) + 1)), replace=False) for _ in range(posts)
    ]
    starts = np.concatenate([[0], np.cumsum([len(names) for names in named])]).astype(np.int64)
    return Lists(
        starts,
        np.concatenate(named).astype(np.int64),
        draw.integers(0, range_, int(starts[-1])),
        draw.integers(0, max(1, range_ // 2), posts),
        people,
    )


@pytest.mark.parametrize("start", range(0, 2000, 200))
def test_the_total_is_that_of_min_cost_flow(start: int) -> None:
    for seed in range(start, start + 200):
        lists = some_lists(seed)
        assert auction(lists).total == lists.total(flow(lists)), f"seed {seed}"


@pytest.mark.parametrize("parts", [1, 2])
def test_where_the_auction_stops_short_exchanges_reach_the_optimum(
    parts: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(auctions, "STEPS", parts)
    improved = 0
    for seed in range(5000, 5150):
        lists = some_lists(seed, 120, 120)
        outcome = auction(lists)
        improved += outcome.improvements
        assert outcome.exact
        assert outcome.total == lists.total(flow(lists)), f"seed {seed}"
    assert improved > 0


@settings(deadline=None, max_examples=100)
@given(st.integers(0, 10**6), st.integers(1, 40))
def test_posts_may_share_a_list(seed: int, posts: int) -> None:
    lists, draw = some_lists(seed), np.random.default_rng(seed)
    lists = replace(lists, vacancy=draw.integers(0, 12, posts), shared=draw.integers(0, lists.posts, posts))
    outcome = auction(lists)
    assert outcome.exact
    assert outcome.total == lists.apart().total(outcome.holds) == lists.total(flow(lists))
    assert outcome.bound == lists.apart().bound(outcome.prices)


@settings(deadline=None, max_examples=150)
@given(st.integers(0, 10**6))
def test_prices_leave_everybody_content_and_prove_the_total(seed: int) -> None:
    lists = some_lists(seed)
    outcome = auction(lists)
    assert outcome.total == outcome.bound
    assert outcome.prices.min() >= 0
    held = set(outcome.holds[outcome.holds != VACANT].tolist())
    assert all(outcome.prices[person] == 0 for person in range(lists.people_count) if person not in held)
    value = lists.value_held(outcome.holds)
    for post in range(lists.posts):
        paid = outcome.prices[outcome.holds[post]] if outcome.holds[post] != VACANT else 0
        for k in range(lists.starts[post], lists.starts[post + 1]):
            assert lists.worth[k] - outcome.prices[lists.people[k]] <= value[post] - paid


@settings(deadline=None, max_examples=60)
@given(st.integers(0, 10**6))
def test_a_price_is_what_the_other_posts_lose_by_not_having_her(seed: int) -> None:
    lists = some_lists(seed, 8, 8)
    outcome = auction(lists)
    value = lists.value_held(outcome.holds)
    for post, person in enumerate(outcome.holds.tolist()):
        if person == VACANT:
            continue
        others_now = outcome.total - int(value[post])
        assert outcome.prices[person] == _without(lists, post) - others_now


def _without(lists: Lists, post: int) -> int:
    """The best total when `post` does not exist, so that everybody is free for the others."""
    keep = np.arange(len(lists.people))
    inside = (keep >= lists.starts[post]) & (keep < lists.starts[post + 1])
    lengths = np.delete(np.diff(lists.starts), post)
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    rest = Lists(
        starts,
        lists.people[~inside],
        lists.worth[~inside],
        np.delete(lists.vacancy, post),
        lists.people_count,
    )
    return rest.total(flow(rest))


def test_a_person_worth_less_than_the_vacancy_is_not_taken() -> None:
    one = Lists(np.array([0, 1]), np.array([0]), np.array([3]), np.array([4]), 1)
    assert auction(one).holds.tolist() == [VACANT]


def test_nobody_and_nothing() -> None:
    none = np.empty(0, dtype=np.int64)
    assert auction(Lists(np.zeros(1, dtype=np.int64), none, none, none, 0)).total == 0


def test_it_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        auction(some_lists(1), keep_on=lambda done, posts: False)


def test_lists_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="one entry more"):
        Lists(np.array([0]), np.array([0]), np.array([1]), np.array([0]), 1)
    with pytest.raises(ValueError, match="last list ends"):
        Lists(np.array([0, 2]), np.array([0]), np.array([1]), np.array([0]), 1)


def test_an_assignment_that_cannot_be_is_refused() -> None:
    lists = Lists(np.array([0, 1, 2]), np.array([0, 0]), np.array([5, 5]), np.array([0, 0]), 2)
    with pytest.raises(ValueError, match="two posts"):
        lists.total(np.array([0, 0]))
    with pytest.raises(ValueError, match="not on its list"):
        lists.total(np.array([1, VACANT]))
