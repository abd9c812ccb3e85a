"""Fits of everybody from their levels, quickly: each distinct standard is scored once, each set of requirements judged once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit

from takar.placement.domain.posterior import Levels
from takar.placement.domain.shares import expected_columns
from takar.placement.domain.tables import FitTable
from takar.placement.domain.values import Flags, Floats, Whole


@dataclass(frozen=True, slots=True)
class Merged:
    """`columns`: (c x levels, s) of each distinct standard, `standard`: (m,) which one a post has; `weight`, `added`: (n, q) for
    each distinct set of requirements, `asks`: (m,) which set. `known`: (n, m) where there is a fit."""

    grid: tuple[float, ...]
    columns: Floats
    standard: Whole
    weight: Floats
    added: Floats
    asks: Whole
    known: Flags

    def fit(self, levels: Levels) -> Floats:
        """(n, m) as in `FitTable.fit`, had these levels been found."""
        shares = _product(expected_columns(levels.mean, levels.sd, self.grid), self.columns)
        found = np.empty(self.known.shape)
        _spread(shares, self.standard, self.weight, self.added, self.asks, self.known, found)
        return found

    def rows(self, person: int, levels: Levels) -> Floats:
        """(q, m): fits of one person for each row of levels."""
        told = _product(expected_columns(levels.mean, levels.sd, self.grid), self.columns)
        shares = told[:, self.standard]
        fits = 100 * self.weight[person, self.asks] * shares + self.added[person, self.asks]
        return np.asarray(np.where(self.known[person], fits, np.nan))


def merged(table: FitTable) -> Merged:
    """A table's terms and careers, each distinct one once."""
    firsts, standard = distinct(np.ascontiguousarray(table.terms.columns.T))
    sets, asks = distinct(np.ascontiguousarray(np.vstack([table.weight, table.added]).T))
    return Merged(
        table.terms.grid,
        np.ascontiguousarray(table.terms.columns[:, firsts]),
        standard,
        np.ascontiguousarray(table.weight[:, sets]),
        np.ascontiguousarray(table.added[:, sets]),
        asks,
        np.asarray(~np.isnan(table.fit)),
    )


def distinct(rows: Floats) -> tuple[Whole, Whole]:
    """(first row of each kind, kind of each row)."""
    kinds: dict[bytes, int] = {}
    kind = np.array([kinds.setdefault(row.tobytes(), len(kinds)) for row in rows], np.intp)
    return np.unique(kind, return_index=True)[1], kind


@njit(cache=True, nogil=True)
def _product(few, columns):  # type: ignore[no-untyped-def]
    """few @ columns, in one thread: several threads call it, and most of what is multiplied is zero."""
    found = np.zeros((few.shape[0], columns.shape[1]))
    for i in range(few.shape[0]):
        for c in range(few.shape[1]):
            value = few[i, c]
            if value != 0.0:
                for j in range(columns.shape[1]):
                    found[i, j] += value * columns[c, j]
    return found


@njit(cache=True, nogil=True)
def _spread(shares, standard, weight, added, asks, known, out):  # type: ignore[no-untyped-def]
    for i in range(out.shape[0]):
        for j in range(out.shape[1]):
            q = asks[j]
            out[i, j] = 100 * weight[i, q] * shares[i, standard[j]] + added[i, q] if known[i, j] else np.nan
