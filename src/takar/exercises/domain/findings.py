"""What an audit of ratings found: whose, which rater, which field, which value where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

PLACES = {
    "sheet": ("pada lembar", "on the sheet"),
    "seal": ("pada segel penilai", "in the rater's seal"),
    "office": ("di basis data kantor", "in the office database"),
    "log": ("tercatat di log", "recorded in the log"),
    "again": ("hasil hitung ulang", "computed again"),
}


@dataclass(frozen=True, slots=True)
class Whose:
    """A participant's number (or NIP) and a rater's user name; empty for a finding about the round."""

    number: str = ""
    rater: str = ""

    def words(self) -> tuple[str, str]:
        if not self.number and not self.rater:
            return "", ""
        rater_id, rater_en = (f", penilai {self.rater}", f", rater {self.rater}") if self.rater else ("", "")
        return f"Peserta {self.number}{rater_id}: ", f"Participant {self.number}{rater_en}: "


ROUND = Whose()


@dataclass(frozen=True, slots=True)
class RatingFinding:
    """One mismatch, as a sentence in each language."""

    code: str
    number: str
    rater: str
    field: str
    id: str
    en: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def finding(code: str, whose: Whose, field: str, indonesian: str, english: str) -> RatingFinding:
    """A finding in words of its own."""
    before_id, before_en = whose.words()
    return RatingFinding(
        code, whose.number, whose.rater, field, f"{before_id}{indonesian}.", f"{before_en}{english}."
    )


def differs(
    code: str, whose: Whose, field: str, name: tuple[str, str], values: Mapping[str, object]
) -> RatingFinding:
    """Peserta 001, penilai penilai1: nilai Integritas pada lembar 4, pada segel penilai 3."""
    said = [
        ", ".join(f"{PLACES[place][language]} {_word(value)}" for place, value in values.items())
        for language in (0, 1)
    ]
    return finding(code, whose, field, f"{name[0]} {said[0]}", f"{name[1]} {said[1]}")


def _word(value: object) -> str:
    return "–" if value in (None, "") else str(value)
