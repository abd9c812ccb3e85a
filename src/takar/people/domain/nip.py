"""NIP: the 18 digits that name a civil servant. PNS and PPPK share the shape, not the meaning of 9-14.

Digits 1-8 birth date, 9-12 year of appointment, 13-14 month of appointment (PNS) or a code of the contract
(PPPK), 15 sex (1 male, 2 female), 16-18 serial number from 001. There is no check digit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from takar.people.domain.cells import Cell, text_of
from takar.people.domain.findings import Finding

# Excel keeps 15 significant digits; from here on a number in a cell is no longer what was typed.
_EXACT_IN_EXCEL = 10**15
_SCIENTIFIC = re.compile(r"^[+-]?\d+(?:[.,]\d+)?[eE]\+?\d+$")
_DECORATION = re.compile(r"[\s.\-]+")
_WRAPPED = re.compile(r"^(?:=\"(.*)\"|['’`](.*))$")


@dataclass(frozen=True, slots=True)
class Nip:
    """A well-formed NIP and what it says. `kind` is what its digits suggest: "PNS" or "PPPK"."""

    digits: str
    birth_date: date
    sex: str
    kind: str


def parse_nip(cell: Cell | None, kind: str = "") -> Nip | Finding:
    """Read the cell of a NIP. `kind` is "PNS", "PPPK" or "" where the file does not say."""
    digits = nip_digits(cell)
    if isinstance(digits, Finding):
        return digits
    return _read(digits, kind)


def nip_digits(cell: Cell | None) -> str | Finding:
    """The 18 digits, without the spaces and points that people write between them, or the fault."""
    if isinstance(cell, int | float):
        return _from_number(cell)
    written = text_of(cell)
    wrapped = _WRAPPED.match(written)
    plain = _DECORATION.sub("", (wrapped[1] or wrapped[2] or "") if wrapped else written)
    if not plain:
        return Finding("NIP_MISSING", "nip")
    if _SCIENTIFIC.match(written):
        return Finding("NIP_DESTROYED", "nip", written)
    if not (plain.isascii() and plain.isdecimal()):
        return Finding("NIP_NOT_DIGITS", "nip", written[:40])
    return plain if len(plain) == 18 else _wrong_length(plain)


def nip_warnings(nip: Nip, today: date) -> tuple[Finding, ...]:
    """Ages outside 17-70 at appointment and appointments that lie ahead: possible, but worth a look."""
    year = int(nip.digits[8:12])
    age = year - nip.birth_date.year
    if year > today.year:
        return (Finding("NIP_IN_FUTURE", "nip", str(year)),)
    return () if 17 <= age <= 70 else (Finding("NIP_AGE", "nip", str(age)),)


def _from_number(number: float) -> Finding:
    if number >= _EXACT_IN_EXCEL:
        return Finding("NIP_DESTROYED", "nip", text_of(number))
    return _wrong_length(text_of(number))


def _wrong_length(plain: str) -> Finding:
    return Finding("NIP_OLD" if len(plain) == 9 else "NIP_LENGTH", "nip", plain[:40])


def _read(digits: str, kind: str) -> Nip | Finding:
    birth_date = _birth_date(digits)
    if birth_date is None:
        return Finding("NIP_BIRTH_DATE", "nip", digits)
    has_month = "01" <= digits[12:14] <= "12"
    if kind == "PNS" and not has_month:
        return Finding("NIP_MONTH", "nip", digits)
    if digits[14] not in "12":
        return Finding("NIP_SEX", "nip", digits)
    if digits.endswith("000"):
        return Finding("NIP_SERIAL", "nip", digits)
    return Nip(digits, birth_date, "L" if digits[14] == "1" else "P", "PNS" if has_month else "PPPK")


def _birth_date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None
