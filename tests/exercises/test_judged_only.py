"""A day of simulations without a choice test: written, sealed, judged by assessors, and nowhere a number from a machine."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from takar.accounts.public import User
from takar.assessments import public as assessments
from takar.assessments.models import Assessment
from takar.assessments.plans import faults_of
from takar.assessments.public import Visibility, evidence_log
from takar.careers.public import profiles
from takar.certificates.public import Registered, standing_of
from takar.delivery.public import place_of
from takar.exercises.actions.put_in_bank import put_in_bank
from takar.exercises.appointing.opening import open_judging
from takar.exercises.appointing.preparing import Choice, choose_exercises, spread_evenly
from takar.exercises.domain.meeting.decide import Reveal, Write
from takar.exercises.material import material_of
from takar.exercises.meeting.actions import act, open_meeting
from takar.exercises.meeting.certify import certify_finals, is_judged
from takar.exercises.meeting.finals import log_due_finals
from takar.exercises.models import Sheet
from takar.exercises.public import integration_of, write_due_ratings
from takar.kernel.refusals import Refusal
from takar.ledger.public import build_receipt, monitor, policy_text, qr_text, verify
from takar.reports.queries import individual, recap
from takar.scoring.models import Outcome, SealedRecord, Trouble
from takar.scoring.public import audit_scores, certify_results, outcome_of, release_results, seal_ready
from takar.scoring.sealing.frozen import frozen_rules
from takar.standards.public import COMPETENCY_CODES
from tests.assessments.world import ACTOR, NOW, World, clock_at, ready_world
from tests.exercises.appointing import test_opening as judging
from tests.exercises.appointing.world import World as Judged
from tests.exercises.appointing.world import assessor
from tests.exercises.test_on_screen import IN_BASKET, ITEM, QUESTIONNAIRE, with_library
from tests.scoring.sittings import acknowledge, item_ids, journal, opened_world, sit, sittings_of

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
CLOCK = clock_at(NOW + timedelta(hours=2))
NUMBERS = ("competencies", "potential", "total", "standard_total", "jpm", "category", "explanation")
ANSWER = {"priority": "urgent", "action": "delegate", "text": "Buka lima loket."}


def banked() -> None:
    with_library()
    for code in (IN_BASKET, QUESTIONNAIRE):
        assert not isinstance(put_in_bank(code, actor="penulis"), Refusal)


def written(**kwargs: Any) -> World:
    """Two people: the first answers one letter and two questions, the second hands in nothing."""
    banked()
    made = opened_world(2, only=(IN_BASKET, QUESTIONNAIRE), **kwargs)
    questions = [item for item in item_ids(made) if item != ITEM]
    answers = {place_of(ITEM, "1"): json.dumps(ANSWER), **dict.fromkeys(questions[:2], '{"text": "Begini."}')}
    first, second = sittings_of(made)
    sit(made, first, answers)
    sit(made, second, {})
    seal_ready(CLOCK)
    return made


def refused(value: object) -> str:
    assert isinstance(value, Refusal), value
    return value.code


def reader(*roles: str) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("-".join(roles), password="x", roles=list(roles)))
    return client


def test_it_may_be_opened_and_says_beforehand_that_people_judge() -> None:
    banked()
    made = ready_world(1, only=(IN_BASKET,))
    assert faults_of(Assessment.objects.get(pk=made.assessment.id), NOW) == []
    page = reader("assessment_admin").get(f"/kegiatan/{made.assessment.id}/").content.decode()
    assert "dinilai asesor, tidak oleh mesin" in page
    done = assessments.open_assessment(made.assessment.id, ACTOR, clock=clock_at())
    assert isinstance(done, assessments.AssessmentView), done
    frozen = assessments.opening(made.assessment.id)
    assert frozen is not None
    assert frozen.rules["judged"] is True
    ticket = json.loads(journal().tickets()[0].body)["content"]
    assert not any(ticket["visibility"][part] for part in ("levels", "jpm", "category", "potential"))
    assert ticket["measures"] == [
        {
            "id": "Simulasi yang dinilai asesor: Surat masuk: pekan pertama di Dinas Pelayanan Terpadu",
            "en": "Simulations judged by assessors: Surat masuk: pekan pertama di Dinas Pelayanan Terpadu",
        }
    ]


def test_a_mixed_form_still_needs_every_competency_and_promises_what_it_did() -> None:
    with_library()
    put_in_bank(IN_BASKET, actor="penulis")
    made = opened_world(1, simulation=IN_BASKET)
    frozen = assessments.opening(made.assessment.id)
    assert frozen is not None
    assert "judged" not in frozen.rules
    assert frozen.rules["visibility"]["levels"] is True
    sit(made, sittings_of(made)[0], dict.fromkeys([item for item in item_ids(made) if item != ITEM], "C"))
    seal_ready(CLOCK)
    outcome = outcome_of(sittings_of(made)[0])
    assert outcome is not None
    assert outcome.full["jpm"]
    assert "judged" not in outcome.full


@pytest.mark.parametrize("when", ["at_submission", "held"])
def test_it_is_sealed_without_a_number_and_the_receipt_says_so(when: Any) -> None:
    made = written(visibility=Visibility(when=when))
    assert not Trouble.objects.exists()
    for sitting, answered in zip(sittings_of(made), (3, 0), strict=True):
        outcome, screen = outcome_of(sitting), journal().outcome(sitting)
        assert outcome is not None
        assert screen is not None
        shown = json.loads(screen.body)
        for document in (outcome.full, shown):
            assert not set(NUMBERS) & set(document)
            assert (document["judged"], document["answered"], document["items"]) == (True, answered, 17)
        assert (outcome.status, shown["status"], shown["verdict"]) == ("shown", "shown", "SAH")
        verdict = verify(outcome.receipt, policy_text(evidence_log().key.vkey))
        assert verdict.verdict == "SAH"
        assert verdict.values["judged"] is True
        assert set(verdict.values["opened"]) == {"subject", "judged"}
        assert {step.code for step in verdict.steps[9:15]} == {"JUDGED"}
        assert verify(qr_text(outcome.receipt), policy_text(evidence_log().key.vkey)).verdict == "SAH"
    material = material_of(made.assessment.id, made.nips[0], IN_BASKET)
    assert material is not None
    assert material["parts"][0]["text"] == ANSWER["text"]
    acknowledge(sittings_of(made)[0])
    seal_ready(CLOCK)
    assert monitor(evidence_log()) == []


def test_what_the_verifier_prints_is_plain() -> None:
    from takar.ledger.verifier import render

    made = written()
    outcome = outcome_of(sittings_of(made)[0])
    assert outcome is not None
    verdict = verify(outcome.receipt, policy_text(evidence_log().key.vkey))
    assert "Tidak ada nilai mesin pada bagian ini; hasil penilaian asesor menyusul." in render(verdict)
    assert "No machine score in this part; raters' results follow." in render(verdict, "en")
    assert "Ditulis: 3 / 17" in render(verdict)
    assert "JPM:" not in render(verdict)
    closed = build_receipt(
        evidence_log(),
        SealedRecord.objects.get(sitting=outcome.sitting).score_index,
        rules=frozen_rules(made.assessment.id).rules,
    )
    hidden = verify(closed.text, policy_text(evidence_log().key.vkey))
    assert hidden.values["judged"] is True
    assert "Tidak ada nilai mesin" in render(hidden)


def test_no_page_shows_a_number_and_every_way_to_one_says_where_the_result_is() -> None:
    made = written(visibility=Visibility(when="held"))
    first = sittings_of(made)[0]
    client = reader("assessment_admin")
    recap_page = client.get(f"/hasil/kegiatan/{made.assessment.id}/").content.decode()
    result_page = client.get(f"/hasil/peserta/{first}/").content.decode()
    assert "tidak ada nilai mesin" in recap_page
    assert "Tidak ada nilai mesin" in result_page
    for page in (recap_page, result_page):
        assert "JPM" not in page
        assert "0,00" not in page
    assert "Umumkan" not in recap_page
    assert client.get(f"/hasil/kegiatan/{made.assessment.id}/?urut=jpm").status_code == 200
    assert refused(individual(first, NOW)) == "RESULT_JUDGED"
    assert refused(certify_results(made.assessment.id, ACTOR, "", clock=CLOCK)) == "RESULTS_JUDGED"
    assert refused(release_results(made.assessment.id, ACTOR, "Surat 1", clock=CLOCK)) == "RELEASE_JUDGED"
    report = recap(made.assessment.id)
    assert not isinstance(report, Refusal)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(report.body)).get_sheet_by_index(0).to_python()[5:]
    assert [row[-1] for row in rows[:2]] == ["Dinilai asesor; lihat rekap rapat asesor"] * 2
    assert not any(isinstance(value, int | float) for row in rows for value in row[6:])
    assert profiles(made.nips, (NOW + timedelta(days=1)).date()) == {}
    assert standing_of(made.nips[0], NOW.date()).state == "never"  # type: ignore[union-attr]


def test_an_audit_is_clean_and_finds_a_number_that_somebody_adds() -> None:
    made = written(visibility=Visibility(when="held"))
    assert audit_scores(made.assessment.id, "auditor", clock=CLOCK).findings == []  # type: ignore[union-attr]
    row = Outcome.objects.get(sitting=sittings_of(made)[0])
    row.body = {**row.body, "jpm": "99.00"}
    row.save()
    row = Outcome.objects.get(sitting=sittings_of(made)[1])
    row.body = {**row.body, "answered": 17}
    row.save()
    audit = audit_scores(made.assessment.id, "auditor", clock=CLOCK)
    assert not isinstance(audit, Refusal)
    codes = sorted((one["number"], one["code"]) for one in audit.findings)
    assert codes == [("001", "SCORE_INVENTED"), ("002", "SCORE_DIFFERS")]
    assert any("padahal bagian ini dinilai asesor" in one["id"] for one in audit.findings)


def test_from_the_writing_to_the_meeting_that_counts() -> None:
    made = written()
    lead = assessor("ketua", "Ketua Contoh")
    User.objects.filter(pk=lead.pk).update(roles=["lead_assessor"])
    raters = (assessor("asesor1", "Asesor Contoh 1"), assessor("asesor2", "Asesor Contoh 2"))
    owner = made.assessment.id
    assert refused(certify_finals(owner, ACTOR, "")) == "FINALS_NONE_SIGNED"
    chosen = [Choice(code) for code in (IN_BASKET, QUESTIONNAIRE)]
    assert choose_exercises(owner, chosen, ACTOR) == 2
    assert spread_evenly(owner, [one.username for one in raters], 2, ACTOR) == 8
    assert open_judging(owner, ACTOR) == 8
    for sheet in Sheet.objects.all():
        judging.rate(sheet)
    write_due_ratings()
    nip = made.nips[0]
    open_meeting(owner, nip, "asesor1", by="ketua")
    act(owner, nip, Reveal("asesor1"))
    for section in ("strengths", "development", "advice"):
        act(owner, nip, Write("asesor1", section, "Sesuai bukti.", 0))
    judging.signed(Judged(made.assessment, made.nips, raters), nip)
    assert log_due_finals() == 1
    found = integration_of(owner, nip)
    assert found is not None
    assert {one["code"] for one in found.values} == set(COMPETENCY_CODES)
    page = f"/asesor/rapat/{owner}/"
    client = reader("lead_assessor", "assessment_admin")
    assert "Catat ke register sertifikat" in client.get(page).content.decode()
    assert "1 hasil dicatat" in client.post(f"{page}register/", follow=True).content.decode()
    again = certify_finals(owner, ACTOR, "")
    assert isinstance(again, Registered)
    assert (again.added, again.same) == (0, 1)
    standing = standing_of(nip, found.signed_at.date() + timedelta(days=1))
    assert standing is not None
    assert standing.state == "valid"
    assert nip in profiles([nip], found.signed_at.date() + timedelta(days=1))
    assert monitor(evidence_log()) == []


def test_days_without_any_screen_are_registered_from_the_meeting_too() -> None:
    """An assessment made of a batch of interviews: no form, no session, so no machine could have scored anything."""
    banked()
    made = ready_world(1, only=(IN_BASKET,))
    assert not is_judged(made.assessment.id)
    assert refused(certify_finals(made.assessment.id, ACTOR, "")) == "FINALS_MACHINE_SCORED"
    Assessment.objects.filter(pk=made.assessment.id).update(form="")
    assert not is_judged(made.assessment.id), "a session may still get a form"
    Assessment.objects.get(pk=made.assessment.id).participants.update(session=None)
    Assessment.objects.get(pk=made.assessment.id).sessions.all().delete()
    assert is_judged(made.assessment.id)
    assert refused(certify_finals(made.assessment.id, ACTOR, "")) == "FINALS_NONE_SIGNED"
