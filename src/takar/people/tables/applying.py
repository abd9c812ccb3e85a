"""Recording the good rows of a previewed list, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.timezone import localdate

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.numbers import grouped
from takar.kernel.refusals import Refusal
from takar.people.actions.preview_import import Progress, no_progress
from takar.people.models import ImportState, TableImport, TableRow, Verdict
from takar.people.tables.listing import Provenance, Saving, TableList, mark_of
from takar.people.tables.previewing import AT_ONCE, preview_table
from takar.people.tables.uploading import TABLE_NOT_OPEN, forget_table

TABLE_OUTDATED = Refusal(
    "TABLE_PREVIEW_OUTDATED",
    "Catatan berubah setelah pratinjau ini dibuat, jadi belum ada yang disimpan. "
    "Pratinjau sudah diperbarui; periksa dan terapkan lagi.",
    "Records changed after this preview was made, so nothing was saved. "
    "The preview has been renewed; look through it and apply it again.",
)


class _Outdated(Exception):
    """What is on record is not what the preview compared with."""


def apply_table(
    wanted: TableList,
    source: TableImport,
    *,
    actor: str,
    reason: str = "",
    clock: Clock = utc_now,
    progress: Progress = no_progress,
) -> Refusal | None:
    """Make the previewed changes in one transaction, for which everything is ready before it begins: others wait while it lasts.

    When something on record changed since the preview, it writes nothing, renews the preview and refuses with
    TABLE_PREVIEW_OUTDATED.
    """
    if source.state != ImportState.PREVIEWED:
        return TABLE_NOT_OPEN
    reason = " ".join(reason.split())[:500] or source.file_name
    batches = _ready(wanted, source, Provenance(actor, clock(), reason, source.file_name), progress)
    try:
        with transaction.atomic():
            if not _take(source, actor, reason, clock()):
                return TABLE_NOT_OPEN
            _save_all(wanted, batches)
            _note(source, actor, reason, clock)
    except (_Outdated, IntegrityError):
        source.refresh_from_db()
        return _renew(wanted, source, clock)
    source.refresh_from_db()
    # Rows that changed nothing are no trail.
    source.rows.filter(verdict=Verdict.UNCHANGED).delete()
    forget_table(source)
    return None


def _take(source: TableImport, actor: str, reason: str, now: datetime) -> bool:
    """False when somebody else applied or discarded it in between."""
    previewed = TableImport.objects.filter(pk=source.pk, state=ImportState.PREVIEWED)
    return bool(previewed.update(state=ImportState.APPLIED, applied_by=actor, applied_at=now, reason=reason))


@dataclass(frozen=True, slots=True)
class _Batch:
    """What a store keeps at a time, and by key the mark of the record that the preview compared with."""

    before: dict[str, str]
    ready: Any


def _ready(wanted: TableList, source: TableImport, by: Provenance, progress: Progress) -> list[_Batch]:
    found: list[_Batch] = []
    done, total = 0, source.added + source.changed
    for rows in _batches(source):
        saving = [Saving(row.key, row.values, row.verdict == Verdict.CHANGED, row.number) for row in rows]
        found.append(_Batch({row.key: row.before for row in rows}, wanted.store.ready(saving, by)))
        done += len(rows)
        progress(min(done, total), total, f"{grouped(done)} baris disiapkan / rows made ready")
    return found


def _save_all(wanted: TableList, batches: Sequence[_Batch]) -> None:
    for batch in batches:
        known = wanted.store.current(list(batch.before))
        if any(before != mark_of(known.get(key)) for key, before in batch.before.items()):
            raise _Outdated
        wanted.store.save(batch.ready)


def _batches(source: TableImport) -> Iterator[list[TableRow]]:
    """By spans of numbers, so that no cursor stays open on the table and no part of it is sorted to find the next."""
    changing = source.rows.filter(verdict__in=[Verdict.ADDED, Verdict.CHANGED]).order_by("number")
    last = source.rows.aggregate(last=Max("number"))["last"] or 0
    for after in range(0, last, AT_ONCE):
        if rows := list(changing.filter(number__gt=after, number__lte=after + AT_ONCE)):
            yield rows


def _note(source: TableImport, actor: str, reason: str, clock: Clock) -> None:
    counts = {name: getattr(source, name) for name in ("added", "changed", "unchanged", "refused")}
    record_change(
        actor,
        "table.import",
        f"table-import:{source.pk}",
        reason=reason,
        after={"kind": source.kind, "file": source.file_name, "sha256": source.sha256, **counts},
        clock=clock,
    )


def _renew(wanted: TableList, source: TableImport, clock: Clock) -> Refusal:
    refusal = preview_table(wanted, source, localdate(clock()))
    if refusal is None:
        TableImport.objects.filter(pk=source.pk).update(refusal=TABLE_OUTDATED.as_json()["error"])
        source.refresh_from_db()
    return refusal or TABLE_OUTDATED
