"""Enter or mend one position by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.positions.domain.requirements import key_of, said
from takar.positions.domain.values import Requirement
from takar.positions.models import PositionRecord, RequirementRecord
from takar.positions.storing import as_text, fill

REASON_MISSING = Refusal(
    "POSITION_REASON_MISSING",
    "Tuliskan alasannya, misalnya nomor keputusan. Alasan tersimpan dalam jejak perubahan.",
    "Write the reason, such as the number of a decree. It is kept in the trail.",
)
CODE_TAKEN = Refusal(
    "POSITION_CODE_TAKEN",
    "Kode jabatan ini sudah dipakai. Buka jabatan itu, atau pilih kode lain.",
    "This code is in use. Open that position or choose another code.",
)


def change_position(
    code: str,
    values: Mapping[str, str],
    requirements: Sequence[Requirement],
    *,
    actor: str,
    reason: str,
    new: bool = False,
    clock: Clock = utc_now,
) -> Refusal | None:
    """Write what the form says, all of it. `values` as an import would keep them.

    Refuses POSITION_REASON_MISSING, POSITION_CODE_TAKEN and POSITION_HOLDER_TWICE.
    """
    if not reason.strip():
        return REASON_MISSING
    with transaction.atomic():
        row = PositionRecord.objects.select_for_update().filter(code=code).first()
        if new and row is not None and row.abolished_on is None:
            return CODE_TAKEN
        other = _held_elsewhere(values.get("holder", ""), code)
        if other is not None:
            return _holder_twice(other)
        before = _told(row) if row else None
        row = row or PositionRecord(code=code)
        fill(row, values, clock().date())
        row.save()
        _set_requirements(row, requirements)
        after = _told(row)
        if before != after:
            record_change(
                actor,
                "position.change",
                f"position:{code}",
                reason=reason.strip(),
                before=_differing(before or {}, after),
                after=_differing(after, before or {}),
                clock=clock,
            )
    return None


def _held_elsewhere(holder: str, code: str) -> PositionRecord | None:
    rows = PositionRecord.objects.filter(holder=holder, abolished_on__isnull=True).exclude(code=code)
    return rows.first() if holder.isdecimal() else None


def _set_requirements(row: PositionRecord, wanted: Sequence[Requirement]) -> None:
    row.requirements.all().delete()
    keyed = {(one.kind, key_of(one.kind, one.values, one.text)): one for one in wanted}
    RequirementRecord.objects.bulk_create(
        RequirementRecord(
            position=row, kind=kind, key=key, weight=one.weight, values=list(one.values), text=one.text
        )
        for (kind, key), one in keyed.items()
    )


def _told(row: PositionRecord) -> dict[str, Json]:
    lines: list[Json] = [
        f"{one.weight}: {said(Requirement(one.kind, one.weight, tuple(one.values), one.text))}"
        for one in row.requirements.order_by("id")
    ]
    return {**as_text(row), "requirements": lines}


def _differing(one: Mapping[str, Json], other: Mapping[str, Json]) -> dict[str, Json]:
    return {name: value for name, value in one.items() if other.get(name) != value}


def _holder_twice(other: PositionRecord) -> Refusal:
    return Refusal(
        "POSITION_HOLDER_TWICE",
        f"Orang ini sudah memangku {other.title} ({other.code}). Kosongkan jabatan itu lebih dahulu.",
        f"This person already holds {other.title} ({other.code}). Vacate that position first.",
    )
