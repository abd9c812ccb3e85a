"""Make the timetable of the interviews, or move one interview by hand."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from takar.accounts.public import record_change
from takar.exercises.public import NewTime, reschedule, round_of
from takar.jobs.public import Progress
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.public import Timetable, timetable_violations
from takar.selection.domain import refusals as no
from takar.selection.domain.values import SelectionView
from takar.selection.models import Selection, Slot
from takar.selection.queries import candidates, instrument, selection
from takar.selection.timetabling import Day, interview_days, solve


@dataclass(frozen=True, slots=True)
class Made:
    """`slots` interviews; `stay`: minutes that candidates stay in all, at least `bound`; `seconds` it took."""

    slots: int
    stay: int
    bound: int
    seconds: float


def make_timetable(
    key: str, actor: str, *, seconds: float = 4.0, progress: Progress | None = None, clock: Clock = utc_now
) -> Made | Refusal:
    """Replace the timetable; sheets that were handed out already follow it.

    Refuses SELECTION_UNKNOWN, SELECTION_FIELD_MISSING, INTERVIEWS_BEGUN, PLAN_…: why it cannot be. `progress` may raise
    Cancelled: then nothing was changed.
    """
    view, row = selection(key), Selection.objects.filter(pk=key).first()
    if view is None or row is None:
        return no.SELECTION_UNKNOWN
    fault = begun_or_empty(view, clock())
    if fault:
        return fault
    day = interview_days(view, row)
    found = solve(day.problem, seconds, progress)
    if not isinstance(found, Timetable):
        return found.as_refusal()
    _keep(row, day, found, actor, clock)
    follow_slots(key, actor, clock)
    return Made(len(found.booked), round(found.proof.value), round(found.proof.bound), found.proof.seconds)


def begun_or_empty(view: SelectionView, now: datetime) -> Refusal | None:
    """Why no timetable can be made, before any search."""
    row = Selection.objects.get(pk=view.id)
    if not row.interview_days or not candidates(view.id, status="eligible"):
        return no.field_missing(
            "hari wawancara dan calon yang memenuhi syarat", "interview days and eligible candidates"
        )
    return BEGUN if Slot.objects.filter(selection=view.id, starts__lte=now).exists() else None


def follow_slots(key: str, actor: str, clock: Clock) -> int:
    """Give the sheets at the raters' desks the times of the timetable; how many have another one now."""
    if round_of(key) is None:
        return 0
    posts: dict[str, list[str]] = defaultdict(list)
    for one in candidates(key):
        posts[one.nip].append(one.post)
    times = [
        NewTime(slot.nip, instrument(post, slot.room), slot.starts, slot.ends)
        for slot in Slot.objects.filter(selection=key)
        for post in posts[slot.nip]
    ]
    return reschedule(key, times, actor=actor, clock=clock)


def _keep(row: Selection, day: Day, found: Timetable, actor: str, clock: Clock) -> None:
    with transaction.atomic():
        row.slots.all().delete()
        Slot.objects.bulk_create(
            Slot(selection=row, nip=one.person, room=one.tool, starts=starts, ends=ends)
            for one in found.booked
            for starts, ends in (day.moment(one),)
        )
        record_change(
            actor, "selection.timetable", f"selection:{row.pk}",
            after={"slots": len(found.booked), **found.proof.as_json()}, clock=clock,
        )  # fmt: skip


def move_slot(
    key: str, nip: str, room: str, starts: datetime, reason: str, actor: str, *, clock: Clock = utc_now
) -> Refusal | None:
    """Move one interview by hand. Refuses SLOT_UNKNOWN, SELECTION_REASON_MISSING, SLOT_BREAKS with every broken rule."""
    view, row = selection(key), Selection.objects.filter(pk=key).first()
    if view is None or row is None:
        return no.SELECTION_UNKNOWN
    slot = Slot.objects.filter(selection=key, nip=nip, room=room).first()
    if slot is None:
        return no.SLOT_UNKNOWN
    if not reason.strip():
        return no.REASON_MISSING
    ends = starts + (slot.ends - slot.starts)
    fault = _breaks(interview_days(view, row), key, slot, starts, ends)
    if fault:
        return fault
    before: dict[str, Json] = {"starts": slot.starts.isoformat()}
    try:
        with transaction.atomic():
            slot.starts, slot.ends = starts, ends
            slot.save()
            record_change(
                actor, "selection.move_slot", f"selection:{key}", reason=reason.strip(), before=before,
                after={"nip": nip, "room": room, "starts": starts.isoformat()}, clock=clock,
            )  # fmt: skip
            follow_slots(key, actor, clock)
    except IntegrityError:
        return _broken([("ruang ini sudah terisi pada jam itu", "the room is taken at that time")])
    return None


def _breaks(day: Day, key: str, slot: Slot, starts: datetime, ends: datetime) -> Refusal | None:
    rows = Slot.objects.filter(selection=key).exclude(pk=slot.pk)
    listed = [(row.nip, row.room, row.starts, row.ends) for row in rows]
    listed.append((slot.nip, slot.room, starts, ends))
    booked = [day.booked(*one) for one in listed]
    if booked[-1] is None or ends - starts > timedelta(hours=8):
        return _broken([("hari itu bukan hari wawancara", "that is no day of the interviews")])
    people = set(day.problem.people)
    shown = tuple(one for one in booked if one is not None and one.person in people)
    found = timetable_violations(day.problem, shown)
    return _broken([(one.id, one.en) for one in found]) if found else None


def _broken(sentences: list[tuple[str, str]]) -> Refusal:
    return Refusal(
        "SLOT_BREAKS",
        "Perubahan ini melanggar: " + "; ".join(one[0] for one in sentences) + ". Pilih jam lain.",
        "This change breaks: " + "; ".join(one[1] for one in sentences) + ". Choose another time.",
        {"rules": [one[1] for one in sentences]},
    )


BEGUN = Refusal(
    "INTERVIEWS_BEGUN",
    "Wawancara sudah dimulai, jadi jadwalnya hanya dapat diubah satu per satu.",
    "The interviews have begun, so the timetable can be changed one interview at a time only.",
)
