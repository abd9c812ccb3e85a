"""What a letter of invitation must state, for the one who prints it."""

from __future__ import annotations

from datetime import date

from takar.assessments.public import LegalBasis, Visibility, visibility_sentence
from takar.people.public import JOB_CLASS_NAMES, JobClass
from takar.programmes.domain.values import InvitationFacts, LetterView, NomineeView, PhaseView, ProgrammeView
from takar.programmes.domain.words import (
    METHOD_MEANINGS,
    METHOD_NAMES,
    PURPOSE_MEANINGS,
    PURPOSE_NAMES,
    rights,
    why_called,
)
from takar.programmes.models import Nominee
from takar.programmes.queries import letters_of, nominee_view, programme
from takar.standards.public import JobStandard, StandardNotFound, dictionary, job_standard

_Competencies = tuple[tuple[str, str, str, int], ...]


def invitation_facts(nominee: int) -> InvitationFacts | None:
    """Of one nominee by id; None when there is none."""
    row = Nominee.objects.select_related("phase", "letter", "replaces").filter(pk=nominee).first()
    about = programme(row.programme_id) if row else None
    return _Shelf(about).facts(row) if row and about else None


def invitations_of(
    programme_id: str, *, letter: str | None = None, phase: int | None = None
) -> tuple[InvitationFacts, ...]:
    """Of everyone who is invited or confirmed, by name; of one letter (its number) or phase when given."""
    about = programme(programme_id)
    rows = Nominee.objects.filter(programme=programme_id, status__in=["invited", "confirmed"])
    rows = rows.select_related("phase", "letter", "replaces")
    if letter is not None:
        rows = rows.filter(letter__number=letter)
    if phase is not None:
        rows = rows.filter(phase__number=phase)
    shelf = _Shelf(about) if about else None
    return tuple(shelf.facts(row) for row in rows) if shelf else ()


def visibility_of(about: ProgrammeView) -> Visibility:
    """What was promised, as the assessments of the programme must keep it."""
    until = about.visibility.get("held_until")
    return Visibility(**{**about.visibility, "held_until": date.fromisoformat(until) if until else None})


class _Shelf:
    """Standards and letters, each read once however many letters are printed."""

    def __init__(self, about: ProgrammeView) -> None:
        self.about = about
        self.letters = {one.number: one for one in letters_of(about.id)}
        self.phases = {one.number: one for one in about.phases}
        self.standards: dict[tuple[str, date], tuple[JobStandard | None, _Competencies]] = {}

    def facts(self, row: Nominee) -> InvitationFacts:
        one, letter = nominee_view(row), self.letters.get(row.letter.number) if row.letter else None
        measured = self.about.target_class or one.job_class
        phase = self.phases[one.phase]
        key = (measured, letter.day if letter else phase.first_day)
        if key not in self.standards:
            self.standards[key] = _standard(*key)
        return _facts(
            self.about, one, phase, letter, row.replaces.name if row.replaces else "", *self.standards[key]
        )


def _facts(
    about: ProgrammeView,
    one: NomineeView,
    phase: PhaseView,
    letter: LetterView | None,
    replaces: str,
    standard: JobStandard | None,
    competencies: _Competencies,
) -> InvitationFacts:
    measured = about.target_class or one.job_class
    basis = LegalBasis(about.legal_kind, about.legal_number, about.legal_date, about.legal_about)
    return InvitationFacts(
        programme=about.id,
        title=about.title,
        purpose=PURPOSE_NAMES[about.purpose],
        purpose_meaning=PURPOSE_MEANINGS[about.purpose],
        method=METHOD_NAMES[about.method],
        method_meaning=METHOD_MEANINGS[about.method],
        organiser=about.organiser,
        location=about.location,
        zone=about.zone,
        legal_basis=basis.sentence,
        phase=phase,
        nip=one.nip,
        name=one.name,
        post=one.post,
        agency=one.agency,
        unit=one.unit,
        golongan=one.golongan,
        job_class=measured,
        job_class_name=JOB_CLASS_NAMES[JobClass(measured)],
        standard=(standard.code, standard.version) if standard else None,
        standard_title={"id": standard.title_id, "en": standard.title_en} if standard else {},
        competencies=competencies,
        cause=one.cause,
        due_on=one.due_on,
        why=why_called(one.cause, one.due_on),
        shown=visibility_sentence(visibility_of(about)),
        objection_days=about.objection_days,
        rights=rights(about.objection_days),
        replaces=replaces,
        letter=letter,
    )


def _standard(job_class: str, on: date) -> tuple[JobStandard | None, _Competencies]:
    """The standard of a class on a day and its competencies by name; nothing where none is set."""
    try:
        found, names = job_standard(job_class, on), dictionary(on)
    except StandardNotFound:
        return None, ()
    listed = ((names.competency(code), level) for code, level in found.levels)
    return found, tuple((one.code, one.name_id, one.name_en, level) for one, level in listed)
