"""The answers of a sitting as an immutable map to which one more answer is added cheaply."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

# So many answers are copied at most when one is added, however many there are.
_FRESH = 32


class Mark(Struct, frozen=True, gc=False):
    """The value that counts for one item, and the click it came from."""

    value: str | bool | None
    epoch: int
    seq: int
    at_ms: int

    @property
    def rank(self) -> tuple[int, int]:
        return (self.epoch, self.seq)


class Marks(Struct, frozen=True, gc=False, eq=False):
    """item -> Mark. `fresh` overrides `settled` and is poured into it now and then; neither is ever changed."""

    settled: dict[str, Mark] = {}
    fresh: dict[str, Mark] = {}

    def get(self, item: str) -> Mark | None:
        return self.fresh.get(item) or self.settled.get(item)

    def put(self, item: str, mark: Mark) -> Marks:
        """The map with `mark` under `item`."""
        fresh = {**self.fresh, item: mark}
        return Marks(self.settled, fresh) if len(fresh) <= _FRESH else Marks({**self.settled, **fresh}, {})

    def items(self) -> Iterator[tuple[str, Mark]]:
        """All, in the order in which the items were first marked."""
        return iter({**self.settled, **self.fresh}.items())

    def __eq__(self, other: Any) -> bool:
        return isinstance(other, Marks) and dict(self.items()) == dict(other.items())

    __hash__ = None  # type: ignore[assignment]
