"""The classical assessment centre from the draft to a receipt: potential from the test, competencies from the meeting."""

from __future__ import annotations

import io
import json
import sqlite3
from datetime import timedelta
from decimal import Decimal

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from python_calamine import CalamineWorkbook

from takar.assessments import public as assessments
from takar.assessments.models import Assessment, Opening
from takar.assessments.plans import faults_of
from takar.assessments.public import Visibility, evidence_log
from takar.careers.public import profiles
from takar.certificates.public import standing_of
from takar.exercises.appointing.preparing import Choice, choose_exercises
from takar.exercises.appointing.readiness import prepared_round
from takar.exercises.meeting.certify import certify_finals
from takar.kernel.refusals import Refusal
from takar.ledger.public import Receipt, build_receipt, monitor, policy_text, verify
from takar.office.processes.joining import join_due
from takar.reports.assessor import assessor_workbook
from takar.reports.queries import individual, recap
from takar.scoring.models import MeetingResult, Outcome, SealedRecord, Trouble
from takar.scoring.public import (
    Found,
    audit_scores,
    certify_results,
    join_meeting,
    outcome_of,
    potential_of,
    release_results,
    seal_ready,
    show_meetings,
)
from takar.standards.public import COMPETENCY_CODES
from tests.append_only import triggers_off
from tests.assessments.world import ACTOR, NOW, World, clock_at
from tests.exercises.appointing.world import CHOSEN
from tests.exercises.classical import drafted, judge, meet, who
from tests.exercises.test_judged_only import reader
from tests.scoring.sittings import journal, opened_from, opened_world, sit, sittings_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]
CLOCK = clock_at(NOW + timedelta(hours=2))
OF_THE_MEETING = {"competencies", "total", "standard_total", "jpm", "category"}


def sat(visibility: Visibility | None = None) -> World:
    made = opened_from(drafted(2, visibility))
    for nip, option in zip(made.nips, ("B", "C"), strict=True):
        sit(made, who(made, nip).sitting, option)
    seal_ready(CLOCK)
    assert not Trouble.objects.exists()
    return made


def screen(made: World, nip: str) -> dict[str, object]:
    row = journal().outcome(who(made, nip).sitting)
    assert row is not None
    found = json.loads(row.body)
    assert isinstance(found, dict)
    return found


def test_it_opens_once_the_exercises_show_every_competency() -> None:
    made = drafted(1, chosen=())
    key = made.assessment.id
    (fault,) = faults_of(Assessment.objects.get(pk=key), NOW)
    assert (fault.code, fault.data["scales"]) == ("FORM_INCOMPLETE", sorted(COMPETENCY_CODES))
    choose_exercises(key, [Choice("diskusi-dana-hibah")], ACTOR)
    (some,) = faults_of(Assessment.objects.get(pk=key), NOW)
    assert set(some.data["scales"]) < set(COMPETENCY_CODES)  # type: ignore[arg-type]
    choose_exercises(key, [Choice(code) for code in CHOSEN], ACTOR)
    assert faults_of(Assessment.objects.get(pk=key), NOW) == []
    opened_from(made)
    frozen = assessments.opening(key)
    assert frozen is not None
    assert frozen.rules["judged"] == "competencies"
    ticket = json.loads(journal().tickets()[0].body)["content"]
    assert "bila Anda masuk lagi" in ticket["visibility"]["id"]
    assert any(line["id"].startswith("Kompetensi, oleh asesor") for line in ticket["measures"])
    assert assessments.promise_of(made.assessment)["id"] == frozen.rules["visibility"]["id"]


def test_the_round_then_keeps_to_what_was_promised() -> None:
    made = drafted(1, chosen=("diskusi-dana-hibah",))
    before = prepared_round(made.assessment, CLOCK)
    assert any("dinilai asesor saja" in own for own, _ in before.lacks), "an open round is never changed"
    choose_exercises(made.assessment.id, [Choice(code) for code in CHOSEN], ACTOR)
    opened_from(made)
    choose_exercises(made.assessment.id, [Choice("diskusi-dana-hibah")], ACTOR)
    ready = prepared_round(made.assessment, CLOCK)
    assert any("dinilai asesor saja" in own for own, _ in ready.lacks)
    choose_exercises(made.assessment.id, [Choice(code) for code in CHOSEN], ACTOR)
    assert not any("dinilai asesor saja" in own for own, _ in prepared_round(made.assessment, CLOCK).lacks)


def test_the_sealed_sitting_has_potential_and_nothing_else() -> None:
    made = sat()
    seen = screen(made, made.nips[0])
    assert not OF_THE_MEETING & set(seen)
    assert seen["judged"] == "competencies"
    assert [(one["code"], one["score"]) for one in seen["potential"]] == [("P.01", "100.0"), ("P.08", "25.0")]  # type: ignore[attr-defined]
    outcome = outcome_of(who(made, made.nips[0]).sitting)
    assert outcome is not None
    verdict = verify(outcome.receipt, policy_text(evidence_log().key.vkey))
    assert (verdict.verdict, verdict.values["judged"]) == ("SAH", "competencies")
    assert set(verdict.values["opened"]) == {"subject", "potential"}
    refused = certify_results(made.assessment.id, ACTOR, "", clock=CLOCK)
    assert isinstance(refused, Refusal)
    assert refused.code == "RESULTS_JUDGED"
    assert potential_of(made.assessment.id, made.nips[0]) == Decimal("62.5")


def test_after_the_meeting_he_sees_both_and_both_are_proved() -> None:
    made = sat()
    first, second = made.nips
    users = judge(made)
    assert join_due() == ()
    assert "meeting" not in screen(made, first), "no meeting has signed yet"
    meet(made, first, users)
    before = outcome_of(who(made, first).sitting)
    assert join_due() == ()
    assert join_due() == ()
    seen, other = screen(made, first), screen(made, second)
    assert set(seen) >= OF_THE_MEETING | {"potential", "meeting"}
    assert not {"meeting", *OF_THE_MEETING} & set(other)
    after = outcome_of(who(made, first).sitting)
    assert before is not None
    assert after is not None
    assert (after.receipt, after.sealed_at) == (before.receipt, before.sealed_at), (
        "the test's part stays as it was"
    )
    assert after.meeting is not None
    assert (after.full["jpm"], after.full["potential"]) == (seen["jpm"], seen["potential"])
    verdict = verify(seen["meeting"]["receipt"], policy_text(evidence_log().key.vkey))  # type: ignore[index]
    assert verdict.verdict == "SAH"
    assert verdict.values["opened"]["jpm"] == seen["jpm"] == "150.00"
    assert "potential" not in verdict.values["opened"]
    assert Outcome.objects.get(sitting=before.sitting).body.keys().isdisjoint(OF_THE_MEETING)
    found = profiles(made.nips, after.meeting.signed_at.date() + timedelta(days=1))
    assert {nip: (one.potential, one.jpm) for nip, one in found.items()} == {
        first: (Decimal("62.5"), Decimal("150.00"))
    }
    done = certify_finals(made.assessment.id, ACTOR, "")
    assert not isinstance(done, Refusal)
    assert done.added == 1
    assert standing_of(first, after.meeting.signed_at.date() + timedelta(days=1)).state == "valid"  # type: ignore[union-attr]
    assert audit_scores(made.assessment.id, "auditor", clock=CLOCK).findings == []  # type: ignore[union-attr]
    assert monitor(evidence_log()) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        MeetingResult.objects.update(body={})


def test_an_audit_finds_what_somebody_adds_or_changes() -> None:
    made = sat()
    first, second = (who(made, nip).sitting for nip in made.nips)
    meet(made, made.nips[0], judge(made))
    join_due()
    seen, other = screen(made, made.nips[0]), screen(made, made.nips[1])
    journal().put_outcome(first, json.dumps(seen | {"jpm": "99.00"}), 1)
    journal().put_outcome(second, json.dumps(other | {"jpm": "99.00"}), 1)
    row = Outcome.objects.get(sitting=second)
    row.body = {**row.body, "potential": [{**row.body["potential"][0], "score": "99.0"}]}
    row.save()
    found = audit_scores(made.assessment.id, "auditor", clock=CLOCK)
    assert sorted((one["number"], one["code"], one["field"]) for one in found.findings) == [  # type: ignore[union-attr]
        ("001", "SCORE_DIFFERS", "jpm"),
        ("002", "SCORE_DIFFERS", "P.01.score"),
        ("002", "SCORE_INVENTED", "jpm"),
    ]
    journal().put_outcome(first, json.dumps(seen), 1)
    journal().put_outcome(second, json.dumps(other | {name: seen[name] for name in ("meeting", "jpm")}), 1)
    found = audit_scores(made.assessment.id, "auditor", clock=CLOCK)
    assert ("002", "MEETING_INVENTED") in [(one["number"], one["code"]) for one in found.findings]  # type: ignore[union-attr]


def test_an_audit_names_a_meeting_that_is_shown_wrongly() -> None:
    made = sat(Visibility(when="held"))
    meet(made, made.nips[0], judge(made))
    join_due()
    sitting, nip = who(made, made.nips[0]).sitting, made.nips[0]
    held = screen(made, nip)
    journal().put_outcome(sitting, json.dumps(held | {"meeting": {"receipt": "x"}, "jpm": "1.00"}), 1)

    def codes() -> list[str]:
        found = audit_scores(made.assessment.id, "auditor", clock=CLOCK)
        return sorted(one["code"] for one in found.findings)  # type: ignore[union-attr]

    assert codes() == ["MEETING_EARLY", "MEETING_RECEIPT_DIFFERS", "SCORE_DIFFERS"]
    journal().put_outcome(sitting, json.dumps(held), 1)
    assert codes() == []
    release_results(made.assessment.id, ACTOR, "Surat 1", clock=CLOCK)
    assert codes() == []
    assert join_due() == ()
    assert MeetingResult.objects.get().shown_at is not None
    shown = screen(made, nip)
    journal().put_outcome(
        sitting, json.dumps({k: v for k, v in shown.items() if k not in OF_THE_MEETING | {"meeting"}}), 1
    )
    assert codes() == ["MEETING_MISSING"]
    journal().put_outcome(sitting, json.dumps({k: v for k, v in shown.items() if k != "meeting"}), 1)
    assert codes() == ["MEETING_MISSING", "SCORE_INVENTED"]


def test_only_a_sealed_test_of_such_an_assessment_takes_a_meeting() -> None:
    nothing = Found(1, NOW, {}, Receipt("", "", 0, evidence_log().checkpoint()))
    assert not join_meeting("0" * 24, nothing)
    usual = opened_world(1)
    sitting = sittings_of(usual)[0]
    sit(usual, sitting)
    seal_ready(CLOCK)
    assert not join_meeting(sitting, nothing)
    assert potential_of(usual.assessment.id, usual.nips[0]) is None
    assert potential_of(usual.assessment.id, "0" * 18) is None
    assert show_meetings() == 0


def test_a_screen_that_is_away_is_tried_again() -> None:
    made = sat()
    meet(made, made.nips[0], judge(made))
    sitting = who(made, made.nips[0]).sitting
    Outcome.objects.filter(sitting=sitting).update(status="held")
    join_due()
    seen = screen(made, made.nips[0])
    with sqlite3.connect(settings.TAKAR.exam_db.removeprefix("sqlite:///")) as store:
        store.execute("DELETE FROM outcome WHERE sitting = ?", (sitting,))
    Outcome.objects.filter(sitting=sitting).update(status="shown")
    assert show_meetings() == 0
    journal().put_outcome(sitting, json.dumps(seen), 1)
    assert show_meetings() == 1


def test_pages_and_reports_show_both_halves() -> None:
    made = sat()
    first, second = (who(made, nip).sitting for nip in made.nips)
    users = judge(made)
    client, key = reader("assessment_admin", "lead_assessor"), made.assessment.id
    before = client.get(f"/hasil/kegiatan/{key}/").content.decode()
    assert "0 dari 2 peserta sudah" in before
    assert "0,00" not in before
    assert before.count("menunggu rapat asesor") == 2
    waiting = client.get(f"/hasil/peserta/{second}/").content.decode()
    assert "Kompetensi menyusul dari rapat asesor" in waiting
    assert "Aspek potensi" in waiting
    assert '<svg class="radar' not in waiting
    assert client.get(f"/hasil/peserta/{second}/tanda-terima-rapat/").status_code == 404
    refused = individual(first, NOW)
    assert isinstance(refused, Refusal)
    assert refused.code == "RESULT_FROM_MEETING"
    meet(made, made.nips[0], users)
    join_due()
    after = client.get(f"/hasil/kegiatan/{key}/?urut=jpm").content.decode()
    assert "1 dari 2 peserta sudah" in after
    assert "150,00" in after
    assert "62,5" in after
    page = client.get(f"/hasil/peserta/{first}/").content.decode()
    assert "Kompetensi menyusul" not in page
    assert f"/laporan/asesor/ketua/{key}/{made.nips[0]}.pdf" in page
    file = client.get(f"/hasil/peserta/{first}/tanda-terima-rapat/").content.decode()
    assert verify(file, policy_text(evidence_log().key.vkey)).verdict == "SAH"
    book = recap(key)
    assert not isinstance(book, Refusal)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book.body)).get_sheet_by_index(0).to_python()[4:]
    assert rows[0][-2:] == ["Potensi: Kemampuan Intelektual", "Potensi: Motivasi dan Komitmen"]
    assert (rows[1][17], rows[1][-2:]) == (150.0, [100.0, 25.0])
    assert (rows[2][17], rows[2][20], rows[2][-2:]) == ("", "Menunggu rapat asesor", [0.0, 50.0])
    lines = CalamineWorkbook.from_filelike(io.BytesIO(assessor_workbook(key).body))  # type: ignore[union-attr]
    assert lines.get_sheet_by_index(0).to_python()[3:][1][-1] == 62.5


@pytest.mark.parametrize("judged", [None, True])
def test_a_rule_that_is_changed_after_the_opening_is_found(judged: bool | None) -> None:
    made = sat()
    row = Opening.objects.get(assessment=made.assessment.id)
    rules = {name: value for name, value in row.rules.items() if name != "judged"}
    row.rules = rules | ({"judged": judged} if judged else {})
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()
    with triggers_off(connection, "assessments_opening"):
        row.save()
    found = audit_scores(made.assessment.id, "auditor", clock=CLOCK)
    assert "cut_digest" in {one["field"] for one in found.findings}  # type: ignore[union-attr]
    assert {"SCORE_INVENTED" if judged else "NOT_SCORABLE"} <= {one["code"] for one in found.findings}  # type: ignore[union-attr]
    receipt = build_receipt(
        evidence_log(),
        SealedRecord.objects.get(sitting=who(made, made.nips[0]).sitting).score_index,
        rules=row.rules,
    )
    verdict = verify(receipt.text, policy_text(evidence_log().key.vkey))
    assert (verdict.verdict, [one.code for one in verdict.failures]) == ("TIDAK COCOK", ["RULES"])


def test_held_results_show_both_only_after_their_release_and_nothing_that_the_policy_hides() -> None:
    made = sat(Visibility(when="held", jpm=False, category=False))
    users = judge(made)
    meet(made, made.nips[0], users)
    assert join_due() == ()
    held = screen(made, made.nips[0])
    assert held["status"] == "held"
    assert not {"potential", "meeting", *OF_THE_MEETING} & set(held)
    assert release_results(made.assessment.id, ACTOR, "Surat 1", clock=CLOCK) == 2
    seen = screen(made, made.nips[0])
    assert {"competencies", "potential", "meeting"} <= set(seen)
    assert not {"jpm", "category", "total"} & set(seen)
    assert "150" not in json.dumps(seen["explanation"])
    verdict = verify(seen["meeting"]["receipt"], policy_text(evidence_log().key.vkey))  # type: ignore[index]
    assert verdict.verdict == "SAH"
    assert not {"jpm", "category", "total"} & set(verdict.values["opened"])
    assert "meeting" not in screen(made, made.nips[1])
    meet(made, made.nips[1], users)
    join_due()
    assert "meeting" in screen(made, made.nips[1])


def test_a_meeting_before_the_test_waits_for_it() -> None:
    made = opened_from(drafted(2))
    users = judge(made)
    meet(made, made.nips[0], users)
    assert join_due() == ()
    day = NOW.date() + timedelta(days=4000)
    assert profiles(made.nips, day)[made.nips[0]].potential is None
    sit(made, who(made, made.nips[0]).sitting, "B")
    seal_ready(CLOCK)
    assert join_due() == ()
    assert "meeting" in screen(made, made.nips[0])
    assert profiles(made.nips, day)[made.nips[0]].potential == Decimal("62.5")
