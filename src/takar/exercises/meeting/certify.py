"""Where assessors alone judge, the signed outcome of their meeting is what becomes a certificate."""

from __future__ import annotations

from takar.accounts.public import record_change
from takar.assessments.public import ParticipantView, assessment, opening, participants_in, sessions_of
from takar.attendance.public import incomplete
from takar.certificates.public import OwnResult, Registered, register_results
from takar.exercises.meeting.queries import Integration, Total, integrations, ruleset_of, total_of
from takar.kernel.clock import Clock, day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.ledger.public import judged_in
from takar.planning.public import batch_of_assessment
from takar.standards.public import COMPETENCY_CODES

NONE_SIGNED = Refusal(
    "FINALS_NONE_SIGNED",
    "Belum ada hasil rapat asesor yang ditandatangani, lengkap, dan tercatat di log. Selesaikan rapatnya dahulu.",
    "No outcome of an assessor meeting is signed, complete and in the log yet. Finish the meetings first.",
)
MACHINE_SCORED = Refusal(
    "FINALS_MACHINE_SCORED",
    "Kompetensi dalam kegiatan ini dinilai mesin; catat hasilnya ke register dari halaman Hasil.",
    "Competencies are machine scored in this assessment; register its results from the page Results.",
)


def is_judged(owner: str) -> bool:
    """Whether no machine scores competencies: the committed rules say so, or nothing of the assessment is on screen."""
    frozen, view = opening(owner), assessment(owner)
    if frozen is None:
        return view is not None and not view.form and not sessions_of(owner)
    return judged_in(frozen.rules) is not False


def certify_finals(owner: str, actor: str, reason: str, *, clock: Clock = utc_now) -> Registered | Refusal:
    """Register every outcome that is signed, complete over the nine competencies and in the log; told again, nothing changes.

    Whoever lacks a tool or a competency in his batch is left out. Refuses FINALS_MACHINE_SCORED, FINALS_NONE_SIGNED.
    """
    if not is_judged(owner):
        return MACHINE_SCORED
    people = {one.nip: one for one in participants_in(owner)}
    batch = batch_of_assessment(owner)
    lacking = {one.nip for one in incomplete(batch=batch.id, clock=clock)} if batch else set()
    whole = [one for one in integrations(owner) if one.nip in people and _is_whole(one)]
    rows = [_result(one, people[one.nip]) for one in whole if one.nip not in lacking]
    if not rows:
        return NONE_SIGNED
    done = register_results(rows, actor, clock=clock)
    record_change(
        actor,
        "result.certify",
        f"assessment:{owner}",
        reason=reason.strip(),
        after={"added": done.added, "same": done.same, "incomplete": len(people) - len(rows)},
        clock=clock,
    )
    return done


def _is_whole(found: Integration) -> bool:
    rated = {one["code"] for one in found.values}
    return found.index is not None and rated >= set(COMPETENCY_CODES) and isinstance(_total(found), Total)


def _total(found: Integration) -> Total | Refusal | None:
    rules = ruleset_of(found.owner)
    return total_of(found.values, rules) if rules else None


def _result(found: Integration, who: ParticipantView) -> OwnResult:
    view, total = assessment(found.owner), _total(found)
    assert view is not None
    assert isinstance(total, Total)
    return OwnResult(
        nip=found.nip,
        name=found.name,
        job_class=who.job_class,
        assessed_on=day_in(view.zone, found.signed_at),
        assessment=found.owner,
        organiser_name=view.organiser,
        number=found.digest[:16].upper(),
        jpm=total.jpm,
        category=total.category,
    )
