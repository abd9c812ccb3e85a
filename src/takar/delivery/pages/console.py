"""The proctor's console: the sessions, one session's room, and the page to project to the hall."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from takar.accounts.public import Ability, User, requires
from takar.assessments.public import SessionView, sessions_of_opened
from takar.assessments.public import session as find_session
from takar.delivery.actions.refusals import STORE_AWAY
from takar.delivery.pages.lines import seconds_text
from takar.delivery.pages.room import Seat, counts, rows_of
from takar.delivery.pages.watching import Watched, watch
from takar.delivery.pages.wiring import follower
from takar.delivery.public import StorageUnavailable
from takar.forms.public import sealed_form
from takar.kernel.clock import ZONES, milliseconds, utc_now


@requires(Ability.WATCH_SEATS)
def sessions(request: HttpRequest) -> HttpResponse:
    """Today's sessions first, then those to come, then the past ones."""
    now = utc_now()
    known = sorted(sessions_of_opened(), key=lambda s: s.opens)
    context = {
        "today": [s for s in known if _is_today(s, now)],
        "coming": [s for s in known if not _is_today(s, now) and s.opens > now],
        "past": [s for s in reversed(known) if not _is_today(s, now) and s.opens <= now][:20],
        "now": now,
    }
    return render(request, "delivery/sessions.html", context)


@requires(Ability.WATCH_SEATS)
def session(request: HttpRequest, session_id: str) -> HttpResponse:
    found = session_or_404(session_id)
    try:
        watched = watch_for(request, found)
    except StorageUnavailable:
        context = {"refusal": STORE_AWAY, "session": found}
        return render(request, "delivery/away.html", context, status=503)
    return render(request, "delivery/session.html", page_of(request, watched))


@requires(Ability.WATCH_SEATS)
@never_cache
def live(request: HttpRequest, session_id: str) -> HttpResponse:
    """Only what changes, as htmx out-of-band parts: focus and choices in the page stay as they are."""
    try:
        watched = watch_for(request, session_or_404(session_id))
    except StorageUnavailable:
        return HttpResponse(status=503)
    response = render(request, "delivery/_live.html", page_of(request, watched))
    response["X-Takar-Now"] = str(watched.now_ms)
    return response


@requires(Ability.RUN_SESSIONS)
def projector(request: HttpRequest, session_id: str) -> HttpResponse:
    found = session_or_404(session_id)
    context = {"session": found, "address": exam_address(request), "now_ms": milliseconds(utc_now())}
    return render(request, "delivery/projector.html", context)


def session_or_404(session_id: str) -> SessionView:
    found = find_session(session_id)
    if found is None or found.assessment.status == "draft":
        raise Http404
    return found


def watch_for(request: HttpRequest, found: SessionView) -> Watched:
    now_ms = milliseconds(utc_now())
    return watch(found, follower(), now_ms, for_helper=not runs(request))


def runs(request: HttpRequest) -> bool:
    """Proctors run sessions; technical helpers only watch seats and connections."""
    return cast(User, request.user).may(Ability.RUN_SESSIONS)


def page_of(request: HttpRequest, watched: Watched) -> dict[str, Any]:
    form = sealed_form(watched.session.assessment.form)
    proctor = runs(request)
    ordered = sorted(watched.seats, key=lambda seat: seat.order)
    return {
        "session": watched.session,
        "watched": watched,
        "rows": [(row, [_shown(s, proctor) for s in group]) for row, group in rows_of(watched.seats)],
        "seats": [_shown(seat, proctor) for seat in ordered],
        "counts": counts(watched.seats),
        "items": form.items if form else 0,
        "proctor": proctor,
        "address": exam_address(request),
        "zone": watched.session.assessment.zone,
    }


def _shown(seat: Seat, proctor: bool) -> dict[str, Any]:
    """What of a seat may reach the page: a helper gets no name and no progress, not even hidden ones."""
    shown: dict[str, Any] = {
        "sitting": seat.sitting,
        "seat": seat.seat,
        "number": seat.number,
        "phase": seat.phase.value,
        "seen": seconds_text(seat.seen_seconds),
        "address": seat.address,
    }
    if proctor:
        shown |= {
            "name": seat.name,
            "answered": seat.answered,
            "unsent": seat.unsent,
            "extra": seat.extra_minutes,
            "by": seat.submitted_by,
        }
    return shown


def exam_address(request: HttpRequest) -> str:
    """TAKAR_EXAM_URL; ":8000" means this host with that port."""
    wanted: str = settings.TAKAR.exam_url
    if not wanted.startswith(":"):
        return wanted
    host = request.get_host()
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return f"{request.scheme}://{name}{wanted}"


def _is_today(found: SessionView, now: datetime) -> bool:
    zone = ZONES[found.assessment.zone]
    today = now.astimezone(zone).date()
    return found.opens.astimezone(zone).date() <= today <= found.closes.astimezone(zone).date()
