"""How far a rater is with his own sheets, without reading what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from takar.exercises.models import Seal, Sheet, SheetEvent


@dataclass(frozen=True, slots=True)
class Progress:
    """`entries`: how many events the sheet has. `locked`: whether its rater's word is final."""

    entries: int
    locked: bool


def own_progress(rater: str, sheets: Sequence[str]) -> dict[str, Progress]:
    """Of those of `sheets` that are this rater's own; others are left out."""
    own = list(
        Sheet.objects.filter(pk__in=sheets, rater=rater, withdrawn_at=None).values_list("pk", flat=True)
    )
    counted = SheetEvent.objects.filter(sheet__in=own).values_list("sheet").annotate(number=Count("id"))
    entries = dict(counted.order_by().values_list("sheet", "number"))
    locked = set(Seal.objects.filter(sheet__in=own, reopened_at=None).values_list("sheet", flat=True))
    return {one: Progress(entries.get(one, 0), one in locked) for one in own}
