"""The plenary room: one table that all members see at once, motions, votes, who is here."""

from __future__ import annotations

from typing import Any

from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from takar.accounts.public import Ability, requires
from takar.plenary import access
from takar.plenary.actions.note_reading import note_reading
from takar.plenary.books import Book
from takar.plenary.domain.minutes import dissents
from takar.plenary.domain.state import Motion
from takar.plenary.domain.table import Entrant
from takar.plenary.models import PlenaryEvent
from takar.plenary.pages import shared
from takar.plenary.pages.table import post_view
from takar.plenary.queries import phase_of
from takar.plenary.sources import sheets_of
from takar.plenary.templatetags.plenary import CHOICES, KINDS


@requires(Ability.READ_SELECTIONS)
@never_cache
def room(request: HttpRequest, plenary: str) -> HttpResponseBase:
    got = shared.seated(request, plenary)
    if isinstance(got, HttpResponse):
        return got
    book, seat = got
    return render(request, "plenary/room.html", page(request, book, seat))


@requires(Ability.READ_SELECTIONS)
@never_cache
def live(request: HttpRequest, plenary: str) -> HttpResponseBase:
    """What all members see together; 204 while nothing happened since `sejak`."""
    last = PlenaryEvent.objects.filter(plenary=plenary).aggregate(last=Max("ordinal"))["last"]
    if last is not None and str(last) == request.GET.get("sejak"):
        return HttpResponse(status=204)
    got = shared.seated(request, plenary)
    if isinstance(got, HttpResponse):
        return got
    book, seat = got
    return render(request, "plenary/_live.html", page(request, book, seat))


@requires(Ability.READ_SELECTIONS)
@never_cache
def evidence(request: HttpRequest, plenary: str, post: str, nip: str) -> HttpResponseBase:
    """What raters wrote down about a candidate, without their names and figures until those are shown."""
    got = shared.seated(request, plenary)
    if isinstance(got, HttpResponse):
        return got
    book, seat = got
    table = book.tables.get(post)
    person = next((one for one in table.entrants if one.nip == nip), None) if table else None
    if table is None or person is None:
        raise Http404
    if not seat.sees(post):
        return shared.refused(request, access.POST_HIDDEN)
    note_reading(book.id, seat.user.username, f"bukti/{post}/{person.number}")
    view = post_view(book, post, seat)
    places = dict.fromkeys(r.place for r in person.ratings)
    names = table.places
    return render(
        request,
        "plenary/evidence.html",
        {
            "book": book,
            "post": view,
            "person": person,
            "places": [(names[place], _notes(book, person.nip, post, place, seat, view)) for place in places],
        },
    )


def page(request: HttpRequest, book: Book, seat: access.Seat) -> dict[str, Any]:
    state, rules = book.state, book.rules
    visible = [code for code in book.tables if seat.sees(code)]
    wanted = str(request.GET.get("jabatan", ""))
    unsettled = [code for code in visible if state.outcome(code) is None]
    code = wanted if wanted in visible else (unsettled or visible or [""])[0]
    names = book.row.terms["names"]
    return {
        "book": book,
        "seat": seat,
        "me": seat.user.username,
        "phase": phase_of(book),
        "tabs": [(one, book.tables[one].title, state.outcome(one) is not None) for one in visible],
        "hidden": len(book.tables) - len(visible),
        "post": post_view(book, code, seat) if code else None,
        "motions": [_motion(book, seat, one) for one in state.motions.values() if _sees(book, seat, one)],
        "people": [
            {
                "user": member,
                "name": names.get(member, member),
                "here": member in state.present,
                "came": member in state.attended,
                "away": _away(book, seat, member),
                "recused": any(who == member for who, _ in state.recusals),
                "signed": member in state.signatures,
                "refusal": state.refusals.get(member),
                "chair": member == rules.chair,
            }
            for member in sorted(rules.members, key=lambda one: names.get(one, one))
        ],
        "here": len(state.present),
        "needed": rules.quorum(len(rules.members)),
        "am_here": seat.user.username in state.present,
        "runs": seat.kind == "secretary",
        "votes": seat.kind == "member" and seat.user.username in state.present,
        "running": state.ended is None,
        "choices": CHOICES.items(),
        "kinds": KINDS.items(),
        "request_id": shared.fresh(),
    }


def _away(book: Book, seat: access.Seat, member: str) -> list[Entrant]:
    """Candidates he is recused from; members read only that there are some."""
    if seat.kind == "member":
        return []
    return [book.entrants[nip] for who, nip in book.state.recusals if who == member and nip in book.entrants]


def _sees(book: Book, seat: access.Seat, motion: Motion) -> bool:
    return not motion.moved.post or seat.sees(motion.moved.post)


def _motion(book: Book, seat: access.Seat, one: Motion) -> dict[str, Any]:
    """While it is open nobody sees how others voted, only that they did."""
    names, decided, state = book.row.terms["names"], one.decided, book.state
    post = book.rules.posts.get(one.moved.post)
    concerned = post.candidates if post and one.moved.kind != "other" else frozenset()
    voters = [member for member in book.rules.members if not state.recused(member, concerned)]
    mine = one.votes.get(seat.user.username)
    shown = decided is not None and (book.rules.by_name or seat.kind == "auditor")
    return {
        "motion": one,
        "title": book.tables[one.moved.post].title if one.moved.post in book.tables else "",
        "by": names.get(one.moved.by, one.moved.by),
        "order": [book.entrants[nip] for nip in one.moved.order],
        "mine": mine,
        "may_vote": seat.kind == "member"
        and seat.user.username in voters
        and seat.user.username in state.present,
        "voted": sum(member in one.votes for member in voters),
        "voters": len(voters),
        "here": sum(member in state.present for member in voters),
        "needed": book.rules.quorum(len(voters)),
        "votes": [(names.get(v.member, v.member), v) for v in one.votes.values()] if shown else [],
        "dissent": [
            (names.get(member, member), one.votes[member].dissent)
            for member in dissents(one)
            if one.votes[member].dissent
        ],
    }


def _notes(
    book: Book, nip: str, post: str, place: str, seat: access.Seat, view: dict[str, Any]
) -> list[dict[str, Any]]:
    sheets = sheets_of(book.row.selection, nip, post, place, seat.user.username)
    found = [
        {
            "rater": view["labels"].get(sheet.rater, "") if view["raters"] else "",
            "values": sheet.values if view["scores"] else {},
            "notes": [note for notes in sheet.evidence.values() for note in notes],
            "remarks": [text for text in sheet.remarks.values() if text],
        }
        for sheet in sheets
    ]
    return found if view["raters"] else sorted(found, key=lambda one: str(one["notes"]))
