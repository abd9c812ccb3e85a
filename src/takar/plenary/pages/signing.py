"""The minutes: read them, sign them on one's own device, record a refusal, close them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires, signing_key_of
from takar.kernel.refusals import Refusal
from takar.plenary.access import Seat
from takar.plenary.actions.close import close
from takar.plenary.actions.refuse_to_sign import refuse_to_sign
from takar.plenary.actions.sign_minutes import sign_minutes
from takar.plenary.books import Book
from takar.plenary.pages import room, shared
from takar.plenary.pages.table import departs

MINUTES = "plenary:minutes"


@requires(Ability.READ_SELECTIONS)
def minutes(request: HttpRequest, plenary: str) -> HttpResponseBase:
    got = shared.seated(request, plenary)
    if isinstance(got, HttpResponse):
        return got
    return render(request, "plenary/minutes.html", _page(request, *got))


@require_POST
@requires(Ability.SIT_IN_PLENARY)
@sensitive_post_parameters("frasa")
def sign(request: HttpRequest, plenary: str) -> HttpResponseBase:
    """With the signing passphrase; a wrong one keeps the page."""
    got = shared.seated(request, plenary)
    if isinstance(got, HttpResponse):
        return got
    user = shared.user_of(request)
    done = sign_minutes(plenary, user, str(request.POST.get("frasa", "")), request=shared.request_id(request))
    if isinstance(done, Refusal):
        context = _page(request, *got) | {"refusal": shared.say(done)}
        return render(request, "plenary/minutes.html", context, status=422)
    messages.success(request, _("Tanda tangan Anda tercatat."))
    return redirect(MINUTES, plenary)


@require_POST
@requires(Ability.SIT_IN_PLENARY)
def decline(request: HttpRequest, plenary: str) -> HttpResponseBase:
    me, reason = shared.user_of(request).username, shared.typed(request, "alasan")
    return shared.acted(
        request, lambda r, a: refuse_to_sign(plenary, me, reason, request=r, actor=a),
        _("Penolakan Anda tercatat."), MINUTES, plenary,
    )  # fmt: skip


@require_POST
@requires(Ability.RUN_PLENARY)
def note_refusal(request: HttpRequest, plenary: str) -> HttpResponseBase:
    """The secretary records why a member who is gone does not sign."""
    member, reason = shared.typed(request, "anggota"), shared.typed(request, "alasan")
    return shared.acted(
        request, lambda r, a: refuse_to_sign(plenary, member, reason, request=r, actor=a),
        _("Penolakan tercatat."), MINUTES, plenary,
    )  # fmt: skip


@require_POST
@requires(Ability.RUN_PLENARY)
def finish(request: HttpRequest, plenary: str) -> HttpResponseBase:
    return shared.acted(
        request, lambda r, a: close(plenary, request=r, actor=a),
        _("Berita acara selesai dan tercatat di log."), "plenary:outcome", plenary,
    )  # fmt: skip


def _page(request: HttpRequest, book: Book, seat: Seat) -> dict[str, Any]:
    me, state = seat.user.username, book.state
    return room.page(request, book, seat) | {
        "posts": results(book, seat),
        "digest": state.ended.minutes if state.ended else "",
        "attended": sorted(state.attended),
        "may_sign": seat.kind == "member" and me in state.attended and state.ended and not state.closed,
        "signed": me in state.signatures,
        "has_key": signing_key_of(seat.user) is not None,
        "signatures": len(state.signatures),
        "waiting": [
            book.row.terms["names"].get(one, one)
            for one in sorted(state.attended - set(state.signatures) - set(state.refusals))
        ],
    }


def results(book: Book, seat: Seat) -> list[dict[str, Any]]:
    """Per post that the reader sees: whom the panel proposes."""
    return [
        {
            "code": code,
            "title": table.title,
            "names": [book.entrants[nip] for nip in book.state.names(book.rules.posts[code], book.rules)],
            "departs": departs(book, code),
            "readvertised": bool(
                (settled := book.state.outcome(code)) and settled.moved.kind == "readvertise"
            ),
        }
        for code, table in book.tables.items()
        if seat.sees(code)
    ]
