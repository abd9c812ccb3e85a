"""Which office a person belongs to: the one that gets the list back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from takar.people.public import given
from takar.readiness.domain.table import Numbers, Table

NO_UNIT = 0


@dataclass(frozen=True, slots=True)
class Office:
    number: int
    agency: str
    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Offices:
    """`of[row]` is the number of the row's office."""

    offices: tuple[Office, ...]
    of: Numbers


def find_offices(table: Table, serving: Numbers) -> Offices:
    """Offices by agency and highest unit: the parent unit where the file tells it, else the first part of the path.

    Only people who serve are counted.
    """
    parents, units, agencies = (_codes(table, key) for key in ("parent_unit", "unit", "agency"))
    keys = (parents.astype(np.int64) * (int(units.max(initial=0)) + 1) + units) * (
        int(agencies.max(initial=0)) + 1
    ) + agencies
    _, first, inverse = np.unique(keys, return_index=True, return_inverse=True)
    numbers: dict[tuple[str, str], int] = {("", ""): NO_UNIT}
    places = np.array([numbers.setdefault(_office(table, int(row)), len(numbers)) for row in first], np.int64)
    of = places[inverse] if len(places) else np.zeros(len(table), np.int64)
    counts = np.bincount(of[serving], minlength=len(numbers))
    offices = tuple(
        Office(number, agency, name, int(counts[number]))
        for (agency, name), number in numbers.items()
        if counts[number]
    )
    return Offices(offices, of)


def _codes(table: Table, key: str) -> Numbers:
    column = table.columns.get(key)
    return np.zeros(len(table), np.int64) if column is None else column.codes.astype(np.int64)


def _office(table: Table, row: int) -> tuple[str, str]:
    path = given(table.at("parent_unit", row)) or given(table.at("unit", row))
    name = next((part.strip() for part in path.split("/") if part.strip()), "")
    if not any(letter.isalpha() for letter in name):
        return "", ""
    return given(table.at("agency", row))[:200], name[:250]
