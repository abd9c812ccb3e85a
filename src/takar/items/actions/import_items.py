from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from django.db import transaction

from takar.items.actions.add_items import Added, add_items
from takar.items.domain.item import Entry
from takar.items.domain.sheet import COLUMNS, CellFault, ReadRow, read_rows
from takar.items.excel.reading import Sheet, open_sheet
from takar.items.models import Upload
from takar.items.queries import newest_entries
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal

_KEPT_FOR = timedelta(hours=24)


class Verdict(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """What will happen to one row, and in which fields a changed item differs."""

    row: ReadRow
    verdict: Verdict
    differs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """Sheet by name, its rows with their fate, and the letter of each column by field."""

    sheet: str
    lines: tuple[Line, ...]
    letters: dict[str, str]

    def of(self, verdict: Verdict) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.verdict is verdict)

    @property
    def refused_rows(self) -> tuple[ReadRow, ...]:
        return tuple(line.row for line in self.of(Verdict.REFUSED))

    def place(self, line: Line, fault: CellFault) -> str:
        """Butir!D7, so that an author finds the cell. A column that the file lacks has no letter."""
        return f"{self.sheet}!{self.letters.get(fault.field, '')}{line.row.number}"


def upload_items(name: str, content: bytes, actor: str, *, clock: Clock = utc_now) -> Upload | Refusal:
    """Keep a file for its preview, at most a day. Refuses what `open_sheet` refuses."""
    sheet = open_sheet(content)
    if isinstance(sheet, Refusal):
        return sheet
    Upload.objects.filter(at__lt=clock() - _KEPT_FOR).delete()
    return Upload.objects.create(
        code=secrets.token_hex(12), name=name[-200:], content=content, actor=actor, at=clock()
    )


def preview_items(content: bytes) -> Preview | Refusal:
    """What importing this file would do. Changes nothing."""
    sheet = open_sheet(content)
    if isinstance(sheet, Refusal):
        return sheet
    rows = read_rows(sheet.rows, sheet.header)
    if not rows:
        return _nothing(sheet)
    present = newest_entries(row.entry.item.id for row in rows if row.entry)
    lines = tuple(_line(row, present) for row in rows)
    return Preview(sheet.name, lines, {f: _letter(at) for f, at in sheet.header.columns.items()})


def import_items(
    name: str, content: bytes, actor: str, *, reason: str = "", clock: Clock = utc_now
) -> Added | Refusal:
    """Add and change what the preview of this file shows; refused rows are left out."""
    with transaction.atomic():
        preview = preview_items(content)
        if isinstance(preview, Refusal):
            return preview
        return add_items(_entries(preview.lines), actor, origin=f"impor {name}", reason=reason, clock=clock)


def _entries(lines: Sequence[Line]) -> list[Entry]:
    return [line.row.entry for line in lines if line.row.entry]


def _line(row: ReadRow, present: dict[str, Entry]) -> Line:
    if row.entry is None:
        return Line(row, Verdict.REFUSED)
    before = present.get(row.entry.item.id)
    if before is None:
        return Line(row, Verdict.ADDED)
    if before.item.task is not None:
        return Line(
            replace(row, entry=None, faults=(CellFault("id", _from_library(before)),)), Verdict.REFUSED
        )
    # A sheet cannot carry figures, how an item was made, or how hard it is: those stay.
    item = replace(row.entry.item, figure=before.item.figure)
    kept = replace(row.entry, item=item, family=before.family, difficulty=before.difficulty)
    same = kept.digest() == before.digest()
    read = replace(row, entry=kept)
    return Line(read, Verdict.UNCHANGED) if same else Line(read, Verdict.CHANGED, _differences(kept, before))


def _differences(new: Entry, old: Entry) -> tuple[str, ...]:
    """Headings of the columns that differ."""
    faces = [_face(new), _face(old)]
    return tuple(title for field, title in COLUMNS if faces[0].get(field) != faces[1].get(field))


def _face(entry: Entry) -> dict[str, object]:
    return {
        "type": entry.item.type,
        "scale": entry.key.scale,
        "stem": entry.item.stem,
        "rationale": entry.rationale,
        **{f"option.{option.id}": option.text for option in entry.item.options},
        **{f"weight.{letter}": weight for letter, weight in entry.key.weights.items()},
    }


def _letter(column: int) -> str:
    """0 -> A, 26 -> AA"""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _from_library(before: Entry) -> Refusal:
    code = before.item.id
    return Refusal(
        "ITEM_FROM_LIBRARY",
        f"Kode {code} dipakai simulasi tertulis. Pilihlah kode lain; simulasinya diubah di pustaka simulasi.",
        f"Code {code} belongs to an exercise in writing. Choose another code; the exercise is changed in its library.",
    )


def _nothing(sheet: Sheet) -> Refusal:
    return Refusal(
        "NO_ITEMS_BELOW_HEADER",
        f"Tidak ada butir di bawah baris judul {sheet.header.row} pada lembar {sheet.name}. Isilah paling sedikit satu baris.",
        f"There is no item below heading row {sheet.header.row} of sheet {sheet.name}. Fill in at least one row.",
    )
