"""One builder per leaf type. A leaf is canonical JSON of at most 4 KiB and never holds personal data in the clear.

Common fields: v (version), t (type), ev (event), at (UTC, whole minutes); leaves about a person add p (pseudonym), prev (index
of the person's previous leaf, -1 for none), _sd (sorted digests) and _sd_alg. Builders raise ValueError for a malformed field.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from takar.kernel.canonical import Json, canonical
from takar.kernel.ids import RandomBytes
from takar.ledger.disclosures import Committed
from takar.ledger.notes import Checkpoint

LIMIT = 4096
NONE = -1

TYPES = (
    "event.commit", "sitting.open", "sitting.close", "attend", "beat", "seal", "score", "ack", "release", "day.close",
    "event.close", "amend",
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
) -> bytes:
    """The rules of an event, before anybody sits. Digests are 64 hex digits; optional ones may be empty."""
    digests = {
        "form_root": form_root,
        "key_root": key_root,
        "cut_digest": cut_digest,
        "roster_root": roster_root,
    }
    optional = {"norm_digest": norm_digest, "prog": prog}
    digests |= {name: value for name, value in optional.items() if value}
    for name, value in {**digests, "policy": policy}.items():
        _hex(name, value, 64)
    if not components or any(set(each) != {"code", "name", "weight"} for each in components):
        raise ValueError("components: a non-empty list of {code, name, weight}")
    body: dict[str, Json] = {
        **digests,
        "policy": policy,
        "organiser": _filled("organiser", organiser),
        "title": _filled("title", title),
        "purpose": _filled("purpose", purpose),
        "components": [dict(each) for each in components],
        "schedule": dict(schedule),
        "appeal_days": _count("appeal_days", appeal_days),
        "erase_after": erase_after,
    }
    return _leaf("event.commit", ev, at, body | ({"keys": list(keys)} if keys else {}))


def sitting_open(
    *, ev: str, at: datetime, event: int, session: str, room: str, head: str, expected: int
) -> bytes:
    """The session begins. `head`: digest of the newest checkpoint, so the opening cannot be dated back."""
    body: dict[str, Json] = {
        "event": _count("event", event),
        "session": _filled("session", session),
        "room": room,
        "head": _hex("head", head, 64),
        "expected": _count("expected", expected),
    }
    return _leaf("sitting.open", ev, at, body)


def sitting_close(*, ev: str, at: datetime, opened: int, session: str, attended: int, sealed: int) -> bytes:
    body: dict[str, Json] = {
        "open": _count("opened", opened),
        "session": _filled("session", session),
        "attended": _count("attended", attended),
        "sealed": _count("sealed", sealed),
    }
    return _leaf("sitting.close", ev, at, body)


def attend(
    *, ev: str, at: datetime, p: str, prev: int, opened: int, committed: Committed, proctor: str = ""
) -> bytes:
    """Checked in. `proctor`: the proctor's signature envelope, when the device makes one."""
    body: dict[str, Json] = {"open": _count("opened", opened)}
    return _leaf(
        "attend", ev, at, _person(p, prev, committed) | body | ({"proctor": proctor} if proctor else {})
    )


def beat(*, ev: str, at: datetime, opened: int, root: str, heads: int) -> bytes:
    """Root over the save-chain heads of all sittings of a session at this minute."""
    body: dict[str, Json] = {
        "open": _count("opened", opened),
        "root": _hex("root", root, 64),
        "heads": _count("heads", heads),
    }
    return _leaf("beat", ev, at, body)


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
        "event": _count("event", event),
        "open": _count("opened", opened),
        "form": _hex("form", form, 64),
        "answered": answered,
        "items": items,
    }
    return _leaf("seal", ev, at, _person(p, prev, committed) | body)


def score(*, ev: str, at: datetime, p: str, prev: int, event: int, seal: int, committed: Committed) -> bytes:
    """The result, made from the seal at index `seal` by the rules at index `event`."""
    body: dict[str, Json] = {"event": _count("event", event), "seal": _count("seal", seal)}
    return _leaf("score", ev, at, _person(p, prev, committed) | body)


def ack(*, ev: str, at: datetime, p: str, prev: int, score: int) -> bytes:
    """The participant pressed “sudah saya lihat”."""
    body: dict[str, Json] = {"p": _hex("p", p, 24), "prev": _previous(prev), "score": _count("score", score)}
    return _leaf("ack", ev, at, body)


def release(*, ev: str, at: datetime, event: int, scores: int) -> bytes:
    """Held results were shown from here on. `scores`: how many score leaves the event had by then, at least one."""
    if scores < 1:
        raise ValueError("scores: nothing to release")
    return _leaf("release", ev, at, {"event": _count("event", event), "scores": scores})


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
        "event": _count("event", event),
        "batch": _hex("batch", batch, 24),
        "day": _count("day", day),
        "date": date,
        "entries": _count("entries", entries),
        "root": _hex("root", root, 64),
        "people": sum(counts.values()),
        "counts": {name: _count(name, value) for name, value in counts.items()},
    }
    return _leaf("day.close", ev, at, body)


def event_close(*, ev: str, at: datetime, event: int, counts: Mapping[str, int], final_root: str) -> bytes:
    """The end: leaves per type, and the RFC 6962 root over the hashes of all final leaves."""
    body: dict[str, Json] = {
        "event": _count("event", event),
        "counts": {name: _count(name, value) for name, value in counts.items()},
        "final_root": _hex("final_root", final_root, 64),
    }
    return _leaf("event.close", ev, at, body)


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
        "old": _count("old", old),
        "reason": _filled("reason", reason),
        "basis": _filled("basis", basis),
        "by": list(by),
    }
    return _leaf("amend", ev, at, _person(p, prev, committed) | body)


def _leaf(kind: str, ev: str, at: datetime, body: Mapping[str, Json]) -> bytes:
    common: dict[str, Json] = {"v": 1, "t": kind, "ev": _hex("ev", ev, 18), "at": _minute(at)}
    leaf = canonical(common | dict(body))
    if len(leaf) > LIMIT:
        raise ValueError(f"{kind}: {len(leaf)} bytes, at most {LIMIT}")
    return leaf


def _person(p: str, prev: int, committed: Committed) -> dict[str, Json]:
    return {
        "p": _hex("p", p, 24),
        "prev": _previous(prev),
        "_sd": list(committed.digests),
        "_sd_alg": "sha-256",
    }


def _minute(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("at: a time with its zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")


def _hex(name: str, value: str, length: int) -> str:
    if not re.fullmatch(f"[0-9a-f]{{{length}}}", value):
        raise ValueError(f"{name}: {length} lower-case hex digits, not {value!r}")
    return value


def _count(name: str, value: int) -> int:
    if value < 0:
        raise ValueError(f"{name}: not negative")
    return value


def _previous(value: int) -> int:
    if value < NONE:
        raise ValueError("prev: an index, or -1")
    return value


def _filled(name: str, value: str) -> str:
    if not value.strip():
        raise ValueError(f"{name}: not empty")
    return value
