"""A .csv as columns, in pieces of rows."""

from __future__ import annotations

import csv
import io
from functools import partial
from itertools import islice, zip_longest
from pathlib import Path

import numpy as np

from takar.people.public import BrokenFile
from takar.readiness.domain.table import Column
from takar.readiness.reading.columns import Growing
from takar.readiness.reading.fast_xlsx import CellText, Report
from takar.readiness.reading.tokens import Numbers

_ROWS = 20_000
_WIDEST = 1_000


def read_text_columns(
    path: Path, encoding: str, delimiter: str, wanted: dict[str, int], text: CellText, report: Report
) -> tuple[Numbers, dict[str, Column]]:
    """Row numbers (every record counts, empty ones too) and the wanted columns. Raises BrokenFile."""
    growing = {field: Growing() for field in wanted}
    count = 0
    try:
        with path.open("rb") as raw:
            rows = csv.reader(io.TextIOWrapper(raw, encoding=encoding, newline=""), delimiter=delimiter)
            while batch := list(islice(rows, _ROWS)):
                _add(batch, wanted, growing)
                count += len(batch)
                report(raw.tell())
    except (csv.Error, UnicodeError) as fault:
        raise BrokenFile(str(fault)) from fault
    return np.arange(1, count + 1), {
        field: column.column(partial(text, field)) for field, column in growing.items()
    }


def _add(batch: list[list[str]], wanted: dict[str, int], growing: dict[str, Growing]) -> None:
    widest = max(len(row) for row in batch)
    if widest > _WIDEST:
        raise BrokenFile("more columns than a list of people has")
    columns = list(zip_longest(*batch, fillvalue=""))
    nothing = [""] * len(batch)
    for field, column in wanted.items():
        growing[field].add(columns[column] if column < widest else nothing)
