"""What codes are called on screen."""

from __future__ import annotations

from django.utils.translation import get_language

from takar.people.public import JOB_CLASS_NAMES, LEVEL_NAMES, FunctionalLevel, JobClass
from takar.positions.domain.kinds import COMPETENCIES
from takar.positions.domain.requirements import KIND_WORDS, WEIGHT_WORDS
from takar.positions.domain.values import Position, Weight


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def job_classes() -> list[tuple[str, str]]:
    return [(code.value, names[language()]) for code, names in JOB_CLASS_NAMES.items()]


def class_label(one: Position) -> str:
    """ "JPT Pratama", "Fungsional Ahli Muda", "–"."""
    if not one.job_class:
        return "–"
    name = JOB_CLASS_NAMES[JobClass(one.job_class)][language()]
    return f"{name} {LEVEL_NAMES[FunctionalLevel(one.level)]}" if one.level else name


def weight_label(weight: str) -> str:
    return WEIGHT_WORDS[Weight(weight)][_at()]


def weights() -> list[tuple[str, str]]:
    return [(weight.value, words[_at()]) for weight, words in WEIGHT_WORDS.items()]


def requirement_kinds() -> list[tuple[str, str, str]]:
    """(code, name, example of its value)"""
    english = language() == "en"
    return [(kind.value, words[1] if english else words[0], words[3]) for kind, words in KIND_WORDS.items()]


def competency_name(code: str) -> str:
    """ "M.01" -> "Integritas"; a technical one keeps its code."""
    words = COMPETENCIES.get(code.replace(".", "").lower())
    if words is None:
        return code
    return words[1] if language() == "en" else words[0]


def _at() -> int:
    return 1 if language() == "en" else 0
