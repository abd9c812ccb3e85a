"""Incidents: for proctors and technical helpers, without anybody's name."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.attendance.actions.report_incident import close_incident, report_incident
from takar.attendance.books import Book, book_of
from takar.attendance.domain.days import troubles
from takar.attendance.domain.facts import CAUSES, Incident, IncidentClosed
from takar.attendance.pages import shared
from takar.attendance.queries import incident_view
from takar.kernel.clock import milliseconds, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.public import batches_on


@requires(Ability.REPORT_INCIDENTS)
def incidents(request: HttpRequest) -> HttpResponse:
    """Today's batches by number and room, and their incidents."""
    on = shared.today()
    rows = []
    for view in batches_on(on):
        book = book_of(view.id)
        if not isinstance(book, Refusal):
            day = book.day_on(on) or 0
            found = [incident_view(book, one) for one in troubles(book.state, day)]
            rows.append({"book": book, "day": day, "rooms": _rooms(book, day), "incidents": found})
    context = {"rows": rows, "on": on, "full": shared.may(request, Ability.RECORD_ATTENDANCE)}
    return render(request, "attendance/incidents.html", context | {"request_id": shared.fresh()})


@requires(Ability.REPORT_INCIDENTS)
def report(request: HttpRequest, batch: str, day: int) -> HttpResponseBase:
    book = shared.found(batch, day)
    refusal = _report(request, book, day) if request.method == "POST" else None
    if request.method == "POST" and refusal is None:
        shared.tell(request, None, _("Insiden tercatat. Tutup insiden begitu keadaan pulih."))
        return redirect("attendance:incidents")
    context: dict[str, Any] = {
        "batch": book.batch,
        "day": day,
        "date": book.rules.days[day],
        "causes": CAUSES,
        "rooms": _rooms(book, day),
        "groups": sorted({one.group for one in book.rules.people.values()} - {0}),
        "values": request.POST,
        "now": shared.moment_on(book, day, utc_now()),
        "zone": book.rules.zone,
        "full": shared.may(request, Ability.RECORD_ATTENDANCE),
        "refusal": refusal and shared.say(refusal),
        "request_id": shared.fresh(),
    }
    return render(request, "attendance/incident.html", context, status=422 if refusal else 200)


@require_POST
@requires(Ability.REPORT_INCIDENTS)
def close(request: HttpRequest, batch: str, entry: int) -> HttpResponseBase:
    """Whether the work was lost is said by whoever vouches for the people, not by a helper."""
    book = shared.found(batch)
    target = book.state.entry(entry)
    day = target.day if target else 1
    lost = request.POST.get("lost") == "ya" and shared.may(request, Ability.RECORD_ATTENDANCE)
    now = shared.moment_on(book, day, utc_now())
    moment = shared.clock_of(request.POST.get("clock", ""), book, day, now)
    done = (
        moment
        if isinstance(moment, Refusal)
        else close_incident(
            batch,
            IncidentClosed(entry, request.POST.get("note", "")[:300], lost),
            moment=min(moment, utc_now()),
            request=shared.request_id(request),
            actor=shared.actor(request),
        )
    )
    shared.tell(request, done, _("Insiden ditutup."))
    return redirect("attendance:incidents")


def _report(request: HttpRequest, book: Book, day: int) -> Refusal | None:
    now = shared.moment_on(book, day, utc_now())
    post = request.POST
    group = str(post.get("group", ""))
    started = shared.clock_of(str(post.get("clock", "")), book, day, now)
    ended = shared.clock_of(str(post.get("until", "")), book, day, now)
    if isinstance(started, Refusal) or isinstance(ended, Refusal):
        return shared.unreadable_clock()
    fact = Incident(
        cause=str(post.get("cause", "")),
        note=str(post.get("note", ""))[:500],
        whom=str(post.get("whom", "")),
        room=str(post.get("room", ""))[:80],
        group=int(group) if group.isdecimal() else 0,
        nips=_named(str(post.get("numbers", "")), book),
        until_ms=milliseconds(ended) if str(post.get("until", "")).strip() else None,
        lost=post.get("lost") == "ya" and shared.may(request, Ability.RECORD_ATTENDANCE),
    )
    done = report_incident(
        book.batch.id,
        day,
        fact,
        moment=min(started, now),
        request=shared.request_id(request),
        actor=shared.actor(request),
    )
    return done if isinstance(done, Refusal) else None


def _named(text: str, book: Book) -> tuple[str, ...]:
    """NIPs behind participant numbers; an unknown number stays as it is, so that it is refused."""
    by_number = {one.number.lstrip("0"): one.nip for one in book.rules.people.values() if one.number}
    return tuple(by_number.get(typed.lstrip("0"), typed) for typed in re.split(r"[\s,;]+", text) if typed)


def _rooms(book: Book, day: int) -> list[str]:
    return sorted({slot.room for slot in book.rules.day_slots(day) if slot.room})
