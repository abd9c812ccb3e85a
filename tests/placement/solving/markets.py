"""Small markets with every pair written out, for the outside judge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from takar.placement.solving.lists import NOBODY, VACANT, Lists
from takar.placement.solving.market import Market, plain_market


@dataclass(frozen=True, slots=True)
class Small:
    """`fit[post, person]` of everybody, holders of their own posts included; below 0: not possible."""

    market: Market
    fit: np.ndarray[Any, Any]

    @property
    def posts(self) -> int:
        return len(self.fit)

    def lists(self, leave_out: int = -1) -> Lists:
        """Every pair, without those of one post; that one is then worth nothing."""
        able = self.fit >= 0
        able[leave_out:][:1] &= leave_out < 0
        posts, people = np.nonzero(able)
        vacancy = np.where(np.arange(self.posts) == leave_out, 0, self.market.vacancy)
        starts = np.searchsorted(posts, np.arange(self.posts + 1))
        return Lists(starts, people, self.fit[posts, people].astype(np.int64), vacancy, self.fit.shape[1])


def small(fit: Any, kind_of: Any, vacancy: int, extra: Any = None, extra_worth: Any = None) -> Small:
    """`fit[kind, person]`."""
    rows, kinds = np.asarray(fit), np.asarray(kind_of, dtype=np.int64)
    more = np.full(len(kinds), NOBODY) if extra is None else np.asarray(extra, dtype=np.int64)
    worth = np.zeros(len(kinds), dtype=np.int64) if extra is None else np.asarray(extra_worth, dtype=np.int64)
    whole = rows[kinds].copy()
    some = np.flatnonzero(more != NOBODY)
    whole[some, more[some]] = worth[some]
    return Small(plain_market(rows, kinds, np.full(len(kinds), vacancy), more, worth), whole)


def some(seed: int, people_most: int = 25) -> Small:
    """Random fits with many ties; some pairs are not possible, and some posts have a holder whom their kind may not have."""
    draw = np.random.default_rng(seed)
    kinds, people, seats = (int(draw.integers(1, most)) for most in (8, people_most, 18))
    fit = draw.integers(-1, int(draw.choice([4, 60, 1000])), (kinds, people))
    fit[draw.random(fit.shape) < 0.3] = -1
    kind_of = draw.integers(0, kinds, seats)
    extra = draw.integers(0, people, seats)
    extra[(draw.random(seats) < 0.5) | (fit[kind_of, extra] >= 0)] = NOBODY
    worth = np.where(extra == NOBODY, 0, draw.integers(0, 60, seats))
    return small(fit, kind_of, int(draw.choice([0, 2, 30])), extra, worth)


def forced(made: Small, post: int, person: int) -> int:
    """The best total with `person` in `post`."""
    from takar.placement.solving.flow import flow

    fit = made.fit.copy()
    own = int(fit[post, person])
    fit[:, person] = -1
    fit[post] = -1
    lists = Small(made.market, fit).lists()
    return lists.total(flow(lists)) - int(made.market.vacancy[post]) + own


__all__ = ["VACANT", "Small", "forced", "small", "some"]
