"""Finding a gap on a day: pure clock arithmetic, in minutes since midnight."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time

Turn = tuple[time, time]
STEP = 5


def first_free(minutes: int, open_hours: Iterable[Turn], taken: Iterable[Turn]) -> Turn | None:
    """The earliest stretch of `minutes` inside the open hours that meets nothing taken; None when there is none."""
    busy = sorted((_minute(start), _minute(end)) for start, end in taken)
    for opens, closes in open_hours:
        at, last = _minute(opens), _minute(closes) - minutes
        while at <= last:
            clash = next((end for start, end in busy if start < at + minutes and at < end), None)
            if clash is None:
                return _time(at), _time(at + minutes)
            at = max(at + STEP, clash)
    return None


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)
