"""Columns that cost everybody the same, put together: posts of one standard and one set of requirements are one kind of post.

To stay costs something else than to take a like post of somebody else. That cell is kept apart, for whoever is given a post of
the own kind takes the own post: it is nobody else's, so the others of that kind never need it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from takar.placement.solving.places import Case
from takar.placement.solving.problem import Floats, Ints


@dataclass(frozen=True, slots=True)
class Alike:
    """A matrix to minimise, by kinds of column. Rows as in the matrix: people, then nobody."""

    table: Floats
    """(rows, kinds) cost of a column of this kind where one does not stay; inf where it is not allowed."""
    own: Floats
    """(people,) cost of staying, never more than `table` says for that kind; inf where it is not allowed."""
    stay: Ints
    """(people,) column of staying."""
    kind: Ints
    """(columns,) kind of each column."""
    first: Ints
    """(kinds,) one column of each kind."""
    seats: Ints
    """(kinds,) columns of each kind."""

    def spread(self) -> float:
        """By how much costs of one person differ (standard deviation, mean over a hundred people); 1 where nothing differs."""
        some = self.table[: len(self.stay)][:: max(1, len(self.stay) // 100)]
        finite = [row[np.isfinite(row)] for row in some]
        told = [float(row.std()) for row in finite if len(row)]
        return sum(told) / len(told) if told and sum(told) > 0 else 1.0

    def tolled(self, toll: float) -> Floats:
        """(rows, kinds) cost of the cheapest column of each kind, at a toll of at least 0 for each person who does not stay."""
        people = np.arange(len(self.stay))
        cost = self.table.copy()
        cost[people] += toll
        cost[people, self.kind[self.stay]] = self.own
        return cost

    def columns(self, kind_of: Ints) -> Ints:
        """The column of each row, from its kind, each given as often as it has seats: the own one where it is of that kind."""
        people = np.arange(len(self.stay))
        stays = people[kind_of[people] == self.kind[self.stay]]
        stays = stays[np.isfinite(self.own[stays])]
        cols = np.full(len(kind_of), -1, np.int64)
        cols[stays] = self.stay[stays]
        others = np.nonzero(cols < 0)[0]
        left = np.setdiff1d(np.arange(len(kind_of)), cols[stays])
        ranked = left[np.argsort(self.kind[left], kind="stable")]
        cols[others[np.argsort(kind_of[others], kind="stable")]] = ranked
        return cols


def alike(matrix: Case) -> Alike:
    """The kinds of a matrix. Columns that differ anywhere but where somebody stays are of different kinds."""
    size, people = len(matrix.cost), np.arange(len(matrix.stay))
    cost = np.where(matrix.permit, matrix.cost, np.inf)
    holder = np.full(size, -1, np.int64)
    holder[matrix.stay] = people
    salt = np.random.default_rng(1).integers(0, 2**64, size, dtype=np.uint64)
    halves = _marks(cost, holder, salt)
    plain = _as_others(cost, matrix.stay, _twins(holder, halves))
    own = cost[people, matrix.stay]
    cost[people, matrix.stay] = plain
    whole = halves.sum(axis=0)
    whole[matrix.stay] += _mixed(plain.view(np.uint64), salt[people])
    _, first, kind = np.unique(whole, return_index=True, return_inverse=True)
    return Alike(np.ascontiguousarray(cost[:, first]), own, matrix.stay, kind, first, np.bincount(kind))


@njit(cache=True, nogil=True)
def _mixed(bits, salt):  # type: ignore[no-untyped-def]
    """A number that depends on every bit of both [Steele, Lea, Flood 2014]."""
    told = (bits ^ salt) * np.uint64(0x9E3779B97F4A7C15)
    told = (told ^ (told >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    told = (told ^ (told >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return told ^ (told >> np.uint64(31))


@njit(cache=True, nogil=True)
def _marks(cost, holder, salt):  # type: ignore[no-untyped-def]
    """(2, columns) sums over even and over odd rows, whoever stays there left out: the same for columns that are the same."""
    size = len(cost)
    bits = cost.view(np.uint64)
    marks = np.zeros((2, size), np.uint64)
    for i in range(size):
        for j in range(size):
            if holder[j] != i:
                marks[i % 2, j] += _mixed(bits[i, j], salt[i])
    return marks


def _as_others(cost: Floats, stay: Ints, twin: Ints) -> Floats:
    """(people,) what the column of staying would cost if it were somebody else's: what its twin costs.

    Where it has none, or the twin were cheaper than staying, the cost of staying.
    """
    people = np.arange(len(stay))
    here, there = cost[people, stay], cost[people, twin[stay]]
    return np.where((twin[stay] >= 0) & (there >= here), there, here)


def _twins(holder: Ints, halves: Ints) -> Ints:
    """(columns,) a column that is alike in the half of the rows where nobody stays in either of them; -1 for none."""
    half = np.where(holder >= 0, 1 - holder % 2, 0)
    mark = halves[half, np.arange(len(holder))]
    twin = np.full(len(holder), -1)
    for side in (0, 1):
        mine = np.nonzero(half == side)[0]
        order = mine[np.argsort(mark[mine], kind="stable")]
        for beside in (np.roll(order, 1), np.roll(order, -1)):
            like = (mark[beside] == mark[order]) & (beside != order)
            twin[order[like]] = beside[like]
    return twin
