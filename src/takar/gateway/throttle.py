"""Wrong PINs: after a few, one participant waits. Said plainly, and lifted by the proctor."""

from __future__ import annotations

from collections import OrderedDict

_FREE = 5
_FIRST_MS = 30_000
_LONGEST_MS = 300_000
_REMEMBERED = 20_000


class Throttle:
    """Counts failures per participant in memory. Times are server milliseconds."""

    def __init__(self) -> None:
        self._failures: OrderedDict[str, tuple[int, int]] = OrderedDict()

    def wait_ms(self, who: str, now_ms: int) -> int:
        """How long `who` must still wait; 0 when a try is free."""
        count, last_ms = self._failures.get(who, (0, 0))
        if count < _FREE:
            return 0
        pause = min(_FIRST_MS << (count - _FREE), _LONGEST_MS)
        return max(0, last_ms + pause - now_ms)

    def failed(self, who: str, now_ms: int) -> int:
        """Note a failure; returns how many tries are left before a pause."""
        count = min(self._failures.pop(who, (0, 0))[0] + 1, _FREE + 8)
        self._failures[who] = (count, now_ms)
        if len(self._failures) > _REMEMBERED:
            self._failures.popitem(last=False)
        return max(0, _FREE - count)

    def forget(self, who: str) -> None:
        self._failures.pop(who, None)
