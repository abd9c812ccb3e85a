"""A participant file names the row as Excel shows it."""

from __future__ import annotations

from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from takar.assessments.reading import read_pasted, read_people
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


@given(
    st.lists(st.from_regex(r"[12]\d{17}", fullmatch=True)),
    st.sampled_from(["\n", ";", ", ", " ; ", "\t", "  "]),
)
def test_every_whole_nip_of_a_pasted_list_is_read(nips: list[str], between: str) -> None:
    assert read_pasted(between.join(nips)) == (nips, [])


def test_a_pasted_list_may_be_spaced_numbered_and_named() -> None:
    assert read_pasted("NIP\n1. Ani 19850101 201001 1 001\n2 198501012010011002 Sesi 1") == (
        ["198501012010011001", "198501012010011002"],
        [],
    )


@pytest.mark.parametrize("cut", ["1.98501E+17", "19850101201001100", "1985010120100110012", "198501012"])
def test_what_excel_destroyed_is_told_and_not_guessed(cut: str) -> None:
    assert read_pasted(f"198501012010011001\n{cut}") == (["198501012010011001"], [cut])
