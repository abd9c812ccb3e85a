from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json, digest
from takar.kernel.clock import Clock, utc_now
from takar.people.public import insert_rows
from takar.placement.models import RegionPlace, RegionResult, RegionRun

_COLUMNS = (
    "run", "ordinal", "agency", "code", "title", "unit", "job_class", "holder", "nip", "fit", "price", "eligible", "reason",
    "following", "better",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class RegionAnswer:
    """`places` without their run; `body` in the canonical subset."""

    body: dict[str, Json]
    places: list[RegionPlace]
    inputs_digest: str
    rules_digest: str
    solver: str
    seconds: float


def finish_region(run: RegionRun, answer: RegionAnswer, *, actor: str, clock: Clock = utc_now) -> bool:
    """Keep the answer whole or not at all. False when there is one already: only the first counts.

    Everything is ready before the transaction begins: others write again after a second, whatever the size.
    """
    told = digest({"body": _timeless(answer.body), "places": [_kept(one) for one in answer.places]})
    rows = [_columns(run.pk, one) for one in answer.places]
    with transaction.atomic():
        if RegionResult.objects.filter(run=run).exists():
            return False
        insert_rows(RegionPlace, _COLUMNS, rows)
        RegionResult.objects.create(
            run=run, body=answer.body, inputs_digest=answer.inputs_digest, rules_digest=answer.rules_digest,
            digest=told, solver=answer.solver, seconds=answer.seconds, at=clock(),
        )  # fmt: skip
        record_change(
            actor, "region.placed", f"region:{run.pk}",
            after={"digest": told, "inputs": answer.inputs_digest, "solver": answer.solver}, clock=clock,
        )  # fmt: skip
    return True


def _columns(run: str, one: RegionPlace) -> tuple[Any, ...]:
    told = (getattr(one, name) for name in _COLUMNS[1:-2])
    return (
        run,
        *told,
        *(None if other is None else json.dumps(other) for other in (one.following, one.better)),
    )


def _kept(one: RegionPlace) -> list[Json]:
    return [one.code, one.nip, one.fit, one.price, one.reason]


def _timeless(body: dict[str, Json]) -> dict[str, Json]:
    """Without how long each group took: the same inputs have the same digest."""
    agencies = body["agencies"]
    assert isinstance(agencies, list)
    return body | {
        "agencies": [
            {k: v for k, v in one.items() if k != "seconds"} for one in agencies if isinstance(one, dict)
        ]
    }
