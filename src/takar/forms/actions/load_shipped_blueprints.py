from __future__ import annotations

from takar.forms.actions.save_blueprint import save_blueprint
from takar.forms.domain.shipped import SHIPPED
from takar.forms.models import Blueprint as BlueprintRow
from takar.kernel.clock import Clock, utc_now


def load_shipped_blueprints(actor: str, *, clock: Clock = utc_now) -> tuple[str, ...]:
    """Add the blueprints that come with the system and are not there yet; returns the codes added."""
    present = set(BlueprintRow.objects.values_list("code", flat=True))
    missing = [blueprint for blueprint in SHIPPED if blueprint.code not in present]
    for blueprint in missing:
        save_blueprint(blueprint, actor, reason="kisi-kisi bawaan", clock=clock)
    return tuple(blueprint.code for blueprint in missing)
