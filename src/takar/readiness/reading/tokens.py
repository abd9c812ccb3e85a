"""Finds the cells in a piece of a worksheet's XML with NumPy, without a callback for each of them.

Understands what spreadsheet programs write (no prefix, no spaces between elements, `r` the first attribute and `t` the
last of a cell) and raises `Unusual` for anything else: then the sheet is read by the patient reader of `people`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[Any]

SHARED, NUMBER, TEXT, TRUTH = 1, 2, 3, 4
_LT, _GT, _SPACE, _SLASH, _QUOTE = ord("<"), ord(">"), ord(" "), ord("/"), ord('"')
_KEEP_SPACE = b'<t xml:space="preserve">'
_MOST_COLUMNS = 702  # A to ZZ


class Unusual(Exception):
    """This XML is written in a way that only the patient reader understands."""


@dataclass(frozen=True, slots=True)
class Cells:
    """Filled cells of one piece. `row` counts within the piece, `numbers` has the row numbers as Excel shows them;
    the value stands in the bytes from `start` to `end`."""

    numbers: Numbers
    row: Numbers
    column: Numbers
    kind: Numbers
    start: Numbers
    end: Numbers


def find_cells(piece: bytes, wanted: Numbers | None) -> Cells:
    """Cells of whole rows. `wanted[column]` says which columns are kept; None keeps all."""
    if b"<!" in piece:
        raise Unusual("comments or CDATA")
    text = np.frombuffer(piece, np.uint8)
    tags = np.flatnonzero(text == _LT).astype(np.int32)
    first = text[np.minimum(tags + 1, len(text) - 1)]
    rows = tags[_rows(text, tags, first)]
    numbers = _row_numbers(text, rows)
    cells = np.flatnonzero(first == ord("c"))
    at = tags[cells]
    if not bool((text[at + 2] == _SPACE).all()):
        if bool((text[at + 2] == _GT).any()):
            raise Unusual("a cell without its reference")
        cells = cells[text[at + 2] == _SPACE]
        at = tags[cells]
    row = _row_of(at, rows)
    column, width = _columns(text, at)
    if wanted is not None:
        chosen = np.flatnonzero(wanted[column])
        cells, at, row, column, width = cells[chosen], at[chosen], row[chosen], column[chosen], width[chosen]
    kind = _kinds(text, tags, cells, _reference_end(text, at, width, numbers, row))
    start, end = _values(text, tags, first, cells)
    filled = end > start
    if bool(filled.all()):
        return Cells(numbers, row, column, kind, start, end)
    return Cells(numbers, row[filled], column[filled], kind[filled], start[filled], end[filled])


def join_cells(found: list[tuple[bytes, Cells]]) -> tuple[bytes, Cells]:
    """Several pieces with their cells as one: small pieces are found faster, large ones collected faster."""
    sizes = np.cumsum([0, *(len(piece) for piece, _ in found)])
    rows = np.cumsum([0, *(len(cells.numbers) for _, cells in found)])
    parts = [
        (cells.numbers, cells.row + row, cells.column, cells.kind, cells.start + size, cells.end + size)
        for (_, cells), size, row in zip(found, sizes, rows, strict=False)
    ]
    return b"".join(piece for piece, _ in found), Cells(
        *(np.concatenate(part) for part in zip(*parts, strict=True))
    )


def digits_at(text: Numbers, start: Numbers, end: Numbers) -> Numbers:
    """The whole numbers that stand in the text between the places given. Raises Unusual for anything else."""
    number = np.zeros(len(start), np.int32)
    length = end - start
    longest = int(length.max(initial=0))
    if longest > 9:
        raise Unusual("a number too long")
    for place in range(longest):
        inside = length > place
        digit = text[np.where(inside, start + place, 0)] - np.uint8(48)
        if bool((inside & (digit > 9)).any()):
            raise Unusual("not a number")
        number = np.where(inside, number * 10 + digit, number)
    return number


def _rows(text: Numbers, tags: Numbers, first: Numbers) -> Numbers:
    """Places among the tags where rows begin."""
    rows = np.flatnonzero(first == ord("r"))
    at = tags[rows]
    begin: Numbers = rows[(text[at + 2] == ord("o")) & (text[at + 3] == ord("w"))]
    return begin


def _row_of(cells: Numbers, rows: Numbers) -> Numbers:
    before = np.searchsorted(cells, rows)
    if len(cells) and (not len(rows) or before[0] != 0):
        raise Unusual("a cell outside of a row")
    counts = np.diff(np.append(before, len(cells)))
    repeated: Numbers = np.repeat(np.arange(len(rows), dtype=np.int32), counts)
    return repeated


def _row_numbers(text: Numbers, rows: Numbers) -> Numbers:
    if not len(rows):
        return np.zeros(0, np.int64)
    if not _spells(text, rows, b'<row r="'):
        raise Unusual("a row without its number")
    start, quotes = rows + 8, np.flatnonzero(text == _QUOTE)
    end = quotes[np.searchsorted(quotes, start)]
    return digits_at(text, start, end)


def _columns(text: Numbers, cells: Numbers) -> tuple[Numbers, Numbers]:
    """The column of each cell from its reference, and its letters: `<c r="AB12"` -> 27, 2."""
    if bool((text[cells + 3] != ord("r")).any()) or bool((text[cells + 5] != _QUOTE).any()):
        raise Unusual("a cell without its reference")
    one, two, three = (text[cells + place].astype(np.int16) for place in (6, 7, 8))
    if bool(((one < 65) | (one > 90)).any()):
        raise Unusual("a reference that is none")
    double = two >= 65
    column: Numbers = np.where(double, (one - 64) * 26 + two - 65, one - 65)
    triple = double & (three >= 65)
    column[triple | (column >= _MOST_COLUMNS)] = _MOST_COLUMNS - 1
    return column, 1 + double.astype(np.int32) + triple


def _reference_end(
    text: Numbers, cells: Numbers, letters: Numbers, numbers: Numbers, row: Numbers
) -> Numbers:
    """The place behind `r="AB12"`."""
    digits = np.searchsorted(_POWERS, numbers, side="right").astype(np.int32)
    end: Numbers = cells + 6 + letters + digits[row]
    if bool((text[end] != _QUOTE).any()):
        raise Unusual("a reference to another row")
    return end + 1


def _kinds(text: Numbers, tags: Numbers, cells: Numbers, reference_end: Numbers) -> Numbers:
    """What each cell holds, told by its attribute t; the only other one allowed is s."""
    kind = np.full(len(cells), NUMBER, np.uint8)
    if not len(cells):
        return kind
    end = tags[np.minimum(cells + 1, len(tags) - 1)] - 1
    if bool((text[end] != _GT).any()):
        raise Unusual("space between elements")
    end = np.where(text[end - 1] == _SLASH, end - 1, end)
    end = _without_style(text, end, reference_end)
    end = _without_type(text, end, reference_end, kind)
    end = _without_style(text, end, reference_end)
    if bool((end != reference_end).any()):
        raise Unusual("an unknown attribute")
    return kind


def _without_style(text: Numbers, end: Numbers, reference_end: Numbers) -> Numbers:
    """The ends without ` s="12"`, where that stands before them."""
    open_ = np.flatnonzero((end > reference_end) & (text[end - 2] <= ord("9")) & (text[end - 2] >= ord("0")))
    if not len(open_):
        return end
    back = end[open_] - 3
    for _ in range(4):
        digit = (text[back] >= ord("0")) & (text[back] <= ord("9"))
        if not digit.any():
            break
        back = back - digit
    styled = _ends(text, back + 1, b' s="')
    end = end.copy()
    end[open_[styled]] = back[styled] - 3
    return end


def _without_type(text: Numbers, end: Numbers, reference_end: Numbers, kind: Numbers) -> Numbers:
    end = end.copy()
    open_ = np.flatnonzero(end > reference_end)
    for value, meaning in _TYPES:
        if not len(open_):
            break
        here = _typed(text, end[open_], value)
        typed = open_[here]
        kind[typed] = meaning
        end[typed] -= len(value) + 5
        open_ = open_[~here]
    return end


def _typed(text: Numbers, end: Numbers, value: bytes) -> Numbers:
    """Whether ` t="value"` stands before each place, told by its letters that differ from other types."""
    width = len(value)
    typed: Numbers = text[end - 2] == value[-1]
    for back, letter in (
        (width + 1, value[0]),
        (width + 2, _QUOTE),
        (width + 4, ord("t")),
        (width + 5, _SPACE),
    ):
        if not typed.any():
            break
        typed &= text[end - back] == letter
    return typed


_POWERS = np.array([10**power for power in range(9)], np.int64)
_TYPES = (
    (b"s", SHARED), (b"n", NUMBER), (b"str", TEXT), (b"inlineStr", TEXT), (b"b", TRUTH), (b"e", TEXT), (b"d", TEXT),
)  # fmt: skip


def _values(text: Numbers, tags: Numbers, first: Numbers, cells: Numbers) -> tuple[Numbers, Numbers]:
    """Where the value of each cell begins and ends; both 0 for a cell without one."""
    start = np.zeros(len(cells), np.int32)
    end = np.zeros(len(cells), np.int32)
    last = len(tags) - 1
    child = cells + 1
    kind = first[np.minimum(child, last)]
    if bool((kind == ord("f")).any()):
        child, kind = _after_formula(text, tags, first, child, kind)
    plain, inline = kind == ord("v"), kind == ord("i")
    rest = kind[~(plain | inline)]
    if bool(((rest != _SLASH) & (rest != ord("c")) & (rest != ord("r"))).any()):
        raise Unusual("an unknown element in a cell")
    _place_plain(text, tags, child[plain], plain, start, end)
    if bool(inline.any()):
        _place_inline(text, tags, first, child[inline], inline, start, end)
    return start, end


def _after_formula(
    text: Numbers, tags: Numbers, first: Numbers, child: Numbers, kind: Numbers
) -> tuple[Numbers, Numbers]:
    """`<f>…</f>` or `<f/>` stands before the value, which alone is read."""
    last = len(tags) - 1
    child = np.minimum(child + (kind == ord("f")), last)
    child = np.minimum(child + ((first[child] == _SLASH) & (text[tags[child] + 2] == ord("f"))), last)
    return child, first[child]


def _place_plain(
    text: Numbers, tags: Numbers, child: Numbers, where: Numbers, start: Numbers, end: Numbers
) -> None:
    at = tags[child]
    closed = text[at + 2]
    if bool(((closed != _GT) & (closed != _SLASH)).any()):
        raise Unusual("a value with attributes")
    empty = closed == _SLASH
    start[where] = np.where(empty, 0, at + 3)
    end[where] = np.where(empty, 0, tags[np.minimum(child + 1, len(tags) - 1)])


def _place_inline(
    text: Numbers, tags: Numbers, first: Numbers, child: Numbers, where: Numbers, start: Numbers, end: Numbers
) -> None:
    last = len(tags) - 1
    inside = np.minimum(child + 1, last)
    at = tags[inside]
    if bool((first[inside] != ord("t")).any()) or bool((first[np.minimum(child + 3, last)] != _SLASH).any()):
        raise Unusual("formatted text in a cell")
    mark = text[at + 2]
    spaced = mark == _SPACE
    if bool(((mark != _GT) & ~spaced).any()) or not _spells(text, at[spaced], _KEEP_SPACE):
        raise Unusual("a text with other attributes")
    start[where] = at + np.where(spaced, len(_KEEP_SPACE), 3)
    end[where] = tags[np.minimum(inside + 1, last)]


def _spells(text: Numbers, at: Numbers, word: bytes) -> bool:
    """Whether `word` stands at every place of `at`."""
    last = len(text) - 1
    return all(bool((text[np.minimum(at + n, last)] == letter).all()) for n, letter in enumerate(word))


def _ends(text: Numbers, end: Numbers, word: bytes) -> Numbers:
    """For each place, whether `word` stands right before it."""
    matches = np.ones(len(end), bool)
    for back, letter in enumerate(reversed(word), start=1):
        matches &= text[end - back] == letter
        if not matches.any():
            break
    return matches
