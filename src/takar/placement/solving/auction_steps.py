"""The inner loops of the auction, compiled. Arrays are int64 unless said; nothing here allocates per bid.

A post bids for people on its list [CSR: starts, people, worth; `list_of[post]`] and for `extra[post]`. A person's price only
rises; a post whose best offer falls below the worth of staying vacant leaves for good.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numba import njit

from takar.placement.solving.heaps import keep

Ints: TypeAlias = np.ndarray[tuple[int], np.dtype[np.int64]]
Places: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.int64]]
VACANT = -1
CONTENT, NEEDS_MORE = -1, -2
NOBODY = -1


@njit(cache=True, nogil=True)
def _offer(best: int, second: int, person: int, other: int, worth: int, prices: Ints) -> tuple[int, int, int]:
    """The best and second best offer, and whom the best is for, with one person more."""
    if other == NOBODY:
        return best, second, person
    net = worth - prices[other]
    if net > best:
        return net, best, other
    return best, max(second, net), person


@njit(cache=True, nogil=True)
def _offers(
    starts: Ints, people: Ints, worth: Ints, prices: Ints, near: Ints, own: int, vacancy: int
) -> tuple[int, int, int]:
    """The two best offers of a post and whom the best is for: of its whole list, or of the places `near` if it is long."""
    best, second, person = vacancy, vacancy, NOBODY
    long = starts[own + 1] - starts[own] > near.size
    for at in range(near.size if long else starts[own + 1] - starts[own]):
        k = near[at] if long else starts[own] + at
        if k == NOBODY:
            break
        net = worth[k] - prices[people[k]]
        if net > best:
            second, best, person = best, net, people[k]
        elif net > second:
            second = net
    return best, second, person


@njit(cache=True, nogil=True)
def _look_again(
    starts: Ints, people: Ints, worth: Ints, prices: Ints, own: int, near: Ints, nets: Ints
) -> int:
    """Fill `near` with the places of the best of a long list; returns what nobody else on it exceeds."""
    size = 0
    for k in range(starts[own], starts[own + 1]):
        net = worth[k] - prices[people[k]]
        if size < near.size or net > nets[0]:
            size = keep(nets, near, size, near.size, net, k)
    return int(nets[0])


@njit(cache=True, nogil=True)
def bid(
    starts: Ints,
    people: Ints,
    worth: Ints,
    list_of: Ints,
    extra: Ints,
    extra_worth: Ints,
    vacancy: Ints,
    prices: Ints,
    held_by: Ints,
    holds: Ints,
    waiting: Ints,
    near: Places,
    edge: Ints,
    state: Ints,
    step: int,
    most: int,
) -> int:
    """Let waiting posts bid, at most `most` times; returns the number of bids. `state[0]` counts those who wait.

    `waiting` is a ring: `state[1]` is its head. Gauss–Seidel order, first come first served.
    `near[list]`: places of the best of a long list when it was last looked through (NOBODY first: never); nobody else on it was
    worth more than `edge[list]` then, nor is now, because prices only rise. So most bids look at a few, not at the whole list.
    """
    room, bids, nets = waiting.size, 0, np.empty(near.shape[1], dtype=np.int64)
    while state[0] > 0 and bids < most:
        post = waiting[state[1]]
        state[1] = (state[1] + 1) % room
        state[0] -= 1
        own = list_of[post]
        best, second, person = _offers(starts, people, worth, prices, near[own], own, vacancy[post])
        best, second, person = _offer(best, second, person, extra[post], extra_worth[post], prices)
        if second < edge[own]:
            edge[own] = _look_again(starts, people, worth, prices, own, near[own], nets)
            best, second, person = _offers(starts, people, worth, prices, near[own], own, vacancy[post])
            best, second, person = _offer(best, second, person, extra[post], extra_worth[post], prices)
        bids += 1
        if person == NOBODY:
            holds[post] = VACANT
            continue
        prices[person] += best - second + step
        loser = held_by[person]
        held_by[person] = post
        holds[post] = person
        if loser != NOBODY:
            holds[loser] = VACANT
            waiting[(state[1] + state[0]) % room] = loser
            state[0] += 1
    return bids


@njit(cache=True, nogil=True)
def raise_prices(
    starts: Ints,
    people: Ints,
    worth: Ints,
    list_of: Ints,
    extra: Ints,
    extra_worth: Ints,
    vacancy: Ints,
    holds: Ints,
    held_by: Ints,
    value_held: Ints,
    prices: Ints,
    came_from: Ints,
    queue: Ints,
    queued: np.ndarray[tuple[int], np.dtype[np.bool_]],
    state: Ints,
    most: int,
) -> int:
    """Raise prices to the least ones that make everybody content; at most `most` scans of a list.

    Returns CONTENT when they are, NEEDS_MORE when `most` is used up, else the person at whom the assignment can be improved:
    one whom nobody holds but somebody would pay for, or one too dear for her own post. `came_from[person]` is the post that
    raised her price.
    `state`: [waiting, head].
    """
    room, scans = queue.size, 0
    while state[0] > 0:
        if scans >= most:
            return NEEDS_MORE
        post = queue[state[1]]
        state[1] = (state[1] + 1) % room
        state[0] -= 1
        queued[post] = False
        scans += 1
        has, own = holds[post], list_of[post]
        content = vacancy[post] if has == VACANT else value_held[post] - prices[has]
        end = starts[own + 1] + (extra[post] != NOBODY)
        for k in range(starts[own], end):
            person = people[k] if k < starts[own + 1] else extra[post]
            needed = (worth[k] if k < starts[own + 1] else extra_worth[post]) - content
            if needed <= prices[person]:
                continue
            prices[person] = needed
            came_from[person] = post
            holder = held_by[person]
            if holder == NOBODY or value_held[holder] - needed < vacancy[holder]:
                return int(person)
            if not queued[holder]:
                queued[holder] = True
                queue[(state[1] + state[0]) % room] = holder
                state[0] += 1
    return CONTENT


@njit(cache=True, nogil=True)
def values_held(
    starts: Ints,
    people: Ints,
    worth: Ints,
    list_of: Ints,
    extra: Ints,
    extra_worth: Ints,
    holds: Ints,
    value: Ints,
) -> int:
    """Writes the worth of the person that each post holds; returns how many were found on their post's list."""
    found = 0
    for post in range(holds.size):
        if holds[post] == VACANT:
            continue
        if holds[post] == extra[post]:
            value[post] = extra_worth[post]
            found += 1
            continue
        own = list_of[post]
        for k in range(starts[own], starts[own + 1]):
            if people[k] == holds[post]:
                value[post] = worth[k]
                found += 1
                break
    return found


@njit(cache=True, nogil=True)
def greedy(starts: Ints, people: Ints, order: Ints, posts: Ints, held_by: Ints, holds: Ints) -> None:
    """Best pair first: what an office does with a sorted list. For comparison only."""
    for k in order:
        post, person = posts[k], people[k]
        if holds[post] == VACANT and held_by[person] == NOBODY:
            holds[post], held_by[person] = person, post
