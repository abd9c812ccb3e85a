"""A list of assessors from a spreadsheet: which column is what, and what a row says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

HEADINGS: dict[str, tuple[str, ...]] = {
    "nip": ("nip", "nip baru", "nip asesor"),
    "name": ("nama", "nama asesor", "nama lengkap"),
    "agency": ("instansi", "asal instansi", "instansi asal"),
    "grade": ("jenjang", "jabatan", "jenjang asesor", "jabatan asesor"),
    "conflicts": ("tidak menilai", "nip tidak dinilai", "konflik", "nip konflik"),
}
WITHIN = 20


@dataclass(frozen=True, slots=True)
class AssessorRow:
    """A row as read. `conflicts`: NIPs that he has declared he may not rate; `faults`: (id, en) sentences."""

    number: int
    nip: str
    name: str
    agency: str
    grade: str
    conflicts: tuple[str, ...]
    faults: tuple[tuple[str, str], ...]


def find_columns(rows: Sequence[tuple[int, Mapping[int, str]]]) -> tuple[int, dict[str, int]] | None:
    """(row of the heading, field -> column); None when no row has a name or NIP heading."""
    known = {heading: field for field, headings in HEADINGS.items() for heading in headings}
    for number, cells in rows[:WITHIN]:
        found: dict[str, int] = {}
        for column, text in cells.items():
            field = known.get(_plain(text))
            if field:
                found.setdefault(field, column)
        if len(found) > 1 and ("name" in found or "nip" in found):
            return number, found
    return None


def read_row(number: int, cells: Mapping[int, str], columns: Mapping[str, int]) -> AssessorRow:
    """Blank cells are ""; an NIP keeps its digits only."""
    said = {field: cells.get(column, "").strip() for field, column in columns.items()}
    nip = "".join(said.get("nip", "").split()).lstrip("'")
    conflicts = tuple(re.findall(r"\d{18}", said.get("conflicts", "").replace(" ", "")))
    return AssessorRow(
        number,
        nip,
        said.get("name", ""),
        said.get("agency", ""),
        said.get("grade", ""),
        conflicts,
        _faults(nip, said),
    )


def _faults(nip: str, said: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    if nip and not re.fullmatch(r"\d{18}", nip):
        return (
            (
                f"NIP {nip} tidak terdiri atas 18 angka; tulis ulang sebagai teks.",
                f"The NIP {nip} is not 18 digits; write it again as text.",
            ),
        )
    if not nip and not said.get("name"):
        return (("NIP dan nama kosong; isi salah satunya.", "NIP and name are empty; fill in one of them."),)
    return ()


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z]+", " ", text.casefold()).split())
