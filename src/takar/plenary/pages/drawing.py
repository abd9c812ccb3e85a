"""A picture of how sure the ranks are: one bar per candidate, its parts the chance of each rank."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 600
# Chances below this are drawn without their number.
_LEGIBLE = 0.07


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar in user units; `label`: whole percent, "" where it would not fit."""

    rank: int
    x: str
    width: str
    middle: str
    label: str


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    y: int
    parts: tuple[Part, ...]
    shares: tuple[int, ...]


def bars(people: Sequence[tuple[str, Sequence[float]]]) -> tuple[Bar, ...]:
    """`people`: name and chance of rank 1, 2, …; the likeliest first comes on top."""
    ordered = sorted(people, key=lambda one: [-share for share in one[1]])
    return tuple(_bar(name, place, shares) for place, (name, shares) in enumerate(ordered))


def _bar(name: str, place: int, shares: Sequence[float]) -> Bar:
    at, parts = 0.0, []
    for rank, share in enumerate(shares, 1):
        width = share * WIDTH
        if share > 0:
            label = str(round(share * 100)) if share >= _LEGIBLE else ""
            parts.append(Part(rank, f"{at:.1f}", f"{width:.1f}", f"{at + width / 2:.1f}", label))
        at += width
    return Bar(name, place, tuple(parts), tuple(round(share * 100) for share in shares))
