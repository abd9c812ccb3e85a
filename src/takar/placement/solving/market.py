"""A market of everybody and every post, however different: the optimum over all eligible pairs without keeping their fits.

The fit of a pair is the competencies of a standard, times what a career weighs, plus what it adds. Standards are few, sets of
requirements too: what is kept is each level's share and each career's two numbers of everybody, and a look computes the fits of
all pairs anew, a block of people at a time. So 449,000 people and 60,000 posts need hundreds of megabytes, not tens of gigabytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from takar.placement.solving.auction import Cancelled
from takar.placement.solving.lists import NOBODY, Ints
from takar.placement.solving.looking import Found, KeepOn, pairs_of, place_by_looking

Array: TypeAlias = np.ndarray[Any, Any]
Singles: TypeAlias = NDArray[np.float32]
Flags: TypeAlias = NDArray[np.bool_]
Careers = Callable[[range], tuple[Singles, Singles]]
WORKERS = 2
PAIRS_AT_ONCE = 100_000_000  # between two looks at the stop button: a tenth of a second
LISTED, LEAST_LENGTH, MOST_LENGTH = 4_000_000, 50, 400
"""Pairs on the first lists, and how many people a kind of post begins with. A look costs more than some people too many."""


@dataclass(frozen=True, slots=True)
class Market:
    """`columns[column, person]`: shares 0 to 1, -inf where a floor excludes. Of a standard: its columns `asked` (NOBODY: no more)
    and what each is worth (`part`, points), and of people with which `pattern` of measured levels `enough` is known.

    `careers(span)` gives (weight, added), each (len(span), people), of sets of requirements, added -inf where they exclude,
    for `spans` of sets at a time. A kind of post: its `standard` and its `career`. `extra[post]`: one more person, whom the
    kind may not have, at `extra_worth`; NOBODY: none. Worths are whole tenths of a point.
    """

    columns: Singles
    asked: Array
    part: Singles
    enough: Array
    pattern: Array
    careers: Careers
    spans: tuple[range, ...]
    standard: Ints
    career: Ints
    kind_of: Ints
    vacancy: Ints
    extra: Ints
    extra_worth: Ints

    @property
    def people_count(self) -> int:
        return len(self.pattern)

    @property
    def kinds(self) -> int:
        return len(self.standard)

    @property
    def extras(self) -> tuple[Ints, Ints]:
        return self.extra, self.extra_worth

    def look(self, prices: Ints, wanted: Ints, floor: Ints, keep_on: KeepOn | None) -> Ints:
        from takar.placement.solving.market_steps import best_of_market

        room = np.concatenate([[0], np.cumsum(np.minimum(wanted, self.people_count))])
        who, nets = np.full(room[-1], NOBODY), np.zeros(room[-1], dtype=np.int64)
        sizes = np.zeros(self.kinds, dtype=np.int64)

        def look(terms: tuple[Array, ...], order: Ints) -> None:
            asked = (*terms, order, int(order[0]), floor, room, who, nets, sizes)
            best_of_market(*asked)

        self._work(prices, look, "look", keep_on)
        kinds = np.repeat(np.arange(self.kinds), np.diff(room))
        kept = np.arange(room[-1]) - room[kinds] < sizes[kinds]
        kinds, people = kinds[kept], who[kept]
        return pairs_of(self.people_count, kinds, people, nets[kept] + prices[people])

    def seen(self, prices: Ints, keep_on: KeepOn | None) -> Seen:
        """What each kind sees when it looks at everybody at `prices`."""
        from takar.placement.solving.market_steps import seen_of_market

        nobody, nothing = np.full(self.kinds, NOBODY), np.zeros((self.kinds, 2), dtype=np.int64)
        found = Seen(nothing[:, 0].copy(), nobody, nobody.copy(), nobody.copy(), nobody.copy(), nothing)
        parts = found.able, found.best, found.fit, found.first, found.second, found.nets

        def look(terms: tuple[Array, ...], order: Ints) -> None:
            asked = (*terms, order, *parts)
            seen_of_market(*asked)

        self._work(prices, look, "explain", keep_on)
        return found

    def _work(
        self,
        prices: Ints,
        work: Callable[[tuple[Array, ...], Ints], None],
        step: str,
        keep_on: KeepOn | None,
    ) -> None:
        """`work(terms, kinds)` for all kinds, in two threads, some sets of requirements at a time."""
        done, whole = 0, prices.astype(np.float32)
        plain = self.columns, self.asked, self.part, self.enough, self.pattern
        for span in self.spans:
            terms = (*plain, *self.careers(span), whole, self.standard, self.career - span.start)
            orders = list(self._orders(span))
            with ThreadPoolExecutor(WORKERS) as workers:
                try:
                    for order, _ in zip(orders, workers.map(partial(work, terms), orders), strict=True):
                        done += len(order)
                        if keep_on and not keep_on(step, done, self.kinds):
                            raise Cancelled
                except BaseException:
                    workers.shutdown(cancel_futures=True)
                    raise

    def _orders(self, span: range) -> Iterator[Ints]:
        """Kinds of these sets, those of one standard together, as many as are looked at between two looks at the stop button."""
        kinds = np.flatnonzero((self.career >= span.start) & (self.career < span.stop))
        kinds = kinds[np.argsort(self.standard[kinds], kind="stable")]
        some = max(1, PAIRS_AT_ONCE // max(1, self.people_count))
        for low, high in pairwise([*range(0, len(kinds), some), len(kinds)]):
            yield kinds[low:high]


def plain_market(fit: Array, kind_of: Ints, vacancy: Ints, extra: Ints, extra_worth: Ints) -> Market:
    """A small market of given fits: `fit[kind, person]` in whole tenths to 1000, below 0: not possible."""
    kinds, people = fit.shape
    columns = np.where(fit < 0, -np.inf, fit / 1000).astype(np.float32)
    plain = np.ones((1, people), dtype=np.float32), np.zeros((1, people), dtype=np.float32)
    return Market(
        columns, np.arange(kinds)[:, None], np.full((kinds, 1), 100, dtype=np.float32), np.ones((kinds, 1), dtype=bool),
        np.zeros(people, dtype=np.int32), lambda _span: plain, (range(1),), np.arange(kinds), np.zeros(kinds, dtype=np.int64),
        kind_of, vacancy, extra, extra_worth,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """Of each kind: how many it may have, who fits best of all and how well, and the two who are worth most at the prices."""

    able: Ints
    best: Ints
    fit: Ints
    first: Ints
    second: Ints
    nets: Array


def place_market(market: Market, *, length: int | None = None, keep_on: KeepOn | None = None) -> Found:
    """The best assignment over all eligible pairs; `whole` False where they did not fit on lists (`looking.MOST_PAIRS`)."""
    usual = min(max(LISTED // max(1, market.kinds), LEAST_LENGTH), MOST_LENGTH)
    return place_by_looking(market, length or usual, keep_on)


def bound_of(market: Market, seen: Seen, prices: Ints) -> int:
    """No assignment of anybody to anything eligible is worth more, whatever the (non-negative) prices `seen` was seen at."""
    nobody = np.iinfo(np.int64).min
    content = np.maximum(
        market.vacancy, np.where(seen.first == NOBODY, nobody, seen.nets[:, 0])[market.kind_of]
    )
    some = np.flatnonzero(market.extra != NOBODY)
    content[some] = np.maximum(content[some], market.extra_worth[some] - prices[market.extra[some]])
    return int(content.sum() + prices.sum())
