"""A plenary from its opening to the answer of an objection, in the real log."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from takar.accounts.public import Approval, User
from takar.assessments.public import evidence_log
from takar.exercises.public import result_receipt, round_of
from takar.kernel.refusals import Refusal
from takar.ledger.public import monitor, policy_text, verify
from takar.plenary import public as plenary
from takar.plenary.models import LoggedLeaf, PlenaryEvent
from takar.plenary.public import Kept
from tests.plenary.story import Story
from tests.plenary.world import ANNOUNCED, MAYOR, PHRASE, SECRETARY, Person, people_of, world

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def leaves() -> list[str]:
    return [json.loads(leaf)["t"] for _, leaf in evidence_log().leaves(0)]


def clean(story: Story) -> bool:
    return plenary.check_plenary(story.id) == () and monitor(evidence_log()) == []


def test_from_opening_to_an_answered_objection() -> None:
    story = Story(world())
    nips = story.world.nips
    assert clean(story)
    story.hurry()
    assert clean(story)
    assert leaves()[-2:] == ["pleno", "decision"]
    story.ok(plenary.choose, "J1", nips["Calon 1"], "pertimbangan baru", actor=MAYOR)
    assert leaves()[-1] == "decision"
    assert [one.key.partition(":")[0] for one in LoggedLeaf.objects.all()] == [
        "pleno",
        "decision",
        "decision",
    ]
    kept = story.ok(plenary.file_objection, nips["Calon 4"], "J1", "Makalah saya dinilai 80, seharusnya 88")
    objection = kept.events[0].body.objection  # type: ignore[union-attr]
    secretary, second = User.objects.get(username=SECRETARY), User.objects.get(username="sekretaris2")
    asked = plenary.ask_amendment(story.id, objection, "paper", "88", "salah ketik", asked_by=secretary)
    assert isinstance(asked, Refusal)
    assert asked.code == "OBJECTION_NOT_GRANTED"
    story.ok(plenary.answer, objection, True, "Rubrik menunjukkan 88")
    assert story.no(plenary.answer, objection, True, "lagi") == "OBJECTION_UNKNOWN"
    wrong = plenary.ask_amendment(story.id, objection, "paper", "abc", "salah ketik", asked_by=secretary)
    assert isinstance(wrong, Refusal)
    assert wrong.code == "AMENDMENT_VALUE_UNREADABLE"
    asked = plenary.ask_amendment(story.id, objection, "paper", "88,00", "salah ketik", asked_by=secretary)
    assert isinstance(asked, Approval), asked
    alone = approve(story, asked.pk, secretary)
    assert isinstance(alone, Refusal)
    assert alone.code == "APPROVAL_BY_ANOTHER"
    assert isinstance(approve(story, asked.pk, second), Approval)
    assert plenary.log_leaves(story.id, clock=story.clock) is None
    assert plenary.value_of(story.book, nips["Calon 4"], "J1", "paper") == "88.00"
    assert leaves()[-3:] == ["appeal", "appeal", "amend"]
    assert clean(story)


def approve(story: Story, number: int, who: User) -> Any:
    return plenary.approve_amendment(story.id, number, decided_by=who, clock=story.clock)


def test_a_corrected_value_is_decided_again_in_a_plenary_that_replaces_the_first() -> None:
    story = Story(world())
    story.hurry()
    nips = story.world.nips
    kept = story.ok(plenary.file_objection, nips["Calon 4"], "J1", "Makalah saya dinilai 80, seharusnya 98")
    objection = kept.events[0].body.objection  # type: ignore[union-attr]
    story.ok(plenary.answer, objection, True, "Rubrik menunjukkan 98")
    secretary, second = User.objects.get(username=SECRETARY), User.objects.get(username="sekretaris2")
    asked = plenary.ask_amendment(story.id, objection, "paper", "98", "salah ketik", asked_by=secretary)
    assert isinstance(asked, Approval)
    approve(story, asked.pk, second)
    plenary.log_leaves(story.id, clock=story.clock)
    again = Story(story.world)
    assert again.id != story.id
    assert again.book.row.number == 2
    assert again.book.rules.posts["J1"].ranking[0] == nips["Calon 4"]
    again.hurry()
    assert clean(again)
    assert plenary.check_plenary(story.id) == ()
    first, last = [
        json.loads(leaf) for _, leaf in evidence_log().leaves(0) if json.loads(leaf)["t"] == "pleno"
    ]
    assert first["replaces"] == -1
    assert last["replaces"] > 0


def test_who_applies_for_two_posts_has_a_result_and_a_correction_for_each() -> None:
    both = Person("Calon 1", "90", {"track_record": "70", "paper": "75", "assessment_centre": "85"})
    first, *rest = people_of(4)
    story = Story(world({"J1": [first, *rest[:2]], "J2": [both, *rest[1:]]}))
    story.hurry()
    nip = story.world.nips["Calon 1"]
    assert leaves().count("final") == 6
    kept = story.ok(plenary.file_objection, nip, "J2", "Makalah saya untuk jabatan ini keliru dicatat")
    objection = kept.events[0].body.objection  # type: ignore[union-attr]
    story.ok(plenary.answer, objection, True, "Rubrik menunjukkan 88")
    secretary, second = User.objects.get(username=SECRETARY), User.objects.get(username="sekretaris2")
    asked = plenary.ask_amendment(story.id, objection, "paper", "88", "salah ketik", asked_by=secretary)
    assert isinstance(asked, Approval)
    approve(story, asked.pk, second)
    plenary.log_leaves(story.id, clock=story.clock)
    assert [plenary.value_of(story.book, nip, post, "paper") for post in ("J1", "J2")] == ["80.00", "88"]
    assert clean(story)
    owner, values = story.world.selection, {}
    policy = policy_text(evidence_log().key.vkey)
    for post in ("J1", "J2"):
        receipt = result_receipt(owner, nip, part=post)
        assert not isinstance(receipt, Refusal)
        values[post] = verify(receipt.text, policy).values
    assert [len(values[post]["amendments"]) for post in ("J1", "J2")] == [0, 1]


def test_opens_only_when_everything_is_sealed_and_says_what_is_missing() -> None:
    people = [*people_of(3), Person("Calon 4", "85", {"track_record": "80", "paper": "80"})]
    found = world({"J1": people})
    done = plenary.open_plenary(found.selection, actor=SECRETARY)
    assert isinstance(done, Refusal)
    assert done.code == "PLENARY_UNSEALED"
    assert "Calon 4: asesmen" in done.id
    assert isinstance(plenary.open_plenary("x", actor=SECRETARY), Refusal)


def test_only_one_plenary_runs_at_a_time() -> None:
    story = Story(world())
    done = plenary.open_plenary(story.world.selection, actor=SECRETARY)
    assert isinstance(done, Refusal)
    assert done.code == "PLENARY_STILL_RUNNING"


def test_every_result_is_in_the_log_before_the_table_is_shown() -> None:
    story = Story(world())
    assert leaves().count("final") == 4
    assert leaves().count("component") == 12
    assert round_of(story.world.selection) is not None


def test_the_same_click_twice_is_one_event() -> None:
    story = Story(world())
    for _ in range(3):
        done = plenary.come(story.id, "a1", request="klik-a1-000000001", actor="a1", clock=story.clock)
        assert isinstance(done, Kept)
    assert PlenaryEvent.objects.filter(plenary=story.id, kind="present").count() == 1


def test_a_member_who_leaves_before_signing_is_still_asked() -> None:
    story = Story(world())
    story.come()
    story.settle("J1")
    story.ok(plenary.leave, "a5", actor="a5")
    story.ok(plenary.end)
    for member in ("a1", "a2", "a3", "a4"):
        assert isinstance(story.sign(member), Kept)
    assert story.no(plenary.close) == "MINUTES_UNSIGNED"
    story.ok(plenary.refuse_to_sign, "a5", "pulang sebelum selesai")
    story.ok(plenary.close)
    assert clean(story)


def test_a_refusal_may_become_a_signature_until_the_minutes_are_closed() -> None:
    story = Story(world())
    story.come("a1", "a2", "a3")
    story.settle("J1")
    story.ok(plenary.end)
    story.ok(plenary.refuse_to_sign, "a1", "tidak sependapat", actor="a1")
    for member in ("a2", "a3"):
        story.sign(member)
    assert story.no(plenary.close) == "SIGNATURES_TOO_FEW"
    assert isinstance(story.sign("a1"), Kept)
    story.ok(plenary.close)


def test_signing_needs_the_committed_key_and_its_passphrase() -> None:
    from takar.accounts.public import make_signing_key

    story = Story(world())
    story.come()
    story.settle("J1")
    early = story.sign("a1")
    assert isinstance(early, Refusal)
    assert early.code == "PLENARY_NOT_OVER"
    story.ok(plenary.end)
    wrong = story.sign("a1", "bukan frasanya")
    assert isinstance(wrong, Refusal)
    assert wrong.code == "PASSPHRASE_WRONG"
    make_signing_key(story.world.user("a2"), PHRASE)
    other = story.sign("a2")
    assert isinstance(other, Refusal)
    assert other.code == "PLENARY_KEY_NOT_COMMITTED"


def test_released_at_the_announced_time_and_earlier_only_by_two() -> None:
    story = Story(world())
    story.come()
    story.settle("J1")
    story.signed()
    assert story.no(plenary.release) == "PLENARY_NOT_CLOSED"
    story.ok(plenary.hand_over, "Wali Kota", "800/1")
    assert story.no(plenary.release) == "RELEASE_TOO_EARLY"
    secretary, second = User.objects.get(username=SECRETARY), User.objects.get(username="sekretaris2")
    asked = plenary.ask_early_release(story.id, "pelantikan dimajukan", asked_by=secretary)
    assert isinstance(asked, Approval)
    for who, code in (
        (secretary, "APPROVAL_BY_ANOTHER"),
        (User.objects.get(username="a1"), "APPROVAL_UNKNOWN"),
    ):
        done = plenary.approve_early_release(story.id, asked.pk, decided_by=who, clock=story.clock)
        assert isinstance(done, Refusal)
        assert done.code == code
    done = plenary.approve_early_release(story.id, asked.pk, decided_by=second, clock=story.clock)
    assert isinstance(done, Approval), done
    assert story.book.state.released is not None
    assert story.book.state.released.allowed_by == "sekretaris2"


def test_objections_are_taken_to_the_end_of_the_last_day_in_the_zone() -> None:
    story = Story(world())
    nip = story.world.nips["Calon 4"]
    story.come()
    story.settle("J1")
    story.signed()
    assert story.no(plenary.file_objection, nip, "J1", "keberatan") == "PLENARY_NOT_RELEASED"
    story.ok(plenary.hand_over, "Wali Kota", "800/1")
    story.now = ANNOUNCED
    story.ok(plenary.release)
    # released on 21 September; the 24th ends at 17.00 UTC in Jakarta
    story.now = ANNOUNCED.replace(day=24, hour=16, minute=59)
    story.ok(plenary.file_objection, nip, "J1", "keberatan")
    assert story.no(plenary.file_objection, "1" * 18, "J1", "keberatan") == "PLENARY_POST_UNKNOWN"
    assert story.no(plenary.file_objection, nip, "J1", " ") == "PLENARY_REASON_MISSING"
    story.now += timedelta(minutes=1)
    late = story.ask(plenary.file_objection, nip, "J1", "terlambat")
    assert isinstance(late, Refusal)
    assert late.code == "OBJECTION_LATE"
    assert "2026-09-24" in late.id
