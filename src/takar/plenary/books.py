"""A plenary read whole: its row, its events, and what they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from takar.kernel.refusals import Refusal
from takar.plenary.domain.codec import START, link, read_body, read_rules, read_table
from takar.plenary.domain.events import Amended, Event
from takar.plenary.domain.state import PlenaryRules, PlenaryState, fold
from takar.plenary.domain.table import Entrant, PostTable
from takar.plenary.models import Plenary, PlenaryEvent

PLENARY_UNKNOWN = Refusal(
    "PLENARY_UNKNOWN",
    "Pleno ini tidak ada. Kembalilah ke daftar pleno.",
    "There is no such plenary. Go back to the list of plenaries.",
)


@dataclass(frozen=True, slots=True)
class Noted:
    """An event with its place in the book."""

    ordinal: int
    actor: str
    event: Event
    chain: str


@dataclass(frozen=True, slots=True)
class Book:
    row: Plenary
    tables: Mapping[str, PostTable]
    rules: PlenaryRules
    noted: tuple[Noted, ...]
    state: PlenaryState

    @property
    def id(self) -> str:
        return self.row.pk

    @property
    def ev(self) -> str:
        return str(self.row.terms["ev"])

    @property
    def ordinal(self) -> int:
        return self.noted[-1].ordinal if self.noted else 0

    @property
    def head(self) -> bytes:
        """Head of the hash chain."""
        return bytes.fromhex(self.noted[-1].chain) if self.noted else START

    @property
    def entrants(self) -> Mapping[str, Entrant]:
        """Every candidate by NIP."""
        return {one.nip: one for table in self.tables.values() for one in table.entrants}

    @property
    def amendments(self) -> tuple[tuple[str, Amended], ...]:
        """What was corrected, with the post that it is about."""
        return tuple((one.objected.post, a) for one in self.state.objections.values() for a in one.amended)

    def next_chain(self, event: Event, actor: str) -> str:
        return link(self.head, self.id, self.ordinal + 1, event, actor).hex()


def book_of(plenary: str) -> Book | Refusal:
    """Raises ValueError when a stored event cannot be read."""
    row = Plenary.objects.filter(pk=plenary).first()
    return PLENARY_UNKNOWN if row is None else read_book(row)


def read_book(row: Plenary) -> Book:
    tables = {one["code"]: read_table(one) for one in row.table["posts"]}
    noted = tuple(
        Noted(one.ordinal, one.actor, Event(one.at_ms, read_body(one.kind, one.body)), one.chain)
        for one in PlenaryEvent.objects.filter(plenary=row).order_by("ordinal")
    )
    rules = read_rules(row.rules, tables)
    return Book(row, tables, rules, noted, fold(one.event for one in noted))


def amendments_of(selection: str, before: int = 10_000) -> tuple[tuple[str, Amended], ...]:
    """Corrections decided after earlier plenaries of a selection (those numbered below `before`), in their order, with posts."""
    rows = Plenary.objects.filter(selection=selection, number__lt=before).order_by("number")
    return tuple(one for row in rows for one in read_book(row).amendments)
