"""The second person's word on a request, and what follows from it, in one transaction."""

from __future__ import annotations

from django.db import transaction

from takar.accounts.actions.two_people import APPROVAL_UNKNOWN, decide_approval
from takar.accounts.approval_kinds import approval_kind
from takar.accounts.models import Approval, User
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def decide_request(
    number: int, *, approve: bool, decided_by: User, clock: Clock = utc_now
) -> Approval | Refusal:
    """Approve and do, or decline. Refuses APPROVAL_UNKNOWN, APPROVAL_BY_ANOTHER, and whatever the deed itself refuses."""
    with transaction.atomic():
        row = Approval.objects.filter(pk=number, decided_at=None).first()
        kind = approval_kind(row.kind) if row else None
        if row is None or kind is None or not _may_know(kind.open_to(row, decided_by), row, decided_by):
            return APPROVAL_UNKNOWN
        decided = decide_approval(
            number, approve=approve, decided_by=decided_by, ability=kind.ability, clock=clock
        )
        refusal = kind.run(decided, clock) if approve and isinstance(decided, Approval) else None
        if refusal:
            transaction.set_rollback(True)
            return refusal
    return decided


def _may_know(open_to: bool, row: Approval, user: User) -> bool:
    return open_to or row.asked_by == user.username
