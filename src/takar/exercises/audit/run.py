"""Runs the audit of a round."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from cryptography.exceptions import InvalidTag

from takar.assessments.public import evidence_log
from takar.exercises.audit.foundation import log_findings, round_findings
from takar.exercises.domain.findings import RatingFinding, Whose, differs, finding
from takar.exercises.domain.round_rules import weighted_total
from takar.exercises.models import Round, RoundLeaf, Sheet
from takar.exercises.rounds.appending import disclosures_of
from takar.exercises.rounds.refusals import NOT_OPEN
from takar.exercises.storage.checking import check_sheet
from takar.exercises.storage.sealed import STILL_BLIND
from takar.kernel.refusals import Refusal
from takar.ledger.public import LogReader, Shredded, open_fields


@dataclass(frozen=True, slots=True)
class RatingAudit:
    """`checked`: how many sheets were looked at; `findings`: everything that does not fit."""

    owner: str
    checked: int
    findings: tuple[RatingFinding, ...]
    log_size: int


def audit_ratings(
    owner: str,
    reader: str = "",
    *,
    progress: Callable[[int, int], None] | None = None,
    log: LogReader | None = None,
) -> RatingAudit | Refusal:
    """Compare everything behind every rating of a round: sheets, seals, signatures, log, rules, results.

    `reader`: who asks; refused to whoever rates in this round, because findings name values.
    """
    row = Round.objects.filter(pk=owner, index__isnull=False).first()
    if row is None:
        return NOT_OPEN
    if reader and row.raters.filter(username=reader).exists():
        return STILL_BLIND
    book = log or evidence_log()
    found = round_findings(row, book)
    sheets = list(
        Sheet.objects.filter(round=row).select_related("round").order_by("number", "nip", "instrument")
    )
    raters = list(row.raters.all())
    for done, sheet in enumerate(sheets, 1):
        found += check_sheet(sheet, book, raters)
        if progress:
            progress(done, len(sheets))
    found += _results(row, book)
    found += log_findings(row, book)
    return RatingAudit(owner, len(sheets), tuple(found), book.checkpoint().size)


def _results(row: Round, log: LogReader) -> list[RatingFinding]:
    """Recorded results: what they hide opens, their leaf is the log's, and the total follows from the weights."""
    numbers = {one.pseudonym: one.number or one.nip for one in row.subjects.all()}
    found: list[RatingFinding] = []
    for leaf in row.leaves.filter(logged=True).select_related("round"):
        whose = Whose(numbers.get(leaf.p, "–")) if leaf.p else Whose()
        recorded = log.leaf(leaf.index) if leaf.index < log.checkpoint().size else b""
        if recorded != leaf.leaf.encode():
            found.append(_other(leaf, whose))
        try:
            fields = open_fields(recorded or b"{}", disclosures_of(leaf).values())
        except Shredded:
            continue
        except InvalidTag:
            fields = NOT_OPEN
        if isinstance(fields, Refusal):
            found.append(_unreadable(leaf, whose))
        elif leaf.key.startswith("final:"):
            found += _total(row, fields, whose)
    return found


def _total(row: Round, fields: dict[str, Any], whose: Whose) -> list[RatingFinding]:
    if "components" not in fields or "total" not in fields:
        return []
    values = {one["code"]: one["value"] for one in fields["components"]}
    try:
        again = weighted_total(row.rules, values)
    except KeyError:
        return []
    recorded = fields["total"]["total"]
    if again == Decimal(recorded):
        return []
    return [
        differs(
            "TOTAL_DIFFERS",
            whose,
            "total",
            ("jumlah akhir", "final total"),
            {"log": recorded, "again": again},
        )
    ]


def _other(leaf: RoundLeaf, whose: Whose) -> RatingFinding:
    kind = leaf.key.partition(":")[0]
    return finding(
        "LEAF_DIFFERS", whose, leaf.key,
        f"catatan #{leaf.index} ({kind}) di log bukan yang disimpan kantor",
        f"leaf #{leaf.index} ({kind}) of the log is not the one that the office keeps",
    )  # fmt: skip


def _unreadable(leaf: RoundLeaf, whose: Whose) -> RatingFinding:
    kind = leaf.key.partition(":")[0]
    return finding(
        "RECORD_DIFFERS", whose, leaf.key,
        f"isi tersimpan dari catatan #{leaf.index} ({kind}) diubah atau rusak",
        f"the stored content of leaf #{leaf.index} ({kind}) was changed or is damaged",
    )  # fmt: skip
