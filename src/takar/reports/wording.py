"""Sentences of the reports, built from the dictionary and the outcome; no sentence claims more than the numbers do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from takar.assessments.public import AssessmentView, ParticipantView
from takar.kernel.clock import day_in, long_date
from takar.kernel.numbers import grouped
from takar.standards.public import Dictionary

BANDS = {"KS": "kurang sekali", "K": "kurang", "C": "cukup", "B": "baik", "BS": "baik sekali"}


_REGIONS = ("kota ", "kabupaten ", "provinsi ", "daerah ")


def letterhead(place: str) -> str:
    """The first line of a letter: "Pemerintah Kota Contoh" for a region; a ministry or an agency by its own name."""
    return f"Pemerintah {place}" if place.casefold().startswith(_REGIONS) else place


def spaced_nip(nip: str) -> str:
    """19860926 201505 1 001"""
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"


def footer(assessment: AssessmentView, code: str = "") -> str:
    parts = (
        assessment.title,
        f"kode {code}" if code else "",
        "dibuat dengan Takar dari catatan yang tersegel",
    )
    return " · ".join(part for part in parts if part)


def place_and_date(assessment: AssessmentView, moment: datetime) -> str:
    day = long_date(day_in(assessment.zone, moment))
    return f"{assessment.location}, {day}" if assessment.location else day


def strength(row: dict[str, Any], dictionary: Dictionary) -> str:
    reached = _description(row, int(row["level"]), dictionary)
    return f"{row['name_id']} (rating {grouped(row['rating'])}, standar {row['required']}): {reached}"


def development_area(row: dict[str, Any], dictionary: Dictionary) -> str:
    wanted = _description(row, int(row["required"]), dictionary)
    return (
        f"{row['name_id']} (rating {grouped(row['rating'])}, standar {row['required']}): "
        f"yang dipersyaratkan jabatan adalah {_lower_first(wanted)}"
    )


def advice(rows: Sequence[dict[str, Any]], dictionary: Dictionary) -> list[str]:
    """What to practise, weakest competency first, and how."""
    return [_suggestion(row, dictionary) for row in rows[:5]] + [_HOW]


_HOW = (
    "Cara yang disarankan: penugasan nyata dengan pendampingan atasan, pelatihan yang sesuai, "
    "dan umpan balik setelah tiga bulan."
)


def _suggestion(row: dict[str, Any], dictionary: Dictionary) -> str:
    """Below the standard the goal is the standard; at or above it, one level up."""
    below = str(row["gap"]).startswith("-")
    goal = int(row["required"]) if below else min(5, int(row["level"]) + 1)
    indicator = dictionary.competency(row["code"]).at(goal).indicators[0].id
    return f"{row['name_id']}, menuju level {goal}: {_lower_first(indicator)}"


def potential_note(aspects: Sequence[dict[str, Any]]) -> list[str]:
    strong = [a["name_id"] for a in aspects if a["band"] in ("B", "BS")]
    weak = [a["name_id"] for a in aspects if a["band"] in ("K", "KS")]
    notes = []
    if strong:
        notes.append(f"Menonjol pada {_list(strong)}.")
    if weak:
        notes.append(f"Perlu dukungan pada {_list(weak)}.")
    if aspects and not notes:
        notes.append("Semua aspek potensi berada pada tingkat cukup.")
    return notes


def placement_advice(full: dict[str, Any], person: ParticipantView) -> str:
    below = [row["name_id"] for row in full["competencies"] if row["gap"].startswith("-")]
    closing = "Keputusan penempatan tetap pada pejabat yang berwenang dan tidak boleh hanya didasarkan pada laporan ini."
    if not below:
        return f"Profil kompetensi sesuai dengan tuntutan jabatan {person.post} saat ini. {closing}"
    return f"Penugasan yang banyak menuntut {_list(below)} sebaiknya disertai pendampingan. {closing}"


def _description(row: dict[str, Any], level: int, dictionary: Dictionary) -> str:
    return dictionary.competency(row["code"]).at(max(1, min(5, level))).description_id


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def _list(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    return ", ".join(names[:-1]) + (", dan " if len(names) > 2 else " dan ") + names[-1]
