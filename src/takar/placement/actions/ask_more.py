"""More about a point of the front, computed in the background: retests that add up, or what one refusal would change."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from takar.accounts.public import record_change
from takar.jobs.public import Job, enqueue
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.placement.additions import RETESTS, counted_out, next_block
from takar.placement.books import Book, book_of, result_of
from takar.placement.domain.scenario import refusals as no

KIND = "placement.more"


def ask_retests(scenario: str, point: int, *, actor: str, clock: Clock = utc_now) -> Job | Refusal:
    """One more block of retests of the plan with `point` moves."""
    title = _("Penilaian ulang tambahan: %(title)s")
    return _ask(scenario, point, RETESTS, title, actor, clock)


def ask_refusal(scenario: str, point: int, nip: str, *, actor: str, clock: Clock = utc_now) -> Job | Refusal:
    """What the plan with `point` moves becomes when one of its people refuses."""
    return _ask(scenario, point, nip, _("Rencana bila seseorang menolak: %(title)s"), actor, clock)


def _ask(scenario: str, point: int, key: str, title: str, actor: str, clock: Clock) -> Job | Refusal:
    book, body = book_of(scenario), result_of(scenario)
    if isinstance(book, Refusal):
        return book
    plan = next((one for one in (body or {}).get("front", ()) if one["moves"] == point), None)
    if plan is None:
        return no.POINT_UNKNOWN
    if not plan["steps"]:
        return no.NO_MOVES
    if key != RETESTS and key not in plan["assign"]:
        return no.PERSON_UNKNOWN
    if key == RETESTS and counted_out(book, point):
        return no.CLOSED
    if key == RETESTS and not (body or {}).get("effort", {}).get("more"):
        return no.NOT_KEPT
    return _enqueued(book, point, key, title, actor, clock)


def running_more(scenario: str, **payload: Json) -> Job | None:
    """A job, of anybody, that computes more for a scenario and is not over."""
    waiting = Job.objects.filter(kind=KIND, state__in=("queued", "running"), payload__scenario=scenario)
    return next((job for job in waiting if payload.items() <= job.payload.items()), None)


def _enqueued(book: Book, point: int, key: str, title: str, actor: str, clock: Clock) -> Job | Refusal:
    block = next_block(book.id, point) if key == RETESTS else 0
    payload: dict[str, Json] = {"scenario": book.id, "point": point, "key": key, "block": block, "by": actor}
    if running_more(book.id, point=point, key=key):
        return no.ASKED_ALREADY
    with transaction.atomic():
        record_change(
            actor, "scenario.more", f"scenario:{book.id}", after={"point": point, "key": key, "block": block}, clock=clock
        )  # fmt: skip
        return enqueue(KIND, payload, actor=actor, title=title % {"title": book.row.title}, clock=clock)
