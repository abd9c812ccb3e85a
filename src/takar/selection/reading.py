"""Lists of NIPs that people send, as text or as a file; each row speaks for itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from takar.kernel.refusals import Refusal
from takar.people.public import HEADER_WITHIN, Cell, Nip, Row, given, parse_nip, read_sheets, text_of

MOST_ROWS = 2_000
_NIP = re.compile(r"nip( ?(baru|bkn))?\b.*|nomor induk pegawai")


@dataclass(frozen=True, slots=True)
class Listed:
    """NIPs that can be read, and rows that cannot: (row, what is written, why in both languages)."""

    nips: tuple[str, ...]
    faults: tuple[tuple[int, str, Refusal], ...]


def read_pasted(text: str) -> Listed | Refusal:
    """One NIP per line, or several with commas or semicolons between them."""
    pieces = [piece.strip() for piece in re.split(r"[\n;,\t]+", text)]
    return _listed([(number, piece) for number, piece in enumerate(filter(None, pieces), start=1)])


def read_file(path: Path) -> Listed | Refusal:
    """The first sheet with a NIP column. Refuses CANDIDATE_LIST, LIST_TOO_LONG and what `read_sheets` refuses."""
    sheets = read_sheets(path)
    if isinstance(sheets, Refusal):
        return sheets
    for rows in sheets:
        header = _header(rows)
        if header:
            number, column = header
            cells = [(at, cells.get(column)) for at, cells in rows if at > number]
            return _listed([(at, cell) for at, cell in cells if given(cell)])
    return NO_NIP_COLUMN


def _listed(rows: list[tuple[int, Cell | None]]) -> Listed | Refusal:
    if len(rows) > MOST_ROWS:
        return TOO_LONG
    nips, faults = [], []
    for number, cell in rows:
        found = parse_nip(cell)
        if isinstance(found, Nip):
            nips.append(found.digits)
        else:
            faults.append(
                (number, text_of(cell)[:40], Refusal(found.code, found.sentence("id"), found.sentence("en")))
            )
    return Listed(tuple(dict.fromkeys(nips)), tuple(faults))


def _header(rows: list[Row]) -> tuple[int, int] | None:
    for number, cells in rows:
        if number > HEADER_WITHIN:
            return None
        for column, cell in cells.items():
            if _NIP.fullmatch(text_of(cell).casefold()):
                return number, column
    return None


NO_NIP_COLUMN = Refusal(
    "CANDIDATE_LIST",
    "Tidak ada kolom NIP dalam 20 baris pertama berkas ini; beri judul “NIP” tepat di atas daftarnya, lalu unggah lagi.",
    "There is no NIP column within the first 20 rows of this file; put the heading “NIP” right above the list.",
)
TOO_LONG = Refusal(
    "LIST_TOO_LONG",
    f"Daftar ini berisi lebih dari {MOST_ROWS} baris; bagi per jabatan, lalu unggah satu per satu.",
    f"This list has more than {MOST_ROWS} rows; split it by post and upload the parts.",
)
