"""Reads the numbers of programmes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from takar.programmes.domain.priority import top_unit
from takar.programmes.domain.tallies import Line
from takar.programmes.models import Nominee

_FIELDS = (
    "programme_id", "phase__number", "status", "job_class", "unit", "invited_at", "replaced_by__id",
    "letter__answer_by",
)  # fmt: skip


def lines_of(programmes: Sequence[str], today: date) -> dict[str, list[Line]]:
    """Everyone who was ever called, by programme; one query."""
    found: dict[str, list[Line]] = {one: [] for one in programmes}
    rows = Nominee.objects.filter(programme__in=list(programmes)).order_by("id").values_list(*_FIELDS)
    for programme, phase, status, job_class, unit, invited, heir, answer_by in rows:
        late = status == "invited" and answer_by is not None and answer_by < today
        line = Line(phase, status, job_class, top_unit(unit), invited is not None, heir is not None, late)
        found[programme].append(line)
    return found
