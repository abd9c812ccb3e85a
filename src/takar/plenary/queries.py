"""Reads of plenaries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from takar.plenary.books import Book, read_book
from takar.plenary.models import LoggedLeaf, Plenary


@dataclass(frozen=True, slots=True)
class PlenaryView:
    """A plenary in a list. `phase`: running | signing | closed | handed_over | released."""

    id: str
    selection: str
    number: int
    title: str
    opened_at: datetime
    phase: str


def plenaries() -> tuple[PlenaryView, ...]:
    """All plenaries, newest first."""
    return tuple(_view(row) for row in Plenary.objects.all())


def plenary_of(selection: str) -> PlenaryView | None:
    """The last plenary of a selection."""
    row = Plenary.objects.filter(selection=selection).order_by("-number").first()
    return _view(row) if row else None


def leaves_of(plenary: str) -> tuple[tuple[str, int], ...]:
    """(what it is about, index) of every leaf of a plenary in the log, in their order."""
    return tuple(LoggedLeaf.objects.filter(plenary=plenary).values_list("key", "index"))


def phase_of(book: Book) -> str:
    state = book.state
    if state.released:
        return "released"
    if state.handed_over:
        return "handed_over"
    if state.closed:
        return "closed"
    return "signing" if state.ended else "running"


def _view(row: Plenary) -> PlenaryView:
    return PlenaryView(row.pk, row.selection, row.number, row.title, row.opened_at, phase_of(read_book(row)))
