"""How far a rater is with his own sheets, without reading what they say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from takar.exercises.models import Seal, Sheet, SheetEvent
from takar.exercises.storage.sealed import STILL_BLIND
from takar.kernel.refusals import Refusal


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


@dataclass(frozen=True, slots=True)
class RaterProgress:
    """How far a rater is: of `sheets`, how many he has begun and how many he has locked."""

    sheets: int
    begun: int
    locked: int


def round_progress(owner: str, reader: str) -> dict[str, RaterProgress] | Refusal:
    """By rater, for an organiser: counts only, never what a sheet says. Refused to whoever rates in this round."""
    sheets = Sheet.objects.filter(round=owner, withdrawn_at=None)
    if Sheet.objects.filter(round=owner, rater=reader).exists():
        return STILL_BLIND
    rater_of = dict(sheets.values_list("pk", "rater"))
    begun = set(
        SheetEvent.objects.filter(sheet__in=sheets).order_by().values_list("sheet", flat=True).distinct()
    )
    locked = set(Seal.objects.filter(sheet__in=sheets, reopened_at=None).values_list("sheet", flat=True))
    found: dict[str, RaterProgress] = {}
    for sheet, rater in sorted(rater_of.items(), key=lambda one: one[1]):
        old = found.get(rater, RaterProgress(0, 0, 0))
        found[rater] = RaterProgress(
            old.sheets + 1, old.begun + (sheet in begun), old.locked + (sheet in locked)
        )
    return found
