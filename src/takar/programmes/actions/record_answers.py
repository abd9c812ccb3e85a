"""Record what the invited answered."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.programmes.actions.take_steps import take_steps
from takar.programmes.domain.outcomes import Answer, Taken
from takar.programmes.domain.refusals import NOBODY_CHOSEN
from takar.programmes.domain.roll import Step
from takar.programmes.rolls import open_programme


def record_answers(
    programme: str, answers: Iterable[Answer], actor: str, *, source: str = "", clock: Clock = utc_now
) -> Taken | Refusal:
    """Confirmed, or declined with the reason. `source`: where the answers come from (a file, a call).

    Refuses PROGRAMME_UNKNOWN, PROGRAMME_DONE, NOBODY_CHOSEN; per person NOMINEE_UNKNOWN, NOMINEE_STEP, REASON_MISSING,
    NOMINEE_REPLACED, QUOTA_FULL.
    """
    steps = [Step(one.nip, "confirm" if one.coming else "decline", one.reason) for one in answers]
    with transaction.atomic():
        row = open_programme(programme)
        if isinstance(row, Refusal) or not steps:
            return row if isinstance(row, Refusal) else NOBODY_CHOSEN
        taken = take_steps(row, steps, actor, clock())
        if taken.done:
            coming = {step.nip for step in steps if step.step == "confirm"}
            confirmed = sum(nip in coming for nip in taken.done)
            record_change(
                actor, "nominees.answer", f"programme:{row.pk}", reason=source,
                after={"confirmed": confirmed, "declined": len(taken.done) - confirmed}, clock=clock,
            )  # fmt: skip
    return taken
