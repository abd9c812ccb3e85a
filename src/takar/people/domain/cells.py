"""What a spreadsheet cell can hold, and the plain text of it."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TypeAlias

Cell: TypeAlias = "str | int | float | date"
"""Text, a number as stored (dates are serials unless the reader knows better), or a date. Empty cells are absent."""
Row: TypeAlias = "tuple[int, dict[int, Cell]]"
"""Row number as Excel shows it (from 1) and the filled cells by column index (from 0)."""

_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u0000-\u0008\u000e-\u001f]")
_BLANK = frozenset({"", "-", "--", "–", "—", "n/a", "#n/a", "null", "none", "nil"})


def text_of(cell: Cell | None) -> str:
    """The cell as one line of text in Unicode form NFC without invisible characters; "" for empty."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 2**53 else repr(cell).upper()
    text = str(cell)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(text.split())


def given(cell: Cell | None) -> str:
    """`text_of`, with the marks that people write for "nothing" read as nothing."""
    text = text_of(cell)
    return "" if len(text) < 5 and text.casefold() in _BLANK else text


def column_letters(index: int) -> str:
    """0 -> A, 26 -> AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
