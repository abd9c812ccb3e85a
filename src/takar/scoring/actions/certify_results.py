"""Put an assessment's results into the register, so that whoever has one is not called again while it counts."""

from __future__ import annotations

from decimal import Decimal

from takar.accounts.public import record_change
from takar.assessments.public import AssessmentView, ParticipantView, assessment, participants_in
from takar.attendance.public import incomplete
from takar.careers.public import Profile, record_profiles
from takar.certificates.public import OwnResult, Registered, register_results
from takar.kernel.clock import Clock, day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.public import batch_of_assessment
from takar.scoring.queries import OutcomeView, mean_potential, outcomes_of
from takar.standards.public import COMPETENCY_CODES

NOTHING_SEALED = Refusal(
    "RESULTS_NONE_SEALED",
    "Belum ada hasil yang tersegel dalam kegiatan ini. Tunggu sampai peserta mengirim jawabannya.",
    "No result of this assessment is sealed yet. Wait until participants have submitted.",
)
STILL_HELD = Refusal(
    "RESULTS_STILL_HELD",
    "Hasil kegiatan ini masih ditahan. Umumkan lebih dahulu; setelah itu catat ke register.",
    "The results of this assessment are still held. Release them first, then register them.",
)
JUDGED = Refusal(
    "RESULTS_JUDGED",
    "Kompetensi dalam kegiatan ini dinilai asesor, bukan mesin. Yang menjadi sertifikat adalah hasil rapat asesor; catat ke "
    "register dari halaman Rapat asesor.",
    "Assessors judge the competencies of this assessment, no machine does. The outcome of the assessor meeting is what becomes a "
    "certificate; register it from the page Assessor meeting.",
)
NOT_ALL_NINE = Refusal(
    "RESULTS_NOT_ALL_NINE",
    "Kegiatan ini tidak mengukur kesembilan kompetensi, sehingga hasilnya tidak dapat menjadi sertifikat.",
    "This assessment does not measure all nine competencies, so its results cannot become certificates.",
)


def certify_results(
    assessment_id: str, actor: str, reason: str, *, clock: Clock = utc_now
) -> Registered | Refusal:
    """Register every sealed and shown result; told again, they change nothing.

    Whoever lacks a tool or a competency in his batch is left out: he has no final result. Refuses RESULTS_NONE_SEALED,
    RESULTS_JUDGED, RESULTS_STILL_HELD, RESULTS_NOT_ALL_NINE.
    """
    view = assessment(assessment_id)
    outcomes = outcomes_of(assessment_id)
    if view is None or not outcomes:
        return NOTHING_SEALED
    if any(one.full.get("judged") for one in outcomes):
        return JUDGED
    if any(one.status == "held" for one in outcomes):
        return STILL_HELD
    if any({row["code"] for row in one.full["competencies"]} != set(COMPETENCY_CODES) for one in outcomes):
        return NOT_ALL_NINE
    people = {one.sitting: one for one in participants_in(assessment_id)}
    lacking = _lacking(assessment_id, clock)
    final = [
        (people[one.sitting], one)
        for one in outcomes
        if one.sitting in people and people[one.sitting].nip not in lacking
    ]
    done = register_results([_result(view, who, one) for who, one in final], actor, clock=clock)
    profiles = [_profile(view, who, one) for who, one in final]
    record_profiles(profiles, actor, reason=reason.strip() or view.title, clock=clock)
    record_change(
        actor,
        "result.certify",
        f"assessment:{assessment_id}",
        reason=reason.strip(),
        after={"added": done.added, "same": done.same, "incomplete": len(lacking)},
        clock=clock,
    )
    return done


def _lacking(assessment_id: str, clock: Clock) -> set[str]:
    batch = batch_of_assessment(assessment_id)
    return {one.nip for one in incomplete(batch=batch.id, clock=clock)} if batch else set()


def _result(view: AssessmentView, who: ParticipantView, outcome: OutcomeView) -> OwnResult:
    return OwnResult(
        nip=who.nip,
        name=who.name,
        job_class=who.job_class,
        assessed_on=day_in(view.zone, outcome.sealed_at),
        assessment=view.id,
        organiser_name=view.organiser,
        number=outcome.code,
        jpm=Decimal(outcome.full["jpm"]),
        category=outcome.full["category"]["code"],
    )


def _profile(view: AssessmentView, who: ParticipantView, outcome: OutcomeView) -> Profile:
    """The ratings, not the levels cut from them: what was measured finely is not thrown away here."""
    return Profile(
        nip=who.nip,
        levels=tuple((one["code"], Decimal(one["rating"])) for one in outcome.full["competencies"]),
        assessed_on=day_in(view.zone, outcome.sealed_at),
        source=f"assessment:{view.id}",
        potential=mean_potential(outcome.full),
        jpm=Decimal(outcome.full["jpm"]),
    )
