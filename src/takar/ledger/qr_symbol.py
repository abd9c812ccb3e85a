"""QR symbols fast: what symbols of one version and level share is taken once from segno, the rest is bits.

segno needs tens of milliseconds for a receipt, and a hall of participants submits in the same second. Finder patterns, mask and
format information never change for a version, level and mask; only the codewords do. Tests hold symbols against segno's own and
read them with another library. (Where the end mark closes a byte, segno adds one more zero byte; the standard does not.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product, zip_longest
from typing import Any

import segno
from segno import consts

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
MASK = 1
"""Any fixed mask will do, because the content looks random; trying all eight takes most of the time."""
QUIET = 4
"""Width of the empty border, in modules (ISO/IEC 18004)."""

_LEVELS = {"L": consts.ERROR_LEVEL_L, "M": consts.ERROR_LEVEL_M}
_ALPHANUMERIC = 0b0010
_PADDING = (0xEC, 0x11)
_RUN = re.compile(rb"\x01+")


@dataclass(frozen=True, slots=True)
class Symbol:
    """`rows`: one byte per module, 1 is dark; without the quiet border."""

    version: int
    level: str
    rows: tuple[bytes, ...]

    @property
    def designator(self) -> str:
        return f"{self.version}-{self.level}"


@dataclass(frozen=True, slots=True)
class _Template:
    """What all symbols of a version and level have in common: `modules` with no data in them, and where data goes."""

    width: int
    modules: bytes
    places: tuple[int, ...]


def symbol(text: str, level: str) -> Symbol:
    """The smallest symbol that holds `text` (QR's alphanumeric alphabet). Raises ValueError when none does."""
    version = _smallest(text, level)
    template = _template(version, level)
    modules = bytearray(template.modules)
    for place, bit in zip(template.places, _bits(_codewords(text, version, level)), strict=False):
        modules[place] ^= bit
    width = template.width
    return Symbol(version, level, tuple(bytes(modules[y : y + width]) for y in range(0, len(modules), width)))


def svg_path(drawn: Symbol) -> str:
    """The dark modules as horizontal lines, in the coordinates of a picture with the quiet border."""
    out, x_before, y_before = [], 0, -1
    for y, row in enumerate(drawn.rows):
        for run in _RUN.finditer(row):
            start, stop = run.span()
            if y_before < 0:
                out.append(f"M{start + QUIET} {y + QUIET}.5h{stop - start}")
            else:
                out.append(f"m{start - x_before} {y - y_before}h{stop - start}")
            x_before, y_before = stop, y
    return "".join(out)


def _smallest(text: str, level: str) -> int:
    length = 11 * (len(text) // 2) + 6 * (len(text) % 2) + 4
    for version in range(1, 41):
        if length + _count_bits(version) <= 8 * _room(version, level):
            return version
    raise ValueError(f"{len(text)} characters do not fit into a QR code of level {level}")


def _count_bits(version: int) -> int:
    return 9 if version < 10 else 11 if version < 27 else 13


def _blocks(version: int, level: str) -> Iterator[tuple[int, int]]:
    """(codewords, data codewords among them) of each block."""
    table: Any = consts.ECC
    for group in table[version][_LEVELS[level]]:
        for _ in range(group.num_blocks):
            yield group.num_total, group.num_data


def _room(version: int, level: str) -> int:
    return sum(data for _, data in _blocks(version, level))


def _codewords(text: str, version: int, level: str) -> bytes:
    """The final message: data and error correction of all blocks, interleaved."""
    data = _data(text, version, _room(version, level))
    blocks: list[bytes] = []
    checks: list[bytes] = []
    start = 0
    for total, size in _blocks(version, level):
        block = data[start : start + size]
        blocks.append(block)
        checks.append(_check(block, total - size))
        start += size
    return bytes(
        word
        for group in (blocks, checks)
        for column in zip_longest(*group)
        for word in column
        if word is not None
    )


def _data(text: str, version: int, room: int) -> bytes:
    """Mode, length, characters, end mark and padding."""
    values = [ALPHABET.index(each) for each in text]
    bits = [f"{_ALPHANUMERIC:04b}", f"{len(values):0{_count_bits(version)}b}"]
    bits += [f"{45 * first + second:011b}" for first, second in zip(values[::2], values[1::2], strict=False)]
    if len(values) % 2:
        bits.append(f"{values[-1]:06b}")
    stream = "".join(bits)
    stream += "0" * min(4, 8 * room - len(stream))
    stream += "0" * (-len(stream) % 8)
    data = int(stream, 2).to_bytes(len(stream) // 8, "big")
    return data + bytes(_PADDING[n % 2] for n in range(room - len(data)))


def _check(block: bytes, size: int) -> bytes:
    """Reed-Solomon: the remainder of the block divided by the generator polynomial of degree `size`."""
    steps, rest, keep = _steps(size), 0, (1 << 8 * size) - 1
    for word in block:
        rest = (rest << 8 & keep) ^ steps[word ^ rest >> 8 * (size - 1)]
    return rest.to_bytes(size, "big")


@lru_cache
def _steps(size: int) -> tuple[int, ...]:
    """For each leading coefficient the multiple of the generator that cancels it, without that coefficient."""
    generator = [1]
    for power in range(size):
        root = _power(power)
        shifted = [*generator, 0]
        for place, factor in enumerate(generator, 1):
            shifted[place] ^= _times(factor, root)
        generator = shifted
    return tuple(
        int.from_bytes(bytes(_times(word, factor) for factor in generator[1:]), "big") for word in range(256)
    )


def _power(exponent: int) -> int:
    return 1 if exponent == 0 else _times(_power(exponent - 1), 2)


def _times(a: int, b: int) -> int:
    """Product in GF(256) with the polynomial of ISO/IEC 18004, x^8 + x^4 + x^3 + x^2 + 1."""
    product = 0
    while b:
        if b & 1:
            product ^= a
        a = a << 1 ^ (0x11D if a & 0x80 else 0)
        b >>= 1
    return product


@lru_cache(maxsize=16)
def _template(version: int, level: str) -> _Template:
    """Made from a symbol of segno's by taking out the codewords that we know it holds."""
    known = "A"
    drawn = segno.make_qr(
        known, version=version, error=level, mode="alphanumeric", mask=MASK, boost_error=False
    )
    modules = bytearray(bit for row in drawn.matrix for bit in row)
    places = tuple(_places(version))
    for place, bit in zip(places, _bits(_codewords(known, version, level)), strict=False):
        modules[place] ^= bit
    return _Template(len(drawn.matrix), bytes(modules), places)


def _places(version: int) -> Iterator[int]:
    """Modules for data in the order of the standard: two columns at a time from the right, up and down in turn."""
    width = 17 + 4 * version
    taken = set(_fixed(version, width))
    upward = True
    for right in (*range(width - 1, 6, -2), 5, 3, 1):  # column 6 is the timing pattern
        for y in range(width - 1, -1, -1) if upward else range(width):
            yield from (y * width + x for x in (right, right - 1) if (y, x) not in taken)
        upward = not upward


def _fixed(version: int, width: int) -> Iterator[tuple[int, int]]:
    """Modules that never hold data: finders with format information, timing, version and alignment patterns."""
    yield from product(range(9), range(9))
    yield from product(range(9), range(width - 8, width))
    yield from product(range(width - 8, width), range(9))
    yield from ((6, x) for x in range(width))
    yield from ((y, 6) for y in range(width))
    if version >= 7:
        yield from product(range(6), range(width - 11, width - 8))
        yield from product(range(width - 11, width - 8), range(6))
    centres = consts.ALIGNMENT_POS[version - 2] if version > 1 else ()
    corners = {(6, 6), (6, width - 7), (width - 7, 6)}
    for y, x in set(product(centres, centres)) - corners:
        yield from product(range(y - 2, y + 3), range(x - 2, x + 3))


def _bits(data: bytes) -> Iterator[int]:
    return (int(bit) for bit in f"{int.from_bytes(data, 'big'):0{8 * len(data)}b}")
