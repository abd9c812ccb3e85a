"""Draws a cell and a 3 × 3 matrix as SVG, and says in words what is in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Cell(NamedTuple):
    """Indices into SHAPES, SHADES and DIRECTIONS (eighths of a turn), and how many there are (1..6)."""

    shape: int
    number: int
    turn: int
    shade: int


# (name, outline around 0,0 within a radius of 20). The first three have a direction.
SHAPES: tuple[tuple[str, str], ...] = (
    ("panah", "M0 -20 L14 -2 L6 -2 L6 19 L-6 19 L-6 -2 L-14 -2 Z"),
    ("segitiga", "M0 -20 L12 17 L-12 17 Z"),
    ("tetes", "M0 -20 C4 -11 13 -3 13 7 A13 13 0 0 1 -13 7 C-13 -3 -4 -11 0 -20 Z"),
    ("lingkaran", "M17 0 A17 17 0 0 1 -17 0 A17 17 0 0 1 17 0 Z"),
    ("persegi", "M-15 -15 L15 -15 L15 15 L-15 15 Z"),
    ("belah ketupat", "M0 -20 L14 0 L0 20 L-14 0 Z"),
    ("segi enam", "M-10 -17 L10 -17 L20 0 L10 17 L-10 17 L-20 0 Z"),
    ("bintang", "M0 -20 L5 -6 L19 -6 L8 3 L12 17 L0 8 L-12 17 L-8 3 L-19 -6 L-5 -6 Z"),
    ("tanda tambah", "M-6 -18 L6 -18 L6 -6 L18 -6 L18 6 L6 6 L6 18 L-6 18 L-6 6 L-18 6 L-18 -6 L-6 -6 Z"),
)
DIRECTED = 3
SHADES: tuple[tuple[str, str], ...] = (("putih", "#ffffff"), ("abu-abu", "#9ca3af"), ("hitam", "#111827"))
DIRECTIONS = ("atas", "kanan atas", "kanan", "kanan bawah", "bawah", "kiri bawah", "kiri", "kiri atas")
_COUNTS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam")
_SIZE = 104
_LAYOUTS: dict[int, tuple[str, tuple[tuple[int, int], ...]]] = {
    1: ("1.5", ((0, 0),)),
    2: ("0.95", ((-24, 0), (24, 0))),
    3: ("0.85", ((0, -21), (-23, 21), (23, 21))),
    4: ("0.85", ((-23, -22), (23, -22), (-23, 22), (23, 22))),
    5: ("0.68", ((-28, -28), (28, -28), (0, 0), (-28, 28), (28, 28))),
    6: ("0.68", ((-31, -20), (0, -20), (31, -20), (-31, 20), (0, 20), (31, 20))),
}


def in_words(cell: Cell, directed: bool) -> str:
    """dua panah hitam mengarah ke kiri"""
    words = f"{_COUNTS[cell.number]} {SHAPES[cell.shape][0]} {SHADES[cell.shade][0]}"
    return f"{words} mengarah ke {DIRECTIONS[cell.turn]}" if directed else words


def cell_figure(cell: Cell, directed: bool) -> str:
    """One cell as a figure of its own: an option."""
    words = in_words(cell, directed)
    return _svg(_SIZE + 4, f"{words[0].upper()}{words[1:]}", _frame(2, 2) + _filled(cell, 2, 2))


def matrix_figure(rows: Sequence[Sequence[Cell]], directed: bool) -> str:
    """The matrix with a question mark in place of its last cell."""
    parts: list[str] = []
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            left, top = 2 + x * _SIZE, 2 + y * _SIZE
            asked = (x, y) == (2, 2)
            parts.append(_frame(left, top) + (_question(left, top) if asked else _filled(cell, left, top)))
    return _svg(3 * _SIZE + 4, _all_in_words(rows, directed), "".join(parts))


def _all_in_words(rows: Sequence[Sequence[Cell]], directed: bool) -> str:
    lines = []
    for y, row in enumerate(rows):
        cells = [in_words(cell, directed) for cell in row]
        if y == len(rows) - 1:
            cells[-1] = "kotak yang ditanyakan"
        lines.append(f"Baris {y + 1}: {'; '.join(cells)}.")
    return f"Matriks tiga baris dan tiga kolom. {' '.join(lines)}"


def _svg(size: int, title: str, body: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {size} {size}" width="{size}" height="{size}">'
        f'<title>{title}</title><rect width="{size}" height="{size}" fill="#ffffff"/>{body}</svg>'
    )


def _frame(left: int, top: int) -> str:
    return f'<rect x="{left}" y="{top}" width="{_SIZE}" height="{_SIZE}" fill="#ffffff" stroke="#334155" stroke-width="2"/>'


def _question(left: int, top: int) -> str:
    x, y = left + _SIZE // 2, top + _SIZE // 2 + 18
    return (
        f'<text x="{x}" y="{y}" font-family="sans-serif" font-size="52" font-weight="700" text-anchor="middle" '
        'fill="#1d4ed8" aria-hidden="true">?</text>'
    )


def _filled(cell: Cell, left: int, top: int) -> str:
    scale, spots = _LAYOUTS[cell.number]
    outline, fill = SHAPES[cell.shape][1], SHADES[cell.shade][1]
    turn = f" rotate({cell.turn * 45})" if cell.turn else ""
    middle = _SIZE // 2
    return "".join(
        f'<path d="{outline}" transform="translate({left + middle + x} {top + middle + y}){turn} scale({scale})" '
        f'fill="{fill}" stroke="#111827" stroke-width="2.5" stroke-linejoin="round"/>'
        for x, y in spots
    )
