"""Which hall a batch meets in: batches whose days overlap never share one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date


def halls_for(days: Mapping[str, tuple[date, ...]], fixed: Mapping[str, int] | None = None) -> dict[str, int]:
    """The lowest free hall from 1 for each batch, by first day. `fixed`: batches that keep theirs."""
    chosen = dict(fixed or {})
    taken: dict[int, set[date]] = {}
    for batch, hall in chosen.items():
        taken.setdefault(hall, set()).update(days.get(batch, ()))
    for batch in sorted(days, key=lambda one: (days[one][0], one)):
        if batch in chosen:
            continue
        hall = next(n for n in range(1, len(days) + 2) if not taken.get(n, set()) & set(days[batch]))
        chosen[batch] = hall
        taken.setdefault(hall, set()).update(days[batch])
    return chosen
