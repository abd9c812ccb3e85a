"""Words of the pages of assessments."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils.timezone import localtime

register = template.Library()


@register.filter
def span(opens: datetime, closes: datetime) -> str:
    """08.00–10.00"""
    return f"{localtime(opens):%H.%M}–{localtime(closes):%H.%M}"
