"""Gathers what a report needs and renders it; refuses what may not be printed."""

from __future__ import annotations

import json
from datetime import date, datetime
from functools import lru_cache
from hashlib import sha256

from takar.assessments import public as assessments
from takar.assessments.public import AssessmentView
from takar.kernel.clock import day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.ledger.public import VERIFIER_PAGE, VERIFIER_PROGRAM, qr_svg
from takar.reports.attendance import attendance_list
from takar.reports.event_card import event_card
from takar.reports.individual import individual_report
from takar.reports.recap import recap_workbook
from takar.reports.report import PDF, XLSX, Report, slug
from takar.reports.wording import letterhead
from takar.scoring import public as scoring
from takar.standards.public import Dictionary, dictionary, ruleset

NOT_FOUND = Refusal(
    "REPORT_SUBJECT_NOT_FOUND",
    "Data untuk laporan ini tidak ditemukan. Kembali ke daftar kegiatan dan pilih lagi.",
    "There is nothing to report here. Go back to the list of assessments and choose again.",
)
NOT_SEALED = Refusal(
    "RESULT_NOT_SEALED",
    "Peserta ini belum mengirim jawaban atau hasilnya belum disegel. Laporan dibuat setelah hasil disegel.",
    "This participant has not submitted or the result is not sealed yet. The report is made after sealing.",
)
NOT_RELEASED = Refusal(
    "RESULT_HELD",
    "Hasil kegiatan ini masih ditahan sesuai kebijakan yang diumumkan. Umumkan dahulu di halaman Hasil.",
    "Results of this assessment are still held by the announced policy. Release them first on the Results page.",
)
JUDGED = Refusal(
    "RESULT_JUDGED",
    "Kegiatan ini ditulis dan dinilai asesor, tanpa nilai mesin. Laporan individualnya dibuat dari rapat asesor: buka halaman "
    "Rapat asesor setelah hasilnya ditandatangani.",
    "This assessment is written and judged by assessors, without a machine score. Its individual report is made from the "
    "assessor meeting: open the page Assessor meeting once the outcome is signed.",
)
FROM_MEETING = Refusal(
    "RESULT_FROM_MEETING",
    "Tes komputer kegiatan ini mengukur potensi saja; kompetensinya ditetapkan rapat asesor. Laporan individual yang memuat "
    "keduanya dibuat dari rapat itu: buka halaman Rapat asesor setelah hasilnya ditandatangani.",
    "The computer test of this assessment measures potential only; the assessor meeting finds the competencies. The individual "
    "report with both is made from that meeting: open the page Assessor meeting once the outcome is signed.",
)
NOT_OPENED = Refusal(
    "ASSESSMENT_NOT_OPENED",
    "Kartu acara ada setelah kegiatan dibuka dan tercatat. Buka kegiatan dahulu.",
    "The event card exists once the assessment is opened and recorded. Open it first.",
)


def individual(sitting: str, made_at: datetime) -> Report | Refusal:
    """The individual report of one sitting."""
    person = assessments.participant(sitting)
    assessment = assessments.assessment(person.assessment) if person else None
    outcome = scoring.outcome_of(sitting)
    if person is None or assessment is None:
        return NOT_FOUND
    if outcome is None:
        return NOT_SEALED
    if outcome.judged:
        return JUDGED if outcome.judged is True else FROM_MEETING
    if outcome.status == "held" and assessment.released_at is None:
        return NOT_RELEASED
    body = individual_report(
        outcome,
        assessment,
        person,
        _dictionary_of(assessment),
        ruleset(assessment.ruleset_code, assessment.ruleset_version),
        _agency(assessment),
        qr_svg(outcome.receipt),
        made_at,
    )
    return Report(f"laporan-{person.number}-{outcome.code}.pdf", PDF, body)


def recap(assessment_id: str) -> Report | Refusal:
    """The Excel recap of one assessment; people without a result are listed too."""
    assessment = assessments.assessment(assessment_id)
    if assessment is None:
        return NOT_FOUND
    outcomes = {outcome.sitting: outcome for outcome in scoring.outcomes_of(assessment_id)}
    judged = any(outcome.judged is True for outcome in outcomes.values())
    if assessment.visibility.when == "held" and assessment.released_at is None and not judged:
        return NOT_RELEASED
    names = [(c.code, c.name_id) for c in _dictionary_of(assessment).competencies]
    body = recap_workbook(
        assessment,
        assessments.participants_in(assessment_id),
        outcomes,
        names,
    )
    return Report(f"rekap-{slug(assessment.title)}.xlsx", XLSX, body)


def attendance(session_id: str, made_at: datetime) -> Report | Refusal:
    """The attendance list of one session, ready to sign."""
    session = assessments.session(session_id)
    if session is None:
        return NOT_FOUND
    people = assessments.participants_of(session_id)
    body = attendance_list(session, people, _agency(session.assessment), made_at)
    return Report(f"daftar-hadir-{slug(session.title)}.pdf", PDF, body)


def card(assessment_id: str, made_at: datetime) -> Report | Refusal:
    """The event card of an opened assessment."""
    assessment = assessments.assessment(assessment_id)
    if assessment is None:
        return NOT_FOUND
    if assessment.commit_index is None:
        return NOT_OPENED
    log = assessments.evidence_log()
    commit = json.loads(log.leaf(assessment.commit_index))
    body = event_card(
        assessment,
        assessments.sessions_of(assessment_id),
        commit,
        log.fingerprint,
        {path.name: sha256(path.read_bytes()).hexdigest() for path in (VERIFIER_PAGE, VERIFIER_PROGRAM)},
        _agency(assessment),
        made_at,
    )
    return Report(f"kartu-acara-{slug(assessment.title)}.pdf", PDF, body)


def _dictionary_of(assessment: AssessmentView) -> Dictionary:
    """The one in force when the assessment was opened, today's before that."""
    return _dictionary(day_in(assessment.zone, assessment.opened_at or utc_now()))


@lru_cache(maxsize=8)
def _dictionary(day: date) -> Dictionary:
    return dictionary(day)


def _agency(assessment: AssessmentView) -> str:
    return letterhead(assessment.location)
