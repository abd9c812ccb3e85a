"""Lists that people send: NIPs to nominate, answers to an invitation. Each row speaks for itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from takar.kernel.refusals import Refusal
from takar.people.public import HEADER_WITHIN, Cell, Nip, Row, given, parse_nip, read_sheets, text_of

MOST_ROWS = 5_000
_NIP = re.compile(r"nip( ?(baru|bkn))?\b.*|nomor induk pegawai")
_ANSWER = re.compile(r"jawaban|konfirmasi|kesediaan|kehadiran|answer")
_REASON = re.compile(r"alasan|keterangan|reason")
_COMING = frozenset({"bersedia", "sedia", "hadir", "ya", "y", "1", "yes", "confirmed"})
_NOT_COMING = frozenset(
    {"tidak bersedia", "berhalangan", "tidak hadir", "tidak", "t", "0", "menolak", "no", "declined"}
)


class Sentence(Protocol):
    """A fault that can be told in both languages."""

    def sentence(self, language: str = "id") -> str: ...


@dataclass(frozen=True, slots=True)
class ListedRow:
    """A row of the list as read: `nip` is "" when `fault` concerns it. `answer`: coming | not_coming | ""."""

    number: int
    nip: str
    written: str
    answer: str = ""
    reason: str = ""
    fault: Sentence | None = None
    answer_written: str = ""


def read_list(path: Path) -> tuple[ListedRow, ...] | Refusal:
    """Rows of the first sheet that has a NIP column. Refuses NOMINEE_LIST, LIST_TOO_LONG and what `read_sheets` refuses."""
    sheets = read_sheets(path)
    if isinstance(sheets, Refusal):
        return sheets
    for rows in sheets:
        header = _header(rows)
        if header:
            return _checked([_row(number, cells, header[1]) for number, cells in rows if number > header[0]])
    return Refusal(
        "NOMINEE_LIST",
        "Tidak ada kolom NIP dalam 20 baris pertama berkas ini; beri judul “NIP” tepat di atas daftarnya, lalu unggah "
        "lagi.",
        "There is no NIP column within the first 20 rows of this file; put the heading “NIP” right above the list and "
        "upload it again.",
    )


def read_pasted(text: str) -> tuple[ListedRow, ...] | Refusal:
    """One NIP per line, or several with commas or semicolons between them. Refuses LIST_TOO_LONG."""
    pieces = [piece.strip() for piece in re.split(r"[\n;,\t]+", text)]
    return _checked(
        [_listed(number, piece, "", "") for number, piece in enumerate(filter(None, pieces), start=1)]
    )


def _checked(rows: list[ListedRow | None]) -> tuple[ListedRow, ...] | Refusal:
    listed = [row for row in rows if row is not None]
    if len(listed) > MOST_ROWS:
        return Refusal(
            "LIST_TOO_LONG",
            f"Daftar ini berisi lebih dari {MOST_ROWS} baris; bagi per tahap atau unit, lalu unggah satu per satu.",
            f"This list has more than {MOST_ROWS} rows; split it by phase or unit and upload the parts.",
        )
    return tuple(_without_twins(listed))


def _header(rows: Sequence[Row]) -> tuple[int, dict[str, int]] | None:
    for number, cells in rows:
        if number > HEADER_WITHIN:
            return None
        names = {column: text_of(cell).casefold() for column, cell in cells.items()}
        found = {
            field: column
            for field, pattern in (("nip", _NIP), ("answer", _ANSWER), ("reason", _REASON))
            for column, name in names.items()
            if pattern.fullmatch(name)
        }
        if "nip" in found:
            return number, found
    return None


def _row(number: int, cells: dict[int, Cell], columns: dict[str, int]) -> ListedRow | None:
    """None for a row without anything in the columns that are read."""
    values = {field: cells.get(column) for field, column in columns.items()}
    if not any(given(value) for value in values.values()):
        return None
    return _listed(number, values["nip"], given(values.get("answer")), given(values.get("reason")))


def _listed(number: int, nip: Cell | None, answer: str, reason: str) -> ListedRow:
    found = parse_nip(nip)
    word = " ".join(answer.casefold().split())
    known = "coming" if word in _COMING else "not_coming" if word in _NOT_COMING else ""
    fault: Sentence | None = None if isinstance(found, Nip) else found
    if fault is None and word and not known:
        fault = _answer_unreadable(answer)
    digits = found.digits if isinstance(found, Nip) else ""
    return ListedRow(number, digits, text_of(nip)[:40], known, reason[:300], fault, answer[:40])


def _answer_unreadable(answer: str) -> Refusal:
    return Refusal(
        "ANSWER_UNREADABLE",
        f"Jawaban “{answer[:40]}” tidak dikenal; tulis “bersedia” atau “berhalangan”.",
        f"The answer “{answer[:40]}” is not known; write “bersedia” or “berhalangan”.",
    )


def _without_twins(rows: Sequence[ListedRow]) -> list[ListedRow]:
    """The second row of the same NIP is refused: which of the two counts is for a person to say."""
    first: dict[str, int] = {}
    told = []
    for row in rows:
        twin = first.setdefault(row.nip, row.number) if row.nip else row.number
        told.append(row if twin == row.number else replace(row, nip="", fault=_twice(row, twin)))
    return told


def _twice(row: ListedRow, twin: int) -> Refusal:
    return Refusal(
        "ROW_TWICE",
        f"NIP {row.nip} sudah ada di baris {twin}; sisakan satu baris yang benar.",
        f"NIP {row.nip} already stands in row {twin}; leave only the right one.",
    )
