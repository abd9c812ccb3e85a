"""The best assignment over all eligible pairs, found on lists of few [column generation].

Each post starts with a short list of its best; the auction places them and prices the contested; then every post looks through
everybody again at those prices and adds whom it would prefer. When no post finds anybody better, the prices prove the assignment
best among all pairs. Who looks, and over what, is a `Field`: a region of merged profiles, or a market of everybody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any, Protocol, TypeAlias

import numpy as np

from takar.placement.solving.auction import Outcome, TooManyImprovements, bidding, settling
from takar.placement.solving.flow import flow
from takar.placement.solving.lists import NOBODY, VACANT, Ints, Lists

Array: TypeAlias = np.ndarray[Any, Any]
KeepOn = Callable[[str, int, int], bool]
# The first lists are too short and everybody fights for the same few: coarse prices tell soon enough who else is wanted.
STEPS_OF_LOOKS = (125, 25, 5)
FEW = 0.05
"""Bids go on at a step while a look adds more than this part of the pairs; then they are settled, exchange by exchange."""
SETTLED, FEWEST = 1, 100
"""The last step. What it settled is mended where a look adds at most so many pairs; for more, bids from the start are quicker."""
MORE = 0.25  # of its first length a list grows at a time, beside three people for each post of the kind
WORTH_BITS = 16  # of a pair, the lowest
MOST_PAIRS = 12_000_000
"""On lists, about 60 bytes each while they are placed. Beyond, no list grows any more and the answer tells its gap."""


class Field(Protocol):
    """Kinds of posts and people. Posts of a kind may have the same people, and one each besides (`extras`)."""

    @property
    def kinds(self) -> int: ...
    @property
    def people_count(self) -> int: ...
    @property
    def kind_of(self) -> Ints: ...
    @property
    def vacancy(self) -> Ints: ...
    @property
    def extras(self) -> tuple[Ints, Ints]:
        """Of each post one more person, or NOBODY, whom its kind may not have, and what she is worth there."""

    def look(self, prices: Ints, wanted: Ints, floor: Ints, keep_on: KeepOn | None) -> Ints:
        """`pairs_of` those worth more than `floor[kind]` at `prices`, the best `wanted[kind]` of each kind."""


@dataclass(frozen=True, slots=True)
class Found:
    """`holds[post]`: person or VACANT, at `worth[post]`. `prices[person]`: what the other posts lose by not having her.

    `bound`: of these lists, and of all pairs where `whole` (nobody off the lists is preferred by anybody). `given_up`: the
    reference solver placed; prices are then an auction's and prove less. `rounds` of looking, `pairs` on the lists.
    """

    holds: Ints
    worth: Ints
    prices: Ints
    total: int
    bound: int
    whole: bool
    given_up: bool
    rounds: int
    pairs: int


def pairs_of(people_count: int, kinds: Ints, people: Ints, worth: Ints) -> Ints:
    """Pairs of a kind and a person with her worth there (0 to 65,535) as one number each, in order of kind, then person."""
    return (kinds.astype(np.int64) * people_count + people << WORTH_BITS) + worth


def place_by_looking(field: Field, length: int, keep_on: KeepOn | None, most: int = MOST_PAIRS) -> Found:
    """`keep_on(step, done, of)` hears progress; False raises Cancelled. `most`: pairs on the lists."""
    posts_of_kind = np.bincount(field.kind_of, minlength=field.kinds)
    wanted, more = length + 2 * posts_of_kind, int(1 + MORE * length) + 3 * posts_of_kind
    free = np.zeros(field.people_count, dtype=np.int64)
    pairs = np.sort(field.look(free, wanted, np.full(field.kinds, -1), keep_on))
    steps = iter(STEPS_OF_LOOKS)
    step = next(steps)
    settled: Outcome | None = None
    for rounds in count(1):
        lists = _lists(field, pairs)
        outcome, given_up = _placed(lists, step, settled, keep_on)
        if given_up:
            return _found(outcome, False, True, rounds, lists)
        new = _new(field, pairs, outcome.prices, more, _floor(field, lists, outcome), keep_on)
        full = len(pairs) + len(new) > most
        settled = outcome if step == SETTLED and len(new) <= FEWEST else None
        if step == SETTLED and (full or not len(new)):
            return _found(outcome, not len(new), False, rounds, lists)
        if full or len(new) <= FEW * len(pairs):
            step = next(steps, SETTLED)
        if not full:
            pairs = np.concatenate([pairs, new])
            pairs.sort(kind="stable")  # two sorted runs: merged, not sorted
    raise AssertionError


def _new(field: Field, pairs: Ints, prices: Ints, wanted: Ints, floor: Ints, keep_on: KeepOn | None) -> Ints:
    """Pairs that are preferred and not on the lists yet, sorted."""
    found = np.sort(field.look(prices, wanted, floor, keep_on))
    at = np.searchsorted(pairs, found)
    return found[pairs[np.minimum(at, len(pairs) - 1)] != found] if len(pairs) else found


def _found(outcome: Outcome, whole: bool, given_up: bool, rounds: int, lists: Lists) -> Found:
    worth = lists.value_held(outcome.holds)
    told = outcome.prices, outcome.total, outcome.bound, whole, given_up, rounds, int(lists.starts[-1])
    return Found(outcome.holds, worth, *told)


def _placed(lists: Lists, step: int, settled: Outcome | None, keep_on: KeepOn | None) -> tuple[Outcome, bool]:
    """By bids, at the last step settled; then from what was `settled` before. The reference solver where that gives up: True."""
    hear = None if keep_on is None else lambda done, posts: keep_on("place", done, posts)
    found = settled or bidding(lists, step, hear)
    if step != SETTLED:
        return found, False
    try:
        return settling(lists, found, hear), False
    except TooManyImprovements:
        holds = flow(lists)
        return Outcome(holds, found.prices, lists.total(holds), lists.bound(found.prices), 0, 0), True


def _floor(field: Field, lists: Lists, outcome: Outcome) -> Ints:
    """What the most modest post of each kind has after paying its price: it decides whether looking again is worth it."""
    content, held = lists.value_held(outcome.holds), outcome.holds != VACANT
    content[held] -= outcome.prices[outcome.holds[held]]
    floor = np.full(field.kinds, np.iinfo(np.int64).max)
    np.minimum.at(floor, field.kind_of, content)
    return floor


def _lists(field: Field, pairs: Ints) -> Lists:
    """Every post of a kind shares the list of its kind."""
    people, worth = pairs >> WORTH_BITS, pairs & ((1 << WORTH_BITS) - 1)
    starts = np.searchsorted(people, np.arange(field.kinds + 1) * field.people_count)
    people %= max(1, field.people_count)
    extra, extra_worth = field.extras
    if not (extra != NOBODY).any():
        return Lists(starts, people, worth, field.vacancy, field.people_count, field.kind_of)
    return Lists(starts, people, worth, field.vacancy, field.people_count, field.kind_of, extra, extra_worth)
