"""What a participant wrote in the exam client, for those who judge it there: after sealing, nothing else of the sitting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from takar.assessments.public import ParticipantView, assessment, participants_in, vault
from takar.delivery.public import (
    ChainBroken,
    Letter,
    StorageUnavailable,
    Writing,
    Written,
    open_journal,
    place_of,
    sealed_writing,
    written,
)
from takar.exercises.models import Sheet
from takar.forms.public import form_by_digest
from takar.kernel.canonical import Json
from takar.ledger.public import Shredded

Material = dict[str, Json]


def material_of(owner: str, nip: str, instrument: str) -> Material | None:
    """The exercise `instrument` as the participant had it before him, with his answers.

    None: not an assessment with that exercise on screen, not sealed yet, or the person's key has been shredded.
    Raises ChainBroken, StorageUnavailable. The caller answers for who may read it.
    """
    who = _participant(owner, nip)
    if who is None or _shredded(owner, who):
        return None
    journal = open_journal(settings.TAKAR.exam_db)
    try:
        found = sealed_writing(journal, who.sitting)
    finally:
        journal.close()
    return _material(found, instrument) if found else None


def material_of_sheet(sheet: Sheet) -> Material | None:
    """For the rater of this sheet."""
    return material_of(sheet.round_id, sheet.nip, sheet.instrument)


def writings_of(owner: str, nip: str) -> list[Material]:
    """All that a person wrote for the instruments he is rated in, for the meeting about him; what cannot be read is left out."""
    codes = Sheet.objects.filter(round=owner, nip=nip, withdrawn_at=None).order_by("instrument")
    return [
        found
        for code in codes.values_list("instrument", flat=True).distinct()
        if (found := _readable(owner, nip, code))
    ]


def writing_of_sheet(sheet: Sheet) -> Material | None:
    """For its printed form; None also when it cannot be read."""
    return _readable(sheet.round_id, sheet.nip, sheet.instrument)


def _readable(owner: str, nip: str, instrument: str) -> Material | None:
    try:
        return material_of(owner, nip, instrument)
    except (ChainBroken, StorageUnavailable):
        return None


def _participant(owner: str, nip: str) -> ParticipantView | None:
    return next((one for one in participants_in(owner) if one.nip == nip), None)


def _shredded(owner: str, who: ParticipantView) -> bool:
    """Whoever was erased on request is not read again, though the exam journal still holds his words."""
    view = assessment(owner)
    try:
        vault().opened(view.event if view else "", who.pseudonym)
    except Shredded:
        return True
    return False


def _material(found: Written, instrument: str) -> Material | None:
    form = form_by_digest(found.form)
    sections: list[Any] = list(form.sections) if form else []
    items = [item for section in sections for item in section["items"] if _code(item) == instrument]
    if not items:
        return None
    first = items[0]
    return {
        "title": first["exercise"]["title"],
        "instructions": first["instructions"],
        "materials": first["materials"],
        "submitted_ms": found.submitted_ms,
        "parts": [part for item in items for part in _parts(item, found.answers)],
    }


def _code(item: Mapping[str, Any]) -> str:
    return str(item["exercise"]["code"]) if "exercise" in item else ""


def _parts(item: Mapping[str, Any], answers: Mapping[str, str]) -> list[Json]:
    if item["type"] != "inbox":
        return [{"question": item["stem"], **_said(Writing.ESSAY, answers.get(item["id"]))}]
    return [
        {"letter": letter, **_said(Writing.LETTER, answers.get(place_of(item["id"], letter["id"])))}
        for letter in item["letters"]
    ]


def _said(kind: Writing, answer: str | None) -> dict[str, Json]:
    """`text`: what was written, "" for nothing."""
    value = written(kind, answer) if answer else None
    if isinstance(value, Letter):
        return {"priority": value.priority, "action": value.action, "text": value.text}
    return {"text": value.text if value else ""}
