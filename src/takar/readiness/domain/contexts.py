"""What a row says about the person that decides which fields are due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from takar.people.public import JobClass, classify, parse_eselon
from takar.readiness.domain.table import Numbers, Table
from takar.readiness.domain.values import employee_kind

UNKNOWN, PNS, PPPK = 0, 1, 2
UNSURE = "\x00"
"""In place of a kind of employee: not even the digits of the NIP shall tell it."""
_STRUCTURAL = frozenset(
    {
        JobClass.JPT_UTAMA,
        JobClass.JPT_MADYA,
        JobClass.JPT_PRATAMA,
        JobClass.ADMINISTRATOR,
        JobClass.PENGAWAS,
    }
)


@dataclass(frozen=True, slots=True)
class Contexts:
    """For each row: kind of employee, whether the post is structural or functional, whether still CPNS."""

    kind: Numbers
    structural: Numbers
    functional: Numbers
    candidate: Numbers

    def applies(self, what: str) -> Numbers:
        """Rows for which a field is due."""
        pns = self.kind != PPPK
        rows: dict[str, Numbers] = {
            "all": np.ones(len(self.kind), bool),
            "pns": pns,
            "confirmed_pns": pns & ~self.candidate,
            "structural": self.structural,
        }
        return rows[what]


def read_contexts(table: Table) -> Contexts:
    post_kind = _by_value(table, "post_kind", _post_class)
    structural, functional = post_kind == 1, post_kind == 2
    with_echelon = _by_value(table, "eselon", lambda text: int(bool(parse_eselon(text)))) == 1
    return Contexts(
        kind=_kinds(table),
        structural=structural | (with_echelon & (post_kind == 0)),
        functional=functional,
        candidate=_by_value(table, "status", lambda text: int("cpns" in text.casefold())) == 1,
    )


def _kinds(table: Table) -> Numbers:
    told = _by_value(table, "kind", _told_kind)
    if not bool((told == UNKNOWN).any()):
        return np.maximum(told, UNKNOWN)
    by_digits = _by_value(table, "nip", _kind_by_nip)
    kinds: Numbers = np.where(told == UNKNOWN, by_digits, np.maximum(told, UNKNOWN))
    return kinds


def _told_kind(text: str) -> int:
    return -1 if text == UNSURE else ("", "PNS", "PPPK").index(employee_kind(text))


def _kind_by_nip(text: str) -> int:
    """Digits 13 and 14 are a month for a PNS and a code beyond 12 for most PPPK."""
    digits = text.replace(" ", "")
    if len(digits) != 18 or not digits.isdecimal():
        return UNKNOWN
    return PNS if "01" <= digits[12:14] <= "12" else PPPK


def _post_class(text: str) -> int:
    """0 unknown, 1 structural, 2 functional, 3 pelaksana."""
    found = classify(text, "", "").job_class
    if found in _STRUCTURAL or (found is None and "struktural" in text.casefold()):
        return 1
    return {JobClass.FUNGSIONAL: 2, JobClass.PELAKSANA: 3}.get(found, 0) if found else 0


def _by_value(table: Table, field: str, meaning: Callable[[str], int]) -> Numbers:
    column = table.columns.get(field)
    if column is None:
        return np.zeros(len(table), np.int8)
    return np.array([meaning(text) for text in column.values], np.int8)[column.codes]
