from __future__ import annotations

import os

from django.db import transaction

from takar.accounts.public import record_change
from takar.forms.domain.assembly import Assembly, assemble
from takar.forms.domain.blueprint import Blueprint, blueprint_faults
from takar.forms.domain.package import form_content
from takar.forms.models import Blueprint as BlueprintRow
from takar.forms.models import Form
from takar.forms.queries import bank_stock, blueprint_of
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes, readable_code
from takar.kernel.refusals import Refusal


def make_form_from_blueprint(
    code: str,
    actor: str,
    *,
    title: str = "",
    seed: str = "",
    clock: Clock = utc_now,
    random_bytes: RandomBytes = os.urandom,
) -> Form | Refusal:
    """Draft a form from the stored blueprint `code`. Refuses BLUEPRINT_UNKNOWN and what `draft_form` refuses."""
    row = BlueprintRow.objects.filter(code=code).first()
    if row is None:
        return Refusal(
            "BLUEPRINT_UNKNOWN",
            f"Kisi-kisi “{code}” tidak ada. Pilihlah dari daftar kisi-kisi.",
            f"There is no blueprint “{code}”. Choose one from the list.",
        )
    return draft_form(
        blueprint_of(row), actor, title=title, seed=seed, clock=clock, random_bytes=random_bytes
    )


def draft_form(
    blueprint: Blueprint,
    actor: str,
    *,
    title: str = "",
    seed: str = "",
    clock: Clock = utc_now,
    random_bytes: RandomBytes = os.urandom,
) -> Form | Refusal:
    """Pick items for `blueprint` and freeze them as a form. An empty seed is drawn by chance and recorded.

    Refuses FORM_SHORT and every fault of `blueprint_faults`.
    """
    faults = blueprint_faults(blueprint)
    if faults:
        return faults[0]
    assembly = assemble(blueprint, bank_stock(), seed or readable_code(random_bytes, 12))
    if isinstance(assembly, Refusal):
        return assembly
    form_id = f"{blueprint.code}-{readable_code(random_bytes, 6).lower()}"
    return _freeze(form_id, title.strip() or blueprint.title, assembly, actor, clock)


def _freeze(form_id: str, title: str, assembly: Assembly, actor: str, clock: Clock) -> Form:
    with transaction.atomic():
        form = Form.objects.create(
            id=form_id,
            title=title,
            blueprint=assembly.blueprint.code,
            recipe=assembly.blueprint.as_json(),
            seed=assembly.seed,
            content=form_content(form_id, title, assembly),
            items=[[item.id, item.version] for item in assembly.items],
            author=actor,
            at=clock(),
        )
        record_change(
            actor,
            "forms.draft",
            f"form:{form_id}",
            after={"blueprint": assembly.blueprint.code, "seed": assembly.seed, "items": len(assembly.items)},
            clock=clock,
        )
    return form
