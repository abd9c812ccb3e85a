"""Words of the pages of assessments."""

from __future__ import annotations

from django import template

from takar.assessments.domain.values import SessionView
from takar.kernel.clock import ZONES

register = template.Library()


@register.filter
def span(session: SessionView, zone: str) -> str:
    """08.00–10.00 WIB, in the zone of the assessment."""
    opens, closes = (moment.astimezone(ZONES[zone]) for moment in (session.opens, session.closes))
    return f"{opens:%H.%M}–{closes:%H.%M} {zone}"
