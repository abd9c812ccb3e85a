"""A plan of thousands made better all over at once: chains are cut and joined anew, or some people are taken out and put back.

Which tail goes on which head, and who goes into which gap, is a plain assignment, so every round finds the best of very many
plans. What a plan loses against the bound is the sum of its slacks. Machine code.
Source: neighbourhoods by matching [Ahuja, Ergun, Orlin, Punnen 2002].
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit

from takar.placement.solving.places import Case
from takar.placement.solving.problem import Flags, Floats, Ints
from takar.placement.solving.throng import Field
from takar.placement.solving.transport import place

_JOINS = 6  # times chains are joined anew for each time that people are put back
_SHARE = 0.05  # of people that are taken out, and of those who stay that may come in
_WORTH = 0.01  # points: who loses no more by staying is left where they are
_POOR = 0.6  # points: a cycle that loses more may always be broken, one that loses less as often as its share of that
_CYCLES = 4  # broken at once, at most
_MUCH = 1e9


class Links(NamedTuple):
    """What a plan loses by each of its moves, and by those who stay."""

    slacks: Floats
    """(people, posts) of entering a post, inf where it is not allowed."""
    still: Floats
    """(people,) of staying."""
    vacated: Floats
    """(people,) of leaving what one holds to nobody."""
    origin: Ints
    holder: Ints
    fixed: Flags
    """(people,) who is not touched: they may not meet somebody."""
    chain: int
    limited: bool
    """Whether moves are: then as many people move afterwards as before."""


def links_of(matrix: Case, field: Field) -> Links:
    """What there is to gain against the bound at whose potentials `field` was made."""
    people = len(matrix.stay)
    fixed = np.zeros(people, bool)
    fixed[matrix.apart.ravel()] = True
    return Links(
        slacks=field.slacks,
        still=np.minimum(field.first, _MUCH),
        vacated=field.vacated,
        origin=matrix.origin,
        holder=matrix.holder,
        fixed=fixed,
        chain=matrix.chain if matrix.chain >= 0 else people,
        limited=matrix.most >= 0,
    )


@njit(cache=True, nogil=True)
def join(links, cols, filler, rounds, seed):  # type: ignore[no-untyped-def]
    """Rounds on the columns of people, `cols`, and who fills each post, `filler` (-1: nobody), in place. What is saved.

    Who moves to no post has any column beyond the posts, or the own one.
    """
    np.random.seed(seed)
    saved = 0.0
    for _ in range(rounds):
        for k in range(_JOINS):
            saved += _joined(links, cols, filler, k % 2 == 0 and not links.limited)
        saved += _put_back(links, cols, filler)
    return saved


@njit(cache=True)
def _joined(links, cols, filler, wider):  # type: ignore[no-untyped-def]
    """Cuts every chain somewhere and joins heads and tails in the best way that keeps chains short enough.

    `wider`: some cycles are broken up first; their people, and who had better not stay, may each go before a tail.
    """
    end, before, first, after = _cut(links, filler)
    single, now = _singles(links, cols, np.random.randint(0, _CYCLES)) if wider else (first[:0], 0.0)
    count = len(first)
    for h in range(count):
        now += links.slacks[first[h], end[h]]
    goal, then = _before_tails(links, single, before, first, after)
    follows, enters, longer = np.full(count, -1, np.int64), first.copy(), after.copy()
    for s in range(len(single)):
        t = goal[s]
        if t < count:
            follows[t], enters[t], longer[t] = first[t], single[s], after[t] + 1
    cost = np.full((count, count), np.inf)
    for h in range(count):
        for t in range(count):
            if before[h] + longer[t] <= links.chain:
                cost[h, t] = links.slacks[enters[t], end[h]]
    match = np.empty(count, np.int64)
    if count < 2 or not place(cost, np.ones(count, np.int64), np.zeros(count), match):
        return 0.0
    for h in range(count):
        then += cost[h, match[h]]
    if then > now + (-1e-9 if len(single) else 1e-9):
        return 0.0
    for i in single:
        cols[i], filler[links.origin[i]] = links.origin[i], i
    for h in range(count):
        t = match[h]
        if follows[t] >= 0:
            _enter(follows[t], links.origin[enters[t]], cols, filler)
        _enter(enters[t], end[h], cols, filler)
    return now - then


@njit(cache=True)
def _enter(person, post, cols, filler):  # type: ignore[no-untyped-def]
    cols[person], filler[post] = post, person


@njit(cache=True)
def _cut(links, filler):  # type: ignore[no-untyped-def]
    """(post that ends the head, people in it, who begins the tail, people in it) of every chain, cut anywhere."""
    posts = len(links.holder)
    end, before = np.empty(posts, np.int64), np.empty(posts, np.int64)
    first, after = np.empty(posts, np.int64), np.empty(posts, np.int64)
    count = 0
    for v in np.random.permutation(posts):
        if links.holder[v] >= 0 or filler[v] < 0:
            continue
        length, p = 0, v
        while p >= 0 and filler[p] >= 0:
            length, p = length + 1, links.origin[filler[p]]
        head, p = np.random.randint(0, length), v
        for _ in range(head):
            p = links.origin[filler[p]]
        if not links.fixed[filler[p]]:
            end[count], before[count], first[count], after[count] = p, head, filler[p], length - head
            count += 1
    return end[:count], before[:count], first[:count], after[:count]


@njit(cache=True)
def _singles(links, cols, cycles):  # type: ignore[no-untyped-def]
    """People of at most so many cycles, the poor ones first, and half of those who had better not stay; what they lose now."""
    single, taken = np.empty(len(cols), np.int64), np.zeros(len(cols), np.bool_)
    count, loses = 0, 0.0
    for i in np.random.permutation(len(cols)):
        if links.fixed[i] or links.origin[i] < 0 or taken[i]:
            continue
        if cols[i] == links.origin[i]:
            if links.still[i] > _WORTH and np.random.random() < 0.5:
                single[count] = i
                count, loses = count + 1, loses + links.still[i]
        elif cycles > 0:
            loss = _cycle_loses(links, cols, i)
            if loss < 0 or loss < np.random.random() * _POOR:
                continue
            cycles, loses, j = cycles - 1, loses + loss, i
            while not taken[j]:
                single[count], taken[j] = j, True
                count, j = count + 1, links.holder[cols[j]]
    return single[:count], loses


@njit(cache=True)
def _cycle_loses(links, cols, i):  # type: ignore[no-untyped-def]
    """What the cycle of a person loses; -1 where they are in none, or somebody in it is not to be touched."""
    loss, j = 0.0, i
    while True:
        if links.fixed[j]:
            return -1.0
        loss += links.slacks[j, cols[j]]
        j = links.holder[cols[j]]
        if j < 0:
            return -1.0
        if j == i:
            return loss


@njit(cache=True)
def _before_tails(links, single, before, first, after):  # type: ignore[no-untyped-def]
    """(tail that each single person goes before, or a number beyond for none; what they and the tails then lose)."""
    count, size = len(single), len(first)
    goal = np.empty(count, np.int64)
    cost = np.full((count, size + count), np.inf)
    for s in range(count):
        own = links.origin[single[s]]
        for t in range(size):
            if before[t] + after[t] < links.chain:
                cost[s, t] = links.slacks[first[t], own]
        cost[s, size + s] = links.still[single[s]]
    lost = 0.0
    if count > 0 and place(cost, np.ones(size + count, np.int64), np.zeros(size + count), goal):
        for s in range(count):
            lost += cost[s, goal[s]]
    return goal, lost


@njit(cache=True)
def _put_back(links, cols, filler):  # type: ignore[no-untyped-def]
    """Takes some people out of chains and cycles, no two of them neighbours, and fills the gaps in the best way.

    Some of those who stay may come in for them.
    """
    post, follower, out = _taken_out(links, cols, filler)
    comes = np.concatenate((out, _may_come(links, cols)))
    gaps, count = len(out), len(comes)
    cost = np.empty((gaps, count))
    for g in range(gaps):
        for c in range(count):
            cost[g, c] = _loses(links, comes[c], post[g], follower[g])
    goal = np.empty(gaps, np.int64)
    if gaps < 1 or not place(cost, np.ones(count, np.int64), np.zeros(count), goal):
        return 0.0
    saved = 0.0
    for g in range(gaps):
        saved += cost[g, g] - cost[g, goal[g]]
    if saved < 1e-9:
        return 0.0
    for i in out:
        cols[i] = links.origin[i] if links.origin[i] >= 0 else len(links.holder)
        if links.origin[i] >= 0:
            filler[links.origin[i]] = i
    for g in range(gaps):
        i = comes[goal[g]]
        _enter(i, post[g], cols, filler)
    for g in range(gaps):
        origin = links.origin[comes[goal[g]]]
        if follower[g] >= 0:
            _enter(follower[g], origin, cols, filler)
        elif origin >= 0:
            filler[origin] = -1
    return saved


@njit(cache=True)
def _loses(links, i, post, follower):  # type: ignore[no-untyped-def]
    """What it costs that a person takes a gap instead of staying."""
    if follower < 0:
        left = links.vacated[i]
    elif links.origin[i] < 0:
        left = np.inf
    else:
        left = links.slacks[follower, links.origin[i]]
    return links.slacks[i, post] + left - links.still[i]


@njit(cache=True)
def _may_come(links, cols):  # type: ignore[no-untyped-def]
    comes, count = np.empty(len(cols), np.int64), 0
    for i in range(len(cols)):
        stays = cols[i] >= len(links.holder) or cols[i] == links.origin[i]
        if stays and not links.fixed[i] and np.random.random() < _SHARE:
            comes[count] = i
            count += 1
    return comes[:count]


@njit(cache=True)
def _taken_out(links, cols, filler):  # type: ignore[no-untyped-def]
    """(post, who enters the place of whoever is taken out or -1, who is taken out) of each gap."""
    people, posts = len(cols), len(links.holder)
    post, follower, out = np.empty(people, np.int64), np.empty(people, np.int64), np.empty(people, np.int64)
    near, gone, count = np.zeros(people, np.bool_), np.zeros(people, np.bool_), 0
    for i in np.random.permutation(people):
        goal = cols[i]
        moves = goal < posts and goal != links.origin[i]
        if not moves or links.fixed[i] or near[i] or np.random.random() >= _SHARE:
            continue
        ahead = links.holder[goal]
        behind = filler[links.origin[i]] if links.origin[i] >= 0 else -1
        if (ahead >= 0 and gone[ahead]) or (behind >= 0 and (gone[behind] or links.fixed[behind])):
            continue
        post[count], follower[count], out[count] = goal, behind, i
        gone[i] = True
        if ahead >= 0:
            near[ahead] = True
        if behind >= 0:
            near[behind] = True
        count += 1
    return post[:count], follower[:count], out[:count]
