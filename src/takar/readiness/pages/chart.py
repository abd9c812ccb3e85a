"""Readiness over time as a line; the list of checks below it says the same in numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

WIDTH, HEIGHT = 1000, 200
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 16, 16, 30


@dataclass(frozen=True, slots=True)
class Point:
    """`x`, `first`, `now` in the picture's units: when, share when checked, share now."""

    x: float
    first: float
    now: float
    label: str
    share: float


@dataclass(frozen=True, slots=True)
class Chart:
    points: tuple[Point, ...]
    line: str
    grid: tuple[tuple[float, int], ...]
    first_label: str
    last_label: str


def draw(checks: Sequence[tuple[datetime, float, float, str]]) -> Chart | None:
    """From (uploaded, first share, share now, label) oldest first; None for fewer than two."""
    if len(checks) < 2:
        return None
    begin, end = checks[0][0].timestamp(), checks[-1][0].timestamp()
    span = max(end - begin, 1.0)
    points = tuple(
        Point(
            round(_LEFT + (when.timestamp() - begin) / span * (WIDTH - _LEFT - _RIGHT), 1),
            _height(first),
            _height(now),
            label,
            now,
        )
        for when, first, now, label in checks
    )
    line = " ".join(f"{point.x},{point.now}" for point in points)
    grid = tuple((_height(share), share) for share in (0, 25, 50, 75, 100))
    return Chart(points, line, grid, points[0].label, points[-1].label)


def _height(share: float) -> float:
    return round(_TOP + (100 - share) / 100 * (HEIGHT - _TOP - _BOTTOM), 1)
