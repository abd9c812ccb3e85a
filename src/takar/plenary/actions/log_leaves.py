"""Carry into the log what is not there yet: the plenary, choices, objections and their answers, corrections.

Every action that causes a leaf calls this; after a crash the next call catches up. Nothing is written twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from takar.exercises.public import record_amend, record_appeal, record_decision, record_pleno
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.ledger.public import PLENO_TYPE
from takar.plenary.books import Book, book_of
from takar.plenary.documents import envelope_of, payload_of
from takar.plenary.domain.events import Amended, Answered, Chosen, Closed, Event, Objected
from takar.plenary.domain.minutes import dissent_count, tally
from takar.plenary.domain.table import part_of
from takar.plenary.models import LoggedLeaf, Objection, Plenary

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Owed:
    """A leaf that the log is to hold; `write` appends it once and returns its index."""

    key: str
    write: Callable[[], int | Refusal]


def log_leaves(plenary: str, *, clock: Clock = utc_now) -> Refusal | None:
    """The refusal of the first leaf that could not be written, or None. Call it outside of a transaction."""
    book = book_of(plenary)
    if isinstance(book, Refusal):
        return book
    known = set(LoggedLeaf.objects.filter(plenary=plenary).values_list("key", flat=True))
    for one in owed(book, clock):
        if one.key in known:
            continue
        index = one.write()
        if isinstance(index, Refusal):
            return index
        LoggedLeaf.objects.get_or_create(
            plenary_id=plenary, key=one.key, defaults={"index": index, "at": clock()}
        )
    return None


def log_all(clock: Clock = utc_now) -> tuple[str, ...]:
    """Whatever any plenary still owes to the log; returns those that still owe it. One keeps no other one waiting."""
    keys = [str(pk) for pk in Plenary.objects.values_list("pk", flat=True)]
    return tuple(key for key in keys if not _written(key, clock))


def _written(plenary: str, clock: Clock) -> bool:
    try:
        refused = log_leaves(plenary, clock=clock)
    except Exception:
        logger.exception("plenary %s owes the log", plenary)
        return False
    if refused:
        logger.warning("plenary %s owes the log: %s", plenary, refused.en)
    return refused is None


def owed(book: Book, clock: Clock) -> list[Owed]:
    """Every leaf of this book, in the order of its events."""
    leaves = (_leaf(book, one.ordinal, one.event, clock) for one in book.noted)
    return [one for one in leaves if one]


def _leaf(book: Book, ordinal: int, event: Event, clock: Clock) -> Owed | None:
    match event.body:
        case Closed():
            return _pleno(book, clock)
        case Chosen() as chosen:
            return _decision(book, ordinal, chosen, clock)
        case Objected() as objected:
            return _filed(book, objected, clock)
        case Answered() as answered:
            return _answered(book, answered, clock)
        case Amended() as amended:
            return _amended(book, ordinal, amended, clock)
    return None


def _pleno(book: Book, clock: Clock) -> Owed:
    state = book.state
    assert state.opened is not None
    assert state.ended is not None
    table, minutes = state.opened.table_root, state.ended.minutes
    payload = payload_of(book)

    def write() -> int | Refusal:
        return record_pleno(
            book.row.selection,
            table=table,
            votes=tally(state),
            dissent=dissent_count(state),
            minutes=minutes,
            envelopes=[envelope_of(payload, PLENO_TYPE, [one]) for one in state.signatures.values()],
            clock=clock,
        )

    return Owed("pleno", write)


def _decision(book: Book, ordinal: int, chosen: Chosen, clock: Clock) -> Owed:
    first = book.state.names(book.rules.posts[chosen.post], book.rules)[0]

    def write() -> int | Refusal:
        return record_decision(
            book.row.selection, chosen.post, chosen.nip, chosen.reason, departs=chosen.nip != first, by=chosen.by,
            clock=clock,
        )  # fmt: skip

    return Owed(f"decision:{ordinal}", write)


def _filed(book: Book, objected: Objected, clock: Clock) -> Owed:
    def write() -> int | Refusal:
        text = Objection.objects.get(pk=objected.objection).text
        return record_appeal(
            book.row.selection, objected.nip, _number(book, objected.objection),
            f"{text}\nSHA-256 {objected.document}", state="filed",
            part=part_of(book.tables.values(), objected.nip, objected.post), clock=clock,
        )  # fmt: skip

    return Owed(f"filed:{objected.objection}", write)


def _answered(book: Book, answered: Answered, clock: Clock) -> Owed:
    nip = book.state.objections[answered.objection].objected.nip
    verdict = "dikabulkan" if answered.granted else "ditolak"

    def write() -> int | Refusal:
        return record_appeal(
            book.row.selection, nip, _number(book, answered.objection), f"{verdict}: {answered.reason}",
            state="answered", clock=clock,
        )  # fmt: skip

    return Owed(f"answered:{answered.objection}", write)


def _amended(book: Book, ordinal: int, amended: Amended, clock: Clock) -> Owed:
    post = book.state.objections[amended.objection].objected.post
    part = part_of(book.tables.values(), amended.nip, post)

    def write() -> int | Refusal:
        return record_amend(
            book.row.selection, amended.nip, {amended.component: amended.old}, {amended.component: amended.new},
            reason=amended.reason, basis=f"keberatan {amended.objection}",
            by=[amended.asked_by, amended.approved_by], number=1000 * book.row.number + ordinal, part=part,
            clock=clock,
        )  # fmt: skip

    return Owed(f"amend:{ordinal}", write)


def _number(book: Book, objection: str) -> int:
    """Number of an objection over all plenaries of the selection."""
    return 1000 * book.row.number + list(book.state.objections).index(objection) + 1
