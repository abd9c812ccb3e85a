"""The radar chart of a result: rating against standard, as SVG without script or style."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import cos, pi, sin

SIZE = 520
HEIGHT = 430
RADIUS = 140
LEVELS = 5
_LONGEST = 18


@dataclass(frozen=True, slots=True)
class Spoke:
    """One competency: its name, the required level and the achieved rating, both 0-5."""

    name: str
    required: float
    achieved: float


def radar_svg(spokes: Sequence[Spoke], title: str, labels: tuple[str, str]) -> str:
    """A self-contained `<svg role="img">`; `labels` name the standard and the result in the legend.

    Raises ValueError for fewer than three spokes, which have no area.
    """
    if len(spokes) < 3:
        raise ValueError("a radar chart needs at least three spokes")
    count = len(spokes)
    parts = [_grid(count), _polygon("radar-standard", [one.required for one in spokes])]
    parts.append(_polygon("radar-result", [one.achieved for one in spokes]))
    parts += [_dot(n, count, one.achieved) for n, one in enumerate(spokes)]
    parts += [_label(n, count, one.name) for n, one in enumerate(spokes)]
    parts.append(_legend(labels))
    return (
        f'<svg class="radar" role="img" viewBox="0 0 {SIZE} {HEIGHT}" xmlns="http://www.w3.org/2000/svg">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def point(number: int, count: int, value: float) -> tuple[float, float]:
    """Where `value` (0-5) of spoke `number` of `count` lies; the first spoke points up, then clockwise."""
    angle = 2 * pi * number / count - pi / 2
    reach = RADIUS * max(0.0, min(value, LEVELS)) / LEVELS
    return round(SIZE / 2 + reach * cos(angle), 1), round((HEIGHT - 20) / 2 + reach * sin(angle), 1)


def _grid(count: int) -> str:
    rings = "".join(_ring(count, level) for level in range(1, LEVELS + 1))
    axes = "".join(_axis(n, count) for n in range(count))
    x, _ = point(0, count, 0)
    marks = "".join(
        f'<text class="radar-level" x="{x + 4}" y="{point(0, count, level)[1] + 11}">{level}</text>'
        for level in range(1, LEVELS + 1)
    )
    return rings + axes + marks


def _ring(count: int, level: int) -> str:
    return f'<polygon class="radar-ring" points="{_points([level] * count)}"/>'


def _axis(number: int, count: int) -> str:
    (x1, y1), (x2, y2) = point(number, count, 0), point(number, count, LEVELS)
    return f'<line class="radar-axis" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'


def _polygon(name: str, values: Sequence[float]) -> str:
    return f'<polygon class="{name}" points="{_points(values)}"/>'


def _points(values: Sequence[float]) -> str:
    return " ".join(f"{x},{y}" for x, y in (point(n, len(values), v) for n, v in enumerate(values)))


def _dot(number: int, count: int, value: float) -> str:
    x, y = point(number, count, value)
    return f'<circle class="radar-dot" cx="{x}" cy="{y}" r="3.5"/>'


def _label(number: int, count: int, name: str) -> str:
    x, y = point(number, count, LEVELS)
    x, y = SIZE / 2 + (x - SIZE / 2) * 1.12, (HEIGHT - 20) / 2 + (y - (HEIGHT - 20) / 2) * 1.12
    anchor = "middle" if abs(x - SIZE / 2) < 20 else "start" if x > SIZE / 2 else "end"
    lines = _lines(name)
    top = y - 6 * (len(lines) - 1) + (0 if number == 0 else 4)
    spans = "".join(
        f'<tspan x="{x:.1f}" y="{top + 13 * n:.1f}">{escape(line)}</tspan>' for n, line in enumerate(lines)
    )
    return f'<text class="radar-label" text-anchor="{anchor}">{spans}</text>'


def _lines(name: str) -> list[str]:
    """Broken between words into lines of at most 18 characters."""
    lines = [""]
    for word in name.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= _LONGEST or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _legend(labels: tuple[str, str]) -> str:
    y, middle = HEIGHT - 10, SIZE / 2
    return (
        f'<rect class="radar-standard" x="{middle - 130}" y="{y - 11}" width="14" height="12"/>'
        f'<text class="radar-label" x="{middle - 110}" y="{y}">{escape(labels[0])}</text>'
        f'<rect class="radar-result" x="{middle + 20}" y="{y - 11}" width="14" height="12"/>'
        f'<text class="radar-label" x="{middle + 40}" y="{y}">{escape(labels[1])}</text>'
    )
