"""Ordered words of the personnel record as ranks, so that "at least" can be computed. 0: not a word of the scale."""

from __future__ import annotations

import re

_GOLONGAN = re.compile(r"(I{1,3}|IV)\s*[/.]?\s*([A-Ea-e])")
_GROUPS = {"I": 1, "II": 2, "III": 3, "IV": 4}
_EDUCATION = {
    "SD": 1, "SMP": 2, "SLTP": 2, "SMA": 3, "SMK": 3, "SLTA": 3, "D1": 4, "DI": 4, "D2": 5, "DII": 5, "D3": 6, "DIII": 6,
    "D4": 7, "DIV": 7, "S1": 7, "PROFESI": 7, "S2": 8, "S3": 9,
}  # fmt: skip
_PREDICATES = {"kurang": 1, "sangat_kurang": 1, "butuh_perbaikan": 2, "baik": 3, "sangat_baik": 4}
_DISCIPLINE = {"ringan": 1, "sedang": 2, "berat": 3}


def golongan_rank(written: str | None) -> int:
    """III/d or BKN's 34 -> 34, IV/a -> 41; 0 for anything else (a PPPK's golongan has no place on this scale)."""
    plain_text = (written or "").strip().upper()
    if re.fullmatch(r"[1-4][1-5]", plain_text):
        return int(plain_text)
    found = _GOLONGAN.fullmatch(plain_text)
    return _GROUPS[found[1]] * 10 + "ABCDE".index(found[2]) + 1 if found else 0


def education_rank(written: str | None) -> int:
    """S-1 and D-IV -> 7, S-2 -> 8; 0 for a level that is not known."""
    first = re.split(r"[\s/(]", (written or "").strip().upper(), maxsplit=1)[0]
    return _EDUCATION.get(re.sub(r"[^A-Z0-9]", "", first), 0)


def predicate_rank(code: str) -> int:
    """kurang and sangat kurang 1, butuh perbaikan 2, baik 3, sangat baik 4."""
    return _PREDICATES.get(code.strip().lower().replace(" ", "_"), 0)


def discipline_rank(code: str) -> int:
    """ringan 1, sedang 2, berat 3; none and anything else 0."""
    return _DISCIPLINE.get(code.strip().lower(), 0)


def plain(words: str) -> str:
    """Texts are compared without case and doubled spaces."""
    return " ".join(words.casefold().split())
