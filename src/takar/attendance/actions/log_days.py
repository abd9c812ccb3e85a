"""Append the leaves of signed days, each exactly once, whatever crashed before."""

from __future__ import annotations

from takar.assessments.public import AssessmentView, assessment, evidence_log
from takar.attendance.models import Closing
from takar.kernel.clock import Clock, utc_now
from takar.ledger.public import Log, leaves
from takar.planning.public import BatchView, batch


class _AlreadyThere(Exception):
    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


def log_days(batch_id: str, *, clock: Clock = utc_now, log: Log | None = None) -> int:
    """Append what is missing in the log of this batch's signed days; returns how many. Nothing until the rules are there."""
    waiting = list(Closing.objects.filter(batch=batch_id, index=None).order_by("signature"))
    view = batch(batch_id)
    owner = assessment(view.assessment) if waiting and view and view.assessment else None
    if view is None or owner is None or owner.commit_index is None:
        return 0
    book = log or evidence_log()
    for closing in waiting:
        _append(book, view, owner, closing, clock)
    return len(waiting)


def waiting_batches() -> tuple[str, ...]:
    """Batches with a signed day that the log does not hold yet."""
    rows = Closing.objects.filter(index=None).order_by("batch").values_list("batch", flat=True)
    return tuple(rows.distinct())


def _append(log: Log, view: BatchView, owner: AssessmentView, closing: Closing, clock: Clock) -> None:
    if not closing.leaf:
        closing.leaf, closing.scan_from = _leaf(view, owner, closing, clock), log.checkpoint().size
        closing.save(update_fields=["leaf", "scan_from"])
    leaf = closing.leaf.encode()

    def unless_there(first: int) -> list[bytes]:
        for index, known in log.leaves(closing.scan_from, first):
            if known == leaf:
                raise _AlreadyThere(index)
        return [leaf]

    try:
        closing.index = log.append_with(unless_there).first
    except _AlreadyThere as there:
        closing.index = there.index
    closing.save(update_fields=["index"])


def _leaf(view: BatchView, owner: AssessmentView, closing: Closing, clock: Clock) -> str:
    return leaves.day_close(
        ev=owner.event,
        at=clock(),
        event=owner.commit_index or 0,
        batch=view.id,
        day=closing.day,
        date=view.day(closing.day).isoformat(),
        entries=len(closing.digests),
        root=closing.root,
        counts=closing.counts,
    ).decode()
