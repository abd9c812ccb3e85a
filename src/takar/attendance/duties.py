"""What waits for somebody in the days of the last week: for the first page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.conf import settings

from takar.accounts.public import Ability, User
from takar.attendance.books import Book, book_of
from takar.attendance.domain.days import troubles
from takar.attendance.domain.outs import PROPOSED, out_of, recorders
from takar.attendance.domain.sheet import sheet_of
from takar.kernel.clock import day_in
from takar.kernel.refusals import Refusal
from takar.planning.public import batches_on

_DAYS_BACK = 7


@dataclass(frozen=True, slots=True)
class DayDuty:
    """`kind`: sign (a day that is over has no signature) | out (people whose absence awaits a decision) | incident (open)."""

    kind: str
    batch: str
    number: int
    title: str
    day: int
    date: date
    count: int = 1


def day_duties(user: User, now: datetime) -> tuple[DayDuty, ...]:
    """The newest day first. An absence is decided by somebody who did not record it."""
    wanted = (Ability.RECORD_ATTENDANCE, Ability.DECIDE_ATTENDANCE, Ability.REPORT_INCIDENTS)
    if not any(user.may(one) for one in wanted):
        return ()
    today = day_in(settings.TAKAR.zone, now)
    books: dict[str, Book | Refusal] = {}
    found: list[DayDuty] = []
    for back in range(_DAYS_BACK + 1):
        on = today - timedelta(days=back)
        for view in batches_on(on):
            book = books[view.id] = books.get(view.id) or book_of(view.id)
            if not isinstance(book, Refusal):
                found += [one for one in _of(book, on, back > 0, user) if one.count]
    return tuple(found)


def _of(book: Book, on: date, over: bool, user: User) -> Iterable[DayDuty]:
    day = book.day_on(on)
    assert day is not None
    sheet = sheet_of(book.state, book.rules, day)

    def duty(kind: str, count: int) -> DayDuty:
        return DayDuty(kind, book.batch.id, book.batch.number, book.programme.title, day, on, count)

    if user.may(Ability.RECORD_ATTENDANCE) and over:
        yield duty("sign", int(bool(sheet.lines) and not sheet.signatures))
    if user.may(Ability.DECIDE_ATTENDANCE):
        yield duty("out", _proposed(book, day, user.username))
    # A helper's page shows the incidents of today only.
    if user.may(Ability.REPORT_INCIDENTS) and (not over or user.may(Ability.READ_ATTENDANCE)):
        yield duty("incident", sum(one.until is None for one in troubles(book.state, day)))


def _proposed(book: Book, day: int, user: str) -> int:
    """People who are proposed to be out because of this day, last of the days it rests on, and whom this user may decide on."""
    found = 0
    for nip in book.rules.people:
        out = out_of(book.state, book.rules, nip)
        if out and out.status == PROPOSED and max(out.days) == day:
            found += user not in recorders(book.state, book.rules, nip, out.days)
    return found
