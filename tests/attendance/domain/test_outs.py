"""Out is proposed by the rule and decided by a person who did not note the absence."""

from __future__ import annotations

import pytest

from takar.attendance.domain.complete import completeness, tools_done
from takar.attendance.domain.facts import Absent
from takar.attendance.domain.outs import missed_tools, out_of, rebooked
from takar.attendance.domain.rules import SUSULAN
from takar.attendance.domain.sheet import sheet_of
from tests.attendance.story import NIPS, Story, at, rules

MATRIX = {"cat": ("M.01", "M.02"), "kasus": ("M.03",), "diskusi": ("M.02",), "wawancara": ("M.01", "SK.01")}
CODES = ("M.01", "M.02", "M.03", "SK.01")


@pytest.fixture
def story() -> Story:
    made = Story()
    made.arrive(1, 1, "07.20")
    made.absent(1, 2, "09.00")
    return made


def out(story: Story, who: int = 1) -> tuple[str, tuple[int, ...]] | None:
    found = out_of(story.state, story.rules, NIPS[who - 1])
    return (found.status, found.days) if found else None


def test_one_absent_day_is_proposed_never_decided(story: Story) -> None:
    assert out(story) == ("proposed", (2,))
    assert story.rebook(1) == "NOTHING_TO_REPAIR"


def test_who_noted_the_absence_does_not_decide(story: Story) -> None:
    assert story.out(1, by="awas") == "OUT_OWN_RECORD"
    assert story.lift(1, by="awas") == "OUT_OWN_RECORD"
    assert story.out(1) == ""
    assert out(story) == ("confirmed", (2,))
    assert story.out(1) == "OUT_NOT_PROPOSED"


def test_who_let_a_waiting_absence_count_noted_it_too() -> None:
    story = Story()
    story.everybody(2)
    story.sign(2)
    story.correct(1)
    story.note(1, 2, "12.00", Absent("tidak datang"), correction="salah orang", by="awas2")
    assert story.out(1, by="awas2") == "OUT_OWN_RECORD"
    assert story.out(1, by="awas") == ""


def test_out_means_not_awaited_any_more_and_told_at_the_door(story: Story) -> None:
    story.out(1, day=2)
    assert story.arrive(1, 3, "07.50") == "PERSON_OUT"
    assert [line.person.nip for line in sheet_of(story.state, story.rules, 3).lines] == list(NIPS[1:])
    assert NIPS[0] in [line.person.nip for line in sheet_of(story.state, story.rules, 2).lines]
    story.rebook(1)
    story.arrive(1, 3, "07.55")
    assert story.last.data["number"] == "024"  # type: ignore[union-attr]


def test_an_arrival_from_before_the_decision_makes_it_groundless(story: Story) -> None:
    story.out(1, day=2)
    assert story.arrive(1, 2, "07.55", now=at(2, "17.00")) == ""
    found = out_of(story.state, story.rules, NIPS[0])
    assert found
    assert (found.status, found.groundless) == ("confirmed", True)
    assert story.lift(1, by="awas") == ""
    assert out(story) == ("lifted", (2,))


def test_a_proposal_turned_down_does_not_come_back_another_day_does(story: Story) -> None:
    assert story.lift(1) == ""
    assert (out(story), story.lift(1), story.out(1)) == (
        ("lifted", (2,)),
        "OUT_NOT_PROPOSED",
        "OUT_NOT_PROPOSED",
    )
    story.absent(1, 3, "09.00")
    assert out(story) == ("proposed", (3,))


def test_an_absence_that_was_wrong_proposes_nothing(story: Story) -> None:
    story.correct(2)
    assert out(story) is None


def test_decisions_need_a_reason(story: Story) -> None:
    from takar.attendance.domain.commands import ConfirmOut, LiftOut

    for kind in (ConfirmOut, LiftOut):
        story.run(kind(by="kelola", now=at(3, "16.00"), request=story.request(), nip=NIPS[0], reason=" "))
        assert story.code == "REASON_MISSING"


def test_the_whole_set_is_repeated_after_gugur_and_only_once(story: Story) -> None:
    story.out(1)
    assert story.rebook(1) == ""
    found = rebooked(story.state, NIPS[0])
    assert found
    assert (found.batch, found.tools) == ("b9", ())
    assert (story.rebook(1), story.lift(1)) == ("ALREADY_REBOOKED", "ALREADY_REBOOKED")


def test_under_susulan_only_what_was_missed_is_repeated() -> None:
    story = Story(rules(SUSULAN))
    story.arrive(1, 1, "07.20")
    assert story.rebook(1) == "NOTHING_TO_REPAIR"
    story.absent(1, 2, "09.00")
    assert out(story) is None
    assert story.rebook(1) == ""
    found = rebooked(story.state, NIPS[0])
    assert found
    assert found.tools == ("diskusi",)
    assert NIPS[0] in [line.person.nip for line in sheet_of(story.state, story.rules, 3).lines]


def test_what_an_incident_took_may_be_repeated_without_being_out() -> None:
    story = Story()
    story.incident(2, "07.50", lost=True)
    assert story.rebook(2) == ""
    assert missed_tools(story.state, story.rules, NIPS[1]) == ("diskusi",)


def lacking(story: Story, clock: str = "16.00") -> tuple[tuple[str, ...], tuple[str, ...]]:
    done = tools_done(story.state, story.rules, NIPS[0], at(3, clock))
    found = completeness(NIPS[0], "p", done, MATRIX, CODES)
    assert found.complete is (not found.missing_tools and not found.missing_competencies)
    return found.missing_tools, found.missing_competencies


def test_complete_is_every_tool_and_every_competency() -> None:
    story = Story()
    for day in (1, 2, 3):
        story.arrive(1, day, "07.20")
    assert lacking(story) == ((), ())
    assert lacking(story, "11.59") == (("wawancara",), ("SK.01",))
    story.leave(1, 3, "09.00")
    assert lacking(story) == (("wawancara",), ("SK.01",))


def test_who_is_out_has_done_nothing_and_nothing_planned_is_everything_missing(story: Story) -> None:
    assert lacking(story) == (("diskusi", "wawancara"), ("SK.01",))
    story.out(1)
    assert lacking(story) == (tuple(MATRIX), CODES)
    assert completeness("x", "p", (), {}, CODES).missing_competencies == CODES
