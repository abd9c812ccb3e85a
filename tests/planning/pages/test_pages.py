"""The pages as a planner and as a reader see them."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
import xlsxwriter
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from takar.accounts.models import User
from takar.jobs.public import run_jobs_once
from takar.planning.actions.ask_plan import ask_plan
from takar.planning.models import (
    Absence,
    Activity,
    Assessor,
    Batch,
    CalendarDay,
    Deputy,
    Duty,
    Lodging,
    Plan,
    Rearrangement,
    Relation,
    Room,
    Tool,
)
from takar.programmes.models import Nominee
from tests.planning.world import (
    ASK,
    nips,
    nominees,
    people,
    places,
    programme,
    rooms,
    small_world,
    with_ask,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def coming(weeks: int) -> date:
    """A Monday of the next year that is far from holidays, so that plans lie ahead of the clock of the pages."""
    first = date(localdate().year + 1, 7, 1)
    return first + timedelta(days=(7 - first.weekday()) % 7 + 7 * weeks)


def days(weeks: int) -> tuple[date, ...]:
    return tuple(coming(weeks) + timedelta(days=n) for n in range(3))


AHEAD = with_ask(first_day=coming(0), last_day=coming(3) + timedelta(days=4))


def ahead(*sizes: int, **more: Any) -> tuple[Plan, tuple[Batch, ...]]:
    batches = [(days(week), size) for week, size in enumerate(sizes or (5, 4))]
    return small_world(*batches, ask=more.pop("ask", AHEAD), **more)


def signed_in(*roles: str) -> Client:
    user = User.objects.create(username="-".join(roles), roles=list(roles))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def planner() -> Client:
    return signed_in("assessment_admin")


def text(answer: Any) -> str:
    return str(answer.content.decode())


def open_page(client: Client, name: str, *parts: Any, **query: Any) -> str:
    answer = client.get(reverse(f"planning:{name}", args=parts), query)
    assert answer.status_code == 200, (name, answer.status_code)
    return text(answer)


def test_empty_pages_say_what_to_do(planner: Client) -> None:
    assert "Belum ada tahap untuk direncanakan" in open_page(planner, "plans")
    assert "Belum ada ruang" in open_page(planner, "rooms")
    assert "Belum ada penginapan" in open_page(planner, "lodging")
    assert "Belum ada asesor" in open_page(planner, "assessors")
    assert "Belum ada pasangan" in open_page(planner, "pairs")


def test_a_reader_sees_every_page_and_no_button_that_changes_anything() -> None:
    plan, (first, _second) = ahead()
    reader = signed_in("reader")
    for name, parts in (
        ("plans", ()), ("phase", (plan.programme, 1)), ("plan", (plan.pk,)), ("batch", (first.pk,)), ("calendar", ()),
        ("rooms", ()), ("lodging", ()), ("assessors", ()), ("pairs", ()), ("tools", (plan.programme,)),
    ):  # fmt: skip
        body = open_page(reader, name, *parts)
        forms = body.split("<main", 1)[1].count('method="post"')
        assert forms == 0, name
    for name in ("ask", "move_person"):
        parts = (plan.programme, 1) if name == "ask" else (first.pk,)
        assert reader.get(reverse(f"planning:{name}", args=parts)).status_code == 403
    assert reader.post(reverse("planning:adopt", args=[plan.pk])).status_code == 403
    reader.post(reverse("planning:tools", args=[plan.programme]), {"bawaan": "1"})
    reader.post(reverse("planning:lodging"), {"name": "W", "beds": "1"})
    assert not Lodging.objects.exists()


def test_unknown_plans_batches_and_phases_are_not_found(planner: Client) -> None:
    programme()
    for name, parts in (
        ("phase", ("program-uji", 9)), ("phase", ("tidak-ada", 1)), ("plan", (99,)), ("batch", ("tidak-ada",)),
        ("tools", ("tidak-ada",)), ("room", (99,)), ("assessor", (99,)), ("rearrangement", (99,)),
        ("assessor_preview", (99,)),
    ):  # fmt: skip
        assert planner.get(reverse(f"planning:{name}", args=parts)).status_code == 404, name


def ask_fields(**changes: object) -> dict[str, object]:
    names = (
        "first_day last_day halls batch_size reserve batch_days assessors standby raters group_least group_most "
        "away_percent duty_weeks duty_window early_weeks spare_batches beds seconds"
    ).split()
    return {name: getattr(ASK, name) for name in names} | changes


def test_asking_working_it_out_and_adopting(planner: Client) -> None:
    owner = programme()
    nominees(owner, people(10))
    rooms()
    address = reverse("planning:ask", args=[owner.pk, 1])
    assert "Susun usulan" in open_page(planner, "ask", owner.pk, 1)
    sent = planner.post(address, ask_fields(first_day=coming(0), last_day=coming(2)))
    plan = Plan.objects.get()
    assert sent.url == reverse("jobs:job", args=[plan.job])  # type: ignore[attr-defined]
    assert "Sedang disusun" in open_page(planner, "plan", plan.pk)
    run_jobs_once()
    body = open_page(planner, "plan", plan.pk)
    assert "Papan gelombang" in body
    assert "Pakai rencana ini" in body
    planner.post(reverse("planning:adopt", args=[plan.pk]))
    plan.refresh_from_db()
    assert (plan.status, plan.adopted_by) == ("adopted", "assessment_admin")
    assert "2 gelombang, 10 orang" in open_page(planner, "plans")
    assert "Usulan berdampingan" in open_page(planner, "phase", owner.pk, 1)


def test_a_faulty_request_is_explained_beside_its_field(planner: Client) -> None:
    owner = programme()
    nominees(owner, people(2))
    address = reverse("planning:ask", args=[owner.pk, 1])
    answer = planner.post(address, ask_fields(last_day=date(2026, 1, 1), reserve=6))
    assert answer.status_code == 400
    assert "Hari terakhir tidak boleh sebelum hari pertama." in text(answer)
    assert "Kursi cadangan harus kurang" in text(answer)
    assert not Plan.objects.exists()


def test_the_arithmetic_comes_before_any_plan(planner: Client) -> None:
    owner = programme()
    assert "Belum ada calon peserta" in open_page(planner, "capacity", owner.pk, 1)
    nominees(owner, people(10))
    rooms()
    assert "Hitungan daya tampung" in open_page(planner, "capacity", owner.pk, 1)
    answer = planner.post(reverse("planning:ask", args=[owner.pk, 1]), ask_fields(hitung="1"))
    assert "Hitungan daya tampung" in text(answer)
    assert not Plan.objects.exists()


def test_what_is_impossible_is_explained_and_a_way_out_fills_the_form(planner: Client) -> None:
    owner = programme()
    nominees(owner, people(10))
    done = ask_plan(owner.pk, 1, with_ask(last_day=date(2026, 2, 6), halls=1), "admin")
    assert isinstance(done, Plan)
    outcome = {
        "code": "PLAN_PEOPLE_TOO_MANY", "missing": 5, "id": "5 orang terlalu banyak", "en": "5 people too many",
        "reliefs": [
            {"rule": "halls", "now": 1, "to": 2, "gains": 5, "enough": True, "id": "pakai 2 aula", "en": "use 2 halls"},
            {"rule": "locks", "now": 1, "to": 0, "gains": 1, "enough": False, "id": "buka kunci", "en": "unlock"},
        ],
    }  # fmt: skip
    Plan.objects.filter(pk=done.pk).update(status="impossible", outcome={"impossible": outcome})
    body = open_page(planner, "plan", done.pk)
    assert "5 orang terlalu banyak" in body
    assert body.count("Isikan ke permintaan") == 1
    form = open_page(planner, "ask", owner.pk, 1, dari=done.pk, aturan="halls", menjadi=2)
    assert 'name="halls" value="2"' in form
    planner.post(reverse("planning:discard", args=[done.pk]))
    assert "1 rencana yang dibuang" in open_page(planner, "phase", owner.pk, 1)


def test_a_person_is_moved_after_a_look_at_what_it_does(planner: Client) -> None:
    _plan, (first, second) = ahead()
    one = places(first)[0]
    address = reverse("planning:move_person", args=[first.pk])
    look = planner.get(address, {"tempat": one.pk, "ke": second.pk})
    assert "Tidak ada aturan yang dilanggar." in text(look)
    fragment = planner.get(address, {"tempat": one.pk, "ke": second.pk}, headers={"HX-Request": "true"})
    assert "<html" not in text(fragment)
    planner.post(address, {"tempat": one.pk, "ke": second.pk, "alasan": "diklat"})
    assert one.nip in nips(second)
    assert "diklat" in open_page(planner, "batch", first.pk)


def test_a_full_batch_offers_to_swap(planner: Client) -> None:
    _plan, (first, second) = ahead(4, 6)
    one = places(first)[0]
    look = text(
        planner.get(reverse("planning:move_person", args=[first.pk]), {"tempat": one.pk, "ke": second.pk})
    )
    assert "Tidak dapat dilakukan" in look
    assert "Tukar dengan" in look
    other = places(second)[0]
    address = reverse("planning:swap", args=[first.pk])
    assert "Tukar Orang" in text(planner.get(address, {"tempat": one.pk, "dengan": other.pk}))
    planner.post(address, {"tempat": one.pk, "dengan": other.pk, "alasan": "setuju"})
    assert one.nip in nips(second)
    assert other.nip in nips(first)


def test_an_adopted_plan_does_not_change_without_a_reason(planner: Client) -> None:
    _plan, (first, second) = ahead()
    one = places(first)[0]
    address = reverse("planning:move_person", args=[first.pk])
    answer = planner.post(address, {"tempat": one.pk, "ke": second.pk, "alasan": " "}, follow=True)
    assert "memerlukan alasan" in text(answer)
    assert one.nip in nips(first)


def test_incomplete_wishes_are_told(planner: Client) -> None:
    _plan, (first, _second) = ahead()
    for name, sentence in (
        ("move_person", "Pilih orang dan gelombang tujuannya."),
        ("move_batch", "Pilih hari pertama yang baru."),
        ("change_duty", "Pilih asesor"),
        ("swap", "Pilih dua orang"),
    ):
        address = reverse(f"planning:{name}", args=[first.pk])
        assert sentence in text(planner.get(address, follow=True)), name
        assert text(planner.get(address, headers={"HX-Request": "true"})) == ""


def test_the_days_of_a_batch_are_moved(planner: Client) -> None:
    _plan, (first, _second) = ahead()
    address = reverse("planning:move_batch", args=[first.pk])
    assert "Pindahkan gelombang 1 ke" in text(planner.get(address, {"mulai": coming(2).isoformat()}))
    planner.post(address, {"mulai": coming(2).isoformat(), "alasan": "aula dipakai"})
    assert tuple(first.days.values_list("day", flat=True)) == days(2)


def test_duties_change_and_rules_about_them_are_shown(planner: Client) -> None:
    _plan, (first, _second) = ahead(
        ask=with_ask(first_day=AHEAD.first_day, last_day=AHEAD.last_day, assessors=1, raters=1)
    )
    one, other = Assessor.objects.create(name="Asesor A"), Assessor.objects.create(name="Asesor B")
    Duty.objects.create(batch=first, assessor=one)
    address = reverse("planning:change_duty", args=[first.pk])
    assert "Asesor B menggantikan Asesor A" in text(
        planner.get(address, {"dari": one.pk, "kepada": other.pk})
    )
    assert "Tidak dapat dilakukan" in text(planner.get(address, {"dari": one.pk, "kepada": "0"}))
    planner.post(address, {"dari": one.pk, "kepada": other.pk, "alasan": "sakit"})
    assert [duty.assessor for duty in first.duties.all()] == [other]
    assert "Asesor A ditambahkan" in text(
        planner.get(address, {"dari": "0", "kepada": one.pk, "peran": "lead"})
    )


def test_parts_are_locked_and_unlocked(planner: Client) -> None:
    _plan, (first, _second) = ahead()
    address = reverse("planning:lock", args=[first.pk])
    planner.post(address, {"bagian": "batch", "pasang": "1"})
    planner.post(address, {"bagian": "place", "kunci": places(first)[0].pk, "pasang": "1"})
    planner.post(address, {"bagian": "place", "kunci": "bukan angka", "pasang": "1"})
    first.refresh_from_db()
    assert first.locked
    assert places(first)[0].locked
    planner.post(address, {"bagian": "batch", "pasang": "0"})
    first.refresh_from_db()
    assert not first.locked


def test_the_rest_is_arranged_again_and_accepted(planner: Client) -> None:
    plan, (first, second) = ahead(4, 4)
    one = places(second)[0]
    Absence.objects.create(nip=one.nip, first_day=days(1)[0], last_day=days(1)[0], reason="sidang")
    sent = planner.post(reverse("planning:rearrange", args=[plan.pk]), {"alasan": "sidang"})
    wanted = Rearrangement.objects.get()
    assert sent.status_code == 302
    assert "sedang dihitung" in open_page(planner, "rearrangement", wanted.pk)
    assert "menunggu keputusan" in open_page(planner, "plan", plan.pk)
    run_jobs_once()
    body = open_page(planner, "rearrangement", wanted.pk)
    assert one.name in body
    planner.post(reverse("planning:accept", args=[wanted.pk]))
    assert one.nip in nips(first)
    assert "Sudah diterima" in open_page(planner, "rearrangement", wanted.pk)
    answer = planner.post(reverse("planning:rearrange", args=[plan.pk]), {"alasan": ""}, follow=True)
    assert "memerlukan alasan" in text(answer)


def test_a_rearrangement_of_an_outdated_plan_is_not_made(planner: Client) -> None:
    plan, (first, second) = ahead(4, 4)
    one, other = places(second)[0], places(second)[1]
    Absence.objects.create(nip=one.nip, first_day=days(1)[0], last_day=days(1)[0], reason="sidang")
    planner.post(reverse("planning:rearrange", args=[plan.pk]), {"alasan": "sidang"})
    run_jobs_once()
    wanted = Rearrangement.objects.get()
    address = reverse("planning:move_person", args=[second.pk])
    planner.post(address, {"tempat": other.pk, "ke": first.pk, "alasan": "diklat"})
    answer = planner.post(reverse("planning:accept", args=[wanted.pk]), follow=True)
    assert "Rencana berubah" in text(answer)
    planner.post(reverse("planning:discard_rearrangement", args=[wanted.pk]))
    assert "Tidak dipakai" in open_page(planner, "rearrangement", wanted.pk)
    assert one.nip in nips(second)


def test_timetables_are_made_and_turned_into_an_assessment(planner: Client) -> None:
    plan, (first, _second) = ahead()
    answer = planner.post(reverse("planning:make_assessment", args=[first.pk]), follow=True)
    assert "Jadwal gelombang ini masih kosong" in text(answer)
    planner.post(reverse("planning:timetable", args=[first.pk]))
    assert Activity.objects.filter(batch=first, kind="cat", room__name__startswith="Aula").count() == 1
    assert "07.30–11.30" in open_page(planner, "batch", first.pk)
    planner.post(reverse("planning:announce", args=[first.pk]))
    planner.post(reverse("planning:make_assessment", args=[first.pk]))
    first.refresh_from_db()
    assert first.status == "announced"
    assert first.assessment
    body = open_page(planner, "batch", first.pk)
    assert reverse("assessments:assessment", args=[first.assessment]) in body
    answer = planner.post(reverse("planning:timetables", args=[plan.pk]), follow=True)
    assert "sudah menjadi kegiatan" in text(answer)


def test_timetables_of_a_whole_plan_run_as_a_job(planner: Client) -> None:
    plan, batches = ahead()
    assert planner.post(reverse("planning:timetables", args=[plan.pk])).status_code == 302
    run_jobs_once()
    assert {one.activities.count() for one in batches} == {1}


def test_the_calendar_is_set_and_put_back(planner: Client) -> None:
    body = open_page(planner, "calendar", tahun="2027")
    assert "perkiraan" in body
    assert "Hari Raya Idul Fitri" in body
    assert "belum diketahui" in open_page(planner, "calendar", tahun="2044")
    assert open_page(planner, "calendar", tahun="99999")
    planner.post(reverse("planning:set_day"), {"day": "2027-06-10", "kind": "holiday", "name": "Hari jadi"})
    assert CalendarDay.objects.get().name == "Hari jadi"
    assert "Hari jadi" in open_page(planner, "calendar", tahun="2027")
    assert planner.post(reverse("planning:set_day"), {"day": "", "kind": "holiday"}).status_code == 400
    planner.post(reverse("planning:unset_day"), {"hari": "2027-06-10"})
    planner.post(reverse("planning:unset_day"), {"hari": "bukan tanggal"})
    assert not CalendarDay.objects.exists()


def test_rooms_and_beds_are_kept(planner: Client) -> None:
    fields = {
        "name": "Aula",
        "location": "Gedung A",
        "seats": "30",
        "kinds": ["cat"],
        "equipment": "komputer, genset",
    }
    planner.post(reverse("planning:new_room"), fields | {"active": "on"})
    room = Room.objects.get()
    assert (room.equipment, room.accessible) == (["komputer", "genset"], False)
    assert "komputer, genset" in open_page(planner, "room", room.pk)
    assert planner.post(reverse("planning:new_room"), fields).status_code == 200
    assert planner.post(reverse("planning:room", args=[room.pk]), fields | {"seats": "0"}).status_code == 400
    planner.post(reverse("planning:lodging"), {"name": "Wisma", "beds": "20", "active": "on"})
    lodging = Lodging.objects.get()
    planner.post(
        reverse("planning:lodging") + f"?ubah={lodging.pk}", {"name": "Wisma", "beds": "25", "active": "on"}
    )
    assert Lodging.objects.get().beds == 25


def test_the_matrix_is_edited_as_a_grid_and_warns(planner: Client) -> None:
    owner = programme("kompleks")
    assert "belum diverifikasi" in open_page(planner, "tools", owner.pk)
    fields = {
        "baris": ["t1", "t2", "t3"],
        "t1.code": "cat", "t1.title": "Tes", "t1.kind": "cat", "t1.together": "all", "t1.day": "1", "t1.order": "1",
        "t1.minutes": "90", "t1.M.01": "1",
        "t2.code": "", "t2.title": "Studi Kasus Baru", "t2.kind": "paper", "t2.together": "all", "t2.minutes": "60",
        "t3.code": "x", "t3.title": "Dihapus", "t3.hapus": "1",
    }  # fmt: skip
    planner.post(reverse("planning:tools", args=[owner.pk]), fields)
    assert set(Tool.objects.values_list("code", flat=True)) == {"cat", "studi_kasus_baru"}
    assert "Kompetensi yang belum ditunjukkan" in open_page(planner, "tools", owner.pk)
    assert "tidak ditunjukkan oleh satu alat ukur pun" in open_page(planner, "phase", owner.pk, 1)
    assert planner.post(reverse("planning:tools", args=[owner.pk]), {"baris": []}).status_code == 400
    planner.post(reverse("planning:tools", args=[owner.pk]), {"bawaan": "1"})
    assert Tool.objects.count() == 6


def test_assessors_with_absences_and_relations(planner: Client) -> None:
    nip, other = people(2)
    planner.post(reverse("planning:new_assessor"), {"nip": nip, "active": "on"})
    one = Assessor.objects.get()
    page = reverse("planning:assessor", args=[one.pk])
    assert planner.post(reverse("planning:new_assessor"), {}).status_code == 200
    absent = reverse("planning:assessor_absent", args=[one.pk])
    planner.post(absent, {"first_day": coming(0), "last_day": coming(1), "reason": "diklat"})
    assert planner.post(absent, {}).status_code == 400
    related = reverse("planning:assessor_related", args=[one.pk])
    planner.post(related, {"nip": other, "kind": "relative", "note": "ipar"})
    assert planner.post(related, {}).status_code == 400
    body = text(planner.get(page))
    assert "diklat" in body
    assert "Orang 002" in body
    planner.post(related, {"hapus": Relation.objects.get().pk, "alasan": ""})
    assert Relation.objects.exists()
    planner.post(related, {"hapus": Relation.objects.get().pk, "alasan": "salah"})
    planner.post(absent, {"hapus": Absence.objects.get().pk})
    assert not Relation.objects.exists()
    assert not Absence.objects.exists()
    assert "Tidak ada asesor yang cocok" in open_page(planner, "assessors", cari="zzz")
    assert "Orang 001" in open_page(planner, "assessors", cari=nip[:6])


def test_a_list_of_assessors_from_excel(planner: Client) -> None:
    (nip,) = people(1)
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    for at, row in enumerate((("NIP", "Nama"), (nip, ""), ("12", "Salah"))):
        sheet.write_row(at, 0, row)
    book.close()
    buffer.seek(0)
    buffer.name = "asesor.xlsx"
    sent = planner.post(reverse("planning:assessor_file"), {"berkas": buffer})
    preview = sent.url  # type: ignore[attr-defined]
    assert "1 baru, 0 berubah, 0 tetap, 1 ditolak." in text(planner.get(preview))
    assert planner.get(preview + "ditolak/").content[:2] == b"PK"
    planner.post(preview + "terapkan/")
    assert Assessor.objects.get().name == "Orang 001"
    assert "Sudah diterapkan" in text(planner.get(preview))
    assert planner.get(reverse("planning:assessor_template")).content[:2] == b"PK"
    assert "Pilih berkas" in text(planner.post(reverse("planning:assessor_file"), follow=True))
    broken = io.BytesIO(b"bukan excel")
    broken.name = "a.xlsx"
    assert planner.post(reverse("planning:assessor_file"), {"berkas": broken}).status_code == 302


def test_heads_deputies_and_people_who_cannot_come(planner: Client) -> None:
    head, deputy = people(2)
    planner.post(reverse("planning:pairs"), {"head": head, "deputy": deputy})
    planner.post(reverse("planning:person_absent"), {
        "nip": head, "first_day": coming(0), "last_day": coming(0), "reason": "cuti",
    })  # fmt: skip
    body = open_page(planner, "pairs")
    assert body.count("Orang 001") >= 2
    assert planner.post(reverse("planning:person_absent"), {}).status_code == 400
    assert planner.post(reverse("planning:pairs"), {}).status_code == 400
    planner.post(reverse("planning:pairs"), {"hapus": Deputy.objects.get().pk})
    planner.post(reverse("planning:person_absent"), {"hapus": Absence.objects.get().pk})
    assert not Deputy.objects.exists()
    assert not Absence.objects.exists()


def test_the_page_of_a_plan_asks_the_database_as_often_for_many_batches_as_for_few(
    planner: Client, django_assert_max_num_queries: Any
) -> None:
    plan, _batches = ahead(2, 2, 2, 2, count=8)
    with django_assert_max_num_queries(30):
        open_page(planner, "plan", plan.pk)


def test_english_readers_get_english(planner: Client, settings: Any) -> None:
    plan, _batches = ahead()
    planner.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    body = open_page(planner, "plan", plan.pk)
    assert "Board of batches" in body
    assert "Papan gelombang" not in body


def test_the_plan_is_checked_against_the_data_of_now(planner: Client) -> None:
    plan, (first, second) = ahead()
    body = text(planner.get(reverse("planning:check", args=[plan.pk])))
    assert "1 orang belum mendapat tempat" in body
    assert "Orang 010" in body
    place = places(first)[0]
    Nominee.objects.filter(nip=place.nip).update(status="declined", reason="sakit")
    Absence.objects.create(
        nip=places(first)[1].nip, first_day=days(0)[0], last_day=days(0)[0], reason="sidang"
    )
    body = text(planner.get(reverse("planning:check", args=[plan.pk])))
    assert "Masih memegang tempat" in body
    assert "Orang 002 berhalangan" in body
    planner.post(reverse("planning:release", args=[plan.pk]), {"tempat": place.pk, "alasan": "menolak"})
    assert place.nip not in nips(first)
    fields = {"nip": "198501012010011010", "ke": second.pk, "alasan": "pengganti"}
    planner.post(reverse("planning:seat", args=[plan.pk]), fields)
    assert "198501012010011010" in nips(second)
    answer = planner.post(reverse("planning:seat", args=[plan.pk]), {"nip": "1", "ke": "lain"}, follow=True)
    assert "Gelombang ini tidak ditemukan" in text(answer)
    answer = planner.post(reverse("planning:release", args=[plan.pk]), {"tempat": "x"}, follow=True)
    assert "tidak mempunyai tempat" in text(answer)


def test_a_sound_plan_says_so(planner: Client) -> None:
    plan, _batches = ahead(count=9)
    assert "memenuhi semua aturan" in text(planner.get(reverse("planning:check", args=[plan.pk])))
