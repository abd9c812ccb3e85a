"""Short chains and cycles (of two and three) among thousands, picked one after the other, in machine code.

From the plain assignment come potentials of posts and, for every move, how much dearer it is than the best (`slack`). Around a
cycle potentials cancel: it brings what its people's prices were lowered by, less the slacks. So only moves with little slack
matter, and they stand first in each person's row.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from takar.placement.solving.places import Case
from takar.placement.solving.problem import Flags, Floats, Ints

_NONE = -1e18
_DEEPEST = 8  # moves of a chain looked for where chains have no limit
_SHARES = (0.97, 0.94, 0.9, 0.8, 0.6, 0.3, 0.0)
"""Shares of the prices at which chains and cycles are picked, the tightest first."""
_GOOD = 0.8  # points: cycles that lose less are taken first, for good cycles are rare and good chains many
_PLACES = 0.87  # of the people that chains can move at most, so many are left to them
_WANTS = 0.05  # points: who loses less by staying need not move
_LISTED = 200_000


class Field(NamedTuple):
    """Moves of each person, the least slack first: those of person i are `start[i]:start[i + 1]`."""

    start: Ints
    post: Ints
    slack: Floats
    into_start: Ints
    """The same moves by the post entered: `into_person`, `into_gain`."""
    into_person: Ints
    into_gain: Floats
    origin: Ints
    holder: Ints
    open: Flags
    first: Floats
    """(people,) price at which no cycle brings anything: how much dearer staying is than the best place."""
    vacated: Floats
    """(people,) slack of nobody on the column of staying, inf where it may not be left."""
    slacks: Floats
    """(people, posts) slack of every move, inf where it is not allowed."""
    chain: int
    cycle: int


def field_of(matrix: Case, potential: Floats, toll: float, reach: float) -> Field:
    """Moves with at most `reach` points of slack at these potentials and this toll per move."""
    people, posts = len(matrix.stay), len(matrix.holder)
    rows = np.arange(people)
    cost = matrix.cost[:people] + toll
    cost[rows, matrix.stay] -= toll
    dear = np.where(matrix.permit[:people], cost - potential, np.inf)
    dear -= dear.min(axis=1)[:, None]
    first = np.minimum(dear[rows, matrix.stay], 1e6)
    slacks = dear[:, :posts].copy()
    held = np.nonzero(matrix.stay < posts)[0]
    slacks[held, matrix.stay[held]] = np.inf
    person, post = np.nonzero(slacks <= reach)
    order = np.lexsort((slacks[person, post], person))
    person, post = person[order], post[order]
    gain = matrix.cost[person, matrix.stay[person]] - matrix.cost[person, post] - toll
    into = np.argsort(post, kind="stable")
    empty = len(matrix.permit) > people
    return Field(
        start=np.searchsorted(person, np.arange(people + 1)),
        post=post,
        slack=slacks[person, post],
        into_start=np.searchsorted(post[into], np.arange(posts + 1)),
        into_person=person[into],
        into_gain=gain[into],
        origin=matrix.origin,
        holder=matrix.holder,
        open=matrix.permit[people, :posts].copy() if empty else np.zeros(posts, bool),
        first=first,
        vacated=_vacated(matrix, potential),
        slacks=slacks,
        chain=min(matrix.chain if matrix.chain >= 0 else _DEEPEST, people),
        cycle=min(matrix.cycle if matrix.cycle >= 0 else 3, 3),
    )


def _vacated(matrix: Case, potential: Floats) -> Floats:
    people = len(matrix.stay)
    if len(matrix.permit) == people:
        return np.full(people, np.inf)
    nobody = np.where(matrix.permit[people], -potential, np.inf)
    slack: Floats = (nobody - nobody.min())[matrix.stay]
    return slack


def pick(matrix: Case, field: Field) -> Ints:
    """Columns of a plan of short chains and cycles within the limit on moves: the best first, prices lowered step by step."""
    cols = matrix.stay.copy()
    if matrix.chain >= 0 and matrix.most < 0:
        _good_cycles_into(field, cols, _PLACES * matrix.chain * int((field.holder < 0).sum()), _GOOD)
    pick_into(field, cols, matrix.most, np.array(_SHARES))
    return np.concatenate([cols, np.setdiff1d(np.arange(len(matrix.cost)), cols)])


@njit(cache=True, nogil=True)
def _good_cycles_into(field, cols, left_to_chains, good):  # type: ignore[no-untyped-def]
    """Adds cycles that hardly lose anything, until no more people than chains can take are left who had better move."""
    member, loss, count = _good_cycles(field, good)
    wants, left = np.zeros(len(cols), np.bool_), 0
    for i in range(len(cols)):
        wants[i] = field.origin[i] >= 0 and field.first[i] > _WANTS
        left += wants[i]
    for s in np.argsort(loss[:count]):
        if left <= left_to_chains:
            return
        size = 2 if member[s, 2] < 0 else 3
        free = True
        for k in range(size):
            free = free and wants[member[s, k]]
        if not free:
            continue
        left -= size
        for k in range(size):
            cols[member[s, k]] = field.origin[member[s, (k + 1) % size]]
            wants[member[s, k]] = False


@njit(cache=True)
def _good_cycles(field, good):  # type: ignore[no-untyped-def]
    """(people, -1 third for a cycle of two; points lost, for each person; how many) of cycles that lose little."""
    member, loss, count = np.full((_LISTED, 3), -1, np.int64), np.empty(_LISTED), 0
    for root in range(len(field.holder)):
        h = field.holder[root]
        if h < 0 or field.cycle < 2:
            continue
        for e in range(field.start[h], field.start[h + 1]):
            one, i = field.slack[e], field.holder[field.post[e]]
            if one > good:
                break
            if i < 0 or field.post[e] <= root:
                continue
            if one + field.slacks[i, root] <= good and count < _LISTED:
                member[count, 0], member[count, 1], loss[count] = h, i, (one + field.slacks[i, root]) / 2
                count += 1
            for f in range(field.start[i], field.start[i + 1] if field.cycle > 2 else field.start[i]):
                two, j = one + field.slack[f], field.holder[field.post[f]]
                if two > good or count == _LISTED:
                    break
                if j >= 0 and j != i and field.post[f] > root and two + field.slacks[j, root] <= good:
                    member[count, 0], member[count, 1], member[count, 2] = h, i, j
                    loss[count] = (two + field.slacks[j, root]) / 3
                    count += 1
    return member, loss, count


@njit(cache=True, nogil=True)
def pick_into(field, cols, most, shares):  # type: ignore[no-untyped-def]
    """Adds chains and cycles of people who stay in `cols`; whoever moves there is left alone."""
    posts, people = len(field.holder), len(cols)
    person, post = np.empty((posts, field.chain + 3), np.int64), np.empty((posts, field.chain + 3), np.int64)
    length, value = np.empty(posts, np.int64), np.empty(posts)
    taken, filled = np.zeros(people, np.bool_), np.zeros(posts, np.bool_)
    on, by = np.empty((field.chain + 1, posts)), np.empty((field.chain + 1, posts), np.int64)
    left = people if most < 0 else most
    for i in range(people):
        if cols[i] < posts and cols[i] != field.origin[i]:
            taken[i], filled[cols[i]] = True, True
            left -= 1
    for share in shares:
        while left > 0:
            price = field.first * share
            for i in range(people):
                if taken[i]:
                    price[i] = 1e9
            _steps_on(field, price, on, by)
            count = _chains(field, on, by, filled, person, post, length, value)
            count = _cycles(field, price, person, post, length, value, count)
            got = 0
            for s in np.argsort(-value[:count]):
                got += _add(s, person, post, length, taken, filled, cols, left - got)
            if got == 0:
                break
            left -= got


@njit(cache=True)
def _add(s, person, post, length, taken, filled, cols, left):  # type: ignore[no-untyped-def]
    """Moves made of one chain or cycle: none when somebody or its first post is taken, or too many would move."""
    if length[s] > left or filled[post[s, 0]]:
        return 0
    for k in range(length[s]):
        if taken[person[s, k]]:
            return 0
        for before in range(k):
            if person[s, before] == person[s, k]:
                return 0
    for k in range(length[s]):
        taken[person[s, k]] = True
        filled[post[s, k]] = True
        cols[person[s, k]] = post[s, k]
    return length[s]


@njit(cache=True)
def _steps_on(field, price, on, by):  # type: ignore[no-untyped-def]
    """on[k, p]: best that at most k moves can bring once post p is left or stands empty; `by`: who makes the first."""
    for p in range(len(field.holder)):
        on[0, p] = 0.0 if field.open[p] else _NONE
        by[0, p] = -1
    for k in range(1, field.chain + 1):
        for p in range(len(field.holder)):
            best, who = on[0, p], -1
            for e in range(field.into_start[p], field.into_start[p + 1]):
                i = field.into_person[e]
                q = field.origin[i]
                value = field.into_gain[e] - price[i] + (on[k - 1, q] if q >= 0 else 0.0)
                if value > best:
                    best, who = value, i
            on[k, p], by[k, p] = best, who


@njit(cache=True)
def _chains(field, on, by, filled, person, post, length, value):  # type: ignore[no-untyped-def]
    """The best chain into each empty post that brings anything."""
    count = 0
    for v in range(len(field.holder)):
        if field.holder[v] >= 0 or filled[v] or by[field.chain, v] < 0 or on[field.chain, v] <= 1e-9:
            continue
        p, k, made = v, field.chain, 0
        while p >= 0 and by[k, p] >= 0:
            i = by[k, p]
            person[count, made], post[count, made] = i, p
            made += 1
            p = field.origin[i]
            k -= 1
        length[count], value[count] = made, on[field.chain, v]
        count += 1
    return count


@njit(cache=True)
def _cycles(field, price, person, post, length, value, count):  # type: ignore[no-untyped-def]
    """Adds the best cycle of two or three with each post as its lowest that brings anything."""
    lowered, top = field.first - price, 0.0
    for i in range(len(lowered)):
        if field.origin[i] < 0:
            lowered[i] = _NONE
        top = max(top, lowered[i])
    for root in range(len(field.holder)):
        h = field.holder[root]
        if h < 0 or field.cycle < 2 or lowered[h] < -1e6:
            continue
        best, a, b = 1e-9, -1, -1
        for e in range(field.start[h], field.start[h + 1]):
            first = lowered[h] - field.slack[e]
            if first + (field.cycle - 1) * top <= best:
                break
            i = field.holder[field.post[e]]
            if i < 0 or field.post[e] <= root:
                continue
            home = first + lowered[i] - field.slacks[i, root]
            if home > best:
                best, a, b = home, i, -1
            for f in range(field.start[i], field.start[i + 1] if field.cycle > 2 else field.start[i]):
                second = first + lowered[i] - field.slack[f]
                if second + top <= best:
                    break
                j = field.holder[field.post[f]]
                if j < 0 or field.post[f] <= root or j == i:
                    continue
                home = second + lowered[j] - field.slacks[j, root]
                if home > best:
                    best, a, b = home, i, j
        if a >= 0 and count < len(length):
            last = 1 if b < 0 else 2
            person[count, 0], post[count, 0] = (a if b < 0 else b), root
            if b >= 0:
                person[count, 1], post[count, 1] = a, field.origin[b]
            person[count, last], post[count, last] = h, field.origin[a]
            length[count], value[count] = last + 1, best
            count += 1
    return count
