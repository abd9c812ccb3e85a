"""What members and the secretary do in the room. Members act for themselves only; the secretary never votes."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.plenary.actions.come import come
from takar.plenary.actions.decide import decide
from takar.plenary.actions.end import end
from takar.plenary.actions.leave import leave
from takar.plenary.actions.move import move
from takar.plenary.actions.recuse import recuse
from takar.plenary.actions.show import show
from takar.plenary.actions.vote import vote
from takar.plenary.domain.events import Choice, Curtain, MotionKind
from takar.plenary.pages import shared

KINDS = ("ranking", "departure", "readvertise", "other")
ROOM = "plenary:room"


@require_POST
@requires(Ability.SIT_IN_PLENARY)
def come_in(request: HttpRequest, plenary: str) -> HttpResponseBase:
    me = shared.user_of(request).username
    return shared.acted(
        request,
        lambda r, a: come(plenary, me, request=r, actor=a),
        _("Kehadiran Anda tercatat."),
        ROOM,
        plenary,
    )


@require_POST
@requires(Ability.SIT_IN_PLENARY)
def go(request: HttpRequest, plenary: str) -> HttpResponseBase:
    me = shared.user_of(request).username
    return shared.acted(
        request, lambda r, a: leave(plenary, me, request=r, actor=a), _("Anda tercatat meninggalkan pleno."), ROOM,
        plenary,
    )  # fmt: skip


@require_POST
@requires(Ability.RUN_PLENARY)
def attend(request: HttpRequest, plenary: str) -> HttpResponseBase:
    """The secretary notes a member's coming or leaving."""
    member, verb = shared.typed(request, "anggota"), come if shared.typed(request, "hadir") == "ya" else leave
    return shared.acted(
        request,
        lambda r, a: verb(plenary, member, request=r, actor=a),
        _("Kehadiran tercatat."),
        ROOM,
        plenary,
    )


@require_POST
@requires(Ability.SIT_IN_PLENARY)
def step_aside(request: HttpRequest, plenary: str) -> HttpResponseBase:
    me, nip, reason = (
        shared.user_of(request).username,
        shared.typed(request, "calon"),
        shared.typed(request, "alasan"),
    )
    return shared.acted(
        request, lambda r, a: recuse(plenary, me, nip, reason, request=r, actor=a),
        _("Pengunduran diri Anda dari calon ini tercatat."), ROOM, plenary,
    )  # fmt: skip


@require_POST
@requires(Ability.RUN_PLENARY)
def draw(request: HttpRequest, plenary: str) -> HttpResponseBase:
    """Show the figures of a post, or the raters' names."""
    post, what = (
        shared.typed(request, "jabatan"),
        "raters" if shared.typed(request, "tirai") == "raters" else "scores",
    )
    return shared.acted(
        request, lambda r, a: show(plenary, post, cast(Curtain, what), request=r, actor=a), "", ROOM, plenary
    )


@require_POST
@requires(Ability.SIT_IN_PLENARY)
def propose(request: HttpRequest, plenary: str) -> HttpResponseBase:
    return _moved(request, plenary, shared.user_of(request).username)


@require_POST
@requires(Ability.RUN_PLENARY)
def note_motion(request: HttpRequest, plenary: str) -> HttpResponseBase:
    """The secretary notes a member's motion."""
    return _moved(request, plenary, shared.typed(request, "pengusul"))


@require_POST
@requires(Ability.SIT_IN_PLENARY)
def cast_vote(request: HttpRequest, plenary: str, motion: str) -> HttpResponseBase:
    me, dissent = shared.user_of(request).username, shared.typed(request, "pendapat")
    choice = shared.typed(request, "suara")
    if choice not in ("yes", "no", "abstain"):
        choice = "abstain"
    return shared.acted(
        request, lambda r, a: vote(plenary, motion, me, cast(Choice, choice), dissent, request=r, actor=a),
        _("Suara Anda tercatat."), ROOM, plenary, anchor="usul",
    )  # fmt: skip


@require_POST
@requires(Ability.RUN_PLENARY)
def count(request: HttpRequest, plenary: str, motion: str) -> HttpResponseBase:
    return shared.acted(
        request, lambda r, a: decide(plenary, motion, request=r, actor=a), _("Suara dihitung."), ROOM, plenary,
        anchor="usul",
    )  # fmt: skip


@require_POST
@requires(Ability.RUN_PLENARY)
def finish_talk(request: HttpRequest, plenary: str) -> HttpResponseBase:
    return shared.acted(
        request, lambda r, a: end(plenary, request=r, actor=a),
        _("Pembahasan ditutup. Berita acara siap ditandatangani."), "plenary:minutes", plenary,
    )  # fmt: skip


def _moved(request: HttpRequest, plenary: str, by: str) -> HttpResponseBase:
    kind = shared.typed(request, "jenis")
    kind = kind if kind in KINDS else "other"
    post = shared.typed(request, "jabatan") if kind != "other" else ""
    text, order = shared.typed(request, "isi"), _order(request) if kind == "departure" else ()
    return shared.acted(
        request, lambda r, a: move(plenary, cast(MotionKind, kind), post, text, by, order, request=r, actor=a),
        _("Usul tercatat."), ROOM, plenary, anchor="usul",
    )  # fmt: skip


def _order(request: HttpRequest) -> tuple[str, ...]:
    """NIPs by the place that was typed for each."""
    places = [
        (int(str(value)), name.removeprefix("urutan-"))
        for name, value in request.POST.items()
        if name.startswith("urutan-") and str(value).isdecimal()
    ]
    return tuple(nip for _place, nip in sorted(places))
