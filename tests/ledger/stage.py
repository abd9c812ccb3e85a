"""A small event played into a log: rules committed, session opened, answers sealed, scores recorded."""

from __future__ import annotations

import hashlib
import os
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from takar.kernel.canonical import Json
from takar.ledger import leaves
from takar.ledger.disclosures import SLOTS, Committed, commit_fields
from takar.ledger.log import Log, open_log
from takar.ledger.receipt import Receipt, build_receipt
from takar.ledger.rules import make_rules, rules_digest, seal_fields

ORIGIN = "log.asesmen.kota-contoh.go.id/2026"
AT = datetime(2026, 1, 5, 1, 0, tzinfo=UTC)
NAMES = {
    "M.01": "Integritas",
    "M.02": "Kerja Sama",
    "M.03": "Komunikasi",
    "M.04": "Orientasi pada Hasil",
    "M.05": "Pelayanan Publik",
    "M.06": "Pengembangan Diri dan Orang Lain",
    "M.07": "Mengelola Perubahan",
    "M.08": "Pengambilan Keputusan",
    "SK.01": "Perekat Bangsa",
}
ASPECTS = (
    "Kemampuan Intelektual",
    "Kemampuan Interpersonal",
    "Kesadaran Diri",
    "Berpikir Kritis dan Strategis",
    "Pemecahan Masalah",
    "Kecerdasan Emosional",
    "Belajar Cepat dan Mengembangkan Diri",
    "Motivasi dan Komitmen",
)
RULESET: dict[str, Json] = {
    "code": "pemetaan",
    "version": "2019.1",
    "purpose": "pemetaan",
    "base": "rating",
    "jpm_decimals": 2,
    "jpm_cap": False,
    "rounding": "half_up",
    "level_rule": "half_up",
    "categories": [
        {"code": "O", "name_id": "Optimal", "name_en": "Optimal", "min": "90"},
        {"code": "CO", "name_id": "Cukup Optimal", "name_en": "Fairly Optimal", "min": "78"},
        {"code": "KO", "name_id": "Kurang Optimal", "name_en": "Less Optimal", "min": "0"},
    ],
    "potential_bands": [
        {"code": code, "low": str(low), "high": str(low + 20)}
        for code, low in zip(("KS", "K", "C", "B", "BS"), range(0, 100, 20), strict=True)
    ],
}
CLASSES = ("pelaksana", "fungsional", "pengawas", "administrator", "jpt_pratama", "jpt_madya", "jpt_utama")
STANDARDS = {
    name: dict.fromkeys(NAMES, level) for name, level in zip(CLASSES, (1, 2, 2, 3, 4, 5, 5), strict=True)
}
VISIBILITY: dict[str, Json] = {
    "when": "at_submission", "levels": True, "potential": True, "jpm": True, "category": True,
}  # fmt: skip
RULES = make_rules(RULESET, visibility=VISIBILITY, standards=STANDARDS)


def hexed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass
class Person:
    p: str
    seal: int = -1
    score: int = -1
    fields: dict[str, Any] = field(default_factory=dict)
    committed: Committed | None = None

    @property
    def disclosures(self) -> list[str]:
        assert self.committed
        return list(self.committed.disclosures.values())


def result_fields(number: int, seed: int = 0) -> dict[str, Any]:
    """A complete, correct result of participant `number` against the administrator's standard."""
    dice = random.Random(seed * 1000 + number)
    fields: dict[str, Any] = {
        "subject": {
            "name": f"Peserta {number}, S.STP., M.Si.",
            "nip": f"19800101200501{number:04d}",
            "number": f"{number:03d}",
            "standard": "administrator",
        }
    }
    hundredths = {code: dice.randrange(200, 450) for code in NAMES}
    for code, name in NAMES.items():
        value = hundredths[code]
        fields[code] = {
            "name": name, "required": 3, "level": (value + 50) // 100, "rating": f"{value // 100}.{value % 100:02d}",
        }  # fmt: skip
    fields["potential"] = [_aspect(place, name, dice) for place, name in enumerate(ASPECTS, 1)]
    total = sum(hundredths.values())
    thousandths = (total * 100 * 10 // 27 + 5) // 10
    fields["total"] = {"total": f"{total // 100}.{total % 100:02d}", "standard_total": "27"}
    fields["jpm"] = f"{thousandths // 100}.{thousandths % 100:02d}"
    fields["category"] = "O" if thousandths >= 9000 else "CO" if thousandths >= 7800 else "KO"
    return fields


def _aspect(place: int, name: str, dice: random.Random) -> dict[str, str]:
    tenths = dice.randrange(0, 1001)
    band = ("KS", "K", "C", "B", "BS")[min(tenths // 200, 4)]
    return {"code": f"P.{place:02d}", "name": name, "score": f"{tenths // 10}.{tenths % 10}", "band": band}


class Stage:
    """`people` sat and were scored; `event` and `opened` are the indexes of the leaves that came before."""

    def __init__(
        self, folder: Path, people: int, rules: dict[str, Json] | None = None, seed: int = 0
    ) -> None:
        self.folder = folder
        self.rules = rules or RULES
        self.log: Log = open_log(folder / "log", folder / "keys", ORIGIN)
        self.ev = leaves.new_event_id(os.urandom)
        self.event = self.log.append([self._commit()]).first
        self.opened = self.log.append([self._open(people)]).first
        self.people = [self._person(number, seed) for number in range(1, people + 1)]
        self.log.append_with(
            lambda first: [self._seal(person, first + i) for i, person in enumerate(self.people)]
        )
        self.log.append_with(
            lambda first: [self._score(person, first + i) for i, person in enumerate(self.people)]
        )

    def receipt(self, person: Person, *, held: bool = False) -> Receipt:
        shown = [] if held else person.disclosures
        return build_receipt(self.log, person.score, rules=self.rules, disclosures=shown)

    @property
    def policy(self) -> str:
        return f"log {self.log.key.vkey}\nquorum none\n"

    def _commit(self) -> bytes:
        return leaves.event_commit(
            ev=self.ev,
            at=AT,
            organiser="BKPSDM Kota Contoh",
            title="Pemetaan kompetensi administrator dan pengawas 2026",
            purpose="pemetaan",
            components=[{"code": "CAT", "name": "Tes kompetensi", "weight": "100"}],
            form_root=hexed("form"),
            key_root=hexed("key"),
            cut_digest=rules_digest(self.rules),
            roster_root=hexed("roster"),
            policy=hexed("policy"),
            schedule={"from": "2026-01-05", "to": "2026-01-09"},
            appeal_days=3,
            erase_after="2029-01-05",
        )

    def _open(self, people: int) -> bytes:
        head = leaves.checkpoint_digest(self.log.checkpoint())
        return leaves.sitting_open(
            ev=self.ev,
            at=AT,
            event=self.event,
            session="Sesi 1",
            room="Ruang CAT 1",
            head=head,
            expected=people,
        )

    def _person(self, number: int, seed: int) -> Person:
        return Person(leaves.new_pseudonym(os.urandom), fields=result_fields(number, seed))

    def _seal(self, person: Person, index: int) -> bytes:
        person.seal = index
        fields = seal_fields({"answers": {"A": "B"}}, nonce="ABCD2345", chain=hexed("chain"))
        return leaves.seal(
            ev=self.ev, at=AT, p=person.p, prev=-1, event=self.event, opened=self.opened, form=hexed("content"),
            answered=238, items=240, committed=commit_fields(fields, SLOTS["seal"], os.urandom),
        )  # fmt: skip

    def _score(self, person: Person, index: int) -> bytes:
        person.score = index
        person.committed = commit_fields(person.fields, SLOTS["score"], os.urandom)
        return leaves.score(
            ev=self.ev,
            at=AT,
            p=person.p,
            prev=person.seal,
            event=self.event,
            seal=person.seal,
            committed=person.committed,
        )
