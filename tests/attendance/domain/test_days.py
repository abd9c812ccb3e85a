"""What a day becomes: lateness, leaving, absence, incidents."""

from __future__ import annotations

from dataclasses import replace

import pytest

from takar.attendance.domain.commands import Note, Report
from takar.attendance.domain.days import Status, day_of
from takar.attendance.domain.entries import Entry
from takar.attendance.domain.facts import Absent, Arrived, Corrected, Incident
from takar.attendance.domain.outs import missed_tools
from takar.attendance.domain.sheet import sheet_of
from takar.attendance.domain.state import fold
from takar.kernel.clock import milliseconds
from tests.attendance.story import NIPS, Story, at


@pytest.fixture
def story() -> Story:
    return Story()


@pytest.mark.parametrize(
    ("clock", "status", "minutes"),
    [("07.00", Status.PRESENT, 0), ("07.45", Status.PRESENT, 0), ("07.46", Status.LATE, 16), ("10.00", Status.LATE, 150)],
)  # fmt: skip
def test_late_is_more_than_the_rules_minutes_after_his_first_activity(
    story: Story, clock: str, status: Status, minutes: int
) -> None:
    assert story.arrive(1, 1, clock) == ""
    assert (story.status(1, 1), story.day(1, 1).minutes_late) == (status, minutes)


def test_first_activity_is_that_of_his_own_group(story: Story) -> None:
    story.arrive(6, 3, "12.50")
    assert story.status(6, 3) is Status.PRESENT
    story.arrive(1, 3, "08.20")
    assert story.status(1, 3) is Status.LATE


def test_nobody_is_absent_unless_somebody_says_so(story: Story) -> None:
    assert story.status(1, 1) is Status.EXPECTED
    story.arrive(1, 1, "12.30")
    assert [one.status for one in story.day(1, 1).slots] == [Status.EXPECTED, Status.PRESENT]
    assert (story.status(1, 1), len(story.day(1, 1).unresolved)) == (Status.LATE, 1)
    story.absent(1, 1, "12.40", activity=1)
    assert (story.status(1, 1), story.day(1, 1).unresolved) == (Status.LATE, ())
    assert missed_tools(story.state, story.rules, NIPS[0]) == ("cat",)


def test_who_comes_after_being_marked_absent_is_present(story: Story) -> None:
    story.absent(1, 1, "08.00")
    assert story.status(1, 1) is Status.ABSENT
    story.arrive(1, 1, "08.10")
    assert story.status(1, 1) is Status.LATE


def test_who_is_here_cannot_be_marked_absent(story: Story) -> None:
    story.arrive(1, 1, "07.20")
    assert story.absent(1, 1, "09.00") == "ALREADY_PRESENT"
    assert story.absent(1, 1, "13.30", activity=2) == ""
    assert story.status(1, 1) is Status.LEFT_EARLY
    assert story.arrive(1, 1, "13.40", activity=2) == ""
    assert story.status(1, 1) is Status.PRESENT
    assert story.absent(1, 1, "14.00", activity=2) == "ALREADY_PRESENT"


def test_leaving(story: Story) -> None:
    assert story.leave(1, 1, "09.00") == "NOT_ARRIVED"
    story.arrive(1, 1, "07.20")
    story.leave(1, 1, "09.00")
    assert story.status(1, 1) is Status.LEFT_EARLY
    assert [one.done for one in story.day(1, 1).slots] == [False, False]
    story.arrive(1, 1, "09.10")
    assert story.status(1, 1) is Status.PRESENT


def test_a_return_in_the_afternoon_does_not_mend_the_morning(story: Story) -> None:
    story.arrive(1, 1, "07.20")
    story.leave(1, 1, "09.00")
    story.arrive(1, 1, "13.30")
    assert [one.status for one in story.day(1, 1).slots] == [Status.LEFT_EARLY, Status.LATE]
    story.leave(1, 1, "15.10")
    assert [one.status for one in story.day(1, 1).slots] == [Status.LEFT_EARLY, Status.LATE]
    assert story.status(1, 1) is Status.LEFT_EARLY


def test_leaving_after_finishing_or_after_the_end_is_not_early(story: Story) -> None:
    story.arrive(1, 1, "07.20")
    story.leave(1, 1, "14.30", finished=True)
    assert (story.status(1, 1), story.day(1, 1).left) == (Status.PRESENT, at(1, "14.30"))
    story.arrive(2, 1, "07.20")
    story.leave(2, 1, "15.00")
    assert story.status(2, 1) is Status.PRESENT
    story.arrive(3, 1, "07.20")
    story.leave(3, 1, "11.00", finished=True)
    assert [one.done for one in story.day(3, 1).slots] == [True, False]


def test_an_incident_at_the_start_excuses_who_is_not_there(story: Story) -> None:
    story.incident(2, "07.40")
    story.absent(1, 2, "09.00")
    assert (story.status(1, 2), story.status(2, 2)) == (Status.EXCUSED, Status.EXCUSED)
    story.arrive(2, 2, "08.05")
    assert story.status(2, 2) is Status.PRESENT


def test_a_short_interruption_excuses_nobody_who_never_came(story: Story) -> None:
    story.incident(2, "10.00", until_ms=milliseconds(at(2, "10.20")))
    story.absent(1, 2, "10.30")
    assert story.status(1, 2) is Status.ABSENT
    story.arrive(2, 2, "07.50")
    assert (story.status(2, 2), story.day(2, 2).slots[0].done) == (Status.PRESENT, True)


def test_work_that_an_incident_destroyed_is_held_again_and_blames_nobody(story: Story) -> None:
    story.arrive(1, 2, "07.50")
    story.incident(2, "10.00")
    assert story.end(2, 2, "11.00", lost=True) == ""
    assert story.status(1, 2) is Status.EXCUSED
    assert missed_tools(story.state, story.rules, NIPS[0]) == ("diskusi",)


@pytest.mark.parametrize(
    ("fields", "met"),
    [
        ({"whom": "all"}, {1, 6}),
        ({"whom": "room", "room": "Ruang 1"}, {1}),
        ({"whom": "group", "group": 2}, {6}),
        ({"whom": "people", "nips": (NIPS[5],), "cause": "illness"}, {6}),
    ],
)
def test_an_incident_concerns_whom_it_names(story: Story, fields: dict[str, object], met: set[int]) -> None:
    story.incident(3, "07.50", lost=True, **fields)
    assert {who for who in (1, 6) if story.status(who, 3) is Status.EXCUSED} == met


def test_many_fall_ill_and_none_is_absent(story: Story) -> None:
    story.everybody(2)
    story.incident(2, "09.30", cause="illness", whom="people", nips=NIPS[:3])
    for who in (1, 2, 3):
        story.leave(who, 2, "09.40")
    assert {story.status(who, 2) for who in (1, 2, 3)} == {Status.EXCUSED}
    assert {story.status(who, 2) for who in (4, 5, 6)} == {Status.PRESENT}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"cause": "flood"}, "INCIDENT_UNCLEAR"),
        ({"whom": "nobody"}, "INCIDENT_UNCLEAR"),
        ({"note": " "}, "REASON_MISSING"),
        ({"whom": "people"}, "INCIDENT_NOBODY"),
        ({"whom": "people", "nips": ("x",)}, "INCIDENT_NOBODY"),
        ({"whom": "room", "room": "Ruang 9"}, "INCIDENT_ROOM"),
        ({"whom": "group", "group": 7}, "INCIDENT_GROUP"),
        ({"until_ms": 5}, "INCIDENT_TIMES"),
    ],
)
def test_an_unclear_incident_is_refused(story: Story, fields: dict[str, object], code: str) -> None:
    assert story.incident(2, "09.00", **fields) == code


def test_an_incident_is_closed_once(story: Story) -> None:
    assert story.end(1, 2, "09.00") == "INCIDENT_UNKNOWN"
    story.incident(2, "09.00")
    assert story.end(1, 2, "08.00") == "INCIDENT_TIMES"
    assert story.end(1, 2, "09.30") == ""
    assert story.end(1, 2, "09.40") == "INCIDENT_OVER"


@pytest.mark.parametrize("nips", [NIPS])
def test_persons_days_and_activities_that_are_not_there(story: Story, nips: tuple[str, ...]) -> None:
    assert story.arrive(1, 1, "07.20", activity=3) == "NOT_HIS_ACTIVITY"
    assert story.arrive(1, 3, "08.00", activity=5) == "NOT_HIS_ACTIVITY"
    assert story.absent(1, 1, "07.29") == "NOT_BEGUN"
    assert story.absent(1, 1, "07.40", activity=2) == "NOT_BEGUN"


def test_who_has_nothing_on_a_day_is_not_on_its_sheet(story: Story) -> None:
    nobody = replace(story.rules.people[NIPS[0]], group=9)
    story.rules = replace(story.rules, people={**story.rules.people, NIPS[0]: nobody})
    assert day_of(story.state, story.rules, NIPS[0], 3) is None
    assert day_of(story.state, story.rules, "unknown", 3) is None
    assert story.arrive(1, 3, "08.00") == "NOTHING_TODAY"
    assert NIPS[0] not in {line.person.nip for line in sheet_of(story.state, story.rules, 3).lines}
    story.everybody(3, "07.50", but=(1,))
    only_first_group = sheet_of(story.state, story.rules, 3, 4)
    assert [line.person.number for line in only_first_group.lines] == ["002", "003"]


def test_notes_about_other_days_and_strangers_are_refused(story: Story) -> None:
    def note(nip: str, day: int, moment_day: int) -> str:
        moment = at(moment_day, "08.00")
        story.run(
            Note(
                by="a", now=moment, request=story.request(), day=day, nip=nip, moment=moment, claim=Arrived()
            )
        )
        return story.code

    assert (note("x", 1, 1), note(NIPS[0], 1, 2), note(NIPS[0], 7, 1)) == (
        "NOT_IN_BATCH",
        "WRONG_DAY",
        "WRONG_DAY",
    )


def test_an_absence_needs_a_reason_and_an_incident_a_day_of_the_batch(story: Story) -> None:
    story.note(1, 1, "09.00", Absent(" "))
    assert story.code == "REASON_MISSING"
    moment = at(2, "09.00")
    wrong = Report(by="t", now=moment, request="w", day=1, moment=moment, incident=Incident("power", "padam"))
    story.run(wrong)
    assert story.code == "WRONG_DAY"


def test_an_entry_that_makes_no_sense_changes_nothing() -> None:
    moment = at(1, "09.00")
    strange = Entry(1, 1, NIPS[0], moment, "x", moment, "r", Corrected(7, "x"))
    state = fold([strange])
    assert (state.entries, state.uncounted, state.after_signing) == ((strange,), frozenset(), ())
