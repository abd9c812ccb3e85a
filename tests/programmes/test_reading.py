from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from takar.kernel.refusals import Refusal
from takar.programmes import reading
from takar.programmes.reading import ListedRow, read_list, read_pasted

NIP = "198501012010011001"


def rows_of(text: str) -> tuple[ListedRow, ...]:
    found = read_pasted(text)
    assert not isinstance(found, Refusal)
    return found


def write(path: Path, rows: list[list[Any]]) -> Path:
    book = xlsxwriter.Workbook(path)
    page = book.add_worksheet()
    for row, cells in enumerate(rows):
        for column, value in enumerate(cells):
            page.write(row, column, value)
    book.close()
    return path


def test_nips_are_read_however_they_are_separated() -> None:
    spaced = f"{NIP[:8]} {NIP[8:]}"
    other = NIP[:-1] + "2"
    assert [row.nip for row in rows_of(f"{spaced};{other}\n\n,")] == [NIP, other]


@given(st.text(max_size=200))
def test_whatever_is_pasted_each_piece_is_a_nip_or_has_a_fault(text: str) -> None:
    for row in rows_of(text):
        assert bool(row.nip) == (row.fault is None)
        if row.fault:
            assert row.fault.sentence("id")
            assert row.fault.sentence("en")


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        ("Bersedia", "coming"),
        ("YA", "coming"),
        ("tidak  bersedia", "not_coming"),
        ("T", "not_coming"),
        ("-", ""),
    ],
)
def test_answers(tmp_path: Path, written: str, answer: str) -> None:
    path = write(
        tmp_path / "a.xlsx",
        [["Daftar"], ["No", "NIP Baru", "Jawaban", "Alasan"], [1, NIP, written, " sakit "]],
    )
    found = read_list(path)
    assert found == (
        ListedRow(3, NIP, NIP, answer, "sakit", None, "" if written == "-" else " ".join(written.split())),
    )


def test_what_cannot_be_read_is_told_per_row(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["NIP", "Jawaban"],
        [NIP, "mungkin"],
        [NIP, "ya"],
        [1.98e17, ""],
        ["", ""],
        ["", "ya"],
    ]
    found = read_list(write(tmp_path / "a.xlsx", rows))
    assert not isinstance(found, Refusal)
    assert [row.number for row in found] == [2, 3, 4, 6]
    said = [row.fault.sentence("id") if row.fault else "" for row in found]
    assert "“mungkin” tidak dikenal" in said[0]
    assert "sudah ada di baris 2" in said[1]
    assert "dirusak Excel" in said[2]
    assert "NIP kosong" in said[3]


def test_files_without_a_list_are_refused(tmp_path: Path) -> None:
    far_down: list[list[Any]] = [["x"] for _ in range(25)] + [["NIP"], [NIP]]
    found = read_list(write(tmp_path / "a.xlsx", far_down))
    assert isinstance(found, Refusal)
    assert found.code == "NOMINEE_LIST"
    (tmp_path / "b.csv").write_text("")
    empty = read_list(tmp_path / "b.csv")
    assert isinstance(empty, Refusal)


def test_too_long_a_list_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 1)
    found = read_pasted(f"{NIP}\n{NIP[:-1]}2")
    assert isinstance(found, Refusal)
    assert found.code == "LIST_TOO_LONG"
