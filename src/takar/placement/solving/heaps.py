"""The best so many of a stream, compiled: a heap whose root is the least of them."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
from numba import njit

Array: TypeAlias = np.ndarray[Any, Any]


@njit(cache=True, nogil=True)
def _sink(nets: Array, who: Array, size: int) -> None:
    """Let the root of the heap, whose root is the least, find its place."""
    at = 0
    while True:
        least, left = at, 2 * at + 1
        for child in (left, left + 1):
            if child < size and nets[child] < nets[least]:
                least = child
        if least == at:
            return
        nets[at], nets[least] = nets[least], nets[at]
        who[at], who[least] = who[least], who[at]
        at = least


@njit(cache=True, nogil=True)
def _rise(nets: Array, who: Array, at: int) -> None:
    """Let the newest of the heap find its place."""
    while at > 0 and nets[at] < nets[(at - 1) // 2]:
        above = (at - 1) // 2
        nets[at], nets[above] = nets[above], nets[at]
        who[at], who[above] = who[above], who[at]
        at = above


@njit(cache=True, nogil=True)
def keep(nets: Array, who: Array, size: int, full: int, net: int, person: int) -> int:
    """Put somebody into the heap, in the place of the worst when it is full; its new size."""
    if size < full:
        nets[size], who[size] = net, person
        _rise(nets, who, size)
        return size + 1
    nets[0], who[0] = net, person
    _sink(nets, who, size)
    return size
