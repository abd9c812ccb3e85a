"""The picture of a standard: a spoke per competency, a ring per level. Coordinates only, no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

RINGS = 5
RADIUS = 100.0


@dataclass(frozen=True, slots=True)
class Spoke:
    """`x`, `y`: its end; `label_x`, `label_y`, `anchor`: where the name stands."""

    name: str
    x: float
    y: float
    label_x: float
    label_y: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Radar:
    """`outline`: points of the standard as SVG wants them; `rings`: those of levels 1 to 5."""

    spokes: tuple[Spoke, ...]
    rings: tuple[str, ...]
    outline: str


def radar(levels: Sequence[tuple[str, float]]) -> Radar:
    """(name, level 0..5) clockwise from the top; at least three make a picture."""
    angles = [2 * pi * at / len(levels) - pi / 2 for at in range(len(levels))]
    spokes = tuple(_spoke(name, angle) for (name, _), angle in zip(levels, angles, strict=True))
    rings = tuple(_points([(ring / RINGS, angle) for angle in angles]) for ring in range(1, RINGS + 1))
    outline = _points([(level / RINGS, angle) for (_, level), angle in zip(levels, angles, strict=True)])
    return Radar(spokes, rings, outline)


def _spoke(name: str, angle: float) -> Spoke:
    x, y = cos(angle), sin(angle)
    anchor = "middle" if abs(x) < 0.2 else "start" if x > 0 else "end"
    return Spoke(
        name,
        round(x * RADIUS, 1),
        round(y * RADIUS, 1),
        round(x * (RADIUS + 9), 1),
        round(y * (RADIUS + 9) + 4, 1),
        anchor,
    )


def _points(polar: Sequence[tuple[float, float]]) -> str:
    return " ".join(
        f"{cos(angle) * share * RADIUS:.1f},{sin(angle) * share * RADIUS:.1f}" for share, angle in polar
    )
