"""Whether a person has done everything: a tool that was not held is missing, never a low score. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from takar.attendance.domain.outs import CONFIRMED, out_of, person_days
from takar.attendance.domain.rules import Rules
from takar.attendance.domain.state import State


@dataclass(frozen=True, slots=True)
class Completeness:
    """What a person still lacks for a final result: codes of tools and of competencies, in the order of the matrix."""

    nip: str
    name: str
    number: str
    programme: str
    done: tuple[str, ...]
    missing_tools: tuple[str, ...]
    missing_competencies: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return not self.missing_tools and not self.missing_competencies


def tools_done(state: State, rules: Rules, nip: str, now: datetime) -> frozenset[str]:
    """Tools whose activity this person completed in this batch; none once he is out of it.

    A tool with several activities is done when all of his are. What is still going on is not done yet.
    """
    out = out_of(state, rules, nip)
    if out and out.status == CONFIRMED:
        return frozenset()
    done: dict[str, bool] = {}
    for day in sorted(rules.days):
        for slot in rules.slots_of(nip, day):
            done.setdefault(slot.tool, True)
    for found in person_days(state, rules, nip):
        for one in found.slots:
            over = one.slot.ends <= now or (found.day, None) in state.signed
            done[one.slot.tool] = done[one.slot.tool] and one.done and over
    return frozenset(tool for tool, whole in done.items() if whole and tool)


def completeness(
    nip: str,
    programme: str,
    done: Collection[str],
    matrix: Mapping[str, Collection[str]],
    competencies: Iterable[str],
    *,
    name: str = "",
    number: str = "",
) -> Completeness:
    """`matrix`: tool -> competencies it shows. Every tool must be done, and the tools done must cover all `competencies`."""
    shown = {code for tool in done for code in matrix.get(tool, ())}
    return Completeness(
        nip,
        name,
        number,
        programme,
        tuple(tool for tool in matrix if tool in done),
        tuple(tool for tool in matrix if tool not in done),
        tuple(code for code in competencies if code not in shown),
    )
