from __future__ import annotations

import secrets

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes, readable_code


def note_fits(
    subject: str,
    what: str,
    listed: int,
    *,
    actor: str,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> str:
    """Note who takes a list of fits home; the code returned stands on it. `subject`: position:code or person:NIP."""
    code = readable_code(random_bytes, 8)
    record_change(
        actor, "placement.fits", subject, after={"what": what, "listed": listed, "code": code}, clock=clock
    )
    return code
