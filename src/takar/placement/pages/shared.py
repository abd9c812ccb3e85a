"""What the pages of scenarios have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takar.accounts.public import Ability, User
from takar.kernel.refusals import Refusal
from takar.placement.books import Book, book_of


def found(scenario: str) -> Book:
    """The scenario, or the page 404."""
    book = book_of(scenario)
    if isinstance(book, Refusal):
        raise Http404
    return book


def asked_point(request: HttpRequest, book: Book) -> int | None:
    """The point that is frozen, else the one asked for; None: the one that the front ends with."""
    told = request.GET.get("titik", "")
    if book.state.frozen:
        return book.state.frozen.point
    return int(told) if told.isdigit() else None


def name_of(request: HttpRequest) -> str:
    return cast(User, request.user).username


def mark_of(request: HttpRequest, code: str) -> str:
    """What stands on a file about who took it home."""
    user = cast(User, request.user)
    who = user.get_full_name() or user.username
    return _("Diunduh oleh %(who)s, kode %(code)s") % {"who": who, "code": code}


def may(request: HttpRequest, ability: Ability) -> bool:
    return cast(User, request.user).may(ability)


def language() -> str:
    return (get_language() or "id")[:2]


def say(refusal: Refusal) -> str:
    return refusal.sentence(language())


def typed(request: HttpRequest, name: str) -> str:
    return str(request.POST.get(name, "")).strip()


def acted(
    request: HttpRequest,
    act: Callable[[str], object],
    success: str,
    page: str,
    *at: object,
    anchor: str = "",
    query: str = "",
) -> HttpResponse:
    """Do it in the user's name, say how it went, and go on to the page."""
    done = act(name_of(request))
    if isinstance(done, Refusal):
        messages.error(request, say(done))
    elif success:
        messages.success(request, success)
    response = redirect(page, *at)
    if query:
        response["Location"] += f"?{query}"
    if anchor:
        response["Location"] += f"#{anchor}"
    return response
