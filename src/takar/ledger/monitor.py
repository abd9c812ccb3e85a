"""Rules that anyone can check on a log, without a key and without a secret (docs/rules/receipts.md).

One pass over all leaves; each broken rule is a finding with the index of the leaf that breaks it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from takar.ledger.judging_rules import Judging
from takar.ledger.leaf_form import parsed_leaf
from takar.ledger.leaf_parts import NONE
from takar.ledger.reader import LogReader
from takar.ledger.tree import tree_root


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong, and at which leaf (-1: the log as a whole)."""

    index: int
    code: str
    id: str
    en: str


@dataclass
class _Event:
    """What has been seen of one event so far."""

    commit: int = NONE
    closed: bool = False
    released: int = NONE
    counts: Counter[str] = field(default_factory=Counter)
    opened: dict[int, Counter[str]] = field(default_factory=dict)
    shut: set[int] = field(default_factory=set)
    seals: dict[str, int] = field(default_factory=dict)
    scores: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    finals: list[bytes] = field(default_factory=list)
    days: dict[tuple[str, int], int] = field(default_factory=dict)
    judging: Judging = field(default_factory=Judging)


def monitor(log: LogReader) -> list[Finding]:
    """Every broken rule in the log, in its order."""
    return _Monitor().run(log)


class _Monitor:
    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._events: dict[str, _Event] = {}
        self._results: dict[int, str] = {}
        self._rules: dict[str, Callable[[int, Mapping[str, Any], _Event], None]] = {
            "event.commit": self._commit,
            "sitting.open": self._open,
            "sitting.close": self._close,
            "attend": self._attend,
            "seal": self._seal,
            "score": self._score,
            "ack": self._ack,
            "amend": self._amend,
            "release": self._release,
            "day.close": self._day_close,
            "event.close": self._event_close,
        }

    def run(self, log: LogReader) -> list[Finding]:
        for index, leaf in log.leaves():
            body = parsed_leaf(leaf)
            if body is None:
                self._say(
                    index, "LEAF_FORM", "catatan tidak berbentuk baku", "the leaf is not in canonical form"
                )
            else:
                self._look(index, leaf, body)
        return self.findings

    def _look(self, index: int, leaf: bytes, body: Mapping[str, Any]) -> None:
        kind, event = body["t"], self._event(body["ev"])
        if event.commit == NONE and kind != "event.commit":
            self._say(
                index, "BEFORE_COMMIT", f"{kind} mendahului penetapan aturan", f"{kind} precedes the rules"
            )
        if event.closed and kind not in ("ack", "amend", "release", "day.close", "appeal"):
            self._say(
                index, "AFTER_CLOSE", f"{kind} setelah acara ditutup", f"{kind} after the event was closed"
            )
        if kind in self._rules:
            self._rules[kind](index, body, event)
        else:
            self._judge(index, body, event)
        if "p" in body:
            self._chain(index, body, event)
        event.counts[kind] += 1
        if kind in ("score", "final"):
            event.finals.append(leaf)
            self._results[index] = body["p"]

    def _event(self, name: str) -> _Event:
        return self._events.setdefault(name, _Event(judging=Judging(results=self._results)))

    def _judge(self, index: int, body: Mapping[str, Any], event: _Event) -> None:
        rule = event.judging.rules().get(body["t"])
        if rule is None:
            return
        if body.get("event", event.commit) != event.commit:
            self._say(index, "WRONG_EVENT", "menunjuk ke acara lain", "points to another event")
        rule(index, body, self._say)

    def _commit(self, index: int, body: Mapping[str, Any], event: _Event) -> None:
        if event.commit != NONE:
            self._say(
                index,
                "SECOND_COMMIT",
                f"aturan acara ditetapkan dua kali (sebelumnya pada {event.commit})",
                f"the event's rules are committed twice (before at {event.commit})",
            )
        else:
            event.commit = index
            event.judging.committed(body)

    def _open(self, index: int, body: Mapping[str, Any], event: _Event) -> None:
        event.opened[index] = Counter()
        if body["event"] != event.commit:
            self._say(
                index, "WRONG_EVENT", "sesi menunjuk ke acara lain", "the session points to another event"
            )

    def _close(self, index: int, body: Mapping[str, Any], event: _Event) -> None:
        seen = event.opened.get(body["open"])
        if seen is None or body["open"] in event.shut:
            self._say(
                index,
                "CLOSE_UNOPENED",
                "menutup sesi yang tidak terbuka",
                "closes a session that is not open",
            )
            return
        event.shut.add(body["open"])
        for name, kind in (("attended", "attend"), ("sealed", "seal")):
            if body[name] != seen[kind]:
                self._count(index, kind, body[name], seen[kind])

    def _attend(self, index: int, body: Mapping[str, Any], event: _Event) -> None:
        self._in_session(index, body, event)

    def _seal(self, index: int, body: Mapping[str, Any], event: _Event) -> None:
        self._in_session(index, body, event)
        if body["p"] in event.seals:
            self._say(
                index,
                "SECOND_SEAL",
                f"jawaban orang ini sudah disegel pada {event.seals[body['p']]}",
                f"this person's answers were already sealed at {event.seals[body['p']]}",
            )
        event.seals.setdefault(body["p"], index)

    def _in_session(self, index: int, body: Mapping[str, Any], event: _Event) -> None:
        if body["open"] not in event.opened or body["open"] in event.shut:
            self._say(
                index, "OUTSIDE_SESSION", f"{body['t']} di luar sesi", f"{body['t']} outside its session"
            )
        else:
            event.opened[body["open"]][body["t"]] += 1

    def _score(self, index: int, body: Mapping[str, Any], event: _Event) -> None:
        if event.seals.get(body["p"]) != body["seal"] or body["event"] != event.commit:
            self._say(
                index, "FOREIGN_SEAL", "nilai tanpa segel miliknya sendiri", "a score without its own seal"
            )
        if body["p"] in event.scores:
            self._say(
                index,
                "SECOND_SCORE",
                f"orang ini sudah dinilai pada {event.scores[body['p']]}; koreksi harus berupa amend",
                f"this person was already scored at {event.scores[body['p']]}; a correction must be an amend",
            )
        event.scores.setdefault(body["p"], index)

    def _ack(self, index: int, body: Mapping[str, Any], event: _Event) -> None:
        if event.scores.get(body["p"]) != body["score"]:
            self._say(
                index, "FOREIGN_SCORE", "menyatakan melihat nilai orang lain", "acknowledges another's score"
            )

    def _amend(self, index: int, body: Mapping[str, Any], event: _Event) -> None:
        if len(set(body["by"])) < 2:
            self._say(
                index, "ONE_SIGNER", "koreksi tanpa dua penanda tangan", "a correction without two signers"
            )
        own = {found.get(body["p"]) for found in (event.seals, event.scores)}
        if body["old"] not in own | event.judging.finals_of(body["p"]):
            self._say(
                index, "FOREIGN_AMEND", "koreksi atas catatan orang lain", "corrects another person's record"
            )

    def _release(self, index: int, body: Mapping[str, Any], event: _Event) -> None:
        if body["event"] != event.commit:
            self._say(
                index,
                "WRONG_EVENT",
                "pengumuman menunjuk ke acara lain",
                "the release points to another event",
            )
        if event.released != NONE:
            self._say(
                index,
                "SECOND_RELEASE",
                f"hasil sudah diumumkan pada {event.released}",
                f"the results were already released at {event.released}",
            )
        if not event.counts["score"]:
            self._say(
                index, "RELEASE_EMPTY", "pengumuman sebelum ada nilai", "a release before there was any score"
            )
        if body["scores"] != event.counts["score"]:
            self._count(index, "score", body["scores"], event.counts["score"])
        event.released = index

    def _day_close(self, index: int, body: Mapping[str, Any], event: _Event) -> None:
        if body["event"] != event.commit:
            self._say(
                index,
                "WRONG_EVENT",
                "lembar presensi menunjuk ke acara lain",
                "the attendance sheet points to another event",
            )
        if sum(body["counts"].values()) != body["people"]:
            self._count(index, "people", body["people"], sum(body["counts"].values()))
        key, known = (body["batch"], body["day"]), event.days.get((body["batch"], body["day"]), 0)
        if body["entries"] <= known:
            self._say(
                index,
                "DAY_SHRUNK",
                f"lembar presensi hari itu sudah memuat {known} catatan, sekarang {body['entries']}",
                f"the sheet of that day already held {known} entries, now {body['entries']}",
            )
        event.days[key] = body["entries"]

    def _event_close(self, index: int, body: Mapping[str, Any], event: _Event) -> None:
        event.closed = True
        for kind, stated in body["counts"].items():
            # Acknowledgements and beats may still come in while the counts are being written.
            if kind not in ("ack", "beat") and stated != event.counts[kind]:
                self._count(index, kind, stated, event.counts[kind])
        if body["final_root"] != tree_root(event.finals).hex():
            self._say(
                index, "FINAL_ROOT", "akar semua nilai tidak cocok", "the root over all scores does not match"
            )

    def _chain(self, index: int, body: Mapping[str, Any], event: _Event) -> None:
        if event.last.get(body["p"], NONE) != body["prev"]:
            self._say(
                index,
                "BROKEN_CHAIN",
                f"tidak menunjuk ke catatan orang ini sebelumnya ({event.last.get(body['p'], NONE)})",
                f"does not point to this person's previous leaf ({event.last.get(body['p'], NONE)})",
            )
        event.last[body["p"]] = index

    def _count(self, index: int, kind: str, stated: int, seen: int) -> None:
        self._say(
            index,
            "COUNT",
            f"{kind}: tertulis {stated}, ditemukan {seen}",
            f"{kind}: {stated} stated, {seen} found",
        )

    def _say(self, index: int, code: str, indonesian: str, english: str) -> None:
        self.findings.append(
            Finding(index, code, f"Catatan {index}: {indonesian}.", f"Leaf {index}: {english}.")
        )
