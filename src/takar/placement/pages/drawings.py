"""Coordinates of the pictures of a scenario; templates draw them as SVG."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any

from takar.kernel.numbers import grouped

# The front in a box 640 by 260, its plot inside.
LEFT, RIGHT, TOP, BOTTOM = 56.0, 624.0, 16.0, 216.0
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
    return "–" if value in (None, "") else grouped(f"{float(str(value)):.{digits}f}", language)


def front(plans: Sequence[Mapping[str, Any]], chosen: int, language: str) -> dict[str, Any]:
    """Moves to the right, expected gain upwards, each with its interval; the naive promise beside it for comparison."""
    most = max((float(one["high"] or one["gain"]) for one in plans), default=0.0)
    promised = max((float(one["naive"] or 0) for one in plans), default=0.0)
    least = min((float(one["low"] or one["gain"]) for one in plans), default=0.0)
    top, bottom = max(most, promised, 1.0), min(least, 0.0)
    widest = max((one["moves"] for one in plans), default=1) or 1

    def y(value: float) -> float:
        return round(BOTTOM - (value - bottom) / (top - bottom) * (BOTTOM - TOP), 1)

    def x(moves: int) -> float:
        return round(LEFT + moves / widest * (RIGHT - LEFT), 1)

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
        "ticks": [(x(tick), tick) for tick in whole_ticks(widest)],
        "zero": y(0.0),
    }


def ticks(low: float, high: float) -> list[float]:
    """About five round numbers from low to high."""
    step = 10 ** floor(log10(max(high - low, 1e-9) / 4))
    step = next(step * by for by in (1, 2, 5, 10) if (high - low) / (step * by) <= 6)
    first = floor(low / step) + (low % step > 1e-9)
    return [n * step for n in range(first, floor(high / step) + 1)]


def whole_ticks(most: int) -> list[int]:
    step = max(1, -(-most // 10))
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
