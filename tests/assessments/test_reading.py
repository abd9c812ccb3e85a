"""A participant file names the row as Excel shows it."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

from takar.assessments.reading import read_people
from takar.kernel.refusals import Refusal


def test_empty_rows_above_the_list_count() -> None:
    refused = read_people(_sheet({3: "NIP", 4: "198501012010011001", 5: "1985"}))
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.data["row"]) == ("NIP_DESTROYED", 6)


def _sheet(column: dict[int, str]) -> bytes:
    memory = BytesIO()
    with xlsxwriter.Workbook(memory) as book:
        sheet = book.add_worksheet()
        for row, text in column.items():
            sheet.write(row, 1, text)
    return memory.getvalue()
