"""A small region solved as a large one is, against every eligible pair at once."""

from __future__ import annotations

import numpy as np
import pytest

from takar.placement.solving.auction import Cancelled
from takar.placement.solving.flow import flow
from takar.placement.solving.lists import Lists
from takar.placement.solving.region import Region, place_region


def a_region(seed: int, alone: bool = False) -> Region:
    """`alone`: everybody a class of one's own."""
    draw = np.random.default_rng(seed)
    people, posts, agencies = int(draw.integers(5, 80)), int(draw.integers(3, 40)), int(draw.integers(1, 4))
    classes, standards = people if alone else int(draw.integers(1, 12)), int(draw.integers(1, 5))
    fit = draw.integers(-1, int(draw.choice([3, 50, 1000])), (standards, classes)).astype(np.int16)
    agency = np.sort(draw.integers(0, agencies, people))
    edge = np.searchsorted(agency, np.arange(agencies + 1))
    wants = draw.integers(0, [standards, agencies, 3], (posts, 3))
    kinds, kind_of = np.unique(wants, axis=0, return_inverse=True)
    return Region(
        fit,
        np.arange(people) if alone else draw.integers(0, classes, people).astype(np.int32),
        draw.integers(0, 5, (people, 2)).astype(np.int16),
        kinds[:, 0],
        np.stack([kinds[:, 2], np.zeros(len(kinds), dtype=np.int64)], 1),
        np.stack([np.full(len(kinds), 9), np.full(len(kinds), 3)], 1),
        np.stack([edge[kinds[:, 1]], edge[kinds[:, 1] + 1]], 1),
        kind_of.reshape(-1).astype(np.int64),
        draw.integers(0, 3, posts),
    )


def every_pair(region: Region) -> Lists:
    lists: list[list[int]] = []
    for kind in region.kind_of:
        start, end = region.pool[kind]
        lists.append(
            [
                person
                for person in range(start, end)
                if region.fit[region.standard[kind], region.class_of[person]] >= 0
                and (region.traits[person] >= region.least[kind]).all()
                and (region.traits[person] <= region.most[kind]).all()
            ]
        )
    starts = np.concatenate([[0], np.cumsum([len(names) for names in lists])]).astype(np.int64)
    people = np.array([person for names in lists for person in names], dtype=np.int64)
    posts = np.repeat(np.arange(region.posts), np.diff(starts))
    worth = region.fit[region.standard[region.kind_of[posts]], region.class_of[people]].astype(np.int64)
    return Lists(starts, people, worth, region.vacancy, region.people_count)


@pytest.mark.parametrize("start", range(0, 240, 60))
@pytest.mark.parametrize("length", [1, 50])
@pytest.mark.parametrize("alone", [False, True])
def test_the_optimum_over_every_eligible_pair(start: int, length: int, alone: bool) -> None:
    for seed in range(start, start + 60):
        region = a_region(seed, alone)
        assert region.alone or not alone
        plan, judge = place_region(region, length=length), every_pair(region)
        assert plan.exact
        assert judge.total(plan.holds) == plan.total == judge.total(flow(judge)), f"seed {seed}"
        assert judge.bound(plan.prices) == plan.total, f"seed {seed}: the prices prove nothing"


def test_it_tells_how_far_it_is_and_can_be_stopped() -> None:
    heard: list[tuple[str, int, int]] = []

    def stop_at_placing(step: str, done: int, of: int) -> bool:
        heard.append((step, done, of))
        return step == "look"

    with pytest.raises(Cancelled):
        place_region(a_region(3), keep_on=stop_at_placing)
    assert [step for step, _, _ in heard] == ["look", "place"]
