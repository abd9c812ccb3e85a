"""Kota Contoh, from roster to opened assessments, by the same actions that staff use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from takar.assessments.public import (
    AssessmentDraft,
    AssessmentView,
    LegalBasis,
    SessionDraft,
    Visibility,
    add_participants,
    add_session,
    assign_sessions,
    create_assessment,
    open_assessment,
    participants_in,
)
from takar.forms.public import SealedForm, make_form_from_blueprint, seal_form
from takar.kernel.refusals import Refusal
from takar.people.public import (
    PeopleFilter,
    Progress,
    apply_import,
    import_counts,
    nips_of,
    preview_import,
    upload_import,
)
from takar.standards.public import rulesets_in_force

ADMIN, AUTHOR, PROCTOR = "admin", "penulis", "pengawas"
ORGANISER = "BKPSDM Kota Contoh"
SITTERS = {"jpt_pratama": 10, "administrator": 40, "pengawas": 50}
SESSIONS = 4
T = TypeVar("T")


class DemoFailed(Exception):
    """A step of the demonstration was refused; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Trial:
    """With this the reader of the summary sits a short test himself."""

    number: str
    pin: str
    assessment: AssessmentView


def granted(outcome: T | Refusal) -> T:
    """The outcome itself, or the demonstration ends with the refusal's sentence."""
    if isinstance(outcome, Refusal):
        raise DemoFailed(outcome.id)
    return outcome


def import_roster(path: Path, progress: Progress, today: date) -> dict[str, int]:
    """Upload, preview and apply the roster; the counts of the preview."""
    source = granted(
        upload_import(path.name, [path.read_bytes()], actor=ADMIN, agency="Pemerintah Kota Contoh")
    )
    fault = preview_import(source, today, progress)
    if fault:
        raise DemoFailed(fault.id)
    counts = import_counts(source)
    fault = apply_import(source, actor=ADMIN, reason="Peragaan", progress=progress)
    if fault:
        raise DemoFailed(fault.id)
    return counts


def sealed(blueprint: str, title: str, seed: str) -> SealedForm:
    """A form of `blueprint`, drafted by the author and sealed by the administrator."""
    form = granted(make_form_from_blueprint(blueprint, AUTHOR, title=title, seed=seed))
    return granted(seal_form(form.id, ADMIN))


def open_mapping(form: SealedForm, now: datetime) -> AssessmentView:
    """The mapping assessment of 100 people in four sessions of 25."""
    assessment = _create("Pemetaan Kompetensi dan Potensi 2026", form, now)
    nips = [nip for job_class, count in SITTERS.items() for nip in _some(job_class, count)]
    granted(add_participants(assessment.id, nips, ADMIN))
    for number in range(1, SESSIONS + 1):
        granted(add_session(assessment.id, _session(f"Sesi {number}", f"Ruang CAT {number}", now, 25), ADMIN))
    granted(assign_sessions(assessment.id, ADMIN))
    return granted(open_assessment(assessment.id, ADMIN))


def open_trial(form: SealedForm, now: datetime) -> Trial:
    """A short assessment of one invented official, for the reader of the summary."""
    assessment = _create("Coba Sendiri: Ujian Singkat", form, now)
    nip = _some("administrator", SITTERS["administrator"] + 1)[-1]
    granted(add_participants(assessment.id, [nip], ADMIN))
    session = granted(add_session(assessment.id, _session("Sesi Coba", "Meja Anda", now, 5), ADMIN))
    granted(assign_sessions(assessment.id, ADMIN))
    opened = granted(open_assessment(assessment.id, ADMIN))
    return Trial(participants_in(assessment.id)[0].number, _pin(session), opened)


def _pin(session_id: str) -> str:
    from takar.assessments.public import session

    found = session(session_id)
    assert found is not None
    return found.pin


def _create(title: str, form: SealedForm, now: datetime) -> AssessmentView:
    ruleset = rulesets_in_force("pemetaan", now.date())[0]
    return granted(
        create_assessment(
            AssessmentDraft(
                title=title,
                purpose="pemetaan",
                organiser=ORGANISER,
                location="Kota Contoh",
                legal_basis=LegalBasis(
                    "Keputusan Wali Kota Contoh",
                    f"800/{now:%m}/{now.year}",
                    now.date() - timedelta(days=14),
                    "Pemetaan Kompetensi ASN",
                ),
                ruleset_code=ruleset.code,
                ruleset_version=ruleset.version,
                form=form.form_id,
                visibility=Visibility(),
            ),
            ADMIN,
        )
    )


def _session(title: str, room: str, now: datetime, capacity: int) -> SessionDraft:
    opens = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
    return SessionDraft(title, room, opens, opens + timedelta(hours=8), capacity)


def _some(job_class: str, count: int) -> list[str]:
    found = list(nips_of(PeopleFilter(job_class=job_class)))[:count]
    if len(found) < count:
        raise DemoFailed(
            f"Daftar pegawai hanya memuat {len(found)} {job_class}; peragaan memerlukan {count}."
        )
    return found
