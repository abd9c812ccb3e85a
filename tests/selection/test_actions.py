"""Each action: what it refuses, with a remedy, and that it leaves a line in the trail."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.db import IntegrityError, transaction

from takar.accounts.models import Change
from takar.accounts.public import User
from takar.kernel.refusals import Refusal
from takar.planning.public import DayProblem, DayTool, Hours, Timetable, Venue, timetable_violations
from takar.selection import public as s
from takar.selection.actions.make_timetable import Made
from takar.selection.models import CandidateEvent, ComponentEntry, Declaration, Recusal, Slot
from takar.selection.reading import Listed, read_file, read_pasted
from takar.selection.timetabling import solve
from tests.selection import world as w

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def code(found: object) -> str:
    assert isinstance(found, Refusal), found
    assert found.id
    assert found.en
    return found.code


def one_candidate() -> tuple[str, int, str]:
    key = w.make_selection()
    nip = w.person("Adi Contoh")
    w.apply(key, "J1", [nip])
    return key, w.number_of(key, nip), nip


@pytest.mark.parametrize(
    "told",
    [
        {"title": " "},
        {"secretary": ""},
        {"zone": "GMT"},
        {"interview_minutes": 5},
        {"stages": {"lunch": (date(2026, 1, 1), date(2026, 1, 2))}},
        {"stages": {"interview": (date(2026, 1, 2), date(2026, 1, 1))}},
        {"methods": {"interview": "entered"}},
        {"methods": {"paper": "guess"}},
        {"rules": ("tidak-ada", "1")},
        {"conduct": ("tidak-ada", "1")},
    ],
)
def test_a_faulty_selection_is_refused(told: dict[str, Any]) -> None:
    w.load_shipped_standards()
    assert code(s.create_selection(w.draft(**told), w.SECRETARY)) == "SELECTION_FIELD_MISSING"


def test_titles_are_unique_and_changes_leave_a_trail() -> None:
    key = w.make_selection()
    assert code(s.create_selection(w.draft(), w.SECRETARY)) == "SELECTION_TITLE_TAKEN"
    assert code(s.change_selection("x", w.draft(), w.SECRETARY)) == "SELECTION_UNKNOWN"
    changed = w.ok(s.change_selection(key, w.draft(location="Aula"), w.SECRETARY))
    assert changed.location == "Aula"
    assert Change.objects.filter(action="selection.change", subject=f"selection:{key}").exists()


def test_posts_and_requirements() -> None:
    key = w.make_selection()
    good = s.PostDraft("Kepala Badan", "Badan", "jpt_pratama", ("jpt_pratama", "2017.1"))
    for told in (
        s.PostDraft("", "Badan", "jpt_pratama", good.standard),
        s.PostDraft("Kepala", "", "jpt_pratama", good.standard),
        s.PostDraft("Kepala", "Badan", "raja", good.standard),
        s.PostDraft("Kepala", "Badan", "jpt_pratama", ("x", "1")),
    ):
        assert code(s.add_post(key, told, w.SECRETARY)) == "SELECTION_FIELD_MISSING"
    assert w.ok(s.add_post(key, good, w.SECRETARY)).code == "J2"
    assert code(s.add_post(key, good, w.SECRETARY)) == "SELECTION_TITLE_TAKEN"
    assert code(s.set_requirements(key, "J9", [], w.SECRETARY)) == "SELECTION_POST_UNKNOWN"
    assert code(s.set_requirements("x", "J1", [], w.SECRETARY)) == "SELECTION_UNKNOWN"
    for bad in (
        s.RequirementDraft("age", "", "mutlak", "KTP"),
        s.RequirementDraft("age", "Usia", "wajib", "KTP"),
        s.RequirementDraft("height", "Tinggi", "mutlak", "KTP"),
        s.RequirementDraft("age", "Usia", "mutlak", ""),
        s.RequirementDraft("age", "Usia", "mutlak", "KTP", {"fact": "age"}),
    ):
        assert code(s.set_requirements(key, "J1", [bad], w.SECRETARY)) == "SELECTION_FIELD_MISSING"


def test_requirements_stay_once_somebody_was_checked() -> None:
    key, number, _ = one_candidate()
    w.ok(s.step_candidate(key, number, s.Checked(1, "not_yet", "", ""), w.SECRETARY))
    assert code(s.set_requirements(key, "J1", w.requirements(), w.SECRETARY)) == "REQUIREMENTS_IN_USE"


def test_members() -> None:
    key = w.make_selection()
    assert code(s.seat_member(key, s.MemberDraft("siapa", False), w.SECRETARY)) == "PANEL_MEMBER_NO_ACCOUNT"
    User.objects.create(username="pengawas", roles=["proctor"])
    assert (
        code(s.seat_member(key, s.MemberDraft("pengawas", False), w.SECRETARY)) == "PANEL_MEMBER_NO_ACCOUNT"
    )
    w.member("a")
    assert (
        code(s.seat_member(key, s.MemberDraft("a", False, rooms=("dapur",)), w.SECRETARY))
        == "SELECTION_FIELD_MISSING"
    )
    w.ok(s.seat_member(key, s.MemberDraft("a", False, head=True), w.SECRETARY))
    w.member("b")
    w.ok(s.seat_member(key, s.MemberDraft("b", True, head=True), w.SECRETARY))
    view = s.selection(key)
    assert view is not None
    assert (view.head, set(view.users)) == ("b", {"a", "b"})
    assert code(s.unseat_member(key, "a", " ", w.SECRETARY)) == "SELECTION_REASON_MISSING"
    assert code(s.unseat_member(key, "c", "x", w.SECRETARY)) == "PANEL_MEMBER_UNKNOWN"
    assert code(s.unseat_member("x", "c", "x", w.SECRETARY)) == "SELECTION_UNKNOWN"
    assert s.unseat_member(key, "b", "mutasi", w.SECRETARY) is None
    view = s.selection(key)
    assert view is not None
    assert (view.head, view.users) == ("", ("a",))
    assert code(s.add_resource_person(key, "N", "F", w.SECRETARY, user="a")) == "PANEL_ROLE_TWICE"
    assert code(s.add_resource_person(key, "", "F", w.SECRETARY)) == "SELECTION_FIELD_MISSING"
    assert code(s.add_resource_person("x", "N", "F", w.SECRETARY)) == "SELECTION_UNKNOWN"


def test_candidates_who_are_unknown_or_there_already_are_named() -> None:
    key, _, nip = one_candidate()
    found = w.ok(s.add_candidates(key, "J1", [nip, "1" * 18], "people", w.SECRETARY))
    assert found.done == ()
    assert sorted(why.code for _, why in found.refused) == ["CANDIDATE_ALREADY", "CANDIDATE_NOT_ON_RECORD"]
    assert code(s.add_candidates(key, "J9", [nip], "people", w.SECRETARY)) == "SELECTION_POST_UNKNOWN"


def test_steps_of_somebody_unknown_and_ticks_without_his_own_document() -> None:
    key, number, _ = one_candidate()
    assert code(s.step_candidate(key, 999, None, w.SECRETARY)) == "CANDIDATE_UNKNOWN"
    assert code(
        s.step_candidate(key, number, s.Checked(1, "met", "dokumen.orang.lain", ""), w.SECRETARY)
    ) == ("CHECK_DOCUMENT_MISSING")
    assert w.ok(s.step_candidate(key, number, s.Submitted(), w.SECRETARY)).status == "submitted"
    assert CandidateEvent.objects.filter(candidate=number).count() == 2
    assert w.ok(s.step_candidate(key, number, s.Withdrew("pindah"), w.SECRETARY)).status == "withdrawn"


def test_what_was_written_is_never_changed() -> None:
    key, number, nip = one_candidate()
    w.member("a")
    w.ok(s.seat_member(key, s.MemberDraft("a", False), w.SECRETARY))
    w.ok(s.declare(key, nip, "relative", "saudara", "a"))
    for rows in (
        CandidateEvent.objects.filter(candidate=number),
        Declaration.objects.all(),
        Recusal.objects.all(),
    ):
        assert rows.exists()
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.delete()


def test_documents() -> None:
    key, number, _ = one_candidate()
    assert code(s.keep_document(key, 999, "Ijazah", "a.pdf", w.PDF, w.SECRETARY)) == "CANDIDATE_UNKNOWN"
    assert code(s.keep_document(key, number, " ", "a.pdf", w.PDF, w.SECRETARY)) == "SELECTION_FIELD_MISSING"
    assert code(s.keep_document(key, number, "Ijazah", "a.pdf", b"MZ", w.SECRETARY)) == "DOCUMENT_KIND"
    assert code(
        s.keep_document(key, number, "Ijazah", "a.pdf", b"%PDF-" + bytes(10 * 2**20), w.SECRETARY)
    ) == ("DOCUMENT_TOO_BIG")
    kept = w.ok(s.keep_document(key, number, "Ijazah", "..\\..\\a.pdf", w.PDF, w.SECRETARY))
    assert (kept.original, kept.media_type, kept.name.endswith(".pdf")) == ("a.pdf", "application/pdf", True)


def test_declarations_and_recusals() -> None:
    key, _, nip = one_candidate()
    assert code(s.declare(key, nip, "none", "", "siapa")) == "DECLARATION_NOT_YOURS"
    w.member("a")
    w.ok(s.seat_member(key, s.MemberDraft("a", False), w.SECRETARY))
    assert code(s.declare(key, "9" * 18, "none", "", "a")) == "CANDIDATE_UNKNOWN"
    assert code(s.declare(key, nip, "friend", "", "a")) == "CANDIDATE_UNKNOWN"
    assert code(s.declare(key, nip, "relative", " ", "a")) == "SELECTION_REASON_MISSING"
    assert s.declare(key, nip, "none", "", "a") is None
    assert s.declare(key, nip, "none", "", "a") is None
    assert Declaration.objects.count() == 1
    assert code(s.recuse(key, "b", nip, "other", "x", w.SECRETARY)) == "PANEL_MEMBER_UNKNOWN"
    assert code(s.recuse(key, "a", "9" * 18, "other", "x", w.SECRETARY)) == "CANDIDATE_UNKNOWN"
    assert code(s.recuse(key, "a", nip, "other", "", w.SECRETARY)) == "SELECTION_REASON_MISSING"
    assert w.ok(s.recuse(key, "a", nip, "other", "x", w.SECRETARY)).sheets == 0
    w.ok(s.recuse(key, "a", nip, "other", "x", w.SECRETARY))
    assert Recusal.objects.count() == 1
    assert code(s.dismiss(key, "b", nip, "other", "x", w.SECRETARY)) == "PANEL_MEMBER_UNKNOWN"
    assert code(s.dismiss(key, "a", nip, "other", "x", "a")) == "SECOND_PERSON_NEEDED"
    assert code(s.dismiss(key, "a", nip, "other", " ", w.SECRETARY)) == "SELECTION_REASON_MISSING"
    assert s.dismiss(key, "a", nip, "same_unit", "beda lantai", w.SECRETARY) is None
    assert s.dismiss(key, "a", nip, "same_unit", "beda lantai", w.SECRETARY) is None


def test_conflicts_seen_from_data_hold_the_commitment_up_until_they_are_answered() -> None:
    key, _, nip = one_candidate()
    w.member("a")
    led = s.ServiceDraft("Dinas A", date(2020, 1, 1), date(2026, 1, 1))
    w.ok(s.seat_member(key, s.MemberDraft("a", False, services=(led,)), w.SECRETARY))
    view = s.selection(key)
    assert view is not None
    assert "CONFLICT_OPEN" in {one.code for one in s.readiness(view, date(2026, 9, 1)).lacks}
    assert s.dismiss(key, "a", nip, "former_superior", "hanya pelaksana tugas", w.SECRETARY) is None
    assert "CONFLICT_OPEN" not in {one.code for one in s.readiness(view, date(2026, 9, 1)).lacks}


def test_questions() -> None:
    key = w.make_selection()
    asked = [{"code": "1", "text": "Apa?"}]
    assert code(s.write_questions(key, "J9", "teknis", asked, w.SECRETARY)) == "SELECTION_POST_UNKNOWN"
    assert code(s.write_questions(key, "J1", "dapur", asked, w.SECRETARY)) == "SELECTION_POST_UNKNOWN"
    assert code(s.write_questions(key, "J1", "teknis", [], w.SECRETARY)) == "QUESTIONS_FAULTY"
    assert w.ok(s.write_questions(key, "J1", "teknis", asked, w.SECRETARY)) == 1
    assert code(s.review_questions("x", "J1", "teknis", 1, w.SECOND)) == "SELECTION_UNKNOWN"
    assert code(s.review_questions(key, "J1", "teknis", 2, w.SECOND)) == "QUESTIONS_UNKNOWN"
    assert code(s.review_questions(key, "J1", "teknis", 1, w.SECRETARY)) == "SECOND_PERSON_NEEDED"
    assert s.review_questions(key, "J1", "teknis", 1, w.SECOND) is None
    assert s.review_questions(key, "J1", "teknis", 1, "ketiga") is None
    assert w.ok(s.write_questions(key, "J1", "teknis", asked, w.SECRETARY)) == 2
    assert code(s.review_questions(key, "J1", "teknis", 1, w.SECOND)) == "QUESTIONS_UNKNOWN"


def part(value: str, evidence: str = "berkas", document: str = "") -> dict[str, str]:
    return {"name": "Isi", "value": value, "evidence": evidence, "document": document}


@pytest.mark.parametrize("value", ["101", "-1", "abc", "80.123", "", "NaN", "Infinity"])
def test_a_value_off_the_scale_is_refused(value: str) -> None:
    key, number, _ = one_candidate()
    assert code(s.enter_component(key, number, "paper", [part(value)], w.SECRETARY)) == "COMPONENT_VALUE"


def test_entered_values() -> None:
    key, number, nip = one_candidate()
    assert code(s.enter_component(key, 999, "paper", [part("80")], w.SECRETARY)) == "CANDIDATE_UNKNOWN"
    assert (
        code(s.enter_component(key, number, "interview", [part("80")], w.SECRETARY)) == "COMPONENT_ON_SHEETS"
    )
    assert code(s.enter_component(key, number, "paper", [part("80", " ")], w.SECRETARY)) == "COMPONENT_VALUE"
    assert code(s.enter_component(key, number, "paper", [], w.SECRETARY)) == "COMPONENT_VALUE"
    assert code(s.enter_component(key, number, "paper", [part("80")], w.SECRETARY)) == "COMPONENT_DOCUMENT"
    file = w.document(key, number)
    two = [part("80", document=file), part("85,5", document=file)]
    first = w.ok(s.enter_component(key, number, "paper", two, w.SECRETARY))
    assert ComponentEntry.objects.get(pk=first).value == Decimal("82.75")
    assert code(s.confirm_component(key, first, w.SECRETARY)) == "SECOND_PERSON_NEEDED"
    assert code(s.confirm_component(key, 999, w.SECOND)) == "COMPONENT_ENTRY_UNKNOWN"
    second = w.ok(s.enter_component(key, number, "paper", [part("90", document=file)], w.SECRETARY))
    assert code(s.confirm_component(key, first, w.SECOND)) == "COMPONENT_ENTRY_UNKNOWN"
    assert s.confirm_component(key, second, w.SECOND) is None
    assert s.confirm_component(key, second, w.SECOND) is None
    assert w.ok(s.take_results(key, w.SECRETARY, clock=w.clock_at())) == (0, (nip,))
    w.certificate(nip, "104.20")
    assert w.ok(s.take_results(key, w.SECRETARY, clock=w.clock_at())) == (1, ())
    assert w.ok(s.take_results(key, w.SECRETARY, numbers=[number], clock=w.clock_at())) == (0, ())
    taken = ComponentEntry.objects.get(component="assessment_centre")
    assert (taken.value, taken.detail["jpm"], taken.valid_until) == (Decimal(100), "104.20", date(2028, 6, 1))
    assert code(s.take_results("x", w.SECRETARY)) == "SELECTION_UNKNOWN"


def test_a_lapsed_result_does_not_count() -> None:
    key, _, nip = one_candidate()
    w.certificate(nip, "90", on=date(2022, 1, 1))
    assert w.ok(s.take_results(key, w.SECRETARY, clock=w.clock_at())) == (0, (nip,))


def test_members_may_judge_a_paper_on_sheets() -> None:
    key = w.make_selection(methods={"paper": "sheets", "track_record": "entered"})
    nip = w.person("Adi Contoh")
    w.apply(key, "J1", [nip])
    assert (
        code(s.enter_component(key, w.number_of(key, nip), "paper", [part("80")], w.SECRETARY))
        == "COMPONENT_ON_SHEETS"
    )
    w.seat_nine(key)
    w.check(key, w.number_of(key, nip))
    w.declare_all(key)
    w.ask(key)
    assert code(s.commit_selection(key, w.SECRETARY, clock=w.clock_at())) == "SELECTION_NOT_READY"
    w.ok(s.write_questions(key, "J1", "paper", [{"code": "1", "text": "Isi"}], w.SECRETARY))
    assert s.review_questions(key, "J1", "paper", 1, w.SECOND) is None
    sheets = w.ok(s.commit_selection(key, w.SECRETARY, clock=w.clock_at()))
    assert sum(1 for one in sheets if one.instrument == "J1:paper") == 9
    assert len(sheets) == 18


def test_committing_needs_keys_and_a_selection() -> None:
    assert code(s.commit_selection("x", w.SECRETARY)) == "SELECTION_UNKNOWN"
    key = w.make_selection()
    assert code(s.commit_selection(key, w.SECRETARY, clock=w.clock_at())) == "SELECTION_NOT_READY"
    assert code(s.appoint_raters(key, w.SECRETARY)) == "SELECTION_NOT_COMMITTED"


def timetable() -> tuple[str, str]:
    key, number, nip = one_candidate()
    w.seat_nine(key)
    w.check(key, number)
    assert isinstance(s.make_timetable(key, w.SECRETARY, seconds=1, clock=w.clock_at()), Made)
    return key, nip


def test_an_interview_is_moved_by_hand_with_a_reason_and_within_the_rules() -> None:
    key, nip = timetable()
    slot = Slot.objects.filter(room="teknis").get()
    late = datetime(2026, 9, 10, 2, 0, tzinfo=UTC)
    assert code(s.move_slot("x", nip, "teknis", late, "x", w.SECRETARY)) == "SELECTION_UNKNOWN"
    assert code(s.move_slot(key, nip, "dapur", late, "x", w.SECRETARY)) == "SLOT_UNKNOWN"
    assert code(s.move_slot(key, nip, "teknis", late, " ", w.SECRETARY)) == "SELECTION_REASON_MISSING"
    assert (
        code(s.move_slot(key, nip, "teknis", datetime(2026, 9, 14, 2, tzinfo=UTC), "x", w.SECRETARY))
        == "SLOT_BREAKS"
    )
    noon = datetime(2026, 9, 10, 5, 10, tzinfo=UTC)
    assert code(s.move_slot(key, nip, "teknis", noon, "x", w.SECRETARY)) == "SLOT_BREAKS"
    other = Slot.objects.filter(room="manajerial").get()
    assert code(s.move_slot(key, nip, "teknis", other.starts, "x", w.SECRETARY)) == "SLOT_BREAKS"
    assert s.move_slot(key, nip, "teknis", late, "penilai terlambat", w.SECRETARY) is None
    slot.refresh_from_db()
    assert slot.starts == late
    assert Change.objects.get(action="selection.move_slot").reason == "penilai terlambat"


def test_a_timetable_needs_days_and_people_and_stays_once_begun() -> None:
    key = w.make_selection()
    assert code(s.make_timetable("x", w.SECRETARY)) == "SELECTION_UNKNOWN"
    assert code(s.make_timetable(key, w.SECRETARY)) == "SELECTION_FIELD_MISSING"
    assert Slot.objects.count() == 0


def test_begun_interviews_are_not_planned_anew() -> None:
    key, _ = timetable()
    begun = w.clock_at(datetime(2026, 9, 9, 3, tzinfo=UTC))
    assert code(s.make_timetable(key, w.SECRETARY, clock=begun)) == "INTERVIEWS_BEGUN"


def test_rooms_that_share_a_member_are_one_place() -> None:
    key = w.make_selection()
    nip = w.person("Adi Contoh")
    other = w.person("Budi Contoh")
    w.apply(key, "J1", [nip, other])
    for one in (nip, other):
        w.check(key, w.number_of(key, one))
    for user, rooms in (("a", ("teknis", "manajerial")), ("b", ("sosial-kultural",)), ("c", ("teknis",))):
        w.member(user)
        w.ok(s.seat_member(key, s.MemberDraft(user, False, rooms=rooms), w.SECRETARY))
    w.ok(s.make_timetable(key, w.SECRETARY, seconds=1, clock=w.clock_at()))
    shared = sorted(Slot.objects.exclude(room="sosial-kultural"), key=lambda one: one.starts)
    assert all(one.ends <= after.starts for one, after in pairwise(shared))


def test_lists_of_nips_are_read_from_text_and_files(tmp_path: Path) -> None:
    nip = w.person("Adi Contoh")
    spaced = f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    found = read_pasted(f"{spaced}\n123; {nip}")
    assert isinstance(found, Listed)
    assert (found.nips, [row for row, _, _ in found.faults]) == ((nip,), [2])
    assert code(read_pasted("1\n" * 2001)) == "LIST_TOO_LONG"
    path = tmp_path / "daftar.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet()
        page.write_row(1, 0, ["Nama", "NIP"])
        page.write_row(2, 0, ["Adi", nip])
    read = read_file(path)
    assert isinstance(read, Listed)
    assert read.nips == (nip,)
    empty = tmp_path / "tanpa.xlsx"
    with xlsxwriter.Workbook(str(empty)) as book:
        book.add_worksheet().write_row(0, 0, ["Nama", "Unit"])
    assert code(read_file(empty)) == "CANDIDATE_LIST"


@pytest.mark.parametrize(("people", "minutes"), [(10, 40), (27, 40), (29, 35)])
def test_nobody_has_to_come_twice(people: int, minutes: int) -> None:
    hours = Hours(time(7, 30), time(15), ((time(12), time(13)),))
    friday = Hours(time(7, 30), time(15), ((time(11, 30), time(13)),))
    problem = DayProblem(
        days=(hours, hours, friday),
        rooms=tuple(Venue(room, 20, frozenset({room})) for room in w.ROOMS),
        tools=tuple(DayTool(code=room, kind=room, minutes=minutes, together="one") for room in w.ROOMS),
        groups=(tuple(f"p{n:02d}" for n in range(people)),),
    )
    found = solve(problem, 3.0)
    assert isinstance(found, Timetable)
    assert timetable_violations(problem, found.booked) == ()
    days = {person: {one.day for one in found.booked if one.person == person} for person in problem.people}
    assert all(len(on) == 1 for on in days.values())
