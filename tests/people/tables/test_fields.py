"""Columns of lists: what a reader gives back, it reads again as the same; headers, footers and numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.careers.lists import CAREER_LISTS
from takar.people.domain.cells import Cell
from takar.people.domain.tables import fields as read
from takar.people.domain.tables.entries import find_heading, is_entry, read_entry
from takar.people.domain.tables.fields import Bad, Field, parse_number
from takar.people.domain.tables.findings import FAULTS, WARNINGS, Remark, is_person_fault, remark_from_json
from takar.people.tables.listing import mark_of
from takar.positions.lists import POSITION_LISTS

KINDS = [one.kind for one in (*CAREER_LISTS.values(), *POSITION_LISTS.values())]
FIELDS = [pytest.param(one, id=f"{kind.code}.{one.name}") for kind in KINDS for one in kind.fields]
CELLS: st.SearchStrategy[Cell] = st.one_of(
    st.text(max_size=30),
    st.integers(-(10**6), 10**6),
    st.floats(-(10**6), 10**6, allow_nan=False),
    st.dates(date(1930, 1, 1), date(2090, 1, 1)),
    st.sampled_from(
        ["Sangat Baik", "II.b", "S-2", "JPT Pratama", "14-05-2025", "85,5 %", "ya", "lowong", "T.01=4"]
    ),
)


@pytest.mark.parametrize("field", FIELDS)
@given(cell=CELLS)
def test_what_is_read_is_read_again_the_same(field: Field, cell: Cell) -> None:
    value = field.read(cell, False)
    if isinstance(value, Bad):
        assert value.code in FAULTS or is_person_fault(value.code)
    elif value:
        assert field.read(value, False) == value


@pytest.mark.parametrize("kind", KINDS, ids=[one.code for one in KINDS])
def test_no_heading_means_two_columns(kind: object) -> None:
    seen: dict[str, str] = {}
    for one in kind.fields:  # type: ignore[attr-defined]
        for heading in (one.id, one.en):
            assert seen.setdefault(heading.casefold(), one.name) == one.name
    assert set(kind.must) <= {one.name for one in kind.fields}  # type: ignore[attr-defined]
    assert kind.title("en") != ""  # type: ignore[attr-defined]
    assert kind.about("id") != kind.about("en")  # type: ignore[attr-defined]
    assert kind.label("tidak-ada") == "tidak-ada"  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        ("85,50 %", "85.50"),
        ("85.5", "85.5"),
        ("-3", "-3"),
        ("", None),
        ("lima", None),
        ("1e99", None),
        ("NaN", None),
    ],
)
def test_numbers_are_read_as_indonesians_write_them(text: str, value: str | None) -> None:
    assert parse_number(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("reader", "cell", "value"),
    [
        (read.year, "2025", "2025"),
        (read.year, date(2025, 3, 1), "2025"),
        (read.year, "1899", Bad("YEAR_UNREADABLE")),
        (read.flag, "Ya", "1"),
        (read.flag, "mungkin", Bad("NOT_YES_OR_NO")),
        (read.golongan, "Penata Tk. I (III/d)", "III/d"),
        (read.golongan, "IX", "IX"),
        (read.golongan, "raja", Bad("NOT_A_CHOICE")),
        (read.education, "Strata II", "S2"),
        (read.number("0", "5", 2), "5,01", Bad("NUMBER_OUTSIDE")),
        (read.text(3), "abcd", Bad("TEXT_TOO_LONG")),
        (read.code(6), "a b-1", "AB-1"),
        (read.code(2), "abc", Bad("TEXT_TOO_LONG")),
        (read.unit(30), "Dinas A / Bidang B", "Dinas A/Bidang B"),
        (read.unit(3), "Dinas", Bad("TEXT_TOO_LONG")),
    ],
)
def test_cells(reader: Callable[[Cell, bool], str | Bad], cell: Cell, value: str | Bad) -> None:
    assert reader(cell, False) == value


FEW = (
    Field("nip", "NIP", "NIP", read.nip, required=True),
    Field("title", "Jabatan", "Post", read.text(30), ("jabatan nama",), required=True, hint="Isi"),
    Field("on", "Tanggal", "Day", read.day),
)


def test_the_better_heading_wins_and_the_rest_is_named() -> None:
    rows = [(1, {0: "DAFTAR"}), (3, {0: "No", 1: "JABATAN NAMA", 2: "NIP", 3: "Jabatan", 4: "Agama"})]
    heading = find_heading(rows, FEW, ("nip", "title"))
    assert heading is not None
    assert heading.columns == {"nip": 2, "title": 3}
    assert heading.ignored == ("No", "JABATAN NAMA", "Agama")
    assert find_heading([(21, rows[1][1])], FEW, ("nip",)) is None
    assert find_heading([(1, {0: "Nama"})], FEW, ("nip",)) is None


@pytest.mark.parametrize(
    ("cells", "data"),
    [
        ({0: "197001051995031001", 1: "Camat"}, True),
        ({0: "NIP", 1: "Jabatan"}, False),
        ({0: "1", 1: "2", 2: "3"}, False),
        ({1: "Mengetahui"}, False),
        ({1: "Camat", 2: "14-05-2025"}, True),
        ({}, False),
    ],
)
def test_footers_and_repeated_headers_are_no_data(cells: dict[int, Cell], data: bool) -> None:
    heading = find_heading([(1, {0: "NIP", 1: "Jabatan", 2: "Tanggal"})], FEW, ("nip",))
    assert heading is not None
    assert is_entry(cells, heading, ("nip",)) is data


def test_every_fault_of_a_row_is_named_with_its_column() -> None:
    heading = find_heading([(1, {0: "NIP", 1: "Jabatan", 2: "Tanggal"})], FEW, ("nip",))
    assert heading is not None
    entry = read_entry(2, {2: "besok"}, heading, FEW)
    assert [(one.code, one.field) for one in entry.remarks] == [
        ("NIP_MISSING", "nip"),
        ("MISSING", "title"),
        ("DATE_UNREADABLE", "on"),
    ]
    assert entry.refused
    serial = read_entry(3, {0: "197001051995031001", 1: "Camat", 2: 45000}, heading, FEW)
    assert not serial.refused
    assert date.fromisoformat(serial.values["on"]) == date(1899, 12, 30) + timedelta(days=45000)


@pytest.mark.parametrize("code", [*FAULTS, *WARNINGS, "NIP_OLD"])
def test_every_remark_speaks_both_languages_and_survives_storage(code: str) -> None:
    one = Remark(code, "nip", "nilai", "petunjuk")
    assert remark_from_json(one.as_json()) == one  # type: ignore[arg-type]
    assert one.sentence("id") != one.sentence("en")
    assert one.is_fault == (code not in WARNINGS)


def test_a_mark_changes_with_what_is_told_and_not_with_order() -> None:
    assert mark_of(None) == ""
    assert mark_of({"a": "1", "b": ""}) == mark_of({"a": "1"})
    assert mark_of({"a": "1", "b": "2"}) == mark_of({"b": "2", "a": "1"}) != mark_of({"a": "2"})
