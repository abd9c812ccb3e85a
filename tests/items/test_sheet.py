"""Items from a spreadsheet: template, preview, refusals, the same file twice."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from takar.items.actions.add_items import Added, add_items
from takar.items.actions.import_items import Preview, Verdict, import_items, preview_items, upload_items
from takar.items.domain.generators import generate
from takar.items.domain.scales import Family
from takar.items.domain.sheet import COLUMNS, clean, find_header, read_rows
from takar.items.excel.marked import marked_workbook
from takar.items.excel.reading import MOST_BYTES, open_sheet
from takar.items.excel.template import template
from takar.items.models import Item, Upload
from takar.items.queries import newest_entries
from takar.kernel.refusals import Refusal

GOOD = {
    "id": "uji-01",
    "type": "Pilihan Ganda",
    "scale": "p.01",
    "stem": "Berapa 2 + 2?",
    "option.A": "3",
    "option.B": "4",
    "option.C": "5",
    "key": "b",
}


def _workbook(*rows: dict[str, str | int], above: int = 0, name: str = "Butir") -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"strings_to_formulas": False})
    sheet = book.add_worksheet(name)
    for at, (field, title) in enumerate(COLUMNS):
        sheet.write(above, at, title)
        for line, row in enumerate(rows, start=above + 1):
            sheet.write(line, at, row.get(field, ""))
    book.close()
    return target.getvalue()


def _preview(*rows: dict[str, str | int]) -> Preview:
    found = preview_items(_workbook(*rows))
    assert isinstance(found, Preview)
    return found


def test_the_template_reads_back_with_its_examples() -> None:
    sheet = open_sheet(template())
    assert not isinstance(sheet, Refusal)
    assert sheet.name == "Butir"
    rows = read_rows(sheet.rows, sheet.header)
    assert [bool(row.entry) for row in rows] == [True, True, True]
    likert = rows[2].entry
    assert likert is not None
    assert likert.key.weights == {"A": 5, "B": 4, "C": 3, "D": 2, "E": 1}


@pytest.mark.parametrize(
    ("change", "field", "code"),
    [
        ({"type": "esai"}, "type", "ROW_TYPE"),
        ({"scale": "Q.1"}, "scale", "ITEM_SCALE"),
        ({"id": "uji 01"}, "id", "ITEM_ID"),
        ({"key": "E"}, "key", "ROW_KEY"),
        ({"key": ""}, "key", "ROW_KEY"),
        ({"key": "", "weight.A": "satu"}, "weight.A", "ROW_WEIGHT"),
        ({"key": "", "weight.A": 1, "weight.B": 1, "weight.C": 0}, "weight.A", "ITEM_WEIGHTS"),
        ({"stem": ""}, "stem", "ITEM_STEM_EMPTY"),
        ({"option.B": "3"}, "option.A", "ITEM_OPTION_TWICE"),
        ({"type": "SJT"}, "weight.A", "ROW_KEY"),
        ({"type": "skala sikap"}, "key", "ROW_KEY"),
        ({"option.C": "", "option.D": "6"}, "option.C", "ITEM_OPTION_EMPTY"),
    ],
)
def test_a_faulty_cell_is_named(change: dict[str, str | int], field: str, code: str) -> None:
    sheet = open_sheet(_workbook({**GOOD, **change}))
    assert not isinstance(sheet, Refusal)
    (row,) = read_rows(sheet.rows, sheet.header)
    assert (field, code) in [(fault.field, fault.refusal.code) for fault in row.faults]
    assert row.entry is None


def test_a_key_letter_and_numbers_typed_as_numbers_are_understood() -> None:
    sheet = open_sheet(
        _workbook({**GOOD, "option.A": 3, "key": "", "weight.A": 0, "weight.B": 1, "weight.C": 0})
    )
    assert not isinstance(sheet, Refusal)
    (row,) = read_rows(sheet.rows, sheet.header)
    assert row.entry is not None
    assert row.entry.item.options[0].text == "3"
    assert row.entry.key.weights == {"A": 0, "B": 1, "C": 0}


@pytest.mark.parametrize("above", [0, 5, 19])
def test_the_heading_may_stand_in_any_of_twenty_rows(above: int) -> None:
    sheet = open_sheet(_workbook(GOOD, above=above))
    assert not isinstance(sheet, Refusal)
    assert sheet.header.row == above + 1


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"bukan lembar kerja", "FILE_NOT_A_SPREADSHEET"),
        (b"", "FILE_NOT_A_SPREADSHEET"),
        (b"x" * (MOST_BYTES + 1), "FILE_TOO_BIG"),
        (_workbook(GOOD, above=20), "HEADER_NOT_FOUND"),
        (_workbook(*[GOOD] * 5001), "TOO_MANY_ROWS"),
    ],
)
def test_files_that_cannot_be_used_say_why(content: bytes, code: str) -> None:
    found = open_sheet(content)
    assert isinstance(found, Refusal)
    assert found.code == code


def test_refused_rows_come_back_marked_and_can_be_mended() -> None:
    sheet = open_sheet(_workbook({**GOOD, "key": "E", "rationale": "=1+1"}))
    assert not isinstance(sheet, Refusal)
    rows = read_rows(sheet.rows, sheet.header)
    marked = marked_workbook(rows)
    book = CalamineWorkbook.from_filelike(io.BytesIO(marked))
    line = book.get_sheet_by_name("Butir").to_python()[1]
    assert str(line[-1]).startswith("Baris 2: Kunci “E” tidak dapat dipakai")
    assert "=1+1" in line
    again = open_sheet(marked)
    assert not isinstance(again, Refusal)
    assert read_rows(again.rows, again.header)[0].faults == rows[0].faults
    english = CalamineWorkbook.from_filelike(io.BytesIO(marked_workbook(rows, "en")))
    assert str(english.get_sheet_by_name("Butir").to_python()[1][-1]).startswith("Row 2: Key “E”")


@settings(max_examples=60)
@given(st.lists(st.lists(st.text(max_size=12), max_size=8), max_size=25))
def test_no_table_of_texts_breaks_the_reader(rows: list[list[str]]) -> None:
    heading = ["Kode", "Jenis", "Skala", "Pokok soal", "Opsi A", "Opsi B", "Opsi C", "Kunci"]
    header = find_header([heading, *rows])
    assert header is not None
    for row in read_rows([heading, *rows], header):
        assert bool(row.entry) is not bool(row.faults)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.database
@pytest.mark.django_db
class TestWithTheBank:
    def test_the_preview_says_what_the_import_does(self) -> None:
        lines = (GOOD, {**GOOD, "id": "uji-02"}, {**GOOD, "id": "uji-03", "key": "Z"})
        preview = _preview(*lines)
        assert [line.verdict for line in preview.lines] == [Verdict.ADDED, Verdict.ADDED, Verdict.REFUSED]
        refused = preview.of(Verdict.REFUSED)[0]
        assert preview.place(refused, refused.row.faults[0]) == "Butir!O4"
        done = import_items("soal.xlsx", _workbook(*lines), "penulis")
        assert isinstance(done, Added)
        assert done.added == ("UJI-01", "UJI-02")
        assert not Item.objects.filter(id="UJI-03").exists()

    def test_the_same_file_twice_changes_nothing(self) -> None:
        content = _workbook(GOOD)
        import_items("soal.xlsx", content, "penulis")
        again = import_items("soal.xlsx", content, "penulis")
        assert isinstance(again, Added)
        assert again.unchanged == ("UJI-01",)
        assert Item.objects.get(id="UJI-01").version == 1

    def test_a_change_names_its_columns_and_makes_a_version(self) -> None:
        import_items("soal.xlsx", _workbook(GOOD), "penulis")
        changed = {**GOOD, "stem": "Berapa 2 × 2?", "option.C": "6"}
        (line,) = _preview(changed).lines
        assert (line.verdict, line.differs) == (Verdict.CHANGED, ("Pokok soal", "Opsi C"))
        import_items("soal.xlsx", _workbook(changed), "penulis")
        assert Item.objects.get(id="UJI-01").version == 2

    def test_what_a_sheet_cannot_say_is_kept(self) -> None:
        (entry,) = generate(Family.SERIES, 1, "uji")
        add_items([entry], "penulis", origin="uji")
        row = {
            "id": entry.item.id,
            "type": "pilihan ganda",
            "scale": entry.key.scale,
            "stem": entry.item.stem + " Pilihlah.",
            "key": next(letter for letter, weight in entry.key.weights.items() if weight),
            "rationale": entry.rationale,
            **{f"option.{o.id}": o.text for o in entry.item.options},
        }
        assert isinstance(import_items("soal.xlsx", _workbook(row), "penulis"), Added)
        after = newest_entries([entry.item.id])[entry.item.id]
        assert (after.item.version, after.family, after.difficulty) == (2, entry.family, entry.difficulty)

    def test_a_code_in_two_rows_refuses_both(self) -> None:
        preview = _preview(GOOD, GOOD)
        assert len(preview.refused_rows) == 2
        assert preview.refused_rows[0].faults[0].refusal.code == "ROW_TWICE"

    def test_an_empty_sheet_says_so(self) -> None:
        found = preview_items(_workbook())
        assert isinstance(found, Refusal)
        assert found.code == "NO_ITEMS_BELOW_HEADER"
        assert import_items("soal.xlsx", _workbook(), "penulis") == found

    def test_uploads_are_kept_for_a_preview_only(self) -> None:
        kept = upload_items("soal.xlsx", _workbook(GOOD), "penulis")
        assert isinstance(kept, Upload)
        assert isinstance(upload_items("soal.txt", b"teks", "penulis"), Refusal)
        assert Upload.objects.count() == 1
