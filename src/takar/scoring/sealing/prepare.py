"""From a submitted sitting to everything that will be sealed: the record, the result, the outcome document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from takar.assessments.public import AssessmentView, ParticipantView, standard_label
from takar.delivery.public import FinalRecord
from takar.ledger.public import COMPETENCIES
from takar.scoring.domain.outcome import Document, judged_document, potential_document, result_document
from takar.scoring.domain.score import measure, score
from takar.scoring.domain.values import Standard
from takar.scoring.sealing.frozen import Frozen


@dataclass(frozen=True, slots=True)
class Prepared:
    """One sitting, scored and ready to be sealed."""

    participant: ParticipantView
    frozen: Frozen
    record: FinalRecord
    document: Document


def prepare(participant: ParticipantView, frozen: Frozen, record: FinalRecord) -> Prepared:
    """Score a final record by the committed rules.

    Raises ValueError if the record belongs to another form: then nothing may be sealed.
    """
    if record.form != frozen.form:
        raise ValueError(f"answers to form {record.form[:12]}…, the committed form is {frozen.form[:12]}…")
    return Prepared(participant, frozen, record, document_of(participant, frozen, record))


def document_of(participant: ParticipantView, frozen: Frozen, record: FinalRecord) -> Document:
    """The outcome of a record, without receipt and moment: the pure part that an audit computes again."""
    standard = frozen.standard(standard_label(participant))
    document = _numbers(frozen, record, standard)
    return {
        "sitting": participant.sitting,
        "participant": participant_json(participant),
        "assessment": assessment_json(frozen.assessment),
        **document,
        "answered": document["answered"] + len(frozen.written & record.responses.keys()),
        "items": document["items"] + len(frozen.written),
        "standard": standard.label,
        "started_ms": record.started_ms,
        "submitted_ms": record.submitted_ms,
        "submitted_by": record.submitted_by,
    }


def _numbers(frozen: Frozen, record: FinalRecord, standard: Standard) -> Document:
    if frozen.judged is True:
        return judged_document(frozen.ruleset)
    answers = dict(record.responses)
    if frozen.judged == COMPETENCIES:
        return potential_document(measure(answers, frozen.keys, frozen.ruleset, frozen.names), frozen.ruleset)
    result = score(answers, frozen.keys, standard, frozen.ruleset, frozen.names)
    return result_document(result, frozen.ruleset)


def participant_json(one: ParticipantView) -> dict[str, Any]:
    return {
        "name": one.name,
        "number": one.number,
        "seat": one.seat,
        "post": one.post,
        "unit": one.unit,
        "job_class": one.job_class,
    }


def assessment_json(one: AssessmentView) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "organiser": one.organiser,
        "purpose": one.purpose,
        "legal_basis": one.legal_basis.sentence,
        "zone": one.zone,
    }
