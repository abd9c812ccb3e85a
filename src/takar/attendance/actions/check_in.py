"""Note that somebody is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from takar.attendance.actions.keep import keep
from takar.attendance.books import book_of
from takar.attendance.domain import refusals as no
from takar.attendance.domain.commands import Note
from takar.attendance.domain.days import HERE, PersonDay, day_of
from takar.attendance.domain.facts import Arrived
from takar.attendance.domain.rules import Person, Slot
from takar.kernel.clock import Clock, day_in, utc_now
from takar.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class CheckedIn:
    """`state`: arrived | late | again (was here already) | waiting (the sheet is signed; somebody must decide)."""

    state: str
    person: Person
    day: int
    minutes_late: int
    next: Slot | None
    entry: int | None


def check_in(
    batch: str,
    nip: str,
    *,
    moment: datetime,
    request: str,
    actor: str,
    activity: int | None = None,
    means: str = "",
    correction: str = "",
    clock: Clock = utc_now,
) -> CheckedIn | Refusal:
    """Note an arrival at `moment` (as the device saw it; a clock that runs fast is not believed beyond now).

    `request`: the same for the same click, however often it is sent. Refuses what `decide` refuses for a note.
    """
    now = clock()
    moment = min(moment, now)
    before = book_of(batch)
    if isinstance(before, Refusal):
        return before
    day = before.day_on(day_in(before.rules.zone, moment))
    if day is None:
        return no.wrong_day()
    command = Note(
        by=actor,
        now=now,
        request=request,
        day=day,
        nip=nip,
        moment=moment,
        claim=Arrived(activity, means[:20]),
        correction=correction,
    )
    kept = keep(batch, command, action="attendance.arrive", reason=correction)
    if isinstance(kept, Refusal):
        return kept
    earlier = day_of(before.state, before.rules, nip, day)
    found = day_of(kept.book.state, kept.book.rules, nip, day)
    assert found is not None
    entry = kept.entries[0].ordinal if kept.entries else None
    state = _state(earlier, found, entry in kept.book.state.waiting)
    person = kept.book.rules.people[nip]
    return CheckedIn(state, person, day, found.minutes_late, next_slot(found, moment), entry)


def next_slot(found: PersonDay, moment: datetime) -> Slot | None:
    """Where he goes now: what is going on, or comes next."""
    return next((one.slot for one in found.slots if one.slot.ends > moment), None)


def _state(earlier: PersonDay | None, found: PersonDay, waits: bool) -> str:
    if waits:
        return "waiting"
    if earlier and earlier.status in HERE and earlier.left is None:
        return "again"
    return "late" if found.minutes_late else "arrived"
