"""The competency dictionary: nine competencies of five levels, and the aspects of potential.

Shape: Permenpan RB 38/2017, annex II: code, definition, five levels of one description and numbered
indicators. The wording is our own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from takar.kernel.canonical import Json, digest
from takar.kernel.refusals import Refusal
from takar.standards.domain.edition import Edition, read_head
from takar.standards.domain.reading import Reader, faulty

COMPETENCY_CODES = ("M.01", "M.02", "M.03", "M.04", "M.05", "M.06", "M.07", "M.08", "SK.01")
ASPECT_CODES = ("P.01", "P.02", "P.03", "P.04", "P.05", "P.06", "P.07", "P.08")
COMPETENCY_KINDS = ("managerial", "sociocultural")
HIGHEST_LEVEL = 5


@dataclass(frozen=True, slots=True)
class Indicator:
    """One observable behaviour; `number` is level.order, such as "3.2"."""

    number: str
    id: str
    en: str

    def as_data(self) -> dict[str, Json]:
        return {"number": self.number, "id": self.id, "en": self.en}


@dataclass(frozen=True, slots=True)
class Level:
    """One of the five levels (1–5) of a competency."""

    level: int
    description_id: str
    description_en: str
    indicators: tuple[Indicator, ...]

    def as_data(self) -> dict[str, Json]:
        return {
            "level": self.level,
            "description_id": self.description_id,
            "description_en": self.description_en,
            "indicators": [indicator.as_data() for indicator in self.indicators],
        }


@dataclass(frozen=True, slots=True)
class Competency:
    """`kind` is "managerial" or "sociocultural"."""

    code: str
    kind: str
    name_id: str
    name_en: str
    definition_id: str
    definition_en: str
    levels: tuple[Level, ...]

    def at(self, level: int) -> Level:
        """The text of `level` (1–5). Raises IndexError outside the ladder."""
        if not 1 <= level <= len(self.levels):
            raise IndexError(f"{self.code} has no level {level}")
        return self.levels[level - 1]

    def as_data(self) -> dict[str, Json]:
        return {
            "code": self.code,
            "kind": self.kind,
            "name_id": self.name_id,
            "name_en": self.name_en,
            "definition_id": self.definition_id,
            "definition_en": self.definition_en,
            "levels": [level.as_data() for level in self.levels],
        }


@dataclass(frozen=True, slots=True)
class PotentialAspect:
    """An aspect of potential (PermenPANRB 20/2025): scored 0–100, reported as a band."""

    code: str
    name_id: str
    name_en: str
    definition_id: str
    definition_en: str

    def as_data(self) -> dict[str, Json]:
        return {
            "code": self.code,
            "name_id": self.name_id,
            "name_en": self.name_en,
            "definition_id": self.definition_id,
            "definition_en": self.definition_en,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Dictionary(Edition):
    competencies: tuple[Competency, ...]
    aspects: tuple[PotentialAspect, ...]

    def competency(self, code: str) -> Competency:
        """Raises KeyError for a code that is not in the dictionary."""
        return {one.code: one for one in self.competencies}[code]

    def aspect(self, code: str) -> PotentialAspect:
        """Raises KeyError for a code that is not in the dictionary."""
        return {one.code: one for one in self.aspects}[code]

    def as_data(self) -> dict[str, Json]:
        return self.head("dictionary") | {
            "competencies": [one.as_data() for one in self.competencies],
            "aspects": [one.as_data() for one in self.aspects],
        }

    @property
    def digest(self) -> str:
        return digest(self.as_data())

    @classmethod
    def from_data(cls, data: Json) -> Dictionary | Refusal:
        """Read and check; the refusal STANDARD_FAULTY names every faulty field."""
        reader = Reader(data)
        found = cls(
            **read_head(reader, "dictionary"),
            competencies=tuple(_competency(row) for row in reader.rows("competencies")),
            aspects=tuple(_aspect(row) for row in reader.rows("aspects")),
        )
        reader.finish()
        _check_codes(reader, "competencies", [one.code for one in found.competencies], COMPETENCY_CODES)
        _check_codes(reader, "aspects", [one.code for one in found.aspects], ASPECT_CODES)
        return faulty(reader.faults) if reader.faults else found


def _check_codes(reader: Reader, field: str, codes: list[str], wanted: tuple[str, ...]) -> None:
    if Counter(codes) != Counter(wanted):
        listed = ", ".join(wanted)
        reader.fault(field, f"harus tepat satu kali: {listed}", f"exactly one each of: {listed}")


def _competency(reader: Reader) -> Competency:
    found = Competency(
        code=reader.choice("code", COMPETENCY_CODES),
        kind=reader.choice("kind", COMPETENCY_KINDS),
        name_id=reader.text("name_id", 100),
        name_en=reader.text("name_en", 100),
        definition_id=reader.text("definition_id"),
        definition_en=reader.text("definition_en"),
        levels=tuple(_level(row) for row in reader.rows("levels")),
    )
    if [one.level for one in found.levels] != list(range(1, HIGHEST_LEVEL + 1)):
        reader.fault("levels", "harus level 1 sampai 5, berurutan", "must be levels 1 to 5, in order")
    reader.finish()
    return found


def _level(reader: Reader) -> Level:
    level = reader.whole("level", 1, HIGHEST_LEVEL)
    found = Level(
        level=level,
        description_id=reader.text("description_id"),
        description_en=reader.text("description_en"),
        indicators=tuple(_indicator(row) for row in reader.rows("indicators")),
    )
    if [one.number for one in found.indicators] != [
        f"{level}.{place}" for place in range(1, len(found.indicators) + 1)
    ]:
        reader.fault(
            "indicators", f"beri nomor {level}.1, {level}.2, …", f"number them {level}.1, {level}.2, …"
        )
    reader.finish()
    return found


def _indicator(reader: Reader) -> Indicator:
    found = Indicator(number=reader.text("number", 5), id=reader.text("id"), en=reader.text("en"))
    reader.finish()
    return found


def _aspect(reader: Reader) -> PotentialAspect:
    found = PotentialAspect(
        code=reader.choice("code", ASPECT_CODES),
        name_id=reader.text("name_id", 100),
        name_en=reader.text("name_en", 100),
        definition_id=reader.text("definition_id"),
        definition_en=reader.text("definition_en"),
    )
    reader.finish()
    return found
