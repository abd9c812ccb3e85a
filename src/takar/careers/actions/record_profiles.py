"""Take profiles over from our own results: one source, told as often as one likes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from takar.accounts.public import record_change
from takar.careers.domain.profiles import fault_of
from takar.careers.domain.values import Profile, Recorded
from takar.careers.models import ProfileRecord
from takar.careers.profile_rows import columns_of, identity_of
from takar.careers.queries import at_once
from takar.kernel.clock import Clock, utc_now

_COMPARED = ("source", "assessed_on", "technical", "potential", "potential_error", "jpm", "valid_until")
_CORRECTED = "Hasil dikoreksi / result corrected"


def record_profiles(
    profiles: Iterable[Profile], actor: str, *, reason: str = "", clock: Clock = utc_now
) -> Recorded:
    """Record what is new. The same again changes nothing; a corrected one replaces the old row, which stays readable.

    Profiles that cannot be right (no level, a level outside 0..5) are in `refused` as (nip, code); the others count.
    """
    told, refused = _sound(profiles)
    added = same = replaced = 0
    now = clock()
    with transaction.atomic():
        for some in at_once(told):
            fresh, old, unchanged = _compare(some)
            _replace(old, actor, now, reason or _CORRECTED)
            ProfileRecord.objects.bulk_create(_new(one, actor, now, reason) for one in fresh)
            added, replaced, same = added + len(fresh) - len(old), replaced + len(old), same + unchanged
        if added or replaced:
            counts = {"added": added, "replaced": replaced, "same": same}
            sources = sorted({one.source for one in told})[:5]
            record_change(
                actor,
                "careers.profiles",
                ", ".join(sources)[:200],
                reason=reason,
                after={**counts},
                clock=clock,
            )
    return Recorded(added, same, replaced, tuple(refused))


def _sound(profiles: Iterable[Profile]) -> tuple[list[Profile], list[tuple[str, str]]]:
    """The last one told of the same identity counts."""
    good: dict[tuple[str, str], Profile] = {}
    refused: list[tuple[str, str]] = []
    for one in profiles:
        code = fault_of(one)
        if code:
            refused.append((one.nip, code))
        else:
            good[one.nip, identity_of(one)] = one
    return list(good.values()), refused


def _compare(some: Sequence[Profile]) -> tuple[list[Profile], list[ProfileRecord], int]:
    """(to be recorded, rows that they replace, how many are recorded already)."""
    rows = ProfileRecord.objects.select_for_update().filter(
        nip__in={one.nip for one in some}, replaced_at__isnull=True
    )
    known = {(row.nip, row.identity): row for row in rows}
    fresh, old = [], []
    for one in some:
        row = known.get((one.nip, identity_of(one)))
        if row is not None and as_columns(row) == columns_of(one):
            continue
        fresh.append(one)
        if row is not None:
            old.append(row)
    return fresh, old, len(some) - len(fresh)


def as_columns(row: ProfileRecord) -> dict[str, Any]:
    """A row in the shape of `columns_of`, to be compared with it."""
    names = [name.attname for name in ProfileRecord._meta.concrete_fields]
    levels = {name: getattr(row, name) for name in names if name.startswith(("m0", "sk", "e_"))}
    return levels | {name: getattr(row, name) for name in _COMPARED}


def _replace(old: Sequence[ProfileRecord], actor: str, now: datetime, reason: str) -> None:
    ProfileRecord.objects.filter(pk__in=[row.pk for row in old]).update(
        replaced_at=now, replaced_by=actor, replaced_reason=reason[:500]
    )


def _new(one: Profile, actor: str, now: datetime, reason: str) -> ProfileRecord:
    return ProfileRecord(
        nip=one.nip,
        identity=identity_of(one),
        recorded_by=actor,
        recorded_at=now,
        reason=reason[:500],
        **columns_of(one),
    )
