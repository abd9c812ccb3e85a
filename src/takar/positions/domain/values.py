"""One chair of the organisation as others see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class RequirementKind(StrEnum):
    """What a requirement asks [Persyaratan Jabatan, part III of a Standar Kompetensi Jabatan]."""

    GOLONGAN_LEAST = "golongan_least"  # values: one golongan code
    EDUCATION_LEAST = "education_least"  # one of SD … S3
    FIELDS_OF_STUDY = "fields_of_study"  # any of these fields
    FAMILY_YEARS_LEAST = "family_years_least"  # family, years
    CLASS_YEARS_LEAST = "class_years_least"  # job class, years
    SERVED_CLASS = "served_class"  # any of these job classes
    TRAINING = "training"  # words of the training's title
    AGE_MOST = "age_most"  # years
    PREDICATE_LEAST = "predicate_least"  # predicate code, years in a row
    NO_DISCIPLINE = "no_discipline"  # the lightest level that excludes, years back
    JPM_LEAST = "jpm_least"  # percent
    LEVEL_LEAST = "level_least"  # competency code, level
    LICENCE = "licence"  # words of the licence
    OTHER = "other"  # text that a person checks: never computed


class Weight(StrEnum):
    """Tingkat pentingnya: Mutlak excludes, Penting and Perlu weigh."""

    MUTLAK = "mutlak"
    PENTING = "penting"
    PERLU = "perlu"


@dataclass(frozen=True, slots=True)
class Requirement:
    """`values` as the kind says, all text; `text` as it stands in the standard, shown to people."""

    kind: str
    weight: str
    values: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """A position. `standard`: (competency code, level), its own or that of `standard_code`; empty: it has no score.

    `unit` joined by " / "; `holder` a NIP or ""; `retires_on` the first day out of office of the holder, by
    age, class and level, None while vacant or unknown; `vacant_since` None while held or when not told.
    """

    code: str
    title: str
    unit: str
    agency: str
    job_class: str
    eselon: str
    family: str
    standard: tuple[tuple[str, Decimal], ...]
    requirements: tuple[Requirement, ...]
    holder: str
    must_fill: bool
    critical: bool
    vacant_since: date | None
    retires_on: date | None
    level: str = ""
    standard_code: str = ""
    own_standard: bool = True
    held_since: date | None = None

    @property
    def is_vacant(self) -> bool:
        return not self.holder


@dataclass(frozen=True, slots=True)
class PositionFilter:
    """What to look for; empty fields do not narrow. `unit` is a path whose whole subtree is meant ("Dinas A").

    `vacant` and `must_fill`, `critical`: None for both. `text` is part of title or the beginning of a code.
    """

    text: str = ""
    job_class: str = ""
    unit: str = ""
    agency: str = ""
    vacant: bool | None = None
    must_fill: bool | None = None
    critical: bool | None = None
    without_standard: bool = False
