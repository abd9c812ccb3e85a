"""The columns of a list and how their cells are read. What a reader gives back, it reads again as the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from takar.people.domain.cells import Cell, given, text_of
from takar.people.domain.dates import parse_date
from takar.people.domain.findings import Finding as PersonFinding
from takar.people.domain.golongan import parse_golongan
from takar.people.domain.headers import normal
from takar.people.domain.nip import parse_nip
from takar.people.domain.records import education_level, unit_path


@dataclass(frozen=True, slots=True)
class Bad:
    """The cell cannot be read; the code is one of `findings.FAULTS` or of the import of people."""

    code: str


Read = Callable[[Cell, bool], "str | Bad"]
"""(cell that is not empty, workbook counts days from 1904) -> the value as text, or what is wrong."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `id` is also its heading in the template; `headings` are others that mean the same, best first."""

    name: str
    id: str
    en: str
    read: Read
    headings: tuple[str, ...] = ()
    required: bool = False
    hint: str = ""
    example: str = ""

    def label(self, language: str = "id") -> str:
        return self.en if language.startswith("en") else self.id

    @property
    def known_as(self) -> tuple[str, ...]:
        """Normalised headings, the better one first."""
        return (normal(self.id), *self.headings, normal(self.en))


def text(limit: int) -> Read:
    """Any text up to `limit` characters."""

    def read(cell: Cell, _since_1904: bool) -> str | Bad:
        written = given(cell)
        return written if len(written) <= limit else Bad("TEXT_TOO_LONG")

    return read


def choice(words: Mapping[str, Sequence[str]]) -> Read:
    """One of some codes: {code: words that mean it}; the code itself is understood too."""
    by_word = {normal(word): code for code, several in words.items() for word in (code, *several)}

    def read(cell: Cell, _since_1904: bool) -> str | Bad:
        return by_word.get(normal(text_of(cell)), Bad("NOT_A_CHOICE"))

    return read


def day(cell: Cell, since_1904: bool) -> str | Bad:
    """A date as ISO text."""
    found = parse_date(cell, since_1904=since_1904)
    return found.isoformat() if found else Bad("DATE_UNREADABLE")


def year(cell: Cell, _since_1904: bool) -> str | Bad:
    """Four digits from 1940 to 2100; of a date its year."""
    written = given(cell)
    if not (len(written) == 4 and written.isdecimal()):
        found = parse_date(cell)
        written = str(found.year) if found else ""
    return written if written and 1940 <= int(written) <= 2100 else Bad("YEAR_UNREADABLE")


def number(lowest: str, highest: str, decimals: int) -> Read:
    """A number in Indonesian or English writing, with or without %, rounded to `decimals`."""

    def read(cell: Cell, _since_1904: bool) -> str | Bad:
        value = parse_number(given(cell))
        if value is None:
            return Bad("NUMBER_UNREADABLE")
        rounded = value.quantize(Decimal(1).scaleb(-decimals))
        return str(rounded) if Decimal(lowest) <= rounded <= Decimal(highest) else Bad("NUMBER_OUTSIDE")

    return read


def parse_number(written: str) -> Decimal | None:
    """ "1.234,5", "85,50 %", "85.5" -> Decimal; None when it is none. One point alone is a decimal point."""
    plain = written.replace("%", "").replace(" ", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) < 10**9 else None


def flag(cell: Cell, _since_1904: bool) -> str | Bad:
    """ya / tidak -> "1" / "0"."""
    return _FLAGS.get(normal(given(cell)), Bad("NOT_YES_OR_NO"))


def nip(cell: Cell, _since_1904: bool) -> str | Bad:
    """The 18 digits; faults are those of the import of people."""
    found = parse_nip(cell)
    return Bad(found.code) if isinstance(found, PersonFinding) else found.digits


def education(cell: Cell, _since_1904: bool) -> str | Bad:
    """ "Strata I", "S-1/Sarjana" -> "S1"."""
    return education_level(given(cell)) or Bad("NOT_A_CHOICE")


def golongan(cell: Cell, _since_1904: bool) -> str | Bad:
    """ "Penata Tk. I (III/d)" -> "III/d"; PPPK "IX"."""
    written = given(cell)
    return parse_golongan(written, "PNS") or parse_golongan(written, "PPPK") or Bad("NOT_A_CHOICE")


def unit(limit: int) -> Read:
    """A path from the root with single slashes."""

    def read(cell: Cell, _since_1904: bool) -> str | Bad:
        path = unit_path("", given(cell))
        return path if len(path) <= limit else Bad("TEXT_TOO_LONG")

    return read


def code(limit: int) -> Read:
    """A code: text without spaces around and within."""

    def read(cell: Cell, _since_1904: bool) -> str | Bad:
        written = "".join(given(cell).split()).upper()
        return written if len(written) <= limit else Bad("TEXT_TOO_LONG")

    return read


_FLAGS = {
    "ya": "1", "y": "1", "yes": "1", "1": "1", "true": "1", "benar": "1", "v": "1", "x": "1", "wajib": "1",
    "tidak": "0", "t": "0", "no": "0", "n": "0", "0": "0", "false": "0", "salah": "0", "bukan": "0",
}  # fmt: skip
