"""What a participant is promised to see, by the visibility of the assessment and by what its form leaves to people."""

from __future__ import annotations

from cryptography.exceptions import InvalidTag

from takar.assessments.domain.coverage import judged_form
from takar.assessments.domain.values import AssessmentView
from takar.assessments.domain.visibility import promise
from takar.assessments.queries import opening
from takar.forms.public import scales_of, sealed_form
from takar.ledger.public import Judged, judged_in


def judged_of(assessment: str, form_id: str) -> Judged:
    """Who judges instead of a machine: as committed when the assessment was opened, before that by its form as it is now."""
    frozen = opening(assessment)
    return judged_in(frozen.rules) if frozen else judged_by_form(form_id)


def judged_by_form(form_id: str) -> Judged:
    """False while none is chosen, or while its keys cannot be read (the readiness check says so)."""
    form = sealed_form(form_id) if form_id else None
    if form is None:
        return False
    try:
        return judged_form(scales_of(form_id), form.judged)
    except InvalidTag:
        return False


def promise_of(view: AssessmentView) -> dict[str, str]:
    """{"id": …, "en": …}"""
    return promise(view.visibility, judged_of(view.id, view.form))
