"""What a rater may do to his sheet. Every entry of a device ends as exactly one event, so that none vanishes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from takar.exercises.domain.events import (
    SERVER,
    Body,
    Event,
    Late,
    Locked,
    Noted,
    Rated,
    Rejected,
    Remarked,
    Reopened,
    Tagged,
)
from takar.exercises.domain.sheet import SheetRules, SheetState
from takar.kernel.refusals import Refusal

TEXT_LIMIT = 20_000
EVENTS_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Typed:
    """One entry of a device's outbox."""

    seq: int
    tick: int
    body: Noted | Tagged | Rated | Remarked


@dataclass(frozen=True, slots=True)
class Save:
    device: str
    entries: Sequence[Typed]
    now_ms: int


@dataclass(frozen=True, slots=True)
class Lock:
    """`last_seq`: the device's last entry; locking waits until all of them are on disk."""

    by: str
    device: str
    last_seq: int
    now_ms: int
    paper: bool = False


@dataclass(frozen=True, slots=True)
class Reopen:
    asked_by: str
    approved_by: str
    reason: str
    now_ms: int


Command: TypeAlias = Save | Lock | Reopen


def decide(state: SheetState, command: Command, rules: SheetRules) -> tuple[Event, ...] | Refusal:
    """The events that follow, or why not. An empty tuple: it is done already (sent twice)."""
    match command:
        case Save():
            return _save(state, command, rules)
        case Lock():
            return _lock(state, command, rules)
        case Reopen():
            return _reopen(state, command)


def _save(state: SheetState, save: Save, rules: SheetRules) -> tuple[Event, ...] | Refusal:
    if len(save.entries) > EVENTS_AT_ONCE:
        return Refusal(
            "SHEET_TOO_MUCH_AT_ONCE",
            f"Kirim paling banyak {EVENTS_AT_ONCE} catatan sekaligus; sisanya menyusul.",
            f"Send at most {EVENTS_AT_ONCE} entries at once; the rest follows.",
        )
    assert save.device != SERVER
    events: list[Event] = []
    expected = state.seqs.get(save.device, 0) + 1
    for entry in sorted(save.entries, key=lambda one: one.seq):
        if entry.seq < expected:
            continue
        if entry.seq > expected:
            break  # a gap: the device sends from there on again
        events.append(Event(save.now_ms, _judge(state, entry, rules), save.device, entry.seq, entry.tick))
        expected += 1
    return tuple(events)


def _judge(state: SheetState, entry: Typed, rules: SheetRules) -> Body:
    kind = type(entry.body).__name__.lower()
    code = _senseless(entry.body, rules)
    if code:
        return Rejected(kind, code)
    return Late(kind) if state.locked else entry.body


def _senseless(body: Noted | Tagged | Rated | Remarked, rules: SheetRules) -> str:
    match body:
        case Noted(_, text, clock_s):
            return "TEXT_TOO_LONG" if len(text) > TEXT_LIMIT else "CLOCK" if clock_s < 0 else ""
        case Remarked(dimension, text):
            if len(text) > TEXT_LIMIT:
                return "TEXT_TOO_LONG"
            return "" if dimension in ("", *rules.dimensions) else "DIMENSION_UNKNOWN"
        case Tagged(_, dimension, indicator, sign):
            if dimension not in rules.dimensions:
                return "DIMENSION_UNKNOWN"
            known = indicator == "" or indicator in rules.dimensions[dimension]
            return "" if known and sign in ("+", "-", "0", None) else "INDICATOR_UNKNOWN"
        case Rated(dimension, value):
            if dimension not in rules.dimensions:
                return "DIMENSION_UNKNOWN"
            return "" if value is None or rules.scale.allows(value) else "VALUE_UNKNOWN"


def _lock(state: SheetState, lock: Lock, rules: SheetRules) -> tuple[Event, ...] | Refusal:
    if state.locked:
        return () if state.locked_by == lock.by else _already(state)
    if state.seqs.get(lock.device, 0) < lock.last_seq:
        return Refusal(
            "SHEET_ENTRIES_MISSING",
            "Sebagian catatan di perangkat ini belum sampai. Tunggu tanda tersimpan, lalu kunci lagi.",
            "Some entries of this device have not arrived yet. Wait for the saved sign, then lock again.",
            {"have": state.seqs.get(lock.device, 0), "need": lock.last_seq},
        )
    missing = state.missing(rules)
    if missing:
        return Refusal(
            "SHEET_INCOMPLETE",
            f"Masih ada {len(missing)} kompetensi tanpa penilaian atau tanpa bukti: {', '.join(missing)}. "
            "Beri nilai yang didukung catatan, atau pilih NE bila tidak ada bukti.",
            f"{len(missing)} competencies still lack a rating or its evidence: {', '.join(missing)}. "
            "Rate them with a note behind it, or choose NE when there was no evidence.",
            {"missing": list(missing)},
        )
    return (Event(lock.now_ms, Locked(lock.by, lock.paper)),)


def _already(state: SheetState) -> Refusal:
    return Refusal(
        "SHEET_LOCKED",
        f"Lembar ini sudah dikunci oleh {state.locked_by}. Membukanya lagi memerlukan dua orang.",
        f"This sheet was locked by {state.locked_by}. Opening it again takes two people.",
    )


def _reopen(state: SheetState, reopen: Reopen) -> tuple[Event, ...] | Refusal:
    if not state.locked:
        return ()
    if reopen.asked_by == reopen.approved_by:
        return Refusal(
            "SECOND_PERSON_NEEDED",
            "Membuka lembar yang terkunci memerlukan orang kedua: mintalah persetujuan pejabat lain.",
            "Opening a locked sheet takes a second person: ask another official to approve it.",
        )
    if not reopen.reason.strip():
        return Refusal(
            "REOPEN_REASON_MISSING",
            "Tuliskan alasan membuka lembar ini; alasan dicetak dalam berita acara.",
            "Write why this sheet is opened again; the reason is printed in the minutes.",
        )
    return (Event(reopen.now_ms, Reopened(reopen.asked_by, reopen.approved_by, reopen.reason.strip())),)
