"""A unit's workbook, filled in and sent back: what a clerk does in Excel."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from python_calamine import CalamineWorkbook

from takar.kernel.refusals import Refusal
from takar.readiness.actions.apply_delivery import apply_delivery
from takar.readiness.actions.upload_delivery import upload_delivery
from takar.readiness.models import Check, Delivery, Remark, Unit
from takar.readiness.writing.handback import unit_workbook
from tests.people.lists import write_xlsx

HEAD = 3
Sheet = list[list[str]]


def sheet_of(check: Check, unit: str) -> Sheet:
    """The sheet Perbaiki of a unit as it is sent out."""
    number = Unit.objects.get(check_of=check, name=unit).number
    return cells(unit_workbook(check, number, "id"))


def cells(body: bytes) -> Sheet:
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    rows = book.get_sheet_by_name("Perbaiki").to_python(skip_empty_area=False)
    return [[str(cell) for cell in row] for row in rows]


def fill(sheet: Sheet, name: str, told: Mapping[str, str]) -> None:
    """Write into the cells of a person, by heading."""
    head = sheet[HEAD]
    row = next(row for row in sheet[HEAD + 1 :] if row[head.index("NAMA")] == name)
    for heading, value in told.items():
        row[head.index(heading)] = value


def deliver(check: Check, path: Path, *sheets: Sheet, name: str = "kiriman.xlsx") -> Delivery:
    """Send sheets back as one workbook and apply it."""
    file = write_xlsx(path / name, {f"Lembar {n}": sheet for n, sheet in enumerate(sheets, start=1)})
    delivery = upload_delivery(
        check, name, iter([file.read_bytes()]), delivered_by="Budi, Dinas Contoh", actor="sari"
    )
    assert not isinstance(delivery, Refusal)
    apply_delivery(delivery)
    delivery.refresh_from_db()
    return delivery


def remarks(delivery: Delivery) -> list[tuple[str, str, str, str]]:
    """(kind, field, code, value), in the order of the file."""
    told = Remark.objects.filter(delivery=delivery).order_by("kind", "row", "field")
    return [(each.kind, each.field, each.code, each.value) for each in told]
