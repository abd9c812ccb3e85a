from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from takar.kernel.refusals import Refusal
from takar.people.domain.cells import Row
from takar.people.reading.errors import BrokenFile
from takar.people.reading.table import Table, open_table
from takar.people.reading.workbook import open_workbook
from tests.people.lists import write_xlsx
from tests.people.reading.old_excel import xls_bytes

LIST = [["NIP", "Nama"], ["198609262015051001", "Siti Contoh"], ["198609262015051002", "Büdi Contoh"]]


def table(path: Path, sheet: str = "") -> Table:
    found = open_table(path, sheet)
    assert isinstance(found, Table), found
    return found


def names(path: Path) -> list[object]:
    found = table(path)
    return [cells[found.header.columns["name"]] for _, cells in found.rows()]


def refused(path: Path) -> str:
    found = open_table(path)
    assert isinstance(found, Refusal), found
    assert found.id != found.en
    return found.code


def keep(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def rezip(path: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """The archive again, with parts changed or left out (None)."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            kept = change(name, data)
            if kept is not None:
                new.writestr(name, kept)
    return path


def test_xlsx_with_shared_and_with_inline_strings(tmp_path: Path) -> None:
    for options in ({}, {"constant_memory": True}):
        path = write_xlsx(tmp_path / "a.xlsx", {"S": [["Judul"], [], *LIST]}, **options)
        assert names(path) == ["Siti Contoh", "Büdi Contoh"]
        assert table(path).header.row == 3


def test_only_the_columns_that_are_read_are_converted(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"S": [["NIK", "NIP", "Nama"], ["rahasia", "1", "A"]]})
    assert [cells for _, cells in table(path).rows()] == [{1: "1", 2: "A"}]


def test_xls(tmp_path: Path) -> None:
    path = keep(tmp_path / "a.xls", xls_bytes([["Judul"], [], *LIST, [1.98609262015051e17, "Rusak"]]))
    rows = list(table(path).rows())
    assert [number for number, _ in rows] == [4, 5, 6]
    assert rows[2][1] == {0: 1.98609262015051e17, 1: "Rusak"}


def test_empty_rows_and_columns_before_the_table_keep_their_numbers(tmp_path: Path) -> None:
    moved = [[], [], *(["", *row] for row in LIST)]
    rows = list(table(keep(tmp_path / "a.xls", xls_bytes(moved))).rows())
    assert [(number, min(cells)) for number, cells in rows] == [(4, 1), (5, 1)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_csv(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = "Daftar; peserta, 2026\r\n" + "".join(delimiter.join(row) + "\r\n" for row in LIST)
    path = keep(tmp_path / "a.csv", text.encode(encoding))
    assert names(path) == ["Siti Contoh", "Büdi Contoh"]


def test_csv_with_quotes(tmp_path: Path) -> None:
    path = keep(tmp_path / "a.csv", b'NIP,Nama\n1,"Siti Contoh, S.H.\nM.Si."\n')
    assert names(path) == ["Siti Contoh, S.H.\nM.Si."]


def test_the_sheet_with_most_known_columns_is_read_and_the_other_named(tmp_path: Path) -> None:
    better = [["NIP", "Nama", "Jabatan"], ["2", "B", "C"]]
    path = write_xlsx(tmp_path / "a.xlsx", {"Rekap": [["Jumlah", 2]], "Lama": LIST, "Baru": better})
    assert (table(path).sheet, table(path).others) == ("Baru", ("Lama",))
    assert table(path, "Lama").sheet == "Lama"
    assert table(path, "tidak ada").sheet == "Baru"


def test_dates_and_numbers_come_as_serials_and_1904_is_told(tmp_path: Path) -> None:
    rows = [["NIP", "Nama", "Tanggal Lahir"], ["1", "A", date(1970, 1, 5)]]
    for old_mac in (False, True):
        found = table(write_xlsx(tmp_path / "a.xlsx", {"S": rows}, date_1904=old_mac))
        assert next(iter(found.rows()))[1][2] == 25573 - (1462 if old_mac else 0)
        assert found.workbook.since_1904 is old_mac


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    for path in (
        write_xlsx(tmp_path / "a.xlsx", {"S": LIST}),
        keep(tmp_path / "a.csv", "\n".join(",".join(row) for row in LIST).encode()),
        keep(tmp_path / "a.xls", xls_bytes(LIST)),
    ):
        found = table(path)
        list(found.rows())
        assert found.share_read > 0.6


def test_prefixes_and_rich_text_and_cells_without_references(tmp_path: Path) -> None:
    def change(name: str, data: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return data
        return (
            b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
            b'<x:row><x:c t="inlineStr"><x:is><x:t>NIP</x:t></x:is></x:c>'
            b'<x:c t="inlineStr"><x:is><x:r><x:t>Na</x:t></x:r><x:r><x:t>ma</x:t></x:r>'
            b"<x:rPh><x:t>bunyi</x:t></x:rPh></x:is></x:c></x:row>"
            b'<x:row><x:c><x:f>A1+1</x:f><x:v>7</x:v></x:c><x:c t="str"><x:f>"B"</x:f><x:v>B_x000D_</x:v></x:c></x:row>'
            b"</x:sheetData></x:worksheet>"
        )

    path = rezip(write_xlsx(tmp_path / "a.xlsx", {"S": LIST}), change)
    assert list(table(path).rows()) == [(2, {0: 7, 1: "B\r"})]


CELLS = st.lists(
    st.lists(st.one_of(st.just(""), st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
                       st.floats(-1e12, 1e12).map(lambda n: round(n, 3))), min_size=1, max_size=6),
    min_size=1, max_size=8,
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(CELLS)
def test_the_own_reader_agrees_with_calamine(tmp_path: Path, cells: list[list[str | float]]) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"S": [["kepala"], *cells]})
    workbook = open_workbook(path)
    assert not isinstance(workbook, Refusal)
    ours: list[Row] = list(workbook.rows("S"))
    theirs = CalamineWorkbook.from_path(str(path)).get_sheet_by_name("S").to_python(skip_empty_area=False)
    filled = [
        (number, {c: value for c, value in enumerate(row) if value != ""})
        for number, row in enumerate(theirs, 1)
    ]
    assert ours == [(number, row) for number, row in filled if row]


def test_refused_kinds_of_files(tmp_path: Path) -> None:
    good = write_xlsx(tmp_path / "good.xlsx", {"S": LIST}).read_bytes()
    encrypted = xls_bytes(LIST, stream="EncryptedPackage")
    cases = {
        "FILE_EMPTY": b"  \n",
        "FILE_NOT_A_SPREADSHEET": b"\x89PNG\r\n\x1a\n\x00\x00",
        "FILE_IS_A_WEB_PAGE": b"\xef\xbb\xbf\r\n<HTML><table><tr><td>NIP",
        "FILE_ENCRYPTED": encrypted,
        "FILE_HAS_MACROS": xls_bytes(LIST) + "_VBA_PROJECT_CUR".encode("utf-16-le"),
        "FILE_BROKEN": good[:-200],
        "HEADER_NOT_FOUND": b"a,b\n1,2\n",
        "HEADER_JOINS_COLUMNS": b"No,Nama/NIP\n1,A\n",
    }
    found = {code: refused(keep(tmp_path / "f", data)) for code, data in cases.items()}
    assert found == {code: code for code in cases}
    assert refused(keep(tmp_path / "f", b"\xd0\xcf\x11\xe0" + bytes(2000))) == "FILE_BROKEN"


def test_macros_in_xlsx_are_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"S": LIST})
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    assert refused(path) == "FILE_HAS_MACROS"


def test_another_kind_of_zip_is_refused(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert refused(keep(tmp_path / "a.xlsx", buffer.getvalue())) == "FILE_NOT_A_SPREADSHEET"


def test_a_zip_bomb_is_refused_without_unpacking_it(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"S": LIST})
    rezip(path, lambda name, data: bytes(60 * 2**20) if name == "xl/worksheets/sheet1.xml" else data)
    assert path.stat().st_size < 2**20
    assert refused(path) == "FILE_UNPACKS_TOO_LARGE"


def test_entities_are_refused(tmp_path: Path) -> None:
    bomb = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"):
        path = write_xlsx(tmp_path / "a.xlsx", {"S": LIST})
        rezip(path, lambda name, data, part=part: bomb if name == part else data)  # type: ignore[misc]
        assert refused(path) == "FILE_BROKEN", part


def test_a_sheet_that_stops_half_way_breaks_while_it_is_read(tmp_path: Path) -> None:
    rows = [LIST[0], *([str(n), "A"] for n in range(30))]
    path = write_xlsx(tmp_path / "a.xlsx", {"S": rows})
    rezip(path, lambda name, data: data[: len(data) * 9 // 10] if "sheet1" in name else data)
    with pytest.raises(BrokenFile):
        list(table(path).rows())


def test_a_string_that_is_not_in_the_table_breaks(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"S": LIST})
    rezip(path, lambda name, data: data.replace(b"<v>3</v>", b"<v>99</v>") if "sheet1" in name else data)
    assert refused(path) == "FILE_BROKEN"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=300), st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"NIP,Nama\n"]))
def test_any_bytes_are_a_table_or_a_refusal(tmp_path: Path, data: bytes, head: bytes) -> None:
    found = open_table(keep(tmp_path / "f", head + data))
    assert isinstance(found, Table | Refusal)
