from __future__ import annotations

from takar.people.domain.cells import Cell, Row
from takar.people.domain.headers import FIELDS, NEVER_STORED, find_header, joined_headings, normal
from tests.people.lists import HAND_MADE, SIASN


def row(number: int, *cells: str | float) -> Row:
    filled: dict[int, Cell] = {column: cell for column, cell in enumerate(cells) if cell != ""}
    return number, filled


def test_a_siasn_export() -> None:
    header = find_header([row(1, *SIASN)])
    assert header is not None
    assert header.is_siasn
    assert header.titles[header.columns["nip"]] == "NIP BARU"
    assert header.titles[header.columns["golongan"]] == "GOL AKHIR NAMA"
    assert header.titles[header.columns["unit"]] == "UNOR NAMA"
    assert header.titles[header.columns["post"]] == "JABATAN NAMA"
    assert header.never == ("AGAMA NAMA", "NIK", "NOMOR HP", "EMAIL", "EMAIL GOV")
    assert "NIP LAMA" in header.ignored


def test_a_hand_made_list_below_its_title() -> None:
    header = find_header([row(1, "DAFTAR PESERTA"), row(4, *HAND_MADE)])
    assert header is not None
    assert header.row == 4
    assert not header.is_siasn
    assert set(header.columns) == {"name", "nip", "golongan", "post", "unit", "eselon"}


def test_the_header_must_stand_within_20_rows() -> None:
    assert find_header([row(20, "NIP", "Nama")]) is not None
    assert find_header([row(21, "NIP", "Nama")]) is None
    assert find_header([]) is None


def test_the_better_of_two_columns_is_read() -> None:
    for titles in (("NIP", "NIP BARU", "NAMA"), ("NIP BARU", "NIP", "NAMA")):
        header = find_header([row(1, *titles)])
        assert header is not None
        assert header.titles[header.columns["nip"]] == "NIP BARU"


def test_a_joined_column_is_recognised_as_the_trouble() -> None:
    assert joined_headings([row(3, "No", "Nama / NIP", "Jabatan")]) == "Nama / NIP"
    assert joined_headings([row(3, "No", "Nama", "NIP")]) == ""
    assert joined_headings([row(21, "Nama / NIP")]) == ""


def test_no_heading_means_two_things() -> None:
    headings = [h for names in (*FIELDS.values(), *NEVER_STORED.values()) for h in names]
    assert len(headings) == len(set(headings))
    assert all(heading == normal(heading) for heading in headings)
