"""Leaves of people's judgement: what raters signed, what was made of it, what the plenary and the authority decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Literal

from takar.kernel.canonical import Json
from takar.ledger.disclosures import Committed
from takar.ledger.leaf_parts import NONE, count, filled, hexed, make_leaf, person, previous

JUDGING = ("rating", "reopen", "raters", "component", "final", "pleno", "decision", "appeal")

RATING_TYPE = "application/vnd.takar.rating+json"
PLENO_TYPE = "application/vnd.takar.pleno+json"
"""Payload types of the signatures inside `rating` and `pleno` leaves."""


def rating(
    *,
    ev: str,
    at: datetime,
    p: str,
    prev: int,
    event: int,
    component: str,
    instrument: str,
    record: str,
    chain: str,
    envelope: Mapping[str, Json],
    committed: Committed,
) -> bytes:
    """A rater's locked sheet. `record`: its digest among `committed`; `chain`: 64 hex, head of the sheet's entries.

    `envelope` (DSSE, RATING_TYPE) signs ev, p, instrument, record and chain.
    """
    if record not in committed.digests:
        raise ValueError("record: one of the committed digests")
    body: dict[str, Json] = {
        "event": count("event", event),
        "component": filled("component", component),
        "instrument": filled("instrument", instrument),
        "record": record,
        "chain": hexed("chain", chain, 64),
        "dsse": dict(envelope),
    }
    return make_leaf("rating", ev, at, person(p, prev, committed) | body)


def reopen(
    *,
    ev: str,
    at: datetime,
    p: str,
    prev: int,
    old: int,
    why: Literal["reopened", "withdrawn"],
    by: Sequence[str],
    committed: Committed,
) -> bytes:
    """The rating at index `old` counts no more: its sheet was opened again, or its rater was withdrawn. By two people."""
    _two(by)
    if why not in ("reopened", "withdrawn"):
        raise ValueError("why: reopened or withdrawn")
    body: dict[str, Json] = {"old": count("old", old), "why": why, "by": list(by)}
    return make_leaf("reopen", ev, at, person(p, prev, committed) | body)


def raters(
    *, ev: str, at: datetime, event: int, keys: Sequence[str], by: Sequence[str], reason: str
) -> bytes:
    """Raters who were appointed after event.commit: their public keys, and the two who decided it."""
    _two(by)
    if not keys:
        raise ValueError("keys: nobody is added")
    body: dict[str, Json] = {
        "event": count("event", event),
        "keys": list(keys),
        "by": list(by),
        "reason": filled("reason", reason),
    }
    return make_leaf("raters", ev, at, body)


def component(
    *,
    ev: str,
    at: datetime,
    p: str,
    prev: int,
    event: int,
    component: str,
    source: str,
    by: Sequence[str],
    committed: Committed,
) -> bytes:
    """A component's value that no rater of this round signed (a certificate, a test). `source`: digest of its document."""
    if not by:
        raise ValueError("by: who entered it")
    body: dict[str, Json] = {
        "event": count("event", event),
        "component": filled("component", component),
        "source": hexed("source", source, 64),
        "by": list(by),
    }
    return make_leaf("component", ev, at, person(p, prev, committed) | body)


def final(
    *,
    ev: str,
    at: datetime,
    p: str,
    prev: int,
    event: int,
    inputs: Mapping[str, Sequence[int]],
    committed: Committed,
) -> bytes:
    """The result by the committed weights. `inputs`: component -> indexes of the leaves that it was made from."""
    if not inputs or not all(inputs.values()):
        raise ValueError("inputs: each component names the leaves it was made from")
    listed: dict[str, Json] = {
        code: [count("input", index) for index in sorted(found)] for code, found in inputs.items()
    }
    body: dict[str, Json] = {"event": count("event", event), "inputs": listed}
    return make_leaf("final", ev, at, person(p, prev, committed) | body)


def pleno(
    *,
    ev: str,
    at: datetime,
    event: int,
    table: str,
    votes: Mapping[str, int],
    dissent: int,
    minutes: str,
    envelope: Mapping[str, Json],
    replaces: int = NONE,
) -> bytes:
    """The plenary's decision. `table`: RFC 6962 root of the full table; `minutes`: digest of the minutes (64 hex each).

    `votes`: {"yes", "no", "abstain"}; `envelope` (DSSE, PLENO_TYPE) is signed by a quorum over `pleno_payload`.
    """
    if not envelope.get("signatures"):
        raise ValueError("envelope: signed by nobody")
    body: dict[str, Json] = {
        "event": count("event", event),
        "table": hexed("table", table, 64),
        "votes": {name: count(name, value) for name, value in votes.items()},
        "dissent": count("dissent", dissent),
        "minutes": hexed("minutes", minutes, 64),
        "replaces": previous(replaces),
        "dsse": dict(envelope),
    }
    return make_leaf("pleno", ev, at, body)


def pleno_payload(
    *, ev: str, table: str, votes: Mapping[str, int], dissent: int, minutes: str
) -> dict[str, Json]:
    """What every member signs (canonical bytes of this)."""
    return {"v": 1, "ev": ev, "table": table, "votes": {**votes}, "dissent": dissent, "minutes": minutes}


def decision(*, ev: str, at: datetime, event: int, pleno: int, departs: bool, committed: Committed) -> bytes:
    """The authority's [PPK] choice for a post. `departs`: not the first name; post, name and reason are committed."""
    body: dict[str, Json] = {
        "event": count("event", event),
        "pleno": count("pleno", pleno),
        "departs": departs,
        "_sd": list(committed.digests),
        "_sd_alg": "sha-256",
    }
    return make_leaf("decision", ev, at, body)


def appeal(
    *,
    ev: str,
    at: datetime,
    p: str,
    prev: int,
    old: int,
    state: Literal["filed", "answered"],
    committed: Committed,
) -> bytes:
    """An objection to the leaf at `old` was filed, or the objection at `old` was answered."""
    if state not in ("filed", "answered"):
        raise ValueError("state: filed or answered")
    return make_leaf(
        "appeal", ev, at, person(p, prev, committed) | {"old": count("old", old), "state": state}
    )


def _two(by: Sequence[str]) -> None:
    if len(set(by)) < 2:
        raise ValueError("by: at least two different people")
