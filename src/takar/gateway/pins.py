"""Session PINs: scrypt in a thread, once; the right PIN is remembered for the session."""

from __future__ import annotations

import asyncio
import hashlib
import hmac

from takar.gateway.tickets import Ticket
from takar.kernel.identity import hash_pin


class Pins:
    """Checks PINs without ever stalling the event loop."""

    def __init__(self) -> None:
        self._known: dict[str, bytes] = {}
        # One at a time: wrong PINs may not take both cores away from those who are writing.
        self._busy = asyncio.Lock()

    async def fits(self, ticket: Ticket, pin: str) -> bool:
        pin = "".join(pin.split())
        expected: str = ticket.content["pin_hash"]
        quick = hashlib.sha256(f"{expected}|{pin}".encode()).digest()
        if self._is_known(expected, quick):
            return True
        async with self._busy:
            if self._is_known(expected, quick):
                return True
            found = await asyncio.to_thread(hash_pin, pin, ticket.content["pin_salt"])
            if not hmac.compare_digest(found, expected):
                return False
            self._known[expected] = quick
            return True

    def _is_known(self, expected: str, quick: bytes) -> bool:
        known = self._known.get(expected)
        return known is not None and hmac.compare_digest(known, quick)
