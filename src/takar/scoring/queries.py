"""Reads of outcomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from takar.assessments.public import participants_in
from takar.ledger.public import COMPETENCIES, Judged, judged_in
from takar.scoring.models import Audit, MeetingResult, Outcome


@dataclass(frozen=True, slots=True)
class MeetingView:
    """What the assessor meeting found: index of its leaf, and the receipt that opens what its owner may see."""

    index: int
    signed_at: datetime
    code: str
    receipt: str
    receipt_name: str


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """One frozen outcome. `full` holds every number in the shape of docs/interfaces.md 7, held or not.

    `receipt` is the text of the .tlog-proof file. Show `full` only to readers with READ_RESULTS. Where people judge the
    competencies, `meeting` is what they found, None before, and its numbers are in `full`.
    """

    sitting: str
    assessment: str
    status: str
    full: dict[str, Any]
    receipt: str
    receipt_name: str
    code: str
    sealed_at: datetime
    meeting: MeetingView | None = None

    @property
    def judged(self) -> Judged:
        """Who judges instead of a machine."""
        return judged_in(self.full)


def outcome_of(sitting: str) -> OutcomeView | None:
    row = Outcome.objects.filter(sitting=sitting).first()
    return _view(row, MeetingResult.objects.filter(sitting=sitting).first()) if row else None


def outcomes_of(assessment: str) -> tuple[OutcomeView, ...]:
    """Every sealed outcome of one assessment, in the order of sealing."""
    meetings = {one.sitting: one for one in MeetingResult.objects.filter(assessment=assessment)}
    rows = Outcome.objects.filter(assessment=assessment).order_by("sealed_at", "id")
    return tuple(_view(row, meetings.get(row.sitting)) for row in rows)


def joined(assessment: str) -> dict[str, int]:
    """Sitting -> index of the meeting's leaf that stands beside its test."""
    return dict(MeetingResult.objects.filter(assessment=assessment).values_list("sitting", "index"))


def potential_of(assessment: str, nip: str) -> Decimal | None:
    """Mean of the aspects that a test of potential alone has found, 0..100; None before it is sealed, or in other tests."""
    who = next((one for one in participants_in(assessment) if one.nip == nip), None)
    row = Outcome.objects.filter(sitting=who.sitting).first() if who else None
    if row is None or judged_in(row.body) != COMPETENCIES:
        return None
    return mean_potential(row.body)


def mean_potential(full: Mapping[str, Any]) -> Decimal | None:
    scores = [Decimal(one["score"]) for one in full.get("potential") or ()]
    return sum(scores, Decimal(0)) / len(scores) if scores else None


def sealed_sittings(assessment: str) -> tuple[str, ...]:
    """Who has a sealed outcome, in the order of sealing, without loading results and receipts."""
    found = Outcome.objects.filter(assessment=assessment).order_by("sealed_at", "id")
    return tuple(found.values_list("sitting", flat=True))


def sealed_unaudited() -> int:
    """Assessments with sealed outcomes that nobody has audited."""
    audited = Audit.objects.values("assessment")
    return Outcome.objects.exclude(assessment__in=audited).values("assessment").distinct().count()


def _view(row: Outcome, meeting: MeetingResult | None) -> OutcomeView:
    return OutcomeView(
        sitting=row.sitting,
        assessment=row.assessment,
        status=row.status,
        full=_whole(row.body, meeting),
        receipt=row.receipt,
        receipt_name=row.receipt_name,
        code=row.code,
        sealed_at=row.sealed_at,
        meeting=_meeting(meeting) if meeting else None,
    )


def _meeting(row: MeetingResult) -> MeetingView:
    return MeetingView(row.index, row.signed_at, row.code, row.receipt, row.receipt_name)


def _whole(body: dict[str, Any], meeting: MeetingResult | None) -> dict[str, Any]:
    """The test's part with the meeting's, every number of both."""
    if meeting is None:
        return body
    told = [*body.get("explanation", ()), *meeting.body.get("explanation", ())]
    return {**body, **meeting.body, "explanation": told}
