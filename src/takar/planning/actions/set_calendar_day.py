"""Depart from the shipped calendar on one day, or go back to it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.models import CalendarDay
from takar.planning.refusals import field_missing


def set_calendar_day(
    day: date, kind: str, name: str, actor: str, *, reason: str = "", clock: Clock = utc_now
) -> CalendarDay | Refusal:
    """A local holiday, joint leave, or work on a shipped holiday. Refuses FIELD_MISSING."""
    if not name.strip():
        return field_missing("name", "keterangan hari", "the name of the day")
    with transaction.atomic():
        old = CalendarDay.objects.filter(day=day).first()
        row, _made = CalendarDay.objects.update_or_create(
            day=day, defaults={"kind": CalendarDay.Kind(kind), "name": name.strip()}
        )
        record_change(
            actor,
            "calendar.set",
            f"day:{day.isoformat()}",
            reason=reason,
            before=_told(old) if old else None,
            after=_told(row),
            clock=clock,
        )
    return row


def unset_calendar_day(day: date, actor: str, *, reason: str = "", clock: Clock = utc_now) -> bool:
    """Back to the shipped calendar; False when nothing was set."""
    with transaction.atomic():
        old = CalendarDay.objects.filter(day=day).first()
        if old is None:
            return False
        old.delete()
        record_change(
            actor, "calendar.unset", f"day:{day.isoformat()}", reason=reason, before=_told(old), clock=clock
        )
    return True


def _told(row: CalendarDay) -> dict[str, Json]:
    return {"kind": str(row.kind), "name": row.name}
