"""Which holes an answer closes.

Every cell is judged against the row as it was checked, with the other holes of the row left out, never against other
answers. So what a cell closes does not depend on what came before it, on its neighbours, or on how often it comes.
What answers contradict each other is found when the corrected list is checked anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from takar.people.public import text_of
from takar.readiness.domain.codes import decode
from takar.readiness.domain.comparing import nip_digits
from takar.readiness.domain.contexts import UNSURE
from takar.readiness.domain.faults import MEANINGS, Fault
from takar.readiness.domain.fields import Field, Requirement
from takar.readiness.domain.judging import Rules, judge
from takar.readiness.domain.table import table_of
from takar.readiness.domain.values import ValueJudge


class Outcome(StrEnum):
    """What becomes of one cell of an answer."""

    CLOSED = "closed"
    CONFIRMED = "confirmed"
    EMPTIED = "emptied"
    OPEN = "open"
    WRONG = "wrong"
    NOT_ASKED = "not_asked"
    CLOSED_BEFORE = "closed_before"


@dataclass(frozen=True, slots=True)
class Asked:
    """A row as the unit got it: the cells as checked, its holes, those still open, and what closed the others."""

    cells: Mapping[str, str]
    codes: str
    open: int
    filled: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back for a row: field -> text of its cell ("" if empty) and whether the unit says that it is right."""

    cells: Mapping[str, str]
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One cell worth telling of. `fault` says what is wrong with a new value, or what the open hole is."""

    field: Field
    outcome: Outcome
    value: str = ""
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    row: int
    field: Field
    value: str


def settle(
    rows: list[tuple[Asked, Answer]], rules: Rules, taken: frozenset[str] = frozenset()
) -> list[list[Told]]:
    """For each row what its cells do. `taken`: NIPs that stand in the list, which no row may be given anew."""
    told: list[list[Told]] = [[] for _ in rows]
    candidates: list[_Candidate] = []
    for place, (asked, answer) in enumerate(rows):
        for each in _read_row(asked, answer, rules.requirement):
            if each.outcome is Outcome.CLOSED:
                candidates.append(_Candidate(place, each.field, each.value))
            else:
                told[place].append(each)
    for candidate, fault in zip(candidates, _judge(candidates, rows, rules, taken), strict=True):
        outcome = Outcome.WRONG if fault else Outcome.CLOSED
        told[candidate.row].append(Told(candidate.field, outcome, candidate.value, fault))
    return told


def _read_row(asked: Asked, answer: Answer, requirement: Requirement) -> list[Told]:
    faults = decode(asked.codes)
    told = []
    for field in requirement.fields:
        if field.key not in asked.cells:
            continue
        fault = faults.get(field.bit)
        if fault and asked.open >> field.bit & 1:
            told.append(_open_cell(field, fault, asked, answer))
        elif each := _other_cell(field, asked, answer):
            told.append(each)
    return told


def _open_cell(field: Field, fault: Fault, asked: Asked, answer: Answer) -> Told:
    value, before = text_of(answer.cells.get(field.key, "")), asked.cells[field.key]
    if value and value != before:
        return Told(field, Outcome.CLOSED, value)
    if fault is Fault.ECHELON_OF_FUNCTIONAL and field.key in answer.cells and not value:
        return Told(field, Outcome.EMPTIED)
    if answer.confirmed and MEANINGS[fault].confirmable:
        return Told(field, Outcome.CONFIRMED)
    return Told(field, Outcome.OPEN, before, fault)


def _other_cell(field: Field, asked: Asked, answer: Answer) -> Told | None:
    """A cell that is no open hole must come back as it went out, or as it was checked."""
    if field.key not in answer.cells:
        return None
    value, filled = text_of(answer.cells[field.key]), asked.filled.get(field.key)
    if value == asked.cells[field.key] or value == filled:
        return None
    return Told(field, Outcome.NOT_ASKED if filled is None else Outcome.CLOSED_BEFORE, value)


def _judge(
    candidates: list[_Candidate], rows: list[tuple[Asked, Answer]], rules: Rules, taken: frozenset[str]
) -> list[Fault | None]:
    if not candidates:
        return []
    keys = tuple(rules.requirement.by_key)
    table = table_of([_alone(each, rows[each.row][0], rules.requirement) for each in candidates], keys)
    judged = judge(table, rules)
    places = {field.key: place for place, field in enumerate(judged.fields)}
    values = ValueJudge(rules.requirement, rules.as_of, rules.units)
    found = []
    for row, each in enumerate(candidates):
        letter = judged.faults[row, places[each.field.key]] if judged.serving[row] else 0
        fault = Fault(chr(letter)) if letter else values.fault(each.value, each.field)
        found.append(_among_others(each, fault, taken))
    return found


def _among_others(candidate: _Candidate, fault: Fault | None, taken: frozenset[str]) -> Fault | None:
    """Among the candidates themselves a NIP may repeat: they are judged one by one."""
    if candidate.field.judge != "nip":
        return fault
    if fault not in (None, Fault.NIP_REPEATED):
        return fault
    return Fault.NIP_REPEATED if nip_digits(candidate.value) in taken else None


def _alone(candidate: _Candidate, asked: Asked, requirement: Requirement) -> dict[str, str]:
    """The row as checked, its other holes left out, with the new value in its place."""
    cells = dict(asked.cells)
    for bit in decode(asked.codes):
        key = requirement.by_bit[bit].key
        cells[key] = UNSURE if key == "kind" else ""
    cells[candidate.field.key] = candidate.value
    return cells
