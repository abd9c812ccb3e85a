from __future__ import annotations

import secrets

from django.db import transaction
from django.utils.translation import gettext as _

from takar.accounts.public import record_change
from takar.jobs.public import Job, enqueue
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, day_in, utc_now
from takar.kernel.ids import RandomBytes, new_id
from takar.kernel.refusals import Refusal
from takar.placement.domain.regions import RegionScope, scope_fault, scope_to_json
from takar.placement.matching.loading import rules_of
from takar.placement.matching.refusals import NO_RULES
from takar.placement.models import RegionRun

KIND = "placement.region"


def ask_region(
    scope: RegionScope,
    *,
    actor: str,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> RegionRun | Refusal:
    """Queue the placement of a region with the registers of today.

    Refuses REGION_SCOPE_UNKNOWN, REGION_WORTH_BAD, PLACEMENT_NO_RULES.
    """
    on = day_in("WIB", clock())
    rules = rules_of(on)
    fault = scope_fault(scope) or (NO_RULES if rules is None else None)
    if fault or rules is None:
        return fault or NO_RULES
    key, told = new_id(random_bytes), scope_to_json(scope)
    with transaction.atomic():
        payload: dict[str, Json] = {"run": key}
        job = _queued(payload, actor, clock)
        run = RegionRun.objects.create(
            id=key, on=on, scope=told, ruleset=f"{rules.code}/{rules.version}", job=job.pk, made_by=actor,
            made_at=clock(),
        )  # fmt: skip
        record_change(actor, "region.ask", f"region:{key}", after={"scope": told}, clock=clock)
    return run


def _queued(payload: dict[str, Json], actor: str, clock: Clock) -> Job:
    return enqueue(KIND, payload, actor=actor, title=_("Menata penempatan wilayah"), clock=clock)
