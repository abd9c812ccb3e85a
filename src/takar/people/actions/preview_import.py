from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Protocol

from django.db import transaction
from django.db.models import Count

from takar.kernel.canonical import Json
from takar.kernel.numbers import grouped
from takar.kernel.refusals import Refusal
from takar.people.actions.upload_import import stored_path
from takar.people.bulk import insert_rows
from takar.people.current import NIPS_AT_ONCE, Known, known_people
from takar.people.domain.cells import Cell, Row
from takar.people.domain.comparing import Changes, compare, person_mark
from takar.people.domain.records import Record, is_data, read_record
from takar.people.models import Import, ImportedRow, ImportState, Verdict
from takar.people.reading.errors import BrokenFile
from takar.people.reading.refusals import BROKEN, no_people
from takar.people.reading.table import Table, open_table
from takar.people.repeated import cells_read, refuse_repeated

_ROW_FIELDS = ("source", "number", "nip", "name", "verdict", "warned", "changes", "findings", "before")


class Progress(Protocol):
    def __call__(self, done: int, total: int | None = None, note: str = "") -> None: ...


def no_progress(done: int, total: int | None = None, note: str = "") -> None:
    """For callers that do not watch."""


def preview_import(source: Import, today: date, progress: Progress = no_progress) -> Refusal | None:
    """Read the stored file, compare it with the people known, and keep the outcome of every row.

    Changes nothing in the people. May be run again: it starts over. Progress counts thousandths of the file.
    """
    source.rows.all().delete()
    table = open_table(stored_path(source.stored_name), source.sheet)
    if isinstance(table, Refusal):
        return _refuse(source, table)
    try:
        _read_all(source, table, today, progress)
    except BrokenFile:
        source.rows.all().delete()
        return _refuse(source, BROKEN)
    return _finish(source, table)


def _refuse(source: Import, refusal: Refusal) -> Refusal:
    source.state, source.refusal = ImportState.REFUSED, refusal.as_json()["error"]
    source.save()
    return refusal


def _read_all(source: Import, table: Table, today: date, progress: Progress) -> None:
    count = 0
    for batch in _batches(table.rows(), NIPS_AT_ONCE):
        rows = [row for row in batch if is_data(row[1], table.header)]
        _stage(source, rows, table, today)
        count += len(rows)
        progress(round(table.share_read * 950), 1000, f"{grouped(count)} baris dibaca / rows read")
    progress(960, 1000, "NIP ganda / repeated NIPs")
    refuse_repeated(source, table)


def _stage(source: Import, rows: list[Row], table: Table, today: date) -> None:
    since_1904 = table.workbook.since_1904
    records = [read_record(number, cells, table.header, today, since_1904) for number, cells in rows]
    known = known_people(record.nip for record in records)
    compared = (
        _outcome(record, cells, table, known.get(record.nip))
        for record, (_, cells) in zip(records, rows, strict=True)
    )
    with transaction.atomic():
        insert_rows(ImportedRow, _ROW_FIELDS, [(source.pk, *outcome) for outcome in compared])


def _outcome(record: Record, cells: dict[int, Cell], table: Table, known: Known | None) -> tuple[object, ...]:
    """The values of an ImportedRow, in the order of _ROW_FIELDS without the import."""
    current = known.values if known else None
    changes: Changes | dict[str, Json] = {}
    if record.refused:
        verdict, changes = Verdict.REFUSED, cells_read(cells, table)
    else:
        changes = compare(record, current)
        verdict = _verdict(bool(changes), known is not None)
    findings = json.dumps([finding.as_json() for finding in record.findings]) if record.findings else "[]"
    return (
        record.number,
        record.nip,
        record.told.get("name", "")[:150],
        verdict.value,
        bool(record.findings) and not record.refused,
        json.dumps(changes, ensure_ascii=False) if changes else "{}",
        findings,
        "" if record.refused else person_mark(record.nip, current),
    )


def _verdict(differs: bool, known: bool) -> Verdict:
    if not known:
        return Verdict.ADDED
    return Verdict.CHANGED if differs else Verdict.UNCHANGED


@dataclass(frozen=True, slots=True)
class _Counts:
    by_verdict: Mapping[str, int]
    warned: int


def _finish(source: Import, table: Table) -> Refusal | None:
    counts = _count(source)
    if not counts.by_verdict:
        return _refuse(source, no_people(table.sheet, table.header.row))
    for verdict in Verdict:
        setattr(source, verdict.value, counts.by_verdict.get(verdict.value, 0))
    source.warned = counts.warned
    source.sheet = table.sheet[:100]
    source.reading = _reading(table)
    source.state, source.refusal, source.applied_through = ImportState.PREVIEWED, None, 0
    source.save()
    return None


def _count(source: Import) -> _Counts:
    verdicts = source.rows.order_by().values_list("verdict").annotate(n=Count("id"))
    return _Counts(dict(verdicts), source.rows.filter(warned=True).count())


def _reading(table: Table) -> dict[str, Json]:
    header = table.header
    return {
        "header_row": header.row,
        "siasn": header.is_siasn,
        "columns": {field: [column, header.titles[column]] for field, column in header.columns.items()},
        "never": list(header.never),
        "ignored": list(header.ignored),
        "others": list(table.others),
    }


def _batches(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    iterator = iter(rows)
    while batch := list(islice(iterator, size)):
        yield batch
