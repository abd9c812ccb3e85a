"""Sessions: days, rooms, PINs and seats."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from takar.accounts.public import Ability, requires
from takar.assessments.actions.add_session import add_session, remove_session
from takar.assessments.actions.assign_sessions import assign_sessions
from takar.assessments.actions.change_session import change_session
from takar.assessments.domain.drafts import SessionDraft
from takar.assessments.domain.values import AssessmentView, SessionView
from takar.assessments.pages.shared import actor, dress, found, frame, tell
from takar.assessments.queries import sessions_of
from takar.forms.public import sealed_form
from takar.kernel.clock import ZONES, day_in


class SessionForm(forms.Form):
    title = forms.CharField(label=_("Nama sesi"), max_length=80)
    room = forms.CharField(label=_("Ruang"), max_length=80)
    day = forms.DateField(label=_("Hari"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    opens = forms.TimeField(label=_("Buka"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    closes = forms.TimeField(label=_("Tutup"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    capacity = forms.IntegerField(label=_("Kursi"), min_value=1, max_value=1000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    def draft(self, zone: str) -> SessionDraft:
        data = self.cleaned_data
        opens, closes = (
            datetime.combine(data["day"], data[name], ZONES[zone]) for name in ("opens", "closes")
        )
        return SessionDraft(data["title"], data["room"], opens, closes, data["capacity"])


@requires(Ability.READ_ASSESSMENTS)
def sessions(request: HttpRequest, assessment: str) -> HttpResponse:
    return _page(request, found(assessment), None)


@require_POST
@requires(Ability.MANAGE_ASSESSMENTS)
def add(request: HttpRequest, assessment: str) -> HttpResponseBase:
    view = found(assessment)
    form = SessionForm(request.POST)
    if not form.is_valid():
        return _page(request, view, form)
    done = add_session(view.id, form.draft(view.zone), actor(request))
    if not tell(request, done, gettext("Sesi ditambahkan; PIN sudah dibuat.")):
        return _page(request, view, form)
    return redirect("assessments:sessions", view.id)


@require_http_methods(["GET", "POST"])
@requires(Ability.MANAGE_ASSESSMENTS)
def change(request: HttpRequest, assessment: str, session: str) -> HttpResponseBase:
    """The form of the sessions page, filled with one session of a draft."""
    view = found(assessment)
    one = next((each for each in sessions_of(view.id) if each.id == session), None)
    if one is None:
        raise Http404
    form = SessionForm(request.POST) if request.method == "POST" else SessionForm(initial=_told(one, view))
    if request.method == "POST" and form.is_valid():
        done = change_session(one.id, form.draft(view.zone), actor(request))
        if tell(request, done, gettext("Sesi diubah; peserta, kursi, dan PIN tetap.")):
            return redirect("assessments:sessions", view.id)
    return _page(request, view, form, one)


@require_POST
@requires(Ability.MANAGE_ASSESSMENTS)
def assign(request: HttpRequest, assessment: str) -> HttpResponseBase:
    again = request.POST.get("ulang") == "1"
    done = assign_sessions(assessment, actor(request), again=again)
    tell(request, done, gettext("Kursi dibagikan menurut nomor peserta."))
    return redirect("assessments:sessions", assessment)


@require_POST
@requires(Ability.MANAGE_ASSESSMENTS)
def remove(request: HttpRequest, assessment: str, session: str) -> HttpResponseBase:
    tell(request, remove_session(session, actor(request)), gettext("Sesi dihapus."))
    return redirect("assessments:sessions", assessment)


def _page(
    request: HttpRequest, view: AssessmentView, form: SessionForm | None, changed: SessionView | None = None
) -> HttpResponse:
    context = frame(request, view, "sessions") | {"changed": changed}
    context["form"] = form or SessionForm(initial=_next(view, context))
    context["form_minutes"] = _minutes(view)
    status = 400 if request.method == "POST" else 200
    return render(request, "assessments/sessions.html", context, status=status)


def _next(view: AssessmentView, context: dict[str, Any]) -> dict[str, Any]:
    """What the next session probably is: same room and size, after the last one."""
    known = context["sessions"]
    initial: dict[str, Any] = {"title": f"Sesi {len(known) + 1}", "capacity": 30}
    if known:
        last = known[-1]
        initial |= {
            "room": last.room,
            "capacity": last.capacity,
            "day": day_in(view.zone, last.opens),
        }
    return initial


def _told(session: SessionView, view: AssessmentView) -> dict[str, Any]:
    opens, closes = (moment.astimezone(ZONES[view.zone]) for moment in (session.opens, session.closes))
    return {
        "title": session.title,
        "room": session.room,
        "capacity": session.capacity,
        "day": opens.date(),
        "opens": opens.time(),
        "closes": closes.time(),
    }


def _minutes(view: AssessmentView) -> int | None:
    form = sealed_form(view.form) if view.form else None
    return form.minutes if form else None
