"""After the minutes are closed: release, objections, corrections; and streams that could not have happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takar.kernel.refusals import Refusal
from takar.plenary.domain.aftermath import Aftermath
from takar.plenary.domain.codec import KINDS, START, body_data, kind_of, link, read_body
from takar.plenary.domain.events import Amended, Answered, Came, Event, Moved, Objected, Voted
from takar.plenary.domain.minutes import dissent_count, dissents, minutes_digest, minutes_of, tally
from takar.plenary.domain.replay import first_impossible
from takar.plenary.domain.state import PlenaryRules, Post, fold
from tests.plenary.domain.test_plenary import MEMBERS, POST, RULES, Meeting

DAY = 86_400_000
TIED = Post("Kepala Biro", ("b1", "b2", "b3", "b4"), tied=frozenset({"b3", "b4"}))


def ended(rules: PlenaryRules = RULES) -> Meeting:
    meeting = Meeting(rules).opened().decided().closed()
    meeting.ok(lambda p: p.hand_over("s", "Wali Kota", "1", 9))
    return meeting


def after(meeting: Meeting, command: Callable[[Aftermath], Any]) -> Any:
    done = command(Aftermath(meeting.state, meeting.rules))
    if not isinstance(done, Refusal):
        meeting.events += done
        meeting.state = fold(done, meeting.state)
    return done


def code(done: Any) -> str:
    assert isinstance(done, Refusal), done
    assert done.id
    assert done.en
    return done.code


OBJECTED = Objected("o1", "n4", POST.code, "s", "d" * 64)


def test_release_waits_for_its_time() -> None:
    meeting = Meeting(replace(RULES, announce_ms=100)).opened().decided().closed()
    assert code(after(meeting, lambda a: a.release("s", 200))) == "PLENARY_NOT_CLOSED"
    meeting.ok(lambda p: p.hand_over("s", "Wali Kota", "1", 9))
    assert code(after(meeting, lambda a: a.release("s", 99))) == "RELEASE_TOO_EARLY"
    assert code(after(meeting, lambda a: a.release("s", 99, "s"))) == "RELEASE_TOO_EARLY"
    after(meeting, lambda a: a.release("s", 99, "kedua"))
    assert meeting.state.released is not None
    assert meeting.state.released.allowed_by == "kedua"
    assert after(meeting, lambda a: a.release("s", 100)) == ()


def test_a_release_in_time_names_no_second_person() -> None:
    meeting = ended()
    after(meeting, lambda a: a.release("s", 10, "kedua"))
    assert meeting.state.released is not None
    assert meeting.state.released.allowed_by == ""


@pytest.mark.parametrize("zone", ["WIB", "WITA", "WIT"])
def test_the_last_day_for_an_objection(zone: str) -> None:
    rules = replace(RULES, zone=zone)
    hours = {"WIB": 7, "WITA": 8, "WIT": 9}[zone]
    meeting = ended(rules)
    assert code(after(meeting, lambda a: a.object(OBJECTED, 5))) == "PLENARY_NOT_RELEASED"
    after(meeting, lambda a: a.release("s", DAY))
    end = 5 * DAY - hours * 3_600_000
    assert code(after(meeting, lambda a: a.object(OBJECTED, end))) == "OBJECTION_LATE"
    assert (
        code(after(meeting, lambda a: a.object(replace(OBJECTED, post="x"), end - 1)))
        == "PLENARY_POST_UNKNOWN"
    )
    assert (
        code(after(meeting, lambda a: a.object(replace(OBJECTED, nip="x"), end - 1)))
        == "PLENARY_POST_UNKNOWN"
    )
    assert len(after(meeting, lambda a: a.object(OBJECTED, end - 1))) == 1
    assert after(meeting, lambda a: a.object(OBJECTED, end + DAY)) == ()


def objected() -> Meeting:
    meeting = ended()
    after(meeting, lambda a: a.release("s", 10))
    after(meeting, lambda a: a.object(OBJECTED, 11))
    return meeting


AMENDED = Amended("o1", "n4", "paper", "70", "75", "salah ketik", "s", "k")


def test_an_answer_and_its_correction() -> None:
    meeting = objected()
    assert code(after(meeting, lambda a: a.answer("o9", True, "x", "s", 12))) == "OBJECTION_UNKNOWN"
    assert code(after(meeting, lambda a: a.answer("o1", True, " ", "s", 12))) == "PLENARY_REASON_MISSING"
    assert (
        code(after(meeting, lambda a: a.amend(replace(AMENDED, objection="o9"), 12))) == "OBJECTION_UNKNOWN"
    )
    assert code(after(meeting, lambda a: a.amend(AMENDED, 12))) == "OBJECTION_NOT_GRANTED"
    after(meeting, lambda a: a.answer("o1", True, "benar", "s", 12))
    assert code(after(meeting, lambda a: a.answer("o1", True, "lagi", "s", 12))) == "OBJECTION_UNKNOWN"
    assert code(after(meeting, lambda a: a.amend(replace(AMENDED, nip="n1"), 13))) == "OBJECTION_NOT_GRANTED"
    assert (
        code(after(meeting, lambda a: a.amend(replace(AMENDED, approved_by="s"), 13))) == "AMENDMENT_BY_TWO"
    )
    assert code(after(meeting, lambda a: a.amend(replace(AMENDED, new="70"), 13))) == "AMENDMENT_SAME_VALUE"
    assert len(after(meeting, lambda a: a.amend(AMENDED, 13))) == 1
    assert after(meeting, lambda a: a.amend(AMENDED, 14)) == ()
    assert meeting.state.objections["o1"].amended == (AMENDED,)


def test_a_rejected_objection_corrects_nothing() -> None:
    meeting = objected()
    after(meeting, lambda a: a.answer("o1", False, "rubrik dipenuhi", "s", 12))
    assert code(after(meeting, lambda a: a.amend(AMENDED, 13))) == "OBJECTION_NOT_GRANTED"


def test_curtains_are_drawn_in_order() -> None:
    meeting = Meeting()
    assert meeting.no(lambda p: p.show(POST.code, "scores", "s", 1)) == "PLENARY_NOT_OPEN"
    meeting.opened()
    assert meeting.no(lambda p: p.show("x", "scores", "s", 2)) == "PLENARY_POST_UNKNOWN"
    assert meeting.no(lambda p: p.show(POST.code, "raters", "s", 2)) == "SCORES_FIRST"
    meeting.ok(lambda p: p.show(POST.code, "scores", "s", 3))
    assert meeting.ok(lambda p: p.show(POST.code, "scores", "s", 3)) == 0
    meeting.ok(lambda p: p.show(POST.code, "raters", "s", 4))
    assert len(meeting.state.shown) == 2


def test_a_tie_at_the_last_name_takes_a_vote_on_the_order() -> None:
    meeting = Meeting(replace(RULES, posts={TIED.code: TIED})).opened()
    ranking = Moved("u1", "ranking", TIED.code, "Menetapkan", "A")
    assert meeting.no(lambda p: p.move(ranking, 3)) == "RANK_TIED"
    kept = replace(ranking, kind="departure", order=TIED.ranking)
    meeting.decided(kept)
    assert meeting.state.names(TIED, meeting.rules) == ("b1", "b2", "b3")


def test_minutes_need_a_quorum_of_signatures() -> None:
    meeting = Meeting().opened().decided()
    meeting.ok(lambda p: p.end("s", "1" * 64, 6))
    for member in "AB":
        meeting.ok(lambda p, m=member: p.sign(m, "key", 7))  # type: ignore[misc]
    for member in "CDE":
        meeting.ok(lambda p, m=member: p.refuse_to_sign(m, "tidak sependapat", "s", 7))  # type: ignore[misc]
    assert meeting.no(lambda p: p.close("s", 8)) == "SIGNATURES_TOO_FEW"
    meeting.ok(lambda p: p.sign("C", "key", 9))
    meeting.ok(lambda p: p.close("s", 10))


def test_minutes_say_everything_and_hide_secret_votes() -> None:
    meeting = Meeting().opened()
    meeting.ok(lambda p: p.move(Moved("u1", "ranking", POST.code, "Menetapkan", "A"), 3))
    for member in MEMBERS:
        choice, text = ("no", "bobot keliru") if member == "B" else ("yes", "")
        meeting.ok(lambda p, m=member, c=choice, t=text: p.vote("u1", m, c, t, 4))  # type: ignore[misc]
    assert dissents(meeting.state.motions["u1"]) == ()
    assert minutes_of("p", "e", meeting.state, RULES, "0" * 64)["motions"][0]["carried"] is None  # type: ignore
    meeting.ok(lambda p: p.decide("u1", 5))
    open_, secret = (
        minutes_of("p", "e", meeting.state, rules, "0" * 64)
        for rules in (RULES, replace(RULES, by_name=False))
    )
    assert [vote["choice"] for vote in open_["motions"][0]["votes"]] == ["yes", "no", "yes", "yes", "yes"]  # type: ignore
    assert secret["motions"][0]["votes"] == [{"member": "B", "choice": "", "dissent": "bobot keliru"}]  # type: ignore
    assert (tally(meeting.state), dissent_count(meeting.state)) == ({"yes": 4, "no": 1, "abstain": 0}, 1)
    assert len(minutes_digest(open_)) == 64
    lost = replace(meeting.state.motions["u1"].decided, carried=False)  # type: ignore[type-var]
    assert dissents(replace(meeting.state.motions["u1"], decided=lost)) == ("A", "C", "D", "E")


def stream() -> list[Event]:
    meeting = objected()
    after(meeting, lambda a: a.answer("o1", True, "benar", "s", 12))
    after(meeting, lambda a: a.amend(AMENDED, 13))
    meeting.ok(lambda p: p.choose(POST.code, "n2", "wali", "pengalaman", 14))
    return meeting.events


def test_a_true_stream_is_possible_and_survives_being_kept() -> None:
    events = stream()
    assert first_impossible(events, RULES) is None
    for event in events:
        assert read_body(kind_of(event.body), body_data(event.body)) == event.body
    for kind, data in (("x", {}), ("present", {"x": 1})):
        with pytest.raises(ValueError, match=r"no such kind|not a present"):
            read_body(kind, data)


FULL = Meeting().opened()
FULL.ok(lambda p: p.leave("E", 2))
FULL.ok(lambda p: p.recuse("E", "n1", "adik", 3))
FULL.ok(lambda p: p.show(POST.code, "scores", "s", 3))
FULL.decided().ok(lambda p: p.end("s", "1" * 64, 6))
for _member in "ABCD":
    FULL.ok(lambda p, m=_member: p.sign(m, "k", 7))  # type: ignore[misc]
FULL.ok(lambda p: p.refuse_to_sign("E", "pergi", "s", 7))
FULL.ok(lambda p: p.close("s", 8))


def test_every_kind_of_event_is_replayed() -> None:
    assert first_impossible(FULL.events, RULES) is None
    seen = {kind_of(event.body) for event in (*FULL.events, *stream())}
    assert seen == set(KINDS)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_event_can_be_repeated_dropped_or_put_elsewhere_unseen_unless_nothing_changes(
    data: st.DataObject,
) -> None:
    events = FULL.events
    place = data.draw(st.integers(0, len(events) - 1))
    kind = data.draw(st.sampled_from(["repeat", "late"]))
    if kind == "repeat":
        forged = [*events[: place + 1], events[place], *events[place + 1 :]]
    else:
        forged = [*events[:place], *events[place + 1 :], events[place]]
        if forged == events:
            return
    assert first_impossible(forged, RULES) is not None or fold(forged) == fold(events)


def test_a_vote_for_a_motion_that_never_was_is_impossible() -> None:
    odd = Event(99, Voted("tidak ada", "A", "yes"))
    assert first_impossible([*FULL.events, odd], RULES) == len(FULL.events) + 1
    unknown = Event(99, Answered("tidak ada", True, "x", "s"))
    assert first_impossible([*FULL.events, unknown], RULES) == len(FULL.events) + 1


def test_the_chain_binds_each_event_to_its_place() -> None:
    event = Event(1, Came("A"))
    first = link(START, "p", 1, event, "a")
    for other in (
        link(START, "q", 1, event, "a"), link(START, "p", 2, event, "a"), link(START, "p", 1, event, "b"),
        link(first, "p", 1, event, "a"), link(START, "p", 1, Event(2, Came("A")), "a"),
        link(START, "p", 1, Event(1, Came("B")), "a"),
    ):  # fmt: skip
        assert other != first
