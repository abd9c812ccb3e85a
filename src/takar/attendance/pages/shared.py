"""What the pages of attendance have in common."""

from __future__ import annotations

import re
import uuid
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from takar.accounts.public import Ability, User
from takar.attendance.books import Book, book_of
from takar.attendance.domain.rules import Person
from takar.kernel.clock import ZONES, day_in, utc_now
from takar.kernel.refusals import Refusal

_CLOCK = re.compile(r"(\d{1,2})[.:](\d{2})")
_REQUEST = re.compile(r"[0-9a-f-]{16,36}")


def found(batch: str, day: int | None = None) -> Book:
    """The book of a batch, or the page 404; also when it has no such day."""
    book = book_of(batch)
    if isinstance(book, Refusal) or (day is not None and day not in book.rules.days):
        raise Http404
    return book


def person_of(book: Book, place: int) -> Person:
    person = book.person(place)
    if person is None:
        raise Http404
    return person


def actor(request: HttpRequest) -> str:
    return str(request.user.get_username())


def may(request: HttpRequest, ability: Ability) -> bool:
    return isinstance(request.user, User) and request.user.may(ability)


def request_id(request: HttpRequest) -> str:
    """The id of this click, from its form; a new one for a form that carries none."""
    given = str(request.POST.get("request", ""))
    return given if _REQUEST.fullmatch(given) else uuid.uuid4().hex


def fresh() -> str:
    return uuid.uuid4().hex


def tell(request: HttpRequest, done: object, success: str) -> bool:
    """Show the refusal, or the sentence of success. True when it was done."""
    if isinstance(done, Refusal):
        messages.error(request, say(done))
        return False
    messages.success(request, success)
    return True


def say(refusal: Refusal) -> str:
    return refusal.sentence(get_language() or "id")


def clock_of(text: str, book: Book, day: int, otherwise: datetime) -> datetime | Refusal:
    """A time typed as 7.52 or 07:52 on that day of the batch; `otherwise` when nothing was typed."""
    if not text.strip():
        return otherwise
    typed = _CLOCK.fullmatch(text.strip())
    if typed is None or int(typed[1]) > 23 or int(typed[2]) > 59:
        return unreadable_clock()
    at = time(int(typed[1]), int(typed[2]))
    return datetime.combine(book.rules.days[day], at, ZONES[book.rules.zone])


def unreadable_clock() -> Refusal:
    return Refusal(
        "CLOCK_UNREADABLE",
        "Jam tidak terbaca. Tulis jam dan menit seperti 07.52, atau kosongkan untuk jam sekarang.",
        "The time could not be read. Write hours and minutes like 07.52, or leave it empty for now.",
    )


def moment_on(book: Book, day: int, now: datetime) -> datetime:
    """Now, when it is that day; otherwise the end of it, for entries that are made up for afterwards."""
    if day_in(book.rules.zone, now) == book.rules.days[day]:
        return now
    slots = book.rules.day_slots(day)
    return slots[-1].ends


def activity_of(request: HttpRequest) -> int | None:
    given = str(request.POST.get("activity", ""))
    return int(given) if given.isdecimal() else None


def today(zone: str = "") -> Any:
    return day_in(zone or settings.TAKAR.zone, utc_now())


def english() -> bool:
    return (get_language() or "id").startswith("en")
