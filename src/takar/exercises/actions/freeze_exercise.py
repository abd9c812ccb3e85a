"""An exercise that a round uses never changes again."""

from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.exercises.models import Exercise
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal

UNKNOWN = Refusal(
    "EXERCISE_UNKNOWN",
    "Simulasi atau versinya tidak ada dalam pustaka. Pilih dari daftar.",
    "There is no such exercise or version in the library. Choose one from the list.",
)


def freeze_exercise(code: str, version: int, *, actor: str, clock: Clock = utc_now) -> Refusal | None:
    """From here on a change makes a new version. Doing it again does nothing."""
    with transaction.atomic():
        row = Exercise.objects.select_for_update().filter(code=code, version=version).first()
        if row is None:
            return UNKNOWN
        if row.frozen_at is None:
            row.frozen_at = clock()
            row.save(update_fields=["frozen_at"])
            record_change(
                actor, "exercise.freeze", f"exercise:{code}", after={"version": version}, clock=clock
            )
    return None
