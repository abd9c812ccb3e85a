from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.people.domain.findings import Finding
from takar.people.domain.nip import Nip, nip_warnings, parse_nip

PNS = "198609262015051001"
PPPK = "199001012022211001"


def code(cell: object, kind: str = "") -> str:
    outcome = parse_nip(cell, kind)  # type: ignore[arg-type]
    assert isinstance(outcome, Finding), outcome
    assert outcome.is_fault
    return outcome.code


def test_a_pns_and_what_its_digits_say() -> None:
    assert parse_nip(PNS) == Nip(PNS, date(1986, 9, 26), "L", "PNS")


def test_a_pppk_has_no_month_in_digits_13_and_14() -> None:
    assert parse_nip(PPPK) == Nip(PPPK, date(1990, 1, 1), "L", "PPPK")
    assert parse_nip(PPPK, "PPPK") == Nip(PPPK, date(1990, 1, 1), "L", "PPPK")
    assert code(PPPK, "PNS") == "NIP_MONTH"


@pytest.mark.parametrize(
    "written",
    ["19860926 201505 1 001", " 198609262015051001 ", "19860926.201505.1.001", "'198609262015051001",
     '="198609262015051001"', "198609262015051001\u200b", "19860926\u00a0201505\u00a01\u00a0001"],
)  # fmt: skip
def test_ways_to_write_the_same_nip(written: str) -> None:
    outcome = parse_nip(written)
    assert isinstance(outcome, Nip)
    assert outcome.digits == PNS


@pytest.mark.parametrize(
    "cell",
    [1.98609262015051e17, 198609262015051001, "1,98609E+17", "1.98609262015051E+17"],
)
def test_a_nip_that_excel_destroyed_is_refused(cell: object) -> None:
    assert code(cell) == "NIP_DESTROYED"


def test_a_text_rounded_to_000_is_refused() -> None:
    assert code("198609262015051000") == "NIP_SERIAL"


@pytest.mark.parametrize(
    ("cell", "fault"),
    [
        (None, "NIP_MISSING"),
        ("  ", "NIP_MISSING"),
        ("-", "NIP_MISSING"),
        ("060079123", "NIP_OLD"),
        (60079123.0, "NIP_LENGTH"),
        (160079123.0, "NIP_OLD"),
        ("19860926201505100", "NIP_LENGTH"),
        ("1986092620150510011", "NIP_LENGTH"),
        ("19860926201505l001", "NIP_NOT_DIGITS"),
        ("١٩٨٦٠٩٢٦٢٠١٥٠٥١٠٠١", "NIP_NOT_DIGITS"),
        ("198613262015051001", "NIP_BIRTH_DATE"),
        ("198602302015051001", "NIP_BIRTH_DATE"),
        ("198609262015053001", "NIP_SEX"),
    ],
)
def test_faults(cell: object, fault: str) -> None:
    assert code(cell) == fault


@pytest.mark.parametrize(("month", "kind"), [("00", "PPPK"), ("01", "PNS"), ("12", "PNS"), ("13", "PPPK")])
def test_the_months_of_a_pns_are_01_to_12(month: str, kind: str) -> None:
    outcome = parse_nip(f"198609262015{month}1001")
    assert isinstance(outcome, Nip)
    assert outcome.kind == kind


@pytest.mark.parametrize(
    ("year", "warned"), [(2002, "NIP_AGE"), (2003, ""), (2026, ""), (2027, "NIP_IN_FUTURE")]
)
def test_ages_are_warnings_only(year: int, warned: str) -> None:
    nip = parse_nip(f"19860926{year}011001")
    assert isinstance(nip, Nip)
    assert [w.code for w in nip_warnings(nip, date(2026, 1, 1))] == ([warned] if warned else [])


def test_seventy_is_the_highest_age_without_a_warning() -> None:
    for year, warned in ((2010, False), (2011, True)):
        nip = parse_nip(f"19400101{year}011001")
        assert isinstance(nip, Nip)
        assert bool(nip_warnings(nip, date(2026, 1, 1))) is warned


@given(
    st.dates(date(1940, 1, 1), date(2008, 12, 31)),
    st.integers(1960, 2026),
    st.integers(0, 99),
    st.sampled_from("12"),
    st.integers(1, 999),
)
def test_every_well_formed_nip_is_read_back(born: date, year: int, month: int, sex: str, serial: int) -> None:
    digits = f"{born:%Y%m%d}{year}{month:02d}{sex}{serial:03d}"
    outcome = parse_nip(digits)
    assert isinstance(outcome, Nip)
    assert (outcome.digits, outcome.birth_date) == (digits, born)
    assert isinstance(parse_nip(float(digits)), Finding)


@given(st.one_of(st.text(max_size=40), st.floats(allow_nan=False, allow_infinity=False), st.integers()))
def test_nothing_else_gets_through(cell: str | float | int) -> None:
    outcome = parse_nip(cell)
    if isinstance(outcome, Nip):
        assert isinstance(cell, str)
        assert len(outcome.digits) == 18
        assert outcome.birth_date < date(9999, 12, 31) + timedelta(0)
    else:
        assert outcome.sentence("id")
        assert outcome.sentence("en")
