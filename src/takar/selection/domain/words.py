"""Words and small values of a selection."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Sentence:
    """The same said in Indonesian and English; `code` is stable."""

    code: str
    id: str
    en: str

    def sentence(self, language: str = "id") -> str:
        return self.en if language.startswith("en") else self.id


class Importance(StrEnum):
    """How much a requirement weighs [tingkat pentingnya]: without a Mutlak one nobody is eligible."""

    MUTLAK = "mutlak"
    PENTING = "penting"
    PERLU = "perlu"


class RequirementKind(StrEnum):
    """Part III of a job standard, and age."""

    EDUCATION = "education"
    TRAINING = "training"
    EXPERIENCE = "experience"
    RANK = "rank"
    AGE = "age"
    PERFORMANCE = "performance"
    OTHER = "other"


class Verdict(StrEnum):
    """What the check of one requirement says."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_YET = "not_yet"


class ConflictKind(StrEnum):
    """What a member has to do with a candidate; NONE is a declaration too."""

    NONE = "none"
    SAME_UNIT = "same_unit"
    SUPERIOR = "superior"
    FORMER_SUPERIOR = "former_superior"
    RELATIVE = "relative"
    OTHER = "other"


CONFLICT_NAMES: dict[ConflictKind, Sentence] = {
    ConflictKind.NONE: Sentence("none", "tidak ada benturan kepentingan", "no conflict of interest"),
    ConflictKind.SAME_UNIT: Sentence("same_unit", "bekerja di unit yang sama", "works in the same unit"),
    ConflictKind.SUPERIOR: Sentence("superior", "atasan sekarang", "superior at present"),
    ConflictKind.FORMER_SUPERIOR: Sentence("former_superior", "bekas atasan", "former superior"),
    ConflictKind.RELATIVE: Sentence("relative", "hubungan keluarga", "relative"),
    ConflictKind.OTHER: Sentence("other", "benturan lain", "another conflict"),
}
