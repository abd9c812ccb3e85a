"""Rules and keys for tests of the pure scoring program."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from takar.scoring.domain.values import Key, Name, Standard
from takar.standards.domain.ruleset import Ruleset
from takar.standards.shipped import shipped_files, shipped_standard

CODES = ("M.01", "M.02", "M.03", "M.04", "M.05", "M.06", "M.07", "M.08", "SK.01")
NAMES = {code: Name(f"Kompetensi {code}", f"Competency {code}") for code in (*CODES, "P.01", "P.08")}
FIVE = {"A": 1, "B": 2, "C": 3, "D": 4, "E": 5}


@lru_cache
def rules(code: str = "pemetaan") -> Ruleset:
    """The shipped ruleset of this code."""
    found = [one for path in shipped_files() if isinstance(one := shipped_standard(path), Ruleset)]
    return next(one for one in found if one.code == code)


def standard(required: int = 3, codes: tuple[str, ...] = CODES) -> Standard:
    return Standard(f"uji-{required}/1", dict.fromkeys(codes, required))


def sjt_keys(items: int, codes: tuple[str, ...] = CODES) -> list[Key]:
    return [Key(f"{code}-{n}", code, FIVE) for code in codes for n in range(items)]


def answers_of(cells: dict[str, str]) -> dict[str, str]:
    """{"M.01": "4 - 3"} -> the options with these weights; "-" is not answered."""
    letters = dict(zip("12345", "ABCDE", strict=True))
    return {
        f"{code}-{n}": letters[point]
        for code, cell in cells.items()
        for n, point in enumerate(cell.split())
        if point != "-"
    }


def dec(text: str) -> Decimal:
    return Decimal(text)
