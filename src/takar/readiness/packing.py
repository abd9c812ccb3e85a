"""The cells of a list, packed: a few thousand people a piece, columns together, so that they compress well."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from takar.people.public import insert_rows
from takar.readiness.domain.table import Table
from takar.readiness.models import Check, Chunk

PEOPLE = 2_000
_Columns = dict[str, list[str]]


def pack(check: Check, table: Table) -> None:
    insert_rows(
        Chunk,
        ("check_of", "first", "body"),
        ((check.pk, first, _body(table, first)) for first in range(0, len(table), PEOPLE)),
    )


def _body(table: Table, first: int) -> bytes:
    columns: _Columns = {}
    for key, column in table.columns.items():
        values = column.values
        columns[key] = [values[code] for code in column.codes[first : first + PEOPLE].tolist()]
    return zlib.compress(msgspec.msgpack.encode(columns), 1)


def unpack(body: bytes | memoryview) -> _Columns:
    return msgspec.msgpack.decode(zlib.decompress(bytes(body)), type=_Columns)


def cells_of(check: Check, places: Iterable[int]) -> dict[int, dict[str, str]]:
    """The cells as they stood in the file of the people at `places`: place -> field -> text."""
    by_chunk: dict[int, list[int]] = {}
    for place in places:
        by_chunk.setdefault(place - place % PEOPLE, []).append(place)
    found: dict[int, dict[str, str]] = {}
    for first, inside in by_chunk.items():
        columns = unpack(Chunk.objects.get(check_of=check, first=first).body)
        for place in inside:
            found[place] = _cells(columns, place - first)
    return found


def all_cells(check: Check) -> Iterator[tuple[int, Mapping[str, list[str]]]]:
    """The whole list piece by piece: place of the first person, field -> texts."""
    for first, body in (
        Chunk.objects.filter(check_of=check)
        .order_by("first")
        .values_list("first", "body")
        .iterator(chunk_size=4)
    ):
        yield first, unpack(body)


def _cells(columns: _Columns, place: int) -> dict[str, str]:
    return {key: values[place] for key, values in columns.items()}
