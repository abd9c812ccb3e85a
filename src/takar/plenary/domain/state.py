"""The plenary as its events tell it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from takar.plenary.domain.events import (
    Came,
    Chosen,
    Closed,
    Decided,
    Ended,
    Event,
    HandedOver,
    Left,
    Moved,
    Opened,
    Recused,
    RefusedToSign,
    Signed,
    Voted,
)


@dataclass(frozen=True, slots=True)
class Post:
    """A post in the plenary: `ranking` as computed, best first; `failed`: those below the standard (TMS), never proposed."""

    code: str
    ranking: tuple[str, ...]
    failed: frozenset[str] = frozenset()

    @property
    def candidates(self) -> frozenset[str]:
        return frozenset(self.ranking) | self.failed


@dataclass(frozen=True, slots=True)
class PlenaryRules:
    """From the selection's dated rules. Quorum: more than `quorum_percent` of the members who may vote on the post.

    `names`: how many are proposed per post; `least`: with fewer candidates that meet the standard, a post is readvertised.
    """

    members: frozenset[str]
    chair: str
    posts: Mapping[str, Post]
    quorum_percent: int = 50
    quorum_least: int = 3
    names: int = 3
    least: int = 3


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
        order = settled.moved.order if settled.moved.kind == "departure" else post.ranking
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


def fold(events: Iterable[Event], state: PlenaryState | None = None) -> PlenaryState:
    """The state that a stream of events leads to."""
    state = state or PlenaryState()
    for event in events:
        state = evolve(state, event)
    return state


def _with(state: PlenaryState, name: str, motion: Motion) -> PlenaryState:
    return replace(state, motions={**state.motions, name: motion})
