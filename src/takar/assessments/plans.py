"""Reads an assessment as the readiness check wants to see it."""

from __future__ import annotations

from datetime import datetime

from cryptography.exceptions import InvalidTag

from takar.assessments.commitments import names_on, standards_in_use
from takar.assessments.domain.coverage import Coverage
from takar.assessments.domain.readiness import Plan, PlannedSession, missing
from takar.assessments.models import Assessment
from takar.assessments.queries import visibility_of
from takar.assessments.refusals import FORM_KEYS_UNREADABLE
from takar.assessments.wiring import shown_by_people
from takar.forms.public import SealedForm, scales_of, sealed_form
from takar.kernel.clock import day_in
from takar.kernel.refusals import Refusal
from takar.standards.public import StandardNotFound, ruleset


def faults_of(row: Assessment, now: datetime) -> list[Refusal]:
    """What is missing before the assessment may be opened; empty when it is ready."""
    try:
        return missing(plan_of(row, now), now)
    except InvalidTag:
        return [FORM_KEYS_UNREADABLE]


def plan_of(row: Assessment, now: datetime) -> Plan:
    form = sealed_form(row.form) if row.form else None
    needed, lacking = _standards(row)
    participants = row.participants.all()
    return Plan(
        purpose=row.purpose,
        ruleset_purpose=_ruleset_purpose(row),
        form_minutes=form.minutes if form else None,
        visibility=visibility_of(row),
        sessions=_sessions(row),
        participants=len(participants),
        without_session=sum(1 for one in participants if one.session_id is None),
        without_standard=lacking,
        coverage=_coverage(row, form, needed, now),
    )


def _coverage(row: Assessment, form: SealedForm | None, needed: frozenset[str], now: datetime) -> Coverage:
    return Coverage(
        needed=needed,
        items=frozenset(scales_of(row.form)) if form else frozenset(),
        seen=shown_by_people(row.id),
        written=form is not None and form.judged,
        names=_names(row, now),
    )


def _names(row: Assessment, now: datetime) -> dict[str, dict[str, str]]:
    try:
        return names_on(day_in(row.zone, now))
    except StandardNotFound:
        return {}


def _ruleset_purpose(row: Assessment) -> str | None:
    try:
        return ruleset(row.ruleset_code, row.ruleset_version).purpose
    except StandardNotFound:
        return None


def _standards(row: Assessment) -> tuple[frozenset[str], list[str]]:
    try:
        levels = standards_in_use(row)
    except StandardNotFound:
        return frozenset(), list(row.participants.values_list("number", flat=True))
    return frozenset(code for one in levels.values() for code in one), []


def _sessions(row: Assessment) -> list[PlannedSession]:
    found = []
    for session in row.sessions.prefetch_related("participants"):
        extras = [one.extra_minutes for one in session.participants.all()]
        found.append(
            PlannedSession(
                title=session.title,
                opens=session.opens,
                closes=session.closes,
                capacity=session.capacity,
                participants=len(extras),
                longest_extra=max(extras, default=0),
            )
        )
    return found
