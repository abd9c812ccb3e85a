"""What a context offers to read outside: one table of columns serves the API, CSV and Excel alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Row = Mapping[str, Any]
"""By column's name: str, int, Decimal, bool, date, None, or a tuple of str."""


class ColumnKind(StrEnum):
    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    BOOLEAN = "boolean"
    DATE = "date"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Column:
    """`heading` is that of CSV and Excel, as SIASN and SIMATA write it; `id` and `en` explain it."""

    name: str
    heading: str
    kind: ColumnKind
    id: str
    en: str


@dataclass(frozen=True, slots=True)
class Reader:
    """A list that may be read with a scope ("careers.read") over the API, and with an ability by whoever is signed in.

    `rows(after, limit, where)`: at most `limit` rows in the order of `key`, those after the key `after` ("" for
    the first); `where` holds values of some of `filters`. `count(where)`: how many there are in all.
    """

    name: str
    scope: str
    ability: str
    id: str
    en: str
    columns: tuple[Column, ...]
    key: str
    filters: tuple[str, ...]
    rows: Callable[[str, int, Mapping[str, str]], Sequence[Row]]
    count: Callable[[Mapping[str, str]], int]
