"""Standards as files: what goes out comes back, and what is wrong is refused with a name."""

from __future__ import annotations

import io
import json
from datetime import time
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from takar.kernel.refusals import Refusal
from takar.standards.domain.conduct import Conduct
from takar.standards.domain.difference import Difference, differences
from takar.standards.domain.ruleset import Ruleset
from takar.standards.files.read import LARGEST, read_file
from takar.standards.files.write import as_json, as_workbook
from takar.standards.shipped import FOLDER, shipped_files, shipped_standard

PEMETAAN = shipped_standard(FOLDER / "ruleset-pemetaan-2019.1.toml")
EXCEL = [path for path in shipped_files() if not path.name.startswith("dictionary")]


@pytest.mark.parametrize("path", shipped_files(), ids=lambda path: path.name)
def test_toml_and_json_come_back_as_they_went(path: Any) -> None:
    standard = shipped_standard(path)
    assert read_file("x.json", as_json(standard)) == standard
    assert read_file(path.name, path.read_bytes()) == standard


@pytest.mark.parametrize("path", EXCEL, ids=lambda path: path.name)
def test_a_workbook_comes_back_as_it_went(path: Any) -> None:
    standard = shipped_standard(path)
    again = read_file("standar.xlsx", as_workbook(standard))
    assert again == standard
    assert not isinstance(again, Refusal)
    assert again.digest == standard.digest


def _workbook(changes: dict[str, Any], cut: Any = 75.5) -> bytes:
    """A workbook as a person fills it in: numbers as numbers, dates as dates."""
    out = io.BytesIO()
    data = PEMETAAN.as_data()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        page = book.add_worksheet("Standar")
        page.write_row(0, 0, ["Isian", "Isi"])
        head: dict[str, Any] = {
            "Jenis": "ruleset", "Kode": "pemetaan", "Versi": "2027.1", "Judul (Indonesia)": "Pemetaan Kota",
            "Judul (Inggris)": "Mapping", "Berlaku mulai": 46388, "Tanda verifikasi": "verified",
            "Tujuan": "pemetaan", "Dasar JPM": "rating", "Rating terendah": 1, "Rating tertinggi": 5,
            "Desimal rating": 2, "Desimal JPM": 2, "Pembulatan": "half_up", "Aturan level": "half_up",
            "JPM dibatasi 100": "Ya", "Masa berlaku (tahun)": 3,
        } | changes  # fmt: skip
        for row, (label, value) in enumerate(head.items(), start=1):
            page.write(row, 0, label)
            page.write(row, 1, value, day if label == "Berlaku mulai" else None)
        page = book.add_worksheet("Kategori")
        page.write_row(
            0, 0,
            ["Kode", "Nama (Indonesia)", "Nama (Inggris)", "Batas bawah JPM", "Kalimat (Indonesia)",
             "Kalimat (Inggris)"],
        )  # fmt: skip
        page.write_row(1, 0, ["O", "Optimal", "Optimal", 90, "a", "b"])
        page.write_row(2, 0, ["CO", "Cukup", "Fair", cut, "a", "b"])
        page.write_row(4, 0, ["KO", "Kurang", "Less", "0", "a", "b"])
        bands = data["potential_bands"]
        assert isinstance(bands, list)
        page = book.add_worksheet("Pita potensi")
        page.write_row(0, 0, ["Kode", "Nama (Indonesia)", "Nama (Inggris)", "Dari", "Sampai"])
        for row, band in enumerate(bands, start=1):
            assert isinstance(band, dict)
            page.write_row(
                row, 0, [str(band[field]) for field in ("code", "name_id", "name_en", "low", "high")]
            )
        page = book.add_worksheet("Sumber")
        page.write_row(0, 0, ["Judul", "Tanda verifikasi", "Mendukung (Indonesia)", "Mendukung (Inggris)"])
        page.write_row(1, 0, ["Keputusan", "verified", "semua", "all"])
    return out.getvalue()


def test_a_workbook_filled_in_by_hand_is_read_exactly() -> None:
    found = read_file("Standar Kota.XLSX", _workbook({}))
    assert isinstance(found, Ruleset), found
    assert [str(one.min) for one in found.categories] == ["90", "75.5", "0"]
    assert (found.in_force_from.isoformat(), found.version, found.jpm_cap) == ("2027-01-01", "2027.1", True)
    assert (found.rating_decimals, str(found.rating_min)) == (2, "1")


def test_a_number_with_a_comma_is_understood() -> None:
    found = read_file("x.xlsx", _workbook({}, cut="77,5"))
    assert isinstance(found, Ruleset), found
    assert str(found.categories[1].min) == "77.5"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"Jenis": "kamus"}, "kind"),
        ({"Versi": ""}, "version"),
        ({"JPM dibatasi 100": "mungkin"}, "jpm_cap"),
        ({"Masa berlaku (tahun)": 3.5}, "validity_years"),
        ({"Berlaku mulai": "awal tahun"}, "in_force_from"),
    ],
)
def test_a_faulty_cell_is_named(changes: dict[str, Any], field: str) -> None:
    found = read_file("x.xlsx", _workbook(changes))
    assert isinstance(found, Refusal)
    assert found.code == "STANDARD_FAULTY"
    assert field in [fault["field"] for fault in found.data["faults"]]  # type: ignore[index,union-attr,call-overload]


@pytest.mark.parametrize(
    ("name", "body", "code"),
    [
        ("standar.docx", b"", "STANDARD_FILE_TYPE"),
        ("tanpa-akhiran", b"", "STANDARD_FILE_TYPE"),
        ("x.json", b" " * (LARGEST + 1), "STANDARD_FILE_TOO_BIG"),
        ("x.json", b"{", "STANDARD_FILE_UNREADABLE"),
        ("x.json", b"[" * 100_000, "STANDARD_FILE_UNREADABLE"),
        ("x.json", b"\xff\xfe", "STANDARD_FILE_UNREADABLE"),
        ("x.toml", b"a = ", "STANDARD_FILE_UNREADABLE"),
        ("x.xlsx", b"bukan excel", "STANDARD_FILE_UNREADABLE"),
        ("x.json", b"[]", "STANDARD_FAULTY"),
        ("x.json", b'{"kind": "ruleset"}', "STANDARD_FAULTY"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_both_languages(name: str, body: bytes, code: str) -> None:
    found = read_file(name, body)
    assert isinstance(found, Refusal)
    assert found.code == code
    assert found.id
    assert found.en


@given(st.binary(max_size=300), st.sampled_from(["toml", "json", "xlsx"]))
@settings(max_examples=60, deadline=None)
def test_no_bytes_make_reading_fail(body: bytes, ending: str) -> None:
    assert isinstance(read_file(f"x.{ending}", body), Refusal)


_json = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 200) | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(sorted(PEMETAAN.as_data())), _json)
@settings(max_examples=150, deadline=None)
def test_any_value_in_any_field_is_read_or_refused(field: str, value: Any) -> None:
    body = json.dumps(PEMETAAN.as_data() | {field: value}).encode()
    found = read_file("x.json", body)
    if isinstance(found, Refusal):
        assert found.code == "STANDARD_FAULTY"
    else:
        assert found.as_data()["version"]


CONDUCT = shipped_standard(FOLDER / "conduct-penyelenggaraan-2019.1.toml")


def _conduct_workbook(changes: dict[str, Any], breaks: list[list[Any]]) -> bytes:
    """A conduct as a person fills it in: clock times in every way Excel knows."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(as_workbook(CONDUCT)))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    sheets["Standar"] = [[row[0], changes.get(row[0], row[1])] for row in sheets["Standar"]]
    sheets["Istirahat"] = [["Hari", "Mulai", "Selesai"], *breaks]
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        clock = made.add_format({"num_format": "hh:mm"})
        for name, rows in sheets.items():
            page = made.add_worksheet(name)
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, time):
                        page.write_datetime(place, column, cell, clock)
                    else:
                        page.write(place, column, cell)
    return out.getvalue()


def test_clock_times_are_understood_however_they_were_typed() -> None:
    breaks = [["semua", time(12, 0), "13:00"], ["jumat", 11.3, "13,00"]]
    found = read_file("x.xlsx", _conduct_workbook({"Jam mulai": "7.30", "Jam selesai": time(15, 0)}, breaks))
    assert isinstance(found, Conduct), found
    assert found == CONDUCT


def test_every_fault_of_a_conduct_is_named() -> None:
    changes = {"Jam mulai": "pagi", "Akibat tidak hadir": "dimaafkan", "Peserta setiap gelombang": 0}
    found = read_file("x.xlsx", _conduct_workbook(changes, [["senen", "12.00", "13.00"]]))
    assert isinstance(found, Refusal)
    fields = [fault["field"] for fault in found.data["faults"]]  # type: ignore[index,union-attr,call-overload]
    assert set(fields) == {"opens", "absence", "batch_size", "breaks[0].weekday"}


@given(st.sampled_from(sorted(CONDUCT.as_data())), _json)
@settings(max_examples=150, deadline=None)
def test_any_value_in_any_field_of_a_conduct_is_read_or_refused(field: str, value: Any) -> None:
    found = read_file("x.json", json.dumps(CONDUCT.as_data() | {field: value}).encode())
    assert isinstance(found, Conduct) or found.code == "STANDARD_FAULTY"


def test_differences_name_the_leaf() -> None:
    before = {"a": 1, "rows": [{"code": "O", "min": "90"}, {"code": "KO", "min": "0"}], "gone": ["x"]}
    after = {"a": 1, "rows": [{"code": "KO", "min": "0"}, {"code": "O", "min": "91"}], "new": True}
    assert differences(before, after) == (
        Difference(("rows", "O", "min"), "90", "91"),
        Difference(("gone", "1"), "x", None),
        Difference(("new",), None, True),
    )
    assert differences(before, before) == ()
