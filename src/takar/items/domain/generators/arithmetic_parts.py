"""How a word problem is put together, and how its numbers are written in Indonesian."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from takar.items.domain.chance import Chance
from takar.kernel.numbers import grouped

Written = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Problem:
    """A question whose answer is a whole number of some unit.

    `errors` are the results of typical mistakes; `step` is a plausible distance for further wrong answers.
    """

    stem: str
    answer: int
    errors: tuple[int, ...]
    step: int
    written: Written
    rationale: str


Template = Callable[[Chance], Problem | None]


def rupiah(value: int) -> str:
    """2450000 -> Rp2.450.000"""
    return f"Rp{grouped(value)}"


def percent(value: int) -> str:
    return f"{value}%"


def unit(name: str) -> Written:
    """12 -> 12 berkas"""
    return lambda value: f"{grouped(value)} {name}"


def clock(minutes: int) -> str:
    """545 -> pukul 09.05"""
    return f"pukul {minutes // 60:02}.{minutes % 60:02}"


def hours(minutes: int) -> str:
    """150 -> 2 jam 30 menit"""
    whole, rest = divmod(minutes, 60)
    parts = [f"{whole} jam"] if whole else []
    return " ".join([*parts, f"{rest} menit"] if rest or not whole else parts)
