"""The check-in desk: one person, one tap; works on when the network does not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.attendance.actions.check_in import CheckedIn, check_in, next_slot
from takar.attendance.books import Book, book_of
from takar.attendance.cards import card_code
from takar.attendance.domain import refusals as no
from takar.attendance.domain.outs import CONFIRMED, out_of, rebooked
from takar.attendance.domain.rules import Person, Slot
from takar.attendance.domain.sheet import sheet_of
from takar.attendance.finding import Candidate, who_is
from takar.attendance.pages import shared
from takar.kernel.canonical import Json
from takar.kernel.clock import clock_time, from_milliseconds, long_date, milliseconds, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.public import batches_on, places_of

_CAMERA = "camera=(self), microphone=(), geolocation=()"


@requires(Ability.RECORD_ATTENDANCE)
@never_cache
def desk(request: HttpRequest) -> HttpResponse:
    """The screen with everybody of today in it. Without scripts the form below it does the same."""
    now, on = utc_now(), shared.today()
    books = [book for view in batches_on(on) if not isinstance(book := book_of(view.id), Refusal)]
    typed = str(request.GET.get("q", ""))
    context = {
        "books": books,
        "on": on,
        "roster": [line for book in books for line in _lines(book, now)],
        "now_ms": milliseconds(now),
        "typed": typed,
        "found": who_is(typed, on),
        "request_id": shared.fresh(),
        "activities": [(book, book.rules.day_slots(book.day_on(on) or 0)) for book in books],
    }
    response = render(request, "attendance/desk.html", context)
    response["Permissions-Policy"] = _CAMERA
    return response


@require_POST
@requires(Ability.RECORD_ATTENDANCE)
def note(request: HttpRequest) -> HttpResponseBase:
    """One arrival: JSON from the screen, a form without scripts. Sent twice it is noted once."""
    if request.content_type != "application/json":
        return _note_form(request)
    try:
        sent = json.loads(request.body)
        place, moment = int(sent["place"]), from_milliseconds(int(sent["moment_ms"]))
        batch, given = str(sent["batch"]), str(sent["request"])[:36]
        activity = int(sent["activity"]) if sent.get("activity") is not None else None
    except (ValueError, KeyError, TypeError, OverflowError):
        return _refused(unreadable(), 400)
    done = _check_in(request, batch, place, moment, given, activity, str(sent.get("means", "")))
    return _refused(done, 422) if isinstance(done, Refusal) else JsonResponse(_said(done, batch))


@requires(Ability.RECORD_ATTENDANCE)
@never_cache
def who(request: HttpRequest) -> JsonResponse:
    """Who is not on today's list: known elsewhere, on which days, or not at all."""
    here = who_is(str(request.GET.get("q", "")), shared.today())
    return JsonResponse({"found": [_elsewhere(one) for one in here]})


def _note_form(request: HttpRequest) -> HttpResponseBase:
    batch, place = str(request.POST.get("batch", "")), str(request.POST.get("place", ""))
    done = _check_in(
        request,
        batch,
        int(place) if place.isdecimal() else 0,
        utc_now(),
        shared.request_id(request),
        None,
        "form",
    )
    sentence = _sentence(done) if isinstance(done, CheckedIn) else ""
    shared.tell(request, done, sentence)
    return redirect("attendance:desk")


def _check_in(
    request: HttpRequest,
    batch: str,
    place: int,
    moment: datetime,
    given: str,
    activity: int | None,
    means: str,
) -> CheckedIn | Refusal:
    person = next((one for one in places_of(batch, freed=True) if one.id == place), None)
    if person is None:
        return no.not_in_batch()
    return check_in(
        batch,
        person.nip,
        moment=moment,
        request=given,
        actor=shared.actor(request),
        activity=activity,
        means=means,
    )


def _lines(book: Book, now: datetime) -> Iterator[dict[str, Json]]:
    """What the screen must know of everybody of today, so that it can answer without asking."""
    day = book.day_on(shared.today())
    assert day is not None
    codes = {place.id: card_code(place) for place in places_of(book.batch.id)}
    lines = {line.person.place: line for line in sheet_of(book.state, book.rules, day).lines}
    for person in book.rules.people.values():
        line = lines.get(person.place)
        slot = next_slot(line.day, now) if line else None
        first = line.day.slots[0].slot.starts if line else None
        yield {
            **_identity(book, person),
            "card": codes.get(person.place, ""),
            "status": line.status.value if line else "",
            "out": _out_sentence(book, person.nip),
            "starts_ms": milliseconds(first) if first else 0,
            "late_after_ms": milliseconds(first + book.rules.grace) if first else 0,
            **_next(slot, book.rules.zone),
        }


def _identity(book: Book, person: Person) -> dict[str, Json]:
    return {
        "place": person.place,
        "batch": book.batch.id,
        "batch_number": book.batch.number,
        "number": person.number,
        "name": person.name,
        "unit": person.unit,
        "nip": person.nip,
        "group": person.group,
    }


def _next(slot: Slot | None, zone: str) -> dict[str, Json]:
    if slot is None:
        return {"next": "", "room": ""}
    when = clock_time(slot.starts, zone).split(" ")[0]
    return {"next": f"{slot.title or _('Kegiatan')} {when}", "room": slot.room}


def _out_sentence(book: Book, nip: str) -> str:
    out = out_of(book.state, book.rules, nip)
    return shared.say(no.person_out(rebooked(book.state, nip))) if out and out.status == CONFIRMED else ""


def _said(done: CheckedIn, batch: str) -> dict[str, Json]:
    book = book_of(batch)
    zone = "WIB" if isinstance(book, Refusal) else book.rules.zone
    return {
        "state": done.state,
        "place": done.person.place,
        "minutes_late": done.minutes_late,
        "sentence": _sentence(done),
        **_next(done.next, zone),
    }


def _sentence(done: CheckedIn) -> str:
    who = {"name": done.person.name, "number": done.person.number, "minutes": done.minutes_late}
    return {
        "arrived": _("%(number)s %(name)s hadir."),
        "late": _("%(number)s %(name)s hadir, terlambat %(minutes)s menit."),
        "again": _("%(number)s %(name)s sudah tercatat hadir sebelumnya."),
        "waiting": _(
            "%(number)s %(name)s dicatat; lembar hari ini sudah ditandatangani, jadi menunggu koreksi."
        ),
    }[done.state] % who


def _elsewhere(one: Candidate) -> dict[str, Json]:
    language = "en" if shared.english() else "id"
    days = ", ".join(long_date(day.day, language) for day in one.batch.days)
    known: dict[str, Json] = {"name": one.place.name, "number": one.place.number, "today": one.today}
    if one.place.freed:
        text = _("%(name)s tidak lagi mempunyai tempat di gelombang %(batch)s: %(reason)s.")
    elif one.today:
        text = _("%(name)s peserta gelombang %(batch)s hari ini. Muat ulang layar ini.")
    else:
        text = _("Bukan hari ini: %(name)s peserta gelombang %(batch)s pada %(days)s.")
    said = {"name": one.place.name, "batch": one.batch.number, "days": days, "reason": one.place.freed_reason}
    return known | {"sentence": text % said}


def _refused(refusal: Refusal, status: int) -> JsonResponse:
    return JsonResponse(refusal.as_json(), status=status)


def unreadable() -> Refusal:
    return Refusal(
        "ENTRY_UNREADABLE",
        "Catatan ini tidak terbaca oleh server. Muat ulang layar dan catat lagi.",
        "The server could not read this entry. Reload the screen and note it again.",
    )
