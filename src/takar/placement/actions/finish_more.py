from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction

from takar.kernel.clock import Clock, utc_now
from takar.placement.models import ScenarioAddition


def finish_more(
    scenario: str, point: int, key: str, block: int, body: dict[str, Any], solver: str, *, actor: str, clock: Clock = utc_now
) -> bool:  # fmt: skip
    """Keep what was computed for a point. False: somebody else had the same computed before; theirs stays, and is the same."""
    try:
        with transaction.atomic():
            ScenarioAddition.objects.create(
                scenario_id=scenario, point=point, key=key, block=block, body=body, solver=solver, by=actor, at=clock()
            )  # fmt: skip
    except IntegrityError:
        return False
    return True
