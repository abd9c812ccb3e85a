"""What a participant is promised to see, by the visibility of the assessment and by what its form holds."""

from __future__ import annotations

from takar.assessments.domain.values import AssessmentView
from takar.assessments.domain.visibility import JUDGED, visibility_sentence
from takar.forms.public import sealed_form


def is_judged(form_id: str) -> bool:
    """Whether people judge the whole sealed form, so that no machine scores any part; False while none is chosen."""
    form = sealed_form(form_id) if form_id else None
    return form is not None and form.judged


def promise_of(view: AssessmentView) -> dict[str, str]:
    """{"id": …, "en": …}"""
    return dict(JUDGED) if is_judged(view.form) else visibility_sentence(view.visibility)
