"""What the pages of an assessment have in common."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.forms import CheckboxSelectMultiple, Form, RadioSelect, Select
from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from takar.accounts.public import Ability, User
from takar.assessments.domain.steps import steps
from takar.assessments.domain.values import AssessmentView
from takar.assessments.models import Assessment
from takar.assessments.queries import assessment, sessions_of
from takar.kernel.clock import utc_now
from takar.kernel.refusals import Refusal


def found(assessment_id: str) -> AssessmentView:
    """The assessment, or the page 404."""
    view = assessment(assessment_id)
    if view is None:
        raise Http404
    return view


def actor(request: HttpRequest) -> str:
    return str(request.user.get_username())


def manages(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.may(Ability.MANAGE_ASSESSMENTS)


def tell(request: HttpRequest, done: object, success: str) -> bool:
    """Show the refusal, or the sentence of success. True when it was done."""
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(get_language() or "id"))
        return False
    messages.success(request, success)
    return True


def frame(
    request: HttpRequest, view: AssessmentView, tab: str, now: datetime | None = None
) -> dict[str, Any]:
    """Context of every page of one assessment: the path, the tabs, what the reader may do."""
    row = Assessment.objects.get(pk=view.id)
    total = row.participants.count()
    seated = row.participants.exclude(session=None).count()
    sessions = sessions_of(view.id)
    return {
        "assessment": view,
        "tab": tab,
        "sessions": sessions,
        "participants_total": total,
        "seated": seated,
        "waiting": total - seated,
        "capacity": sum(one.capacity for one in sessions),
        "steps": steps(view, sessions, total, seated, now or utc_now()),
        "manages": manages(request),
        "appoints": isinstance(request.user, User) and request.user.may(Ability.MANAGE_ROUNDS),
        "fixed": view.status != "draft" or row.log_entries.exists(),
    }


def dress(form: Form) -> None:
    """Give every field of a form the look of the office."""
    for field in form.fields.values():
        widget = field.widget
        if not isinstance(widget, RadioSelect | CheckboxSelectMultiple):
            look = "form-select" if isinstance(widget, Select) else "form-control"
            widget.attrs["class"] = look
