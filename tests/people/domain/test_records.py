from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.people.domain.cells import Cell, column_letters
from takar.people.domain.cells import given as given_text
from takar.people.domain.comparing import compare, person_mark
from takar.people.domain.findings import FAULTS, WARNINGS, Finding, finding_from_json
from takar.people.domain.headers import Header, find_header
from takar.people.domain.records import (
    RECORD_FIELDS,
    Record,
    education_level,
    is_data,
    read_record,
    unit_path,
)
from tests.people.lists import HAND_MADE, SIASN, TODAY, nip, siasn_person


def header_of(titles: tuple[str, ...]) -> Header:
    header = find_header([(1, dict(enumerate(titles)))])
    assert header is not None
    return header


def siasn(**told: Any) -> Record:
    person = siasn_person(0, **told)
    cells: dict[int, Cell] = {SIASN.index(title): value for title, value in person.items() if value != ""}
    return read_record(2, cells, header_of(SIASN), TODAY)


def codes(record: Record) -> list[str]:
    return [finding.code for finding in record.findings]


def test_a_siasn_row() -> None:
    record = siasn()
    assert record.findings == []
    assert record.nip == nip(0)
    assert record.told == {
        "kind": "PNS", "birth_date": "1970-01-01", "sex": "L", "name": "PEGAWAI CONTOH 0", "back_title": "S.E.",
        "golongan": "III/d", "agency": "Pemerintah Kota Contoh", "unit": "Dinas Contoh 0/Bidang 0",
        "post": "Kepala Bidang 0", "job_class": "administrator", "level": "", "eselon": "III.b",
        "education": "S1", "legal_status": "Aktif", "post_since": "2023-04-01",
    }  # fmt: skip


def test_nothing_that_may_not_be_stored_is_in_a_record() -> None:
    assert "RAHASIA" not in json.dumps([siasn().told, siasn().inferred])


def test_a_hand_made_row() -> None:
    cells: dict[int, Cell] = dict(
        enumerate(
            [
                1.0,
                "Dr. Siti Contoh, S.H.",
                "19700101 199503 1 001",
                "Pembina (IV/a)",
                "Camat",
                "Kec. A",
                "III.a",
            ]
        )
    )
    record = read_record(5, cells, header_of(HAND_MADE), TODAY)
    assert record.findings == []
    assert record.told == {
        "name": "Siti Contoh", "front_title": "Dr.", "back_title": "S.H.", "golongan": "IV/a", "unit": "Kec. A",
        "post": "Camat", "eselon": "III.a", "job_class": "administrator", "level": "",
    }  # fmt: skip
    assert record.inferred["birth_date"] == "1970-01-01"


@pytest.mark.parametrize(
    ("title", "value", "code"),
    [
        ("NIP BARU", "", "NIP_MISSING"),
        ("NIP BARU", 1.97e17, "NIP_DESTROYED"),
        ("NAMA", "-", "NAME_MISSING"),
        ("NAMA", "A" * 151, "TEXT_TOO_LONG"),
        ("TANGGAL LAHIR", "31-02-1970", "DATE_UNREADABLE"),
        ("TMT JABATAN", "nanti", "DATE_UNREADABLE"),
        ("GOL AKHIR NAMA", "III/z", "GOLONGAN_UNKNOWN"),
        ("ESELON NAMA", "IX.a", "ESELON_UNKNOWN"),
        ("JENIS PEGAWAI NAMA", "Honorer", "KIND_UNKNOWN"),
        ("JENIS KELAMIN", "X", "SEX_UNKNOWN"),
        ("UNOR NAMA", "A/" + "B" * 251, "TEXT_TOO_LONG"),
        ("TANGGAL LAHIR", "02-01-1970", "BIRTH_DATE_DIFFERS"),
        ("JENIS KELAMIN", "F", "SEX_DIFFERS"),
        ("KEDUDUKAN HUKUM NAMA", "Pensiun", "NOT_SERVING"),
        ("TINGKAT PENDIDIKAN NAMA", "Pesantren", "EDUCATION_UNKNOWN"),
    ],
)
def test_findings(title: str, value: object, code: str) -> None:
    record = siasn(**{title: value})
    assert codes(record) == [code]
    assert record.refused is (code in FAULTS)
    assert record.findings[0].is_fault is (code in FAULTS)


def test_a_post_whose_class_nobody_tells() -> None:
    assert codes(siasn(**{"ESELON NAMA": "", "JABATAN NAMA": "Kepala Dinas A"})) == ["JOB_CLASS_UNKNOWN"]
    guessed = siasn(**{"ESELON NAMA": "", "JABATAN NAMA": "Camat A"})
    assert codes(guessed) == ["JOB_CLASS_GUESSED"]
    assert "job_class" not in guessed.told
    assert guessed.inferred["job_class"] == "administrator"


def test_rows_that_are_not_about_people() -> None:
    header = header_of(HAND_MADE)
    assert not is_data({0: "Mengetahui,"}, header)
    assert not is_data(dict(enumerate(HAND_MADE)), header)
    assert not is_data({column: float(column + 1) for column in range(9)}, header)
    assert is_data({1: "Siti Contoh"}, header)
    assert is_data({2: nip(1)}, header)


@pytest.mark.parametrize(
    ("parent", "unit", "path"),
    [("", "A / B/C", "A/B/C"), ("A", "B", "A/B"), ("A", "A/B", "A/B"), ("A/B", "B", "A/B"), ("A", "", "A"), ("", "", "")],
)  # fmt: skip
def test_unit_paths(parent: str, unit: str, path: str) -> None:
    assert unit_path(parent, unit) == path


@pytest.mark.parametrize(
    ("written", "level"),
    [("S-1/Sarjana", "S1"), ("Strata II", "S2"), ("S3", "S3"), ("D-IV", "D4"), ("Diploma III/Sarjana Muda", "D3"),
     ("SLTA", "SMA"), ("SLTA Kejuruan", "SMA"), ("SD", "SD"), ("S4", ""), ("Sekolah", "")],
)  # fmt: skip
def test_education(written: str, level: str) -> None:
    assert education_level(written) == level


def blank(**values: str) -> dict[str, str]:
    return dict.fromkeys(RECORD_FIELDS, "") | values


def test_a_new_person_gets_what_is_inferred_too() -> None:
    record = Record(1, "x", told={"name": "A", "sex": "P"}, inferred={"sex": "L", "kind": "PNS"})
    assert compare(record, None) == {"name": ("", "A"), "sex": ("", "P"), "kind": ("", "PNS")}


def test_a_known_person_changes_only_where_the_file_speaks() -> None:
    record = Record(1, "x", told={"name": "B", "golongan": "III/d"}, inferred={"sex": "L"})
    assert compare(record, blank(name="A", golongan="III/d", sex="P", post="C")) == {"name": ("A", "B")}


def test_a_shorter_name_of_the_same_unit_is_no_change_in_a_hand_made_list() -> None:
    current = blank(unit="Dinas A/Bidang B/Seksi C", agency="X")
    for unit in ("Dinas A", "bidang b", "Dinas A/Bidang B"):
        assert compare(Record(1, told={"unit": unit}), current) == {}
    assert "unit" in compare(Record(1, told={"unit": "Dinas"}), current)
    assert "unit" in compare(Record(1, told={"unit": "Dinas A", "agency": "X"}), current)


def test_capitals_alone_are_no_new_name() -> None:
    assert compare(Record(1, told={"name": "Siti Contoh"}), blank(name="SITI CONTOH")) == {}


def test_a_new_post_without_a_class_keeps_the_old_class_and_says_so() -> None:
    record = Record(1, told={"post": "B"})
    assert compare(record, blank(post="A", job_class="pengawas")) == {"post": ("A", "B")}
    assert codes(record) == ["JOB_CLASS_KEPT"]


@given(st.sampled_from(RECORD_FIELDS), st.text(min_size=1, max_size=5))
def test_a_mark_changes_with_every_field(field: str, value: str) -> None:
    assert person_mark("1", blank(**{field: value})) != person_mark("1", blank())
    assert person_mark("1", None) == ""


def test_findings_survive_being_stored_and_all_have_two_languages() -> None:
    for code in (*FAULTS, *WARNINGS):
        finding = Finding(code, "nip", "nilai", (3, 4))
        assert finding_from_json(json.loads(json.dumps(finding.as_json()))) == finding
        assert finding.sentence("id") != finding.sentence("en")


def test_cells() -> None:
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [given_text(cell) for cell in (None, " - ", "N/A", "a  b", 3.0, 2.5)] == [
        "",
        "",
        "",
        "a b",
        "3",
        "2.5",
    ]


_CELL = st.one_of(st.text(max_size=20), st.floats(allow_nan=False, allow_infinity=False))


@given(st.dictionaries(st.integers(0, len(SIASN) - 1), _CELL))
def test_any_row_becomes_a_record(cells: dict[int, Cell]) -> None:
    record = read_record(2, cells, header_of(SIASN), TODAY)
    assert record.refused or len(record.nip) == 18
    compare(record, blank(unit="A", post="B"))
