"""Write an exercise; one that is in use gets a new version and stays as it was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.db import transaction

from takar.accounts.public import record_change
from takar.exercises.domain.exercise import ExerciseDraft, draft_fault, exercise_digest
from takar.exercises.models import Exercise
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.standards.public import StandardNotFound, dictionary


def write_exercise(
    draft: ExerciseDraft, *, actor: str, fresh: bool = False, clock: Clock = utc_now
) -> tuple[str, int] | Refusal:
    """(code, version). `fresh`: it must be a new code. Refuses EXERCISE_INCOMPLETE, EXERCISE_CODE_TAKEN."""
    draft = replace(draft, code=draft.code.strip().lower(), title=draft.title.strip())
    fault = draft_fault(draft, _competencies(clock))
    if fault:
        return fault
    with transaction.atomic():
        last = Exercise.objects.select_for_update().filter(code=draft.code).order_by("-version").first()
        if last is not None and fresh:
            return _taken(draft.code)
        row = _row(last, draft, actor, clock)
        before: Json = None if last is None else {"version": last.version}
        after: dict[str, Any] = {"version": row.version, "digest": exercise_digest(draft)}
        record_change(
            actor, "exercise.write", f"exercise:{draft.code}", before=before, after=after, clock=clock
        )
    return row.code, row.version


def _row(last: Exercise | None, draft: ExerciseDraft, actor: str, clock: Clock) -> Exercise:
    row = last if last is not None and last.frozen_at is None else Exercise(code=draft.code)
    if row.pk is None:
        row.version = 1 if last is None else last.version + 1
    for name, value in draft.as_data().items():
        setattr(row, name, value)
    row.made_by, row.made_at = actor, clock()
    row.save()
    return row


def _competencies(clock: Clock) -> frozenset[str]:
    try:
        return frozenset(one.code for one in dictionary(day_in(settings.TAKAR.zone, clock())).competencies)
    except StandardNotFound:
        return frozenset()


def _taken(code: str) -> Refusal:
    return Refusal(
        "EXERCISE_CODE_TAKEN",
        f"Kode {code} sudah dipakai simulasi lain. Pilih kode lain, atau ubah simulasi itu.",
        f"The code {code} belongs to another exercise. Choose another code, or change that exercise.",
    )
