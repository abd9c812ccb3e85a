"""What can be asked of a second person, and what happens when he approves. Contexts register their kinds on import."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from takar.accounts.domain.roles import Ability
from takar.accounts.models import Approval, User
from takar.kernel.clock import Clock
from takar.kernel.refusals import Refusal

Words = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ApprovalKind:
    """`label`, `effect`: (Indonesian, English) of what is asked and what approving does.

    `run` does it, inside the transaction of the approval; its refusal undoes the approval too. `subject` says in words what it is
    about. `open_to`: whether this person may know of the request at all.
    """

    code: str
    label: Words
    effect: Words
    run: Callable[[Approval, Clock], Refusal | None]
    subject: Callable[[Approval], Words]
    open_to: Callable[[Approval, User], bool] = lambda row, user: True
    ability: Ability = Ability.APPROVE_CHANGES


_KINDS: dict[str, ApprovalKind] = {}


def register_approval(kind: ApprovalKind) -> ApprovalKind:
    """Make a kind known. Raises ValueError when another one has its code."""
    if _KINDS.setdefault(kind.code, kind) is not kind:
        raise ValueError(f"two kinds of approval are called {kind.code}")
    return kind


def approval_kind(code: str) -> ApprovalKind | None:
    """The kind of that code; None where the request is decided on a page of its own."""
    return _KINDS.get(code)


def waiting_for(user: User) -> list[Approval]:
    """Undecided requests that this person may know of, his own among them, oldest first."""
    rows = Approval.objects.filter(decided_at=None).order_by("asked_at", "id")
    return [row for row in rows if (kind := approval_kind(row.kind)) and _may_know(kind, row, user)]


def decidable_by(user: User) -> int:
    """How many requests wait for this person's decision."""
    return sum(row.asked_by != user.username and may_decide(row, user) for row in waiting_for(user))


def may_decide(row: Approval, user: User) -> bool:
    """Whether this person is another than who asked, and may approve this kind."""
    kind = approval_kind(row.kind)
    return kind is not None and row.asked_by != user.username and user.may(kind.ability)


def _may_know(kind: ApprovalKind, row: Approval, user: User) -> bool:
    return row.asked_by == user.username or kind.open_to(row, user)
