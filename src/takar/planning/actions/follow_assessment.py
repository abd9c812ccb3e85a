"""A person who changes batch changes assessment too, as long as neither list is sealed."""

from __future__ import annotations

from takar.assessments.public import (
    add_participants,
    assessment,
    assign_sessions,
    participants_in,
    remove_participant,
)
from takar.kernel.clock import Clock
from takar.planning.models import Batch, Place
from takar.programmes.public import programme


def is_open(batch: Batch) -> bool:
    """Whether its list of people may still change: no assessment yet, or one that is a draft."""
    made = assessment(batch.assessment) if batch.assessment else None
    return made is None or made.status == "draft"


def follow(old: Place, new: Place, actor: str, clock: Clock) -> None:
    """Out of the draft he was in, into the draft of his new batch; opened assessments keep whom they have."""
    left, joined = old.batch, Batch.objects.get(pk=new.batch_id)
    if left.assessment and is_open(left):
        for one in participants_in(left.assessment):
            if one.nip == old.nip:
                remove_participant(one.sitting, actor, clock=clock)
    if joined.assessment and is_open(joined):
        owner = programme(joined.programme)
        target = owner.target_class if owner else ""
        add_participants(joined.assessment, [new.nip], actor, job_class=target, clock=clock)
        assign_sessions(joined.assessment, actor, clock=clock)
