"""Header and rows of a list, read with the fields of its kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from takar.people.domain.cells import Cell, Row, given, text_of
from takar.people.domain.headers import HEADER_WITHIN, normal
from takar.people.domain.tables.fields import Bad, Field
from takar.people.domain.tables.findings import Remark


@dataclass(slots=True)
class Entry:
    """What one row says. `values` holds only what the file tells; blank cells tell nothing."""

    number: int
    values: dict[str, str] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        return any(one.is_fault for one in self.remarks)

    def find(self, code: str, name: str, value: str = "", hint: str = "") -> None:
        self.remarks.append(Remark(code, name, value[:80], hint))


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the header stands. `columns`: field -> column; `titles`: field -> heading as written."""

    row: int
    columns: Mapping[str, int]
    titles: Mapping[str, str]
    ignored: tuple[str, ...]


def find_heading(rows: Iterable[Row], fields: Sequence[Field], must: Sequence[str]) -> Heading | None:
    """The first of the first 20 rows that has every column of `must`, or None."""
    for number, cells in rows:
        if number > HEADER_WITHIN:
            return None
        heading = _heading(number, cells, fields)
        if all(name in heading.columns for name in must):
            return heading
    return None


def is_entry(cells: Mapping[int, Cell], heading: Heading, must: Sequence[str]) -> bool:
    """Whether a row below the header is data: not a footer, a repeated header, or column numbers."""
    told = {name: given(cells.get(column)) for name, column in heading.columns.items()}
    filled = [name for name, value in told.items() if value]
    if not filled or told[must[0]] == heading.titles[must[0]]:
        return False
    if len(filled) > 2 and all(told[name].isdecimal() and len(told[name]) < 3 for name in filled):
        return [int(told[name]) for name in filled] != sorted({int(told[name]) for name in filled})
    return bool(told[must[0]]) or len(filled) > 1


def read_entry(
    number: int,
    cells: Mapping[int, Cell],
    heading: Heading,
    fields: Sequence[Field],
    since_1904: bool = False,
) -> Entry:
    """Every fault is in `remarks`."""
    entry = Entry(number)
    for one in fields:
        cell = cells.get(heading.columns[one.name]) if one.name in heading.columns else None
        # A word for "nothing" may still be one of a column's own words ("none" of a discipline check).
        value = "" if cell is None else one.read(cell, since_1904)
        blank = not given(cell)
        if isinstance(value, str) and value:
            entry.values[one.name] = value
        elif isinstance(value, Bad) and not blank:
            entry.find(value.code, one.name, given(cell), one.hint)
        elif one.required and blank:
            entry.find("NIP_MISSING" if one.name == "nip" else "MISSING", one.name, hint=one.hint)
    return entry


def _heading(number: int, cells: Mapping[int, Cell], fields: Sequence[Field]) -> Heading:
    known = {
        heading: (one.name, rank) for one in reversed(fields) for rank, heading in enumerate(one.known_as)
    }
    titles = {column: text_of(cell) for column, cell in sorted(cells.items())}
    best: dict[str, tuple[int, int]] = {}
    for column, title in titles.items():
        name, rank = known.get(normal(title), ("", 0))
        if name and (name not in best or rank < best[name][0]):
            best[name] = (rank, column)
    columns = {name: column for name, (_, column) in best.items()}
    rest = tuple(title for column, title in titles.items() if title and column not in columns.values())
    return Heading(number, columns, {name: titles[column] for name, column in columns.items()}, rest)
