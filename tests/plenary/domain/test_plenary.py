"""The plenary decides by quorum, keeps every vote and signature, and never changes a ranking unseen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takar.kernel.refusals import Refusal
from takar.plenary.domain.decide import Decision, Plenary
from takar.plenary.domain.events import Decided, Event, Moved, Voted
from takar.plenary.domain.state import PlenaryRules, PlenaryState, Post, evolve, fold

MEMBERS = ("A", "B", "C", "D", "E")
POST = Post("Kepala Dinas Kesehatan", ("n1", "n2", "n3", "n4"), frozenset({"n4"}))
SMALL = Post("Kepala Badan", ("m1", "m2"))
RULES = PlenaryRules(frozenset(MEMBERS), "A", {POST.code: POST})
BOTH = replace(RULES, posts={POST.code: POST, SMALL.code: SMALL})
RANKING = Moved("u1", "ranking", POST.code, "Menetapkan peringkat", "A")


class Meeting:
    """Runs commands one after another; `ok` must not be refused."""

    def __init__(self, rules: PlenaryRules = RULES) -> None:
        self.rules, self.state, self.events = rules, PlenaryState(), list[Event]()

    def ask(self, command: Callable[[Plenary], Decision]) -> Decision:
        return command(Plenary(self.state, self.rules))

    def ok(self, command: Callable[[Plenary], Decision]) -> int:
        done = self.ask(command)
        assert not isinstance(done, Refusal), done
        self.events += done
        self.state = fold(done, self.state)
        return len(done)

    def no(self, command: Callable[[Plenary], Decision]) -> str:
        done = self.ask(command)
        assert isinstance(done, Refusal), done
        assert done.id
        assert done.en
        return done.code

    def opened(self, *members: str) -> Meeting:
        self.ok(lambda p: p.open("sekretaris", "0" * 64, (), 1))
        for member in members or MEMBERS:
            self.ok(lambda p, member=member: p.come(member, 2))  # type: ignore[misc]
        return self

    def decided(self, moved: Moved = RANKING, choice: str = "yes") -> Meeting:
        self.ok(lambda p: p.move(moved, 3))
        for member in sorted(self.state.present):
            if not self.state.recused(member, self._concerned(moved)):
                self.ok(lambda p, member=member: p.vote(moved.motion, member, choice, "", 4))  # type: ignore
        self.ok(lambda p: p.decide(moved.motion, 5))
        return self

    def _concerned(self, moved: Moved) -> frozenset[str]:
        return self.rules.posts[moved.post].candidates if moved.post in self.rules.posts else frozenset()

    def closed(self) -> Meeting:
        self.ok(lambda p: p.end("sekretaris", "1" * 64, 6))
        for member in sorted(self.state.attended):
            self.ok(lambda p, member=member: p.sign(member, "key", 7))  # type: ignore[misc]
        self.ok(lambda p: p.close("A", 8))
        return self


def test_opens_only_when_everything_is_sealed() -> None:
    meeting = Meeting()
    assert meeting.no(lambda p: p.open("s", "0" * 64, ["Wawancara teknis Budi"], 1)) == "PLENARY_UNSEALED"
    assert meeting.no(lambda p: p.come("A", 1)) == "PLENARY_NOT_OPEN"
    assert meeting.no(lambda p: p.move(RANKING, 1)) == "PLENARY_NOT_OPEN"
    meeting.opened()
    assert meeting.ok(lambda p: p.open("s", "0" * 64, (), 9)) == 0


def test_the_ordinary_way_ends_with_three_names_and_a_choice() -> None:
    meeting = Meeting().opened().decided().closed()
    assert meeting.state.names(POST, RULES) == ("n1", "n2", "n3")
    assert meeting.no(lambda p: p.choose(POST.code, "n1", "wali", "", 9)) == "PLENARY_NOT_CLOSED"
    meeting.ok(lambda p: p.hand_over("sekretaris", "Wali Kota", "800/1", 10))
    assert meeting.ok(lambda p: p.hand_over("sekretaris", "Wali Kota", "800/1", 10)) == 0
    assert meeting.no(lambda p: p.choose(POST.code, "n4", "wali", "cakap", 11)) == "CHOICE_NOT_PROPOSED"
    assert meeting.no(lambda p: p.choose("lain", "n1", "wali", "", 11)) == "PLENARY_POST_UNKNOWN"
    assert meeting.no(lambda p: p.choose(POST.code, "n2", "wali", " ", 11)) == "PLENARY_REASON_MISSING"
    meeting.ok(lambda p: p.choose(POST.code, "n2", "wali", "pengalaman di bidangnya", 11))
    assert meeting.no(lambda p: p.choose(POST.code, "n1", "wali", "", 12)) == "PLENARY_REASON_MISSING"
    assert meeting.state.choices[POST.code].nip == "n2"


def test_the_first_name_needs_no_reason() -> None:
    meeting = Meeting().opened().decided().closed()
    meeting.ok(lambda p: p.hand_over("s", "Wali Kota", "1", 9))
    assert meeting.ok(lambda p: p.choose(POST.code, "n1", "wali", "", 10)) == 1


def test_without_a_quorum_nothing_is_decided() -> None:
    meeting = Meeting().opened("A", "B")
    meeting.ok(lambda p: p.move(RANKING, 3))
    assert meeting.no(lambda p: p.decide("u1", 4)) == "PLENARY_NO_QUORUM"
    meeting.ok(lambda p: p.come("C", 5))
    assert meeting.no(lambda p: p.decide("u1", 6)) == "VOTES_MISSING"
    for member in "ABC":
        meeting.ok(lambda p, member=member: p.vote("u1", member, "yes", "", 7))  # type: ignore[misc]
    assert meeting.ok(lambda p: p.decide("u1", 8)) == 1
    assert meeting.no(lambda p: p.decide("u1", 9)) == "MOTION_UNKNOWN"


def test_the_last_vote_counts_and_dissent_stays() -> None:
    meeting = Meeting().opened("A", "B", "C")
    meeting.ok(lambda p: p.move(RANKING, 3))
    assert meeting.ok(lambda p: p.move(RANKING, 3)) == 0
    for member in "ABC":
        meeting.ok(lambda p, member=member: p.vote("u1", member, "no", "bobot keliru", 4))  # type: ignore[misc]
    assert meeting.ok(lambda p: p.vote("u1", "A", "no", "bobot keliru", 4)) == 0
    meeting.ok(lambda p: p.vote("u1", "A", "abstain", "", 5))
    meeting.ok(lambda p: p.decide("u1", 6))
    assert meeting.events[-1].body == Decided("u1", False, 0, 2, 1, 5)
    assert meeting.state.outcome(POST.code) is None
    assert [e.body.dissent for e in meeting.events if isinstance(e.body, Voted)] == ["bobot keliru"] * 3 + [
        ""
    ]


def test_who_is_not_there_or_no_member_has_no_voice() -> None:
    meeting = Meeting().opened("A", "B", "C")
    assert meeting.no(lambda p: p.come("narasumber", 3)) == "PLENARY_NOT_A_MEMBER"
    assert meeting.no(lambda p: p.move(replace(RANKING, by="E"), 3)) == "PLENARY_NOT_A_MEMBER"
    meeting.ok(lambda p: p.move(RANKING, 3))
    assert meeting.no(lambda p: p.vote("u1", "E", "yes", "", 4)) == "PLENARY_NOT_A_MEMBER"
    assert meeting.no(lambda p: p.vote("u9", "A", "yes", "", 4)) == "MOTION_UNKNOWN"


def test_a_recused_member_takes_no_part_and_is_not_counted() -> None:
    meeting = Meeting().opened()
    assert meeting.no(lambda p: p.recuse("X", "n1", "adik", 3)) == "PLENARY_NOT_A_MEMBER"
    assert meeting.no(lambda p: p.recuse("E", "n9", "adik", 3)) == "PLENARY_POST_UNKNOWN"
    assert meeting.no(lambda p: p.recuse("E", "n1", " ", 3)) == "PLENARY_REASON_MISSING"
    meeting.ok(lambda p: p.recuse("E", "n1", "adik kandung", 3))
    assert meeting.ok(lambda p: p.recuse("E", "n1", "adik kandung", 3)) == 0
    assert meeting.no(lambda p: p.move(replace(RANKING, by="E"), 3)) == "PLENARY_RECUSED"
    meeting.ok(lambda p: p.move(RANKING, 3))
    assert meeting.no(lambda p: p.vote("u1", "E", "yes", "", 4)) == "PLENARY_RECUSED"
    for member in "ABCD":
        meeting.ok(lambda p, member=member: p.vote("u1", member, "yes", "", 4))  # type: ignore[misc]
    meeting.ok(lambda p: p.decide("u1", 5))
    assert meeting.events[-1].body == Decided("u1", True, 4, 0, 0, 4)


def test_a_vote_cast_before_a_recusal_does_not_count() -> None:
    meeting = Meeting().opened("A", "B", "C", "D")
    meeting.ok(lambda p: p.move(RANKING, 3))
    for member, choice in zip("ABCD", ("yes", "yes", "no", "no"), strict=True):
        meeting.ok(lambda p, m=member, c=choice: p.vote("u1", m, c, "", 4))  # type: ignore[misc]
    meeting.ok(lambda p: p.recuse("D", "n1", "mantan atasan", 5))
    meeting.ok(lambda p: p.decide("u1", 6))
    assert meeting.events[-1].body == Decided("u1", True, 2, 1, 0, 4)


def test_who_voted_and_left_keeps_his_vote() -> None:
    meeting = Meeting().opened("A", "B", "C", "D")
    meeting.ok(lambda p: p.move(RANKING, 3))
    for member in "ABCD":
        meeting.ok(lambda p, m=member: p.vote("u1", m, "yes", "", 4))  # type: ignore[misc]
    meeting.ok(lambda p: p.leave("D", 5))
    assert meeting.ok(lambda p: p.leave("D", 5)) == 0
    meeting.ok(lambda p: p.decide("u1", 6))
    assert meeting.events[-1].body == Decided("u1", True, 4, 0, 0, 5)


def test_a_departure_is_a_full_other_order_with_its_reason() -> None:
    meeting = Meeting().opened()
    departure = Moved("u2", "departure", POST.code, "Rekam jejak n2 lebih sesuai", "B", ("n2", "n1", "n3"))
    for order in (("n1", "n2", "n3"), ("n2", "n1"), ("n2", "n1", "n3", "n4"), ("n2", "n2", "n3")):
        wrong = replace(departure, order=order)
        assert meeting.no(lambda p, wrong=wrong: p.move(wrong, 3)) == "DEPARTURE_ORDER"  # type: ignore[misc]
    assert meeting.no(lambda p: p.move(replace(departure, text=" "), 3)) == "PLENARY_REASON_MISSING"
    assert meeting.no(lambda p: p.move(replace(departure, post="x"), 3)) == "PLENARY_POST_UNKNOWN"
    meeting.decided(departure)
    assert meeting.state.names(POST, RULES) == ("n2", "n1", "n3")


def test_with_too_few_candidates_a_post_is_readvertised() -> None:
    meeting = Meeting(BOTH).opened().decided()
    ranking = Moved("u2", "ranking", SMALL.code, "Menetapkan peringkat", "A")
    assert meeting.no(lambda p: p.move(ranking, 3)) == "CANDIDATES_TOO_FEW"
    assert meeting.no(lambda p: p.end("s", "1" * 64, 6)) == "POSTS_UNSETTLED"
    meeting.decided(Moved("u3", "readvertise", SMALL.code, "Kurang dari tiga calon", "A"))
    meeting.closed()
    assert meeting.state.names(SMALL, BOTH) == ()


def test_other_motions_must_be_decided_too() -> None:
    meeting = Meeting().opened().decided()
    meeting.ok(lambda p: p.move(Moved("u7", "other", "", "Skors sepuluh menit", "C"), 5))
    assert meeting.no(lambda p: p.end("s", "1" * 64, 6)) == "POSTS_UNSETTLED"
    for member in MEMBERS:
        meeting.ok(lambda p, m=member: p.vote("u7", m, "yes", "", 6))  # type: ignore[misc]
    meeting.ok(lambda p: p.decide("u7", 6))
    assert meeting.ok(lambda p: p.end("s", "1" * 64, 7)) == 1


def test_everyone_who_came_signs_or_his_refusal_is_recorded() -> None:
    meeting = Meeting().opened().decided()
    assert meeting.no(lambda p: p.sign("A", "key", 6)) == "PLENARY_NOT_OVER"
    assert meeting.no(lambda p: p.close("A", 6)) == "PLENARY_NOT_OVER"
    meeting.ok(lambda p: p.leave("E", 6))
    meeting.ok(lambda p: p.end("s", "1" * 64, 6))
    assert meeting.no(lambda p: p.move(RANKING, 7)) == "PLENARY_OVER"
    assert meeting.no(lambda p: p.leave("A", 7)) == "PLENARY_OVER"
    assert meeting.no(lambda p: p.recuse("A", "n1", "x", 7)) == "PLENARY_OVER"
    assert meeting.no(lambda p: p.end("s", "1" * 64, 7)) == "PLENARY_OVER"
    for member in "ABC":
        meeting.ok(lambda p, m=member: p.sign(m, "key", 7))  # type: ignore[misc]
    assert meeting.ok(lambda p: p.sign("A", "key", 7)) == 0
    assert meeting.no(lambda p: p.close("A", 8)) == "MINUTES_UNSIGNED"
    assert meeting.no(lambda p: p.refuse_to_sign("D", " ", "s", 8)) == "PLENARY_REASON_MISSING"
    assert meeting.no(lambda p: p.sign("narasumber", "key", 8)) == "PLENARY_NOT_A_MEMBER"
    assert meeting.no(lambda p: p.refuse_to_sign("X", "r", "s", 8)) == "PLENARY_NOT_A_MEMBER"
    meeting.ok(lambda p: p.refuse_to_sign("D", "tidak sependapat", "s", 8))
    assert meeting.ok(lambda p: p.refuse_to_sign("D", "tidak sependapat", "s", 8)) == 0
    assert meeting.no(lambda p: p.close("A", 8)) == "MINUTES_UNSIGNED"
    meeting.ok(lambda p: p.refuse_to_sign("E", "pulang sebelum selesai", "s", 8))
    meeting.ok(lambda p: p.close("A", 9))
    assert meeting.ok(lambda p: p.close("A", 9)) == 0
    for command in (
        lambda p: p.sign("A", "key", 10),
        lambda p: p.come("A", 10),
        lambda p: p.refuse_to_sign("A", "x", "s", 10),
    ):
        assert meeting.no(command) == "PLENARY_CLOSED"


def test_minutes_need_a_quorum_of_all_members() -> None:
    rules = replace(RULES, members=frozenset("ABCDEFG"))
    meeting = Meeting(rules).opened("A", "B", "C", "D")
    meeting.decided()
    state = replace(meeting.state, attended=frozenset("ABC"))
    meeting.state = state
    meeting.ok(lambda p: p.end("s", "1" * 64, 6))
    for member in "ABC":
        meeting.ok(lambda p, m=member: p.sign(m, "key", 7))  # type: ignore[misc]
    assert meeting.no(lambda p: p.close("A", 8)) == "PLENARY_NO_QUORUM"


@pytest.mark.parametrize("command", [lambda p: p.hand_over("s", "x", "1", 1)])
def test_nothing_is_handed_over_before_the_minutes_are_finished(
    command: Callable[[Plenary], Decision],
) -> None:
    assert Meeting().opened().no(command) == "PLENARY_NOT_CLOSED"


STEPS = st.one_of(
    st.tuples(st.just("come"), st.sampled_from(MEMBERS)),
    st.tuples(st.just("leave"), st.sampled_from(MEMBERS)),
    st.tuples(st.just("recuse"), st.sampled_from(MEMBERS)),
    st.tuples(st.just("yes"), st.sampled_from(MEMBERS)),
    st.tuples(st.just("no"), st.sampled_from(MEMBERS)),
    st.tuples(st.just("decide"), st.just("")),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(STEPS, max_size=40))
def test_no_order_of_coming_leaving_recusing_and_voting_decides_without_quorum_or_by_the_recused(
    steps: list[tuple[str, str]],
) -> None:
    meeting = Meeting()
    meeting.ok(lambda p: p.open("s", "0" * 64, (), 1))
    meeting.ok(lambda p: p.come("A", 1))
    meeting.ok(lambda p: p.move(RANKING, 1))
    for kind, member in steps:
        done = meeting.ask(lambda p, k=kind, m=member: _step(p, k, m))  # type: ignore[misc]
        if isinstance(done, Refusal):
            continue
        before = meeting.state
        for event in done:
            meeting.state = evolve(meeting.state, event)
            if isinstance(event.body, Decided):
                voters = {one for one in MEMBERS if not before.recused(one, POST.candidates)}
                votes = before.motions["u1"].votes
                assert len(voters & before.present) >= max(3, len(voters) // 2 + 1)
                assert voters & before.present <= set(votes)
                assert event.body.yes + event.body.no + event.body.abstain == len(voters & set(votes))
                assert event.body.carried is (event.body.yes > event.body.no)


def _step(plenary: Plenary, kind: str, member: str) -> Decision:
    if kind == "come":
        return plenary.come(member, 2)
    if kind == "leave":
        return plenary.leave(member, 2)
    if kind == "recuse":
        return plenary.recuse(member, "n1", "kerabat", 2)
    if kind == "decide":
        return plenary.decide("u1", 2)
    return plenary.vote("u1", member, "yes" if kind == "yes" else "no", "", 2)
