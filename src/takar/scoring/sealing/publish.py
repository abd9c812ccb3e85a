"""Tell the office and the exam store what was sealed: the outcome with its receipt."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from takar.assessments.public import Visibility, assessment, shown_parts
from takar.delivery.public import Journal
from takar.kernel.clock import Clock, milliseconds
from takar.ledger.public import Log, Vault, build_receipt, policy_text, qr_svg, shown_disclosures, verify
from takar.scoring.domain.outcome import Document, shown
from takar.scoring.models import MeetingResult, Outcome, SealedRecord
from takar.scoring.sealing.frozen import Frozen, frozen_rules
from takar.scoring.sealing.screen import show_meeting
from takar.scoring.sealing.seal import private_record


@dataclass(frozen=True, slots=True)
class Publisher:
    """Where outcomes go."""

    log: Log
    vault: Vault
    journal: Journal
    clock: Clock

    def publish_waiting(self, limit: int = 500) -> int:
        """Publish every sealed record that is not published yet; returns how many."""
        waiting = SealedRecord.objects.filter(published_at=None).order_by("seal_index")[:limit]
        for record in waiting:
            self.publish(record)
        return len(waiting)

    def publish(self, record: SealedRecord) -> Outcome:
        """Write the outcome of one sealed record to both databases. Doing it again changes nothing.

        What people judge as a whole is not held: there is only the receipt. A held result is shown once its assessment
        has been released, as far as the committed policy allows, with what a meeting has found by then.
        """
        frozen = frozen_rules(record.assessment)
        private = private_record(self.vault, frozen.assessment.event, record)
        policy = frozen.assessment.visibility
        held = policy.when == "held" and frozen.judged is not True and not _released(record.assessment)
        receipt = self._receipt(record, private["score"], frozen, policy, held)
        document = {**private["outcome"], **receipt}
        moment = self.clock()
        document["sealed_ms"] = milliseconds(moment)
        seen = shown(document, frozenset(shown_parts(policy)), held)
        meeting = None if held else MeetingResult.objects.filter(sitting=record.sitting).first()
        if meeting:
            seen = show_meeting(seen, meeting, policy, self.log)
        self.journal.put_outcome(record.sitting, json.dumps(seen, ensure_ascii=False), milliseconds(moment))
        with transaction.atomic():
            row, _ = Outcome.objects.update_or_create(
                sitting=record.sitting,
                defaults={
                    "assessment": record.assessment,
                    "body": _kept(document),
                    "status": seen["status"],
                    "receipt": document["receipt"],
                    "receipt_name": document["receipt_name"],
                    "code": document["code"],
                    "sealed_at": moment,
                },
            )
            SealedRecord.objects.filter(pk=record.pk, published_at=None).update(published_at=moment)
        return row

    def _receipt(
        self,
        record: SealedRecord,
        disclosures: Mapping[str, str],
        frozen: Frozen,
        policy: Visibility,
        held: bool,
    ) -> Document:
        opened = [] if held else shown_disclosures(disclosures, set(shown_parts(policy)))
        receipt = build_receipt(
            self.log,
            record.score_index,
            disclosures=opened,
            rules=frozen.rules,
        )
        verdict = verify(receipt.text, policy_text(self.log.key.vkey))
        return {
            "receipt": receipt.text,
            "receipt_name": receipt.name,
            "code": receipt.code,
            "verdict": verdict.verdict,
            "qr_svg": qr_svg(receipt.text),
            "key_fingerprint": self.log.key.fingerprint,
        }


def _kept(document: Document) -> dict[str, Any]:
    """What the office keeps: receipt and picture can be made again, the receipt has a column of its own."""
    return {name: value for name, value in document.items() if name not in ("receipt", "qr_svg")}


def _released(assessment_id: str) -> bool:
    view = assessment(assessment_id)
    return view is not None and view.released_at is not None
