"""Whole numbers and dates as Indonesian officials write them out in minutes and letters."""

from __future__ import annotations

from datetime import date

from takar.kernel.clock import DAYS, MONTHS

_UNITS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
_SCALES = ((1_000_000_000, "miliar"), (1_000_000, "juta"), (1_000, "ribu"), (100, "ratus"), (10, "puluh"))
_HIGHEST = 1_000_000_000_000


def in_words(number: int) -> str:
    """23 -> dua puluh tiga, 1011 -> seribu sebelas. Raises ValueError below 0 and from 10^12."""
    if not 0 <= number < _HIGHEST:
        raise ValueError(f"{number} is outside 0 … {_HIGHEST - 1}")
    if number < len(_UNITS):
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]} belas"
    return _large(number)


def counted(number: int, what: str = "orang") -> str:
    """23 (dua puluh tiga) orang"""
    return f"{number} ({in_words(number)}) {what}"


def date_in_words(day: date) -> str:
    """Senin tanggal lima bulan Januari tahun dua ribu dua puluh enam"""
    month = MONTHS["id"][day.month - 1]
    return f"{DAYS['id'][day.weekday()]} tanggal {in_words(day.day)} bulan {month} tahun {in_words(day.year)}"


def _large(number: int) -> str:
    size, name = next(scale for scale in _SCALES if number >= scale[0])
    many, rest = divmod(number, size)
    # one ten, one hundred and one thousand are a prefix; "satu juta" stays two words
    head = f"se{name}" if many == 1 and size <= 1_000 else f"{in_words(many)} {name}"
    return f"{head} {in_words(rest)}" if rest else head
