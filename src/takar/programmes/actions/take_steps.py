"""One step for many people: each is decided on the roll as the ones before left it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from takar.kernel.refusals import Refusal
from takar.programmes.domain.decide import decide
from takar.programmes.domain.outcomes import Taken
from takar.programmes.domain.roll import Step, Stepped, evolve
from takar.programmes.models import Letter, Nominee, Passage, Programme
from takar.programmes.rolls import roll_of

_CHANGED = ("status", "reason", "letter", "invited_at", "answered_at")


def take_steps(
    programme: Programme, steps: Iterable[Step], actor: str, at: datetime, letter: Letter | None = None
) -> Taken:
    """Decide and store; call inside the transaction that holds the programme's lock."""
    roll = roll_of(programme.pk)
    events: list[Stepped] = []
    refused: list[tuple[str, Refusal]] = []
    for step in steps:
        event = decide(roll, step)
        if isinstance(event, Refusal):
            refused.append((step.nip, event))
            continue
        assert isinstance(event, Stepped)
        roll = evolve(roll, event)
        events.append(event)
    _store(programme, events, actor, at, letter)
    return Taken(tuple(event.nip for event in events), tuple(refused))


def _store(
    programme: Programme, events: list[Stepped], actor: str, at: datetime, letter: Letter | None
) -> None:
    rows = {row.nip: row for row in Nominee.objects.filter(programme=programme).select_related("phase")}
    changed = [_changed(rows[event.nip], event, at, letter) for event in events]
    Nominee.objects.bulk_update(changed, _CHANGED, batch_size=100)
    Passage.objects.bulk_create(
        [
            Passage(
                nominee=row, step=event.step, reason=event.reason, phase=row.phase.number, actor=actor, at=at,
                letter=letter,
            )
            for row, event in zip(changed, events, strict=True)
        ],
        batch_size=500,
    )  # fmt: skip


def _changed(row: Nominee, event: Stepped, at: datetime, letter: Letter | None) -> Nominee:
    row.status, row.reason = event.status, event.reason
    if event.step == "invite":
        row.letter, row.invited_at, row.answered_at = letter, at, None
    elif event.step in ("confirm", "decline"):
        row.answered_at = at
    elif event.step == "reinstate":
        row.reason, row.letter, row.invited_at, row.answered_at = "", None, None, None
    return row
