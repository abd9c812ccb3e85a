"""The actions on a roll, with people and certificates behind them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from takar.accounts.models import Change
from takar.kernel.refusals import Refusal
from takar.programmes import public as programmes
from takar.programmes.models import Nominee, Passage, Programme
from takar.programmes.public import Answer, LetterDraft, NomineeView
from tests.programmes.world import (
    ACTOR,
    LETTER,
    NOW,
    TODAY,
    called,
    certificate,
    clock_at,
    invited,
    make_programme,
    person,
    phase_draft,
    programme_draft,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def code(done: Any) -> str:
    assert isinstance(done, Refusal), done
    return done.code


def status(programme: str) -> dict[str, str]:
    return {one.nip: one.status for one in programmes.nominees_of(programme)}


def trail() -> list[str]:
    lines = Change.objects.exclude(action="publish_standard").order_by("id")
    return list(lines.values_list("action", flat=True))


# Programmes and phases


def test_a_programme_is_made_changed_finished_and_reopened() -> None:
    made = make_programme(5)
    changed = programmes.change_programme(made.id, programme_draft(title="Baru"), ACTOR)
    assert not isinstance(changed, Refusal)
    assert changed.title == "Baru"
    assert code(programmes.finish_programme(made.id, ACTOR, " ")) == "REASON_MISSING"
    assert code(programmes.reopen_programme(made.id, ACTOR, "coba")) == "PROGRAMME_STATUS_SAME"
    assert programmes.finish_programme(made.id, ACTOR, "selesai") is None
    assert code(programmes.nominate(made.id, 1, ["1"], ACTOR)) == "PROGRAMME_DONE"
    assert code(programmes.add_phase(made.id, phase_draft(2), ACTOR)) == "PROGRAMME_DONE"
    assert programmes.reopen_programme(made.id, ACTOR, "ada tambahan") is None
    assert trail() == [
        "programme.create", "programme.phase.add", "programme.change", "programme.finish", "programme.reopen",
    ]  # fmt: skip


def test_titles_are_not_taken_twice_and_nothing_needed_is_empty() -> None:
    made = make_programme()
    assert code(programmes.create_programme(programme_draft(), ACTOR)) == "PROGRAMME_TITLE_TAKEN"
    assert code(programmes.create_programme(programme_draft(title=""), ACTOR)) == "FIELD_MISSING"
    other = make_programme(title="Lain")
    assert code(programmes.change_programme(other.id, programme_draft(), ACTOR)) == "PROGRAMME_TITLE_TAKEN"
    assert code(programmes.change_programme("x", programme_draft(), ACTOR)) == "PROGRAMME_UNKNOWN"
    assert code(programmes.finish_programme("x", ACTOR, "a")) == "PROGRAMME_UNKNOWN"
    assert made.phases == ()


def test_what_the_letters_say_stays() -> None:
    made = make_programme(5)
    invited(made.id, [person(1)])
    done = programmes.change_programme(made.id, programme_draft(title="Baru"), ACTOR, reason="salah ketik")
    assert code(done) == "PROGRAMME_FIELD_FIXED"
    moved = programmes.change_programme(
        made.id, programme_draft(location="Gedung B"), ACTOR, reason="renovasi"
    )
    assert not isinstance(moved, Refusal)
    assert moved.location == "Gedung B"
    assert moved.status == "running"


def test_phases_are_added_changed_and_removed() -> None:
    made = make_programme(2)
    assert code(programmes.add_phase(made.id, phase_draft(1), ACTOR)) == "PHASE_NUMBER_TAKEN"
    assert code(programmes.add_phase(made.id, phase_draft(2, title=""), ACTOR)) == "FIELD_MISSING"
    second = programmes.add_phase(made.id, phase_draft(2), ACTOR)
    assert not isinstance(second, Refusal)
    called(made.id, [person(1), person(2)])
    assert code(programmes.change_phase(made.id, phase_draft(1, quota=1), ACTOR)) == "QUOTA_TOO_SMALL"
    assert code(programmes.change_phase(made.id, phase_draft(1, funding=""), ACTOR)) == "FIELD_MISSING"
    assert code(programmes.change_phase(made.id, phase_draft(9), ACTOR)) == "PHASE_UNKNOWN"
    assert code(programmes.change_phase("x", phase_draft(1), ACTOR)) == "PROGRAMME_UNKNOWN"
    wider = programmes.change_phase(made.id, phase_draft(1, quota=9), ACTOR)
    assert not isinstance(wider, Refusal)
    assert wider.quota == 9
    assert code(programmes.remove_phase(made.id, 1, ACTOR)) == "PHASE_IN_USE"
    assert code(programmes.remove_phase(made.id, 9, ACTOR)) == "PHASE_UNKNOWN"
    assert code(programmes.remove_phase("x", 1, ACTOR)) == "PROGRAMME_UNKNOWN"
    assert programmes.remove_phase(made.id, 2, ACTOR) is None


def test_a_phase_with_letters_changes_with_a_reason_only() -> None:
    made = make_programme(2)
    invited(made.id, [person(1)])
    later = phase_draft(1, last_day=date(2026, 3, 31))
    assert code(programmes.change_phase(made.id, later, ACTOR)) == "REASON_MISSING"
    assert not isinstance(programmes.change_phase(made.id, later, ACTOR, reason="banjir"), Refusal)


# Nominations


def test_the_first_in_the_order_of_priority_are_taken_and_the_rest_is_named() -> None:
    made = make_programme(3)
    never, exempt, recent, long_ago, ending = (person(n) for n in range(1, 6))
    certificate(exempt, date(2025, 6, 1))
    certificate(recent, date(2022, 6, 1))
    certificate(long_ago, date(2020, 6, 1))
    certificate(ending, date(2023, 2, 1))
    done = programmes.nominate(made.id, 1, [exempt, ending, never, recent, long_ago], ACTOR, clock=clock_at())
    assert not isinstance(done, Refusal)
    assert [one.nip for one in done.taken] == [long_ago, recent, never]
    assert [one.nip for one in done.left_out] == [ending, exempt]
    causes = {one.nip: (one.cause, one.due_on) for one in programmes.nominees_of(made.id)}
    assert causes[never] == ("never", None)
    assert causes[recent] == ("lapsed", date(2025, 6, 1))


def test_who_is_still_valid_can_be_asked() -> None:
    made = make_programme(3)
    nip = person(1)
    certificate(nip, date(2025, 6, 1))
    called(made.id, [nip])
    one = programmes.nominee_of(made.id, nip)
    assert one is not None
    assert (one.cause, one.due_on) == ("asked", date(2028, 6, 1))
    assert programmes.nominee_of(made.id, "0" * 18) is None


def test_each_nip_that_cannot_be_called_says_why() -> None:
    made = make_programme(9)
    twice, gone, vague = person(1), person(2, legal_status="Pensiun"), person(3, job_class="", eselon="")
    called(made.id, [twice])
    done = programmes.nominate(made.id, 1, [twice, gone, vague, "9" * 18], ACTOR)
    assert not isinstance(done, Refusal)
    assert done.taken == ()
    assert {nip: fault.code for nip, fault in done.refused} == {
        twice: "NOMINEE_ALREADY",
        gone: "PERSON_INACTIVE",
        vague: "PERSON_WITHOUT_CLASS",
        "9" * 18: "PERSON_UNKNOWN",
    }


def test_nominations_that_cannot_be_at_all() -> None:
    made = make_programme(1)
    called(made.id, [person(1)])
    assert code(programmes.nominate(made.id, 1, [person(2)], ACTOR)) == "QUOTA_FULL"
    assert code(programmes.nominate(made.id, 1, [], ACTOR)) == "NOBODY_CHOSEN"
    assert code(programmes.nominate(made.id, 9, ["1"], ACTOR)) == "PHASE_UNKNOWN"
    assert code(programmes.nominate("x", 1, ["1"], ACTOR)) == "PROGRAMME_UNKNOWN"


# Letters and answers


def test_a_letter_invites_and_answers_are_recorded_with_their_history() -> None:
    made = make_programme(3)
    first, second = person(1), person(2)
    invited(made.id, [first, second])
    done = programmes.record_answers(
        made.id, [Answer(first, True), Answer(second, False, "sakit")], ACTOR, source="telepon"
    )
    assert not isinstance(done, Refusal)
    assert status(made.id) == {first: "confirmed", second: "declined"}
    one = programmes.nominee_of(made.id, second)
    assert one is not None
    assert (one.reason, one.letter_number) == ("sakit", "800/1")
    assert one.invited_at == NOW
    steps = Passage.objects.filter(nominee__nip=second).values_list("step", "reason", "actor")
    assert list(steps) == [("nominate", "", ACTOR), ("invite", "", ACTOR), ("decline", "sakit", ACTOR)]
    assert trail()[-2:] == ["nominees.invite", "nominees.answer"]
    (letter,) = programmes.letters_of(made.id)
    assert (letter.number, letter.people, letter.answer_by) == ("800/1", 2, date(2026, 1, 16))


def test_answers_that_cannot_be_recorded_are_named() -> None:
    made = make_programme(3)
    first, second = person(1), person(2)
    called(made.id, [first])
    invited(made.id, [second])
    done = programmes.record_answers(
        made.id, [Answer(first, True), Answer(second, False), Answer("9" * 18, True)], ACTOR
    )
    assert not isinstance(done, Refusal)
    assert done.done == ()
    assert [fault.code for _, fault in done.refused] == ["NOMINEE_STEP", "REASON_MISSING", "NOMINEE_UNKNOWN"]
    assert trail()[-1] == "nominees.invite", "what did not happen leaves no line"
    assert code(programmes.record_answers(made.id, [], ACTOR)) == "NOBODY_CHOSEN"
    assert code(programmes.record_answers("x", [Answer(first, True)], ACTOR)) == "PROGRAMME_UNKNOWN"


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"number": " "}, "FIELD_MISSING"),
        ({"signer_name": ""}, "FIELD_MISSING"),
        ({"place": ""}, "FIELD_MISSING"),
        ({"answer_by": date(2026, 1, 5)}, "ANSWER_DAY"),
    ],
)
def test_a_letter_is_complete(changes: dict[str, Any], wanted: str) -> None:
    made = make_programme(3)
    nip = person(1)
    called(made.id, [nip])
    assert code(programmes.invite(made.id, [nip], replace(LETTER, **changes), ACTOR)) == wanted
    assert programmes.letters_of(made.id) == ()


def test_one_letter_number_is_one_letter() -> None:
    made = make_programme(3)
    first, second = person(1), person(2)
    called(made.id, [first, second])
    assert not isinstance(programmes.invite(made.id, [first], LETTER, ACTOR), Refusal)
    other = replace(LETTER, day=TODAY + timedelta(days=3))
    assert code(programmes.invite(made.id, [second], other, ACTOR)) == "LETTER_NUMBER_TAKEN"
    assert not isinstance(programmes.invite(made.id, [second], LETTER, ACTOR), Refusal)
    assert programmes.letters_of(made.id)[0].people == 2


def test_a_letter_to_nobody_is_not_kept() -> None:
    made = make_programme(3)
    nip = person(1)
    invited(made.id, [nip])
    letter = LetterDraft("800/2", TODAY, "Kepala", "Kepala BKPSDM", "Kota")
    assert code(programmes.invite(made.id, [nip], letter, ACTOR)) == "NOMINEE_STEP"
    assert len(programmes.letters_of(made.id)) == 1
    assert code(programmes.invite(made.id, [], letter, ACTOR)) == "NOBODY_CHOSEN"
    assert code(programmes.invite("x", [nip], letter, ACTOR)) == "PROGRAMME_UNKNOWN"


# Leaving, coming back, replacing, moving


def test_who_leaves_frees_the_seat_and_may_come_back() -> None:
    made = make_programme(1)
    nip = person(1)
    invited(made.id, [nip])
    assert code(programmes.withdraw(made.id, [nip], "", ACTOR)) == "REASON_MISSING"
    assert code(programmes.withdraw(made.id, [], "x", ACTOR)) == "NOBODY_CHOSEN"
    assert code(programmes.withdraw("x", [nip], "x", ACTOR)) == "PROGRAMME_UNKNOWN"
    programmes.withdraw(made.id, [nip], "pindah instansi", ACTOR)
    assert status(made.id) == {nip: "withdrawn"}
    again = programmes.withdraw(made.id, [nip], "lagi", ACTOR)
    assert not isinstance(again, Refusal)
    assert again.refused[0][1].code == "NOMINEE_STEP"
    back = programmes.reinstate(made.id, [nip], "batal pindah", ACTOR)
    assert not isinstance(back, Refusal)
    one = programmes.nominee_of(made.id, nip)
    assert one is not None
    assert (one.status, one.invited_at, one.letter_number) == ("nominated", None, "")
    assert trail()[-2:] == ["nominees.withdraw", "nominees.reinstate"]


def test_a_replacement_stays_linked_to_whom_he_replaces() -> None:
    made = make_programme(2)
    first, second, third = person(1), person(2), person(3)
    invited(made.id, [first, second])
    assert code(programmes.replace(made.id, first, third, ACTOR)) == "NOMINEE_STILL_CALLED"
    programmes.record_answers(made.id, [Answer(first, False, "sakit")], ACTOR)
    assert code(programmes.replace(made.id, first, "9" * 18, ACTOR)) == "PERSON_UNKNOWN"
    new = programmes.replace(made.id, first, third, ACTOR, reason="unit yang sama")
    assert isinstance(new, NomineeView)
    assert Nominee.objects.get(pk=new.replaces).nip == first
    assert (new.phase, new.status) == (1, "nominated")
    assert code(programmes.replace(made.id, first, person(4), ACTOR)) == "NOMINEE_REPLACED"
    assert code(programmes.replace("x", first, third, ACTOR)) == "PROGRAMME_UNKNOWN"
    assert trail()[-1] == "nominees.replace"


def test_who_is_not_invited_yet_can_be_moved() -> None:
    made = make_programme(2, 1)
    first, second = person(1), person(2)
    called(made.id, [first, second])
    done = programmes.move(made.id, [first, second], 2, ACTOR)
    assert not isinstance(done, Refusal)
    assert (done.done, done.refused[0][1].code) == ((first,), "QUOTA_FULL")
    moved = programmes.nominee_of(made.id, first)
    assert moved is not None
    assert moved.phase == 2
    assert Passage.objects.get(nominee__nip=first, step="move").phase == 1
    assert not isinstance(programmes.move(made.id, [second], 1, ACTOR), Refusal)
    assert code(programmes.move(made.id, [], 2, ACTOR)) == "NOBODY_CHOSEN"
    assert code(programmes.move("x", [first], 2, ACTOR)) == "PROGRAMME_UNKNOWN"


# What a letter states


def test_the_facts_of_a_letter() -> None:
    made = make_programme(
        2, visibility={**programme_draft().visibility, "when": "held", "held_until": "2026-04-01"}
    )
    first, second = person(1), person(2, job_class="fungsional", eselon="")
    invited(made.id, [first, second])
    facts = {one.nip: one for one in programmes.invitations_of(made.id, letter="800/1", phase=1)}
    letter = facts[first]
    assert letter.standard == ("pengawas", "2017.1")
    assert len(letter.competencies) == 9
    assert {level for *_, level in letter.competencies} == {2}
    assert "1 April 2026" in letter.shown["id"]
    assert letter.legal_basis.startswith("Surat Nomor 800/14593")
    assert (letter.objection_days, letter.phase.number, letter.replaces) == (7, 1, "")
    assert letter.letter is not None
    assert letter.letter.signer_name == "Kepala Contoh"
    assert facts[second].competencies == (), "functional posts have no common standard"
    assert programmes.visibility_of(made).held_until == date(2026, 4, 1)


def test_facts_of_one_nominee_before_any_letter() -> None:
    made = make_programme(2, purpose="seleksi", ruleset=("seleksi", "2019.1"), target_class="administrator")
    first, second = person(1), person(2)
    called(made.id, [first])
    programmes.withdraw(made.id, [first], "pindah", ACTOR)
    new = programmes.replace(made.id, first, second, ACTOR)
    assert isinstance(new, NomineeView)
    facts = programmes.invitation_facts(new.id)
    assert facts is not None
    assert (facts.letter, facts.replaces, facts.job_class) == (None, "Pegawai 001", "administrator")
    assert programmes.invitation_facts(0) is None
    assert programmes.invitations_of("x") == ()
    assert programmes.invitations_of(made.id) == ()


def test_a_day_without_standards_leaves_the_competencies_out() -> None:
    made = make_programme(2)
    nip = person(1)
    called(made.id, [nip])
    programmes.invite(made.id, [nip], replace(LETTER, day=date(2000, 1, 1), answer_by=None), ACTOR)
    assert programmes.invitations_of(made.id)[0].standard is None


def test_reads() -> None:
    made = make_programme(2)
    first, second = person(1), person(2)
    invited(made.id, [first])
    called(made.id, [second])
    assert programmes.nominee_counts(made.id) == {(1, "invited"): 1, (1, "nominated"): 1}
    assert [one.nip for one in programmes.nominees_of(made.id, phase=1, status=["invited"])] == [first]
    assert [one.id for one in programmes.programmes()] == [made.id]
    assert programmes.programme("x") is None
    assert Programme.objects.get().status == "running"
