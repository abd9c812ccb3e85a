"""Everything that stands behind one score: journal, sealed answers, log, both databases, receipt."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag

from takar.assessments.public import ParticipantView
from takar.delivery.public import ChainBroken, FinalRecord, Journal, Row, final_record, restore
from takar.kernel.refusals import Refusal
from takar.ledger.public import COMPETENCIES, Log, Shredded, Vault, open_fields, policy_text, verify
from takar.scoring.audit.meeting import meeting_findings, split_screen
from takar.scoring.domain.audit import (
    Finding,
    answer_findings,
    flat_committed,
    flat_document,
    invented_findings,
    mismatch,
    score_findings,
)
from takar.scoring.domain.values import Name
from takar.scoring.models import Outcome, SealedRecord
from takar.scoring.sealing.frozen import Frozen
from takar.scoring.sealing.prepare import document_of
from takar.scoring.sealing.seal import private_record


@dataclass(frozen=True, slots=True)
class PersonAudit:
    """Audits one participant after the other."""

    frozen: Frozen
    log: Log
    vault: Vault
    journal: Journal

    def findings(self, who: ParticipantView, record: SealedRecord, outcome: Outcome | None) -> list[Finding]:
        try:
            private = private_record(self.vault, self.frozen.assessment.event, record)
        except Shredded:
            return []  # erased on request; the leaves remain, the values are nobody's any more
        except InvalidTag:
            return [_broken(who, "RECORD_UNREADABLE", *_UNREADABLE)]
        found = self._journal(who, private["record"])
        sealed, faults = self._opened(who, record.seal_index, private["seal"])
        found += faults
        committed, faults = self._opened(who, record.score_index, private["score"])
        found += faults
        if sealed.get("record") != private["record"]:
            found.append(_broken(who, "SEAL_DIFFERS", *_SEAL))
        answers = (sealed.get("record") or private["record"])["responses"]
        found += self._score(who, answers, private["record"], committed, outcome)
        return found + self._receipt(who, outcome)

    def _journal(self, who: ParticipantView, sealed: dict[str, Any]) -> list[Finding]:
        rows = self.journal.stream(who.sitting)
        try:
            record = final_record(restore(who.sitting, rows))
        except ChainBroken as fault:
            ordinal = "".join(ch for ch in str(fault).partition("event ")[2].split()[0] if ch.isdigit())
            broken = _broken(
                who,
                "JOURNAL_CHANGED",
                f"jurnal ujian diubah setelah ditulis, mulai kejadian ke-{ordinal}",
                f"the exam journal was changed after it was written, from event {ordinal} on",
            )
            return [broken, *answer_findings(who.number, sealed["responses"], answers_in(rows))]
        except ValueError:
            return [_broken(who, "NOT_SUBMITTED", *_NOT_SUBMITTED)]
        found = answer_findings(who.number, sealed["responses"], dict(record.responses))
        if not found and record.as_json() != sealed:
            found.append(_broken(who, "JOURNAL_DIFFERS", *_JOURNAL))
        return found

    def _opened(
        self, who: ParticipantView, index: int, disclosures: dict[str, str]
    ) -> tuple[dict[str, Any], list[Finding]]:
        leaf = self.log.leaf(index) if index < self.log.size else b"{}"
        if json.loads(leaf).get("p") != who.pseudonym:
            return {}, [_broken(who, "LEAF_OF_OTHER", f"catatan #{index} di log milik orang lain",
                                f"leaf #{index} of the log belongs to somebody else")]  # fmt: skip
        fields = open_fields(leaf, disclosures.values())
        if isinstance(fields, Refusal):
            return {}, [
                _broken(who, fields.code, f"catatan #{index}: {fields.id}", f"leaf #{index}: {fields.en}")
            ]
        return fields, []

    def _score(
        self,
        who: ParticipantView,
        answers: dict[str, str],
        sealed: dict[str, Any],
        committed: dict[str, Any],
        outcome: Outcome | None,
    ) -> list[Finding]:
        places: dict[str, dict[str, str]] = {"log": flat_committed(committed)}
        if self.frozen.keys or self.frozen.judged:
            try:
                places["again"] = flat_document(self._again(who, answers, sealed))
            except ValueError:
                # Rules that do not fit the form: somebody changed them after the opening.
                return [_broken(who, "NOT_SCORABLE", *_NOT_SCORABLE)]
        if outcome is None:
            return [_broken(who, "OUTCOME_MISSING", *_MISSING)]
        places["office"] = flat_document(outcome.body)
        shown = self.journal.outcome(who.sitting)
        if shown is None:
            return [
                *score_findings(who.number, places, self.frozen.names),
                _broken(who, "SCREEN_MISSING", *_SCREEN),
            ]
        on_screen = json.loads(shown.body)
        test, meeting = split_screen(on_screen)
        places["exam"] = flat_document(test)
        found = score_findings(who.number, places, self.frozen.names)
        if self.frozen.judged:
            found += invented_findings(who.number, places, potential=self.frozen.judged == COMPETENCIES)
        found += meeting_findings(who, outcome, meeting, self.log, self.frozen.names)
        if on_screen.get("status") != outcome.status:
            values = {"office": outcome.status, "exam": str(on_screen.get("status"))}
            found.append(mismatch("STATUS_DIFFERS", who.number, "status", values, Name("Status", "Status")))
        return found

    def _again(self, who: ParticipantView, answers: dict[str, str], sealed: dict[str, Any]) -> dict[str, Any]:
        record = FinalRecord(
            sitting=who.sitting,
            session=sealed["session"],
            form=sealed["form"],
            nonce=sealed["nonce"],
            responses=answers,
            started_ms=sealed["started_ms"],
            submitted_ms=sealed["submitted_ms"],
            submitted_by=sealed["submitted_by"],
            events=sealed["events"],
            chain=sealed["chain"],
            late=0,
            rejected=0,
        )
        return document_of(who, self.frozen, record)

    def _receipt(self, who: ParticipantView, outcome: Outcome | None) -> list[Finding]:
        if outcome is None:
            return []
        verdict = verify(outcome.receipt, policy_text(self.log.key.vkey))
        if verdict.exit_code == 0:
            return []
        return [
            _broken(
                who,
                "RECEIPT_BAD",
                f"tanda terima: {verdict.sentence()}",
                f"receipt: {verdict.sentence('en')}",
            )
        ]


def answers_in(rows: Sequence[Row]) -> dict[str, str]:
    """The answers as the rows say, whatever the chain says: the later of two (epoch, seq) counts."""
    newest: dict[str, tuple[int, int, str | None]] = {}
    for row in rows:
        if row.kind == "submitted":
            break
        if row.kind == "answered":
            body = json.loads(row.body)
            mark = (body["epoch"], row.seq, body["option"])
            if body["item"] not in newest or mark[:2] > newest[body["item"]][:2]:
                newest[body["item"]] = mark
    return {item: option for item, (_, _, option) in newest.items() if option is not None}


def _broken(who: ParticipantView, code: str, id_: str, en: str) -> Finding:
    return Finding(
        code, who.number, code.lower(), f"Peserta {who.number}: {id_}.".replace("..", "."),
        f"Participant {who.number}: {en}.".replace("..", "."),
    )  # fmt: skip


_UNREADABLE = (
    "catatan tersegel di basis data kantor diubah; penyandiannya tidak cocok lagi",
    "the sealed record in the office database was changed; its encryption no longer fits",
)
_SEAL = (
    "jawaban tersegel di basis data kantor bukan yang dicatat di log",
    "the sealed answers in the office database are not those recorded in the log",
)
_NOT_SUBMITTED = (
    "jurnal ujian tidak memuat pengiriman jawaban, padahal hasilnya ada",
    "the exam journal holds no submission although there is a result",
)
_JOURNAL = (
    "jurnal ujian bukan yang disegel: waktu, kata acak, atau rantainya berbeda",
    "the exam journal is not the one that was sealed: its times, nonce or chain differ",
)
_NOT_SCORABLE = (
    "jawabannya tidak dapat dihitung ulang: aturan di basis data kantor tidak cocok dengan naskahnya",
    "the answers cannot be scored again: the rules in the office database do not fit the form",
)
_MISSING = (
    "hasil ada di log tetapi tidak ada di basis data kantor",
    "the result is in the log but not in the office database",
)
_SCREEN = (
    "hasil ada di kantor tetapi tidak ada di basis data ujian",
    "the result is in the office but not in the exam database",
)
