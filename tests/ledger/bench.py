"""A small panel played into a log: rules and keys committed, people judged, results, plenary, choice, objections."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from takar.kernel.canonical import canonical, digest
from takar.ledger import leaves
from takar.ledger.disclosures import SLOTS, Committed, commit_fields, disclosure_digest
from takar.ledger.dsse import key_text, sign_envelope
from takar.ledger.judging_leaves import PLENO_TYPE, RATING_TYPE, pleno_payload
from takar.ledger.keys import policy_text
from takar.ledger.log import open_log
from takar.ledger.receipt import build_receipt
from tests.ledger.stage import AT, ORIGIN, hexed

RULES: dict[str, Any] = {
    "code": "jpt",
    "version": "2026.1",
    "components": [
        {"code": "wawancara", "name": "Wawancara", "weight": "60"},
        {"code": "makalah", "name": "Makalah", "weight": "40"},
    ],
    "decimals": 2,
    "rounding": "half_up",
    "categories": [
        {"code": "MS", "name_id": "Memenuhi", "name_en": "Meets", "min": "80"},
        {"code": "TMS", "name_id": "Tidak", "name_en": "Below", "min": "0"},
    ],
}
P, OTHER = "1" * 24, "2" * 24
PARTS: dict[str, Any] = {
    "table": hexed("t"),
    "votes": {"yes": 2, "no": 1, "abstain": 0},
    "dissent": 1,
    "minutes": hexed("m"),
}


def fields(**changes: Any) -> dict[str, Any]:
    """A correct result: 0.6 × 78.50 + 0.4 × 83.25 = 80.40."""
    values = {"wawancara": "78.50", "makalah": "83.25"}
    return {
        "subject": {"name": "Peserta Satu", "nip": "1" * 18, "number": "001", "standard": ""},
        "components": [{**one, "value": values[one["code"]]} for one in RULES["components"]],
        "total": {"total": "80.40"},
        "category": "MS",
        **changes,
    }


class Bench:
    """Three raters (the third not listed) and one person, who is judged by the first two."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = open_log(folder / "log", folder / "keys", ORIGIN)
        self.keys = [Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2, 3)]
        self.ev = leaves.new_event_id(os.urandom)
        self.last: dict[str, int] = {}
        self.event = self.add(self.commit())
        self.ratings = [
            self.add(self.rating(key, component))
            for component in ("wawancara", "makalah")
            for key in self.keys[:2]
        ]
        self.committed = commit_fields(fields(), SLOTS["final"], os.urandom)

    @property
    def policy(self) -> str:
        return policy_text(self.log.key.vkey)

    def add(self, leaf: bytes) -> int:
        index = self.log.append([leaf]).first
        body = json.loads(leaf)
        if "p" in body:
            self.last[body["p"]] = index
        return index

    def text(self, number: int) -> str:
        return key_text(self.keys[number].public_key().public_bytes_raw())

    def commit(self, **changes: Any) -> bytes:
        given: dict[str, Any] = {
            "ev": self.ev, "at": AT, "organiser": "Kota Contoh", "title": "Seleksi", "purpose": "seleksi",
            "components": RULES["components"], "form_root": hexed("f"), "key_root": hexed("k"),
            "cut_digest": digest(RULES), "roster_root": hexed("r"), "policy": hexed("p"), "schedule": {}, "appeal_days": 3,
            "erase_after": "2029-01-05", "keys": [self.text(0), self.text(1)],
        }  # fmt: skip
        return leaves.event_commit(**(given | changes))

    def rating(
        self,
        key: Ed25519PrivateKey,
        component: str,
        p: str = P,
        said: dict[str, Any] | None = None,
        **changes: Any,
    ) -> bytes:
        committed = commit_fields({"record": {"values": {}}, "rater": "x"}, SLOTS["rating"], os.urandom)
        record = disclosure_digest(committed.disclosures["record"])
        links: dict[str, Any] = {
            "ev": self.ev,
            "p": p,
            "instrument": f"ruang-{component}",
            "record": record,
            "chain": hexed("c"),
        }
        payload = canonical({"v": 1, "sheet": "s", **links, **(said or {})})
        public = key.public_key().public_bytes_raw()
        envelope = sign_envelope(RATING_TYPE, payload, [(public, key.sign)])
        given = links | {
            "at": AT, "prev": self.last.get(p, -1), "event": self.event, "component": component, "envelope": envelope,
            "committed": committed,
        }  # fmt: skip
        return leaves.rating(**(given | changes))

    def reopen(self, old: int, by: list[str] | None = None, p: str = P) -> bytes:
        return leaves.reopen(
            ev=self.ev, at=AT, p=p, prev=self.last.get(p, -1), old=old, why="reopened", by=by or ["a", "b"],
            committed=commit_fields({"reason": "r"}, SLOTS["reopen"], os.urandom),
        )  # fmt: skip

    def raters(self, by: list[str] | None = None) -> bytes:
        return leaves.raters(
            ev=self.ev, at=AT, event=self.event, keys=[self.text(2)], by=by or ["a", "b"], reason="sakit"
        )

    def final(
        self, inputs: dict[str, list[int]] | None = None, committed: Committed | None = None, p: str = P
    ) -> bytes:
        return leaves.final(
            ev=self.ev, at=AT, p=p, prev=self.last.get(p, -1), event=self.event, inputs=inputs or self.inputs,
            committed=committed or self.committed,
        )  # fmt: skip

    @property
    def inputs(self) -> dict[str, list[int]]:
        return {"wawancara": self.ratings[:2], "makalah": self.ratings[2:]}

    def pleno(self, signers: int = 2, replaces: int = -1, **changes: Any) -> bytes:
        payload = canonical(pleno_payload(ev=self.ev, **(PARTS | changes)))
        signed = [(key.public_key().public_bytes_raw(), key.sign) for key in self.keys[:signers]]
        envelope = sign_envelope(PLENO_TYPE, payload, signed)
        return leaves.pleno(
            ev=self.ev, at=AT, event=self.event, envelope=envelope, replaces=replaces, **PARTS
        )

    def decision(self, pleno: int) -> bytes:
        committed = commit_fields({"post": "kadis"}, SLOTS["decision"], os.urandom)
        return leaves.decision(
            ev=self.ev, at=AT, event=self.event, pleno=pleno, departs=False, committed=committed
        )

    def appeal(self, old: int, state: Any = "filed", p: str = P) -> bytes:
        committed = commit_fields({"text": "x"}, SLOTS["appeal"], os.urandom)
        return leaves.appeal(
            ev=self.ev, at=AT, p=p, prev=self.last.get(p, -1), old=old, state=state, committed=committed
        )

    def component(self, code: str, p: str = P) -> bytes:
        committed = commit_fields({"value": "80"}, SLOTS["component"], os.urandom)
        return leaves.component(
            ev=self.ev, at=AT, p=p, prev=self.last.get(p, -1), event=self.event, component=code, source=hexed("s"),
            by=["a"], committed=committed,
        )  # fmt: skip

    def receipt(self, index: int, shown: list[str] | None = None, committed: Committed | None = None) -> str:
        opened = (committed or self.committed).disclosures
        texts = [text for name, text in opened.items() if shown is None or name in shown]
        return build_receipt(self.log, index, rules=RULES, disclosures=texts).text

    def judged(self, **changes: Any) -> str:
        """A receipt of a result with these fields, right or wrong, as the log has recorded it."""
        committed = commit_fields(fields(**changes), SLOTS["final"], os.urandom)
        return self.receipt(self.add(self.final(committed=committed)), committed=committed)
