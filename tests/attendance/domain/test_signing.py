"""Signed sheets: what may be signed, and that nothing on one changes without a word."""

from __future__ import annotations

import pytest

from takar.attendance.domain.days import Status
from takar.attendance.domain.facts import Absent, Left
from takar.attendance.domain.sheet import Sheet, missing, sheet_of
from tests.attendance.story import NIPS, Story, at


@pytest.fixture
def story() -> Story:
    made = Story()
    made.everybody(2)
    return made


def sheet(story: Story, day: int = 2, activity: int | None = None) -> Sheet:
    return sheet_of(story.state, story.rules, day, activity)


def test_a_sheet_is_signed_by_one_or_two_each_once(story: Story) -> None:
    assert story.sign(2) == ""
    assert story.sign(2) == "SIGNED_ALREADY"
    assert story.sign(2, by="awas2") == ""
    assert [one.by for one in sheet(story).signatures] == ["awas", "awas2"]
    assert sheet(story).counts["present"] == 6


def test_who_signs_vouches_for_everybody(story: Story) -> None:
    assert story.sign(1) == "SHEET_UNRESOLVED"
    assert story.last.data["numbers"][0] == "001"  # type: ignore[union-attr]
    story.everybody(1, "13.10")
    assert story.sign(1) == "SHEET_UNRESOLVED"
    assert story.sign(1, activity=2) == ""
    assert (story.sign(2, "07.59"), story.sign(2, activity=1)) == ("SHEET_TOO_EARLY", "WRONG_DAY")


def test_an_open_incident_is_closed_first(story: Story) -> None:
    story.incident(2, "11.00")
    assert story.sign(2) == "SHEET_INCIDENT_OPEN"
    story.end(7, 2, "11.30")
    assert story.sign(2) == ""


def test_after_signing_an_arrival_waits_until_somebody_decides(story: Story) -> None:
    made = Story()
    made.everybody(2, but=(1,))
    made.absent(1, 2, "09.00")
    made.sign(2)
    before = sheet(made).digest
    assert made.arrive(1, 2, "07.55", now=at(2, "16.30")) == ""
    assert (made.status(1, 2), sheet(made).digest) == (Status.ABSENT, before)
    assert [one.ordinal for one in sheet(made).waiting] == [8]
    assert made.sign(2, by="awas2") == "SHEET_WAITING"
    assert made.correct(8, counts=True, reason="tablet tanpa jaringan") == ""
    assert (made.status(1, 2), sheet(made).waiting) == (Status.PRESENT, ())
    assert [one.fact.reason for one in sheet(made).corrections] == ["tablet tanpa jaringan"]  # type: ignore[union-attr]
    assert made.sign(2) == "", "the sheet says something else now, so it is signed again"


def test_what_waits_can_be_turned_down(story: Story) -> None:
    story.sign(2)
    story.arrive(1, 2, "07.00", now=at(2, "16.30"))
    assert story.correct(8) == ""
    assert (sheet(story).waiting, story.day(1, 2).arrived) == ((), at(2, "07.20"))
    assert story.correct(8) == "ALREADY_CORRECTED"


def test_on_a_signed_sheet_absence_and_leaving_need_a_reason(story: Story) -> None:
    story.sign(2)
    assert story.leave(1, 2, "11.00") == "SHEET_SIGNED"
    assert story.note(1, 2, "11.00", Left(), correction="lupa dicatat")
    assert story.status(1, 2) is Status.LEFT_EARLY
    assert len(sheet(story).corrections) == 1
    assert story.absent(2, 2, "12.00") == "ALREADY_PRESENT"
    story.correct(2)
    assert story.status(2, 2) is Status.EXPECTED
    assert story.absent(2, 2, "12.00") == "SHEET_SIGNED"
    story.note(2, 2, "12.00", Absent("tertukar dengan 003"), correction="salah orang")
    assert story.status(2, 2) is Status.ABSENT


def test_a_signed_activity_is_not_changed_by_entries_about_the_whole_day() -> None:
    story = Story()
    story.everybody(1, but=(1,))
    story.absent(1, 1, "08.00")
    assert story.sign(1, "11.30", activity=1) == ""
    before = sheet(story, 1, 1).digest
    story.arrive(1, 1, "09.00", now=at(1, "12.00"))
    assert story.leave(2, 1, "09.00") == "SHEET_SIGNED"
    story.incident(1, "07.30", lost=True)
    assert sheet(story, 1, 1).digest == before
    assert story.arrive(1, 1, "13.00") == ""
    story.incident(1, "13.30")
    assert [one.status for one in story.day(1, 1).slots] == [Status.ABSENT, Status.PRESENT]
    assert sheet(story, 1, 1).counts["absent"] == 1


def test_the_end_of_an_incident_that_came_too_late_waits_with_it(story: Story) -> None:
    story.sign(2)
    story.incident(2, "09.00")
    assert story.end(8, 2, "09.30", lost=True) == ""
    assert story.state.waiting == {8, 9}
    assert sheet(story).incidents == ()


def test_what_is_corrected_and_what_is_not(story: Story) -> None:
    assert (story.correct(99), story.correct(1, reason=" ")) == ("NOT_CORRECTABLE", "REASON_MISSING")
    story.arrive(1, 2, "07.21")
    story.leave(1, 2, "09.00")
    story.arrive(1, 2, "10.00")
    assert story.correct(9) == ""
    assert story.status(1, 2) is Status.LEFT_EARLY, "the first arrival still stands"
    assert story.correct(7) == ""
    assert story.status(1, 2) is Status.EXPECTED, "both clicks of the double click are taken back"
    assert story.correct(1, counts=True) == ""
    assert story.status(1, 2) is Status.LEFT_EARLY
    story.sign(2)
    assert story.correct(len(story.state.entries)) == "NOT_CORRECTABLE"


def test_who_is_missing_right_now() -> None:
    story = Story()
    story.everybody(1, but=(2, 4))
    story.absent(4, 1, "08.00")
    found = missing(sheet(story, 1), at(1, "08.05"))
    assert [(line.person.nip, slot.activity, minutes) for line, slot, minutes in found] == [(NIPS[1], 1, 35)]
    assert missing(sheet(story, 1), at(1, "07.29")) == ()
