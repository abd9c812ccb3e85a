"""A list of people as columns: what is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Column:
    """`values` are the different texts, the first of them ""; `codes[row]` tells which one stands in the row."""

    values: tuple[str, ...]
    codes: Numbers

    def at(self, row: int) -> str:
        return self.values[int(self.codes[row])]

    def take(self, rows: Numbers) -> Column:
        return Column(self.values, self.codes[rows])


@dataclass(frozen=True, slots=True)
class Table:
    """`rows`: row numbers as the spreadsheet shows them; `columns`: field -> column, only those in the file."""

    rows: Numbers
    columns: Mapping[str, Column]

    def __len__(self) -> int:
        return len(self.rows)

    def at(self, field: str, row: int) -> str:
        """The text of a cell; "" where the file has no such column."""
        column = self.columns.get(field)
        return column.at(row) if column else ""

    def take(self, rows: Numbers) -> Table:
        return Table(self.rows[rows], {field: column.take(rows) for field, column in self.columns.items()})


def table_of(rows: list[dict[str, str]], fields: tuple[str, ...]) -> Table:
    """A small table from plain rows, to judge a few people by the very same rules."""
    return Table(
        np.arange(len(rows)), {field: column_of([row.get(field, "") for row in rows]) for field in fields}
    )


def column_of(texts: list[str]) -> Column:
    numbers: dict[str, int] = {"": 0}
    codes = [numbers.setdefault(text, len(numbers)) for text in texts]
    return Column(tuple(numbers), np.array(codes, np.int32))
