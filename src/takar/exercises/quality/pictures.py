"""Pictures of intervals as SVG. Every picture has its table beside it, so it is decoration to a screen reader."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

WIDTH, ROW, LEFT, RIGHT = 640, 30, 190, 16


def intervals(rows: Sequence[tuple[str, dict[str, Any]]], neutral: float) -> SafeString:
    """One line per (name, {"value", "low", "high"}): its interval, the value as a dot, and the neutral value as a rule."""
    ends = [float(one[side]) for _, one in rows for side in ("low", "high")] + [neutral]
    if len(ends) == 1:
        return SafeString("")
    low, high = min(ends), max(ends)
    pad = (high - low) * 0.06 or 1.0

    def x(value: float) -> str:
        return f"{LEFT + (value - low + pad) / (high - low + 2 * pad) * (WIDTH - LEFT - RIGHT):.1f}"

    height = ROW * len(rows) + 24
    bars = format_html_join(
        "",
        '<text x="{}" y="{}" text-anchor="end" font-size="13" fill="currentColor">{}</text>'
        '<line x1="{}" x2="{}" y1="{}" y2="{}" stroke="currentColor" stroke-width="2"/>'
        '<circle cx="{}" cy="{}" r="5" fill="{}"/>',
        [
            (
                LEFT - 10, place * ROW + 21, name[:26], x(float(one["low"])), x(float(one["high"])),
                place * ROW + 17, place * ROW + 17, x(float(one["value"])), place * ROW + 17,
                "#206bc4" if float(one["low"]) <= neutral <= float(one["high"]) else "#c2410c",
            )
            for place, (name, one) in enumerate(rows)
        ],
    )  # fmt: skip
    return format_html(
        '<svg class="picture" viewBox="0 0 {} {}" role="presentation" aria-hidden="true">'
        '<line x1="{}" x2="{}" y1="4" y2="{}" stroke="currentColor" stroke-dasharray="4 4" opacity=".5"/>{}'
        '<text x="{}" y="{}" text-anchor="middle" font-size="12" fill="currentColor" opacity=".7">{}</text></svg>',
        WIDTH, height, x(neutral), x(neutral), height - 18, bars, x(neutral), height - 4, f"{neutral:g}",
    )  # fmt: skip
