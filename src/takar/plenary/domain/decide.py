"""What a plenary may do next. A command that is done already gives no event, so that a repeated click changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from takar.kernel.refusals import Refusal
from takar.plenary.domain import refusals as no
from takar.plenary.domain.events import (
    Body,
    Came,
    Choice,
    Chosen,
    Closed,
    Curtain,
    Decided,
    Ended,
    Event,
    HandedOver,
    Left,
    Moved,
    Opened,
    Recused,
    RefusedToSign,
    Shown,
    Signed,
    Voted,
)
from takar.plenary.domain.state import Motion, PlenaryRules, PlenaryState, Post

Decision = tuple[Event, ...] | Refusal


@dataclass(frozen=True, slots=True)
class Plenary:
    """State and rules together: each method answers one command at `now_ms`."""

    state: PlenaryState
    rules: PlenaryRules

    def show(self, post: str, what: Curtain, by: str, now_ms: int) -> Decision:
        """Draw a curtain: the figures first, who gave them afterwards."""
        fault = self._talking()
        if fault:
            return fault
        if post not in self.rules.posts:
            return no.POST_UNKNOWN
        if what == "raters" and (post, "scores") not in self.state.shown:
            return no.SCORES_FIRST
        return () if (post, what) in self.state.shown else _event(now_ms, Shown(post, what, by))

    def open(self, by: str, table_root: str, missing: Sequence[str], now_ms: int) -> Decision:
        """`missing`: what is not sealed yet, in words; the plenary opens only when nothing is."""
        if missing:
            return no.unsealed(missing)
        return () if self.state.opened else _event(now_ms, Opened(by, table_root))

    def come(self, member: str, now_ms: int) -> Decision:
        fault = self._talking()
        if fault:
            return fault
        if member not in self.rules.members:
            return no.NOT_A_MEMBER
        return () if member in self.state.present else _event(now_ms, Came(member))

    def leave(self, member: str, now_ms: int) -> Decision:
        fault = self._talking()
        if fault:
            return fault
        return _event(now_ms, Left(member)) if member in self.state.present else ()

    def recuse(self, member: str, nip: str, reason: str, now_ms: int) -> Decision:
        """May also be done before the member comes, but not after the discussion."""
        fault = self._talking()
        if fault:
            return fault
        if member not in self.rules.members:
            return no.NOT_A_MEMBER
        if not any(nip in post.candidates for post in self.rules.posts.values()):
            return no.POST_UNKNOWN
        if not reason.strip():
            return no.REASON
        known = (member, nip) in self.state.recusals
        return () if known else _event(now_ms, Recused(member, nip, reason.strip()))

    def move(self, moved: Moved, now_ms: int) -> Decision:
        fault = self._talking() or self._present(moved.by)
        if fault:
            return fault
        if moved.motion in self.state.motions:
            return ()
        return self._sensible(moved) or _event(now_ms, moved)

    def vote(self, motion: str, member: str, choice: Choice, dissent: str, now_ms: int) -> Decision:
        found = self._open_motion(motion)
        if isinstance(found, Refusal):
            return found
        fault = self._present(member)
        if fault:
            return fault
        if member not in self._voters(found):
            return no.RECUSED
        vote = Voted(motion, member, choice, dissent.strip())
        return () if found.votes.get(member) == vote else _event(now_ms, vote)

    def decide(self, motion: str, now_ms: int) -> Decision:
        """Count the votes: quorum, everybody's vote, and more yes than no."""
        found = self._open_motion(motion)
        if isinstance(found, Refusal):
            return found
        voters = self._voters(found)
        here = voters & self.state.present
        needed = self.rules.quorum(len(voters))
        if len(here) < needed:
            return no.no_quorum(len(here), needed)
        silent = here - set(found.votes)
        if silent:
            return no.votes_missing(silent)
        # A member who voted and left afterwards keeps his vote; one who was recused since then does not.
        cast = [vote.choice for member, vote in found.votes.items() if member in voters]
        yes, against, abstain = (cast.count(choice) for choice in ("yes", "no", "abstain"))
        return _event(now_ms, Decided(motion, yes > against, yes, against, abstain, len(voters)))

    def end(self, by: str, minutes: str, now_ms: int) -> Decision:
        fault = self._talking()
        if fault:
            return fault
        open_motions = [one.moved.text for one in self.state.motions.values() if one.decided is None]
        posts = [code for code in self.rules.posts if self.state.outcome(code) is None]
        if posts or open_motions:
            return no.unsettled([*posts, *open_motions])
        return _event(now_ms, Ended(by, minutes))

    def sign(self, member: str, key: str, now_ms: int, signature: str = "") -> Decision:
        """Also after a refusal was recorded: somebody may change his mind until the minutes are closed."""
        fault = self._signing(member)
        if fault:
            return fault
        return () if member in self.state.signatures else _event(now_ms, Signed(member, key, signature))

    def refuse_to_sign(self, member: str, reason: str, by: str, now_ms: int) -> Decision:
        fault = self._signing(member)
        if fault:
            return fault
        if not reason.strip():
            return no.REASON
        if member in self.state.signatures or member in self.state.refusals:
            return ()
        return _event(now_ms, RefusedToSign(member, reason.strip(), by))

    def close(self, by: str, now_ms: int) -> Decision:
        if self.state.closed:
            return ()
        if self.state.ended is None:
            return no.NOT_OVER
        # Whoever left before signing is still asked: a member vanishes from no minutes.
        waiting = self.state.attended - set(self.state.signatures) - set(self.state.refusals)
        needed = self.rules.quorum(len(self.rules.members))
        if len(self.state.attended) < needed:
            return no.no_quorum(len(self.state.attended), needed)
        if waiting:
            return no.unsigned(waiting)
        signed, asked = len(self.state.signatures), max(needed, self.rules.signatures_least)
        return _event(now_ms, Closed(by)) if signed >= asked else no.few_signatures(signed, asked)

    def hand_over(self, by: str, to: str, letter: str, now_ms: int) -> Decision:
        if self.state.closed is None:
            return no.NOT_CLOSED
        return () if self.state.handed_over else _event(now_ms, HandedOver(by, to, letter))

    def choose(self, post: str, nip: str, by: str, reason: str, now_ms: int) -> Decision:
        """The authority's choice; the last one counts, each stays on record."""
        if self.state.handed_over is None:
            return no.NOT_CLOSED
        if post not in self.rules.posts:
            return no.POST_UNKNOWN
        names = self.state.names(self.rules.posts[post], self.rules)
        if nip not in names:
            return no.NOT_PROPOSED
        if not reason.strip() and (nip != names[0] or post in self.state.choices):
            return no.REASON
        return _event(now_ms, Chosen(post, nip, by, reason.strip()))

    def _talking(self) -> Refusal | None:
        if self.state.opened is None:
            return no.NOT_OPEN
        if self.state.closed:
            return no.CLOSED
        return no.OVER if self.state.ended else None

    def _present(self, member: str) -> Refusal | None:
        return None if member in self.state.present else no.NOT_A_MEMBER

    def _signing(self, member: str) -> Refusal | None:
        if self.state.closed:
            return no.CLOSED
        if self.state.ended is None:
            return no.NOT_OVER
        return None if member in self.state.attended else no.NOT_A_MEMBER

    def _sensible(self, moved: Moved) -> Refusal | None:
        if not moved.text.strip():
            return no.REASON
        if moved.kind == "other":
            return None
        post = self.rules.posts.get(moved.post)
        if post is None:
            return no.POST_UNKNOWN
        if self.state.recused(moved.by, post.candidates):
            return no.RECUSED
        return self._ranking(moved, post)

    def _ranking(self, moved: Moved, post: Post) -> Refusal | None:
        able = tuple(nip for nip in post.ranking if nip not in post.failed)
        if moved.kind != "readvertise" and len(able) < self.rules.least:
            return no.too_few(post.code, len(able), self.rules.least)
        if moved.kind == "ranking":
            return no.tied(post.tied) if post.tied else None
        settles_tie = bool(post.tied)
        if moved.kind == "departure" and (
            sorted(moved.order) != sorted(able) or (moved.order == able and not settles_tie)
        ):
            return no.ORDER
        return None

    def _open_motion(self, motion: str) -> Motion | Refusal:
        found = self.state.motions.get(motion)
        fault = self._talking()
        if fault:
            return fault
        return no.MOTION_UNKNOWN if found is None or found.decided else found

    def _voters(self, motion: Motion) -> frozenset[str]:
        """Members who may vote on it: those not recused from a candidate of its post."""
        post = self.rules.posts.get(motion.moved.post)
        concerned: Iterable[str] = post.candidates if post and motion.moved.kind != "other" else ()
        return frozenset(one for one in self.rules.members if not self.state.recused(one, concerned))


def _event(now_ms: int, body: Body) -> tuple[Event, ...]:
    return (Event(now_ms, body),)
