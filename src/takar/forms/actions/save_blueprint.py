from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.forms.domain.blueprint import Blueprint, blueprint_faults
from takar.forms.models import Blueprint as BlueprintRow
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def save_blueprint(
    blueprint: Blueprint, actor: str, *, reason: str = "", clock: Clock = utc_now
) -> BlueprintRow | tuple[Refusal, ...]:
    """Add a blueprint or replace the one of that code; forms already drafted keep their own copy of the recipe."""
    faults = blueprint_faults(blueprint)
    if faults:
        return faults
    with transaction.atomic():
        row = BlueprintRow.objects.select_for_update().filter(code=blueprint.code).first()
        before: Json = row.body if row else None
        after = blueprint.as_json()
        if row is not None and before == after:
            return row
        row = row or BlueprintRow(code=blueprint.code)
        row.title, row.body, row.author, row.at = blueprint.title, after, actor, clock()
        row.save()
        record_change(
            actor,
            "forms.save_blueprint",
            f"blueprint:{blueprint.code}",
            reason=reason,
            before=before,
            after=after,
            clock=clock,
        )
    return row
