from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from takar.assessments.domain.coverage import Coverage
from takar.assessments.domain.readiness import Plan, PlannedSession, missing
from takar.assessments.domain.values import Visibility

NOW = datetime(2026, 1, 5, 1, tzinfo=UTC)
SESSION = PlannedSession("Sesi 1", NOW + timedelta(hours=1), NOW + timedelta(hours=2), 30, 30)
READY = Plan(
    purpose="pemetaan",
    ruleset_purpose="pemetaan",
    form_minutes=60,
    visibility=Visibility(),
    sessions=(SESSION,),
    participants=30,
    without_session=0,
    without_standard=(),
    coverage=Coverage(needed=frozenset({"M.01"}), items=frozenset({"M.01", "P.01"})),
)


def test_a_complete_plan_misses_nothing() -> None:
    assert missing(READY, NOW) == []


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (replace(READY, ruleset_purpose=None), "RULESET_UNKNOWN"),
        (replace(READY, ruleset_purpose="seleksi"), "RULESET_PURPOSE"),
        (replace(READY, form_minutes=None), "FORM_MISSING"),
        (replace(READY, coverage=Coverage(frozenset({"M.02"}), frozenset({"M.01"}))), "FORM_INCOMPLETE"),
        (replace(READY, participants=0), "PARTICIPANTS_MISSING"),
        (replace(READY, without_standard=("001",)), "STANDARD_MISSING"),
        (replace(READY, sessions=()), "SESSIONS_MISSING"),
        (replace(READY, without_session=1), "SEATS_MISSING"),
        (replace(READY, sessions=(replace(SESSION, closes=NOW),)), "SESSION_PAST"),
        (replace(READY, sessions=(replace(SESSION, longest_extra=1),)), "SESSION_TOO_SHORT"),
        (replace(READY, form_minutes=61), "SESSION_TOO_SHORT"),
        (replace(READY, sessions=(replace(SESSION, participants=31),)), "ROOM_FULL"),
        (replace(READY, visibility=Visibility("held", False, False, False, False)), "NOTHING_SHOWN"),
        (
            replace(READY, coverage=Coverage(frozenset({"M.01"}), frozenset({"M.01"}))),
            "POTENTIAL_NOT_MEASURED",
        ),
    ],
)
def test_each_gap_is_named_with_a_remedy_in_both_languages(plan: Plan, code: str) -> None:
    found = missing(plan, NOW)
    assert code in [fault.code for fault in found]
    assert all(fault.id != fault.en and fault.id.endswith(".") and fault.en.endswith(".") for fault in found)
