"""One builder per leaf type. A leaf is canonical JSON of at most 4 KiB and never holds personal data in the clear.

Common fields: v (version), t (type), ev (event), at (UTC, whole minutes); leaves about a person add p (pseudonym), prev (index
of the person's previous leaf, -1 for none), _sd (sorted digests) and _sd_alg. Builders raise ValueError for a malformed field.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from takar.kernel.canonical import Json
from takar.kernel.ids import RandomBytes
from takar.ledger.disclosures import Committed
from takar.ledger.judging_leaves import (
    JUDGING,
    appeal,
    component,
    decision,
    final,
    pleno,
    raters,
    rating,
    reopen,
)
from takar.ledger.leaf_parts import (
    LIMIT,
    NONE,
    LeafTooLarge,
    count,
    filled,
    hexed,
    make_leaf,
    person,
    previous,
)
from takar.ledger.notes import Checkpoint

TYPES = (
    "event.commit", "sitting.open", "sitting.close", "attend", "beat", "seal", "score", "ack", "release", "day.close",
    "event.close", "amend", *JUDGING,
)  # fmt: skip


def new_event_id(random_bytes: RandomBytes) -> str:
    """72 random bits as 18 hex digits."""
    return random_bytes(9).hex()


def new_pseudonym(random_bytes: RandomBytes) -> str:
    """96 random bits as 24 hex digits; new for every person and event, never derived from who it is."""
    return random_bytes(12).hex()


def checkpoint_digest(checkpoint: Checkpoint) -> str:
    """SHA-256 of the checkpoint's signed text, lower-case hex."""
    return hashlib.sha256(checkpoint.text.encode()).hexdigest()


def event_commit(
    *,
    ev: str,
    at: datetime,
    organiser: str,
    title: str,
    purpose: str,
    components: Sequence[Mapping[str, Json]],
    form_root: str,
    key_root: str,
    cut_digest: str,
    roster_root: str,
    policy: str,
    schedule: Mapping[str, Json],
    appeal_days: int,
    erase_after: str,
    norm_digest: str = "",
    prog: str = "",
    keys: Sequence[str] = (),
    panel: Sequence[str] = (),
    quorum: int = 0,
) -> bytes:
    """The rules of an event, before anybody sits. Digests are 64 hex digits; optional ones may be empty.

    `keys`: public keys of those who rate, `panel`: of those who sign the plenary (base64url of 32 bytes each);
    `quorum`: how many of `panel` must sign, 0 for more than half.
    """
    digests = {
        "form_root": form_root,
        "key_root": key_root,
        "cut_digest": cut_digest,
        "roster_root": roster_root,
    }
    optional = {"norm_digest": norm_digest, "prog": prog}
    digests |= {name: value for name, value in optional.items() if value}
    for name, value in {**digests, "policy": policy}.items():
        hexed(name, value, 64)
    if not components or any(set(each) != {"code", "name", "weight"} for each in components):
        raise ValueError("components: a non-empty list of {code, name, weight}")
    body: dict[str, Json] = {
        **digests,
        "policy": policy,
        "organiser": filled("organiser", organiser),
        "title": filled("title", title),
        "purpose": filled("purpose", purpose),
        "components": [dict(each) for each in components],
        "schedule": dict(schedule),
        "appeal_days": count("appeal_days", appeal_days),
        "erase_after": erase_after,
    }
    people: dict[str, Json] = {"keys": list(keys), "panel": list(panel), "quorum": count("quorum", quorum)}
    return make_leaf("event.commit", ev, at, body | {name: value for name, value in people.items() if value})


def sitting_open(
    *, ev: str, at: datetime, event: int, session: str, room: str, head: str, expected: int
) -> bytes:
    """The session begins. `head`: digest of the newest checkpoint, so the opening cannot be dated back."""
    body: dict[str, Json] = {
        "event": count("event", event),
        "session": filled("session", session),
        "room": room,
        "head": hexed("head", head, 64),
        "expected": count("expected", expected),
    }
    return make_leaf("sitting.open", ev, at, body)


def sitting_close(*, ev: str, at: datetime, opened: int, session: str, attended: int, sealed: int) -> bytes:
    body: dict[str, Json] = {
        "open": count("opened", opened),
        "session": filled("session", session),
        "attended": count("attended", attended),
        "sealed": count("sealed", sealed),
    }
    return make_leaf("sitting.close", ev, at, body)


def attend(
    *, ev: str, at: datetime, p: str, prev: int, opened: int, committed: Committed, proctor: str = ""
) -> bytes:
    """Checked in. `proctor`: the proctor's signature envelope, when the device makes one."""
    body: dict[str, Json] = {"open": count("opened", opened)}
    return make_leaf(
        "attend", ev, at, person(p, prev, committed) | body | ({"proctor": proctor} if proctor else {})
    )


def beat(*, ev: str, at: datetime, opened: int, root: str, heads: int) -> bytes:
    """Root over the save-chain heads of all sittings of a session at this minute."""
    body: dict[str, Json] = {
        "open": count("opened", opened),
        "root": hexed("root", root, 64),
        "heads": count("heads", heads),
    }
    return make_leaf("beat", ev, at, body)


def seal(
    *,
    ev: str,
    at: datetime,
    p: str,
    prev: int,
    event: int,
    opened: int,
    form: str,
    answered: int,
    items: int,
    committed: Committed,
) -> bytes:
    """The answers as they were handed in. `form`: 64 hex digits, the digest of the form's content."""
    if not 0 <= answered <= items:
        raise ValueError("answered: between 0 and items")
    body: dict[str, Json] = {
        "event": count("event", event),
        "open": count("opened", opened),
        "form": hexed("form", form, 64),
        "answered": answered,
        "items": items,
    }
    return make_leaf("seal", ev, at, person(p, prev, committed) | body)


def score(*, ev: str, at: datetime, p: str, prev: int, event: int, seal: int, committed: Committed) -> bytes:
    """The result, made from the seal at index `seal` by the rules at index `event`."""
    body: dict[str, Json] = {"event": count("event", event), "seal": count("seal", seal)}
    return make_leaf("score", ev, at, person(p, prev, committed) | body)


def ack(*, ev: str, at: datetime, p: str, prev: int, score: int) -> bytes:
    """The participant pressed “sudah saya lihat”."""
    body: dict[str, Json] = {"p": hexed("p", p, 24), "prev": previous(prev), "score": count("score", score)}
    return make_leaf("ack", ev, at, body)


def release(*, ev: str, at: datetime, event: int, scores: int) -> bytes:
    """Held results were shown from here on. `scores`: how many score leaves the event had by then, at least one."""
    if scores < 1:
        raise ValueError("scores: nothing to release")
    return make_leaf("release", ev, at, {"event": count("event", event), "scores": scores})


def day_close(
    *,
    ev: str,
    at: datetime,
    event: int,
    batch: str,
    day: int,
    date: str,
    entries: int,
    root: str,
    counts: Mapping[str, int],
) -> bytes:
    """The attendance sheet of a day of a batch was signed. `batch`: 24 hex; `day`: 1, 2, 3; `date`: 2026-01-05.

    `root`: RFC 6962 root over the digests of the `entries` attendance entries of that day so far; `counts`: people by status.
    """
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", date):
        raise ValueError(f"date: like 2026-01-05, not {date!r}")
    body: dict[str, Json] = {
        "event": count("event", event),
        "batch": hexed("batch", batch, 24),
        "day": count("day", day),
        "date": date,
        "entries": count("entries", entries),
        "root": hexed("root", root, 64),
        "people": sum(counts.values()),
        "counts": {name: count(name, value) for name, value in counts.items()},
    }
    return make_leaf("day.close", ev, at, body)


def event_close(*, ev: str, at: datetime, event: int, counts: Mapping[str, int], final_root: str) -> bytes:
    """The end: leaves per type, and the RFC 6962 root over the hashes of all final leaves."""
    body: dict[str, Json] = {
        "event": count("event", event),
        "counts": {name: count(name, value) for name, value in counts.items()},
        "final_root": hexed("final_root", final_root, 64),
    }
    return make_leaf("event.close", ev, at, body)


def amend(
    *,
    ev: str,
    at: datetime,
    p: str,
    prev: int,
    old: int,
    reason: str,
    basis: str,
    by: Sequence[str],
    committed: Committed,
) -> bytes:
    """A correction of the leaf at index `old`: reason code, legal basis, and at least two who signed for it."""
    if len(set(by)) < 2:
        raise ValueError("by: at least two different people sign for a correction")
    body: dict[str, Json] = {
        "old": count("old", old),
        "reason": filled("reason", reason),
        "basis": filled("basis", basis),
        "by": list(by),
    }
    return make_leaf("amend", ev, at, person(p, prev, committed) | body)


__all__ = [
    "LIMIT",
    "NONE",
    "TYPES",
    "LeafTooLarge",
    "ack",
    "amend",
    "appeal",
    "attend",
    "beat",
    "checkpoint_digest",
    "component",
    "day_close",
    "decision",
    "event_close",
    "event_commit",
    "final",
    "new_event_id",
    "new_pseudonym",
    "pleno",
    "raters",
    "rating",
    "release",
    "reopen",
    "score",
    "seal",
    "sitting_close",
    "sitting_open",
]
