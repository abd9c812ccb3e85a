"""Judges a whole list at once: each different value once, then all rows by looking it up.

449,000 people have about 12,000 different dates of birth and 17 different golongan, so most of the work is done on
short lists of values; only what stands in two columns of a row (NIP and date of birth) is compared for every row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from takar.people.public import is_active
from takar.readiness.domain.comparing import compare_rows
from takar.readiness.domain.contexts import Contexts, read_contexts
from takar.readiness.domain.fields import Field, Requirement
from takar.readiness.domain.table import Column, Numbers, Table
from takar.readiness.domain.values import ECHELON_OF_FUNCTIONAL, ValueJudge, given_echelons

FINE = 0


@dataclass(frozen=True, slots=True)
class Rules:
    """By what is judged. `units`: highest units known, casefolded, or None where units are not compared."""

    requirement: Requirement
    as_of: date
    units: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """`faults[row, n]` is the letter (its code point) of the fault in the nth judged field that is present, or 0.

    `serving[row]`: whether the person serves; nobody else's data is judged.
    """

    fields: tuple[Field, ...]
    faults: Numbers
    serving: Numbers

    @property
    def marks(self) -> Numbers:
        """For each row a number with the bit of every field that has a hole."""
        marks = np.zeros(len(self.faults), np.int64)
        for place, field in enumerate(self.fields):
            marks |= (self.faults[:, place] != FINE).astype(np.int64) << field.bit
        return marks


def judge(table: Table, rules: Rules) -> Judged:
    """Every cell of `table` in the fields that the file has. Columns that are not there are no holes of people."""
    fields = present(rules.requirement, table.columns)
    contexts = read_contexts(table)
    values = ValueJudge(rules.requirement, rules.as_of, rules.units)
    faults = np.zeros((len(table), len(fields)), np.uint8)
    for place, field in enumerate(fields):
        faults[:, place] = _judge_column(table.columns[field.key], field, values, contexts)
    compare_rows(table, fields, faults, contexts, rules.as_of)
    serving = _serving(table)
    faults[~serving] = FINE
    return Judged(fields, faults, serving)


def present(requirement: Requirement, columns: Mapping[str, object]) -> tuple[Field, ...]:
    return tuple(field for field in requirement.judged if field.key in columns)


def _judge_column(column: Column, field: Field, values: ValueJudge, contexts: Contexts) -> Numbers:
    """Letters of one column; by kind of employee where the same text means two things."""
    if field.judge == "golongan":
        letters = np.stack([values.letters(column.values, field, kind) for kind in ("", "PNS", "PPPK")])
        found = letters[contexts.kind, column.codes]
    else:
        found = values.letters(column.values, field, "")[column.codes]
    found = np.where(contexts.applies(field.applies), found, FINE)
    if field.judge == "eselon":
        found = _echelons(found, column, contexts)
    return found


def _echelons(found: Numbers, column: Column, contexts: Contexts) -> Numbers:
    """A functional post has no echelon; an unreadable one is told only where one is due."""
    filled = given_echelons(column.values)[column.codes]
    return np.where(contexts.functional & filled, ECHELON_OF_FUNCTIONAL, found)


def _serving(table: Table) -> Numbers:
    status = table.columns.get("legal_status")
    if status is None:
        return np.ones(len(table), bool)
    return np.array([is_active(text) for text in status.values], bool)[status.codes]
