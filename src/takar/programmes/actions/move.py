"""Call people to another phase who are not invited yet."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.programmes.domain.decide import decide
from takar.programmes.domain.outcomes import Taken
from takar.programmes.domain.refusals import NOBODY_CHOSEN
from takar.programmes.domain.roll import Move, evolve
from takar.programmes.models import Nominee, Passage, Phase, Programme
from takar.programmes.rolls import open_programme, roll_of


def move(
    programme: str, nips: Iterable[str], phase: int, actor: str, *, clock: Clock = utc_now
) -> Taken | Refusal:
    """Refuses PROGRAMME_UNKNOWN, PROGRAMME_DONE, NOBODY_CHOSEN; per person PHASE_UNKNOWN, PHASE_SAME, MOVE_TOO_LATE,
    QUOTA_FULL.
    """
    wanted = list(dict.fromkeys(nips))
    with transaction.atomic():
        row = open_programme(programme)
        if isinstance(row, Refusal) or not wanted:
            return row if isinstance(row, Refusal) else NOBODY_CHOSEN
        taken = _decide_all(row, wanted, phase)
        if taken.done:
            _store(row, taken.done, phase, actor, clock)
    return taken


def _decide_all(row: Programme, nips: list[str], phase: int) -> Taken:
    roll = roll_of(row.pk)
    done: list[str] = []
    refused: list[tuple[str, Refusal]] = []
    for nip in nips:
        event = decide(roll, Move(nip, phase))
        if isinstance(event, Refusal):
            refused.append((nip, event))
        else:
            roll = evolve(roll, event)
            done.append(nip)
    return Taken(tuple(done), tuple(refused))


def _store(row: Programme, nips: tuple[str, ...], phase: int, actor: str, clock: Clock) -> None:
    target = Phase.objects.get(programme=row, number=phase)
    people = list(Nominee.objects.filter(programme=row, nip__in=nips).select_related("phase"))
    Passage.objects.bulk_create(
        [
            Passage(nominee=one, step="move", phase=one.phase.number, actor=actor, at=clock())
            for one in people
        ],
        batch_size=500,
    )
    Nominee.objects.filter(pk__in=[one.pk for one in people]).update(phase=target)
    record_change(
        actor,
        "nominees.move",
        f"programme:{row.pk}",
        after={"phase": phase, "people": len(nips)},
        clock=clock,
    )
