"""The classical assessment centre from the draft to a receipt: potential from the test, competencies from the meeting."""

from __future__ import annotations

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from takar.assessments import public as assessments
from takar.assessments.models import Assessment
from takar.assessments.plans import faults_of
from takar.assessments.public import Visibility, evidence_log
from takar.careers.public import profiles
from takar.certificates.public import standing_of
from takar.exercises.appointing.preparing import Choice, choose_exercises
from takar.exercises.appointing.readiness import prepared_round
from takar.exercises.meeting.certify import certify_finals
from takar.kernel.refusals import Refusal
from takar.ledger.public import monitor, policy_text, verify
from takar.office.processes.joining import join_due
from takar.scoring.models import MeetingResult, Outcome, Trouble
from takar.scoring.public import (
    audit_scores,
    certify_results,
    outcome_of,
    potential_of,
    release_results,
    seal_ready,
)
from takar.standards.public import COMPETENCY_CODES
from tests.assessments.world import ACTOR, NOW, World, clock_at
from tests.exercises.appointing.world import CHOSEN
from tests.exercises.classical import drafted, judge, meet, who
from tests.scoring.sittings import journal, opened_from, sit

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
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
    made = opened_from(drafted(1))
    choose_exercises(made.assessment.id, [Choice("diskusi-dana-hibah")], ACTOR)
    ready = prepared_round(made.assessment, CLOCK)
    assert any("dibuka dengan kompetensi yang dinilai asesor saja" in own for own, _ in ready.lacks)
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
    assert (after.receipt, after.sealed_at) == (before.receipt, before.sealed_at), "the test's part stays as it was"
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
    shown = screen(made, nip)
    journal().put_outcome(sitting, json.dumps({k: v for k, v in shown.items() if k != "meeting"}), 1)
    assert codes() == ["SCORE_INVENTED"]


def test_held_results_show_both_only_after_their_release() -> None:
    made = sat(Visibility(when="held"))
    users = judge(made)
    meet(made, made.nips[0], users)
    assert join_due() == ()
    held = screen(made, made.nips[0])
    assert held["status"] == "held"
    assert not {"potential", "meeting", *OF_THE_MEETING} & set(held)
    assert release_results(made.assessment.id, ACTOR, "Surat 1", clock=CLOCK) == 2
    assert set(screen(made, made.nips[0])) >= OF_THE_MEETING | {"potential", "meeting"}
    assert "meeting" not in screen(made, made.nips[1])
    meet(made, made.nips[1], users)
    join_due()
    assert "meeting" in screen(made, made.nips[1])


def test_what_the_policy_hides_is_neither_shown_nor_opened() -> None:
    made = sat(Visibility(jpm=False, category=False))
    meet(made, made.nips[0], judge(made))
    join_due()
    seen = screen(made, made.nips[0])
    assert "competencies" in seen
    assert not {"jpm", "category", "total"} & set(seen)
    assert "150" not in json.dumps(seen["explanation"])
    verdict = verify(seen["meeting"]["receipt"], policy_text(evidence_log().key.vkey))  # type: ignore[index]
    assert not {"jpm", "category", "total"} & set(verdict.values["opened"])


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
