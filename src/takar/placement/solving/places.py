"""What a set of places breaks: chains and cycles that are too long, pairs that meet. Machine code, for `tree`."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from takar.placement.solving.problem import Flags, Floats, Ints


class Case(NamedTuple):
    """One matrix to minimise. Rows: people, then nobody (for posts that stay vacant). Columns: posts, then places outside."""

    cost: Floats
    permit: Flags
    stay: Ints
    """(people,) column of each person who does not move."""
    origin: Ints
    """(people,) post held now, -1 for outsiders."""
    holder: Ints
    """(posts,) who holds it now, -1 for nobody."""
    most: int
    """Moves at most, -1 without limit; `chain` and `cycle` likewise."""
    chain: int
    cycle: int
    apart: Ints
    """(k, 2) people; `near` and `far` (k, posts): where the first and the second may not be at once."""
    near: Flags
    far: Flags


class Pool(NamedTuple):
    """Memory for nodes, used again by every search over matrices of the same size, and scratch for one node."""

    allowed: Flags
    u: Floats
    v: Floats
    rows: Ints
    cols: Ints
    bound: Floats
    price: Floats
    order: Ints
    free: Ints
    priced: Floats
    short: Floats
    path: Ints
    seen: Flags
    done: Flags
    filler: Ints
    out: Ints
    few: Ints
    many: Ints
    best: Ints


def pool(size: int, slots: int = 4096) -> Pool:
    """Memory for searches over matrices of `size` rows."""
    rows = (slots, size)
    return Pool(
        allowed=np.empty((slots, size, size), np.bool_),
        u=np.empty(rows),
        v=np.empty(rows),
        rows=np.empty(rows, np.int64),
        cols=np.empty(rows, np.int64),
        bound=np.empty(slots),
        price=np.empty(slots),
        order=np.empty(slots, np.int64),
        free=np.empty(slots, np.int64),
        priced=np.empty((size, size)),
        short=np.empty(size),
        path=np.empty(size, np.int64),
        seen=np.empty(size, np.bool_),
        done=np.empty(size, np.bool_),
        filler=np.empty(size, np.int64),
        out=np.empty(size + 1, np.int64),
        few=np.empty(size, np.int64),
        many=np.empty(size, np.int64),
        best=np.empty(size, np.int64),
    )


@njit(cache=True)
def broken(case, cols, filler, done, out):  # type: ignore[no-untyped-def]
    """(ways, listed, pair). `ways` > 0: the places of any so many neighbours of the `listed` people in `out` cannot all stand.

    `pair` ≥ 0: the pair that meets. (0, 0, -1) when nothing is broken.
    """
    posts, people = len(case.holder), len(case.origin)
    _fill(cols, posts, people, filler, done)
    for k in range(case.apart.shape[0]):
        a, b = cols[case.apart[k, 0]], cols[case.apart[k, 1]]
        if a < posts and b < posts and case.near[k, a] and case.far[k, b]:
            return 0, 0, k
    if case.chain < 0 and case.cycle < 0:
        return 0, 0, -1
    both = max(case.chain, case.cycle) + 1 if case.chain >= 0 and case.cycle >= 0 else people + 1
    for p in range(posts):
        before = case.holder[p]
        if filler[p] < 0 or (before >= 0 and cols[before] < posts):
            continue
        length = follow(filler[p], case.origin, filler, done, out)
        if 0 <= case.chain < length:
            if length >= both:
                return both, length, -1
            ways = _window(case.chain + 1, before, out)
            return ways, ways, -1
    for i in range(people):
        if done[i] or cols[i] >= posts or cols[i] == case.origin[i]:
            continue
        length = follow(i, case.origin, filler, done, out)
        if 0 <= case.cycle < length:
            return min(length, both), length, -1
    return 0, 0, -1


@njit(cache=True)
def _fill(cols, posts, people, filler, done):  # type: ignore[no-untyped-def]
    for p in range(posts):
        filler[p] = -1
    for i in range(people):
        done[i] = False
        if cols[i] < posts:
            filler[cols[i]] = i


@njit(cache=True)
def follow(first, origin, filler, done, out):  # type: ignore[no-untyped-def]
    """Who moves into a post, who moves into the one left, and so on: how many, listed in `out`."""
    length, i = 0, first
    while i >= 0 and not done[i]:
        done[i] = True
        out[length] = i
        length += 1
        if origin[i] < 0:
            break
        i = filler[origin[i]]
    return length


@njit(cache=True)
def _window(length, before, out):  # type: ignore[no-untyped-def]
    """The first moves of a chain; they are one only while whoever held its first post stays out."""
    if before < 0:
        return length
    out[length] = before
    return length + 1


def pair_meets(case: Case, cols: Ints, k: int) -> bool:
    """Whether the people of pair `k` would meet."""
    a, b = cols[case.apart[k]]
    posts = len(case.holder)
    return bool(a < posts and b < posts and case.near[k, a] and case.far[k, b])
