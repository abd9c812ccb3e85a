from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from takar.accounts.public import record_change
from takar.certificates.actions.preview_results import preview_results
from takar.certificates.actions.upload_results import forget_file
from takar.certificates.models import (
    Certificate,
    CertificateImport,
    HandedPerson,
    ImportedRow,
    ImportState,
    Verdict,
)
from takar.certificates.recorded import Identity, identity_of, new_certificate, recorded
from takar.certificates.refusals import NOT_OPEN, OUTDATED
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal

_AT_ONCE = 900


class _Outdated(Exception):
    """The register says something else than when the preview was made."""


def apply_results(
    source: CertificateImport,
    *,
    actor: str,
    reason: str = "",
    clock: Clock = utc_now,
) -> Refusal | None:
    """Record the good rows of a previewed file, all of them or none.

    When one of them was recorded since the preview, it writes nothing, renews the preview and refuses with
    RESULTS_PREVIEW_OUTDATED.
    """
    if source.state != ImportState.PREVIEWED:
        return NOT_OPEN
    try:
        with transaction.atomic():
            if not _take(source, actor, reason, clock()):
                return NOT_OPEN
            _record_all(source, actor, clock())
            _note(source, actor, clock)
    except (_Outdated, IntegrityError):
        source.refresh_from_db()
        return _renew(source, clock)
    source.refresh_from_db()
    forget_file(source)
    return None


def _take(source: CertificateImport, actor: str, reason: str, now: datetime) -> bool:
    """False when somebody else applied or discarded it in between."""
    previewed = CertificateImport.objects.filter(pk=source.pk, state=ImportState.PREVIEWED)
    reason = " ".join(reason.split())[:500]
    return bool(
        previewed.update(
            state=ImportState.APPLIED, applied_by=actor, applied_at=now, reason=reason or source.file_name
        )
    )


def _record_all(source: CertificateImport, actor: str, now: datetime) -> None:
    for rows in _batches(source):
        _record([row for row in rows if row.verdict == Verdict.ADDED], source, actor, now)
        held = recorded(row.nip for row in rows)
        if any(identity_of(row.nip, row.values) not in held for row in rows):
            raise _Outdated  # a result that the preview called recorded was withdrawn since
        if source.handover_id is not None:
            _answer(source.handover_id, rows, held)


def _record(rows: list[ImportedRow], source: CertificateImport, actor: str, now: datetime) -> None:
    Certificate.objects.bulk_create(
        new_certificate(
            row.nip, row.values, by=actor, at=now, source_file=source.file_name, source_row=row.number
        )
        for row in rows
    )


def _answer(handover: int, rows: list[ImportedRow], held: dict[Identity, Certificate]) -> None:
    """Those who were waited for have their result now. Warned rows of other days or organisers answer nothing."""
    answers = {row.nip: row for row in rows if not _elsewhere(row)}
    waiting = HandedPerson.objects.filter(handover=handover, nip__in=list(answers), result__isnull=True)
    for person in waiting:
        row = answers[person.nip]
        person.result, person.dropped_reason = held[identity_of(row.nip, row.values)], ""
        person.save()


def _elsewhere(row: ImportedRow) -> bool:
    return any(finding["code"] in ("BEFORE_HANDOVER", "OTHER_ORGANISER") for finding in row.findings)


def _batches(source: CertificateImport) -> Iterator[list[ImportedRow]]:
    rows = source.rows.exclude(verdict=Verdict.REFUSED).order_by("number")
    several = iter(rows.iterator(chunk_size=_AT_ONCE))
    while some := list(islice(several, _AT_ONCE)):
        yield some


def _note(source: CertificateImport, actor: str, clock: Clock) -> None:
    applied = CertificateImport.objects.get(pk=source.pk)
    counts = {name: getattr(source, name) for name in ("added", "same", "refused")}
    record_change(
        actor,
        "certificates.import",
        f"certificates-import:{source.pk}",
        reason=applied.reason,
        after={"file": source.file_name, "sha256": source.sha256, "handover": source.handover_id, **counts},
        clock=clock,
    )


def _renew(source: CertificateImport, clock: Clock) -> Refusal:
    refusal = preview_results(source, localdate(clock()))
    if refusal is None:
        CertificateImport.objects.filter(pk=source.pk).update(refusal=OUTDATED.as_json()["error"])
        source.refresh_from_db()
    return refusal or OUTDATED
