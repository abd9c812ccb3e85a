"""Compare the days of a batch with what was signed and logged: an entry changed behind the office's back is named."""

from __future__ import annotations

import json
from collections.abc import Iterator

from takar.assessments.public import assessment, evidence_log
from takar.attendance.books import entry_of
from takar.attendance.domain.entries import entry_digest, leaves_of
from takar.attendance.models import Closing
from takar.attendance.models import Entry as EntryRow
from takar.ledger.public import Finding, Log, tree_root
from takar.planning.public import batch


def check_days(batch_id: str, *, log: Log | None = None) -> tuple[Finding, ...]:
    """Everything that does not match; `index` is the leaf it was compared with, -1 where there is none yet."""
    closings = list(Closing.objects.filter(batch=batch_id).order_by("signature"))
    book = log or evidence_log()
    found = [one for closing in closings for one in (*_entries(closing), *_closing(closing, book))]
    return (*found, *_unknown(batch_id, closings, book))


def _entries(closing: Closing) -> Iterator[Finding]:
    rows = EntryRow.objects.filter(batch=closing.batch, day=closing.day, ordinal__lte=closing.signature)
    now = [(row.ordinal, entry_digest(closing.batch, entry_of(row))) for row in rows.order_by("ordinal")]
    known = set(closing.digests)
    for ordinal, digest in now:
        if digest not in known:
            yield _finding(
                closing,
                "ENTRY_DIFFERS",
                f"catatan nomor {ordinal} pada hari ke-{closing.day} berubah atau ditambahkan setelah ditandatangani",
                f"entry {ordinal} of day {closing.day} was changed or added after signing",
            )
    if missing := len(known - {digest for _, digest in now}) - sum(d not in known for _, d in now):
        yield _finding(
            closing,
            "ENTRY_MISSING",
            f"{missing} catatan hari ke-{closing.day} hilang dari basis data",
            f"{missing} entries of day {closing.day} are gone from the database",
        )


def _closing(closing: Closing, log: Log) -> Iterator[Finding]:
    if tree_root(leaves_of(closing.digests)).hex() != closing.root:
        yield _finding(
            closing,
            "DAY_ROOT_DIFFERS",
            f"sidik hari ke-{closing.day} tidak cocok dengan daftar catatannya",
            f"the root of day {closing.day} does not match its list of entries",
        )
    if closing.index is None:
        return
    leaf = json.loads(log.leaf(closing.index)) if closing.index < log.checkpoint().size else {}
    stated = {"root": closing.root, "entries": len(closing.digests), "counts": closing.counts}
    if any(leaf.get(name) != value for name, value in stated.items()):
        yield _finding(
            closing,
            "DAY_LEAF_DIFFERS",
            f"lembar hari ke-{closing.day} bukan yang tercatat di log",
            f"the sheet of day {closing.day} is not the one in the log",
        )


def _unknown(batch_id: str, closings: list[Closing], log: Log) -> Iterator[Finding]:
    view = batch(batch_id)
    owner = assessment(view.assessment) if view and view.assessment else None
    if owner is None or owner.commit_index is None:
        return
    known = {one.index for one in closings}
    for index, leaf in log.leaves(owner.commit_index):
        body = json.loads(leaf)
        if body["t"] == "day.close" and body.get("batch") == batch_id and index not in known:
            yield Finding(
                index,
                "DAY_RECORD_MISSING",
                f"Lembar presensi pada catatan {index} di log tidak ada lagi di basis data.",
                f"The attendance sheet at leaf {index} of the log is no longer in the database.",
            )


def _finding(closing: Closing, code: str, indonesian: str, english: str) -> Finding:
    index = -1 if closing.index is None else closing.index
    return Finding(
        index, code, f"{indonesian[0].upper()}{indonesian[1:]}.", f"{english[0].upper()}{english[1:]}."
    )
