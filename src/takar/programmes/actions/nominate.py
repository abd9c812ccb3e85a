"""Call people to a phase, with a snapshot of who they are today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.programmes.candidates import candidates_of
from takar.programmes.domain import refusals
from takar.programmes.domain.decide import decide
from takar.programmes.domain.outcomes import Nominations
from takar.programmes.domain.priority import Candidate, cause_of, cut
from takar.programmes.domain.roll import Nominate, Nominated, Roll
from takar.programmes.models import Nominee, Passage, Phase
from takar.programmes.rolls import open_programme, roll_of


def nominate(
    programme: str,
    phase: int,
    nips: Iterable[str],
    actor: str,
    *,
    reason: str = "",
    clock: Clock = utc_now,
) -> Nominations | Refusal:
    """Call these people. When the quota is smaller than the list, the first in the order of priority are taken.

    Returns who was taken, who cannot be called and why, and who was left out because the quota is full.
    Refuses PROGRAMME_UNKNOWN, PROGRAMME_DONE, PHASE_UNKNOWN, NOBODY_CHOSEN, QUOTA_FULL when not one seat is left.
    """
    wanted = list(dict.fromkeys("".join(nip.split()) for nip in nips))
    with transaction.atomic():
        row = open_programme(programme)
        if isinstance(row, Refusal):
            return row
        target = row.phases.filter(number=phase).first()
        if target is None or not wanted:
            return refusals.UNKNOWN_PHASE if target is None else refusals.NOBODY_CHOSEN
        roll = roll_of(row.pk)
        known = candidates_of(wanted, day_in(row.zone, clock()), target.last_day)
        faults = {nip: fault for nip in wanted if (fault := fault_of(nip, known, roll))}
        fit = cut((known[nip] for nip in wanted if nip not in faults), roll.room(phase))
        if fit.left_out and not fit.taken:
            return refusals.quota_full(target.quota, roll.room(phase))
        if fit.taken:
            event = decide(roll, Nominate(phase, tuple(one.nip for one in fit.taken)))
            assert isinstance(event, Nominated)
            store_nominees(target, fit.taken, actor, clock())
            record_change(
                actor, "nominees.add", f"programme:{row.pk}", reason=reason,
                after={"phase": phase, "nominated": len(fit.taken), "left_out": len(fit.left_out)}, clock=clock,
            )  # fmt: skip
    return Nominations(fit.taken, fit.left_out, tuple(faults.items()))


def fault_of(nip: str, known: Mapping[str, Candidate], roll: Roll) -> Refusal | None:
    """Why this NIP cannot be called to the programme of `roll`; None when it can."""
    if nip in roll.called:
        return refusals.called_already(nip, roll.called[nip].phase)
    person = known.get(nip)
    if person is None:
        return refusals.person_unknown(nip)
    if not person.active:
        return refusals.person_inactive(nip)
    return None if person.job_class else refusals.class_unknown(nip)


def store_nominees(
    phase: Phase,
    people: Sequence[Candidate],
    actor: str,
    at: datetime,
    *,
    replaces: Nominee | None = None,
    reason: str = "",
) -> list[Nominee]:
    """Write the rows and the first passage of each."""
    rows = [
        Nominee(
            phase=phase, programme_id=phase.programme_id, nip=one.nip, name=one.name, post=one.post, agency=one.agency,
            unit=one.unit, golongan=one.golongan, job_class=one.job_class, eselon=one.eselon,
            cause=cause_of(one.state), due_on=one.valid_until, nominated_at=at,
            replaces=replaces,
        )
        for one in people
    ]  # fmt: skip
    made = Nominee.objects.bulk_create(rows, batch_size=500)
    step = "replace" if replaces else "nominate"
    Passage.objects.bulk_create(
        [
            Passage(nominee=row, step=step, phase=phase.number, reason=reason, actor=actor, at=at)
            for row in made
        ],
        batch_size=500,
    )
    return made
