from __future__ import annotations

import secrets

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes, readable_code
from takar.placement.models import ScenarioReading


def note_reading(
    scenario: str,
    what: str,
    *,
    actor: str,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> str:
    """Note who takes a file of a scenario home; the code returned stands in its watermark."""
    code = readable_code(random_bytes, 8)
    with transaction.atomic():
        ScenarioReading.objects.create(scenario_id=scenario, reader=actor, what=what, code=code, at=clock())
        record_change(
            actor,
            "scenario.download",
            f"scenario:{scenario}",
            after={"what": what, "code": code},
            clock=clock,
        )
    return code
