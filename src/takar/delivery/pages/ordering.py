"""Pages on which a proctor gives an order: what will happen, to whom, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takar.accounts.public import Ability, requires
from takar.delivery.actions import give_order
from takar.delivery.actions.refusals import NOBODY_CHOSEN, ONE_ONLY, STORE_AWAY
from takar.delivery.pages.console import page_of, session_or_404, watch_for
from takar.delivery.pages.room import Seat
from takar.delivery.pages.watching import Watched
from takar.delivery.pages.wiring import journal
from takar.delivery.public import StorageUnavailable
from takar.kernel.refusals import Refusal

# How many seats each order is for: "all" needs none, "some" one or more, "one" exactly one.
_KINDS = {"mulai": "all", "perpanjang-semua": "all", "perpanjang": "some", "lepas": "some", "pindah": "one",
          "kirim": "one"}  # fmt: skip


@requires(Ability.RUN_SESSIONS)
def order(request: HttpRequest, session_id: str, kind: str) -> HttpResponse:
    """GET shows the form for the chosen seats, POST gives the order."""
    if kind not in _KINDS:
        raise Http404
    found = session_or_404(session_id)
    fields = request.POST if request.method == "POST" else request.GET
    try:
        watched = watch_for(request, found)
        chosen = [s for s in watched.seats if s.sitting in fields.getlist("sitting")]
        refusal = _refuse_choice(kind, chosen)
        if refusal:
            messages.error(request, _say(refusal))
            return redirect("delivery:session", session_id)
        if request.method != "POST":
            return _form(request, watched, kind, chosen)
        refusal = _give(request, watched, kind, chosen)
    except StorageUnavailable:
        messages.error(request, _say(STORE_AWAY))
        return redirect("delivery:session", session_id)
    if refusal:
        return _form(request, watched, kind, chosen, refusal)
    messages.success(request, _done(kind, chosen))
    return redirect("delivery:session", session_id)


def _refuse_choice(kind: str, chosen: Sequence[Seat]) -> Refusal | None:
    if _KINDS[kind] != "all" and not chosen:
        return NOBODY_CHOSEN
    return ONE_ONLY if _KINDS[kind] == "one" and len(chosen) > 1 else None


def _give(request: HttpRequest, watched: Watched, kind: str, chosen: Sequence[Seat]) -> Refusal | None:
    session, actor, store = watched.session.id, request.user.get_username(), journal()
    reason = request.POST.get("reason", "")
    sittings = [seat.sitting for seat in chosen]
    if kind == "mulai":
        give_order.start_session(store, session, actor)
        return None
    if kind in ("perpanjang", "perpanjang-semua"):
        minutes = _number(request.POST.get("minutes", ""))
        return give_order.extend_time(store, session, sittings, minutes, reason, actor)
    if kind == "lepas":
        return give_order.release_login(store, session, sittings, reason, actor)
    one = chosen[0]
    if kind == "pindah":
        taken = [seat.seat.upper() for seat in watched.seats if seat is not one]
        wanted = request.POST.get("seat", "")
        return give_order.move_seat(store, session, one.sitting, wanted, reason, actor, taken)
    typed = request.POST.get("typed", "")
    return give_order.force_submission(store, session, one.sitting, one.number, typed, reason, actor)


def _form(
    request: HttpRequest, watched: Watched, kind: str, chosen: Sequence[Seat], refusal: Refusal | None = None
) -> HttpResponse:
    context: dict[str, Any] = {
        **page_of(request, watched),
        "kind": kind,
        "chosen": chosen,
        "values": request.POST,
        "refusal": refusal and _say(refusal),
    }
    return render(request, "delivery/order.html", context, status=422 if refusal else 200)


def _done(kind: str, chosen: Sequence[Seat]) -> str:
    seats = ", ".join(seat.seat for seat in chosen)
    return {
        "mulai": _("Sesi dimulai. Peserta kini dapat menekan tombol Mulai."),
        "perpanjang-semua": _("Waktu seluruh ruang diperpanjang."),
        "perpanjang": _("Waktu kursi %(seats)s diperpanjang."),
        "lepas": _("Login kursi %(seats)s dilepas."),
        "pindah": _("Perpindahan dari kursi %(seats)s dicatat."),
        "kirim": _("Ujian kursi %(seats)s dikumpulkan."),
    }[kind] % {"seats": seats}


def _number(text: str) -> int:
    return int(text) if text.strip().isdecimal() else 0


def _say(refusal: Refusal) -> str:
    return refusal.sentence(get_language() or "id")
