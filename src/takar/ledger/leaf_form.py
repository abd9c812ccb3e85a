"""The form of leaves as a reader expects it: canonical, of a known type, with the fields of its type."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from takar.kernel.canonical import canonical
from takar.ledger.leaves import TYPES

_FIELDS = {
    "event.commit": {"cut_digest", "form_root", "key_root", "roster_root", "components"},
    "sitting.open": {"event", "session", "head"},
    "sitting.close": {"open", "attended", "sealed"},
    "attend": {"open", "p", "prev", "_sd"},
    "beat": {"open", "root", "heads"},
    "seal": {"event", "open", "p", "prev", "_sd"},
    "score": {"event", "seal", "p", "prev", "_sd"},
    "ack": {"score", "p", "prev"},
    "release": {"event", "scores"},
    "day.close": {"event", "batch", "day", "entries", "root", "people", "counts"},
    "event.close": {"event", "counts", "final_root"},
    "amend": {"old", "reason", "basis", "by", "p", "prev", "_sd"},
    "rating": {"event", "component", "instrument", "record", "chain", "dsse", "p", "prev", "_sd"},
    "reopen": {"old", "why", "by", "p", "prev", "_sd"},
    "raters": {"event", "keys", "by", "reason"},
    "component": {"event", "component", "source", "by", "p", "prev", "_sd"},
    "final": {"event", "inputs", "p", "prev", "_sd"},
    "pleno": {"event", "table", "votes", "dissent", "minutes", "replaces", "dsse"},
    "decision": {"event", "pleno", "departs", "_sd"},
    "appeal": {"old", "state", "p", "prev", "_sd"},
}
assert set(_FIELDS) == set(TYPES)


def parsed_leaf(leaf: bytes) -> Mapping[str, Any] | None:
    """The leaf's fields, None unless it is canonical, of a known type and has the fields of its type."""
    try:
        body = json.loads(leaf)
        whole = isinstance(body, dict) and canonical(body) == leaf
    except ValueError:
        return None
    if not whole or body.get("v") != 1 or body.get("t") not in _FIELDS:
        return None
    return body if {"ev", "at"} | _FIELDS[body["t"]] <= set(body) else None
