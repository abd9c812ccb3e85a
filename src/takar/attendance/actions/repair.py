"""A new place for somebody who missed something, before he leaves the hall."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from takar.attendance.actions.keep import Kept, keep
from takar.attendance.books import book_of
from takar.attendance.domain import refusals as no
from takar.attendance.domain.commands import Rebook
from takar.attendance.domain.outs import may_be_rebooked, rebooked
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.public import PlaceView, RepairProposal, propose_repair, rebook


def propose_place(batch: str, nip: str, on: date, *, avoid: tuple[str, ...] = ()) -> RepairProposal | Refusal:
    """The seat that planning offers in a batch after `on`.

    Refuses NOTHING_TO_REPAIR, ALREADY_REBOOKED, and what planning refuses.
    """
    book = book_of(batch)
    if isinstance(book, Refusal):
        return book
    if rebooked(book.state, nip):
        return no.already_rebooked()
    if not may_be_rebooked(book.state, book.rules, nip):
        return no.nothing_to_repair()
    return propose_repair(nip, batch, on, avoid=avoid)


def take_place(
    proposal: RepairProposal, *, reason: str, request: str, actor: str, clock: Clock = utc_now
) -> Kept | Refusal:
    """Book the proposed seat and note it in the book of days: both or neither."""
    with transaction.atomic():
        found = _take(proposal, reason, request, actor, clock)
        if isinstance(found, Refusal):
            transaction.set_rollback(True)
        return found


def _take(proposal: RepairProposal, reason: str, request: str, actor: str, clock: Clock) -> Kept | Refusal:
    if not reason.strip():
        return no.reason_missing()
    place = rebook(proposal, actor=actor, reason=reason.strip(), clock=clock)
    if isinstance(place, Refusal):
        return place
    return keep(
        proposal.from_batch,
        _command(proposal, place, reason, request, actor, clock),
        action="attendance.rebook",
        reason=reason.strip(),
    )


def _command(
    proposal: RepairProposal, place: PlaceView, reason: str, request: str, actor: str, clock: Clock
) -> Rebook:
    return Rebook(
        by=actor,
        now=clock(),
        request=request,
        nip=proposal.nip,
        batch=place.batch,
        place=place.id,
        number=place.number,
        first_day=proposal.days[0].isoformat(),
        reason=reason,
    )
