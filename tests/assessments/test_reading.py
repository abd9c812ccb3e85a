"""A participant file names the row as Excel shows it."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from takar.assessments.reading import ListedPeople, read_pasted, read_people
from takar.kernel.refusals import Refusal


def test_empty_rows_above_the_list_count(tmp_path: Path) -> None:
    refused = read_people(_sheet(tmp_path, {3: "NIP", 4: "198501012010011001", 5: "1985"}))
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.data["row"]) == ("NIP_DESTROYED", 6)


def test_a_nip_that_excel_rounded_is_refused_as_it_looks_there(tmp_path: Path) -> None:
    refused = read_people(_sheet(tmp_path, {0: "NIP", 1: 198501012010011001}))
    assert isinstance(refused, Refusal)
    assert "1.985E+17" in refused.id


def test_a_list_may_be_text_and_name_the_session(tmp_path: Path) -> None:
    path = tmp_path / "peserta.csv"
    path.write_text(
        "Daftar peserta\n\nNama;NIP Baru;Sesi\nAni;19850101 201001 1 001;2\nBudi;\n;'198501012010011002;\n"
    )
    assert read_people(path) == ListedPeople(
        ("198501012010011001", "198501012010011002"), {"198501012010011001": "2"}
    )


def test_a_session_given_as_a_number_is_read_as_one_would_say_it(tmp_path: Path) -> None:
    path = tmp_path / "peserta.xlsx"
    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("Petunjuk").write(0, 0, "Isi lembar berikutnya")
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Batch", "NIP"])
        sheet.write_row(1, 0, [3, "198501012010011001"])
    assert read_people(path) == ListedPeople(("198501012010011001",), {"198501012010011001": "3"})


def test_a_file_without_nips_and_one_that_is_no_list_are_refused(tmp_path: Path) -> None:
    refused = read_people(_sheet(tmp_path, {0: "Nama", 21: "NIP"}))
    assert isinstance(refused, Refusal)
    assert refused.code == "PARTICIPANT_LIST"
    page = tmp_path / "daftar.xls"
    page.write_text("<html><table><tr><td>NIP</td></tr></table></html>")
    refused = read_people(page)
    assert isinstance(refused, Refusal)
    assert refused.code == "FILE_IS_A_WEB_PAGE"


def _sheet(folder: Path, column: dict[int, str | int]) -> Path:
    path = folder / "daftar.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for row, value in column.items():
            sheet.write(row, 1, value)
    return path


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
