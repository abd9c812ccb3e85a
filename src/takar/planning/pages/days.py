"""The calendar: a year as a picture with a table beside it, and the agency's own days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.clock import MONTHS
from takar.planning.actions.set_calendar_day import set_calendar_day, unset_calendar_day
from takar.planning.calendar import calendar, joint_leave_known
from takar.planning.domain.calendar import Calendar
from takar.planning.models import BatchDay, CalendarDay
from takar.planning.pages.shared import actor, dress, language, resources, tell, today

EARLIEST, LATEST = 2019, 2045


class DayForm(forms.Form):
    day = forms.DateField(
        label=_("Tanggal"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    kind = forms.ChoiceField(
        label=_("Menjadi"),
        choices=[
            ("holiday", _("Libur setempat")),
            ("joint_leave", _("Cuti bersama")),
            ("working_day", _("Hari kerja")),
        ],
    )
    name = forms.CharField(label=_("Keterangan"), max_length=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


@requires(Ability.READ_PLANS)
def calendar_page(request: HttpRequest) -> HttpResponse:
    return _page(request, _year(request.GET.get("tahun")), None)


@require_POST
@requires(Ability.MANAGE_PLANS)
def set_day(request: HttpRequest) -> HttpResponseBase:
    form = DayForm(request.POST)
    if not form.is_valid():
        return _page(request, today().year, form)
    data = form.cleaned_data
    done = set_calendar_day(data["day"], data["kind"], data["name"], actor(request))
    tell(request, done, gettext("Kalender disimpan. Rencana yang sudah ada tidak berubah dengan sendirinya."))
    return _back(data["day"].year)


@require_POST
@requires(Ability.MANAGE_PLANS)
def unset_day(request: HttpRequest) -> HttpResponseBase:
    try:
        day = date.fromisoformat(request.POST.get("hari", ""))
    except ValueError:
        return redirect("planning:calendar")
    unset_calendar_day(day, actor(request))
    tell(request, None, gettext("Hari itu kembali mengikuti kalender nasional."))
    return _back(day.year)


def _back(year: int) -> HttpResponseBase:
    response = redirect("planning:calendar")
    response["Location"] += f"?tahun={year}"
    return response


def _page(request: HttpRequest, year: int, form: DayForm | None) -> HttpResponse:
    known = calendar(date(year, 1, 1), date(year, 12, 31), language())
    busy = dict.fromkeys(
        BatchDay.objects.filter(day__year=year, batch__plan__status="adopted")
        .exclude(batch__status="cancelled")
        .values_list("day", flat=True),
        True,
    )
    context = resources("calendar", request) | {
        "year": year,
        "before": year - 1 if year > EARLIEST else None,
        "after": year + 1 if year < LATEST else None,
        "months": [_month(year, month, known, busy) for month in range(1, 13)],
        "special": list(known.special.values()),
        "local": CalendarDay.objects.filter(day__year=year).order_by("day"),
        "working": len(known.working_days()),
        "estimated": known.estimated,
        "leave_known": joint_leave_known(year),
        "form": form or DayForm(),
    }
    return render(request, "planning/calendar.html", context, status=400 if form else 200)


def _month(year: int, month: int, known: Calendar, busy: dict[date, bool]) -> dict[str, Any]:
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    days: list[dict[str, Any]] = [{"blank": True} for _n in range(first.weekday())]
    for number in range(1, last.day + 1):
        days.append(_day(date(year, month, number), known, busy))
    days += [{"blank": True} for _n in range(-len(days) % 7)]
    weeks = [days[at : at + 7] for at in range(0, len(days), 7)]
    working = sum(known.is_working(date(year, month, number)) for number in range(1, last.day + 1))
    return {"name": MONTHS[language()][month - 1], "weeks": weeks, "working": working}


def _day(day: date, known: Calendar, busy: dict[date, bool]) -> dict[str, Any]:
    one = known.special.get(day)
    kind = one.kind if one else ("weekend" if day.weekday() > 4 else "plain")
    return {
        "number": day.day,
        "kind": kind,
        "special": one,
        "busy": day in busy,
        "local": bool(one and one.local),
    }


def _year(text: str | None) -> int:
    wanted = int(text) if text and text.isdecimal() and len(text) == 4 else today().year
    return min(max(wanted, EARLIEST), LATEST)
