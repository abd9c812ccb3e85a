"""A NIP that stands twice in one file: nobody but the owner of the list knows which row is right."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count

from takar.kernel.canonical import Json
from takar.people.bulk import update_rows
from takar.people.current import NIPS_AT_ONCE
from takar.people.domain.cells import Cell
from takar.people.domain.findings import Finding
from takar.people.models import Import, ImportedRow, Verdict
from takar.people.reading.table import Table

_FIELDS = ("verdict", "warned", "changes", "findings", "before")
_ROWS_NAMED = 5


def refuse_repeated(source: Import, table: Table) -> None:
    """Refuse every row whose NIP stands in other rows of the file too; each names the others.

    The rows are read a second time, because only refused rows keep their cells. Raises BrokenFile.
    """
    others = _others(source)
    if not others:
        return
    with transaction.atomic():
        update_rows(ImportedRow, _FIELDS, _refused(source, table, others))


def _others(source: Import) -> dict[int, tuple[int, ...]]:
    """Number of a row -> numbers of the other rows with its NIP."""
    repeated = (
        source.rows.order_by()
        .exclude(nip="")
        .values("nip")
        .annotate(n=Count("id"))
        .filter(n__gt=1)
        .values_list("nip", flat=True)
    )
    rows_of: dict[str, list[int]] = defaultdict(list)
    nips = list(repeated)
    for start in range(0, len(nips), NIPS_AT_ONCE):
        some = source.rows.filter(nip__in=nips[start : start + NIPS_AT_ONCE])
        for nip, number in some.values_list("nip", "number"):
            rows_of[nip].append(number)
    return {
        number: tuple(sorted(other for other in numbers if other != number))[:_ROWS_NAMED]
        for numbers in rows_of.values()
        for number in numbers
    }


def _refused(
    source: Import, table: Table, others: dict[int, tuple[int, ...]]
) -> Iterator[tuple[object, ...]]:
    for number, cells in table.rows():
        if number in others:
            row = source.rows.get(number=number)
            fault = Finding("NIP_DUPLICATE", "nip", row.nip, others[number])
            findings = [fault.as_json(), *row.findings]
            kept = json.dumps(cells_read(cells, table), ensure_ascii=False)
            yield Verdict.REFUSED.value, False, kept, json.dumps(findings), "", row.pk


def cells_read(cells: dict[int, Cell], table: Table) -> dict[str, Json]:
    """The cells of a refused row by field, for the file of refusals; columns not read are not kept."""
    return {
        field: cell if isinstance(cell, str | int) else str(cell)
        for field, column in table.header.columns.items()
        if (cell := cells.get(column)) is not None
    }
