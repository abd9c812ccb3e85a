"""Ratings as a long table: who was rated by whom on what, and the value."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np

from takar.psychometrics.values import Bools, Floats, Ints


class Item(NamedTuple):
    """What is rated: a competency, seen in an exercise where there is one."""

    exercise: str
    competency: str

    def __str__(self) -> str:
        return f"{self.exercise}/{self.competency}" if self.exercise else self.competency


L = TypeVar("L", str, Item)


class Rating(NamedTuple):
    """One rating. `value` is None for a missing rating and for *no evidence*: neither is a number."""

    person: str
    rater: str
    competency: str
    value: float | None
    exercise: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Ratings:
    """The ratings that have a value, with positions into the sorted label tuples.

    Attributes
    ----------
    persons, raters, items
        Labels, sorted; each has at least one rating.
    person, rater, item : Ints, shape (n,)
        Positions into the labels.
    value : Floats, shape (n,)
        On the scale of the ruleset, for example 1 to 5.
    left_out
        Rows without a value (missing or no evidence).
    """

    persons: tuple[str, ...]
    raters: tuple[str, ...]
    items: tuple[Item, ...]
    person: Ints
    rater: Ints
    item: Ints
    value: Floats
    left_out: int = 0

    @classmethod
    def of(cls, rows: Iterable[Rating]) -> Ratings:
        """Sort labels, leave out rows without a value.

        Raises
        ------
        ValueError
            If a rater gives two values for one person and item, or a value is infinite: a fault of the caller.
        """
        every = list(rows)
        kept = [row for row in every if row.value is not None and not math.isnan(row.value)]
        persons, person = _coded([row.person for row in kept])
        raters, rater = _coded([row.rater for row in kept])
        items, item = _coded([Item(row.exercise, row.competency) for row in kept])
        value = np.array([row.value for row in kept], dtype=np.float64)
        if not np.isfinite(value).all():
            raise ValueError("a rating is infinite")
        if len({(row.person, row.rater, row.exercise, row.competency) for row in kept}) < len(kept):
            raise ValueError("a rater gave two values for one person and item")
        return cls(persons, raters, items, person, rater, item, value, len(every) - len(kept))

    def __len__(self) -> int:
        return len(self.value)

    def where(self, keep: Bools) -> Ratings:
        """Only the rows where `keep`; labels without a row disappear."""
        persons, person = _recoded(self.persons, self.person[keep])
        raters, rater = _recoded(self.raters, self.rater[keep])
        items, item = _recoded(self.items, self.item[keep])
        return Ratings(persons, raters, items, person, rater, item, self.value[keep], self.left_out)

    def of_item(self, item: Item) -> Ratings:
        """Only ratings of one item; empty if there are none."""
        place = self.items.index(item) if item in self.items else -1
        return self.where(self.item == place)

    def competencies(self) -> tuple[str, ...]:
        return tuple(sorted({item.competency for item in self.items}))

    def shared(self) -> Ratings:
        """Only persons seen by at least two raters."""
        return self.where((self.raters_per_person() >= 2)[self.person])

    def raters_per_person(self) -> Ints:
        """Shape (persons,)."""
        pairs = np.unique(self.person * max(len(self.raters), 1) + self.rater)
        return np.bincount(pairs // max(len(self.raters), 1), minlength=len(self.persons)).astype(np.int64)

    def sheet(self) -> Floats:
        """Persons by raters, NaN where missing; for a table of one item.

        Raises
        ------
        ValueError
            If there is more than one item.
        """
        if len(self.items) > 1:
            raise ValueError("a sheet shows one item")
        sheet = np.full((len(self.persons), len(self.raters)), np.nan)
        sheet[self.person, self.rater] = self.value
        return sheet


def _coded(labels: Sequence[L]) -> tuple[tuple[L, ...], Ints]:
    known = tuple(sorted(set(labels)))
    place = {label: position for position, label in enumerate(known)}
    return known, np.array([place[label] for label in labels], dtype=np.int64)


def _recoded(labels: tuple[L, ...], codes: Ints) -> tuple[tuple[L, ...], Ints]:
    used, position = np.unique(codes, return_inverse=True)
    return tuple(labels[place] for place in used), position.astype(np.int64)
