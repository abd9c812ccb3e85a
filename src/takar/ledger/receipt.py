"""Making receipts: a C2SP tlog-proof whose `extra` carries the leaf, its opened values, and what it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from takar.kernel.canonical import Json
from takar.ledger.notes import Checkpoint, encoded
from takar.ledger.reader import LogReader
from takar.ledger.verifier import compose, receipt_code


@dataclass(frozen=True, slots=True)
class Receipt:
    """`text`: the file's content; `name`: its file name; `code`: 16 characters that stand for the leaf."""

    text: str
    code: str
    index: int
    checkpoint: Checkpoint

    @property
    def name(self) -> str:
        return f"bukti-{self.code}.tlog-proof"


@dataclass(frozen=True, slots=True)
class Correction:
    """An amend leaf that a receipt carries, with the disclosures it opens."""

    index: int
    disclosures: Sequence[str]


def build_receipt(
    log: LogReader,
    index: int,
    *,
    rules: Mapping[str, Json],
    disclosures: Iterable[str] = (),
    corrections: Iterable[Correction] = (),
    checkpoint: Checkpoint | None = None,
) -> Receipt:
    """The receipt of the score, seal or final leaf at `index`, proven against the newest checkpoint of `log`.

    `disclosures`: those that may be shown, none for a held result. `rules`: what event.commit's cut_digest
    stands for. `checkpoint`: give it when many receipts are made at once. `log` must know
    its verifier key. Raises ValueError for another leaf type.
    """
    if not log.vkey:
        raise ValueError("open the log with its verifier key")
    head = checkpoint or log.checkpoint()
    leaf = log.leaf(index, head.size)
    body = json.loads(leaf)
    if body["t"] not in ("score", "seal", "final"):
        raise ValueError(f"no receipt for a leaf of type {body['t']}")
    extra: dict[str, Json] = {
        "v": 1,
        "code": receipt_code(leaf),
        "vkey": log.vkey,
        "leaf": leaf.decode(),
        "disclosures": list(disclosures),
        "event": _entry(log, body["event"], head.size),
        "rules": dict(rules),
    }
    extra |= (
        _judged(log, body, index, head.size) if body["t"] == "final" else _sat(log, body, index, head.size)
    )
    amends: list[Json] = [
        _entry(log, each.index, head.size) | {"disclosures": list(each.disclosures)} for each in corrections
    ]
    if amends:
        extra["amends"] = amends
    text = compose(extra, index, log.inclusion(index, head.size), head.note)
    return Receipt(text, str(extra["code"]), index, head)


def _sat(log: LogReader, body: Mapping[str, Any], index: int, size: int) -> dict[str, Json]:
    """What a score rests on: the seal of the answers, and the session."""
    seal = body["seal"] if body["t"] == "score" else index
    opened = json.loads(log.leaf(seal, size))["open"]
    own: dict[str, Json] = {} if seal == index else {"seal": _entry(log, seal, size)}
    return own | {"open": _entry(log, opened, size)}


def _judged(log: LogReader, body: Mapping[str, Any], index: int, size: int) -> dict[str, Json]:
    """What a judged result rests on: its ratings, and raters who were listed after the commitment."""
    named = {each for found in body["inputs"].values() for each in found}
    for place, leaf in log.leaves(body["event"], index):
        if b'"t":"raters"' in leaf and json.loads(leaf)["ev"] == body["ev"]:
            named.add(place)
    return {"inputs": [_entry(log, each, size) for each in sorted(named)]}


def _entry(log: LogReader, index: int, size: int) -> dict[str, Json]:
    return {
        "index": index,
        "leaf": log.leaf(index, size).decode(),
        "proof": [encoded(each) for each in log.inclusion(index, size)],
    }
