"""What people have several of (posts, penalties, texts) as columns of entries, kept in the order of people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from takar.positions.domain.eligibility.facts import Flags
from takar.positions.domain.eligibility.scales import plain

Days: TypeAlias = NDArray[np.int64]
Rows: TypeAlias = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Listing:
    """Texts that people have (trainings, licences, fields of study): row -> person (ascending) and word; `known`: (n,)."""

    person: Days
    word: Days
    words: tuple[str, ...]
    known: Flags

    def having(self, wanted: Sequence[str]) -> Flags:
        """Who has a text that contains one of `wanted`."""
        targets = [plain(one) for one in wanted]
        fits = np.array([any(one in word for one in targets) for word in self.words], dtype=bool)
        found = np.zeros(len(self.known), dtype=bool)
        found[self.person[fits[self.word]]] = True
        return found

    def one(self, row: int) -> Listing:
        """The entries of one person."""
        rows = _entries_of(self.person, row)
        words = tuple(self.words[at] for at in self.word[rows])
        return Listing(rows * 0, np.arange(len(rows)), words, self.known[row : row + 1])

    def some(self, rows: Rows) -> Listing:
        """The entries of some people, in the order of `rows`."""
        kept, person = _renumbered(self.person, rows, len(self.known))
        return Listing(person, self.word[kept], self.words, self.known[rows])


@dataclass(frozen=True, slots=True)
class Stays:
    """Posts held, one row each, in the order of people; days are ordinals, `end` is OPEN while it lasts."""

    person: Days
    job_class: Days
    family: Days
    start: Days
    end: Days
    classes: tuple[str, ...]
    families: tuple[str, ...]
    known: Flags

    def one(self, row: int) -> Stays:
        at = _entries_of(self.person, row)
        return self._at(at, at * 0, self.known[row : row + 1])

    def some(self, rows: Rows) -> Stays:
        kept, person = _renumbered(self.person, rows, len(self.known))
        return self._at(kept, person, self.known[rows])

    def _at(self, at: Days, person: Days, known: Flags) -> Stays:
        parts = (self.job_class[at], self.family[at], self.start[at], self.end[at])
        return Stays(person, *parts, self.classes, self.families, known)


@dataclass(frozen=True, slots=True)
class Penalties:
    """Discipline, one row each, in the order of people."""

    person: Days
    rank: Days
    start: Days
    until: Days
    known: Flags

    def one(self, row: int) -> Penalties:
        at = _entries_of(self.person, row)
        return self._at(at, at * 0, self.known[row : row + 1])

    def some(self, rows: Rows) -> Penalties:
        kept, person = _renumbered(self.person, rows, len(self.known))
        return self._at(kept, person, self.known[rows])

    def _at(self, at: Days, person: Days, known: Flags) -> Penalties:
        return Penalties(person, self.rank[at], self.start[at], self.until[at], known)


def _entries_of(person: Days, row: int) -> Days:
    """Places of one person's entries; they lie side by side."""
    low, high = np.searchsorted(person, (row, row + 1))
    return np.arange(low, high)


def _renumbered(person: Days, rows: Rows, size: int) -> tuple[Days, Days]:
    """Places of the entries of `rows`, in the order of `rows`, and the new number of their person."""
    new = np.full(size, -1, dtype=np.int64)
    new[rows] = np.arange(len(rows))
    kept = np.flatnonzero(new[person] >= 0)
    kept = kept[np.argsort(new[person[kept]], kind="stable")]
    return kept, new[person[kept]]
