"""Pictures of intervals as SVG. Every picture has its table beside it, so it is decoration to a screen reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Box:
    """Sizes of a picture. `above`: the name stands over its line rather than left of it."""

    name: str
    width: int
    row: int
    left: int
    right: int
    above: bool


WIDE, NARROW = Box("picture-wide", 640, 30, 190, 16, False), Box("picture-narrow", 320, 44, 8, 8, True)


def intervals(rows: Sequence[tuple[str, dict[str, Any]]], neutral: float) -> SafeString:
    """One line per (name, {"value", "low", "high"}): its interval, the value as a dot, and the neutral value as a rule.

    Twice: for wide screens, and for narrow ones.
    """
    if not rows:
        return SafeString("")
    return format_html("{}{}", *(_drawn(rows, neutral, box) for box in (WIDE, NARROW)))


def _drawn(rows: Sequence[tuple[str, dict[str, Any]]], neutral: float, box: Box) -> SafeString:
    ends = [float(one[side]) for _, one in rows for side in ("low", "high")] + [neutral]
    low, high = min(ends), max(ends)
    pad = (high - low) * 0.06 or 1.0

    def x(value: float) -> str:
        return f"{box.left + (value - low + pad) / (high - low + 2 * pad) * (box.width - box.left - box.right):.1f}"

    height = box.row * len(rows) + 24
    bars = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="{}" font-size="13" fill="currentColor" stroke="#fff" stroke-width="4" '
        'paint-order="stroke">{}</text>'
        '<line x1="{}" x2="{}" y1="{}" y2="{}" stroke="currentColor" stroke-width="2"/>'
        '<circle cx="{}" cy="{}" r="5" fill="{}"/>',
        [_bar(place, name, one, neutral, box, x) for place, (name, one) in enumerate(rows)],
    )
    return format_html(
        '<svg class="picture {}" viewBox="0 0 {} {}" role="presentation" aria-hidden="true">'
        '<line x1="{}" x2="{}" y1="4" y2="{}" stroke="currentColor" stroke-dasharray="4 4" opacity=".5"/>{}'
        '<text x="{}" y="{}" text-anchor="middle" font-size="12" fill="currentColor" opacity=".7">{}</text></svg>',
        box.name, box.width, height, x(neutral), x(neutral), height - 18, bars, x(neutral), height - 4, f"{neutral:g}",
    )  # fmt: skip


def _bar(
    place: int, name: str, one: dict[str, Any], neutral: float, box: Box, x: Callable[[float], str]
) -> tuple[object, ...]:
    low, high, value = (float(one[side]) for side in ("low", "high", "value"))
    y = place * box.row + (30 if box.above else 17)
    colour = "#206bc4" if low <= neutral <= high else "#c2410c"
    label = (box.left, y - 14, "start", name[:40]) if box.above else (box.left - 10, y + 4, "end", name[:26])
    return (*label, x(low), x(high), y, y, x(value), y, colour)
