"""What an item can measure: codes of Permenpan RB 38/2017 and PermenPANRB 20/2025, and the kinds of items."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class ItemType(StrEnum):
    SINGLE_CHOICE = "single_choice"  # right 1, wrong 0
    SJT = "sjt"  # situational judgement, every option 1..5
    LIKERT = "likert"  # agreement, 1..5, reversed statements already reversed in the key
    ESSAY = "essay"  # free writing: no key, people judge it
    INBOX = "inbox"  # letters to work through, each with priority, action and answer: no key


WRITTEN = (ItemType.ESSAY, ItemType.INBOX)
"""What is written freely and has neither options nor a key."""


class Family(StrEnum):
    """How a reasoning item is made; other items have none."""

    SERIES = "series"
    ARITHMETIC = "arithmetic"
    SYLLOGISM = "syllogism"
    MATRIX = "matrix"


class Status(StrEnum):
    DRAFT = "draft"
    REVIEWED = "reviewed"
    RETIRED = "retired"


class Scale(NamedTuple):
    code: str
    name_id: str
    name_en: str


SCALES: tuple[Scale, ...] = (
    Scale("M.01", "Integritas", "Integrity"),
    Scale("M.02", "Kerja Sama", "Teamwork"),
    Scale("M.03", "Komunikasi", "Communication"),
    Scale("M.04", "Orientasi pada Hasil", "Results Orientation"),
    Scale("M.05", "Pelayanan Publik", "Public Service"),
    Scale("M.06", "Pengembangan Diri dan Orang Lain", "Developing Self and Others"),
    Scale("M.07", "Mengelola Perubahan", "Managing Change"),
    Scale("M.08", "Pengambilan Keputusan", "Decision Making"),
    Scale("SK.01", "Perekat Bangsa", "National Cohesion"),
    Scale("P.01", "Kemampuan Intelektual", "Intellectual Ability"),
    Scale("P.02", "Kemampuan Interpersonal", "Interpersonal Ability"),
    Scale("P.03", "Kesadaran Diri", "Self-awareness"),
    Scale("P.04", "Berpikir Kritis dan Strategis", "Critical and Strategic Thinking"),
    Scale("P.05", "Pemecahan Masalah", "Problem Solving"),
    Scale("P.06", "Kecerdasan Emosional", "Emotional Intelligence"),
    Scale("P.07", "Belajar Cepat dan Mengembangkan Diri", "Learning Agility and Self-development"),
    Scale("P.08", "Motivasi dan Komitmen", "Motivation and Commitment"),
)
SCALE_CODES: frozenset[str] = frozenset(scale.code for scale in SCALES)


def scale_name(code: str, language: str = "id") -> str:
    """The name of a scale; its code when it is unknown."""
    for scale in SCALES:
        if scale.code == code:
            return scale.name_en if language.startswith("en") else scale.name_id
    return code
