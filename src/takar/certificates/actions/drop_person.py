from __future__ import annotations

from django.db import transaction

from takar.accounts.public import record_change
from takar.certificates.models import HandedPerson
from takar.certificates.refusals import REASON_MISSING
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def drop_person(
    handover: int, nip: str, *, actor: str, reason: str, clock: Clock = utc_now
) -> Refusal | None:
    """No result of this person is expected any more: ill, moved, not sent. A result that comes all the same counts."""
    reason = " ".join(reason.split())[:300]
    if not reason:
        return REASON_MISSING
    with transaction.atomic():
        waiting = HandedPerson.objects.filter(handover=handover, nip=nip, result__isnull=True)
        if not waiting.update(dropped_reason=reason):
            return _not_waiting()
        record_change(
            actor,
            "certificates.drop_person",
            f"handover:{handover}",
            reason=reason,
            after={"nip": nip},
            clock=clock,
        )
    return None


def _not_waiting() -> Refusal:
    return Refusal(
        "HANDOVER_NOT_WAITING",
        "Orang ini tidak ada dalam daftar atau hasilnya sudah diterima. Muat ulang halaman.",
        "This person is not on the list, or the result has come. Reload the page.",
    )
