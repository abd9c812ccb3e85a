"""Sign the sheet of a day or of an activity; a signed day goes into the log."""

from __future__ import annotations

from django.db import transaction

from takar.attendance.actions.keep import Kept, keep
from takar.attendance.actions.log_days import log_days
from takar.attendance.books import Book
from takar.attendance.domain.commands import Sign
from takar.attendance.domain.entries import Entry, entry_digest, leaves_of
from takar.attendance.domain.sheet import sheet_of
from takar.attendance.models import Closing
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.ledger.public import tree_root


def sign_sheet(
    batch: str,
    day: int,
    *,
    activity: int | None = None,
    name: str,
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """Refuses SHEET_UNRESOLVED, SHEET_INCIDENT_OPEN, SHEET_WAITING, SHEET_TOO_EARLY, SIGNED_ALREADY.

    The leaf of a signed day is appended at once when the batch's assessment is in the log, otherwise as soon as it is
    (log_days). Call it outside of a transaction.
    """
    command = Sign(by=actor, now=clock(), request=request, day=day, activity=activity, name=name)
    with transaction.atomic():
        kept = keep(batch, command, action="attendance.sign")
        if isinstance(kept, Refusal):
            return kept
        if kept.entries and activity is None:
            _close(kept.book, kept.entries[0])
    log_days(batch, clock=clock)
    return kept


def _close(book: Book, signature: Entry) -> None:
    digests = [entry_digest(book.batch.id, one) for one in book.state.entries if one.day == signature.day]
    Closing.objects.create(
        batch=book.batch.id,
        day=signature.day,
        signature=signature.ordinal,
        digests=digests,
        root=tree_root(leaves_of(digests)).hex(),
        counts=dict(sheet_of(book.state, book.rules, signature.day).counts),
        at=signature.noted_at,
    )
