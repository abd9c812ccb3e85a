"""Words of the pages of assessments."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from takar.assessments.domain.values import SessionView
from takar.kernel.clock import ZONES
from takar.people.public import JOB_CLASS_NAMES, JobClass

register = template.Library()


@register.filter
def span(session: SessionView, zone: str) -> str:
    """08.00–10.00 WIB, in the zone of the assessment."""
    opens, closes = (moment.astimezone(ZONES[zone]) for moment in (session.opens, session.closes))
    return f"{opens:%H.%M}–{closes:%H.%M} {zone}"


@register.filter
def standard_name(code: str) -> str:
    """What a job standard is called on screen: the class of jobs, or its own code when it is none."""
    names = JOB_CLASS_NAMES[JobClass(code)] if code in {*JobClass} else {}
    return names.get(get_language() or "id", code)
