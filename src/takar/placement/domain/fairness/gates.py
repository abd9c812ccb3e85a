"""A path of gates (called, attended, category, …) compared by group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from takar.placement.domain.fairness.hiding import hidden_groups
from takar.placement.domain.fairness.statistics import (
    Interval,
    difference,
    exact_p,
    holm,
    mid_p,
    ratio,
    wilson,
)

ENOUGH = 30
"""People in both groups from which a difference may be read at all."""
FOUR_FIFTHS = 0.8
LEVEL = 0.05


class Verdict(StrEnum):
    """What may be said about a group at a gate. Never why: a difference is a question, not an accusation."""

    REFERENCE = "reference"
    HIDDEN = "hidden"
    TOO_FEW = "too_few"
    NO_SIGN = "no_sign"
    UNSURE = "unsure"  # below four fifths, but chance explains it
    SMALL = "small"  # beyond chance, but above four fifths
    LOOK = "look"  # below four fifths and beyond chance


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate and the people who passed it; those who came to it passed the one before."""

    code: str
    passed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Line:
    """One group at one gate. Everything but `group` and `verdict` is None when it is hidden.

    Statistics compare with the group of the highest rate; `p` is two-sided, `p_holm` the same for all groups of the gate.
    """

    group: str
    verdict: Verdict
    came: int | None = None
    passed: int | None = None
    rate: Interval | None = None
    ratio: Interval | None = None
    difference: Interval | None = None
    p: float | None = None
    mid_p: float | None = None
    p_holm: float | None = None


@dataclass(frozen=True, slots=True)
class GateTable:
    """A gate for one attribute. `reference`: the group compared with, "" when none can be."""

    gate: str
    came: int
    passed: int
    reference: str
    lines: tuple[Line, ...]

    @property
    def hidden(self) -> int:
        return sum(1 for line in self.lines if line.verdict == Verdict.HIDDEN)


@dataclass(frozen=True, slots=True)
class AttributeTable:
    """All gates for one attribute (sex, age, …). `recorded` False: nobody's value is known, so nothing is compared."""

    attribute: str
    recorded: bool
    gates: tuple[GateTable, ...]


def compare(
    attribute: str, groups: Mapping[str, str], entered: Iterable[str], gates: Sequence[Gate]
) -> AttributeTable:
    """`groups`: person -> group (people without one are left out of this attribute); `entered`: who came to the first gate."""
    at = frozenset(entered) & groups.keys()
    path: list[dict[str, tuple[int, int]]] = []
    for gate in gates:
        through = at & gate.passed
        path.append(_counts(groups, at, through))
        at = through
    hidden = hidden_groups(path)
    tables = [_table(gate.code, counts, out) for gate, counts, out in zip(gates, path, hidden, strict=True)]
    return AttributeTable(attribute, bool(groups), tuple(tables))


def _counts(
    groups: Mapping[str, str], came: frozenset[str], passed: frozenset[str]
) -> dict[str, tuple[int, int]]:
    counts = {group: [0, 0] for group in sorted(set(groups.values()))}
    for person in came:
        counts[groups[person]][0] += 1
    for person in passed:
        counts[groups[person]][1] += 1
    return {group: (pair[0], pair[1]) for group, pair in counts.items()}


def _table(gate: str, counts: dict[str, tuple[int, int]], hidden: frozenset[str]) -> GateTable:
    shown = {group: pair for group, pair in counts.items() if pair[0] and group not in hidden}
    reference = _reference(shown)
    lines = [
        _line(group, shown, reference, hidden) for group, pair in counts.items() if pair[0] or group in hidden
    ]
    came, passed = (sum(pair[k] for pair in counts.values()) for k in (0, 1))
    return GateTable(gate, came, passed, reference, _corrected(lines))


def _reference(shown: Mapping[str, tuple[int, int]]) -> str:
    """The highest rate among groups large enough to be read, else among all shown; ties: the larger group."""
    large = {group: pair for group, pair in shown.items() if pair[0] >= ENOUGH} or shown
    if len(shown) < 2:
        return ""
    return max(large, key=lambda group: (large[group][1] / large[group][0], large[group][0], group))


def _line(group: str, shown: Mapping[str, tuple[int, int]], reference: str, hidden: frozenset[str]) -> Line:
    if group in hidden:
        return Line(group, Verdict.HIDDEN)
    came, passed = shown[group]
    rate = wilson(passed, came)
    if group == reference:
        return Line(group, Verdict.REFERENCE, came, passed, rate)
    if not reference or min(came, shown[reference][0]) < ENOUGH:
        return Line(group, Verdict.TOO_FEW, came, passed, rate)
    ref_came, ref_passed = shown[reference]
    pair = (passed, came, ref_passed, ref_came)
    return Line(
        group, Verdict.NO_SIGN, came, passed, rate, ratio(*pair), difference(*pair), exact_p(*pair), mid_p(*pair)
    )  # fmt: skip


def _corrected(lines: Sequence[Line]) -> tuple[Line, ...]:
    tested = [line.p for line in lines if line.p is not None]
    adjusted = iter(holm(tested))
    return tuple(line if line.p is None else _judged(line, next(adjusted)) for line in lines)


def _judged(line: Line, p: float) -> Line:
    low = line.ratio is not None and line.ratio.value < FOUR_FIFTHS
    sure = p < LEVEL
    verdict = {
        (True, True): Verdict.LOOK,
        (True, False): Verdict.UNSURE,
        (False, True): Verdict.SMALL,
        (False, False): Verdict.NO_SIGN,
    }[low, sure]
    return Line(
        line.group, verdict, line.came, line.passed, line.rate, line.ratio, line.difference, line.p, line.mid_p, p
    )  # fmt: skip
