from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.certificates.models import Certificate, HandedPerson
from takar.certificates.refusals import REASON_MISSING
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def withdraw_certificate(key: int, *, actor: str, reason: str, clock: Clock = utc_now) -> Refusal | None:
    """From now on the certificate counts for nothing; it stays readable with the reason.

    A handover that it answered waits for a result again.
    """
    reason = " ".join(reason.split())[:500]
    if not reason:
        return REASON_MISSING
    with transaction.atomic():
        standing = Certificate.objects.filter(pk=key, withdrawn_at__isnull=True)
        if not standing.update(withdrawn_at=clock(), withdrawn_by=actor, withdrawn_reason=reason):
            return _withdrawn_before()
        HandedPerson.objects.filter(result=key).update(result=None)
        record_change(actor, "certificates.withdraw", f"certificate:{key}", reason=reason, clock=clock)
    return None


def _withdrawn_before() -> Refusal:
    return Refusal(
        "CERTIFICATE_WITHDRAWN",
        "Sertifikat ini sudah ditarik sebelumnya. Muat ulang halaman untuk melihat alasannya.",
        "This certificate was withdrawn before. Reload the page to see the reason.",
    )
