"""Judges a text by itself, without the rest of its row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

import numpy as np

from takar.people.public import (
    Nip,
    classify,
    education_level,
    normal,
    parse_date,
    parse_eselon,
    parse_golongan,
    parse_nip,
)
from takar.readiness.domain.faults import Fault
from takar.readiness.domain.fields import Field, Requirement
from takar.readiness.domain.table import Numbers

ECHELON_OF_FUNCTIONAL = ord(Fault.ECHELON_OF_FUNCTIONAL)
_FINE = 0
# A NIP that is surely in order; any other is looked at more closely.
_PLAIN_NIP = re.compile(
    r"(19[3-9]|20[01])\d(0[1-9]|1[0-2])(0[1-9]|1\d|2[0-8])(19|20)\d\d(0[1-9]|1[0-2])[12](?!000)\d{3}"
)
_NIP_FAULTS = {
    "NIP_MISSING": Fault.MISSING,
    "NIP_DESTROYED": Fault.NIP_DESTROYED,
    "NIP_OLD": Fault.NIP_OLD,
    "NIP_LENGTH": Fault.NIP_LENGTH,
    "NIP_NOT_DIGITS": Fault.NIP_LENGTH,
}
PREDICATES = ("Sangat Baik", "Baik", "Butuh Perbaikan", "Kurang", "Sangat Kurang")
_PREDICATES = frozenset(
    {
        *(predicate.casefold() for predicate in PREDICATES),
        "cukup",
        "di atas ekspektasi",
        "sesuai ekspektasi",
        "di bawah ekspektasi",
        "istimewa",
    }
)
_SEXES = frozenset(
    {"l", "p", "m", "f", "w", "laki laki", "lakilaki", "pria", "perempuan", "wanita", "male", "female"}
)
_SEXES_BY_NUMBER = frozenset({"1", "2"})
MALE = frozenset({"l", "m", "laki laki", "lakilaki", "pria", "male", "1"})
_ID_ONLY = re.compile(r"^[0-9A-Fa-f-]{16,}$|^\d+$")
_LETTER = re.compile(r"[^\W_]")
_EARLIEST = date(1930, 1, 1)


def employee_kind(text: str) -> str:
    """ "PNS Daerah" -> "PNS", "P3K" -> "PPPK", anything else -> ""."""
    plain = text.casefold()
    if "pppk" in plain or "p3k" in plain or "perjanjian kerja" in plain:
        return "PPPK"
    return "PNS" if "pns" in plain or "negeri sipil" in plain else ""


def given_echelons(texts: Iterable[str]) -> Numbers:
    return np.array([bool(parse_eselon(text)) for text in texts], bool)


class ValueJudge:
    """Gives each different text of a column its letter, or 0 when nothing is wrong with it."""

    def __init__(self, requirement: Requirement, as_of: date, units: frozenset[str] | None) -> None:
        self._requirement, self._as_of, self._units = requirement, as_of, units

    def fault(self, text: str, field: Field) -> Fault | None:
        """What is wrong with one text, whoever's it is."""
        letter = int(self.letters(("", text), field, "")[1])
        return Fault(chr(letter)) if letter else None

    def letters(self, texts: tuple[str, ...], field: Field, kind: str) -> Numbers:
        """`kind`: "PNS", "PPPK" or "" where it is not known. The first text is ""."""
        blanks = self._requirement.placeholders - field.answers
        check = self._check(field, kind)
        found = np.zeros(len(texts), np.uint8)
        for place, text in enumerate(texts):
            if text == "":
                found[place] = ord(Fault.MISSING)
            elif len(text) < 18 and text.casefold() in blanks:
                found[place] = ord(Fault.PLACEHOLDER)
            elif fault := check(text):
                found[place] = ord(fault)
        return found

    def _check(self, field: Field, kind: str) -> Callable[[str], Fault | None]:
        by_judge: dict[str, Callable[[str], Fault | None]] = {
            "nip": _nip,
            "text": _text,
            "date": lambda text: self._date(text, field),
            "sex": lambda text: _known(normal(text) in _SEXES or text in _SEXES_BY_NUMBER),
            "kind": lambda text: _known(employee_kind(text) != ""),
            "status": lambda text: _known(normal(text) in ("pns", "cpns", "p", "c")),
            "golongan": lambda text: _golongan(text, kind),
            "post_kind": _post_kind,
            "eselon": _eselon,
            "education": lambda text: _known(education_level(text) != ""),
            "year": lambda text: self._year(text, field),
            "number": lambda text: _number(text, field),
            "unit": self._unit,
            "performance": lambda text: _known(normal(text) in _PREDICATES),
        }
        return by_judge[field.judge]

    def _date(self, text: str, field: Field) -> Fault | None:
        day = parse_date(text)
        if day is None:
            return Fault.MALFORMED
        if day > self._as_of:
            return Fault.IN_FUTURE
        if day < _EARLIEST:
            return Fault.PLACEHOLDER if day.year <= 1900 else Fault.OUT_OF_RANGE
        if field.stale_after and day < _years_before(self._as_of, field.stale_after):
            return Fault.STALE
        return None

    def _year(self, text: str, field: Field) -> Fault | None:
        if not (len(text) == 4 and text.isascii() and text.isdecimal()):
            return Fault.MALFORMED
        year = int(text)
        if year > self._as_of.year:
            return Fault.IN_FUTURE
        if year < field.least:
            return Fault.OUT_OF_RANGE
        return Fault.STALE if field.stale_after and year < self._as_of.year - field.stale_after else None

    def _unit(self, text: str) -> Fault | None:
        if _ID_ONLY.match(text) or not any(letter.isalpha() for letter in text):
            return Fault.MALFORMED
        highest = text.split("/")[0].strip().casefold()
        return Fault.UNIT_UNKNOWN if self._units is not None and highest not in self._units else None


def _known(known: bool) -> Fault | None:
    return None if known else Fault.MALFORMED


def _nip(text: str) -> Fault | None:
    if _PLAIN_NIP.fullmatch(text):
        return None
    nip = parse_nip(text)
    if isinstance(nip, Nip):
        return None
    return _NIP_FAULTS.get(nip.code, Fault.NIP_DIGITS)


def _text(text: str) -> Fault | None:
    return _known(_LETTER.search(text) is not None)


def _golongan(text: str, kind: str) -> Fault | None:
    kinds = (kind,) if kind else ("PNS", "PPPK")
    return _known(any(parse_golongan(text, each) for each in kinds))


def _post_kind(text: str) -> Fault | None:
    return _known("struktural" in text.casefold() or classify(text, "", "").job_class is not None)


def _eselon(text: str) -> Fault | None:
    """Asked of structural posts only, so "Non Eselon" is as good as nothing."""
    eselon = parse_eselon(text)
    if eselon is None:
        return Fault.MALFORMED
    return None if eselon else Fault.PLACEHOLDER


def _number(text: str, field: Field) -> Fault | None:
    if not (text.isascii() and text.isdecimal() and len(text) < 6):
        return Fault.MALFORMED
    return None if field.least <= int(text) <= field.most else Fault.OUT_OF_RANGE


def _years_before(day: date, years: int) -> date:
    return date(day.year - years, day.month, min(day.day, 28) if day.month == 2 else day.day)
