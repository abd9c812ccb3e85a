"""One post of the live table as a member sees it now: behind its curtains, in its order, with what could change."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from takar.kernel.canonical import canonical
from takar.plenary.access import Seat
from takar.plenary.books import Book
from takar.plenary.domain.codec import read_table, table_data
from takar.plenary.domain.redraws import Chances, chances
from takar.plenary.domain.sensitivity import WeightRange, WithoutRater, weight_ranges, without_each_rater
from takar.plenary.domain.table import Line, PostTable, lines_of
from takar.plenary.pages.drawing import Bar, bars


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate's row. `ratings`: per room or component, (rater's label, value)."""

    line: Line
    cells: tuple[tuple[str, Decimal | None, bool], ...]
    rooms: tuple[tuple[str, Decimal | None, bool], ...]
    ratings: tuple[tuple[str, tuple[tuple[str, Decimal | None], ...]], ...]


@dataclass(frozen=True, slots=True)
class Sureness:
    """What members may weigh: rank changes without a rater, by a weight, by measurement error."""

    without: tuple[WithoutRater, ...]
    weights: tuple[WeightRange, ...]
    chances: Chances | None
    bars: tuple[Bar, ...]


def post_view(book: Book, code: str, seat: Seat) -> dict[str, Any]:
    """Template data of one post; nothing of what is still behind a curtain."""
    table, state = book.tables[code], book.state
    open_ = state.ended is not None
    scores = open_ or (code, "scores") in state.shown
    raters = open_ or (code, "raters") in state.shown
    lines = lines_of(table)
    order = sorted(lines, key=_by_rank if scores else _by_chance(book, code))
    labels = rater_labels(book, table, raters)
    return {
        "code": code,
        "table": table,
        "scores": scores,
        "raters": raters,
        "order": [line.entrant for line in order],
        "rows": [_row(line, table, labels) for line in order] if scores else [],
        "ranked": [line.entrant for line in sorted(lines, key=_by_rank) if line.rank is not None],
        "names": book.rules.names,
        "least": book.rules.least,
        "labels": labels,
        "sureness": sureness(book, code) if scores else None,
        "candidates": {one.nip: one for one in table.entrants},
        "tied": book.rules.posts[code].tied,
        "outcome": state.outcome(code),
        "proposed": [book.entrants[nip] for nip in state.names(book.rules.posts[code], book.rules)],
        "departs": departs(book, code),
    }


def departs(book: Book, code: str) -> bool:
    """Whether the panel's order is another than the computed one."""
    settled = book.state.outcome(code)
    return bool(settled and settled.moved.kind == "departure")


def rater_labels(book: Book, table: PostTable, shown: bool) -> dict[str, str]:
    """Rater -> name, or "1", "2", … in an order that tells nothing, while names are hidden."""
    if shown:
        names = book.row.terms["names"]
        return {rater: names.get(rater, rater) for rater in table.raters}
    mixed = sorted(table.raters, key=lambda rater: _mix(book, table.code, rater))
    return {rater: str(n) for n, rater in enumerate(mixed, 1)}


def sureness(book: Book, code: str) -> Sureness:
    """From the frozen table, so it is worked out once per table."""
    root = book.state.opened.table_root if book.state.opened else ""
    return _sureness(canonical(table_data(book.tables[code])), root, book.rules.names)


@lru_cache(maxsize=64)
def _sureness(data: bytes, root: str, names: int) -> Sureness:
    table = read_table(json.loads(data))
    found = chances(table, root, names)
    people = {one.nip: one for one in table.entrants}
    drawn = bars([(people[nip].name, shares) for nip, shares in found.ranks.items()]) if found else ()
    return Sureness(without_each_rater(table), weight_ranges(table), found, drawn)


def _row(line: Line, table: PostTable, labels: dict[str, str]) -> Row:
    cells = tuple((one.code, line.values[one.code], one.code in line.below) for one in table.rules.components)
    rooms = tuple((room.code, line.rooms[room.code], room.code in line.below) for room in table.rules.rooms)
    places = dict.fromkeys(r.place for r in line.entrant.ratings)
    names = table.places
    ratings = tuple(
        (
            names.get(place, place),
            tuple((labels[r.rater], r.value) for r in line.entrant.ratings if r.place == place),
        )
        for place in places
    )
    return Row(line, cells, rooms, ratings)


def _by_rank(line: Line) -> tuple[int, int, str]:
    return (line.rank is None, line.rank or 0, line.entrant.number)


def _by_chance(book: Book, code: str) -> Any:
    return lambda line: _mix(book, code, line.entrant.nip)


def _mix(book: Book, code: str, name: str) -> str:
    """An order for everybody that nobody chose: from the table's root."""
    root = book.state.opened.table_root if book.state.opened else ""
    return hashlib.sha256(f"{root}/{code}/{name}".encode()).hexdigest()
