"""Lists of meetings: what a lead sees of a round, and a rater of his own."""

from __future__ import annotations

from dataclasses import dataclass

from takar.exercises.meeting.models import Meeting
from takar.exercises.models import Sheet, Subject
from takar.exercises.storage import locked_raters
from takar.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Line:
    """One person. `locked` of `sheets` are sealed, None for a reader who rates in the round himself (blindness)."""

    owner: str
    title: str
    nip: str
    name: str
    number: str
    raters: tuple[str, ...]
    opened: bool
    final: bool
    locked: int | None
    sheets: int

    @property
    def ready(self) -> bool:
        return self.locked is None or (self.sheets > 0 and self.locked == self.sheets)


def round_meetings(owner: str, reader: str) -> list[Line]:
    """Every person of a round, by number."""
    locked = locked_raters(owner, reader)
    raters: dict[str, set[str]] = {}
    for nip, rater in Sheet.objects.filter(round=owner, withdrawn_at=None).values_list("nip", "rater"):
        raters.setdefault(nip, set()).add(rater)
    known = _meetings(owner)
    lines = []
    for one in Subject.objects.filter(round=owner).select_related("round"):
        counts = (
            None if isinstance(locked, Refusal) else [v for (nip, _), v in locked.items() if nip == one.nip]
        )
        lines.append(
            Line(
                owner, one.round.title, one.nip, one.name, one.number, tuple(sorted(raters.get(one.nip, ()))),
                opened=one.nip in known, final=known.get(one.nip, False),
                locked=None if counts is None else sum(done for done, _ in counts),
                sheets=0 if counts is None else sum(total for _, total in counts),
            )
        )  # fmt: skip
    return lines


def meetings_of(rater: str) -> list[Line]:
    """Open and finished meetings about people whom this rater has rated."""
    pairs = set(Sheet.objects.filter(rater=rater, withdrawn_at=None).values_list("round_id", "nip"))
    rows = Meeting.objects.select_related("subject__round", "result").filter(
        subject__round__in={owner for owner, _ in pairs}
    )
    return [
        Line(
            row.subject.round_id, row.subject.round.title, row.subject.nip, row.subject.name, row.subject.number,
            (), opened=True, final=hasattr(row, "result"), locked=None, sheets=0,
        )
        for row in rows.order_by("-made_at")
        if (row.subject.round_id, row.subject.nip) in pairs
    ]  # fmt: skip


def _meetings(owner: str) -> dict[str, bool]:
    rows = Meeting.objects.filter(subject__round=owner).select_related("subject", "result")
    return {row.subject.nip: hasattr(row, "result") for row in rows}
