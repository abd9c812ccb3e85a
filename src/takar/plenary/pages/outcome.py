"""The outcome: alarms, hand-over, the authority's choice, release, who read what."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, Approval, full_names, requires
from takar.kernel.clock import from_milliseconds, milliseconds, utc_now
from takar.plenary.access import Seat
from takar.plenary.actions.choose import choose
from takar.plenary.actions.hand_over import hand_over
from takar.plenary.actions.note_reading import note_reading
from takar.plenary.actions.release import EARLY, approve_early_release, ask_early_release, release
from takar.plenary.books import Book
from takar.plenary.checking import check_plenary
from takar.plenary.domain.events import Chosen
from takar.plenary.models import LoggedLeaf, Reading
from takar.plenary.pages import shared
from takar.plenary.pages.signing import results
from takar.plenary.pages.table import post_view
from takar.plenary.queries import phase_of

OUTCOME = "plenary:outcome"
_READS_READERS = ("secretary", "auditor")


@requires(Ability.READ_SELECTIONS)
@never_cache
def outcome(request: HttpRequest, plenary: str) -> HttpResponseBase:
    got = shared.seated(request, plenary)
    if isinstance(got, HttpResponse):
        return got
    book, seat = got
    if book.state.closed:
        note_reading(book.id, seat.user.username, "hasil")
    return render(request, "plenary/outcome.html", page(request, book, seat))


@require_POST
@requires(Ability.RUN_PLENARY)
def deliver(request: HttpRequest, plenary: str) -> HttpResponseBase:
    to, letter = shared.typed(request, "kepada"), shared.typed(request, "surat")
    return shared.acted(
        request, lambda r, a: hand_over(plenary, to, letter, request=r, actor=a), _("Hasil pleno diserahkan."), OUTCOME,
        plenary,
    )  # fmt: skip


@require_POST
@requires(Ability.APPOINT)
def appoint(request: HttpRequest, plenary: str) -> HttpResponseBase:
    post, nip, reason = (shared.typed(request, name) for name in ("jabatan", "calon", "alasan"))
    return shared.acted(
        request, lambda r, a: choose(plenary, post, nip, reason, request=r, actor=a), _("Pilihan Anda tercatat."),
        OUTCOME, plenary,
    )  # fmt: skip


@require_POST
@requires(Ability.RUN_PLENARY)
def publish(request: HttpRequest, plenary: str) -> HttpResponseBase:
    return shared.acted(
        request, lambda r, a: release(plenary, request=r, actor=a), _("Hasil diumumkan."), OUTCOME, plenary
    )


@require_POST
@requires(Ability.RUN_PLENARY)
def ask_early(request: HttpRequest, plenary: str) -> HttpResponseBase:
    user, reason = shared.user_of(request), shared.typed(request, "alasan")
    return shared.acted(
        request, lambda r, a: ask_early_release(plenary, reason, asked_by=user),
        _("Permintaan menunggu persetujuan orang kedua."), OUTCOME, plenary,
    )  # fmt: skip


@require_POST
@requires(Ability.APPROVE_CHANGES)
def allow_early(request: HttpRequest, plenary: str, number: int) -> HttpResponseBase:
    user = shared.user_of(request)
    return shared.acted(
        request, lambda r, a: approve_early_release(plenary, number, decided_by=user),
        _("Hasil diumumkan lebih awal."), OUTCOME, plenary,
    )  # fmt: skip


def page(request: HttpRequest, book: Book, seat: Seat) -> dict[str, Any]:
    state, rules, now = book.state, book.rules, utc_now()
    views = {code: post_view(book, code, seat) for code in book.tables if seat.sees(code)}
    posts = [
        one
        | {
            "view": views[one["code"]],
            "choice": state.choices.get(one["code"]),
            "choices": _choices(book, one["code"]),
        }
        for one in results(book, seat)
    ]
    readings = list(Reading.objects.filter(plenary=book.row)[:50]) if seat.kind in _READS_READERS else []
    early = Approval.objects.filter(kind=EARLY, subject=f"plenary:{book.id}", decided_at=None).first()
    return {
        "book": book,
        "seat": seat,
        "phase": phase_of(book),
        "posts": posts,
        "entrants": book.entrants,
        "names": _names(book, readings),
        "alarms": check_plenary(book.id) if state.closed else (),
        "leaves": list(LoggedLeaf.objects.filter(plenary=book.row)),
        "root": state.opened.table_root if state.opened else "",
        "runs": seat.kind == "secretary",
        "released": state.released is not None,
        "appoints": seat.kind == "appointer",
        "announced": from_milliseconds(rules.announce_ms) if rules.announce_ms else None,
        "due": milliseconds(now) >= rules.announce_ms,
        "released_at": from_milliseconds(state.released_ms) if state.released else None,
        "last_day": rules.last_day(state.released_ms) if state.released else None,
        "early": early,
        "approves": shared.may(request, Ability.APPROVE_CHANGES)
        and early is not None
        and early.asked_by != seat.user.username,
        "readings": readings,
        "request_id": shared.fresh(),
    }


def _names(book: Book, readings: list[Reading]) -> dict[str, str]:
    """User name -> own name, of members as they were then, and of everybody else who read or decided something."""
    others = {one.reader for one in readings} | {one.actor for one in book.noted}
    then: dict[str, str] = book.row.terms["names"]
    return full_names(others) | then


def _choices(book: Book, post: str) -> list[tuple[Any, Chosen]]:
    """Every choice for a post in its order; the last one counts."""
    return [
        (from_milliseconds(one.event.at_ms), one.event.body)
        for one in book.noted
        if isinstance(one.event.body, Chosen) and one.event.body.post == post
    ]
