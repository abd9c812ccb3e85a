"""The actions on a real database: kept once, in the trail, repaired, documented."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import perf_counter
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from takar.accounts.models import Change
from takar.attendance.actions.check_in import CheckedIn, check_in
from takar.attendance.actions.correct import correct_entry
from takar.attendance.actions.decide_out import confirm_out, lift_out
from takar.attendance.actions.keep import Kept
from takar.attendance.actions.keep_document import MOST_BYTES, document_path, forget_document, keep_document
from takar.attendance.actions.mark import mark_absent, mark_left
from takar.attendance.actions.repair import propose_place, take_place
from takar.attendance.actions.report_incident import close_incident, report_incident
from takar.attendance.cards import card_code, place_of_card
from takar.attendance.domain.facts import Absent, Incident, IncidentClosed, Left
from takar.attendance.models import Document, Entry
from takar.attendance.public import (
    batches_today,
    day_counts,
    incidents_of,
    incomplete,
    is_complete,
    presence_of,
    signatures_of,
)
from takar.kernel.refusals import Refusal
from takar.planning.models import Activity, Batch, Place
from takar.planning.public import RepairProposal, places_of
from takar.programmes.models import Programme
from tests.attendance.world import BATCH, DAYS, LATER, NEXT, NIPS, PROGRAMME, World, at, world

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def here() -> World:
    return world()


def arrive(
    who: int, day: int, clock: str, request: str = "", now: datetime | None = None, **more: Any
) -> Any:
    moment = at(day, clock)
    return check_in(
        more.pop("batch", BATCH), NIPS[who - 1], moment=moment, request=request or f"{who}-{day}-{clock}",
        actor="awas", clock=lambda: now or moment, **more,
    )  # fmt: skip


def absent(who: int, day: int, clock: str = "09.00", by: str = "awas") -> Kept | Refusal:
    return mark_absent(
        BATCH, NIPS[who - 1], day, Absent("kedukaan"), moment=at(day, clock), request=f"a{who}-{day}-{clock}", actor=by,
        clock=lambda: at(day, clock),
    )  # fmt: skip


def offered() -> RepairProposal:
    """What planning offers, without asking its solver."""
    return RepairProposal(
        nip=NIPS[0], name="Peserta Contoh 1", from_batch=BATCH, from_number=1, to_batch=NEXT, to_number=2, days=LATER,
        group=1, raters=(), from_reserve=False, others_moved=0, sentences=(), seconds=0.0,
    )  # fmt: skip


def code(done: object) -> str:
    return done.code if isinstance(done, Refusal) else ""


def test_an_arrival_is_kept_once_however_often_it_is_sent(here: World) -> None:
    first = arrive(1, 1, "07.50", "r1")
    assert (first.state, first.person.number, first.next.title) == ("arrived", "001", "Cat")
    again = arrive(1, 1, "07.50", "r1")
    assert (again.state, again.entry) == ("again", None)
    assert Entry.objects.count() == Change.objects.filter(action="attendance.arrive").count() == 1
    assert arrive(1, 1, "08.30", "r2").state == "again"
    assert day_counts(BATCH, 1)["present"] == 1


def test_late_unknown_and_wrong_days_are_told(here: World) -> None:
    late = arrive(2, 1, "08.40")
    assert (late.state, late.minutes_late) == ("late", 40)
    assert code(check_in(BATCH, "1" * 18, moment=at(1, "08.00"), request="x", actor="a", clock=lambda: at(1, "08.00"))) == (
        "NOT_IN_BATCH"
    )  # fmt: skip
    wrong = at(1, "08.00") + timedelta(days=30)
    assert (
        code(check_in(BATCH, NIPS[0], moment=wrong, request="y", actor="a", clock=lambda: wrong))
        == "WRONG_DAY"
    )
    assert code(arrive(1, 1, "08.00", batch="nowhere")) == "BATCH_UNKNOWN"


def test_a_clock_that_runs_fast_is_not_believed(here: World) -> None:
    done = arrive(1, 1, "11.00", now=at(1, "08.00"))
    assert isinstance(done, CheckedIn)
    assert done.state == "arrived"
    assert Entry.objects.get().moment == at(1, "08.00")


def test_a_request_belongs_to_one_batch(here: World) -> None:
    arrive(1, 1, "07.50", "r1")
    assert code(arrive(1, 1, "07.50", "r1", batch=NEXT)) in ("WRONG_DAY", "REQUEST_REUSED")
    Batch.objects.get(pk=NEXT).days.filter(ordinal=1).update(day=DAYS[0])
    assert code(arrive(1, 1, "07.50", "r1", batch=NEXT)) == "REQUEST_REUSED"


def test_a_batch_without_its_programme_or_rules_is_refused(here: World) -> None:
    Programme.objects.update(conduct_version="1999")
    assert code(arrive(1, 1, "07.50")) == "BATCH_RULES_UNKNOWN"
    Batch.objects.update(programme="x")
    assert code(arrive(1, 1, "07.50")) == "BATCH_RULES_UNKNOWN"
    assert day_counts(BATCH, 1) == day_counts("nowhere", 1)
    assert (batches_today(DAYS[0]), presence_of(BATCH), incidents_of(BATCH), signatures_of(BATCH)) == (
        (),
        (),
        (),
        (),
    )


def test_a_day_without_a_timetable_is_one_activity_of_the_office_hours(here: World) -> None:
    Activity.objects.filter(batch=BATCH, day=1).delete()
    assert arrive(1, 1, "07.50").minutes_late == 20
    assert presence_of(BATCH)[0].day(1).slots[0].slot.activity == 0  # type: ignore[union-attr]


def test_entries_only_grow(here: World) -> None:
    arrive(1, 1, "07.50")
    for change in (Entry.objects.all().delete, lambda: Entry.objects.update(nip=NIPS[1])):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_leaving_incidents_and_corrections_leave_their_lines(here: World) -> None:
    arrive(1, 1, "07.50")
    moment = at(1, "09.00")
    common: dict[str, Any] = {"actor": "awas", "clock": lambda: at(1, "10.00")}
    assert not isinstance(
        mark_left(BATCH, NIPS[0], 1, Left(reason="sakit"), moment=moment, request="l", **common), Refusal
    )
    assert not isinstance(correct_entry(BATCH, 2, reason="tidak jadi", request="c", **common), Refusal)
    noted = report_incident(BATCH, 1, Incident("power", "padam"), moment=moment, request="i", **common)
    assert not isinstance(noted, Refusal)
    assert batches_today(DAYS[0])[0].open_incidents == 1
    assert not isinstance(
        close_incident(BATCH, IncidentClosed(4), moment=at(1, "09.30"), request="e", **common), Refusal
    )
    (incident,) = incidents_of(BATCH)
    assert (incident.cause, incident.until, incident.by, incident.numbers) == (
        "power",
        at(1, "09.30"),
        "awas",
        (),
    )
    assert list(Change.objects.order_by("id").values_list("action", flat=True))[-4:] == [
        "attendance.leave", "attendance.correct", "attendance.incident", "attendance.incident_close",
    ]  # fmt: skip


def test_absence_is_repaired_before_he_leaves_the_hall(here: World) -> None:
    arrive(1, 1, "07.50")
    absent(1, 2)
    assert code(propose_place(BATCH, NIPS[0], DAYS[1])) == "NOTHING_TO_REPAIR"
    assert code(confirm_out(BATCH, NIPS[0], reason="SK", request="o1", actor="awas")) == "OUT_OWN_RECORD"
    decided = {"reason": "SK", "request": "o2", "actor": "kelola", "clock": lambda: at(2, "09.30")}
    assert not isinstance(confirm_out(BATCH, NIPS[0], **decided), Refusal)  # type: ignore[arg-type]
    proposal = offered()
    assert code(take_place(proposal, reason=" ", request="t0", actor="kelola")) == "REASON_MISSING"
    done = take_place(proposal, reason="gugur", request="t1", actor="kelola")
    assert isinstance(done, Kept)
    assert [place.nip for place in places_of(NEXT)] == [NIPS[0]]
    assert NIPS[0] not in [place.nip for place in places_of(BATCH)]
    (first, *_rest) = presence_of(BATCH)
    assert first.rebooked
    assert (first.rebooked.batch, first.out.status if first.out else "") == (NEXT, "confirmed")
    assert code(propose_place(BATCH, NIPS[0], DAYS[1])) == "ALREADY_REBOOKED"
    assert code(arrive(1, 3, "07.50")) == "PERSON_OUT"


def test_planning_offers_a_seat_within_a_second_and_nobody_else_moves(here: World) -> None:
    absent(1, 2)
    confirm_out(BATCH, NIPS[0], reason="SK", request="o", actor="kelola", clock=lambda: at(2, "09.30"))
    propose_place(BATCH, NIPS[0], DAYS[1])  # loads the solver
    started = perf_counter()
    proposal = propose_place(BATCH, NIPS[0], DAYS[1])
    assert isinstance(proposal, RepairProposal), proposal
    done = take_place(proposal, reason="gugur", request="t", actor="kelola")
    assert isinstance(done, Kept)
    assert perf_counter() - started < 1
    assert (proposal.to_batch, proposal.days, proposal.others_moved) == (NEXT, LATER, 0)
    assert isinstance(propose_place(BATCH, NIPS[1], DAYS[1]), Refusal)


def test_a_seat_that_was_taken_meanwhile_leaves_nothing_behind(here: World) -> None:
    absent(1, 2)
    confirm_out(BATCH, NIPS[0], reason="SK", request="o", actor="kelola")
    proposal = offered()
    lift_out(BATCH, NIPS[0], reason="hadir", request="l", actor="kelola")
    correct_entry(BATCH, 1, reason="ternyata hadir", request="c", actor="awas")
    assert code(take_place(proposal, reason="gugur", request="t", actor="kelola")) == "NOTHING_TO_REPAIR"
    assert Place.objects.filter(batch=NEXT).count() == 0
    Batch.objects.filter(pk=NEXT).update(status="cancelled")
    assert code(take_place(proposal, reason="gugur", request="t", actor="kelola")) == "REPAIR_OUTDATED"
    assert code(propose_place("nowhere", NIPS[0], DAYS[1])) == "BATCH_UNKNOWN"


def test_complete_over_two_batches(here: World) -> None:
    later = at(3, "16.00")
    for who in (1, 2):
        for day in (1, 2, 3):
            if (who, day) != (2, 2):
                arrive(who, day, "07.50")
    absent(2, 2)
    assert is_complete(NIPS[0], PROGRAMME, clock=lambda: later).complete
    lacking = {one.nip: one for one in incomplete(batch=BATCH, clock=lambda: later)}
    assert set(lacking) == set(NIPS[1:5])
    assert (lacking[NIPS[1]].missing_tools, lacking[NIPS[1]].number) == (("diskusi",), "002")
    assert lacking[NIPS[1]].missing_competencies == ("M.05", "M.06")
    confirm_out(BATCH, NIPS[1], reason="SK", request="o", actor="kelola", clock=lambda: later)
    assert is_complete(NIPS[1], PROGRAMME, clock=lambda: later).missing_tools == (
        "cat",
        "diskusi",
        "wawancara",
    )
    assert set(NIPS[2:5]) == {one.nip for one in incomplete(programme=PROGRAMME, clock=lambda: later)}


def test_a_document_is_checked_and_kept_out_of_reach(here: World) -> None:
    common: dict[str, Any] = {"batch": BATCH, "nip": NIPS[0], "actor": "awas"}
    assert code(keep_document("surat.pdf", b"MZ" + b"0" * 99, **common)) == "DOCUMENT_KIND"
    assert code(keep_document("surat.pdf", b"%PDF-" + b"0" * MOST_BYTES, **common)) == "DOCUMENT_TOO_BIG"
    kept = keep_document("C:\\surat\\duka.pdf", b"%PDF-1.7 surat", **common)
    assert isinstance(kept, Document)
    assert (kept.original, kept.media_type, document_path(kept.name).read_bytes()) == (
        "duka.pdf", "application/pdf", b"%PDF-1.7 surat",
    )  # fmt: skip
    assert document_path(kept.name).stat().st_mode & 0o077 == 0
    path = document_path(kept.name)
    forget_document(kept)
    assert (path.exists(), Document.objects.count()) == (False, 0)


def test_a_card_leads_to_its_place_and_to_no_other(here: World) -> None:
    first, second, *_ = places_of(BATCH)
    assert place_of_card(card_code(first)) == first
    assert place_of_card(card_code(first).replace(":001:", ":002:")) is None
    assert place_of_card("001") is None
    assert card_code(second) != card_code(first)


def test_a_check_in_of_a_hundred_stays_quick(here: World, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(40):
        arrive(1, 1, "07.50")
    assert connection.vendor in ("sqlite", "postgresql")
