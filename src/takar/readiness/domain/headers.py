"""Which row is the header and which column is which field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from takar.people.public import HEADER_WITHIN, NEVER_STORED, PEOPLE_HEADINGS, Row, normal, text_of
from takar.readiness.domain.fields import Requirement

KEY, CONFIRMED = "key", "confirmed"
KEY_HEADING, CONFIRMED_HEADING = "KUNCI", "SUDAH BENAR"
_OWN = {KEY: (KEY_HEADING,), CONFIRMED: (CONFIRMED_HEADING,)}
_YEAR = re.compile(r"^(.*\S) (20\d\d)$")
_NEVER = frozenset(heading for headings in NEVER_STORED.values() for heading in headings)


@dataclass(frozen=True, slots=True)
class Header:
    """`columns`: field -> column index from 0; `titles`: field -> heading as written. `years`: field -> the year that
    its heading names ("PREDIKAT KINERJA 2024"). `never`: headings passed over because they must not be stored."""

    row: int
    columns: Mapping[str, int]
    titles: Mapping[str, str]
    years: Mapping[str, int] = field(default_factory=dict)
    never: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()


def find_header(rows: Iterable[Row], requirement: Requirement) -> Header | None:
    """The first of the first 20 rows with a NIP and a name column."""
    known = headings(requirement)
    for number, cells in rows:
        if number > HEADER_WITHIN:
            return None
        header = _read(number, {column: text_of(cell) for column, cell in sorted(cells.items())}, known)
        if "nip" in header.columns and "name" in header.columns:
            return header
    return None


def headings(requirement: Requirement) -> dict[str, tuple[str, int]]:
    """Heading in lower case -> field and rank, the better heading first."""
    found: dict[str, tuple[str, int]] = {}
    named = {
        each.key: (each.heading, *PEOPLE_HEADINGS.get(each.key, ()), *each.also)
        for each in requirement.fields
    }
    for key, names in (named | _OWN).items():
        for rank, name in enumerate(names):
            found.setdefault(normal(name), (key, rank))
    return found


def _read(number: int, titles: dict[int, str], known: Mapping[str, tuple[str, int]]) -> Header:
    best: dict[str, tuple[tuple[int, int], int]] = {}
    years: dict[str, int] = {}
    for column, title in titles.items():
        key, order, year = _recognise(normal(title), known)
        if key and (key not in best or order < best[key][0]):
            best[key] = (order, column)
            years.pop(key, None)
            if year:
                years[key] = year
    columns = {key: column for key, (_, column) in best.items()}
    rest = [title for column, title in titles.items() if title and column not in columns.values()]
    never = tuple(title for title in rest if normal(title) in _NEVER)
    return Header(
        number,
        columns,
        {key: titles[column] for key, column in columns.items()},
        years,
        never,
        tuple(title for title in rest if title not in never),
    )


def _recognise(heading: str, known: Mapping[str, tuple[str, int]]) -> tuple[str, tuple[int, int], int]:
    """Field, how good the heading is (smaller is better), and the year it names; of two years the newer counts."""
    if heading in known:
        key, rank = known[heading]
        return key, (0, rank), 0
    dated = _YEAR.match(heading)
    if dated and dated[1] in known:
        return known[dated[1]][0], (1, -int(dated[2])), int(dated[2])
    return "", (9, 0), 0
