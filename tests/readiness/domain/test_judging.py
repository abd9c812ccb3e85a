"""What is wrong with a cell, by itself and next to others."""

from __future__ import annotations

from datetime import date

import pytest

from takar.readiness.catalogue import requirement_in_force
from takar.readiness.domain.faults import Fault
from takar.readiness.domain.judging import Rules, judge
from takar.readiness.domain.table import table_of
from tests.people.lists import nip
from tests.readiness.domain.test_closing import cells
from tests.readiness.lists import TODAY

NEEDED = requirement_in_force()


def faults(*rows: dict[str, str], rules: Rules | None = None) -> list[dict[str, str]]:
    keys = tuple(dict.fromkeys(key for row in rows for key in row))
    judged = judge(table_of(list(rows), keys), rules or Rules(NEEDED, TODAY))
    return [
        {
            field.key: Fault(chr(letter)).name
            for field, letter in zip(judged.fields, row, strict=True)
            if letter
        }
        for row in judged.faults
    ]


def one(**told: str) -> dict[str, str]:
    return faults(cells(**told))[0]


PPPK = {
    "nip": "199001012023211001",
    "birth_date": "01-01-1990",
    "kind": "PPPK",
    "cpns_since": "",
    "pns_since": "",
    "status": "",
    "golongan": "IX",
}


def test_a_complete_person_has_no_holes() -> None:
    assert one() == {}
    assert one(**PPPK) == {}


@pytest.mark.parametrize(
    ("key", "text", "fault"),
    [
        ("name", "", "MISSING"),
        ("name", "???", "MALFORMED"),
        ("golongan", "TIDAK ADA", "PLACEHOLDER"),
        ("golongan", "0", "PLACEHOLDER"),
        ("golongan", "V/a", "MALFORMED"),
        ("golongan_since", "31-02-2020", "MALFORMED"),
        ("golongan_since", "06-01-2026", "IN_FUTURE"),
        ("golongan_since", "01-01-1900", "PLACEHOLDER"),
        ("golongan_since", "01-01-1920", "OUT_OF_RANGE"),
        ("golongan_since", "01-01-1980", "TOO_EARLY"),
        ("cpns_since", "01-05-1999", "DIFFERS_FROM_NIP"),
        ("birth_date", "03-01-1970", "DIFFERS_FROM_NIP"),
        ("sex", "P", "DIFFERS_FROM_NIP"),
        ("sex", "X", "PLACEHOLDER"),
        ("sex", "Q", "MALFORMED"),
        ("kind", "Honorer", "MALFORMED"),
        ("service_months", "12", "OUT_OF_RANGE"),
        ("service_months", "dua", "MALFORMED"),
        ("graduated", "94", "MALFORMED"),
        ("graduated", "1900", "OUT_OF_RANGE"),
        ("graduated", "2030", "IN_FUTURE"),
        ("education", "Kuliah", "MALFORMED"),
        ("post_kind", "Lainnya", "MALFORMED"),
        ("unit", "12345", "MALFORMED"),
        ("unit", "A8ACA7397AEB3912E040640A040269BB", "MALFORMED"),
        ("nip", "1.97E+17", "NIP_DESTROYED"),
        ("nip", "131234567", "NIP_OLD"),
        ("nip", "19700102199503100", "NIP_LENGTH"),
        ("nip", "197013021995031001", "NIP_DIGITS"),
        ("performance", "80", "MALFORMED"),
        ("competency_date", "01-01-2022", "STALE"),
        ("performance_year", "2023", "STALE"),
    ],
)
def test_one_wrong_cell(key: str, text: str, fault: str) -> None:
    found = one(**{key: text})
    assert found[key] == fault


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("service_months", "0"),
        ("discipline", "Tidak ada"),
        ("golongan_since", "2020-04-01"),
        ("golongan_since", "1 April 2020"),
        ("golongan_since", "05-01-2026"),
        ("performance_year", "2024"),
        ("competency_date", "05-01-2023"),
        ("performance", "Sangat baik"),
        ("sex", "Laki-laki"),
        ("eselon", "ESELON III/B"),
    ],
)
def test_what_is_in_order(key: str, text: str) -> None:
    assert key not in one(**{key: text})


def test_golongan_follows_the_kind_of_employee() -> None:
    assert one(**PPPK | {"golongan": "III/a"}) == {"golongan": "MALFORMED"}
    assert one(golongan="IX") == {"golongan": "MALFORMED"}


def test_what_a_pppk_has_not_is_not_asked() -> None:
    assert one(**PPPK | {"cpns_since": "-", "pns_since": "0"}) == {}
    assert one(status="", cpns_since="") == {"status": "MISSING", "cpns_since": "MISSING"}
    assert one(status="CPNS", pns_since="") == {}


def test_an_echelon_is_asked_of_structural_posts_only() -> None:
    assert one(eselon="") == {"eselon": "MISSING"}
    assert one(eselon="Non Eselon") == {"eselon": "PLACEHOLDER"}
    assert one(eselon="kosong saja") == {"eselon": "MALFORMED"}
    assert one(post_kind="Jabatan Pelaksana", eselon="", eselon_since="") == {}
    assert one(post_kind="Jabatan Fungsional Tertentu", eselon="Non Eselon", eselon_since="") == {}
    assert one(post_kind="Jabatan Fungsional Tertentu") == {"eselon": "ECHELON_OF_FUNCTIONAL"}
    assert one(post_kind="") == {"post_kind": "MISSING"}
    assert one(post_kind="", eselon_since="")["eselon_since"] == "MISSING"


def test_a_nip_that_is_written_in_two_ways_is_the_same() -> None:
    digits = nip(1)
    spaced = f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"
    assert faults(cells(), cells(nip=spaced), cells(2)) == [
        {"nip": "NIP_REPEATED"},
        {"nip": "NIP_REPEATED"},
        {},
    ]


def test_a_worse_fault_stays() -> None:
    assert faults(cells(nip="1.97E+17"), cells(nip="1.97E+17")) == [{"nip": "NIP_DESTROYED"}] * 2


def test_people_who_do_not_serve_are_not_judged() -> None:
    assert one(legal_status="Pensiun BUP", golongan="") == {}


def test_units_are_compared_where_that_is_asked_for() -> None:
    rules = Rules(NEEDED, TODAY, frozenset({"dinas contoh 1"}))
    assert faults(cells(unit="Dinas Contoh 1/Bidang A"), cells(2, unit="Dinas Lain"), rules=rules) == [
        {},
        {"unit": "UNIT_UNKNOWN"},
    ]


def test_a_list_with_few_columns_is_judged_by_those() -> None:
    assert faults({"nip": nip(1), "name": "A"}, {"nip": "", "name": ""}) == [
        {},
        {"nip": "MISSING", "name": "MISSING"},
    ]
    assert faults({"name": "A", "golongan": "IX"}) == [{}]


def test_the_29th_of_february_is_no_trap() -> None:
    rules = Rules(NEEDED, date(2028, 2, 29))
    assert faults(cells(competency_date="27-02-2025"), rules=rules) == [{"competency_date": "STALE"}]
    assert faults(cells(competency_date="28-02-2025"), rules=rules) == [{}]
