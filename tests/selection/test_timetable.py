"""The timetable is made in the background, can be stopped, and what depends on it follows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from takar.exercises.models import Sheet
from takar.jobs.models import Job
from takar.jobs.public import Cancelled, cancel_job, run_jobs_once
from takar.kernel.refusals import Refusal
from takar.selection import public as s
from takar.selection.actions.ask_timetable import ask_timetable, carry_out
from takar.selection.models import Slot, TimetableRun
from tests.selection import world as w

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def checked(people: int = 2) -> tuple[str, list[str]]:
    key = w.make_selection()
    w.seat_nine(key)
    nips = [w.person(f"Calon {n}", unit=f"Kantor {n}") for n in range(people)]
    w.apply(key, "J1", nips)
    for nip in nips:
        w.check(key, w.number_of(key, nip))
    return key, nips


def test_the_worker_makes_what_was_asked_for() -> None:
    key, _ = checked()
    job = w.ok(ask_timetable(key, w.SECRETARY))
    again = ask_timetable(key, w.SECRETARY)
    assert isinstance(again, Refusal)
    assert again.code == "TIMETABLE_WAITING"
    run_jobs_once()
    run = TimetableRun.objects.get()
    assert (run.state, run.job, run.outcome["slots"]) == ("made", job.pk, 6)
    assert Slot.objects.count() == 6
    assert carry_out(run, lambda *_, **__: None) is None
    assert isinstance(ask_timetable("x", w.SECRETARY), Refusal)


def test_nothing_to_plan_is_refused_at_once() -> None:
    key = w.make_selection()
    found = ask_timetable(key, w.SECRETARY)
    assert isinstance(found, Refusal)
    assert found.code == "SELECTION_FIELD_MISSING"
    assert not TimetableRun.objects.exists()


def test_stopped_before_it_began_or_on_the_way_leaves_the_old_one() -> None:
    key, _ = checked(1)
    w.ok(s.make_timetable(key, w.SECRETARY, seconds=1, clock=w.clock_at()))
    before = list(Slot.objects.values_list("nip", "room", "starts"))
    w.ok(ask_timetable(key, w.SECRETARY, clock=w.clock_at()))

    def stopped(done: int, total: int | None = None, note: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        carry_out(TimetableRun.objects.get(), stopped, clock=w.clock_at())
    assert TimetableRun.objects.get().state == "cancelled"
    assert list(Slot.objects.values_list("nip", "room", "starts")) == before


def test_a_cancelled_job_frees_the_selection_for_another() -> None:
    key, _ = checked(1)
    job = w.ok(ask_timetable(key, w.SECRETARY))
    cancel_job(job.pk)
    run_jobs_once()
    assert Job.objects.get(pk=job.pk).state == "cancelled"
    assert not isinstance(ask_timetable(key, w.SECRETARY), Refusal)


def test_the_desk_follows_a_moved_interview_and_a_new_timetable() -> None:
    key, nips = checked()
    w.declare_all(key)
    w.ask(key)
    w.ok(s.make_timetable(key, w.SECRETARY, seconds=1, clock=w.clock_at()))
    w.ok(s.commit_selection(key, w.SECRETARY, clock=w.clock_at()))
    slot = Slot.objects.get(nip=nips[0], room="teknis")
    sheets = Sheet.objects.filter(nip=nips[0], instrument="J1:teknis")
    assert {one.starts for one in sheets} == {slot.starts}
    free = datetime(2026, 9, 11, 2, 0, tzinfo=UTC)
    assert s.move_slot(key, nips[0], "teknis", free, "penilai sakit", w.SECRETARY, clock=w.clock_at()) is None
    assert {(one.starts, one.ends) for one in sheets.all()} == {(free, free + timedelta(minutes=40))}
    others = Sheet.objects.filter(nip=nips[0], instrument="J1:manajerial")
    assert {one.starts for one in others} == {Slot.objects.get(nip=nips[0], room="manajerial").starts}
    w.ok(s.make_timetable(key, w.SECRETARY, seconds=1, clock=w.clock_at()))
    again = Slot.objects.get(nip=nips[0], room="teknis")
    assert {one.starts for one in sheets.all()} == {again.starts}
