from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Protocol

from django.db import transaction
from django.db.models import Count, Q

from takar.certificates.actions.upload_results import stored_path
from takar.certificates.checking import Checker
from takar.certificates.domain.entries import Defaults, Entry, is_data, read_entry
from takar.certificates.models import CertificateImport, ImportedRow, ImportState, Verdict
from takar.certificates.reading import Table, nothing_read, open_table
from takar.kernel.numbers import grouped
from takar.kernel.refusals import Refusal
from takar.people.public import BROKEN, BrokenFile, Cell, Row

_AT_ONCE = 900


class Progress(Protocol):
    def __call__(self, done: int, total: int | None = None, note: str = "") -> None: ...


def no_progress(done: int, total: int | None = None, note: str = "") -> None:
    """For callers that do not watch."""


def preview_results(
    source: CertificateImport, today: date, progress: Progress = no_progress
) -> Refusal | None:
    """Read the stored file, compare it with register and people, and keep the outcome of every row.

    Records no certificate. May be run again: it starts over. Progress counts thousandths of the file.
    """
    source.rows.all().delete()
    table = open_table(stored_path(source.stored_name))
    if isinstance(table, Refusal):
        return _refuse(source, table)
    try:
        _read_all(source, table, today, progress)
    except BrokenFile:
        source.rows.all().delete()
        return _refuse(source, BROKEN)
    return _finish(source, table)


def _read_all(source: CertificateImport, table: Table, today: date, progress: Progress) -> None:
    checker, count = Checker(source.handover), 0
    defaults = Defaults(**source.reading.get("defaults", {}))
    for batch in _batches(table.rows()):
        rows = [row for row in batch if is_data(row[1], table.header)]
        since_1904 = table.workbook.since_1904
        entries = [read_entry(n, cells, table.header, today, defaults, since_1904) for n, cells in rows]
        _stage(source, table, dict(rows), checker.judge(entries))
        count += len(rows)
        progress(round(table.share_read * 1000), 1000, f"{grouped(count)} baris dibaca / rows read")


def _stage(
    source: CertificateImport,
    table: Table,
    cells: dict[int, dict[int, Cell]],
    judged: Iterable[tuple[Entry, Verdict]],
) -> None:
    with transaction.atomic():
        ImportedRow.objects.bulk_create(
            ImportedRow(
                source=source,
                number=one.number,
                nip=one.nip,
                name=one.values["name"][:200],
                verdict=verdict,
                warned=bool(one.findings) and verdict != Verdict.REFUSED,
                values=table.told(cells[one.number]) if verdict == Verdict.REFUSED else one.values,
                findings=[finding.as_json() for finding in one.findings],
            )
            for one, verdict in judged
        )


def _finish(source: CertificateImport, table: Table) -> Refusal | None:
    counts = source.rows.aggregate(
        **{verdict.value: Count("pk", filter=Q(verdict=verdict)) for verdict in Verdict},
        warned=Count("pk", filter=Q(warned=True)),
    )
    source.reading |= {
        "sheet": table.sheet,
        "header_row": table.header.row,
        "columns": {
            field: [column, table.header.titles[field]] for field, column in table.header.columns.items()
        },
        "ignored": list(table.header.ignored),
        "others": list(table.others),
    }
    if not any(counts[verdict.value] for verdict in Verdict):
        return _refuse(source, nothing_read(table.sheet, table.header.row))
    for name, count in counts.items():
        setattr(source, name, count)
    source.state, source.refusal = ImportState.PREVIEWED, None
    source.save()
    return None


def _refuse(source: CertificateImport, refusal: Refusal) -> Refusal:
    source.state, source.refusal = ImportState.REFUSED, refusal.as_json()["error"]
    source.save()
    return refusal


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, _AT_ONCE)):
        yield batch
