"""What the members sign: everything that was decided, as one canonical document with one digest."""

from __future__ import annotations

from collections.abc import Mapping

from takar.kernel.canonical import Json, digest
from takar.plenary.domain.state import Motion, PlenaryRules, PlenaryState


def minutes_of(
    plenary: str, ev: str, state: PlenaryState, rules: PlenaryRules, chain: str
) -> dict[str, Json]:
    """The minutes [berita acara] as data. `chain`: head of the events' hash chain when the discussion ended (64 hex)."""
    assert state.opened is not None
    return {
        "v": 1,
        "plenary": plenary,
        "ev": ev,
        "table": state.opened.table_root,
        "chain": chain,
        "members": [*sorted(rules.members)],
        "attended": [*sorted(state.attended)],
        "recusals": [[member, nip, why] for (member, nip), why in sorted(state.recusals.items())],
        "motions": [_motion(one, rules.by_name) for one in state.motions.values()],
        "names": {code: list(state.names(post, rules)) for code, post in sorted(rules.posts.items())},
        "ranking": {code: list(post.ranking) for code, post in sorted(rules.posts.items())},
    }


def minutes_digest(minutes: Mapping[str, Json]) -> str:
    """SHA-256 of the canonical minutes, 64 hex."""
    return digest(dict(minutes))


def tally(state: PlenaryState) -> dict[str, int]:
    """All votes of all decided motions."""
    decided = [one.decided for one in state.motions.values() if one.decided]
    return {
        "yes": sum(one.yes for one in decided),
        "no": sum(one.no for one in decided),
        "abstain": sum(one.abstain for one in decided),
    }


def dissents(motion: Motion) -> tuple[str, ...]:
    """Members who voted against what was decided, in the order in which they voted."""
    if motion.decided is None:
        return ()
    against = "no" if motion.decided.carried else "yes"
    return tuple(vote.member for vote in motion.votes.values() if vote.choice == against)


def dissent_count(state: PlenaryState) -> int:
    return sum(len(dissents(one)) for one in state.motions.values())


def _motion(one: Motion, by_name: bool) -> dict[str, Json]:
    decided = one.decided
    said: list[Json] = [
        {"member": vote.member, "choice": vote.choice if by_name else "", "dissent": vote.dissent}
        for vote in one.votes.values()
        if by_name or vote.dissent
    ]
    return {
        "kind": one.moved.kind,
        "post": one.moved.post,
        "text": one.moved.text,
        "by": one.moved.by,
        "order": list(one.moved.order),
        "carried": None if decided is None else decided.carried,
        "counts": None if decided is None else [decided.yes, decided.no, decided.abstain, decided.eligible],
        "votes": said,
    }
