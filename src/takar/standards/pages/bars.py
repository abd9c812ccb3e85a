"""Cut-offs as a horizontal bar: positions in percent, so that the drawing fits any width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from takar.standards.domain.ruleset import Band, Category

JPM_AXIS = Decimal(120)  # JPM may exceed 100


@dataclass(frozen=True, slots=True)
class Segment:
    """`x`, `width`, `middle` in percent of the bar; `tone` 0 is the best; `start` is the cut-off it begins at."""

    code: str
    x: str
    width: str
    middle: str
    tone: int
    start: Decimal


@dataclass(frozen=True, slots=True)
class Tick:
    """A value written under the bar at `x` percent; `cut` tells a boundary from a mere landmark."""

    x: str
    value: Decimal
    cut: bool = True


def category_bar(categories: Sequence[Category]) -> tuple[list[Segment], list[Tick]]:
    """Segments from the lowest category to the highest, and a tick at every cut-off and at 100."""
    axis = max(JPM_AXIS, categories[0].min + 20)
    ends = [axis, *(category.min for category in categories[:-1])]
    segments = [
        _segment(category.code, category.min, end, axis, tone)
        for tone, (category, end) in enumerate(zip(categories, ends, strict=True))
    ]
    cuts = {category.min for category in categories}
    values = sorted(cuts | {Decimal(100)})
    return segments[::-1], [Tick(_percent(value, axis), value, value in cuts) for value in values]


def band_bar(bands: Sequence[Band]) -> tuple[list[Segment], list[Tick]]:
    """The bands of potential over 0–100."""
    best = len(bands) - 1
    segments = [
        _segment(band.code, band.low, band.high, Decimal(100), best - place)
        for place, band in enumerate(bands)
    ]
    values = [*(band.low for band in bands), bands[-1].high]
    return segments, [Tick(_percent(value, Decimal(100)), value) for value in values]


def _segment(code: str, start: Decimal, end: Decimal, axis: Decimal, tone: int) -> Segment:
    width = end - start
    return Segment(
        code, _percent(start, axis), _percent(width, axis), _percent(start + width / 2, axis), tone, start
    )


def _percent(value: Decimal, axis: Decimal) -> str:
    return f"{value * 100 / axis:.3f}%"
