from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from takar.accounts.public import record_change
from takar.items.actions.write_version import write_first, write_next
from takar.items.domain.checks import faults_of
from takar.items.domain.item import Entry
from takar.items.queries import newest_entries
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Added:
    """Codes by what happened to them."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]


def add_items(
    entries: Sequence[Entry], actor: str, *, origin: str, reason: str = "", clock: Clock = utc_now
) -> Added | Refusal:
    """Put entries into the bank as drafts; all or nothing.

    A code that is already there with other words or another key gets a new version, which must be reviewed
    again. The same entries twice change nothing. Refuses with the first fault found.
    """
    for entry in entries:
        faults = faults_of(entry)
        if faults:
            return _named(entry, faults[0])
    with transaction.atomic():
        done = _write(entries, actor, origin, reason, clock)
        if done.added or done.changed:
            counts = {"added": len(done.added), "changed": len(done.changed)}
            record_change(actor, "items.add", origin, reason=reason, after=dict(counts), clock=clock)
    return done


def _named(entry: Entry, fault: Refusal) -> Refusal:
    code = entry.item.id
    return Refusal(fault.code, f"{code}: {fault.id}", f"{code}: {fault.en}", {**fault.data, "item": code})


def _write(entries: Sequence[Entry], actor: str, origin: str, reason: str, clock: Clock) -> Added:
    present = newest_entries(entry.item.id for entry in entries)
    added: list[Entry] = []
    changed: list[str] = []
    unchanged: list[str] = []
    for entry in entries:
        before = present.get(entry.item.id)
        if before is None:
            added.append(entry)
        elif before.digest() != entry.digest():
            write_next(entry, actor, reason=reason or origin, clock=clock)
            changed.append(entry.item.id)
        else:
            unchanged.append(entry.item.id)
    write_first(added, actor, origin=origin, reason=reason, clock=clock)
    return Added(tuple(entry.item.id for entry in added), tuple(changed), tuple(unchanged))
