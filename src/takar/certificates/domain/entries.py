"""From the cells of one row, or the fields of a form, to one certificate."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from takar.certificates.domain.findings import Finding
from takar.certificates.domain.headings import PAPER_DATES, Header
from takar.certificates.domain.organisers import parse_organiser
from takar.kernel.clock import long_date
from takar.people.public import (
    Cell,
    FunctionalLevel,
    JobClass,
    PeopleFinding,
    classify,
    functional_level,
    given,
    normal,
    parse_date,
    parse_eselon,
    parse_nip,
    text_of,
)

ENTRY_FIELDS = (
    "name", "organiser", "organiser_name", "accreditation", "number", "job_class", "level", "target_job",
    "assessed_on", "stated_until", "jpm", "category",
)  # fmt: skip
LIMITS = {
    "name": 200,
    "accreditation": 120,
    "number": 120,
    "target_job": 300,
    "category": 40,
    "organiser_name": 200,
}
_RANGE = re.compile(
    r"^\d{1,2}(?: [^\W\d]+)?(?: \d{4})? ?(?:-|–|—|s ?[./]? ?d\.?|sampai(?: dengan)?|hingga) ?(\d{1,2} .+)$",
    re.I,
)
_LOWEST_JPM, _HIGHEST_JPM = Decimal(0), Decimal(500)
# A JPM below this, in a cell that holds a number, is a share that Excel shows as percent.
_SHARE = Decimal(3)


@dataclass(slots=True)
class Entry:
    """What one row says: `values` by ENTRY_FIELDS as text, dates in ISO, JPM with a point; "" for nothing."""

    number: int
    nip: str = ""
    values: dict[str, str] = field(default_factory=lambda: dict.fromkeys(ENTRY_FIELDS, ""))
    findings: list[Finding] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        return any(finding.is_fault for finding in self.findings)

    @property
    def warned(self) -> bool:
        return bool(self.findings) and not self.refused


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the sender says of a whole file where its rows say nothing; empty fields say nothing either."""

    organiser: str = ""
    assessed_on: str = ""
    job_class: str = ""


def read_entry(
    number: int,
    cells: Mapping[int, Cell],
    header: Header,
    today: date,
    defaults: Defaults | None = None,
    since_1904: bool = False,
) -> Entry:
    """Read a row; all that is wrong with it is in `findings`. A missing job class is left for the caller to fill."""
    told = {field: cells[column] for field, column in header.columns.items() if column in cells}
    return _Reading(number, told, header, defaults or Defaults(), today, since_1904).entry()


def read_form(fields: Mapping[str, str], today: date) -> Entry:
    """The same rules for fields typed by hand."""
    header = Header(0, {}, {}, ())
    return _Reading(0, dict(fields), header, Defaults(), today, False).entry()


class _Reading:
    """One row being read."""

    def __init__(
        self,
        number: int,
        told: Mapping[str, Cell],
        header: Header,
        defaults: Defaults,
        today: date,
        old: bool,
    ) -> None:
        self._entry = Entry(number)
        self._told, self._header, self._defaults = told, header, defaults
        self._today, self._since_1904 = today, old

    def entry(self) -> Entry:
        self._nip()
        for name in ("name", "accreditation", "number", "target_job", "category"):
            self._tell(name, given(self._told.get(name)))
        self._organiser()
        self._job_class()
        self._days()
        self._jpm()
        return self._entry

    def _find(self, code: str, name: str, value: str = "") -> None:
        self._entry.findings.append(Finding(code, name, value[:60]))

    def _tell(self, name: str, value: str) -> None:
        if len(value) > LIMITS[name]:
            self._find("TEXT_TOO_LONG", name, value)
        else:
            self._entry.values[name] = value

    def _nip(self) -> None:
        nip = parse_nip(self._told.get("nip"))
        if isinstance(nip, PeopleFinding):
            self._find(nip.code, "nip", nip.value)
        else:
            self._entry.nip = nip.digits

    def _organiser(self) -> None:
        written = given(self._told.get("organiser")) or self._defaults.organiser
        if not written:
            self._find("ORGANISER_MISSING", "organiser")
            return
        self._entry.values["organiser"] = parse_organiser(written)
        if len(written) > LIMITS["organiser_name"]:
            self._find("TEXT_TOO_LONG", "organiser", written)
        else:
            self._entry.values["organiser_name"] = written

    def _job_class(self) -> None:
        written = given(self._told.get("job_class")) or self._defaults.job_class
        grade = given(self._told.get("level"))
        job_class, level = parse_job(f"{written} {grade}".strip() if written else "")
        if grade and parse_level(grade) is None:
            self._find("LEVEL_UNKNOWN", "level", grade)
        if written and job_class is None:
            self._find("CLASS_UNKNOWN", "job_class", written)
        elif job_class:
            self._entry.values.update(job_class=job_class, level=level or "")

    def _days(self) -> None:
        assessed = self._day("assessed_on", self._told.get("assessed_on") or self._defaults.assessed_on)
        ends = self._day("stated_until", self._told.get("stated_until"))
        if assessed and assessed > self._today:
            self._find("DATE_AHEAD", "assessed_on", long_date(assessed))
        elif assessed is None and not self._faulty("assessed_on"):
            self._find("DATE_MISSING", "assessed_on")
        if assessed and ends and ends < assessed:
            self._find("ENDS_BEFORE", "stated_until", long_date(ends))
        if assessed and "assessed_on" in self._told and self._heading("assessed_on") in PAPER_DATES:
            self._find("DATE_OF_PAPER", "assessed_on")

    def _day(self, name: str, cell: Cell | None) -> date | None:
        written = given(cell)
        if cell is None or not written:
            return None
        day = last_day(cell, self._since_1904)
        if day is None:
            self._find("DATE_UNREADABLE", name, written)
        else:
            self._entry.values[name] = day.isoformat()
        return day

    def _jpm(self) -> None:
        cell = self._told.get("jpm")
        written = given(cell)
        if not written:
            return
        jpm = parse_jpm(written)
        if jpm is None:
            self._find("JPM_UNREADABLE", "jpm", written)
            return
        if isinstance(cell, float) and jpm < _SHARE:
            self._find("JPM_WAS_SHARE", "jpm", written)
            jpm = Decimal(str(cell)) * 100
        self._entry.values["jpm"] = str(jpm.quantize(Decimal("0.01")))

    def _faulty(self, name: str) -> bool:
        return any(finding.field == name and finding.is_fault for finding in self._entry.findings)

    def _heading(self, name: str) -> str:
        return normal(self._header.titles.get(name, ""))


def last_day(cell: Cell, since_1904: bool = False) -> date | None:
    """A date in any form of the import of people, or the last day of "12-14 Mei 2025" and "12 s.d. 14 Mei 2025"."""
    day = parse_date(cell, since_1904=since_1904)
    if day is not None or not isinstance(cell, str):
        return day
    several = _RANGE.match(text_of(cell))
    return parse_date(several[1]) if several else None


def parse_job(text: str) -> tuple[JobClass | None, FunctionalLevel | None]:
    """ "JPT Pratama", "Eselon II.b", "II/b", "Fungsional Ahli Muda", "Ahli Madya" -> class and functional level."""
    plain = " ".join(text.split())
    if plain.casefold().replace(" ", "_") in set(JobClass):
        return JobClass(plain.casefold().replace(" ", "_")), None
    eselon = parse_eselon(plain) or ""
    found = classify("" if eselon else plain, eselon, "")
    level = parse_level(plain)
    if level and found.job_class in (None, JobClass.FUNGSIONAL):
        return JobClass.FUNGSIONAL, level
    return found.job_class, None


def parse_level(text: str) -> FunctionalLevel | None:
    """ "Ahli Muda", "jenjang muda", "Terampil"; None when no functional grade stands there."""
    plain = text.casefold().strip()
    if plain.replace(" ", "_") in set(FunctionalLevel):
        return FunctionalLevel(plain.replace(" ", "_"))
    if "jpt" in plain or "pimpinan tinggi" in plain or plain == "pelaksana":
        return None
    return functional_level(plain)


def parse_jpm(text: str) -> Decimal | None:
    """ "85,50 %", "85.5", "111,67"; None when it is no number from 0 to 500."""
    plain = text.replace("%", "").replace(" ", "").replace(",", ".")
    try:
        jpm = Decimal(plain)
    except InvalidOperation:
        return None
    return jpm if jpm.is_finite() and _LOWEST_JPM <= jpm <= _HIGHEST_JPM else None


def is_data(cells: Mapping[int, Cell], header: Header) -> bool:
    """Whether a row below the header is about a person: not a footer, a repeated header or column numbers."""
    nip = given(cells.get(header.columns["nip"]))
    name = given(cells.get(header.columns["name"])) if "name" in header.columns else ""
    if not nip:
        return bool(name) and any(
            given(cells.get(header.columns[field]))
            for field in ("assessed_on", "number", "jpm", "category")
            if field in header.columns
        )
    return nip != header.titles["nip"] and not (nip.isdecimal() and len(nip) < 3)
