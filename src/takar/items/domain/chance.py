"""A small random source that gives the same draws on every machine and Python version.

SHA-256 in counter mode over a text seed; the standard library's `random` promises that only for `random()` itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")
_LIMIT = 2**64


class Chance:
    def __init__(self, seed: str) -> None:
        self._seed = seed.encode()
        self._count = 0

    def _word(self) -> int:
        self._count += 1
        block = hashlib.sha256(self._seed + b"\n" + str(self._count).encode()).digest()
        return int.from_bytes(block[:8], "big")

    def below(self, n: int) -> int:
        """0 <= result < n, each equally likely."""
        usable = _LIMIT - _LIMIT % n
        while True:
            word = self._word()
            if word < usable:
                return word % n

    def between(self, low: int, high: int, step: int = 1) -> int:
        """low <= result <= high, in steps from low."""
        return low + step * self.below((high - low) // step + 1)

    def pick(self, choices: Sequence[T]) -> T:
        return choices[self.below(len(choices))]

    def shuffled(self, values: Sequence[T]) -> list[T]:
        result = list(values)
        for at in range(len(result) - 1, 0, -1):
            other = self.below(at + 1)
            result[at], result[other] = result[other], result[at]
        return result

    def sample(self, values: Sequence[T], count: int) -> list[T]:
        return self.shuffled(values)[:count]
