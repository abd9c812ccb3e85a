"""Decisions about who is out and who gets a place in a later batch. Pure."""

from __future__ import annotations

from takar.attendance.domain import refusals as no
from takar.attendance.domain.commands import ConfirmOut, LiftOut, Rebook
from takar.attendance.domain.entries import Entry
from takar.attendance.domain.facts import Fact, OutConfirmed, OutLifted, Rebooked
from takar.attendance.domain.outs import (
    CONFIRMED,
    PROPOSED,
    may_be_rebooked,
    missed_tools,
    out_of,
    rebooked,
    recorders,
)
from takar.attendance.domain.rules import Rules
from takar.attendance.domain.state import State
from takar.kernel.refusals import Refusal


def confirm_out(state: State, command: ConfirmOut, rules: Rules) -> tuple[Entry, ...] | Refusal:
    """Never by whoever noted the absence."""
    out = out_of(state, rules, command.nip)
    if out is None or out.status != PROPOSED:
        return no.not_proposed()
    if not command.reason.strip():
        return no.reason_missing()
    if command.by in recorders(state, rules, command.nip, out.days):
        return no.own_record()
    return (_entry(state, command, OutConfirmed(out.days, command.reason.strip()), max(out.days)),)


def lift_out(state: State, command: LiftOut, rules: Rules) -> tuple[Entry, ...] | Refusal:
    """Turn down the proposal, or take back the decision. Not once he has another place."""
    out = out_of(state, rules, command.nip)
    if out is None or out.status not in (PROPOSED, CONFIRMED):
        return no.not_proposed()
    if not command.reason.strip():
        return no.reason_missing()
    if rebooked(state, command.nip):
        return no.already_rebooked()
    if out.status == PROPOSED and command.by in recorders(state, rules, command.nip, out.days):
        return no.own_record()
    return (_entry(state, command, OutLifted(out.days, command.reason.strip()), max(out.days)),)


def rebook(state: State, command: Rebook, rules: Rules) -> tuple[Entry, ...] | Refusal:
    """Out by the rule: the whole set again. Otherwise only what was missed."""
    if rebooked(state, command.nip):
        return no.already_rebooked()
    if not may_be_rebooked(state, rules, command.nip):
        return no.nothing_to_repair()
    out = out_of(state, rules, command.nip)
    whole = out is not None and out.status == CONFIRMED
    tools = () if whole else missed_tools(state, rules, command.nip)
    fact = Rebooked(
        command.batch, command.place, command.number, command.first_day, command.reason.strip(), tools
    )
    last = max((e.day for e in state.of_person.get(command.nip, ())), default=1)
    return (_entry(state, command, fact, last),)


def _entry(state: State, command: ConfirmOut | LiftOut | Rebook, fact: Fact, day: int) -> Entry:
    return Entry(
        state.next_ordinal, day, command.nip, command.now, command.by, command.now, command.request, fact
    )
