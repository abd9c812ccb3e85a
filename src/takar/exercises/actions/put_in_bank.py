"""An exercise done on screen goes into the item bank, from where a form takes it once another person has reviewed it."""

from __future__ import annotations

from django.db import transaction

from takar.exercises.actions.freeze_exercise import UNKNOWN, freeze_exercise
from takar.exercises.library.on_screen import entries_from
from takar.exercises.library.reading import exercise
from takar.items.public import add_items, entries_of_exercise, retire_item
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal

NOT_ON_SCREEN = Refusal(
    "EXERCISE_NOT_ON_SCREEN",
    "Simulasi ini tatap muka. Tandai “Dikerjakan di layar ujian” pada simulasinya lebih dahulu.",
    "This exercise is held face to face. Mark it as done on the exam screen first.",
)


def put_in_bank(code: str, *, actor: str, clock: Clock = utc_now) -> tuple[str, ...] | Refusal:
    """Codes of its items, those of the newest version; from here on that version never changes.

    Refuses EXERCISE_UNKNOWN, EXERCISE_NOT_ON_SCREEN and what the bank refuses.
    """
    view = exercise(code)
    if view is None:
        return UNKNOWN
    if not view.draft.on_screen:
        return NOT_ON_SCREEN
    entries = entries_from(view)
    codes = tuple(entry.item.id for entry in entries)
    why = f"simulasi {code} versi {view.version}"
    with transaction.atomic():
        done = add_items(entries, actor, origin=why, reason=why, clock=clock)
        if isinstance(done, Refusal):
            return done
        for old in sorted(set(entries_of_exercise(code)) - set(codes)):
            retire_item(old, actor, reason=why, clock=clock)
        freeze_exercise(code, view.version, actor=actor, clock=clock)
    return codes
