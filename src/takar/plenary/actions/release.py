"""Release the outcome: at its announced time, or earlier when a second person approves it."""

from __future__ import annotations

from takar.accounts.public import (
    Ability,
    Approval,
    ApprovalKind,
    User,
    ask_approval,
    decide_request,
    register_approval,
)
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, afterwards, keep
from takar.plenary.books import book_of

EARLY = "plenary.release_early"


def release(plenary: str, *, request: str, actor: str, clock: Clock = utc_now) -> Kept | Refusal:
    """Refuses RELEASE_TOO_EARLY before the announced time, PLENARY_NOT_CLOSED."""
    return _release(plenary, "", request, actor, clock)


def ask_early_release(
    plenary: str, reason: str, *, asked_by: User, clock: Clock = utc_now
) -> Approval | Refusal:
    return ask_approval(EARLY, f"plenary:{plenary}", reason=reason, asked_by=asked_by, clock=clock)


def approve_early_release(
    plenary: str, number: int, *, decided_by: User, clock: Clock = utc_now
) -> Approval | Refusal:
    """The second person's approval releases at once. Refuses APPROVAL_BY_ANOTHER, APPROVAL_UNKNOWN."""
    asked = Approval.objects.filter(pk=number, kind=EARLY, subject=f"plenary:{plenary}").first()
    return decide_request(number if asked else 0, approve=True, decided_by=decided_by, clock=clock)


def _release(plenary: str, allowed_by: str, request: str, actor: str, clock: Clock) -> Kept | Refusal:
    return keep(
        plenary,
        lambda book, now: afterwards(book).release(actor, now, allowed_by),
        request=request,
        actor=actor,
        action="plenary.release",
        clock=clock,
    )


def _run(row: Approval, clock: Clock) -> Refusal | None:
    kept = _release(
        row.subject.removeprefix("plenary:"),
        row.decided_by,
        f"persetujuan-{row.pk:012d}",
        row.asked_by,
        clock,
    )
    return kept if isinstance(kept, Refusal) else None


def _subject(row: Approval) -> tuple[str, str]:
    book = book_of(row.subject.removeprefix("plenary:"))
    title = row.subject if isinstance(book, Refusal) else book.row.title
    return title, title


EARLY_RELEASE = register_approval(
    ApprovalKind(
        code=EARLY,
        label=("Mengumumkan hasil pleno lebih awal", "Release the outcome of a plenary early"),
        effect=(
            "hasil diumumkan saat ini juga; masa keberatan mulai hari ini.",
            "the outcome is released at once; the days for objections begin today.",
        ),
        run=_run,
        subject=_subject,
        open_to=lambda row, user: user.may(Ability.RUN_PLENARY),
    )
)
