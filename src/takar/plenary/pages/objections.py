"""Objections of candidates: filed by the secretary, answered with a reason, corrected by two people."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, Approval, requires
from takar.kernel.clock import day_in, from_milliseconds, utc_now
from takar.kernel.refusals import Refusal
from takar.plenary.access import Seat
from takar.plenary.actions.amend import AMEND, approve_amendment, ask_amendment, component_name, value_of
from takar.plenary.actions.answer import answer
from takar.plenary.actions.file_objection import LARGEST, file_objection
from takar.plenary.actions.note_reading import note_reading
from takar.plenary.books import Book
from takar.plenary.models import Objection
from takar.plenary.pages import shared
from takar.plenary.queries import phase_of

PAGE = "plenary:objections"


@requires(Ability.READ_SELECTIONS)
def objections(request: HttpRequest, plenary: str) -> HttpResponseBase:
    got = shared.seated(request, plenary)
    if isinstance(got, HttpResponse):
        return got
    return render(request, "plenary/objections.html", page(request, *got))


@require_POST
@requires(Ability.ANSWER_OBJECTIONS)
def receive(request: HttpRequest, plenary: str) -> HttpResponseBase:
    book = shared.found(plenary)
    post, _sep, nip = shared.typed(request, "calon").partition("/")
    upload = request.FILES.get("dokumen")
    content = upload.read(LARGEST + 1) if upload else b""
    return shared.acted(
        request,
        lambda r, a: file_objection(
            book.id, nip, post, shared.typed(request, "isi"), document=content,
            document_name=str(upload.name) if upload else "", request=r, actor=a,
        ),
        _("Keberatan diterima dan tercatat di log."), PAGE, plenary,
    )  # fmt: skip


@require_POST
@requires(Ability.ANSWER_OBJECTIONS)
def reply(request: HttpRequest, plenary: str, objection: str) -> HttpResponseBase:
    granted, reason = shared.typed(request, "putusan") == "dikabulkan", shared.typed(request, "alasan")
    return shared.acted(
        request, lambda r, a: answer(plenary, objection, granted, reason, request=r, actor=a),
        _("Jawaban atas keberatan tercatat."), PAGE, plenary,
    )  # fmt: skip


@require_POST
@requires(Ability.ANSWER_OBJECTIONS)
def ask(request: HttpRequest, plenary: str, objection: str) -> HttpResponseBase:
    user = shared.user_of(request)
    component, value, reason = (shared.typed(request, name) for name in ("komponen", "nilai", "alasan"))
    return shared.acted(
        request, lambda r, a: ask_amendment(plenary, objection, component, value, reason, asked_by=user),
        _("Permintaan pembetulan menunggu persetujuan orang kedua."), PAGE, plenary,
    )  # fmt: skip


@require_POST
@requires(Ability.APPROVE_CHANGES)
def approve(request: HttpRequest, plenary: str, number: int) -> HttpResponseBase:
    done = approve_amendment(plenary, number, decided_by=shared.user_of(request))
    if isinstance(done, Refusal):
        messages.error(request, shared.say(done))
    else:
        messages.success(request, _("Nilai dibetulkan; nilai lama tetap tercetak."))
    return redirect(PAGE, plenary)


@requires(Ability.READ_SELECTIONS)
def document(request: HttpRequest, plenary: str, objection: str) -> HttpResponseBase:
    got = shared.seated(request, plenary)
    if isinstance(got, HttpResponse):
        return got
    book, seat = got
    row = Objection.objects.filter(pk=objection, plenary=plenary).first()
    if row is None or not row.document or not seat.sees(row.post):
        raise Http404
    note_reading(book.id, seat.user.username, f"dokumen keberatan {objection[:8]}", download=True)
    response = HttpResponse(bytes(row.document), content_type="application/octet-stream")
    response["Content-Disposition"] = (
        f'attachment; filename="keberatan-{objection[:8]}{_suffix(row.document_name)}"'
    )
    return response


def page(request: HttpRequest, book: Book, seat: Seat) -> dict[str, Any]:
    state = book.state
    last = book.rules.last_day(state.released_ms) if state.released else None
    kept = {row.pk: row for row in Objection.objects.filter(plenary=book.row)}
    return {
        "book": book,
        "seat": seat,
        "phase": phase_of(book),
        "released": state.released is not None,
        "last_day": last,
        "late": last is not None and day_in(book.rules.zone, utc_now()) > last,
        "answers": shared.may(request, Ability.ANSWER_OBJECTIONS) and seat.kind == "secretary",
        "people": [
            (code, table.title, one)
            for code, table in book.tables.items()
            if seat.sees(code)
            for one in table.entrants
        ],
        "objections": [
            _row(request, book, name, kept.get(name))
            for name, one in state.objections.items()
            if seat.sees(one.objected.post)
        ],
        "request_id": shared.fresh(),
    }


def _row(request: HttpRequest, book: Book, name: str, row: Objection | None) -> dict[str, Any]:
    one = book.state.objections[name]
    table = book.tables[one.objected.post]
    waiting = list(
        Approval.objects.filter(kind=AMEND, subject__startswith=f"plenary:{book.id}/{name}/", decided_at=None)
    )
    me = shared.user_of(request).username
    return {
        "id": name,
        "objection": one,
        "at": from_milliseconds(one.at_ms),
        "row": row,
        "person": book.entrants[one.objected.nip],
        "title": table.title,
        "values": [
            (part.code, part.name, value_of(book, one.objected.nip, one.objected.post, part.code))
            for part in table.rules.components
        ],
        "amended": [(component_name(book, name, a.component), a) for a in one.amended],
        "waiting": [
            (
                found,
                component_name(book, name, str(found.body["component"])),
                found.asked_by != me and shared.may(request, Ability.APPROVE_CHANGES),
            )
            for found in waiting
        ],
    }


def _suffix(name: str) -> str:
    ending = name.rpartition(".")[2].lower()
    return f".{ending}" if ending in ("pdf", "jpg", "jpeg", "png") else ".bin"
