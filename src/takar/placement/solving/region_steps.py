"""The inner loop of a region, compiled: for each kind of post its best people at present prices."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numba import njit

from takar.placement.solving.heaps import keep

Array: TypeAlias = np.ndarray[Any, Any]
NOBODY = -1
APART = (
    7919  # how far apart two kinds begin to look, so that among equals they do not all name the same people
)


@njit(cache=True, nogil=True)
def best_first(row: Array, highest: int, order: Array) -> None:
    """Classes by falling fit [counting sort]; those with a negative fit come last."""
    begins = np.zeros(highest + 3, dtype=np.int64)
    for fit in row:
        begins[highest - max(fit, -1) + 1] += 1
    for at in range(1, begins.size):
        begins[at] += begins[at - 1]
    for each in range(row.size):
        slot = highest - max(row[each], -1)
        order[begins[slot]] = each
        begins[slot] += 1


@njit(cache=True, nogil=True)
def best_people(
    fit: Array,
    members: Array,
    begins: Array,
    traits: Array,
    prices: Array,
    standard: Array,
    least: Array,
    most: Array,
    pool: Array,
    wanted: Array,
    floor: Array,
    first: int,
    last: int,
    who: Array,
    nets: Array,
) -> None:
    """For the kinds of post `first`..`last`, sorted by standard, the `wanted[kind]` people of highest fit less price.

    Only people above `floor[kind]`; rows of `who` end with NOBODY where there are fewer. The people of class `c` are
    `members[begins[c]:begins[c+1]]`, rising. Walks the classes by falling fit and stops where no price can bring anybody better.
    Among equals each kind begins with somebody else, so that not all name the same people.
    """
    highest = int(fit.max())
    order, ordered = np.empty(fit.shape[1], dtype=np.int64), -1
    for kind in range(first, last):
        row = fit[standard[kind]]
        if standard[kind] != ordered:
            best_first(row, highest, order)
            ordered = standard[kind]
        names, net_row, size, full = who[kind], nets[kind], 0, wanted[kind]
        start, end = pool[kind]
        for each in order:
            worth = row[each]
            if worth < 0 or worth <= floor[kind] or (size == full and worth <= net_row[0]):
                break
            there = begins[each + 1] - begins[each]
            for turn in range(there):
                person = members[begins[each] + (turn + kind) % there]
                if person < start or person >= end:
                    continue
                net = worth - prices[person]
                if net <= floor[kind] or (size == full and net <= net_row[0]):
                    continue
                if _eligible(traits[person], least[kind], most[kind]):
                    size = keep(net_row, names, size, full, net, person)
        names[size:] = NOBODY


@njit(cache=True, nogil=True)
def best_of_all(
    fit: Array,
    traits: Array,
    prices: Array,
    standard: Array,
    least: Array,
    most: Array,
    pool: Array,
    wanted: Array,
    floor: Array,
    first: int,
    last: int,
    who: Array,
    nets: Array,
) -> None:
    """As `best_people` where everybody is a class of one's own: a plain pass is quicker than sorting them."""
    for kind in range(first, last):
        row = fit[standard[kind]]
        names, net_row, size, full = who[kind], nets[kind], 0, wanted[kind]
        start, end = pool[kind]
        least_net = floor[kind]
        begin = start + (kind * APART) % max(1, end - start)
        for low, high in ((begin, end), (start, begin)):
            for person in range(low, high):
                net = row[person] - prices[person]
                if net <= least_net or row[person] < 0:
                    continue
                if _eligible(traits[person], least[kind], most[kind]):
                    size = keep(net_row, names, size, full, net, person)
                    if size == full:
                        least_net = net_row[0]
        names[size:] = NOBODY


@njit(cache=True, nogil=True)
def _eligible(traits: Array, least: Array, most: Array) -> bool:
    fine = True
    for trait in range(traits.size):
        fine = fine and least[trait] <= traits[trait] <= most[trait]
    return fine
