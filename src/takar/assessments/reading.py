"""A file with participants: a column of NIPs, and if there is one, a column Batch or Sesi."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook

from takar.kernel.refusals import Refusal

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


def read_people(data: bytes) -> ListedPeople | Refusal:
    """Refuses PARTICIPANT_FILE when no sheet has a NIP column, NIP_DESTROYED when Excel has rounded a NIP."""
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        tables = [(sheet.to_python(), (sheet.start or (0, 0))[0]) for sheet in sheets]
    except (CalamineError, ValueError, OSError):
        return _unreadable()
    for rows, above in tables:
        found = _columns(rows)
        if found:
            return _people(rows, above, *found)
    return _unreadable()


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


def _columns(rows: Sequence[Sequence[object]]) -> tuple[int, int, int | None] | None:
    for at, row in enumerate(rows[:HEADER_ROWS]):
        names = [str(cell).strip().casefold() for cell in row]
        nip = next((n for n, name in enumerate(names) if _NIP.fullmatch(name)), None)
        if nip is not None:
            session = next((n for n, name in enumerate(names) if _SESSION.fullmatch(name)), None)
            return at, nip, session
    return None


def _people(
    rows: Sequence[Sequence[object]], above: int, header: int, nip_at: int, session_at: int | None
) -> ListedPeople | Refusal:
    nips: list[str] = []
    wishes: dict[str, str] = {}
    for number, row in enumerate(rows[header + 1 :], above + header + 2):
        cell = row[nip_at] if nip_at < len(row) else ""
        text = _text(cell)
        if not text:
            continue
        if not re.fullmatch(r"\d{18}", text):
            return _destroyed(number, text)
        nips.append(text)
        wish = _text(row[session_at]) if session_at is not None and session_at < len(row) else ""
        if wish:
            wishes[text] = str(row[session_at or 0]).strip().removesuffix(".0")
    return ListedPeople(tuple(nips), wishes)


def _text(cell: object) -> str:
    """Digits of a NIP without spaces; a number cell stays visibly wrong instead of being guessed."""
    if isinstance(cell, float):
        return f"{cell:.0f}" if cell < 10**15 else f"{cell:.3E}"
    return "".join(str(cell).split()).lstrip("'")


def _unreadable() -> Refusal:
    return Refusal(
        "PARTICIPANT_FILE",
        "Berkas tidak dapat dibaca atau tidak memiliki kolom NIP dalam 20 baris pertama; gunakan .xlsx atau .xls "
        "dengan judul kolom NIP.",
        "The file cannot be read or has no NIP column within its first 20 rows; use .xlsx or .xls with a column "
        "headed NIP.",
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
