"""Coordinates of the pictures of a scenario; templates draw them as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any

from takar.kernel.numbers import grouped


@dataclass(frozen=True, slots=True)
class Box:
    """Where a plot lies in its picture, and how many numbers stand below it at the most."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    numbers: int

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


WIDE = Box(640, 258, 56.0, 624.0, 16.0, 216.0, 10)
NARROW = Box(340, 262, 44.0, 328.0, 14.0, 220.0, 5)
"""For screens as wide as a phone: drawn anew, so that its letters stay as large as on others."""
# A chain: boxes above each other, 640 wide.
BOX, GAP, HEAD = 50, 46, 8


@dataclass(frozen=True, slots=True)
class Point:
    moves: int
    x: float
    y: float
    low: float
    high: float
    naive: float | None
    gain: str
    chosen: bool


def number(value: object, language: str, digits: int = 1) -> str:
    """With a true minus sign; a dash for nothing."""
    return (
        "–" if value in (None, "") else grouped(f"{float(str(value)):.{digits}f}", language).replace("-", "−")
    )


def front(plans: Sequence[Mapping[str, Any]], chosen: int, language: str, box: Box = WIDE) -> dict[str, Any]:
    """Moves to the right, expected gain upwards, each with its interval; the naive promise beside it for comparison."""
    most = max((float(one["high"] or one["gain"]) for one in plans), default=0.0)
    promised = max((float(one["naive"] or 0) for one in plans), default=0.0)
    least = min((float(one["low"] or one["gain"]) for one in plans), default=0.0)
    top, bottom = max(most, promised, 1.0), min(least, 0.0)
    widest = max((one["moves"] for one in plans), default=1) or 1

    def y(value: float) -> float:
        return round(box.bottom - (value - bottom) / (top - bottom) * (box.bottom - box.top), 1)

    def x(moves: int) -> float:
        return round(box.left + moves / widest * (box.right - box.left), 1)

    points = [
        Point(
            one["moves"], x(one["moves"]), y(float(one["gain"])), y(float(one["low"] or one["gain"])),
            y(float(one["high"] or one["gain"])), None if one["naive"] is None else y(float(one["naive"])),
            number(one["gain"], language), one["moves"] == chosen,
        )
        for one in plans
    ]  # fmt: skip
    return {
        "points": points,
        "line": " ".join(f"{p.x},{p.y}" for p in points),
        "naive": " ".join(f"{p.x},{p.naive}" for p in points if p.naive is not None),
        "band": " ".join([f"{p.x},{p.high}" for p in points] + [f"{p.x},{p.low}" for p in reversed(points)]),
        "grid": [(y(tick), number(tick, language, 0)) for tick in ticks(bottom, top)],
        "ticks": [(x(tick), number(tick, language, 0)) for tick in whole_ticks(widest, box.numbers)],
        "box": box,
        "zero": y(0.0),
    }


@dataclass(frozen=True, slots=True)
class Thin:
    """A row of a picture of intervals on a narrow screen, its name above it."""

    y: float
    x: float
    low: float
    high: float


THIN_ROW = 46


def thin_x(x: float, left: float, right: float) -> float:
    """From a place between `left` and `right` of the wide picture."""
    return round(14 + (x - left) / (right - left) * 312, 1)


def thin_y(place: float, top: float) -> float:
    """The line of the row at a place (0, 1, …)."""
    return top + THIN_ROW * place + 32


def ticks(low: float, high: float) -> list[float]:
    """About five round numbers from low to high."""
    step = 10 ** floor(log10(max(high - low, 1e-9) / 4))
    step = next(step * by for by in (1, 2, 5, 10) if (high - low) / (step * by) <= 6)
    first = floor(low / step) + (low % step > 1e-9)
    return [n * step for n in range(first, floor(high / step) + 1)]


def whole_ticks(most: int, numbers: int = 10) -> list[int]:
    """Whole numbers from 0 at round steps, so many steps at the most."""
    least = max(1, -(-most // numbers))
    size = 10 ** (len(str(least)) - 1)
    step = next(size * by for by in (1, 2, 5, 10) if size * by >= least)
    return list(range(0, most + 1, step))


def chain(
    links: Sequence[Mapping[str, Any]], cycle: bool, leaves: Mapping[str, Any] | None
) -> dict[str, Any]:
    """Posts from top to bottom; each arrow is a person who goes up into the post that is free."""
    boxes = [
        {"y": HEAD + at * (BOX + GAP), "post": link["to"], "empty": at == 0 and not cycle, "last": False}
        for at, link in enumerate(links)
    ]
    end = HEAD + len(links) * (BOX + GAP)
    last = links[-1]["origin"] if links else None
    if not cycle and last is not None:
        boxes.append({"y": end, "post": last, "empty": False, "last": leaves is not None})
    arrows = [
        {
            "top": HEAD + at * (BOX + GAP) + BOX,
            "bottom": HEAD + (at + 1) * (BOX + GAP),
            "middle": HEAD + at * (BOX + GAP) + BOX + GAP / 2,
            "name": link["who"]["name"],
            "order": at + 1,
            "sureness": link["sureness"],
            "outside": link["origin"] is None,
        }
        for at, link in enumerate(links)
    ]
    closing = cycle or (last is None)
    height = (end if closing else end + BOX) + HEAD
    return {
        "boxes": boxes,
        "arrows": arrows,
        "height": height,
        "back": end - GAP / 2 if cycle else None,
        "first": HEAD + BOX / 2,
    }
