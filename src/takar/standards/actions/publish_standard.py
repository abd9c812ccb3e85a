"""Add a version; what was there before stays as it is."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.standards.domain.kinds import Standard, kind_of
from takar.standards.models import StandardVersion


def publish_standard(
    standard: Standard, *, by: str, source: str, reason: str = "", clock: Clock = utc_now
) -> StandardVersion | Refusal:
    """Freeze `standard`. The same content again changes nothing.

    Refuses STANDARD_EXISTS (the version exists with other content) and STANDARD_DATE_TAKEN (another version
    of the code begins on the same day). `source` says where it was loaded from (a file name).
    """
    with transaction.atomic():
        refusal = refusal_for(standard)
        if refusal is not None:
            return refusal
        existing = _rows(standard).filter(digest=standard.digest).first()
        return existing or _freeze(standard, by, source, reason, clock)


def refusal_for(standard: Standard) -> Refusal | None:
    """Why `standard` cannot be published, or None."""
    existing = _rows(standard).filter(version=standard.version).first()
    if existing is not None:
        return None if existing.digest == standard.digest else _exists(standard, existing)
    rival = _rows(standard).filter(in_force_from=standard.in_force_from).first()
    return _date_taken(standard, rival) if rival is not None else None


def _rows(standard: Standard) -> QuerySet[StandardVersion]:
    return StandardVersion.objects.filter(kind=kind_of(standard), code=standard.code)


def _freeze(standard: Standard, by: str, source: str, reason: str, clock: Clock) -> StandardVersion:
    kind = kind_of(standard)
    row = StandardVersion.objects.create(
        kind=kind,
        code=standard.code,
        version=standard.version,
        data=standard.as_data(),
        digest=standard.digest,
        in_force_from=standard.in_force_from,
        source=source,
        loaded_by=by,
        loaded_at=clock(),
    )
    record_change(
        by,
        "publish_standard",
        f"{kind}:{standard.label}",
        reason=reason,
        after={"digest": row.digest, "in_force_from": standard.in_force_from.isoformat(), "source": source},
        clock=clock,
    )
    return row


def _exists(standard: Standard, existing: StandardVersion) -> Refusal:
    return Refusal(
        "STANDARD_EXISTS",
        f"Versi {standard.label} sudah ada dengan isi yang berbeda dan tidak dapat diubah. "
        "Beri nomor versi baru pada berkas Anda.",
        f"Version {standard.label} exists with other content and cannot be changed. "
        "Give your file a new version number.",
        {"version": standard.version, "digest": existing.digest},
    )


def _date_taken(standard: Standard, rival: StandardVersion) -> Refusal:
    day = standard.in_force_from.isoformat()
    return Refusal(
        "STANDARD_DATE_TAKEN",
        f"Versi {rival.version} sudah berlaku mulai {day}. Pilih tanggal mulai berlaku yang lain "
        "agar pada setiap hari hanya satu versi berlaku.",
        f"Version {rival.version} is already in force from {day}. Choose another day, "
        "so that one version only is in force on any day.",
        {"version": rival.version, "in_force_from": day},
    )
