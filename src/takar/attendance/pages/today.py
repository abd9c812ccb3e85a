"""The batches of today, and those near it."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from takar.accounts.public import Ability, requires
from takar.attendance.pages import shared
from takar.attendance.queries import batches_today
from takar.kernel.clock import utc_now


@requires(Ability.READ_ATTENDANCE)
def today(request: HttpRequest) -> HttpResponse:
    """`?hari=2026-03-02` shows another day."""
    here = shared.today()
    day = _asked(str(request.GET.get("hari", ""))) or here
    context = {
        "day": day,
        "here": here,
        "batches": batches_today(day, now=utc_now()),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "records": shared.may(request, Ability.RECORD_ATTENDANCE),
        "reports": shared.may(request, Ability.REPORT_INCIDENTS),
    }
    return render(request, "attendance/today.html", context)


def _asked(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
