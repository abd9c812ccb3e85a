from __future__ import annotations

from datetime import timedelta

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.readiness.models import Check, CheckState, Chunk, Delivery, Fill, HoledPerson, Remark, Unit
from takar.readiness.storage import forget, forget_made

KEPT_DAYS = 180
ALREADY_EMPTIED = Refusal(
    "CHECK_EMPTIED",
    "Data pegawai pada pemeriksaan ini sudah dihapus; yang tersisa hanya angkanya. Unggah daftar terbaru untuk pemeriksaan baru.",
    "The people of this check were deleted; only its figures remain. Upload the newest list for a new check.",
)


def empty_check(check: Check, *, actor: str, reason: str = "", clock: Clock = utc_now) -> Refusal | None:
    """Delete everything about people; the figures of the check stay, for the trend."""
    with transaction.atomic():
        changed = (
            Check.objects.filter(pk=check.pk)
            .exclude(state=CheckState.EMPTIED)
            .update(state=CheckState.EMPTIED, stored_name="", emptied_at=clock())
        )
        if not changed:
            return ALREADY_EMPTIED
        stored = [check.stored_name, *check.deliveries.values_list("stored_name", flat=True)]
        delete_people(check)
        record_change(
            actor, "readiness.empty", f"check:{check.pk}", reason=reason or check.file_name, clock=clock
        )
    for name in stored:
        forget(name)
    forget_made(check.pk)
    return None


def delete_people(check: Check) -> None:
    """Everything that belongs to people of the check, in the order that the tables allow."""
    Remark.objects.filter(delivery__check_of=check).delete()
    Fill.objects.filter(check_of=check).delete()
    Delivery.objects.filter(check_of=check).delete()
    for table in (HoledPerson, Chunk, Unit):
        table.objects.filter(check_of=check).delete()


def empty_old_checks(clock: Clock) -> None:
    """Checks older than `KEPT_DAYS` lose their people; whoever uploads the next list sets this off."""
    old = Check.objects.filter(uploaded_at__lt=clock() - timedelta(days=KEPT_DAYS)).exclude(
        state=CheckState.EMPTIED
    )
    for check in old:
        empty_check(check, actor="system", reason=f"{KEPT_DAYS} hari / days", clock=clock)
