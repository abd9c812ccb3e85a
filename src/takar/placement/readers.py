"""Decided moves for reading outside: the API, CSV and Excel with the headings of a mutation proposal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from takar.accounts.public import Ability
from takar.kernel.readers import Column, ColumnKind, Reader, Row
from takar.placement.additions import told_of
from takar.placement.books import books
from takar.placement.exporting import COLUMNS, decided_moves

_NAMES = (
    ("number", "Urutan SK", "Place in the order of decrees"),
    ("nip", "NIP 18 angka", "NIP of 18 digits"),
    ("name", "Nama dengan gelar", "Name with titles"),
    ("golongan", "Pangkat dan golongan", "Rank"),
    ("kind", "Jenis jabatan", "Kind of post"),
    ("old_code", "Kode jabatan lama", "Code of the post left"),
    ("old_post", "Jabatan lama", "Post left"),
    ("old_unit", "Unit lama", "Unit left"),
    ("old_eselon", "Eselon lama", "Eselon left"),
    ("new_code", "Kode jabatan baru", "Code of the new post"),
    ("new_post", "Jabatan baru", "New post"),
    ("new_unit", "Unit baru", "New unit"),
    ("new_eselon", "Eselon baru", "New eselon"),
    ("move", "Rotasi atau pengangkatan", "Rotation or appointment"),
    ("order", "Urutan SK", "Place in the order of decrees"),
    ("fit_before", "Kecocokan di jabatan lama", "Fit in the post left"),
    ("fit_after", "Kecocokan di jabatan baru", "Fit in the new post"),
    ("survival", "Peluang bertahan pada penilaian ulang", "Chance to survive a retest"),
    ("survival_low", "Batas bawah peluang bertahan (95%)", "Lower bound of that chance (95%)"),
    ("survival_high", "Batas atas peluang bertahan (95%)", "Upper bound of that chance (95%)"),
    ("retests", "Banyaknya penilaian ulang", "Number of retests"),
)
_KINDS = {
    "number": ColumnKind.INTEGER,
    "order": ColumnKind.INTEGER,
    "fit_before": ColumnKind.DECIMAL,
    "fit_after": ColumnKind.DECIMAL,
    "survival": ColumnKind.DECIMAL,
    "survival_low": ColumnKind.DECIMAL,
    "survival_high": ColumnKind.DECIMAL,
    "retests": ColumnKind.INTEGER,
}
_COLUMNS = (
    Column("key", "KUNCI", ColumnKind.TEXT, "Rencana dan NIP", "Plan and NIP"),
    Column("scenario", "KODE RENCANA", ColumnKind.TEXT, "Rencana penempatan", "Placement plan"),
    *(
        Column(name, heading, _KINDS.get(name, ColumnKind.TEXT), words, english)
        for (name, words, english), heading in zip(_NAMES, COLUMNS, strict=True)
    ),
)


def _moves(where: Mapping[str, str]) -> Iterator[Row]:
    """Moves of scenarios whose decisions are closed, in the order of the key. A plan alone is nobody else's business."""
    for book in sorted(books(), key=lambda one: one.id):
        body = told_of(book) if book.state.phase == "closed" else None
        if body is None or where.get("scenario", book.id) != book.id:
            continue
        for told in sorted(decided_moves(book, body), key=lambda row: str(row[1])):
            row = dict(zip((name for name, _, _ in _NAMES), map(_plain, told), strict=True))
            if where.get("nip", row["nip"]) == row["nip"]:
                yield {"key": f"{book.id}:{row['nip']}", "scenario": book.id} | row


def _plain(value: object) -> object:
    return Decimal(f"{value:.4f}") if isinstance(value, float) else value


def _rows(after: str, limit: int, where: Mapping[str, str]) -> Sequence[Row]:
    return [row for row in _moves(where) if row["key"] > after][:limit]


def _count(where: Mapping[str, str]) -> int:
    return sum(1 for _ in _moves(where))


READERS = (
    Reader(
        name="placements",
        scope="placement.read",
        ability=Ability.READ_PLACEMENT,
        id="Perpindahan yang sudah diputuskan",
        en="Moves that were decided",
        columns=_COLUMNS,
        key="key",
        filters=("nip", "scenario"),
        rows=_rows,
        count=_count,
    ),
)
