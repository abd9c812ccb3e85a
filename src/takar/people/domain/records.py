"""From the cells of one row to the record of one person."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from takar.people.domain.cells import Cell, given, text_of
from takar.people.domain.dates import parse_date
from takar.people.domain.findings import Finding
from takar.people.domain.golongan import parse_golongan
from takar.people.domain.headers import Header
from takar.people.domain.job_classes import classify, parse_eselon
from takar.people.domain.names import split_titles
from takar.people.domain.nip import Nip, nip_warnings, parse_nip
from takar.people.domain.person import is_active

RECORD_FIELDS = (
    "name", "front_title", "back_title", "birth_date", "sex", "kind", "golongan", "agency", "unit",
    "post", "job_class", "level", "eselon", "education", "legal_status", "post_since",
)  # fmt: skip
_LIMITS = {"name": 150, "front_title": 60, "back_title": 100, "agency": 200, "post": 300, "legal_status": 60}
_UNIT_LIMIT, _UNIT_NAME_LIMIT = 600, 250
_SEXES = {
    "l": "L", "m": "L", "laki laki": "L", "lakilaki": "L", "pria": "L", "male": "L", "1": "L",
    "p": "P", "f": "P", "w": "P", "perempuan": "P", "wanita": "P", "female": "P", "2": "P",
}  # fmt: skip
_EDUCATION = re.compile(r"^(SD|SMP|SLTP|SMA|SMK|SLTA|SMU|D|DIPLOMA|S|STRATA)\W*([1-4]|I{1,3}|IV)?\b", re.I)
_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}


@dataclass(slots=True)
class Record:
    """What one row says. `told` are values from the file; `inferred` fill the gaps of a new person only."""

    number: int
    nip: str = ""
    told: dict[str, str] = field(default_factory=dict)
    inferred: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def refused(self) -> bool:
        return any(finding.is_fault for finding in self.findings)


def read_record(
    number: int, cells: Mapping[int, Cell], header: Header, today: date, since_1904: bool = False
) -> Record:
    """Read the row; every fault and warning is in `findings`. Blank cells tell nothing."""
    reading = _Reading(Record(number), cells, header.columns, since_1904)
    reading.kind()
    reading.nip(today)
    reading.name()
    reading.golongan()
    reading.place()
    reading.post()
    reading.rest()
    return reading.record


@dataclass(slots=True)
class _Reading:
    record: Record
    cells: Mapping[int, Cell]
    columns: Mapping[str, int]
    since_1904: bool

    def cell(self, name: str) -> Cell | None:
        column = self.columns.get(name)
        return None if column is None else self.cells.get(column)

    def text(self, name: str) -> str:
        return given(self.cell(name))

    def find(self, code: str, name: str, value: str = "") -> None:
        self.record.findings.append(Finding(code, name, value[:60]))

    def tell(self, name: str, value: str) -> None:
        """Keep a text, unless it is longer than its place in the database."""
        if len(value) > _LIMITS.get(name, _UNIT_LIMIT):
            self.find("TEXT_TOO_LONG", name, value)
        elif value:
            self.record.told[name] = value

    def kind(self) -> None:
        written = self.text("kind")
        plain = written.casefold()
        if "pppk" in plain or "p3k" in plain or "perjanjian kerja" in plain:
            self.record.told["kind"] = "PPPK"
        elif "pns" in plain or "cpns" in plain or "negeri sipil" in plain:
            self.record.told["kind"] = "PNS"
        elif written:
            self.find("KIND_UNKNOWN", "kind", written)

    def nip(self, today: date) -> None:
        nip = parse_nip(self.cell("nip"), self.record.told.get("kind", ""))
        if isinstance(nip, Finding):
            self.record.findings.append(nip)
            return
        self.record.nip = nip.digits
        self.record.findings.extend(nip_warnings(nip, today))
        self.record.inferred.update(birth_date=nip.birth_date.isoformat(), sex=nip.sex, kind=nip.kind)
        self.birth_date(nip)
        self.sex(nip)

    def birth_date(self, nip: Nip) -> None:
        born = self.date("birth_date")
        if born and born != nip.birth_date:
            self.find("BIRTH_DATE_DIFFERS", "birth_date", born.strftime("%d-%m-%Y"))

    def sex(self, nip: Nip) -> None:
        written = self.text("sex")
        sex = _SEXES.get(written.casefold().replace("-", " "))
        if sex:
            self.record.told["sex"] = sex
            if sex != nip.sex:
                self.find("SEX_DIFFERS", "sex", sex)
        elif written:
            self.find("SEX_UNKNOWN", "sex", written)

    def name(self) -> None:
        written = self.text("name")
        if not written:
            self.find("NAME_MISSING", "name")
        front, back = self.text("front_title"), self.text("back_title")
        if not front and not back:
            split = split_titles(written)
            front, written, back = split.front, split.name, split.back
        self.tell("name", written)
        self.tell("front_title", front)
        self.tell("back_title", back)

    def golongan(self) -> None:
        written = self.text("golongan")
        if not written:
            return
        kind = self.record.told.get("kind") or self.record.inferred.get("kind", "PNS")
        code = parse_golongan(written, kind)
        if code is None and "kind" not in self.record.told:
            code = parse_golongan(written, "PNS" if kind == "PPPK" else "PPPK")
        if code is None:
            self.find("GOLONGAN_UNKNOWN", "golongan", written)
        else:
            self.record.told["golongan"] = code

    def place(self) -> None:
        agency = self.text("agency")
        self.tell("agency", agency)
        self.record.inferred["unit"] = agency.replace("/", "-")
        path = unit_path(self.text("parent_unit"), self.text("unit"))
        if any(len(part) > _UNIT_NAME_LIMIT for part in path.split("/")):
            self.find("TEXT_TOO_LONG", "unit", path)
        else:
            self.tell("unit", path)

    def post(self) -> None:
        title, kind_of_post = self.text("post"), self.text("post_kind")
        eselon = self.eselon()
        self.tell("post", title)
        if eselon is None:
            return
        found = classify(kind_of_post, eselon, title)
        if found.job_class and not found.guessed:
            self.record.told.update(job_class=found.job_class.value, level=found.level or "")
        elif found.job_class:
            self.record.inferred.update(job_class=found.job_class.value)
            self.find("JOB_CLASS_GUESSED", "post", title)
        elif title:
            self.find("JOB_CLASS_UNKNOWN", "post", title)

    def eselon(self) -> str | None:
        if "eselon" not in self.columns:
            return ""
        written = text_of(self.cell("eselon"))
        eselon = parse_eselon(written)
        if eselon is None:
            self.find("ESELON_UNKNOWN", "eselon", written)
        elif written:
            self.record.told["eselon"] = eselon
        return eselon

    def rest(self) -> None:
        self.date("post_since")
        status, education = self.text("legal_status"), self.text("education")
        self.tell("legal_status", status)
        if not is_active(status):
            self.find("NOT_SERVING", "legal_status", status)
        level = education_level(education)
        if education and not level:
            self.find("EDUCATION_UNKNOWN", "education", education)
        self.tell("education", level)

    def date(self, name: str) -> date | None:
        cell = self.cell(name)
        written = given(cell)
        if cell is None or not written:
            return None
        day = parse_date(cell, since_1904=self.since_1904)
        if day is None:
            self.find("DATE_UNREADABLE", name, written)
        else:
            self.record.told[name] = day.isoformat()
        return day


def is_data(cells: Mapping[int, Cell], header: Header) -> bool:
    """Whether a row below the header is about a person: not a footer, a repeated header, or column numbers."""
    nip, name = given(cells.get(header.columns["nip"])), given(cells.get(header.columns["name"]))
    if not nip and not name:
        return False
    if nip == text_of(header.titles[header.columns["nip"]]):
        return False
    return not (nip.isdecimal() and name.isdecimal() and len(nip) < 3 and len(name) < 3)


def unit_path(parent: str, unit: str) -> str:
    """The unit's path from the root with single slashes; the parent goes before a unit that does not name it."""
    parts = [part.strip() for part in unit.split("/") if part.strip()]
    above = [part.strip() for part in parent.split("/") if part.strip()]
    if above and parts[: len(above)] != above:
        parts = above + parts if parts != above[-1:] else above
    return "/".join(parts)


def education_level(text: str) -> str:
    """ "S-1/Sarjana", "Strata I", "SLTA" -> "S1", "S1", "SMA"; "" when unknown."""
    found = _EDUCATION.match(text)
    if found is None:
        return ""
    school, number = found[1].upper(), (found[2] or "").upper()
    number = _ROMAN.get(number, number)
    if school in {"D", "DIPLOMA", "S", "STRATA"}:
        letter = school[0]
        return f"{letter}{number}" if number and not (letter == "S" and number == "4") else ""
    return {"SLTP": "SMP", "SLTA": "SMA", "SMU": "SMA", "SMK": "SMA"}.get(school, school)
