"""From the engine of a group to a market: standards and careers as columns, kinds of posts, and holders beside their kinds."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, TypeAlias

import numpy as np

from takar.kernel.refusals import Refusal
from takar.placement.domain.classes import down
from takar.placement.domain.regions import TENTHS, too_large
from takar.placement.domain.shares import below_chance, expected_share
from takar.placement.domain.values import Flags
from takar.placement.matching.engine import Career, Engine, Singles
from takar.placement.solving.lists import NOBODY, Ints
from takar.placement.solving.market import Market

Array: TypeAlias = np.ndarray[Any, Any]
_Level: TypeAlias = tuple[int, float, float]
"""A competency, the level asked of it, and the floor below which nobody may; -1: none."""
MOST_COLUMNS = 2**30
"""Bytes, 4 for each person and level: with everything else below 2 GB."""
KEPT_CAREERS = 400 * 2**20
"""Bytes, 8 for each person and set of requirements; sets beyond are worked out anew at every look."""
NEVER, LEAST = np.float32(-np.inf), np.float32(1e-30)
"""What is not possible; and a weight of nothing, which must not make it possible."""


def market_of(engine: Engine, vacancy: int) -> Market | Refusal:
    """`vacancy`: tenths of a point that leaving a post open is worth. Refuses REGION_TOO_LARGE.

    Posts of the same standard, requirements and class are one kind. A post with a holder among the people is open to her
    whatever is on record: where her kind is not, she stands beside it.
    """
    levels, asked, part = _standards(engine)
    people = len(engine.measured.people)
    if 4 * people * len(levels) > MOST_COLUMNS:
        return too_large(people, len(levels), MOST_COLUMNS // (4 * len(levels)))
    careers = Careers(engine)
    kinds, kind_of = np.unique(np.stack([engine.standard_of, careers.set_of], 1), axis=0, return_inverse=True)
    pattern, enough = _patterns(engine)
    extra, worth = _holders(engine, careers)
    return Market(
        _columns(engine, levels), asked, part, enough, pattern, careers, careers.spans, kinds[:, 0].copy(), kinds[:, 1].copy(),
        kind_of.reshape(-1).astype(np.int64), np.full(len(engine.posts), vacancy), extra, worth,
    )  # fmt: skip


def digest_of(market: Market) -> str:
    """SHA-256 of everything that fits are computed from, and of which post asks which."""
    found = hashlib.sha256()
    plain = (market.asked, market.part, market.enough, market.pattern, market.standard, market.career,
             market.kind_of, market.vacancy, market.extra, market.extra_worth)  # fmt: skip
    for one in (*plain, *market.columns):
        _add(found, one)
    for span in market.spans:
        for row in np.concatenate(market.careers(span)):
            _add(found, row)
    return found.hexdigest()


def _add(found: Any, one: Array) -> None:
    """Shape and values, little-endian."""
    found.update(f"{one.dtype.kind}{one.shape}".encode())
    found.update(np.ascontiguousarray(one).astype(one.dtype.newbyteorder("<"), copy=False).tobytes())


def _standards(engine: Engine) -> tuple[list[_Level], Array, Singles]:
    """Every level that is asked, and of each standard which of them it asks and for what."""
    terms, places = engine.terms.take(engine.firsts), dict[_Level, int]()
    counts = (terms.weight > 0) | ~np.isnan(terms.floor)
    asked = np.full((len(counts), max(1, counts.sum(axis=1).max(initial=0))), NOBODY)
    part = np.zeros(asked.shape, dtype=np.float32)
    for standard, row in enumerate(counts):
        for at, code in enumerate(np.flatnonzero(row).tolist()):
            floor = float(np.nan_to_num(terms.floor[standard, code], nan=-1.0))
            key = (code, float(terms.standard[standard, code]), floor)
            asked[standard, at] = places.setdefault(key, len(places))
            part[standard, at] = max(LEAST, np.float32(100 * terms.weight[standard, code]))
    return list(places), asked, part


def _columns(engine: Engine, levels: Sequence[_Level]) -> Singles:
    """Everybody's share of each level."""
    columns = np.empty((len(levels), len(engine.measured.people)), dtype=np.float32)
    for column, (code, level, floor) in zip(columns, levels, strict=True):
        column[:] = engine.fresh_share(code, level)
        if floor >= 0:
            column[engine.under(code, floor)] = NEVER
    return columns


def _patterns(engine: Engine) -> tuple[Array, Array]:
    """Which levels are measured, as a number for each person; and for which standards each such pattern is enough."""
    packed = np.packbits(engine.known, axis=1)
    _, firsts, pattern = np.unique(packed, axis=0, return_index=True, return_inverse=True)
    return pattern.reshape(-1).astype(np.int32), engine.enough(engine.known[firsts])


class Careers:
    """Everybody against each set of requirements in each class: (weight, added) of some sets at a time.

    `set_of` (posts,): which of them a post asks. Nobody may step down a class.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine, self._size = engine, len(engine.measured.people)
        classes = sorted({post.job_class for post in engine.posts})
        self._class_of = np.array([classes.index(post.job_class) for post in engine.posts], dtype=np.int64)
        self._open = ~down(engine.measured.groups, classes)
        asks = np.stack([engine.catalogue.set_of, self._class_of], 1)
        _, self._posts, found = np.unique(asks, axis=0, return_index=True, return_inverse=True)
        self.set_of: Ints = found.reshape(-1)
        at_once = max(1, KEPT_CAREERS // max(1, 8 * self._size))
        sets = len(self._posts)
        self.spans = tuple(range(low, min(low + at_once, sets)) for low in range(0, sets, at_once))
        self._last: tuple[range, tuple[Singles, Singles]] | None = None

    def __call__(self, span: range) -> tuple[Singles, Singles]:
        if self._last is None or self._last[0] != span:
            self._last = None  # gives its memory back first
            self._last = (span, self._made(span))
        return self._last[1]

    def _made(self, span: range) -> tuple[Singles, Singles]:
        weight = np.ones((len(span), self._size), dtype=np.float32)
        added = np.zeros((len(span), self._size), dtype=np.float32)
        for at, number in enumerate(span):
            career, free = self.one(number), self.open_to(number)
            if career is not None:
                np.maximum(career.weight, LEAST, out=weight[at])
                added[at], free = career.added, free & career.eligible
            added[at][~free] = NEVER
        return weight, added

    def open_to(self, number: int) -> Flags:
        """(people,) who would not step down a class."""
        return np.asarray(self._open[:, self._class_of[self._posts[number]]])

    def one(self, number: int) -> Career | None:
        """None: nothing of careers is known."""
        return self._engine.judged_career(int(self._posts[number]))


def _holders(engine: Engine, careers: Careers) -> tuple[Ints, Ints]:
    """Of each post its holder and what she is worth there, where its kind may not have her though she has a fit; else NOBODY."""
    extra, worth = np.full(len(engine.posts), NOBODY), np.zeros(len(engine.posts), dtype=np.int64)
    pairs = [(at, row) for at, one in enumerate(engine.posts) for row in engine.holders.get(one.code, ())[:1]]
    if not pairs:
        return extra, worth
    posts, people = np.array(pairs).T
    fit = _competence(engine, posts, people)
    able = ~_floored(engine, posts, people)
    for number in np.unique(careers.set_of[posts]).tolist():
        some = np.flatnonzero(careers.set_of[posts] == number)
        career = careers.one(number)
        assert career is not None
        fit[some] = fit[some] * career.weight[people[some]] + career.added[people[some]]
        able[some] &= (career.eligible & careers.open_to(number))[people[some]]
    alone = ~able & _assessed(engine, posts, people)
    extra[posts[alone]] = people[alone]
    worth[posts[alone]] = np.rint(fit[alone] * np.float32(TENTHS)).astype(np.int64)
    return extra, worth


def _competence(engine: Engine, posts: Ints, people: Ints) -> Singles:
    """Weighted shares of some pairs, in the engine's order of adding."""
    terms, levels = engine.terms, engine.levels
    fit = np.zeros(len(posts), dtype=np.float32)
    for code in range(len(terms.codes)):
        weight = terms.weight[posts, code]
        level = np.where(weight > 0, terms.standard[posts, code], 1.0)
        share = expected_share(levels.mean[people, code], levels.sd[people, code], level)
        fit += np.nan_to_num(share).astype(np.float32) * (100 * weight).astype(np.float32)
    return fit


def _floored(engine: Engine, posts: Ints, people: Ints) -> Array:
    levels, floor = engine.levels, engine.terms.floor[posts]
    with np.errstate(invalid="ignore"):
        chance = below_chance(levels.mean[people], levels.sd[people], floor)  # type: ignore[arg-type]
    return np.asarray((np.nan_to_num(chance) * 100 >= engine.rules.floor_certainty).any(axis=1))


def _assessed(engine: Engine, posts: Ints, people: Ints) -> Array:
    weight = engine.terms.weight[posts]
    enough = (engine.known[people] * weight).sum(axis=1) * 100 >= engine.rules.assessed_least - 1e-9
    return np.asarray(enough & weight.any(axis=1))
