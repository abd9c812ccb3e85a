"""Calendar, rooms, beds, tools, assessors: each change checked and told in the trail."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from takar.accounts.models import Change
from takar.kernel.refusals import Refusal
from takar.planning.actions import save_assessor as staff
from takar.planning.actions.import_assessors import apply_assessors, preview_assessors
from takar.planning.actions.save_resource import LodgingDraft, RoomDraft, save_lodging, save_room
from takar.planning.actions.set_calendar_day import set_calendar_day, unset_calendar_day
from takar.planning.actions.set_tools import ensure_tools, set_tools, tools_drafted
from takar.planning.calendar import calendar, joint_leave_known, shipped
from takar.planning.domain.matrix import DEFAULTS, ToolDraft
from takar.planning.models import Assessor, AssessorFile, Deputy, Lodging, Relation, Room
from tests.planning.world import ACTOR, people

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def code(done: object) -> str:
    assert isinstance(done, Refusal), done
    return done.code


def test_national_holidays_and_joint_leave_are_not_worked() -> None:
    known = calendar(date(2026, 3, 16), date(2026, 3, 29))
    assert known.special[date(2026, 3, 19)].kind == "holiday"
    assert known.special[date(2026, 3, 20)].kind == "joint_leave"
    assert known.working_days() == (
        date(2026, 3, 16),
        date(2026, 3, 17),
        date(2026, 3, 25),
        date(2026, 3, 26),
        date(2026, 3, 27),
    )


def test_estimated_dates_are_marked_and_lose_the_mark_in_their_name() -> None:
    one = shipped(2027)[date(2027, 3, 10)]
    assert one.estimated
    assert one.name == "Hari Raya Idul Fitri"
    assert shipped(2027, "en")[date(2027, 3, 10)].estimated
    assert not shipped(2026)[date(2026, 3, 21)].estimated
    assert joint_leave_known(2026)
    assert not joint_leave_known(2044)


def test_the_agency_overrides_both_ways_and_goes_back() -> None:
    holiday, work = date(2026, 6, 10), date(2026, 6, 16)
    assert not isinstance(set_calendar_day(holiday, "holiday", "Hari jadi kota", ACTOR), Refusal)
    assert not isinstance(set_calendar_day(work, "working_day", "Tetap bekerja", ACTOR), Refusal)
    known = calendar(date(2026, 6, 1), date(2026, 6, 30))
    assert not known.is_working(holiday)
    assert known.is_working(work)
    assert known.special[work].instead_of == "Tahun Baru Islam"
    assert unset_calendar_day(holiday, ACTOR) is True
    assert unset_calendar_day(holiday, ACTOR) is False
    assert calendar(holiday, holiday).is_working(holiday)
    assert code(set_calendar_day(holiday, "holiday", " ", ACTOR)) == "FIELD_MISSING"
    assert Change.objects.filter(action="calendar.set").count() == 2


def test_a_saturday_can_be_worked() -> None:
    set_calendar_day(date(2026, 6, 13), "working_day", "Pengganti", ACTOR)
    assert calendar(date(2026, 6, 13), date(2026, 6, 14)).working_days() == (date(2026, 6, 13),)


def test_rooms_are_saved_changed_and_never_twice() -> None:
    draft = RoomDraft("Aula", "Gedung A", 30, ("cat",))
    made = save_room(draft, ACTOR)
    assert isinstance(made, Room)
    assert code(save_room(draft, ACTOR)) == "NAME_TAKEN"
    changed = save_room(RoomDraft("Aula", "Gedung A", 40, ("cat", "paper")), ACTOR, room=made.pk)
    assert isinstance(changed, Room)
    assert Room.objects.get().seats == 40
    assert Change.objects.filter(action="room.save").first().before["seats"] == 30
    assert code(save_room(RoomDraft("", "", 1, ("cat",)), ACTOR)) == "FIELD_MISSING"
    assert code(save_room(RoomDraft("B", "", 1, ()), ACTOR)) == "FIELD_MISSING"
    assert code(save_room(RoomDraft("B", "", 0, ("cat",)), ACTOR)) == "NO_SEATS"


def test_lodgings() -> None:
    made = save_lodging(LodgingDraft("Wisma", 20), ACTOR)
    assert isinstance(made, Lodging)
    assert code(save_lodging(LodgingDraft("Wisma", 20), ACTOR)) == "NAME_TAKEN"
    assert isinstance(save_lodging(LodgingDraft("Wisma", 25), ACTOR, lodging=made.pk), Lodging)
    assert code(save_lodging(LodgingDraft("", 25), ACTOR)) == "FIELD_MISSING"
    assert code(save_lodging(LodgingDraft("C", 0), ACTOR)) == "NO_SEATS"
    assert Lodging.objects.get().beds == 25


def test_a_matrix_is_laid_once_and_replaced_whole() -> None:
    assert ensure_tools("p", "kompleks", ACTOR) is True
    assert ensure_tools("p", "cact", ACTOR) is False
    assert {one.code for one in tools_drafted("p")} == {one.code for one in DEFAULTS["kompleks"]}
    one = ToolDraft("tes", "Tes", "cat", 90, 1, 1, "all", ("M.01",))
    assert set_tools("p", [one], ACTOR, reason="ketentuan baru") == (one,)
    assert tools_drafted("p") == (one,)
    line = Change.objects.filter(action="tools.set", reason="ketentuan baru").get()
    assert len(line.before) == len(DEFAULTS["kompleks"])


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"title": ""}, "FIELD_MISSING"),
        ({"kind": "sulap"}, "TOOL_ODD"),
        ({"minutes": 481}, "TOOL_ODD"),
        ({"day": 0}, "TOOL_ODD"),
        ({"together": "berdua"}, "TOOL_ODD"),
        ({"competencies": ("M.99",)}, "TOOL_ODD"),
    ],
)
def test_odd_tools_are_refused(change: dict[str, object], expected: str) -> None:
    values = {"code": "tes", "title": "Tes", "kind": "cat", "minutes": 90, "day": 1, "order": 1}
    draft = ToolDraft(**(values | {"together": "all", "competencies": ("M.01",)} | change))  # type: ignore[arg-type]
    assert code(set_tools("p", [draft], ACTOR)) == expected


def test_no_tools_and_repeated_tools_are_refused() -> None:
    one = DEFAULTS["cact"][0]
    assert code(set_tools("p", [], ACTOR)) == "FIELD_MISSING"
    assert code(set_tools("p", [one, one], ACTOR)) == "TOOL_REPEATED"


def test_an_assessor_by_nip_takes_name_and_unit_from_the_personnel_data() -> None:
    (nip,) = people(1)
    made = staff.save_assessor(staff.AssessorDraft(nip=f" {nip[:8]} {nip[8:]}"), ACTOR)
    assert isinstance(made, Assessor)
    assert (made.nip, made.name, made.unit) == (nip, "Orang 001", "Dinas Contoh Satu")
    assert code(staff.save_assessor(staff.AssessorDraft(nip=nip), ACTOR)) == "NAME_TAKEN"
    assert code(staff.save_assessor(staff.AssessorDraft(nip="1" * 18), ACTOR)) == "PERSON_UNKNOWN"
    assert code(staff.save_assessor(staff.AssessorDraft(), ACTOR)) == "FIELD_MISSING"
    assert code(staff.save_assessor(staff.AssessorDraft(name="A"), ACTOR, assessor=99)) == "ASSESSOR_UNKNOWN"


def test_absences_and_relations() -> None:
    (nip,) = people(1)
    one = staff.save_assessor(staff.AssessorDraft(name="Asesor Luar"), ACTOR)
    assert isinstance(one, Assessor)
    first, last = date(2026, 2, 2), date(2026, 2, 6)
    away = staff.add_absence(first, last, "diklat", ACTOR, assessor=one.pk)
    assert not isinstance(away, Refusal)
    assert not isinstance(staff.add_absence(first, first, "cuti", ACTOR, nip=nip), Refusal)
    assert code(staff.add_absence(last, first, "x", ACTOR, assessor=one.pk)) == "DAYS_TURNED"
    assert code(staff.add_absence(first, last, "", ACTOR, assessor=one.pk)) == "FIELD_MISSING"
    assert code(staff.add_absence(first, last, "x", ACTOR, assessor=99)) == "ASSESSOR_UNKNOWN"
    assert code(staff.add_absence(first, last, "x", ACTOR, nip="1" * 18)) == "PERSON_UNKNOWN"
    assert staff.remove_absence(away.pk, ACTOR) is True
    assert staff.remove_absence(away.pk, ACTOR) is False
    tie = staff.add_relation(one.pk, nip, "relative", ACTOR, note="ipar")
    assert isinstance(tie, Relation)
    assert code(staff.add_relation(one.pk, nip, "relative", ACTOR)) == "NAME_TAKEN"
    assert code(staff.add_relation(99, nip, "relative", ACTOR)) == "ASSESSOR_UNKNOWN"
    assert code(staff.add_relation(one.pk, "1" * 18, "relative", ACTOR)) == "PERSON_UNKNOWN"
    assert code(staff.remove_relation(tie.pk, ACTOR, reason="")) == "FIELD_MISSING"
    assert staff.remove_relation(tie.pk, ACTOR, reason="salah catat") is None
    assert not Relation.objects.exists()


def test_heads_and_deputies() -> None:
    head, deputy = people(2)
    pair = staff.set_deputy(head, deputy, ACTOR)
    assert isinstance(pair, Deputy)
    assert staff.set_deputy(head, deputy, ACTOR) == pair
    assert code(staff.set_deputy(head, head, ACTOR)) == "SAME_PERSON"
    assert code(staff.set_deputy(head, "1" * 18, ACTOR)) == "PERSON_UNKNOWN"
    assert staff.remove_deputy(pair.pk, ACTOR) is True
    assert staff.remove_deputy(pair.pk, ACTOR) is False


def workbook(path: Path, *rows: tuple[str, ...]) -> Path:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for at, row in enumerate(
        (("DAFTAR ASESOR",), ("NIP", "Nama Asesor", "Instansi", "Jenjang", "Tidak menilai"), *rows)
    ):
        sheet.write_row(at, 0, row)
    book.close()
    return path


def test_a_list_of_assessors_is_shown_first_and_applied_afterwards(tmp_path: Path) -> None:
    nip, other = people(2)
    path = workbook(
        tmp_path / "a.xlsx",
        (nip, "", "", "Asesor Madya", other),
        ("", "Asesor Luar", "Provinsi Contoh", "", ""),
        ("123", "Salah", "", "", ""),
        ("", "Kembar", "", "", ""),
        ("", "Kembar", "", "", ""),
        ("9" * 18, "Tak dikenal", "", "", "8" * 18),
        ("", "", "Hanya instansi", "", ""),
    )
    file = preview_assessors(path, "../a.xlsx", ACTOR)
    assert isinstance(file, AssessorFile)
    assert file.file_name == "a.xlsx"
    assert [one["verdict"] for one in file.rows] == ["added", "added", *["refused"] * 5]
    assert len(file.rows[5]["faults"]) == 2
    assert not Assessor.objects.exists()
    done = apply_assessors(file.pk, ACTOR)
    assert isinstance(done, AssessorFile)
    assert set(Assessor.objects.values_list("name", flat=True)) == {"Orang 001", "Asesor Luar"}
    assert Relation.objects.get().nip == other
    assert code(apply_assessors(file.pk, ACTOR)) == "IMPORT_NOT_OPEN"
    again = preview_assessors(path, "a.xlsx", ACTOR)
    assert isinstance(again, AssessorFile)
    assert [one["verdict"] for one in again.rows[:2]] == ["unchanged", "unchanged"]
    Assessor.objects.filter(name="Asesor Luar").update(active=False)
    third = preview_assessors(path, "a.xlsx", ACTOR)
    assert isinstance(third, AssessorFile)
    assert third.rows[1]["verdict"] == "changed"


def test_a_file_without_headings_or_without_content_is_refused(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "b.xlsx"))
    book.add_worksheet().write_row(0, 0, ("satu", "dua"))
    book.close()
    assert code(preview_assessors(tmp_path / "b.xlsx", "b.xlsx", ACTOR)) == "HEADER_NOT_FOUND"
    (tmp_path / "c.xlsx").write_bytes(b"")
    assert code(preview_assessors(tmp_path / "c.xlsx", "c.xlsx", ACTOR)) == "FILE_EMPTY"
