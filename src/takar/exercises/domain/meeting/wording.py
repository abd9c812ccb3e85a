"""Report text proposed from tagged evidence: every word is the dictionary's or an assessor's note, none is invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from takar.exercises.domain.words import said
from takar.kernel.numbers import grouped

MOST_QUOTED = 3


@dataclass(frozen=True, slots=True)
class Evidence:
    """One note about one competency. `signs`: indicator's words ("" for all of it) -> "+", "-" or "0"."""

    key: str
    instrument: str
    rater: str
    text: str
    clock_s: int
    signs: tuple[tuple[str, str], ...]

    def tagged(self, sign: str) -> bool:
        return any(found == sign for _, found in self.signs)


@dataclass(frozen=True, slots=True)
class Shown:
    """A competency with its figure and everything that was noted about it."""

    name: str
    value: Decimal | None
    standard: Decimal | None
    evidence: tuple[Evidence, ...]


def shuffled(seed: str, evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """In an order that only `seed` decides: not the rater, not the exercise, not the time."""
    return tuple(sorted(evidence, key=lambda one: sha256(f"{seed}|{one.key}".encode()).digest()))


def strengths(rows: Sequence[Shown]) -> list[str]:
    """One line per competency at or above its standard, with the behaviour that was tagged as shown."""
    above = [
        one
        for one in rows
        if one.value is not None and one.standard is not None and one.value >= one.standard
    ]
    return [_line(one, "+", "") for one in above]


def development(rows: Sequence[Shown]) -> list[str]:
    """One line per competency below its standard, with the behaviour that was tagged as missing or contrary."""
    below = [
        one for one in rows if one.value is not None and one.standard is not None and one.value < one.standard
    ]
    none = "tidak ada perilaku yang ditandai kurang; lihat catatan asesor"
    return [_line(one, "-", none) for one in below] + [
        f"{one.name}: tidak dinilai karena tidak ada bukti." for one in rows if one.value is None
    ]


def _line(one: Shown, sign: str, otherwise: str) -> str:
    quoted = _quoted(one.evidence, sign) or otherwise
    head = f"{one.name} (nilai {grouped(str(one.value))}, standar {grouped(str(one.standard))})"
    return f"{head}: {quoted}." if quoted else f"{head}."


def _quoted(evidence: Sequence[Evidence], sign: str) -> str:
    """Notes under the behaviour that they were tagged with; at most a few, in an order of their own."""
    found = sorted((one for one in evidence if one.tagged(sign)), key=lambda one: one.key)[:MOST_QUOTED]
    by: dict[str, list[str]] = {}
    for one in found:
        shown = next((words for words, mark in one.signs if mark == sign and words), "")
        by.setdefault(_lower(shown), []).append(f"“{one.text.strip().rstrip('.')}”")
    return "; ".join(_behaviour(words, list(dict.fromkeys(notes))) for words, notes in by.items())


def _behaviour(words: str, notes: Sequence[str]) -> str:
    listed = ", ".join(notes)
    return f"{words} (catatan: {listed})" if words else listed


def _lower(text: str) -> str:
    text = text.strip().rstrip(".")
    return text[:1].lower() + text[1:]


def indicator_words(form: Mapping[str, object]) -> dict[str, dict[str, str]]:
    """Competency -> indicator's code -> its words, from a sheet's form."""
    found: dict[str, dict[str, str]] = {}
    rows = form.get("dimensions")
    for one in rows if isinstance(rows, list) else []:
        found[str(one["code"])] = {
            str(each["code"]): said(each.get("text", "")) for each in one.get("indicators", [])
        }
    return found
