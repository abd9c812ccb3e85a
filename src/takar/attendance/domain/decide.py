"""command + state + rules -> entries, or a refusal. Nothing here changes anything. Pure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from takar.attendance.domain import refusals as no
from takar.attendance.domain.commands import (
    Command,
    ConfirmOut,
    Correct,
    EndIncident,
    LiftOut,
    Note,
    Rebook,
    Report,
    Sign,
)
from takar.attendance.domain.days import HERE, day_of, troubles
from takar.attendance.domain.deciding_outs import confirm_out, lift_out, rebook
from takar.attendance.domain.entries import Entry
from takar.attendance.domain.facts import (
    CAUSES,
    WHOM,
    Absent,
    Arrived,
    Corrected,
    Fact,
    Incident,
    IncidentClosed,
    Left,
    Signed,
)
from takar.attendance.domain.outs import CONFIRMED, out_of, rebooked
from takar.attendance.domain.rules import Rules
from takar.attendance.domain.sheet import sheet_of
from takar.attendance.domain.state import State
from takar.kernel.clock import day_in, milliseconds
from takar.kernel.refusals import Refusal

Decision = tuple[Entry, ...] | Refusal


def decide(state: State, command: Command, rules: Rules) -> Decision:
    """The entries that `command` causes; () when its request is noted already. Deterministic and total."""
    if command.request in state.requests:
        return ()
    return _DECISIONS[type(command)](state, command, rules)


def _note(state: State, command: Note, rules: Rules) -> Decision:
    refusal = _known(command, rules) or _CLAIMS[type(command.claim)](state, command, rules)
    if refusal:
        return refusal
    entry = _entry(state, command, command.claim, command.day, command.nip, command.moment)
    if not state.is_signed(command.day, command.claim.activity, command.moment):
        return (entry,)
    if command.correction.strip():
        fixed = Corrected(entry.ordinal, command.correction.strip(), counts=True)
        return (entry, _following(state, command, fixed, entry))
    # What a tablet sends late is never lost; on a signed sheet it waits for a person. The rest is said at once.
    return (entry,) if isinstance(command.claim, Arrived) else no.sheet_signed()


def _known(command: Note, rules: Rules) -> Refusal | None:
    if command.nip not in rules.people:
        return no.not_in_batch()
    if command.day not in rules.days or day_in(rules.zone, command.moment) != rules.days[command.day]:
        return no.wrong_day()
    slots = rules.slots_of(command.nip, command.day)
    if not slots:
        return no.nothing_today()
    activity = command.claim.activity
    if activity is not None and activity not in {slot.activity for slot in slots}:
        return no.not_his_activity()
    return None


def _arrive(state: State, command: Note, rules: Rules) -> Refusal | None:
    """Out is out, but what happened before the decision is evidence and is kept."""
    out = out_of(state, rules, command.nip)
    if out and out.status == CONFIRMED and out.entry and command.moment >= out.entry.moment:
        return no.person_out(rebooked(state, command.nip))
    return None


def _leave(state: State, command: Note, rules: Rules) -> Refusal | None:
    found = day_of(state, rules, command.nip, command.day)
    if found is None or found.arrived is None or found.arrived > command.moment:
        return no.not_arrived()
    return None


def _miss(state: State, command: Note, rules: Rules) -> Refusal | None:
    assert isinstance(command.claim, Absent)
    if not command.claim.reason.strip():
        return no.reason_missing()
    found = day_of(state, rules, command.nip, command.day)
    assert found is not None
    activity = command.claim.activity
    own = [e.activity for e in found.entries if isinstance(e.fact, Arrived) and state.counts(e)]
    if activity in own if activity is not None else all(one.status in HERE for one in found.slots):
        return no.already_present()
    first = rules.slots_of(command.nip, command.day)[0] if activity is None else rules.slot(activity)
    assert first is not None
    return no.not_begun() if command.now < first.starts else None


def _correct(state: State, command: Correct, rules: Rules) -> Decision:
    target = state.entry(command.entry)
    if target is None or not isinstance(target.fact, Arrived | Left | Absent | Incident | IncidentClosed):
        return no.not_correctable()
    if not command.reason.strip():
        return no.reason_missing()
    if state.counts(target) == command.counts and target.ordinal not in state.waiting:
        return no.already_corrected()
    fact = Corrected(command.entry, command.reason.strip(), command.counts)
    return (_entry(state, command, fact, target.day, target.nip, command.now),)


def _report(state: State, command: Report, rules: Rules) -> Decision:
    fact = command.incident
    if command.day not in rules.days or day_in(rules.zone, command.moment) != rules.days[command.day]:
        return no.wrong_day()
    refusal = _whom(fact, rules)
    if refusal or fact.cause not in CAUSES or fact.whom not in WHOM:
        return refusal or no.incident_unclear()
    if not fact.note.strip():
        return no.reason_missing()
    if fact.until_ms is not None and fact.until_ms < milliseconds(command.moment):
        return no.ends_before_it_begins()
    return (_entry(state, command, fact, command.day, "", command.moment),)


def _whom(fact: Incident, rules: Rules) -> Refusal | None:
    if fact.whom == "people" and (not fact.nips or not set(fact.nips) <= set(rules.people)):
        return no.nobody_named()
    if fact.whom == "room" and fact.room not in {slot.room for slot in rules.slots if slot.room}:
        return no.room_unknown()
    if fact.whom == "group" and fact.group not in {one.group for one in rules.people.values()} - {0}:
        return no.group_unknown()
    return None


def _end(state: State, command: EndIncident, rules: Rules) -> Decision:
    target = state.entry(command.closed.entry)
    if target is None or not isinstance(target.fact, Incident):
        return no.no_such_incident()
    if target.fact.until_ms is not None or state.closed(target):
        return no.incident_over()
    if command.moment < target.moment:
        return no.ends_before_it_begins()
    return (_entry(state, command, command.closed, target.day, "", command.moment),)


def _sign(state: State, command: Sign, rules: Rules) -> Decision:
    """Who signs vouches for everybody on the sheet, so nobody may be left without a word."""
    refusal = _signable(command, rules)
    if refusal:
        return refusal
    sheet = sheet_of(state, rules, command.day, command.activity)
    if command.by in {one.by for one in _standing(state, command.day, command.activity)}:
        return no.signed_already()
    if any(one.until is None for one in troubles(state, command.day)):
        return no.incident_open()
    if sheet.waiting:
        return no.waiting_entries(len(sheet.waiting))
    open_lines = [
        line.person.number or line.person.name
        for line in sheet.lines
        if any(command.activity in (None, slot.activity) for slot in line.day.unresolved)
    ]
    if open_lines:
        return no.unresolved(open_lines)
    ends = max(one.ends for one in rules.day_slots(command.day) if command.activity in (None, one.activity))
    fact = Signed(sheet.digest, milliseconds(ends), command.activity, command.name)
    return (_entry(state, command, fact, command.day, "", command.now),)


def _signable(command: Sign, rules: Rules) -> Refusal | None:
    wanted = [s for s in rules.day_slots(command.day) if command.activity in (None, s.activity)]
    if not wanted:
        return no.wrong_day()
    return no.too_early(wanted[-1].title) if command.now < max(one.starts for one in wanted) else None


def _standing(state: State, day: int, activity: int | None) -> list[Entry]:
    """Signatures that still stand for the sheet as it is: given after the last correction of it."""
    fixes = [
        one.ordinal
        for one in state.after_signing
        if (target := state.entry(getattr(one.fact, "entry", 0))) and target.day == day
    ]
    return [one for one in state.signed.get((day, activity), ()) if one.ordinal > max(fixes, default=0)]


def _entry(state: State, command: Command, fact: Fact, day: int, nip: str, moment: datetime) -> Entry:
    return Entry(state.next_ordinal, day, nip, moment, command.by, command.now, command.request, fact)


def _following(state: State, command: Note, fact: Corrected, entry: Entry) -> Entry:
    return Entry(
        entry.ordinal + 1,
        command.day,
        command.nip,
        command.now,
        command.by,
        command.now,
        f"{command.request[:33]}.k",
        fact,
    )


_CLAIMS: dict[type, Callable[[State, Note, Rules], Refusal | None]] = {
    Arrived: _arrive,
    Left: _leave,
    Absent: _miss,
}
_DECISIONS: dict[type, Callable[[State, Any, Rules], Decision]] = {
    Note: _note,
    Correct: _correct,
    Report: _report,
    EndIncident: _end,
    Sign: _sign,
    ConfirmOut: confirm_out,
    LiftOut: lift_out,
    Rebook: rebook,
}
