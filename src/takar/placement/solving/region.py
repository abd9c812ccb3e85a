"""Everybody of a region to every post at once, where many are alike: the optimum over all eligible pairs.

People with the same levels are scored once, posts with the same standard too, and all fits are kept. Where careers make everybody
differ, see `market`.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np

from takar.placement.solving.auction import Cancelled, TooManyImprovements
from takar.placement.solving.lists import NOBODY, VACANT, Ints
from takar.placement.solving.looking import KeepOn, pairs_of, place_by_looking

Array: TypeAlias = np.ndarray[Any, Any]
KINDS_AT_ONCE = 256  # between two looks at the stop button
WORKERS = 2


@dataclass(frozen=True, slots=True)
class Region:
    """People and posts as columns. Worths are whole numbers, by custom tenths of a point of fit (0–1000); below 0: no score.

    `fit[standard, class]` int16; `class_of[person]` the class of equal levels; `traits[person, t]` whole numbers (rank of
    golongan, education, age, …). A *kind* of post: `standard[kind]`, rising; bounds `least`/`most[kind, t]`, both inclusive;
    `pool[kind]` = (start, end) of the people it may have, who therefore stand in the order of their agencies.
    `kind_of[post]`, `vacancy[post]`.
    """

    fit: Array
    class_of: Array
    traits: Array
    standard: Array
    least: Array
    most: Array
    pool: Array
    kind_of: Ints
    vacancy: Ints

    @property
    def people_count(self) -> int:
        return len(self.class_of)

    @property
    def posts(self) -> int:
        return len(self.kind_of)

    @property
    def kinds(self) -> int:
        return len(self.standard)

    @property
    def alone(self) -> bool:
        """Whether everybody is a class of one's own, in the order of people."""
        return self.fit.shape[1] == self.people_count and bool(
            (self.class_of == np.arange(self.people_count)).all()
        )


@dataclass(frozen=True, slots=True)
class RegionPlan:
    """`holds[post]`: person or VACANT. `prices[person]`: what the other posts lose by not having her, in units of worth.

    `bound`: no assignment of anybody to anything eligible is worth more. `rounds` of looking again, `pairs` of people and
    kinds of posts looked at closely.
    """

    holds: Ints
    prices: Ints
    total: int
    bound: int
    rounds: int
    pairs: int

    @property
    def exact(self) -> bool:
        return self.total == self.bound

    @property
    def vacancies(self) -> int:
        return int(np.count_nonzero(self.holds == VACANT))


def place_region(region: Region, *, length: int = 50, keep_on: KeepOn | None = None) -> RegionPlan:
    """The best assignment over all eligible pairs. `keep_on(step, done, of)` hears progress; False raises Cancelled.

    Pools that share nobody are placed one after the other: nothing is lost, and each fits into the cache.
    """
    holds, prices = np.full(region.posts, VACANT), np.zeros(region.people_count, dtype=np.int64)
    total = bound = rounds = pairs = 0
    for posts, start, part in parts(region):
        if not part.people_count:
            vacant = int(part.vacancy.sum())
            total, bound = total + vacant, bound + vacant
            continue
        plan = _place(part, length, keep_on)
        holds[posts] = np.where(plan.holds == VACANT, VACANT, plan.holds + start)
        prices[start : start + part.people_count] = plan.prices
        total, bound = total + plan.total, bound + plan.bound
        rounds, pairs = max(rounds, plan.rounds), pairs + plan.pairs
    return RegionPlan(holds, prices, total, bound, rounds, pairs)


def parts(region: Region) -> Iterator[tuple[Ints, int, Region]]:
    """(posts, first person, region of its own) for each group of pools that share people with no other group."""
    order = np.argsort(region.pool[:, 0], kind="stable")
    reach = np.maximum.accumulate(region.pool[order, 1]) if len(order) else order
    apart = np.concatenate([[True], region.pool[order[1:], 0] >= reach[:-1]]) if len(order) else order
    group = np.empty(len(order), dtype=np.int64)
    group[order] = np.cumsum(apart) - 1
    many = int(group.max(initial=-1)) + 1
    if many == 1:
        yield np.arange(region.posts), 0, region
        return
    for number in range(many):
        yield _part(region, group == number, np.flatnonzero(group[region.kind_of] == number))


def _part(region: Region, chosen: Array, posts: Ints) -> tuple[Ints, int, Region]:
    pool = region.pool[chosen]
    start, end = int(pool[:, 0].min()), int(pool[:, 1].max())
    classes, class_of = np.unique(region.class_of[start:end], return_inverse=True)
    standards, standard = np.unique(region.standard[chosen], return_inverse=True)
    return (
        posts,
        start,
        Region(
            region.fit[np.ix_(standards, classes)],
            class_of.reshape(-1),
            region.traits[start:end],
            standard.reshape(-1),
            region.least[chosen],
            region.most[chosen],
            pool - start,
            np.searchsorted(np.flatnonzero(chosen), region.kind_of[posts]),
            region.vacancy[posts],
        ),
    )


def _place(region: Region, length: int, keep_on: KeepOn | None) -> RegionPlan:
    found = place_by_looking(looking(region), length, keep_on, most=np.iinfo(np.int64).max)
    if found.given_up:
        raise TooManyImprovements
    return RegionPlan(found.holds, found.prices, found.total, found.bound, found.rounds, found.pairs)


def looking(region: Region) -> Looking:
    begins = np.concatenate([[0], np.cumsum(np.bincount(region.class_of, minlength=region.fit.shape[1]))])
    return Looking(region, (np.argsort(region.class_of, kind="stable"), begins))


@dataclass(frozen=True, slots=True)
class Looking:
    """A region as a field; `members`: people by class, rising in each, and where each class begins."""

    region: Region
    members: tuple[Ints, Ints]

    @property
    def kinds(self) -> int:
        return self.region.kinds

    @property
    def people_count(self) -> int:
        return self.region.people_count

    @property
    def kind_of(self) -> Ints:
        return self.region.kind_of

    @property
    def vacancy(self) -> Ints:
        return self.region.vacancy

    @property
    def extras(self) -> tuple[Ints, Ints]:
        return np.full(self.region.posts, NOBODY), np.zeros(self.region.posts, dtype=np.int64)

    def look(self, prices: Ints, wanted: Ints, floor: Ints, keep_on: KeepOn | None) -> Ints:
        region = self.region
        kinds, people = _look(region, self.members, prices, wanted, floor, keep_on)
        worth = region.fit[region.standard[kinds], region.class_of[people]].astype(np.int64)
        return pairs_of(region.people_count, kinds, people, worth)


def _look(
    region: Region,
    members: tuple[Ints, Ints],
    prices: Ints,
    wanted: Ints,
    floor: Ints,
    keep_on: KeepOn | None,
) -> tuple[Array, Array]:
    """Kinds and people of the pairs worth more than `floor` at `prices`. `members` are the region's."""
    from takar.placement.solving.region_steps import best_of_all, best_people

    who = np.full((region.kinds, int(wanted.max(initial=1))), NOBODY, dtype=np.int32)
    nets = np.zeros(who.shape, dtype=np.int64)
    edges = [*range(0, region.kinds, KINDS_AT_ONCE), region.kinds]

    asked = (region.traits, prices, region.standard, region.least, region.most, region.pool, wanted, floor)

    def part(span: tuple[int, int]) -> None:
        if region.alone:
            best_of_all(region.fit, *asked, *span, who, nets)
        else:
            best_people(region.fit, *members, *asked, *span, who, nets)

    with ThreadPoolExecutor(WORKERS) as workers:
        for done, _ in enumerate(workers.map(part, pairwise(edges)), 1):
            if keep_on and not keep_on("look", min(done * KINDS_AT_ONCE, region.kinds), region.kinds):
                workers.shutdown(cancel_futures=True)
                raise Cancelled
    kinds, places = np.nonzero(who != NOBODY)
    return kinds, who[kinds, places]
