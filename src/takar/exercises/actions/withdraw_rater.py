"""Take a rater off: one sheet, or everything about one person (recusal). What was written stays, and opens for nobody."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from takar.accounts.public import record_change
from takar.exercises.models import Sheet
from takar.exercises.storage.sealing import (
    NO_SUCH_SHEET,
    RESULT_STANDS,
    result_stands,
    sealed_now,
    take_back,
)
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


def withdraw(
    sheet: str, reason: str, *, actor: str, approved_by: str = "", clock: Clock = utc_now
) -> Refusal | None:
    """Withdraw one sheet. A locked one needs a second person, and the log says so. Withdrawing twice changes nothing."""
    row = Sheet.objects.filter(pk=sheet).first()
    if row is None:
        return NO_SUCH_SHEET
    return _withdraw([row.pk], reason, actor, approved_by, clock)


def recuse(
    owner: str,
    rater: str,
    nip: str,
    reason: str,
    *,
    actor: str,
    approved_by: str = "",
    clock: Clock = utc_now,
) -> int | Refusal:
    """Withdraw all sheets of a rater about one person; from then on he reads nothing of this person. Returns how many."""
    rows = list(
        Sheet.objects.filter(round=owner, rater=rater, nip=nip, withdrawn_at=None).values_list(
            "pk", flat=True
        )
    )
    return _withdraw(rows, reason, actor, approved_by, clock) or len(rows)


def _withdraw(
    sheets: Sequence[str], reason: str, actor: str, approved_by: str, clock: Clock
) -> Refusal | None:
    if not reason.strip():
        return REASON_MISSING
    with transaction.atomic():
        rows = list(Sheet.objects.select_for_update().filter(pk__in=sheets, withdrawn_at=None))
        locked = sealed_now([row.pk for row in rows])
        if locked and approved_by in ("", actor):
            return SECOND_PERSON
        if locked and any(result_stands(row) for row in rows):
            return RESULT_STANDS
        for row in rows:
            take_back(row, "withdrawn", [actor, approved_by], reason.strip(), clock)
            row.withdrawn_at, row.withdrawn_reason = clock(), reason.strip()[:300]
            row.save(update_fields=["withdrawn_at", "withdrawn_reason"])
            record_change(
                actor, "sheet.withdraw", f"sheet:{row.pk}", reason=reason.strip(),
                after={"rater": row.rater, "approved_by": approved_by}, clock=clock,
            )  # fmt: skip
    return None


REASON_MISSING = Refusal(
    "WITHDRAWAL_REASON_MISSING",
    "Tuliskan alasan penarikan penilai ini; alasan dicetak dalam berita acara.",
    "Write why this rater is withdrawn; the reason is printed in the minutes.",
)
SECOND_PERSON = Refusal(
    "SECOND_PERSON_NEEDED",
    "Lembar ini sudah dikunci; menarik penilainya memerlukan persetujuan orang kedua.",
    "This sheet is locked already; withdrawing its rater takes the approval of a second person.",
)
