"""One asks, another approves: what changes time or opens what was closed is never one person's word."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from takar.accounts.actions.record_change import record_change
from takar.accounts.domain.roles import Ability
from takar.accounts.models import Approval, User
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal

APPROVAL_UNKNOWN = Refusal(
    "APPROVAL_UNKNOWN",
    "Permintaan ini tidak ada atau sudah diputuskan; muat ulang halaman.",
    "This request does not exist or is decided already; reload the page.",
)
APPROVAL_REASON_MISSING = Refusal(
    "APPROVAL_REASON_MISSING",
    "Tuliskan alasan permintaan ini; orang kedua membacanya sebelum menyetujui.",
    "Write the reason for this request; the second person reads it before approving.",
)


def ask_approval(
    kind: str,
    subject: str,
    *,
    reason: str,
    asked_by: User,
    body: dict[str, Json] | None = None,
    clock: Clock = utc_now,
) -> Approval | Refusal:
    """Note the request; the same one waits only once."""
    if not reason.strip():
        return APPROVAL_REASON_MISSING
    with transaction.atomic():
        try:
            with transaction.atomic():
                row = Approval.objects.create(
                    kind=kind,
                    subject=subject,
                    reason=reason.strip(),
                    body=body or {},
                    asked_by=asked_by.username,
                    asked_at=clock(),
                )
        except IntegrityError:
            return Approval.objects.get(kind=kind, subject=subject, decided_at=None)
        record_change(
            asked_by.username, "ask_approval", subject, reason=row.reason, after={"kind": kind}, clock=clock
        )
    return row


def decide_approval(
    number: int, *, approve: bool, decided_by: User, ability: Ability, clock: Clock = utc_now
) -> Approval | Refusal:
    """Approve or decline. Refuses whoever asked, and whoever lacks `ability`. Call it inside the action's transaction."""
    with transaction.atomic():
        row = Approval.objects.select_for_update().filter(pk=number, decided_at=None).first()
        if row is None:
            return APPROVAL_UNKNOWN
        if row.asked_by == decided_by.username or not decided_by.may(ability):
            return Refusal(
                "APPROVAL_BY_ANOTHER",
                f"Permintaan {row.asked_by} harus disetujui orang lain yang berwenang; Anda tidak dapat memutuskannya.",
                f"The request of {row.asked_by} must be approved by another authorised person; you cannot decide it.",
            )
        row.decided_by, row.decided_at, row.approved = decided_by.username, clock(), approve
        row.save(update_fields=["decided_by", "decided_at", "approved"])
        done = "approve" if approve else "decline"
        record_change(
            decided_by.username, done, row.subject, reason=row.reason, after={"kind": row.kind}, clock=clock
        )
    return row
