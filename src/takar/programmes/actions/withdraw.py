"""Take people off the roll, or call them again; both with a reason."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.programmes.actions.take_steps import take_steps
from takar.programmes.domain.outcomes import Taken
from takar.programmes.domain.refusals import NOBODY_CHOSEN, REASON_MISSING
from takar.programmes.domain.roll import Step
from takar.programmes.rolls import open_programme


def withdraw(
    programme: str, nips: Iterable[str], reason: str, actor: str, *, clock: Clock = utc_now
) -> Taken | Refusal:
    """Free their seats; they stay in the history. Refuses REASON_MISSING, NOBODY_CHOSEN, PROGRAMME_UNKNOWN, PROGRAMME_DONE."""
    return _go(programme, nips, "withdraw", reason, actor, clock)


def reinstate(
    programme: str, nips: Iterable[str], reason: str, actor: str, *, clock: Clock = utc_now
) -> Taken | Refusal:
    """Call people again who declined or were withdrawn, while their seat is free. Refuses what `withdraw` refuses."""
    return _go(programme, nips, "reinstate", reason, actor, clock)


def _go(
    programme: str, nips: Iterable[str], step: str, reason: str, actor: str, clock: Clock
) -> Taken | Refusal:
    steps = [Step(nip, step, reason) for nip in dict.fromkeys(nips)]
    with transaction.atomic():
        row = open_programme(programme)
        if isinstance(row, Refusal):
            return row
        if not steps or not reason.strip():
            return REASON_MISSING if steps else NOBODY_CHOSEN
        taken = take_steps(row, steps, actor, clock())
        if taken.done:
            record_change(
                actor, f"nominees.{step}", f"programme:{row.pk}", reason=reason, after={"people": len(taken.done)},
                clock=clock,
            )  # fmt: skip
    return taken
