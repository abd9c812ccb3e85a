"""The monitor's rules for people's judgement: who may rate, what a result rests on, when a plenary may decide."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from takar.kernel.canonical import canonical
from takar.ledger.dsse import read_key, signed_by
from takar.ledger.judging_leaves import PLENO_TYPE, RATING_TYPE, pleno_payload
from takar.ledger.leaf_parts import NONE

Body = Mapping[str, Any]
# index, code, sentence in Indonesian, sentence in English
Say = Callable[[int, str, str, str], None]


@dataclass
class Judging:
    """What has been seen of one event's judging."""

    components: tuple[str, ...] = ()
    keys: list[bytes] = field(default_factory=list)
    panel: list[bytes] = field(default_factory=list)
    quorum: int = 0
    # index -> (p, component, instrument, key): ratings that count now
    ratings: dict[int, tuple[str, str, str, str]] = field(default_factory=dict)
    values: dict[int, tuple[str, str]] = field(default_factory=dict)
    results: dict[int, str] = field(default_factory=dict)
    # (p, part) -> index: a person has one result for each part
    finals: dict[tuple[str, str], int] = field(default_factory=dict)
    appeals: dict[int, str] = field(default_factory=dict)
    pleno: int = NONE

    def committed(self, body: Body) -> None:
        """Read event.commit. Keys that cannot be read are nobody's."""
        self.components = tuple(each["code"] for each in body["components"])
        self.keys = _keys(body.get("keys", ()))
        self.panel = _keys(body.get("panel", ())) or self.keys
        self.quorum = body.get("quorum") or len(self.panel) // 2 + 1

    def rules(self) -> dict[str, Callable[[int, Body, Say], None]]:
        return {
            "rating": self._rating,
            "reopen": self._reopen,
            "raters": self._raters,
            "component": self._component,
            "final": self._final,
            "pleno": self._pleno,
            "decision": self._decision,
            "appeal": self._appeal,
        }

    def _rating(self, index: int, body: Body, say: Say) -> None:
        signer = self._signer(index, body, say)
        self._known(index, body["component"], say)
        mine = (body["p"], body["component"], body["instrument"], signer)
        earlier = [at for at, known in self.ratings.items() if known == mine]
        if signer and earlier:
            say(
                index, "SECOND_RATING",
                f"penilai ini sudah menilai orang ini pada {earlier[0]} dan lembarnya tidak dibuka lagi",
                f"this rater already rated this person at {earlier[0]} and the sheet was not opened again",
            )  # fmt: skip
        self.ratings[index] = mine

    def _signer(self, index: int, body: Body, say: Say) -> str:
        """Id of the listed key that signed; "" with a finding when none did, or when something else was signed."""
        try:
            payload, who = signed_by(body["dsse"], RATING_TYPE, self.keys)
            said = json.loads(payload)
            same = all(said.get(name) == body[name] for name in _SIGNED) and body["record"] in body["_sd"]
        except (ValueError, AttributeError):
            who, same = frozenset(), False
        if len(who) != 1:
            say(
                index, "UNLISTED_SIGNER",
                "penilaian tidak ditandatangani oleh satu kunci penilai yang ditetapkan",
                "the rating is not signed by one key of the appointed raters",
            )  # fmt: skip
        elif not same:
            say(
                index, "OTHER_SIGNED", "yang ditandatangani penilai bukan isi catatan ini",
                "what the rater signed is not what this leaf says",
            )  # fmt: skip
        return min(who) if who else ""

    def _reopen(self, index: int, body: Body, say: Say) -> None:
        _two(index, body, say)
        known = self.ratings.pop(body["old"], None)
        if known is None or known[0] != body["p"]:
            say(
                index, "FOREIGN_REOPEN", "mencabut penilaian yang tidak ada, sudah dicabut, atau milik orang lain",
                "takes back a rating that is not there, was taken back already, or is another person's",
            )  # fmt: skip

    def _raters(self, index: int, body: Body, say: Say) -> None:
        _two(index, body, say)
        self.keys = [*self.keys, *_keys(body["keys"])]

    def _component(self, index: int, body: Body, say: Say) -> None:
        self._known(index, body["component"], say)
        self.values[index] = (body["p"], body["component"])

    def _known(self, index: int, code: str, say: Say) -> None:
        if code not in self.components:
            say(
                index, "COMPONENT_UNKNOWN", f"komponen {code} tidak ditetapkan sebelumnya",
                f"component {code} was not committed to",
            )  # fmt: skip

    def _final(self, index: int, body: Body, say: Say) -> None:
        for code in self.components:
            if not body["inputs"].get(code):
                say(
                    index, "COMPONENT_MISSING", f"hasil akhir tanpa komponen {code}",
                    f"a result without component {code}",
                )  # fmt: skip
        named = {at for found in body["inputs"].values() for at in found}
        for code, found in body["inputs"].items():
            self._known(index, code, say)
            for at in found:
                self._input(index, body["p"], code, at, say)
        parts = {part_of(self.ratings[at][2]) for at in named if at in self.ratings}
        for at, (p, _code, instrument, _key) in self.ratings.items():
            if p == body["p"] and at not in named and (not parts or part_of(instrument) in parts):
                say(
                    index, "RATING_LEFT_OUT", f"penilaian pada {at} tidak ikut dihitung",
                    f"the rating at {at} was left out",
                )  # fmt: skip
        for part in sorted(parts or {""}):
            before = self.finals.setdefault((body["p"], part), index)
            if before != index:
                say(
                    index, "SECOND_FINAL",
                    f"orang ini sudah mempunyai hasil akhir pada {before}; koreksi harus berupa amend",
                    f"this person already has a result at {before}; a correction must be an amend",
                )  # fmt: skip

    def finals_of(self, p: str) -> frozenset[int]:
        """Indexes of a person's results: one, or one per part that the person was judged for."""
        return frozenset(index for (who, _part), index in self.finals.items() if who == p)

    def _input(self, index: int, p: str, code: str, at: int, say: Say) -> None:
        """A rating or component of this person there; or a result of another event, which has another pseudonym."""
        own = self.ratings.get(at, ("", ""))[:2] == (p, code) or self.values.get(at) == (p, code)
        if not own and at not in self.results:
            say(
                index, "FOREIGN_INPUT", f"komponen {code}: catatan {at} bukan penilaian orang ini, atau sudah dicabut",
                f"component {code}: leaf {at} is no rating of this person, or was taken back",
            )  # fmt: skip

    def _pleno(self, index: int, body: Body, say: Say) -> None:
        try:
            payload, who = signed_by(body["dsse"], PLENO_TYPE, self.panel)
        except ValueError:
            payload, who = b"", frozenset()
        parts = {name: body[name] for name in ("ev", "table", "votes", "dissent", "minutes")}
        if payload != canonical(pleno_payload(**parts)):
            say(
                index, "OTHER_SIGNED", "yang ditandatangani anggota bukan isi catatan ini",
                "what the members signed is not what this leaf says",
            )  # fmt: skip
        if len(who) < max(self.quorum, 1):
            say(
                index, "NO_PLENO_QUORUM", f"ditandatangani {len(who)} anggota, disyaratkan {self.quorum}",
                f"signed by {len(who)} members, {self.quorum} are required",
            )  # fmt: skip
        if body["replaces"] != self.pleno:
            say(
                index, "SECOND_PLENO", f"tidak menyebut pleno sebelumnya ({self.pleno})",
                f"does not name the plenary before it ({self.pleno})",
            )  # fmt: skip
        self.pleno = index

    def _decision(self, index: int, body: Body, say: Say) -> None:
        if self.pleno == NONE or body["pleno"] != self.pleno:
            say(
                index, "DECISION_WITHOUT_PLENO", "keputusan tidak menunjuk ke pleno yang berlaku",
                "the decision does not point to the plenary in force",
            )  # fmt: skip

    def _appeal(self, index: int, body: Body, say: Say) -> None:
        filed = body["state"] == "filed"
        if (filed and body["old"] not in {*self.finals_of(body["p"]), self.pleno}) or (
            not filed and self.appeals.pop(body["old"], "") != body["p"]
        ):
            say(
                index, "FOREIGN_APPEAL", "keberatan atau jawabannya menunjuk ke catatan orang lain",
                "the objection or its answer points to another person's leaf",
            )  # fmt: skip
        if filed:
            self.appeals[index] = body["p"]


def part_of(instrument: str) -> str:
    """The part of an event that an instrument belongs to: "J1" of "J1:teknis"; "" where there is one only."""
    return instrument.rpartition(":")[0]


_SIGNED = ("ev", "p", "instrument", "record", "chain")


def _two(index: int, body: Body, say: Say) -> None:
    if len(set(body["by"])) < 2:
        say(index, "ONE_SIGNER", "diputuskan satu orang saja", "decided by one person only")


def _keys(texts: Any) -> list[bytes]:
    found = []
    for text in texts:
        try:
            found.append(read_key(text))
        except (ValueError, TypeError):
            continue
    return found
