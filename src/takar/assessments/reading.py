"""A file with participants: a column of NIPs, and if there is one, a column Batch or Sesi."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from takar.kernel.refusals import Refusal
from takar.people.public import Cell, Row, read_sheets, text_of

HEADER_ROWS = 20
_NIP = re.compile(r"nip( ?(baru|bkn))?\b|nomor induk pegawai")
_PASTED = re.compile(r"(?<!\d)\d(?: ?\d){17}(?!\d)")
_LOOKS_LIKE_NIP = re.compile(r"\d(?: ?\d){7}|\d[.,]?\d*[eE]\+?\d")
_SESSION = re.compile(r"(batch|sesi|gelombang)([ /]+(batch|sesi|gelombang))?")


@dataclass(frozen=True, slots=True)
class ListedPeople:
    """`nips` in the order of the file, `wishes` NIP -> name of the session asked for."""

    nips: tuple[str, ...]
    wishes: dict[str, str]


def read_people(path: Path) -> ListedPeople | Refusal:
    """From .xlsx, .xls or .csv, whatever the file is called.

    Refuses PARTICIPANT_LIST when no sheet has a NIP column, NIP_DESTROYED when Excel has rounded a NIP, and what
    `people.public.read_sheets` refuses.
    """
    sheets = read_sheets(path)
    if isinstance(sheets, Refusal):
        return sheets
    for rows in sheets:
        found = _header(rows)
        if found:
            return _people(rows, *found)
    return _no_nips()


def read_pasted(text: str) -> tuple[list[str], list[str]]:
    """The NIPs in a pasted list, one or more in a line, and what looks like one but is not: digits cut or rounded."""
    nips: list[str] = []
    strange: list[str] = []
    for piece in re.split(r"[\n;,\t]+", text):
        found = _PASTED.findall(piece)
        nips += ["".join(each.split()) for each in found]
        if not found and _LOOKS_LIKE_NIP.search(piece):
            strange.append(piece.strip())
    return nips, strange


def _header(rows: Sequence[Row]) -> tuple[int, int, int | None] | None:
    """Row number of the header, column of the NIPs, column of the sessions."""
    for number, cells in rows:
        if number > HEADER_ROWS:
            return None
        names = {column: text_of(cell).casefold() for column, cell in cells.items()}
        nip = next((column for column, name in names.items() if _NIP.fullmatch(name)), None)
        if nip is not None:
            return number, nip, next((at for at, name in names.items() if _SESSION.fullmatch(name)), None)
    return None


def _people(rows: Sequence[Row], header: int, nip_at: int, session_at: int | None) -> ListedPeople | Refusal:
    nips: list[str] = []
    wishes: dict[str, str] = {}
    for number, cells in rows:
        nip = _digits(cells.get(nip_at))
        if number <= header or not nip:
            continue
        if not re.fullmatch(r"\d{18}", nip):
            return _destroyed(number, nip)
        nips.append(nip)
        wish = text_of(cells.get(session_at)) if session_at is not None else ""
        if wish:
            wishes[nip] = wish
    return ListedPeople(tuple(nips), wishes)


def _digits(cell: Cell | None) -> str:
    """A NIP without spaces; a number that Excel has rounded stays visibly wrong instead of being guessed."""
    if isinstance(cell, float) and cell >= 10**15:
        return f"{cell:.3E}"
    return "".join(text_of(cell).split()).lstrip("'")


def _no_nips() -> Refusal:
    return Refusal(
        "PARTICIPANT_LIST",
        "Tidak ada kolom NIP dalam 20 baris pertama berkas ini; beri judul “NIP” tepat di atas daftarnya, lalu unggah "
        "lagi.",
        "There is no NIP column within the first 20 rows of this file; put the heading “NIP” right above the list and "
        "upload it again.",
    )


def _destroyed(row: int, text: str) -> Refusal:
    return Refusal(
        "NIP_DESTROYED",
        f"Baris {row}: NIP “{text}” bukan 18 digit; bila Excel membulatkannya, ubah kolom menjadi Teks dan salin "
        "ulang dari sumbernya.",
        f"Row {row}: NIP “{text}” does not have 18 digits; if Excel rounded it, format the column as Text and copy "
        "it again from its source.",
        {"row": row},
    )
