"""The plenary as its events tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from takar.kernel.clock import day_in, from_milliseconds
from takar.plenary.domain.events import (
    Amended,
    Answered,
    Came,
    Chosen,
    Closed,
    Decided,
    Ended,
    Event,
    HandedOver,
    Left,
    Moved,
    Objected,
    Opened,
    Recused,
    RefusedToSign,
    Released,
    Shown,
    Signed,
    Voted,
)


@dataclass(frozen=True, slots=True)
class Post:
    """A post in the plenary: `ranking` as computed, best first; `failed`: those below the standard (TMS), never proposed.

    `tied`: those who share a rank across the last proposed name; a vote must put them in order.
    """

    code: str
    ranking: tuple[str, ...]
    failed: frozenset[str] = frozenset()
    tied: frozenset[str] = frozenset()

    @property
    def candidates(self) -> frozenset[str]:
        return frozenset(self.ranking) | self.failed


@dataclass(frozen=True, slots=True)
class PlenaryRules:
    """From the selection's dated rules. Quorum: more than `quorum_percent` of the members who may vote on the post.

    `names`: how many are proposed per post; `least`: with fewer candidates that meet the standard, a post is readvertised.
    `signatures_least`: how many must sign by what was committed before the interviews, where that is more than a quorum.
    `by_name`: whether votes are shown with names; `announce_ms`: when the outcome may be released; objections are taken for
    `objection_days` calendar days of `zone` after the day of the release.
    """

    members: frozenset[str]
    chair: str
    posts: Mapping[str, Post]
    quorum_percent: int = 50
    quorum_least: int = 3
    names: int = 3
    least: int = 3
    by_name: bool = True
    announce_ms: int = 0
    objection_days: int = 3
    zone: str = "WIB"
    signatures_least: int = 0

    def last_day(self, released_ms: int) -> date:
        """The last calendar day on which an objection is taken."""
        day = day_in(self.zone, from_milliseconds(released_ms))
        return day + timedelta(days=self.objection_days)

    def quorum(self, voters: int) -> int:
        """How many of `voters` must be there: more than the percentage, and never fewer than `quorum_least`."""
        return max(voters * self.quorum_percent // 100 + 1, self.quorum_least)


@dataclass(frozen=True, slots=True)
class Objection:
    """`answered`: None while it waits; `amended`: what was corrected because of it."""

    objected: Objected
    at_ms: int
    answered: Answered | None = None
    amended: tuple[Amended, ...] = ()


@dataclass(frozen=True, slots=True)
class Motion:
    """`decided`: None while open."""

    moved: Moved
    votes: Mapping[str, Voted] = field(default_factory=dict)
    decided: Decided | None = None


@dataclass(frozen=True, slots=True)
class PlenaryState:
    opened: Opened | None = None
    present: frozenset[str] = frozenset()
    attended: frozenset[str] = frozenset()
    recusals: Mapping[tuple[str, str], str] = field(default_factory=dict)
    motions: Mapping[str, Motion] = field(default_factory=dict)
    ended: Ended | None = None
    signatures: Mapping[str, Signed] = field(default_factory=dict)
    refusals: Mapping[str, RefusedToSign] = field(default_factory=dict)
    closed: Closed | None = None
    handed_over: HandedOver | None = None
    choices: Mapping[str, Chosen] = field(default_factory=dict)
    shown: frozenset[tuple[str, str]] = frozenset()
    released: Released | None = None
    released_ms: int = 0
    objections: Mapping[str, Objection] = field(default_factory=dict)

    def recused(self, member: str, nips: Iterable[str]) -> bool:
        """Whether the member is out of anything that concerns one of these candidates."""
        return any((member, nip) in self.recusals for nip in nips)

    def outcome(self, post: str) -> Motion | None:
        """The carried motion that settles a post; the last one counts."""
        carried = [
            one
            for one in self.motions.values()
            if one.moved.post == post and one.moved.kind != "other" and one.decided and one.decided.carried
        ]
        return carried[-1] if carried else None

    def names(self, post: Post, rules: PlenaryRules) -> tuple[str, ...]:
        """Whom the panel proposes, best first; nobody while the post is unsettled or readvertised."""
        settled = self.outcome(post.code)
        if settled is None or settled.moved.kind == "readvertise":
            return ()
        order = settled.moved.order or post.ranking
        return tuple(nip for nip in order if nip not in post.failed)[: rules.names]


def evolve(state: PlenaryState, event: Event) -> PlenaryState:
    """The state after one more event."""
    match event.body:
        case Opened() as opened:
            return replace(state, opened=opened)
        case Came(member):
            return replace(state, present=state.present | {member}, attended=state.attended | {member})
        case Left(member):
            return replace(state, present=state.present - {member})
        case Recused(member, nip, reason):
            return replace(state, recusals={**state.recusals, (member, nip): reason})
        case Moved() as moved:
            return replace(state, motions={**state.motions, moved.motion: Motion(moved)})
        case Voted() as vote:
            motion = state.motions[vote.motion]
            return _with(state, vote.motion, replace(motion, votes={**motion.votes, vote.member: vote}))
        case Decided() as decided:
            return _with(state, decided.motion, replace(state.motions[decided.motion], decided=decided))
        case Ended() as ended:
            return replace(state, ended=ended)
        case Signed() as signed:
            return replace(state, signatures={**state.signatures, signed.member: signed})
        case RefusedToSign() as refusal:
            return replace(state, refusals={**state.refusals, refusal.member: refusal})
        case Closed() as closed:
            return replace(state, closed=closed)
        case HandedOver() as handed:
            return replace(state, handed_over=handed)
        case Chosen() as chosen:
            return replace(state, choices={**state.choices, chosen.post: chosen})
        case Shown(post, what):
            return replace(state, shown=state.shown | {(post, what)})
        case Released() as released:
            return replace(state, released=released, released_ms=event.at_ms)
        case Objected() as objected:
            return _objection(state, objected.objection, Objection(objected, event.at_ms))
        case Answered() as answered:
            known = state.objections[answered.objection]
            return _objection(state, answered.objection, replace(known, answered=answered))
        case Amended() as amended:
            known = state.objections[amended.objection]
            return _objection(state, amended.objection, replace(known, amended=(*known.amended, amended)))


def fold(events: Iterable[Event], state: PlenaryState | None = None) -> PlenaryState:
    """The state that a stream of events leads to."""
    state = state or PlenaryState()
    for event in events:
        state = evolve(state, event)
    return state


def _with(state: PlenaryState, name: str, motion: Motion) -> PlenaryState:
    return replace(state, motions={**state.motions, name: motion})


def _objection(state: PlenaryState, name: str, objection: Objection) -> PlenaryState:
    return replace(state, objections={**state.objections, name: objection})
