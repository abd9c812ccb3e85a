"""Take a member off a candidate: no access, no sheet, no vote; or judge that a conflict seen from data is none."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from takar.accounts.public import record_change
from takar.exercises.public import recuse as withdraw_sheets
from takar.exercises.public import round_of
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.selection.domain import refusals as no
from takar.selection.domain.words import ConflictKind
from takar.selection.models import Candidate, Dismissal, Member, Recusal


@dataclass(frozen=True, slots=True)
class Recused:
    """`sheets`: how many were withdrawn. `waiting`: why a locked sheet is still there, until a second person approves."""

    user: str
    nip: str
    sheets: int
    waiting: Refusal | None = None


def recuse(
    key: str,
    user: str,
    nip: str,
    kind: str,
    reason: str,
    actor: str,
    *,
    approved_by: str = "",
    clock: Clock = utc_now,
) -> Recused | Refusal:
    """Access ends at once, also when a locked sheet must wait for a second person. Doing it twice changes nothing.

    Refuses PANEL_MEMBER_UNKNOWN, CANDIDATE_UNKNOWN, SELECTION_REASON_MISSING.
    """
    member = Member.objects.filter(selection=key, user=user).first()
    if member is None:
        return no.MEMBER_UNKNOWN
    if not Candidate.objects.filter(selection=key, nip=nip).exists():
        return no.CANDIDATE_UNKNOWN
    if not reason.strip():
        return no.REASON_MISSING
    with transaction.atomic():
        known = member.recusals.filter(nip=nip).exists()
        if not known:
            Recusal.objects.create(
                member=member, nip=nip, kind=kind, reason=reason.strip()[:400], by=actor, at=clock()
            )
            record_change(
                actor, "selection.recuse", f"selection:{key}", reason=reason.strip(),
                after={"user": user, "nip": nip, "kind": kind}, clock=clock,
            )  # fmt: skip
    if round_of(key) is None:
        return Recused(user, nip, 0)
    found = withdraw_sheets(key, user, nip, reason, actor=actor, approved_by=approved_by, clock=clock)
    return Recused(user, nip, 0, found) if isinstance(found, Refusal) else Recused(user, nip, found)


def dismiss(
    key: str, user: str, nip: str, kind: str, reason: str, actor: str, *, clock: Clock = utc_now
) -> Refusal | None:
    """Judge that a conflict seen from data is none; never by the member himself."""
    member = Member.objects.filter(selection=key, user=user).first()
    if member is None:
        return no.MEMBER_UNKNOWN
    if actor == user:
        return no.SECOND_CHECKER
    if not reason.strip() or kind not in list(ConflictKind):
        return no.REASON_MISSING
    with transaction.atomic():
        if member.dismissals.filter(nip=nip, kind=kind).exists():
            return None
        Dismissal.objects.create(
            member=member, nip=nip, kind=kind, reason=reason.strip()[:400], by=actor, at=clock()
        )
        record_change(
            actor, "selection.dismiss", f"selection:{key}", reason=reason.strip(),
            after={"user": user, "nip": nip, "kind": kind}, clock=clock,
        )  # fmt: skip
    return None
