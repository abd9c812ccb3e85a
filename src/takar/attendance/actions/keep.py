"""Decide on a command and keep what it causes: the one way into the book of days."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from takar.accounts.public import record_change
from takar.attendance.books import Book, book_of, row_of
from takar.attendance.domain.commands import Command
from takar.attendance.domain.decide import decide
from takar.attendance.domain.entries import Entry
from takar.attendance.domain.facts import body_of
from takar.attendance.domain.state import evolve
from takar.attendance.models import Entry as EntryRow
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal

# Two tablets may ask for the same ordinal; the second one looks again.
_TRIES = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """`book`: as it stands afterwards; `entries`: what was added, () when this request was noted before."""

    book: Book
    entries: tuple[Entry, ...]


def keep(batch: str, command: Command, *, action: str, reason: str = "") -> Kept | Refusal:
    """Add what the command causes, with its line in the trail. Sent again, it changes nothing."""
    for left in reversed(range(_TRIES)):
        try:
            with transaction.atomic():
                return _once(batch, command, action, reason)
        except IntegrityError:
            if not left:
                raise
    raise AssertionError  # the last try returned or raised


def _once(batch: str, command: Command, action: str, reason: str) -> Kept | Refusal:
    if EntryRow.objects.filter(request=command.request).exclude(batch=batch).exists():
        return _another_batch()
    book = book_of(batch)
    if isinstance(book, Refusal):
        return book
    decision = decide(book.state, command, book.rules)
    if isinstance(decision, Refusal):
        return decision
    EntryRow.objects.bulk_create([row_of(batch, entry) for entry in decision])
    state = book.state
    for entry in decision:
        state = evolve(state, entry)
        _trail(batch, entry, action, reason, command)
    return Kept(Book(book.batch, book.programme, book.conduct, book.rules, state), decision)


def _trail(batch: str, entry: Entry, action: str, reason: str, command: Command) -> None:
    after: dict[str, Json] = {
        "day": entry.day,
        "entry": entry.ordinal,
        "kind": entry.fact.kind,
        **({"nip": entry.nip} if entry.nip else {}),
        **body_of(entry.fact),
    }
    record_change(command.by, action, f"batch:{batch}", reason=reason, after=after, clock=lambda: command.now)


def _another_batch() -> Refusal:
    return Refusal(
        "REQUEST_REUSED",
        "Catatan ini sudah dikirim untuk gelombang lain. Muat ulang halaman, lalu catat lagi.",
        "This entry was sent for another batch already. Reload the page and note it again.",
    )
