"""One independent problem of a region: every fit, the best assignment, and for each post why it is so. Pure numpy."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from takar.kernel.refusals import Refusal
from takar.placement.domain.classes import down
from takar.placement.domain.regions import BELOW, ELSEWHERE, NO_STANDARD, NOBODY, TENTHS, too_large
from takar.placement.domain.values import Flags
from takar.placement.matching.engine import NOBODY as NOT_FIT
from takar.placement.matching.engine import Engine
from takar.placement.solving.auction import TooManyImprovements, auction
from takar.placement.solving.flow import flow
from takar.placement.solving.lists import VACANT, Ints, Lists
from takar.placement.solving.region import Region, place_region

Array: TypeAlias = np.ndarray[Any, Any]
KeepOn = Callable[[str, int, int], bool]
# Fits kept at once, two bytes each: with what the solver needs beside them below 2 GB.
MOST_PAIRS = 500_000_000
# Of the reference solver, should the auction give up: people per kind of post.
FALLBACK_LENGTH, FALLBACK_STEP = 50, 25


@dataclass(frozen=True, slots=True)
class Scored:
    """`fit[kind, person]` int16 tenths of a point, -1 where the person may not or has no fit; `kind_of[post]`."""

    fit: Array
    kind_of: Ints
    scored: Array
    """(posts,) whether the post has a standard at all."""
    vacancy: int

    @property
    def people(self) -> int:
        return int(self.fit.shape[1])

    def digest(self) -> str:
        """SHA-256 of the fits, little-endian, and of which post asks which row."""
        found = hashlib.sha256(f"{self.fit.shape}{self.vacancy}".encode())
        for row in self.fit:
            found.update(row.astype("<i2").tobytes())
        found.update(self.kind_of.astype("<i8").tobytes())
        return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Placed:
    """`bound`: nothing is worth more. `fallback`: the reference solver placed short lists; prices are then no proof."""

    holds: Ints
    prices: Ints
    total: int
    bound: int
    fallback: bool


@dataclass(frozen=True, slots=True)
class Other:
    """Somebody else for a post. `behind`: what all posts together lose at least with her here instead; tenths."""

    person: int
    fit: int
    price: int
    behind: int


@dataclass(frozen=True, slots=True)
class Seat:
    """What is said of one post; tenths of a point. `reason`: why it stays open, "" when filled.

    `following`: the next choice at these prices; `better`: who fits here best of all but goes elsewhere.
    """

    person: int
    fit: int
    price: int
    eligible: int
    reason: str
    following: Other | None
    better: Other | None


def score(engine: Engine, vacancy: int, keep_on: KeepOn | None = None) -> Scored | Refusal:
    """Posts of the same standard, requirements and class are scored once; one with a holder among the people is its own kind,
    because her own post stays open to her whatever is on record."""
    firsts, kind_of = _kinds(engine)
    size = len(engine.measured.people)
    if len(firsts) * size > MOST_PAIRS:
        return too_large(size, len(firsts), MOST_PAIRS)
    rows = np.full((len(firsts), size), -1, dtype=np.int16)
    open_to = _open_to(engine)
    if size:
        for kind, post in enumerate(firsts):
            fit, able = engine.fits(post)
            able &= (fit > NOT_FIT) & open_to(post)
            np.multiply(fit, np.float32(TENTHS), out=fit)
            rows[kind] = np.where(able, np.rint(fit, out=fit), -1)
            if keep_on and kind % 16 == 0:
                keep_on("score", kind, len(firsts))
    return Scored(rows, kind_of, engine.terms.has_standard, vacancy)


def _open_to(engine: Engine) -> Callable[[int], Flags]:
    """For a post: who would not step down a class there, and its holders."""
    classes = sorted({post.job_class for post in engine.posts})
    free: dict[str, Flags] = dict(zip(classes, ~down(engine.measured.groups, classes).T, strict=True))

    def of(post: int) -> Flags:
        found, holders = free[engine.posts[post].job_class], engine.holders.get(engine.posts[post].code)
        if holders:
            found = found.copy()
            found[holders] = True
        return found

    return of


def _kinds(engine: Engine) -> tuple[list[int], Ints]:
    """A post of each kind, and the kind of each post."""
    places: dict[tuple[int, int, str, str], int] = {}
    firsts: list[int] = []
    kind_of = np.empty(len(engine.posts), dtype=np.int64)
    for at, post in enumerate(engine.posts):
        own = post.code if engine.holders.get(post.code) else ""
        key = (int(engine.standard_of[at]), int(engine.catalogue.set_of[at]), post.job_class, own)
        kind = places.setdefault(key, len(firsts))
        if kind == len(firsts):
            firsts.append(at)
        kind_of[at] = kind
    return firsts, kind_of


def place(made: Scored, keep_on: KeepOn | None = None) -> Placed:
    """The best assignment over all pairs, proved by its prices; short lists by the reference solver where that fails."""
    region = _region(made)
    try:
        plan = place_region(region, keep_on=keep_on)
    except TooManyImprovements:
        return _fallback(made)
    return Placed(plan.holds, plan.prices, plan.total, plan.bound, False)


def _region(made: Scored) -> Region:
    """Kinds in any order have rows of their own; bounds are already in the fits."""
    kinds, people = made.fit.shape
    none = np.zeros((kinds, 0), dtype=np.int64)
    return Region(
        made.fit, np.arange(people), np.zeros((people, 0), dtype=np.int16), np.arange(kinds), none, none,
        np.tile(np.array([0, people]), (kinds, 1)), made.kind_of, np.full(len(made.kind_of), made.vacancy),
    )  # fmt: skip


def _fallback(made: Scored) -> Placed:
    """Exact on lists of the best of each kind; the bound is of all pairs."""
    lists = _short_lists(made)
    prices = auction(lists, step=FALLBACK_STEP).prices
    holds = flow(lists)
    best = np.array([int((row - prices)[row >= 0].max(initial=made.vacancy)) for row in made.fit])
    bound = int(np.maximum(best, made.vacancy)[made.kind_of].sum() + prices.sum())
    return Placed(holds, prices, lists.total(holds), bound, True)


def _short_lists(made: Scored) -> Lists:
    best = [_best(row, FALLBACK_LENGTH + 2 * int(many)) for row, many in
            zip(made.fit, np.bincount(made.kind_of, minlength=len(made.fit)), strict=True)]  # fmt: skip
    named = [best[kind] for kind in made.kind_of]
    starts = np.concatenate([[0], np.cumsum([len(one) for one in named])]).astype(np.int64)
    people = np.concatenate([*named, np.empty(0, dtype=np.int64)]).astype(np.int64)
    kinds = np.repeat(made.kind_of, np.diff(starts))
    worth = made.fit[kinds, people].astype(np.int64)
    return Lists(starts, people, worth, np.full(len(named), made.vacancy), made.people)


def _best(row: Array, most: int) -> Ints:
    order = np.argsort(-row, kind="stable")[:most]
    return order[row[order] >= 0]


def explain(made: Scored, placed: Placed, keep_on: KeepOn | None = None) -> list[Seat]:
    """Why each post has whom it has, against everybody, not only a short list."""
    seats = []
    for post, person in enumerate(placed.holds.tolist()):
        seats.append(_seat(made, placed, post, person))
        if keep_on and post % 64 == 0:
            keep_on("explain", post, len(placed.holds))
    return seats


def _seat(made: Scored, placed: Placed, post: int, person: int) -> Seat:
    row, prices = made.fit[made.kind_of[post]], placed.prices
    able = row >= 0
    count = int(able.sum())
    if not count:
        reason = NOBODY if made.scored[post] else NO_STANDARD
        return Seat(VACANT, 0, 0, 0, reason, None, None)
    net = np.where(able, row - prices, np.iinfo(np.int64).min)
    filled = person != VACANT
    content = int(net[person]) if filled else made.vacancy
    highest = int(row.argmax())
    better = None
    if highest != person and (not filled or row[highest] > row[person]):
        better = _other(row, net, prices, highest, content)
    if filled:
        net[person] = np.iinfo(np.int64).min
        able[person] = False
    following = int(net.argmax())
    second = _other(row, net, prices, following, content) if able[following] else None
    if not filled:
        reason = BELOW if row[highest] <= made.vacancy else ELSEWHERE
        return Seat(VACANT, 0, 0, count, reason, second, better)
    return Seat(person, int(row[person]), int(prices[person]), count, "", second, better)


def _other(row: Array, net: Array, prices: Array, person: int, content: int) -> Other:
    return Other(person, int(row[person]), int(prices[person]), content - int(net[person]))
