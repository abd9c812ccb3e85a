"""Reads the library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from takar.exercises.domain.exercise import ExerciseDraft, exercise_digest
from takar.exercises.models import Exercise


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """One version. `frozen`: it is in use and never changes again; `digest`: of all that it says."""

    draft: ExerciseDraft
    version: int
    frozen: bool
    digest: str
    made_by: str
    made_at: datetime


def exercises() -> tuple[ExerciseView, ...]:
    """The newest version of each, by kind and title."""
    newest = Exercise.objects.values("code").annotate(last=Max("version")).order_by()
    last = {one["code"]: one["last"] for one in newest}
    return tuple(view(row) for row in Exercise.objects.all() if last[row.code] == row.version)


def versions(code: str) -> tuple[ExerciseView, ...]:
    """All versions of one exercise, newest first."""
    return tuple(view(row) for row in Exercise.objects.filter(code=code).order_by("-version"))


def exercise(code: str, version: int | None = None) -> ExerciseView | None:
    """One version, or the newest."""
    found = versions(code)
    return next((one for one in found if version in (None, one.version)), None)


def view(row: Exercise) -> ExerciseView:
    draft = ExerciseDraft(
        code=row.code,
        kind=row.kind,
        title=row.title,
        preparation=row.preparation,
        minutes=row.minutes,
        for_participant=row.for_participant,
        for_assessor=row.for_assessor,
        materials=tuple(row.materials),
        competencies=tuple(row.competencies),
        on_screen=row.on_screen,
    )
    return ExerciseView(
        draft, row.version, row.frozen_at is not None, exercise_digest(draft), row.made_by, row.made_at
    )
