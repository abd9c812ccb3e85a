"""A member declares what he has to do with a candidate, also that it is nothing. A conflict recuses him at once."""

from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.selection.actions.recuse import Recused, recuse
from takar.selection.domain import refusals as no
from takar.selection.domain.words import ConflictKind
from takar.selection.models import Candidate, Declaration, Member


def declare(
    key: str, nip: str, kind: str, text: str, actor: str, *, clock: Clock = utc_now
) -> Recused | Refusal | None:
    """None: noted, no conflict. Refuses DECLARATION_NOT_YOURS, CANDIDATE_UNKNOWN, SELECTION_REASON_MISSING."""
    member = Member.objects.filter(selection=key, user=actor, left_at=None).first()
    if member is None:
        return no.NOT_YOUR_DECLARATION
    if kind not in list(ConflictKind) or not Candidate.objects.filter(selection=key, nip=nip).exists():
        return no.CANDIDATE_UNKNOWN
    if kind != ConflictKind.NONE and not text.strip():
        return no.REASON_MISSING
    last = member.declarations.filter(nip=nip).last()
    if last is None or (last.kind, last.text) != (kind, text.strip()):
        with transaction.atomic():
            Declaration.objects.create(member=member, nip=nip, kind=kind, text=text.strip()[:400], at=clock())
            record_change(
                actor, "selection.declare", f"selection:{key}", reason=text.strip(),
                after={"nip": nip, "kind": kind}, clock=clock,
            )  # fmt: skip
    if kind == ConflictKind.NONE:
        return None
    return recuse(key, member.user, nip, kind, text, actor, clock=clock)
