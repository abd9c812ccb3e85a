"""Files to columns: the fast reader says what the patient one says, or leaves it to it."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takar.kernel.refusals import Refusal
from takar.people.public import text_of
from takar.people.reading.workbook import open_workbook
from takar.readiness.catalogue import requirement_in_force
from takar.readiness.domain.table import Table
from takar.readiness.reading import fast_xlsx, lists, shared_texts
from takar.readiness.reading.fast_xlsx import FastXlsx
from takar.readiness.reading.lists import PeopleList, open_list, read_table
from takar.readiness.reading.shared_texts import SharedTexts
from takar.readiness.reading.tokens import Unusual, find_cells
from tests.load.bench_people_import import _frame
from tests.people.lists import nip, write_xlsx
from tests.readiness.lists import person, rows, write_list

NEEDED = requirement_in_force()
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def opened(path: Path) -> PeopleList:
    found = open_list(path, NEEDED)
    assert isinstance(found, PeopleList), found
    return found


def read(path: Path) -> Table:
    table = read_table(opened(path))
    assert isinstance(table, Table), table
    return table


def told(table: Table) -> list[dict[str, str]]:
    return [{key: table.at(key, row) for key in table.columns} for row in range(len(table))]


def is_fast(path: Path) -> bool:
    """Whether the fast reader reads the file to its end."""
    people = opened(path)
    assert people.fast
    try:
        people.fast.columns(
            people.sheet,
            {"nip": 0, "name": 1},
            lambda _, cells: [text_of(cell) for cell in cells],
            lambda _: None,
        )
    except Unusual:
        return False
    return True


def write_xml(path: Path, sheet: str, strings: str = "<sst></sst>") -> Path:
    """A workbook whose sheet has exactly this XML below its root."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _frame().items():
            archive.writestr(name, text)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/sharedStrings.xml", strings)
    return path


def cell(reference: str, inside: str, attributes: str = "") -> str:
    return f'<c r="{reference}"{attributes}>{inside}</c>'


def inline(reference: str, text: str) -> str:
    return cell(reference, f"<is><t>{text}</t></is>", ' t="inlineStr"')


HEAD = f'<row r="1">{inline("A1", "NIP")}{inline("B1", "NAMA")}{inline("C1", "TANGGAL LAHIR")}{inline("D1", "UNOR NAMA")}</row>'


def sheet(*lines: str, head: str = HEAD) -> str:
    return f'<worksheet xmlns="{NAMESPACE}"><sheetData>{head}{"".join(lines)}</sheetData></worksheet>'


@pytest.mark.parametrize("options", [{}, {"constant_memory": True}])
def test_shared_and_inline_strings_and_dates_as_numbers(tmp_path: Path, options: dict[str, Any]) -> None:
    people = [person(n, TANGGAL_LAHIR=date(1970, 1, 2 + n), NAMA="Ibu <A> & “B” ") for n in range(5)]
    path = write_xlsx(tmp_path / "a.xlsx", {"Data": rows(people)}, **options)
    assert is_fast(path)
    table = read(path)
    assert [row["birth_date"] for row in told(table)] == [f"0{n + 2}-01-1970" for n in range(5)]
    assert {row["name"] for row in told(table)} == {"Ibu <A> & “B”"}
    assert table.rows.tolist() == [2, 3, 4, 5, 6]


def test_csv_says_the_same_as_xlsx(tmp_path: Path) -> None:
    people = [person(n, NAMA='Nama, "koma"') for n in range(50)]
    first, second = (read(write_list(tmp_path / name, people)) for name in ("a.xlsx", "a.csv"))
    assert told(first) == told(second)
    assert first.rows.tolist() == second.rows.tolist()


def test_a_header_further_down_and_rows_that_are_no_people(tmp_path: Path) -> None:
    lines = [
        ["DAFTAR PEGAWAI"],
        [],
        ["NIP", "Nama"],
        ["1", "2"],
        [nip(1), "A"],
        [],
        ["NIP", "Nama"],
        ["", "tanpa NIP"],
        ["-", "-"],
    ]
    for name in ("a.xlsx", "a.csv"):
        path = write_list(tmp_path / name, [])
        if name.endswith("xlsx"):
            path = write_xlsx(path, {"Data": lines})
        else:
            path.write_text("\n".join(";".join(line) for line in lines))
        assert [(row["nip"], row["name"]) for row in told(read(path))] == [(nip(1), "A"), ("", "tanpa NIP")]


def test_the_sheet_with_most_columns_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "a.xlsx",
        {"Ringkas": [["NIP", "Nama"], [nip(1), "A"]], "Lengkap": rows([person(2)]), "Catatan": [["apa"]]},
    )
    people = opened(path)
    assert (people.sheet, people.others) == ("Lengkap", ("Ringkas",))
    chosen = open_list(path, NEEDED, "Ringkas")
    assert isinstance(chosen, PeopleList)
    assert chosen.sheet == "Ringkas"


def test_a_year_in_a_heading_is_a_column_of_years(tmp_path: Path) -> None:
    lines = [
        ["NIP", "Nama", "Predikat Kinerja 2023", "Predikat Kinerja 2024"],
        [nip(1), "A", "Baik", "Sangat Baik"],
    ]
    path = write_xlsx(tmp_path / "a.xlsx", {"Data": lines})
    assert told(read(path)) == [
        {"nip": nip(1), "name": "A", "performance": "Sangat Baik", "performance_year": "2024"}
    ]


STR = ' t="str"'
N, B2, TEXT = nip(1), inline("B2", "A"), ' t="inlineStr"'
KEEP = ' xml:space="preserve"'


@pytest.mark.parametrize(
    "line",
    [
        f'<row r="2">{cell("A2", f"<f>A1</f><v>{N}</v>", STR)}{B2}</row>',
        f'<row r="2" spans="1:3"><c r="A2"{TEXT} s="12"><is><t>{N}</t></is></c>{B2}<c r="C2" s="1"/></row>',
        f'<row r="2"><c r="A2" s="3"{TEXT}><is><t{KEEP}> {N} </t></is></c>{B2}</row>',
        f'<row r="2">{inline("A2", N)}{B2}<c r="C2"></c><c r="D2" t="s"><v></v></c></row><row r="3"/>',
        f'<row r="2">\n{inline("A2", N)}\n{B2}\n</row>',
    ],
)
def test_what_programs_write_is_read_fast(tmp_path: Path, line: str) -> None:
    path = write_xml(tmp_path / "a.xlsx", sheet(line))
    assert is_fast(path)
    assert [(row["nip"], row["name"], row["birth_date"]) for row in told(read(path))] == [(nip(1), "A", "")]


def prefixed(body: str) -> str:
    return body.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")


@pytest.mark.parametrize(
    "body",
    [
        sheet(f'<row r="2">{inline("A2", N)}<c r="B2"{TEXT}>\n<is><t>A</t></is></c></row>'),
        sheet(f'<row spans="1:2" r="2">{inline("A2", N)}{B2}</row>'),
        sheet(f"<row r='2'>{inline('A2', N)}{B2}</row>"),
        sheet(f'<row r="2">{inline("A2", N)}<c{TEXT} r="B2"><is><t>A</t></is></c></row>'),
        sheet(f'<row r="2">{inline("A2", N)}<c r="B2" cm="1"{TEXT}><is><t>A</t></is></c></row>'),
        sheet(f'<row r="2">{inline("A2", N)}<c r="B2"{TEXT}><is><r><t>A</t></r></is></c></row>'),
        sheet(f'<row r="2">{inline("A2", N)}{inline("B2", "<![CDATA[A]]>")}</row>'),
        sheet(f'<row r="2">{inline("A2", N)}<c r="B2"{TEXT}><is><t lang="id">A</t></is></c></row>'),
        sheet(f'<row r="2">{inline("A2", N)}<c{TEXT}><is><t>A</t></is></c></row>'),
        sheet(f'<row r="2">{inline("A2", N)}<c r="B2" t="str"><v xml:space="preserve">A</v></c></row>'),
        prefixed(sheet(f'<row r="2">{inline("A2", N)}{B2}</row>')),
    ],
)
def test_what_is_written_otherwise_is_read_patiently_and_the_same(tmp_path: Path, body: str) -> None:
    path = write_xml(tmp_path / "a.xlsx", body)
    book = open_workbook(path)
    assert not isinstance(book, Refusal)
    with pytest.raises(Unusual):
        FastXlsx(book).columns(  # type: ignore[arg-type]
            book.sheets[0],
            {"nip": 0, "name": 1},
            lambda _, cells: [text_of(cell) for cell in cells],
            lambda _: None,
        )
    assert [(row["nip"], row["name"]) for row in told(read(path))] == [(nip(1), "A")]


def test_shared_strings_in_runs_and_with_spaces(tmp_path: Path) -> None:
    strings = (
        f'<sst xmlns="{NAMESPACE}"><si><t>NIP</t></si><si><r><t>NA</t></r><r><t>MA</t></r></si>'
        f'<si><t>{nip(1)}</t></si><si><t xml:space="preserve"> A </t><rPh sb="0" eb="1"><t>x</t></rPh></si></sst>'
    )
    head = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    line = '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2" t="s"><v>3</v></c></row>'
    path = write_xml(tmp_path / "a.xlsx", sheet(line, head=head), strings)
    assert is_fast(path)
    assert told(read(path)) == [{"nip": nip(1), "name": "A"}]


@pytest.mark.parametrize(
    "line",
    [
        '<row r="2"><c r="A2" t="s"><v>99</v></c></row>',
        '<row r="2"><c r="A2"><v>dua</v></c></row>',
        '<row r="2"><c r="A2" t="s"><v>1',
    ],
)
def test_broken_sheets_are_refused(tmp_path: Path, line: str) -> None:
    body = f'<worksheet xmlns="{NAMESPACE}"><sheetData>{HEAD}{line}'
    body += "" if line.endswith("1") else "</sheetData></worksheet>"
    path = write_xml(tmp_path / "a.xlsx", body)
    found = open_list(path, NEEDED)
    refused = found if isinstance(found, Refusal) else read_table(found)
    assert isinstance(refused, Refusal)
    assert refused.code == "FILE_BROKEN"


@pytest.mark.parametrize(
    "line",
    [
        f'<row r="2"><c r="a2"{TEXT}><is><t>{N}</t></is></c>{B2}</row>',
        f'<row r="2"><c r="A77"{TEXT}><is><t>{N}</t></is></c>{B2}</row>',
        f'<row r="2"><c r="A2"><q/><v>1</v></c>{B2}</row>',
        f'<row r="1234567890123">{B2}</row>',
        f'<row r="dua">{B2}</row>',
        f'<row r="2"><c r="A2" t="s"><v>1x</v></c>{B2}</row>',
        f'<row r="2"><c><v>1</v></c>{B2}</row>',
    ],
)
def test_nothing_odd_is_read_fast(tmp_path: Path, line: str) -> None:
    path = write_xml(tmp_path / "a.xlsx", sheet(line))
    book = open_workbook(path)
    assert not isinstance(book, Refusal)
    with pytest.raises(Unusual):
        FastXlsx(book).columns(  # type: ignore[arg-type]
            book.sheets[0],
            {"nip": 0, "name": 1},
            lambda _, cells: [text_of(cell) for cell in cells],
            lambda _: None,
        )


def test_cells_before_the_first_row_are_odd() -> None:
    with pytest.raises(Unusual):
        find_cells(b'<c r="A1"><v>7</v></c><row r="1"></row>', None)


def test_another_element_with_c_is_no_cell() -> None:
    piece = b'<cols><col min="1"/></cols><row r="1"><c r="A1"><v>7</v></c></row>'
    found = find_cells(piece, None)
    assert [piece[a:b] for a, b in zip(found.start, found.end, strict=True)] == [b"7"]
    assert len(find_cells(b"<sheetData>", None).row) == 0


@pytest.mark.parametrize(
    "strings",
    [
        b"<sst><si><t>a</t></si>",
        b"<sst><si><t>\xff</t></si></sst>",
        b"<x:sst><x:si><x:t>a</x:t></x:si></x:sst>",
        b"<sst><!-- a --><si><t>a</t></si></sst>",
    ],
)
def test_odd_tables_of_texts_are_left_to_the_patient_reader(strings: bytes) -> None:
    with pytest.raises(Unusual):
        SharedTexts(io.BytesIO(strings)).texts(np.array([0]))


def test_a_text_with_another_attribute_is_read_all_the_same() -> None:
    strings = (
        b'<sst><si><t lang="id" xml:space="preserve">a &amp; b</t></si><si><t>_x0041_</t></si><si/></sst>'
    )
    assert SharedTexts(io.BytesIO(strings)).texts(np.array([0, 1])) == ["a & b", "A"]


def test_endless_texts_and_rows_are_given_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(shared_texts, "_PIECE", 16)
    with pytest.raises(Unusual):
        SharedTexts(io.BytesIO(b"<sst><si><t>" + b"a" * 1_000))
    monkeypatch.setattr(fast_xlsx, "_PIECE", 64)
    monkeypatch.setattr(fast_xlsx, "_MOST_PIECE", 256)
    path = write_xml(tmp_path / "a.xlsx", sheet(f'<row r="2">{inline("A2", "9" * 5_000)}{B2}</row>'))
    assert not is_fast(path)


def test_the_patient_way_reads_in_pieces_and_stops_at_too_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        f"<row spans='1:2' r=\"{n}\">{inline(f'A{n}', nip(n))}{inline(f'B{n}', 'A')}</row>"
        for n in range(2, 9)
    ]
    path = write_xml(tmp_path / "a.xlsx", sheet(*lines))
    monkeypatch.setattr(lists, "_PATIENT_ROWS", 3)
    assert [row["nip"] for row in told(read(path))] == [nip(n) for n in range(2, 9)]
    monkeypatch.setattr(lists, "MOST_ROWS", 4)
    refused = read_table(opened(path))
    assert isinstance(refused, Refusal)
    assert refused.code == "FILE_UNPACKS_TOO_LARGE"


def test_a_csv_with_an_endless_cell_is_broken(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("NIP,Nama\n" + f"{nip(1)},A\n" * 30 + f'{nip(2)},"{"a" * 200_000}"\n')
    refused = read_table(opened(path))
    assert isinstance(refused, Refusal)
    assert refused.code == "FILE_BROKEN"


def test_a_header_below_the_twentieth_row_is_not_found(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"a": [["x"]] * 21 + [["NIP", "Nama"], [nip(1), "A"]]})
    refused = open_list(path, NEEDED)
    assert isinstance(refused, Refusal)
    assert refused.code == "HEADER_NOT_FOUND"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "FILE_EMPTY"),
        (b"<html><table>", "FILE_IS_A_WEB_PAGE"),
        (b"PK\x03\x04 rusak", "FILE_BROKEN"),
        (b"a;b\n1;2\n", "HEADER_NOT_FOUND"),
        (b"\x00\x01\x02\x03", "FILE_NOT_A_SPREADSHEET"),
    ],
)
def test_what_is_no_list_is_refused_with_a_remedy(tmp_path: Path, body: bytes, code: str) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(body)
    refused = open_list(path, NEEDED)
    assert isinstance(refused, Refusal)
    assert refused.code == code


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in _frame().items():
            archive.writestr(name, text)
        archive.writestr("xl/worksheets/sheet1.xml", b" " * (60 << 20))
    refused = open_list(path, NEEDED)
    assert isinstance(refused, Refusal)
    assert refused.code == "FILE_UNPACKS_TOO_LARGE"


def test_a_csv_with_absurdly_many_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("NIP,Nama\n" + "1," * 3_000 + "\n")
    refused = read_table(opened(path))
    assert isinstance(refused, Refusal)
    assert refused.code == "FILE_BROKEN"


_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
_CELLS = st.one_of(
    _TEXTS,
    st.integers(-(10**6), 10**6),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(_CELLS, min_size=4, max_size=4), min_size=1, max_size=8),
    st.booleans(),
)
def test_the_fast_reader_agrees_with_the_patient_one(
    tmp_path: Path, lines: list[list[Any]], constant_memory: bool
) -> None:
    head = ["NIP", "NAMA", "JABATAN", "UNOR NAMA"]
    body = [[nip(number), *line[1:]] for number, line in enumerate(lines)]
    path = write_xlsx(tmp_path / "r.xlsx", {"Data": [head, *body]}, constant_memory=constant_memory)
    assert is_fast(path)
    book = open_workbook(path)
    assert not isinstance(book, Refusal)
    patient = [
        {key: text_of(cells.get(column)) for column, key in enumerate(("nip", "name", "post", "unit"))}
        for number, cells in book.rows("Data")
        if number > 1
    ]
    assert [{key: row[key] for key in ("nip", "name", "post", "unit")} for row in told(read(path))] == patient
