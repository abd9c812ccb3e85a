"""Pangkat and golongan: I/a-IV/e of PNS with their names, I-XVII of PPPK."""

from __future__ import annotations

import re

PANGKAT: dict[str, str] = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}
PPPK_GOLONGAN = (
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX",
    "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
)  # fmt: skip
ALL_GOLONGAN = (*PANGKAT, *PPPK_GOLONGAN)

_ROMAN = ("I", "II", "III", "IV")
_PNS = re.compile(r"\b(I{1,3}|IV)[ ./-]*([A-E])\b", re.IGNORECASE)
_CODE = re.compile(r"^([1-4])([1-5])$")
_PPPK = re.compile(r"^(?:gol(?:ongan)?[ .]*)?(X{0,1}(?:IX|IV|V?I{0,3}))$", re.IGNORECASE)
_BY_NAME = {name.casefold().replace("tingkat", "tk"): code for code, name in PANGKAT.items()}


def parse_golongan(text: str, kind: str) -> str | None:
    """As written ("Penata Tk. I (III/d)", "iii d", "34", "IX", "9") -> "III/d" or "IX"; None if unreadable.

    `kind` is "PNS" or "PPPK": bare numerals are a golongan only for PPPK; two-digit codes are BKN's for PNS.
    """
    plain = " ".join(text.split())
    return _pppk(plain) if kind == "PPPK" else _pns(plain)


def golongan_label(code: str) -> str:
    """ "III/d" -> "Penata Tingkat I, III/d"; "IX" -> "Golongan IX"; "" -> ""."""
    if not code:
        return ""
    return f"{PANGKAT[code]}, {code}" if code in PANGKAT else f"Golongan {code}"


def _pns(plain: str) -> str | None:
    coded = _CODE.match(plain)
    if coded:
        return _known(f"{_ROMAN[int(coded[1]) - 1]}/{'abcde'[int(coded[2]) - 1]}")
    found = _PNS.search(plain)
    if found:
        return _known(f"{found[1].upper()}/{found[2].lower()}")
    return _BY_NAME.get(plain.casefold().replace(".", "").replace("tingkat", "tk"))


def _pppk(plain: str) -> str | None:
    if plain.isdecimal() and 1 <= int(plain) <= len(PPPK_GOLONGAN):
        return PPPK_GOLONGAN[int(plain) - 1]
    found = _PPPK.match(plain)
    return found[1].upper() if found and found[1].upper() in PPPK_GOLONGAN else None


def _known(code: str) -> str | None:
    return code if code in PANGKAT else None
