"""A column as its different values and, for each row, which of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from takar.readiness.domain.table import Column
from takar.readiness.reading.tokens import Numbers


class Codes(dict[Any, int]):
    """Gives every new value the next number."""

    def __missing__(self, value: Any) -> int:
        self[value] = number = len(self)
        return number

    def of(self, values: Sequence[Any]) -> Numbers:
        return np.fromiter(map(self.__getitem__, values), np.int32, len(values))


class Growing:
    """A column that is read piece by piece from cells of any type."""

    def __init__(self) -> None:
        self._codes = Codes()
        self._codes[""] = 0
        self._pieces: list[Numbers] = []

    def add(self, values: Sequence[Any]) -> None:
        self._pieces.append(self._codes.of(values))

    def column(self, text: Callable[[Sequence[Any]], list[str]]) -> Column:
        """`text` turns cells as read into the texts that are judged."""
        codes = np.concatenate(self._pieces) if self._pieces else np.zeros(0, np.int32)
        return tidy(text(list(self._codes)), codes)


def tidy(texts: Iterable[str], codes: Numbers) -> Column:
    """A column whose first value is "" and whose values differ, from values that may repeat."""
    values = tuple(texts)
    if values[:1] == ("",) and len(set(values)) == len(values):
        return Column(values, codes)
    numbers: dict[str, int] = {"": 0}
    remap = np.fromiter((numbers.setdefault(text, len(numbers)) for text in values), np.int32)
    return Column(tuple(numbers), remap[codes] if len(remap) else codes)
