"""The plenary's decision, the authority's choice, and the end of a round, in the log. Call them outside of a transaction."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from takar.assessments.public import evidence_log
from takar.exercises.models import Round, RoundLeaf
from takar.exercises.rounds.appending import append_leaf, commit, newest, open_round_row, person
from takar.exercises.rounds.refusals import NOT_OPEN, PLENO_MISSING, without_quorum
from takar.kernel.canonical import Json, digest
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.ledger.public import PLENO_TYPE, join_envelopes, leaves, read_key, signed_by, tree_root


def record_pleno(
    owner: str,
    *,
    table: str,
    votes: Mapping[str, int],
    dissent: int,
    minutes: str,
    envelopes: Sequence[Mapping[str, Any]],
    clock: Clock = utc_now,
) -> int | Refusal:
    """The plenary's decision; a later one replaces the one before. Refuses PLENO_WITHOUT_QUORUM.

    `table`: RFC 6962 root (hex) of the full table; `minutes`: their SHA-256 (hex); `votes`: {"yes", "no", "abstain"}.
    Each member signs canonical(pleno_payload(ev=…, table=…, votes=…, dissent=…, minutes=…)) as PLENO_TYPE.
    """
    row = open_round_row(owner)
    if row is None:
        return NOT_OPEN
    fault = _quorum(row, envelopes)
    if fault:
        return fault
    joined = join_envelopes(envelopes)
    before = RoundLeaf.objects.filter(round=owner, key__startswith=f"pleno:{owner}:").order_by("index").last()
    if before and json.loads(before.leaf)["minutes"] == minutes:
        return before.index
    number = RoundLeaf.objects.filter(round=owner, key__startswith=f"pleno:{owner}:").count() + 1
    return append_leaf(
        f"pleno:{owner}:{number}", row, "", None, clock,
        lambda prev: leaves.pleno(
            ev=row.event, at=clock(), event=row.index or 0, table=table, votes=votes, dissent=dissent, minutes=minutes,
            envelope=joined, replaces=before.index if before else leaves.NONE,
        ),
    )  # fmt: skip


def record_decision(
    owner: str, post: str, nip: str, reason: str, *, departs: bool, by: str, clock: Clock = utc_now
) -> int | Refusal:
    """The authority's [PPK] choice for a post, after the plenary in force. Refuses PLENO_MISSING."""
    found = person(owner, nip)
    if isinstance(found, Refusal):
        return found
    row, who = found
    pleno = newest(owner, "pleno")
    if pleno is None:
        return PLENO_MISSING
    fields: dict[str, Json] = {
        "post": post,
        "name": {"name": who.name, "nip": nip},
        "reason": reason,
        "by": by,
    }
    committed = commit(fields, "decision")
    return append_leaf(
        # another choice for the same post is another leaf; the same one is written once
        f"decision:{owner}:{digest(fields)[:16]}:{pleno}", row, "", committed, clock,
        lambda prev: leaves.decision(
            ev=row.event, at=clock(), event=row.index or 0, pleno=pleno, departs=departs, committed=committed
        ),
    )  # fmt: skip


def close_round(owner: str, *, clock: Clock = utc_now) -> int | Refusal:
    """The end of the round: counts of all its leaves and the root over all results."""
    row = open_round_row(owner)
    if row is None:
        return NOT_OPEN

    def build(prev: int) -> bytes:
        counts: Counter[str] = Counter()
        finals: list[bytes] = []
        for _, leaf in evidence_log().leaves(row.index or 0):
            body = json.loads(leaf)
            if body["ev"] == row.event:
                counts[body["t"]] += 1
                finals += [leaf] if body["t"] == "final" else []
        return leaves.event_close(
            ev=row.event, at=clock(), event=row.index or 0, counts=counts, final_root=tree_root(finals).hex()
        )

    return append_leaf(f"close:{owner}", row, "", None, clock, build)


def _quorum(row: Round, envelopes: Sequence[Mapping[str, Any]]) -> Refusal | None:
    terms = row.rules["terms"]
    panel = terms["panel"] or json.loads(row.leaf).get("keys", [])
    least = terms["quorum"] or len(panel) // 2 + 1
    try:
        joined = join_envelopes(envelopes)
        _, who = signed_by(joined, PLENO_TYPE, [read_key(text) for text in panel])
    except (ValueError, IndexError):
        who = frozenset()
    return without_quorum(len(who), least) if len(who) < least else None
