"""What sheets said before they were opened again or their rater was withdrawn: printed beside what counts now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from takar.exercises.domain.scale import NO_EVIDENCE
from takar.exercises.models import Seal
from takar.exercises.storage.sealed import all_locked, sealed_fields


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A seal that counts no more. `values`: Decimal or "NE"; `why`: reopened | withdrawn; `by`: the two who decided it."""

    rater: str
    nip: str
    instrument: str
    values: Mapping[str, Decimal | str]
    why: str
    reason: str
    by: tuple[str, ...]
    at: datetime


def taken_back(owner: str) -> tuple[TakenBack, ...]:
    """Of a round, in the order in which it happened; nothing of a person whose raters have not all locked again.

    Raises InvalidTag or Shredded when a record cannot be decrypted.
    """
    rows = Seal.objects.filter(sheet__round=owner, reopened_at__isnull=False).select_related("sheet__round")
    return tuple(
        _read(seal)
        for seal in rows.order_by("reopened_at", "id")
        if all_locked(owner, seal.sheet.nip, seal.sheet.instrument)
    )


def _read(seal: Seal) -> TakenBack:
    record = sealed_fields(seal.sheet, seal).get("record") or {"values": {}}
    assert seal.reopened_at is not None
    return TakenBack(
        rater=seal.sheet.rater,
        nip=seal.sheet.nip,
        instrument=seal.sheet.instrument,
        values={
            code: value if value == NO_EVIDENCE else Decimal(value)
            for code, value in record["values"].items()
        },
        why=seal.reopened_why,
        reason=seal.reopened_reason,
        by=tuple(seal.reopened_by),
        at=seal.reopened_at,
    )
