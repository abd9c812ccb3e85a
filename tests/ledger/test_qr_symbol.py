"""Symbols equal segno's module for module, and another library reads them.

No length here makes the end mark close a byte: there segno pads with one byte that the standard does not ask for.
"""

from __future__ import annotations

import random

import numpy as np
import pytest
import segno
import zxingcpp

from takar.ledger.qr_symbol import ALPHABET, QUIET, Symbol, svg_path, symbol

LENGTHS = (1, 8, 25, 27, 70, 149, 400, 761, 1024, 1330, 1636, 1949, 2100, 2331, 3390)


def _text(length: int) -> str:
    dice = random.Random(length)
    return "".join(dice.choice(ALPHABET) for _ in range(length))


@pytest.mark.parametrize(
    ("length", "level"),
    [(length, level) for length in LENGTHS for level in "LM" if level == "L" or length < 3000],
)
def test_every_module_is_the_one_of_an_independent_encoder(length: int, level: str) -> None:
    text = _text(length)
    expected = segno.make_qr(text, error=level, boost_error=False, mode="alphanumeric", mask=1)
    drawn = symbol(text, level)
    assert drawn.designator == expected.designator
    assert list(drawn.rows) == [bytes(row) for row in expected.matrix]


@pytest.mark.parametrize("length", [7, 60, 500, 1400])
def test_an_independent_reader_reads_what_was_written(length: int) -> None:
    text = _text(length)
    modules = np.array([list(row) for row in symbol(text, "M").rows], dtype=np.uint8)
    image = np.kron(np.pad(1 - modules, QUIET, constant_values=1), np.ones((4, 4), dtype=np.uint8)) * 255
    assert [found.text for found in zxingcpp.read_barcodes(image)] == [text]


def test_the_path_covers_exactly_the_dark_modules() -> None:
    drawn = Symbol(0, "L", (b"\x01\x01\x00\x01", b"\x00\x00\x00\x00", b"\x00\x01\x01\x01"))
    assert svg_path(drawn) == "M4 4.5h2m1 0h1m-3 2h3"


def test_what_no_symbol_can_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="3392 characters"):
        symbol(_text(3392), "M")
    with pytest.raises(ValueError, match="substring not found"):
        symbol("huruf kecil", "M")
