"""Batches as plain data and back: what a proposal keeps until it is accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from takar.kernel.canonical import Json
from takar.planning.domain.problem import Batch, Duty


def packed(batches: Iterable[Batch]) -> list[Json]:
    return [_packed(one) for one in batches]


def unpacked(rows: Iterable[Mapping[str, Any]]) -> tuple[Batch, ...]:
    """Raises KeyError for what `packed` did not write."""
    return tuple(_unpacked(row) for row in rows)


def _packed(one: Batch) -> dict[str, Json]:
    locked: list[Json] = [*sorted(one.locked_people)]
    return {
        "id": one.id,
        "number": one.number,
        "job_class": one.job_class,
        "days": [day.isoformat() for day in one.days],
        "capacity": one.capacity,
        "reserve": one.reserve,
        "people": list(one.people),
        "locked": one.locked,
        "locked_people": locked,
        "groups": [list(group) for group in one.groups],
        "duties": [[duty.assessor, duty.role, duty.locked] for duty in one.duties],
        "raters": {nip: list(raters) for nip, raters in one.raters.items()},
    }


def _unpacked(row: Mapping[str, Any]) -> Batch:
    return Batch(
        id=row["id"],
        number=row["number"],
        job_class=row["job_class"],
        days=tuple(date.fromisoformat(day) for day in row["days"]),
        capacity=row["capacity"],
        reserve=row["reserve"],
        people=tuple(row["people"]),
        locked=row["locked"],
        locked_people=frozenset(row["locked_people"]),
        groups=tuple(tuple(group) for group in row["groups"]),
        duties=tuple(Duty(assessor, role, locked) for assessor, role, locked in row["duties"]),
        raters={nip: tuple(raters) for nip, raters in row["raters"].items()},
    )
