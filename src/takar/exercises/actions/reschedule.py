"""Give sheets another time when the interview or simulation was moved, so that the rater's desk shows what is planned."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from takar.accounts.public import record_change
from takar.exercises.models import Sheet
from takar.exercises.rounds.values import NewTime
from takar.kernel.clock import Clock, utc_now


def reschedule(owner: str, times: Sequence[NewTime], *, actor: str, clock: Clock = utc_now) -> int:
    """How many sheets have another time now; those that had it already do not count. Withdrawn sheets stay as they were."""
    wanted = {(one.nip, one.instrument): one for one in times}
    with transaction.atomic():
        moved = []
        for sheet in Sheet.objects.select_for_update().filter(round=owner, withdrawn_at=None):
            time = wanted.get((sheet.nip, sheet.instrument))
            if time and (sheet.starts, sheet.ends) != (time.starts, time.ends):
                sheet.starts, sheet.ends = time.starts, time.ends
                moved.append(sheet)
        if moved:
            Sheet.objects.bulk_update(moved, ["starts", "ends"])
            after = [f"{one.rater} / {one.nip} / {one.instrument}" for one in moved]
            record_change(
                actor, "round.reschedule", f"round:{owner}", after={"sheets": list(after)}, clock=clock
            )
    return len(moved)
