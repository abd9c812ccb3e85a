"""What may happen once the minutes are closed: release at its time, objections within their days, corrections by two."""

from __future__ import annotations

from dataclasses import dataclass

from takar.kernel.clock import day_in, from_milliseconds
from takar.kernel.refusals import Refusal
from takar.plenary.domain import refusals as no
from takar.plenary.domain.events import Amended, Answered, Event, Objected, Released
from takar.plenary.domain.state import PlenaryRules, PlenaryState

Decision = tuple[Event, ...] | Refusal


@dataclass(frozen=True, slots=True)
class Aftermath:
    """State and rules together: each method answers one command at `now_ms`."""

    state: PlenaryState
    rules: PlenaryRules

    def release(self, by: str, now_ms: int, allowed_by: str = "") -> Decision:
        """`allowed_by`: the second person who approved a release before the announced time."""
        if self.state.handed_over is None:
            return no.NOT_CLOSED
        if self.state.released:
            return ()
        if now_ms < self.rules.announce_ms and allowed_by in ("", by):
            return no.TOO_EARLY
        early = allowed_by if now_ms < self.rules.announce_ms else ""
        return (Event(now_ms, Released(by, early)),)

    def object(self, objected: Objected, now_ms: int) -> Decision:
        """Taken to the end of the last calendar day in the selection's zone."""
        if self.state.released is None:
            return no.NOT_RELEASED
        if objected.objection in self.state.objections:
            return ()
        last = self.rules.last_day(self.state.released_ms)
        if day_in(self.rules.zone, from_milliseconds(now_ms)) > last:
            return no.objection_late(last.isoformat())
        post = self.rules.posts.get(objected.post)
        if post is None or objected.nip not in post.candidates:
            return no.POST_UNKNOWN
        return (Event(now_ms, objected),)

    def answer(self, objection: str, granted: bool, reason: str, by: str, now_ms: int) -> Decision:
        known = self.state.objections.get(objection)
        if known is None or known.answered:
            return no.OBJECTION_UNKNOWN
        if not reason.strip():
            return no.REASON
        return (Event(now_ms, Answered(objection, granted, reason.strip(), by)),)

    def amend(self, amended: Amended, now_ms: int) -> Decision:
        known = self.state.objections.get(amended.objection)
        if known is None:
            return no.OBJECTION_UNKNOWN
        if known.answered is None or not known.answered.granted or known.objected.nip != amended.nip:
            return no.NOT_GRANTED
        if amended.asked_by == amended.approved_by:
            return no.TWO_PEOPLE
        if amended in known.amended:
            return ()
        if amended.old == amended.new:
            return no.SAME_VALUE
        return (Event(now_ms, amended),)
