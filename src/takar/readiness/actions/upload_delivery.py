from __future__ import annotations

from collections.abc import Iterable

from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.readiness.actions.empty_check import ALREADY_EMPTIED
from takar.readiness.models import Check, CheckState, Delivery
from takar.readiness.storage import file_name, store

DELIVERED_BY_MISSING = Refusal(
    "DELIVERED_BY_MISSING",
    "Sebutkan siapa yang menyerahkan berkas ini, misalnya nama dan unit kerjanya.",
    "Say who delivered this file, for instance the name and the unit.",
)


def upload_delivery(
    check: Check, name: str, chunks: Iterable[bytes], *, delivered_by: str, actor: str, clock: Clock = utc_now
) -> Delivery | Refusal:
    """Keep a file that came back until it is applied. `delivered_by`: who in the unit stands for it."""
    if check.state != CheckState.READY:
        return ALREADY_EMPTIED
    who = " ".join(delivered_by.split())[:150]
    if not who:
        return DELIVERED_BY_MISSING
    stored = store(chunks)
    if isinstance(stored, Refusal):
        return stored
    return Delivery.objects.create(
        check_of=check,
        file_name=file_name(name),
        stored_name=stored.name,
        size=stored.size,
        sha256=stored.sha256,
        delivered_by=who,
        uploaded_by=actor,
        uploaded_at=clock(),
    )
