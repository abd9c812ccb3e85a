"""Who is out [gugur]: proposed by rule, confirmed or lifted by a person. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from takar.attendance.domain.days import PersonDay, Status, Trouble, day_of, troubles
from takar.attendance.domain.entries import Entry
from takar.attendance.domain.facts import Corrected, OutConfirmed, OutLifted, Rebooked
from takar.attendance.domain.rules import GUGUR, Rules
from takar.attendance.domain.state import State

PROPOSED, CONFIRMED, LIFTED = "proposed", "confirmed", "lifted"


@dataclass(frozen=True, slots=True)
class Out:
    """`status`: proposed | confirmed | lifted. `days`: the days it rests on; `entry`: the decision, None while proposed.

    `groundless`: confirmed, but a day it rests on is no absence any more; a person must look at it.
    """

    status: str
    days: tuple[int, ...]
    entry: Entry | None = None
    groundless: bool = False

    @property
    def reason(self) -> str:
        fact = self.entry.fact if self.entry else None
        return fact.reason if isinstance(fact, OutConfirmed | OutLifted) else ""


def out_of(state: State, rules: Rules, nip: str) -> Out | None:
    """How a person stands; None when nothing is against him."""
    absent = absent_days(state, rules, nip)
    decisions = [e for e in state.of_person.get(nip, ()) if isinstance(e.fact, OutConfirmed | OutLifted)]
    last = decisions[-1] if decisions else None
    if last and isinstance(last.fact, OutConfirmed):
        return Out(CONFIRMED, last.fact.days, last, not set(last.fact.days) <= set(absent))
    settled = {day for one in decisions if isinstance(one.fact, OutLifted) for day in one.fact.days}
    against = tuple(day for day in absent if day not in settled)
    if against and rules.absence == GUGUR:
        return Out(PROPOSED, against)
    return Out(LIFTED, last.fact.days, last) if last and isinstance(last.fact, OutLifted) else None


def absent_days(state: State, rules: Rules, nip: str) -> tuple[int, ...]:
    """Whole days missed without an incident."""
    days = (day_of(state, rules, nip, day) for day in sorted(rules.days))
    return tuple(one.day for one in days if one and one.status is Status.ABSENT)


def recorders(state: State, rules: Rules, nip: str, days: tuple[int, ...]) -> tuple[str, ...]:
    """Who noted the absences of these days, or had them count: they do not decide about him."""
    noted: set[str] = set()
    for day in days:
        found = day_of(state, rules, nip, day)
        for absence in found.absences if found else ():
            noted |= {absence.by} | {
                one.by
                for one in state.of_person[nip]
                if isinstance(one.fact, Corrected) and one.fact.entry == absence.ordinal and one.fact.counts
            }
    return tuple(sorted(noted))


def rebooked(state: State, nip: str) -> Rebooked | None:
    """His new place, the newest."""
    found = [e.fact for e in state.of_person.get(nip, ()) if isinstance(e.fact, Rebooked)]
    return found[-1] if found else None


def person_days(
    state: State, rules: Rules, nip: str, known: dict[int, tuple[Trouble, ...]] | None = None
) -> tuple[PersonDay, ...]:
    """All days of a person that have something for him."""
    incidents = known or {day: troubles(state, day) for day in rules.days}
    found = (day_of(state, rules, nip, day, incidents[day]) for day in sorted(rules.days))
    return tuple(one for one in found if one)


def missed_tools(state: State, rules: Rules, nip: str) -> tuple[str, ...]:
    """Tools of activities that he was absent from, left early or that an incident took: what a repetition must hold."""
    missed = {
        one.slot.tool: None
        for day in person_days(state, rules, nip)
        for one in day.slots
        if one.slot.tool and not one.done and one.status is not Status.EXPECTED
    }
    return tuple(missed)


def may_be_rebooked(state: State, rules: Rules, nip: str) -> bool:
    """Out and confirmed; or something was missed that the rule lets him make up for, or an incident took."""
    out = out_of(state, rules, nip)
    if out and out.status == PROPOSED:
        return False
    return bool(out and out.status == CONFIRMED) or bool(missed_tools(state, rules, nip))


def expected_after(state: State, nip: str, day: int) -> bool:
    """Whether he is still awaited on `day`: not once he is out, or repeats the whole set, because of an earlier day."""
    for entry in state.of_person.get(nip, ()):
        if isinstance(entry.fact, Rebooked) and not entry.fact.tools and entry.day < day:
            return False
    decisions = [e for e in state.of_person.get(nip, ()) if isinstance(e.fact, OutConfirmed | OutLifted)]
    last = decisions[-1] if decisions else None
    return not (last and isinstance(last.fact, OutConfirmed) and max(last.fact.days) < day)
