"""A meeting over real sheets: sealed, discussed, departed from, signed by two, in the log."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils.timezone import localdate

from takar.accounts.models import Change
from takar.accounts.public import User, make_signing_key
from takar.assessments.public import evidence_log
from takar.careers.public import profiles
from takar.exercises.domain.meeting.decide import Depart, ReadAgain, Reveal, Write
from takar.exercises.meeting import store
from takar.exercises.meeting.actions import Done, act, open_meeting, sign_meeting
from takar.exercises.meeting.finals import log_due_finals, log_final
from takar.exercises.meeting.models import Meeting, MeetingEvent
from takar.exercises.meeting.queries import integration_of, integrations, ruleset_of, total_of
from takar.exercises.meeting.reading import MeetingView, meeting_view
from takar.exercises.models import Sheet
from takar.exercises.public import ask_reopening, opened_leaf, reopen, withdraw, write_due_ratings
from takar.kernel.refusals import Refusal
from takar.ledger.public import monitor
from tests.append_only import triggers_off
from tests.exercises.judging import OWNER, PEOPLE, RULES, appointed, locked, opened, raters, relocked
from tests.exercises.round import FORM, PHRASE
from tests.scoring.world import rules as shipped_rules

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NIP = PEOPLE[0].nip
WHY = "Bukti dibaca ulang bersama."
FORM_WITH_STANDARD: dict[str, Any] = {
    **FORM, "dimensions": [{**one, "standard": 3} for one in FORM["dimensions"]],  # type: ignore[attr-defined]
}  # fmt: skip
ROUND: dict[str, Any] = {
    **RULES,
    "instruments": [{**one, "form": FORM_WITH_STANDARD} for one in RULES["instruments"]],
    "integration": {"spread": "2"},
}


def lead(name: str = "ketua") -> User:
    user = User.objects.create(username=name, roles=["lead_assessor"])
    make_signing_key(user, PHRASE)
    return user


def judged() -> list[Sheet]:
    """Two raters, two instruments: 2 and 4 about integrity in one of them, no evidence of cooperation."""
    users = raters()
    lead()
    opened(users, rules=ROUND)
    sheets = appointed(users)
    for place, one in enumerate(sheets):
        locked(one, "2" if place % 4 == 0 else "4")
    return sheets


def refused(value: object) -> str:
    assert isinstance(value, Refusal), value
    return value.code


def view(reader: str = "penilai1") -> MeetingView:
    found = meeting_view(OWNER, NIP, reader)
    assert isinstance(found, MeetingView), found
    return found


def done(value: object) -> Done:
    assert isinstance(value, Done), value
    return value


def begun() -> list[Sheet]:
    sheets = judged()
    done(open_meeting(OWNER, NIP, "penilai1", by="ketua"))
    done(act(OWNER, NIP, Reveal("ketua")))
    return sheets


def written() -> None:
    done(act(OWNER, NIP, Write("penilai1", "strengths", "Menegur anggota.", 0)))
    done(act(OWNER, NIP, Write("penilai1", "development", "Kerja sama belum tampak.", 0)))


def sign_as(name: str, seen: str) -> Any:
    return sign_meeting(OWNER, NIP, User.objects.get(username=name), PHRASE, seen=seen)


def test_it_waits_for_the_last_seal() -> None:
    users = raters()
    lead()
    opened(users, rules=ROUND)
    sheets = appointed(users)
    for one in sheets[:-1]:
        locked(one)
    last = sheets[-1]
    assert refused(open_meeting(OWNER, last.nip, "penilai1", by="ketua")) == "RATINGS_STILL_BLIND"
    locked(last)
    assert refused(open_meeting(OWNER, last.nip, "orang", by="ketua")) == "MEETING_WRONG_SIGNER"
    assert not Meeting.objects.exists()
    assert refused(open_meeting(OWNER, last.nip, "penilai1", by="orang")) == "MEETING_NOT_YOURS"
    assert refused(open_meeting(OWNER, "9" * 18, "penilai1", by="ketua")) == "SUBJECT_UNKNOWN"
    assert refused(act(OWNER, last.nip, Reveal("ketua"))) == "SUBJECT_UNKNOWN"
    done(open_meeting(OWNER, last.nip, "penilai1", by="ketua"))


def test_evidence_comes_before_values_and_names() -> None:
    judged()
    done(open_meeting(OWNER, NIP, "penilai1", by="ketua"))
    before = view()
    assert [len(row.notes) for row in before.rows] == [4, 0]
    assert {note.who for row in before.rows for note in row.notes} == {""}
    assert [(row.figure, row.ratings, row.value) for row in before.rows] == [(None, (), "")] * 2
    assert (before.digest, before.proposed) == ("", {})
    done(act(OWNER, NIP, Reveal("ketua")))
    first, second = view().rows
    assert first.value == "3.50"
    assert first.figure is not None
    assert (first.figure.disagree, first.figure.counted, first.figure.asked) == (True, 4, 4)
    assert second.value == "NE"
    assert refused(meeting_view(OWNER, NIP, "orang")) == "MEETING_NOT_YOURS"
    assert refused(meeting_view(OWNER, PEOPLE[1].nip, "ketua")) == "SUBJECT_UNKNOWN"


def test_the_order_of_evidence_is_the_meetings_own() -> None:
    judged()
    done(open_meeting(OWNER, NIP, "penilai1", by="ketua"))
    first = [note.instrument for note in view().rows[0].notes]
    assert first == [note.instrument for note in view("penilai2").rows[0].notes]
    orders = set()
    for seed in range(12):
        Meeting.objects.update(seed=f"{seed:032x}")
        orders.add(tuple(note.instrument for note in view().rows[0].notes))
    assert len(orders) > 1


def test_from_evidence_to_a_final_leaf() -> None:
    begun()
    done(act(OWNER, NIP, Depart("penilai2", "M.01", "3", "evidence_misread", WHY, 0)))
    written()
    assert refused(sign_as("penilai1", "old page")) == "MEETING_CHANGED_MEANWHILE"
    wrong = sign_meeting(OWNER, NIP, User.objects.get(username="penilai1"), "bukan frasa", seen=view().digest)
    assert refused(wrong) == "PASSPHRASE_WRONG"
    assert done(sign_as("penilai1", view().digest)) == Done()
    assert integration_of(OWNER, NIP) is None
    assert done(sign_as("ketua", view().digest)).final
    assert refused(act(OWNER, NIP, Reveal("ketua"))) == "MEETING_FINAL"
    found = integration_of(OWNER, NIP)
    assert found is not None
    assert (found.responsible, found.lead) == ("penilai1", "ketua")
    assert [one["value"] for one in found.values] == ["3.00", "NE"]
    assert (found.departures[0]["old"], found.departures[0]["new"]) == ("3.50", "3.00")
    assert [one.nip for one in integrations(OWNER)] == [NIP]
    assert refused(log_final(OWNER, NIP)) == "FINAL_WITHOUT_INPUTS"
    write_due_ratings()
    assert log_due_finals() == 1
    assert log_due_finals() == 0
    profile = profiles([NIP], localdate())[NIP]
    assert (profile.levels, profile.source) == ((("M.01", Decimal("3.00")),), f"meeting:{OWNER}")
    again = integration_of(OWNER, NIP)
    assert again is not None
    assert log_final(OWNER, NIP) == again.index
    assert log_final(OWNER, PEOPLE[1].nip) is None
    p = Meeting.objects.get().subject.pseudonym
    assert opened_leaf(f"final:{OWNER}:{p}")["integration"]["record"] == found.digest  # type: ignore[index, call-overload]
    assert monitor(evidence_log()) == []


def test_a_sheet_opened_again_sends_the_meeting_back() -> None:
    sheets = begun()
    done(act(OWNER, NIP, Depart("penilai2", "M.01", "3", "other", WHY, 0)))
    mine = next(one for one in sheets if one.nip == NIP)
    reopen(mine.pk, asked_by="a", approved_by="b", reason="salah ketik")
    assert refused(meeting_view(OWNER, NIP, "penilai1")) == "RATINGS_STILL_BLIND"
    relocked(mine)
    assert view().stale
    assert refused(act(OWNER, NIP, Write("penilai1", "strengths", "x", 0))) == "MEETING_SHEETS_CHANGED"
    done(act(OWNER, NIP, ReadAgain("penilai1")))
    after = view()
    assert not after.stale
    assert after.rows[0].departed is None
    assert [type(step.event).__name__ for step in after.history] == [
        "Opened",
        "Revealed",
        "Departed",
        "Reread",
    ]


def test_two_people_at_once() -> None:
    begun()
    one, two = view("penilai1"), view("penilai2")
    first = act(OWNER, NIP, Depart("penilai1", "M.01", "3", "other", WHY, one.rows[0].version))
    second = act(OWNER, NIP, Depart("penilai2", "M.01", "4", "other", WHY, two.rows[0].version))
    assert (done(first).aside, done(second).aside) == (False, True)
    now = view()
    assert now.rows[0].value == "3.00"
    assert now.state.aside[0].by == "penilai2"
    assert now.state.aside[0].text.startswith("4.00")


def test_steps_cannot_be_changed_or_shortened() -> None:
    begun()
    row = MeetingEvent.objects.first()
    assert row is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingEvent.objects.filter(pk=row.pk).update(chain="0" * 64)
    with triggers_off(connection):
        MeetingEvent.objects.filter(pk=row.pk).delete()
    with pytest.raises(store.MeetingDamaged):
        store.read(Meeting.objects.get())


def test_the_trail_names_the_competency_and_no_value() -> None:
    begun()
    done(act(OWNER, NIP, Depart("penilai2", "M.01", "3", "other", WHY, 0)))
    line = Change.objects.get(action="meeting.depart")
    assert line.after == {"about": "M.01"}
    assert NIP not in line.subject


def test_total_by_the_ruleset() -> None:
    rules = shipped_rules("pemetaan")
    rows = [{"name": "A", "value": "3.00", "standard": "3"}, {"name": "B", "value": "2.50", "standard": "3"}]
    found = total_of(rows, rules)
    assert not isinstance(found, Refusal)
    assert (str(found.total), found.standard, str(found.jpm), found.category) == ("5.50", 6, "91.67", "O")
    assert (
        refused(total_of([*rows, {"name": "C", "value": "NE", "standard": "3"}], rules))
        == "INTEGRATION_INCOMPLETE"
    )
    assert refused(total_of([], rules)) == "INTEGRATION_INCOMPLETE"
    assert ruleset_of("tidak ada") is None


def test_what_a_recorded_result_rests_on_is_neither_opened_nor_withdrawn_again() -> None:
    sheets = begun()
    written()
    done(sign_as("penilai1", view().digest))
    done(sign_as("ketua", view().digest))
    write_due_ratings()
    assert log_due_finals() == 1
    mine = next(one for one in sheets if one.nip == NIP)
    User.objects.filter(username=mine.rater).update(roles=["assessor"])
    rater = User.objects.get(username=mine.rater)
    assert refused(ask_reopening(mine.pk, reason="Salah ketik", asked_by=rater)) == "SHEET_RESULT_STANDS"
    assert (
        refused(reopen(mine.pk, asked_by="a", approved_by="b", reason="salah ketik")) == "SHEET_RESULT_STANDS"
    )
    assert refused(withdraw(mine.pk, "Kerabat", actor="a", approved_by="b")) == "SHEET_RESULT_STANDS"
    other = next(one for one in sheets if one.nip != NIP)
    assert withdraw(other.pk, "Kerabat", actor="a", approved_by="b") is None
    assert monitor(evidence_log()) == []
