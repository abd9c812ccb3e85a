"""Release the outcome: at its announced time, or earlier when a second person approves it."""

from __future__ import annotations

from django.db import transaction

from takar.accounts.public import Ability, Approval, User, ask_approval, decide_approval
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, afterwards, keep

EARLY = "plenary.release_early"


def release(plenary: str, *, request: str, actor: str, clock: Clock = utc_now) -> Kept | Refusal:
    """Refuses RELEASE_TOO_EARLY before the announced time, PLENARY_NOT_CLOSED."""
    return _release(plenary, "", request, actor, clock)


def ask_early_release(
    plenary: str, reason: str, *, asked_by: User, clock: Clock = utc_now
) -> Approval | Refusal:
    return ask_approval(EARLY, f"plenary:{plenary}", reason=reason, asked_by=asked_by, clock=clock)


def approve_early_release(
    plenary: str, number: int, *, decided_by: User, request: str, clock: Clock = utc_now
) -> Kept | Refusal:
    """The second person's approval releases at once. Refuses APPROVAL_BY_ANOTHER, APPROVAL_UNKNOWN."""
    asked = Approval.objects.filter(pk=number, kind=EARLY, subject=f"plenary:{plenary}").first()
    with transaction.atomic():
        done = decide_approval(
            number if asked else 0,
            approve=True,
            decided_by=decided_by,
            ability=Ability.APPROVE_CHANGES,
            clock=clock,
        )
        if isinstance(done, Refusal):
            return done
        kept = _release(plenary, decided_by.username, request, done.asked_by, clock)
        if isinstance(kept, Refusal):
            transaction.set_rollback(True)
    return kept


def _release(plenary: str, allowed_by: str, request: str, actor: str, clock: Clock) -> Kept | Refusal:
    return keep(
        plenary,
        lambda book, now: afterwards(book).release(actor, now, allowed_by),
        request=request,
        actor=actor,
        action="plenary.release",
        clock=clock,
    )
