"""What an uploaded list would change, row by row. Nothing on record changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from takar.kernel.numbers import grouped
from takar.kernel.refusals import Refusal
from takar.people.actions.preview_import import Progress, no_progress
from takar.people.bulk import insert_rows
from takar.people.domain.cells import Cell, Row
from takar.people.domain.tables.entries import Entry, read_entry
from takar.people.domain.tables.findings import Remark
from takar.people.models import ImportState, TableImport, TableRow, Verdict
from takar.people.reading.errors import BrokenFile
from takar.people.reading.refusals import BROKEN
from takar.people.tables.listing import TableList, Values, mark_of
from takar.people.tables.persons import compare_with_people
from takar.people.tables.reading import ListTable, nothing_read, open_list
from takar.people.tables.uploading import stored_table

AT_ONCE = 900
_COLUMNS = (
    "source",
    "number",
    "key",
    "verdict",
    "warned",
    "values",
    "changes",
    "remarks",
    "before",
)


def preview_table(
    wanted: TableList, source: TableImport, today: date, progress: Progress = no_progress
) -> Refusal | None:
    """Read the stored file, compare it with what is on record, and keep the outcome of every row.

    May be run again: it starts over. Progress counts thousandths of the file.
    """
    source.rows.all().delete()
    table = open_list(stored_table(source.stored_name), wanted.kind)
    if isinstance(table, Refusal):
        return _refuse(source, table)
    try:
        _read_all(wanted, source, table, today, progress)
    except BrokenFile:
        source.rows.all().delete()
        return _refuse(source, BROKEN)
    return _finish(source, table)


@dataclass(slots=True)
class _File:
    """What the file said before: key -> (row, mark of what it told); and rows that a later one contradicts."""

    seen: dict[str, tuple[int, str]] = field(default_factory=dict)
    contradicted: dict[int, int] = field(default_factory=dict)


def _read_all(
    wanted: TableList, source: TableImport, table: ListTable, today: date, progress: Progress
) -> None:
    file, count, since_1904 = _File(), 0, table.workbook.since_1904
    for rows in _batches(table.rows()):
        entries = [read_entry(n, cells, table.heading, wanted.kind.fields, since_1904) for n, cells in rows]
        for one in entries:
            wanted.kind.check(one, today)
        if wanted.kind.of_people:
            compare_with_people(entries)
        wanted.store.judge(entries)
        with transaction.atomic():
            outcomes = list(_outcomes(wanted, source, file, entries, table, dict(rows)))
            insert_rows(TableRow, _COLUMNS, outcomes)
        count += len(rows)
        progress(round(table.share_read * 1000), 1000, f"{grouped(count)} baris dibaca / rows read")
    _refuse_contradicted(source, file.contradicted)


def _refuse_contradicted(source: TableImport, rows: Mapping[int, int]) -> None:
    """Nobody but the owner of the list knows which of two rows is right."""
    for number, other in rows.items():
        row = source.rows.get(number=number)
        if row.verdict != Verdict.REFUSED:
            row.verdict, row.warned, row.before, row.changes = Verdict.REFUSED, False, "", {}
            row.remarks = [Remark("REPEATED", "nip", str(other)).as_json(), *row.remarks]
            row.save()


def _outcomes(
    wanted: TableList,
    source: TableImport,
    file: _File,
    entries: Sequence[Entry],
    table: ListTable,
    cells: Mapping[int, dict[int, Cell]],
) -> Iterator[tuple[Any, ...]]:
    keys = {one.number: wanted.kind.keyed_by(one.values) for one in entries if not one.refused}
    known = wanted.store.current(list(dict.fromkeys(keys.values())))
    for one in entries:
        key = keys.get(one.number, "")
        repeated = bool(key) and _repeated(file, one, key)
        current = known.get(key)
        yield _row(source, one, key, current, repeated, table.told(cells[one.number]))


def _row(
    source: TableImport, one: Entry, key: str, current: Values | None, repeated: bool, told: Mapping[str, Any]
) -> tuple[Any, ...]:
    """In the order of _COLUMNS."""
    refused = one.refused
    values = {**(current or {}), **one.values}
    changes = {name: [(current or {}).get(name, ""), text] for name, text in one.values.items()}
    changes = {name: pair for name, pair in changes.items() if pair[0] != pair[1]} if current else {}
    verdict = _verdict(refused, repeated, current is not None, bool(changes))
    return (
        source.pk,
        one.number,
        key[:800],
        verdict.value,
        bool(one.remarks) and not refused,
        json.dumps(told if refused else values, ensure_ascii=False),
        json.dumps({} if refused else changes, ensure_ascii=False),
        json.dumps([remark.as_json() for remark in _faults_first(one)], ensure_ascii=False),
        "" if refused else mark_of(current),
    )


def _faults_first(one: Entry) -> list[Remark]:
    return sorted(one.remarks, key=lambda remark: not remark.is_fault)


def _verdict(refused: bool, repeated: bool, known: bool, changes: bool) -> Verdict:
    if refused:
        return Verdict.REFUSED
    if repeated or (known and not changes):
        return Verdict.UNCHANGED
    return Verdict.CHANGED if known else Verdict.ADDED


def _repeated(file: _File, one: Entry, key: str) -> bool:
    """True when an earlier row said the same; a row that contradicts an earlier one is refused."""
    if key not in file.seen:
        file.seen[key] = (one.number, mark_of(one.values))
        return False
    row, mark = file.seen[key]
    same = mark == mark_of(one.values)
    if not same:
        file.contradicted[row] = one.number
    one.remarks.append(Remark("REPEATED_SAME" if same else "REPEATED", "nip", str(row)))
    return same


def _finish(source: TableImport, table: ListTable) -> Refusal | None:
    counts = source.rows.aggregate(
        **{verdict.value: Count("pk", filter=Q(verdict=verdict)) for verdict in Verdict},
        warned=Count("pk", filter=Q(warned=True)),
    )
    heading = table.heading
    source.reading = {
        "sheet": table.sheet,
        "header_row": heading.row,
        "columns": {name: [column, heading.titles[name]] for name, column in heading.columns.items()},
        "ignored": list(heading.ignored),
        "others": list(table.others),
    }
    if not any(counts[verdict.value] for verdict in Verdict):
        return _refuse(source, nothing_read(table.sheet, heading.row))
    for name, count in counts.items():
        setattr(source, name, count)
    source.state, source.refusal = ImportState.PREVIEWED, None
    source.save()
    return None


def _refuse(source: TableImport, refusal: Refusal) -> Refusal:
    source.state, source.refusal = ImportState.REFUSED, refusal.as_json()["error"]
    source.save()
    return refusal


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    left = iter(rows)
    while batch := list(islice(left, AT_ONCE)):
        yield batch
