"""One person on one day: what was noted, and what can be noted now."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, full_names, record_change, requires
from takar.attendance.actions.check_in import check_in
from takar.attendance.actions.correct import correct_entry
from takar.attendance.actions.keep_document import (
    MOST_BYTES,
    document_path,
    forget_document,
    keep_document,
    too_big,
)
from takar.attendance.actions.mark import mark_absent, mark_left
from takar.attendance.books import Book
from takar.attendance.domain.days import day_of
from takar.attendance.domain.facts import Absent, Arrived, Incident, IncidentClosed, Left
from takar.attendance.domain.outs import PROPOSED, may_be_rebooked, out_of, rebooked, recorders
from takar.attendance.domain.rules import Person
from takar.attendance.models import Document
from takar.attendance.pages import shared
from takar.kernel.clock import utc_now
from takar.kernel.refusals import Refusal

_CORRECTABLE = (Arrived, Left, Absent, Incident, IncidentClosed)


@requires(Ability.READ_ATTENDANCE)
def person(request: HttpRequest, batch: str, day: int, place: int) -> HttpResponse:
    book = shared.found(batch, day)
    who = shared.person_of(book, place)
    return render(request, "attendance/person.html", page_of(request, book, day, who))


@require_POST
@requires(Ability.RECORD_ATTENDANCE)
def note(request: HttpRequest, batch: str, day: int, place: int, kind: str) -> HttpResponseBase:
    """hadir | tidak-hadir | pulang"""
    book = shared.found(batch, day)
    who = shared.person_of(book, place)
    if kind not in _NOTES:
        raise Http404
    done = _NOTES[kind](request, book, day, who)
    shared.tell(request, done, _("Tercatat."))
    return redirect("attendance:person", batch, day, place)


@require_POST
@requires(Ability.RECORD_ATTENDANCE)
def correct(request: HttpRequest, batch: str, entry: int) -> HttpResponseBase:
    book = shared.found(batch)
    target = book.state.entry(entry)
    if target is None:
        raise Http404
    done = correct_entry(
        batch,
        entry,
        reason=request.POST.get("reason", ""),
        request=shared.request_id(request),
        actor=shared.actor(request),
        counts=request.POST.get("counts") == "ya",
    )
    shared.tell(request, done, _("Koreksi tercatat dan tampil di lembar presensi."))
    who = book.rules.people.get(target.nip)
    if who is None or request.POST.get("kembali") == "hari":
        return redirect("attendance:day", batch, target.day)
    return redirect("attendance:person", batch, target.day, who.place)


@requires(Ability.READ_ATTENDANCE)
def document(request: HttpRequest, name: str) -> HttpResponse:
    """As a download, with a line in the trail of who took it."""
    row = Document.objects.filter(name=name).first()
    if row is None or not document_path(row.name).exists():
        raise Http404
    record_change(shared.actor(request), "attendance.document", f"batch:{row.batch}", after={"nip": row.nip})
    response = HttpResponse(document_path(row.name).read_bytes(), content_type=row.media_type)
    response["Content-Disposition"] = f'attachment; filename="{row.name}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def page_of(request: HttpRequest, book: Book, day: int, who: Person) -> dict[str, Any]:
    state, rules = book.state, book.rules
    out = out_of(state, rules, who.nip)
    noted = recorders(state, rules, who.nip, out.days) if out and out.status == PROPOSED else ()
    found = day_of(state, rules, who.nip, day)
    return {
        "book": book,
        "batch": book.batch,
        "day": day,
        "date": rules.days[day],
        "zone": rules.zone,
        "days": sorted(rules.days.items()),
        "person": who,
        "found": found,
        "entries": [_shown(book, one) for one in state.of_person.get(who.nip, ())],
        "signed": (day, None) in state.signed,
        "out": out,
        "own_record": shared.actor(request) in noted,
        "noted_by": ", ".join(sorted(full_names(noted).values())),
        "moved": rebooked(state, who.nip),
        "repairable": may_be_rebooked(state, rules, who.nip) and not rebooked(state, who.nip),
        "records": shared.may(request, Ability.RECORD_ATTENDANCE),
        "decides": shared.may(request, Ability.DECIDE_ATTENDANCE),
        "histories": shared.may(request, Ability.READ_PLANS),
        "conduct_title": book.conduct.title_en if shared.english() else book.conduct.title_id,
        "megabytes": MOST_BYTES // 2**20,
        "request_id": shared.fresh(),
    }


def _shown(book: Book, entry: Any) -> dict[str, Any]:
    name = getattr(entry.fact, "document", "")
    slot = book.rules.slot(entry.activity) if entry.activity else None
    return {
        "entry": entry,
        "activity": slot.title if slot else "",
        "counts": book.state.counts(entry),
        "waiting": entry.ordinal in book.state.waiting,
        "correctable": isinstance(entry.fact, _CORRECTABLE),
        "document": name,
    }


def _arrive(request: HttpRequest, book: Book, day: int, who: Person) -> object:
    common = _common(request, book, day)
    if isinstance(common, Refusal):
        return common
    return check_in(book.batch.id, who.nip, activity=shared.activity_of(request), means="lembar", **common)


def _leave(request: HttpRequest, book: Book, day: int, who: Person) -> object:
    common = _common(request, book, day)
    if isinstance(common, Refusal):
        return common
    reason = request.POST.get("reason", "")[:300]
    left = Left(shared.activity_of(request), request.POST.get("finished") == "ya", reason)
    return mark_left(book.batch.id, who.nip, day, left, **common)


def _miss(request: HttpRequest, book: Book, day: int, who: Person) -> object:
    common = _common(request, book, day)
    if isinstance(common, Refusal):
        return common
    sent = request.FILES.get("document")
    kept = _document(request, sent, book, who) if isinstance(sent, UploadedFile) else None
    if isinstance(kept, Refusal):
        return kept
    name, original = (kept.name, kept.original) if kept else ("", "")
    absent = Absent(request.POST.get("reason", "")[:300], shared.activity_of(request), name, original)
    done = mark_absent(book.batch.id, who.nip, day, absent, **common)
    if kept and isinstance(done, Refusal):
        forget_document(kept)
    return done


def _document(request: HttpRequest, sent: UploadedFile[Any], book: Book, who: Person) -> Document | Refusal:
    if (sent.size or 0) > MOST_BYTES:
        return too_big()
    return keep_document(
        sent.name or "", sent.read(), batch=book.batch.id, nip=who.nip, actor=shared.actor(request)
    )


def _common(request: HttpRequest, book: Book, day: int) -> dict[str, Any] | Refusal:
    now = shared.moment_on(book, day, utc_now())
    moment = shared.clock_of(request.POST.get("clock", ""), book, day, now)
    if isinstance(moment, Refusal):
        return moment
    return {
        "moment": moment,
        "request": shared.request_id(request),
        "actor": shared.actor(request),
        "correction": request.POST.get("correction", "")[:300],
    }


_NOTES = {"hadir": _arrive, "pulang": _leave, "tidak-hadir": _miss}
