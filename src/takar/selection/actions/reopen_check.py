"""Open a concluded administrative check again: one asks with a reason, another one approves."""

from __future__ import annotations

from takar.accounts.public import (
    Ability,
    Approval,
    ApprovalKind,
    User,
    ask_approval,
    register_approval,
)
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.selection.actions.step_candidate import step_candidate
from takar.selection.domain import refusals as no
from takar.selection.domain.candidacy import Reopened
from takar.selection.models import Candidate
from takar.selection.queries import candidate, selection

KIND = "selection.reopen_check"


def ask_reopening(
    key: str, number: int, reason: str, *, asked_by: User, clock: Clock = utc_now
) -> Approval | Refusal:
    """Refuses at once what could not be approved: CANDIDATE_UNKNOWN, SELECTION_COMMITTED, NOTHING_JUDGED, a missing reason."""
    view, one = selection(key), candidate(key, number)
    if view is None or one is None:
        return no.CANDIDATE_UNKNOWN
    if view.committed_at:
        return no.SELECTION_COMMITTED
    if one.status not in ("eligible", "not_eligible"):
        return no.NOTHING_JUDGED
    if not reason.strip():
        return no.REASON_MISSING
    return ask_approval(KIND, f"candidate:{number}", reason=reason.strip(), asked_by=asked_by, clock=clock)


def waiting_for(number: int) -> Approval | None:
    """The request about a candidate that nobody has decided yet."""
    return Approval.objects.filter(kind=KIND, subject=f"candidate:{number}", decided_at=None).first()


def _row(approval: Approval) -> Candidate | None:
    number = approval.subject.removeprefix("candidate:")
    return Candidate.objects.select_related("post", "selection").filter(pk=int(number)).first()


def _run(approval: Approval, clock: Clock) -> Refusal | None:
    row = _row(approval)
    if row is None:
        return no.CANDIDATE_UNKNOWN
    done = step_candidate(
        row.selection_id,
        row.pk,
        Reopened(approval.reason, approval.decided_by),
        approval.asked_by,
        clock=clock,
    )
    return done if isinstance(done, Refusal) else None


def _subject(approval: Approval) -> tuple[str, str]:
    row = _row(approval)
    if row is None:
        return approval.subject, approval.subject
    about = f"{row.number} {row.name}, {row.post.title} ({row.selection.title})"
    return about, about


def _open_to(approval: Approval, user: User) -> bool:
    """Whoever sits in the panel decides nothing about who is let in."""
    row = _row(approval)
    view = selection(row.selection_id) if row else None
    return view is not None and user.may(Ability.MANAGE_SELECTIONS) and user.username not in view.users


REOPEN_CHECK = register_approval(
    ApprovalKind(
        code=KIND,
        label=("Membuka kembali pemeriksaan administrasi", "Open an administrative check again"),
        effect=(
            "pemeriksaan calon ini terbuka lagi; tanda yang lama tetap tercatat dan kesimpulannya tidak berlaku.",
            "the check of this candidate is open again; earlier ticks stay on record and its conclusion counts no more.",
        ),
        run=_run,
        subject=_subject,
        open_to=_open_to,
    )
)
