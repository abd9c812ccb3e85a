"""What waits for somebody in the plenaries: for the first page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from takar.accounts.public import Ability, User
from takar.exercises.public import locked_raters
from takar.kernel.clock import milliseconds
from takar.kernel.refusals import Refusal
from takar.plenary.access import Seat, seat_of
from takar.plenary.books import Book, read_book
from takar.plenary.domain.state import Motion
from takar.plenary.models import Plenary
from takar.selection.public import selections


@dataclass(frozen=True, slots=True)
class PlenaryDuty:
    """`kind`: open | run | come | vote | sign | collect | close | hand_over | choose | release | answer.

    `key`: the plenary's id, of "open" the selection's. `count`: of what waits.
    """

    kind: str
    key: str
    title: str
    count: int = 1


def plenary_duties(user: User, now: datetime) -> tuple[PlenaryDuty, ...]:
    """The newest plenary first; those to be opened at the end."""
    if not user.may(Ability.READ_SELECTIONS):
        return ()
    books = [read_book(row) for row in Plenary.objects.all()]
    newest = {book.row.selection: book.row.number for book in sorted(books, key=lambda one: one.row.number)}
    found = [
        duty
        for book in books
        for duty in _of(book, user, now)
        # Of a plenary that another one replaced only its objections still wait.
        if duty.count and (duty.kind == "answer" or book.row.number == newest[book.row.selection])
    ]
    return (*found, *(_to_open(user, books) if user.may(Ability.RUN_PLENARY) else ()))


def _of(book: Book, user: User, now: datetime) -> Iterable[PlenaryDuty]:
    seat = seat_of(book, user)
    if isinstance(seat, Refusal):
        return ()
    if seat.kind == "member":
        return _member(book, seat)
    if seat.kind == "secretary":
        return _secretary(book, now)
    return _appointer(book) if seat.kind == "appointer" else ()


def _member(book: Book, seat: Seat) -> Iterable[PlenaryDuty]:
    me, state = seat.user.username, book.state
    if state.ended is None:
        if me not in state.present:
            yield _duty("come", book)
        else:
            yield _duty("vote", book, sum(_may_vote(book, one, me) for one in state.motions.values()))
    elif not state.closed and me in state.attended - set(state.signatures) - set(state.refusals):
        yield _duty("sign", book)


def _may_vote(book: Book, motion: Motion, member: str) -> bool:
    """An open motion on which he has not voted and from which he is not recused."""
    post = book.rules.posts.get(motion.moved.post)
    concerned = post.candidates if post and motion.moved.kind != "other" else frozenset()
    return motion.decided is None and member not in motion.votes and not book.state.recused(member, concerned)


def _secretary(book: Book, now: datetime) -> Iterable[PlenaryDuty]:
    state = book.state
    if state.ended is None:
        yield _duty("run", book)
    elif not state.closed:
        waiting = state.attended - set(state.signatures) - set(state.refusals)
        yield _duty("collect", book, len(waiting)) if waiting else _duty("close", book)
    elif not state.handed_over:
        yield _duty("hand_over", book)
    elif not state.released and milliseconds(now) >= book.rules.announce_ms:
        yield _duty("release", book)
    yield _duty("answer", book, sum(one.answered is None for one in state.objections.values()))


def _appointer(book: Book) -> Iterable[PlenaryDuty]:
    state = book.state
    proposed = [code for code, post in book.rules.posts.items() if state.names(post, book.rules)]
    yield _duty("choose", book, len(set(proposed) - set(state.choices)))


def _duty(kind: str, book: Book, count: int = 1) -> PlenaryDuty:
    return PlenaryDuty(kind, book.id, book.row.title, count)


def _to_open(user: User, books: list[Book]) -> Iterable[PlenaryDuty]:
    """Committed selections without a plenary whose sheets are all locked; counts only, and none for whoever rates there."""
    known = {book.row.selection for book in books}
    for view in selections():
        if view.committed_at is None or view.id in known:
            continue
        counts = locked_raters(view.id, user.username)
        if not isinstance(counts, Refusal) and counts and all(done == all_ for done, all_ in counts.values()):
            yield PlenaryDuty("open", view.id, view.title)
