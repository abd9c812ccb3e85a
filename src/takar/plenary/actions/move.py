"""Put a motion to the vote: the computed ranking, a departure from it, readvertising, or anything else."""

from __future__ import annotations

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.actions.keep import Kept, keep, talk
from takar.plenary.domain.events import MotionKind, Moved


def move(
    plenary: str,
    kind: MotionKind,
    post: str,
    text: str,
    by: str,
    order: tuple[str, ...] = (),
    *,
    request: str,
    actor: str,
    clock: Clock = utc_now,
) -> Kept | Refusal:
    """`request` becomes the motion's name. Refuses as `domain.decide.Plenary.move` does."""
    moved = Moved(request, kind, post, text.strip(), by, order)
    return keep(
        plenary,
        lambda book, now: talk(book).move(moved, now),
        request=request,
        actor=actor,
        action="plenary.move",
        clock=clock,
    )
