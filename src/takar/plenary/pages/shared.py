"""What the pages of the plenary have in common."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from takar.accounts.public import Ability, User
from takar.kernel.refusals import Refusal
from takar.plenary.access import Seat, seat_of
from takar.plenary.books import Book, book_of

_REQUEST = re.compile(r"[0-9a-f-]{16,36}")


def found(plenary: str) -> Book:
    """The book, or the page 404."""
    book = book_of(plenary)
    if isinstance(book, Refusal):
        raise Http404
    return book


def seated(request: HttpRequest, plenary: str) -> tuple[Book, Seat] | HttpResponse:
    """The book and the reader's seat, or the page that says who may read it."""
    book = found(plenary)
    seat = seat_of(book, user_of(request))
    return refused(request, seat) if isinstance(seat, Refusal) else (book, seat)


def refused(request: HttpRequest, refusal: Refusal, status: int = 403) -> HttpResponse:
    return render(request, "plenary/refused.html", {"refusal": refusal}, status=status)


def user_of(request: HttpRequest) -> User:
    return cast(User, request.user)


def may(request: HttpRequest, ability: Ability) -> bool:
    return user_of(request).may(ability)


def request_id(request: HttpRequest) -> str:
    """The id of this click, from its form; a new one for a form that carries none."""
    given = str(request.POST.get("request", ""))
    return given if _REQUEST.fullmatch(given) else uuid.uuid4().hex


def fresh() -> str:
    return uuid.uuid4().hex


def say(refusal: Refusal) -> str:
    return refusal.sentence(get_language() or "id")


def typed(request: HttpRequest, name: str) -> str:
    return str(request.POST.get(name, "")).strip()


def acted(
    request: HttpRequest,
    act: Callable[[str, str], object],
    success: str,
    page: str,
    *at: object,
    anchor: str = "",
) -> HttpResponseBase:
    """Do it with this click's id and the user's name, say how it went, and go back to the page."""
    done = act(request_id(request), user_of(request).username)
    if isinstance(done, Refusal):
        messages.error(request, say(done))
    elif success:
        messages.success(request, success)
    response = redirect(page, *at)
    where = str(request.POST.get("jabatan", ""))
    if where:
        response["Location"] += f"?jabatan={where}"
    if anchor:
        response["Location"] += f"#{anchor}"
    return response
