"""Decide on a command and keep what it causes: the one way into the book of a plenary."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, milliseconds, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.books import Book, book_of
from takar.plenary.domain.aftermath import Aftermath
from takar.plenary.domain.codec import body_data, kind_of
from takar.plenary.domain.decide import Decision, Plenary
from takar.plenary.domain.events import Event
from takar.plenary.models import PlenaryEvent

# Two members may ask for the same ordinal; the second one looks again.
_TRIES = 12

# Given the book as it stands and the time in milliseconds.
Command = Callable[[Book, int], Decision]


@dataclass(frozen=True, slots=True)
class Kept:
    """`events`: what was added, () when nothing changed or when this request was noted before."""

    plenary: str
    events: tuple[Event, ...]


def keep(
    plenary: str, command: Command, *, request: str, actor: str, action: str, clock: Clock = utc_now
) -> Kept | Refusal:
    """Add what the command causes, with its line in the trail. Sent again, it changes nothing."""
    for left in reversed(range(_TRIES)):
        try:
            with transaction.atomic():
                return _once(plenary, command, request, actor, action, clock)
        except IntegrityError:
            if not left:
                raise
    raise AssertionError  # the last try returned or raised


def talk(book: Book) -> Plenary:
    return Plenary(book.state, book.rules)


def afterwards(book: Book) -> Aftermath:
    return Aftermath(book.state, book.rules)


def _once(
    plenary: str, command: Command, request: str, actor: str, action: str, clock: Clock
) -> Kept | Refusal:
    book = book_of(plenary)
    if isinstance(book, Refusal):
        return book
    if PlenaryEvent.objects.filter(plenary=plenary, request=request).exists():
        return Kept(plenary, ())
    decision = command(book, _later(book, clock))
    if isinstance(decision, Refusal):
        return decision
    for event in decision:
        write(book, event, request, actor, action, clock)
    return Kept(plenary, decision)


def write(book: Book, event: Event, request: str, actor: str, action: str, clock: Clock) -> None:
    """One more row, its chain, and its line in the trail. Raises IntegrityError when somebody was faster."""
    PlenaryEvent.objects.create(
        plenary=book.row,
        ordinal=book.ordinal + 1,
        request=request,
        actor=actor,
        at_ms=event.at_ms,
        kind=kind_of(event.body),
        body=body_data(event.body),
        chain=book.next_chain(event, actor),
    )
    after: dict[str, Json] = {"event": book.ordinal + 1, **body_data(event.body)}
    after.pop("signature", None)
    record_change(
        actor, action, f"plenary:{book.id}", reason=str(after.get("reason") or ""), after=after, clock=clock
    )


def _later(book: Book, clock: Clock) -> int:
    """Now, but never before the last event: a clock that was set back turns no order around."""
    last = book.noted[-1].event.at_ms if book.noted else 0
    return max(milliseconds(clock()), last)
