from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import IntegrityError, transaction

from takar.accounts.public import record_change
from takar.certificates.checking import Checker
from takar.certificates.domain.entries import Entry, read_form
from takar.certificates.models import Certificate, Verdict
from takar.certificates.recorded import new_certificate
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def record_certificate(
    fields: Mapping[str, str], *, actor: str, reason: str, today: date, clock: Clock = utc_now
) -> Certificate | Entry | Refusal:
    """One certificate typed by hand, under the rules of the import.

    Gives back the Entry with its findings when a field is faulty, and CERTIFICATE_RECORDED when it is there already.
    """
    ((entry, verdict),) = Checker().judge([read_form(fields, today)])
    if verdict == Verdict.REFUSED:
        return entry
    if verdict == Verdict.SAME:
        return _recorded()
    try:
        with transaction.atomic():
            row = new_certificate(entry.nip, entry.values, by=actor, at=clock())
            row.save()
            record_change(
                actor,
                "certificates.record",
                f"certificate:{row.pk}",
                reason=" ".join(reason.split())[:500],
                after={"nip": entry.nip, **entry.values},
                clock=clock,
            )
    except IntegrityError:
        return _recorded()
    return row


def _recorded() -> Refusal:
    return Refusal(
        "CERTIFICATE_RECORDED",
        "Sertifikat ini sudah tercatat. Bila isinya salah, tarik yang tercatat dengan alasan, lalu catat yang benar.",
        "This certificate is recorded already. If it is wrong, withdraw the record with a reason and enter the right one.",
    )
