"""The first page leads everybody to what waits for him, and to nothing else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from takar.accounts.models import User
from takar.accounts.public import make_signing_key
from takar.exercises.models import Sheet
from takar.exercises.training.cases import load_shipped_cases
from takar.kernel.clock import utc_now
from takar.office.today import today_of
from takar.plenary import public as plenary
from takar.selection import public as selection
from tests.attendance import world as days
from tests.exercises.round import PHRASE, round_of, sheet
from tests.plenary.story import Story
from tests.plenary.world import ANNOUNCED, AUDITOR, MAYOR, SECRETARY, people_of, world
from tests.selection import world as making

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def waits(user: User | str, now: datetime | None = None) -> list[str]:
    person = User.objects.get(username=user) if isinstance(user, str) else user
    return [one.text for one in today_of(person, now or utc_now()).waiting]


def addresses(user: User | str, now: datetime | None = None) -> list[str]:
    person = User.objects.get(username=user) if isinstance(user, str) else user
    return [one.url for one in today_of(person, now or utc_now()).waiting]


class TestRaters:
    @pytest.fixture
    def assessor(self) -> User:
        load_shipped_cases("uji")
        return User.objects.create(username="ratna", first_name="Ratna Contoh", roles=["assessor"])

    def test_a_new_assessor_makes_a_key_and_trains(self, assessor: User) -> None:
        assert waits(assessor) == ["Buat kunci tanda tangan", "Ikuti latihan penilai"]
        assert addresses(assessor) == ["/akun/kunci-tanda-tangan/", "/asesor/latihan/"]

    def test_the_page_says_so_and_links_there(self, assessor: User, client: Client) -> None:
        client.force_login(assessor)
        page = client.get("/").content.decode()
        assert "Tidak ada yang menunggu Anda" not in page
        assert 'href="/akun/kunci-tanda-tangan/"' in page

    def test_a_panel_member_needs_a_key_and_no_licence(self) -> None:
        load_shipped_cases("uji")
        assert waits(User.objects.create(username="pansel", roles=["panelist"])) == [
            "Buat kunci tanda tangan"
        ]

    def test_without_cases_only_the_lead_can_do_something(self) -> None:
        assessor = User.objects.create(username="ratna", roles=["assessor"])
        lead = User.objects.create(username="ketua", roles=["lead_assessor"])
        for one in (assessor, lead):
            make_signing_key(one, PHRASE)
        assert waits(assessor) == []
        assert waits(lead) == ["Terbitkan kasus latihan"]

    def test_sheets_of_earlier_days_of_today_and_of_this_week(self, assessor: User) -> None:
        make_signing_key(assessor, PHRASE)
        row, now = round_of(), datetime.fromisoformat("2026-09-16T03:00:00+00:00")
        for place, starts in enumerate((-1, 0, 0, 2, 9), 1):
            made = sheet(row, f"lembar{place}", assessor, f"{place}" * 18)
            Sheet.objects.filter(pk=made.pk).update(starts=now + timedelta(days=starts, hours=place))
        assert waits(assessor, now)[1:] == [
            "Kunci 1 lembar dari hari sebelumnya",
            "Nilai 2 lembar hari ini",
            "1 lembar dalam tujuh hari ke depan",
        ]
        assert today_of(assessor, now).waiting[2].hint == "Mulai pukul 12.00 WIB"

    def test_a_sheet_that_was_taken_away_waits_for_nobody(self, assessor: User) -> None:
        make_signing_key(assessor, PHRASE)
        made = sheet(round_of(), "lembar1", assessor)
        assert "Nilai 1 lembar hari ini" in waits(assessor)
        Sheet.objects.filter(pk=made.pk).update(withdrawn_at=utc_now(), withdrawn_reason="mundur")
        assert "Nilai 1 lembar hari ini" not in waits(assessor)


class TestPlenary:
    @pytest.fixture
    def story(self) -> Story:
        return Story(world({"J1": people_of(3)}, recusals=[("a4", "Calon 1", "sepupu")]), open_it=False)

    def test_the_secretary_opens_it_once_all_sheets_are_locked(self, story: Story) -> None:
        assert waits(SECRETARY, story.now) == ["Siapkan dan buka pleno"]

    def test_from_opening_to_objection(self, story: Story) -> None:
        story = Story(story.world)
        assert "Hadiri pleno" in waits("a1", story.now)
        assert waits(SECRETARY, story.now) == ["Lanjutkan pleno"]
        story.come()
        assert waits("a1", story.now) == []
        story.ok(plenary.move, "ranking", "J1", "Usul atas nilai yang tersegel", "a1", actor="a1")
        assert waits("a1", story.now) == ["Berikan suara atas 1 usul"]
        assert waits("a4", story.now) == []  # recused from a candidate of this post

    def test_signing_closing_handing_over_choosing_releasing(self, story: Story) -> None:
        story = Story(story.world)
        story.come()
        story.settle("J1")
        story.ok(plenary.end)
        assert waits("a1", story.now) == ["Tandatangani berita acara pleno"]
        assert waits(SECRETARY, story.now) == ["5 anggota belum menandatangani berita acara"]
        for member in story.world.members:
            story.sign(member)
        assert waits("a1", story.now) == []
        assert waits(SECRETARY, story.now) == ["Selesaikan berita acara pleno"]
        story.ok(plenary.close)
        assert waits(MAYOR, story.now) == []
        assert waits(SECRETARY, story.now) == ["Serahkan hasil pleno kepada PPK"]
        story.ok(plenary.hand_over, "Wali Kota", "800/1")
        assert waits(MAYOR, story.now) == ["Pilih pejabat untuk 1 jabatan"]
        assert waits(SECRETARY, story.now) == []  # the announced time has not come
        story.ok(plenary.choose, "J1", story.world.nips["Calon 1"], "", actor=MAYOR)
        assert waits(MAYOR, story.now) == []
        assert waits(SECRETARY, ANNOUNCED) == ["Umumkan hasil seleksi"]
        story.now = ANNOUNCED
        story.ok(plenary.release)
        story.ok(plenary.file_objection, story.world.nips["Calon 3"], "J1", "Makalah saya")
        assert waits(SECRETARY, story.now) == ["Jawab 1 keberatan"]

    def test_the_auditor_audits_what_nobody_has_audited(self, story: Story) -> None:
        assert waits(AUDITOR) == ["Audit 1 putaran penilaian yang belum pernah diaudit"]


class TestSelection:
    def test_members_declare_and_the_secretary_completes(self) -> None:
        key = making.make_selection("Kepala Dinas A")
        making.seat_nine(key)
        nips = [making.person(f"Calon {n}") for n in (1, 2)]
        making.apply(key, "J1", nips)
        for nip in nips:
            number = making.number_of(key, nip)
            making.ok(selection.step_candidate(key, number, selection.Submitted(), making.SECRETARY))
        User.objects.create(username=making.SECRETARY, roles=["panel_secretary"])
        User.objects.create(username=making.SECOND, roles=["panel_secretary"])
        assert waits("teknis1") == ["Nyatakan benturan kepentingan tentang 2 calon"]
        assert addresses("teknis1") == [f"/seleksi/{key}/benturan/"]
        assert waits(making.SECRETARY) == ["Lengkapi persiapan seleksi"]
        number = making.number_of(key, nips[0])
        file = making.document(key, number)
        making.ok(
            selection.step_candidate(key, number, selection.Checked(1, "met", file, ""), making.SECRETARY)
        )
        assert waits(making.SECOND)[0] == "Tegaskan pemeriksaan administrasi 1 calon"
        assert addresses(making.SECOND)[0] == f"/seleksi/{key}/calon/{number}/"
        assert "Tegaskan pemeriksaan administrasi 1 calon" not in waits(making.SECRETARY)
        part = {"name": "Isi", "value": "80", "evidence": "berkas", "document": file}
        making.ok(selection.enter_component(key, number, "paper", [part], making.SECRETARY))
        assert "Tegaskan nilai yang dimasukkan untuk 1 calon" in waits(making.SECOND)

    def test_declaring_and_recusal_take_the_line_away(self) -> None:
        key = making.make_selection("Kepala Dinas A")
        making.seat_nine(key)
        nip = making.person("Calon 1")
        making.apply(key, "J1", [nip])
        making.ok(
            selection.step_candidate(key, making.number_of(key, nip), selection.Submitted(), making.SECRETARY)
        )
        assert waits("teknis1") == ["Nyatakan benturan kepentingan tentang 1 calon"]
        making.ok(selection.declare(key, nip, "relative", "sepupu", "teknis1"))
        assert waits("teknis1") == []


class TestDays:
    def test_a_day_without_signature_waits_for_whoever_records(self) -> None:
        made = days.world()
        now = days.at(2, "09.00")
        proctor = User.objects.create(username="pengawas", roles=["proctor"])
        assert waits(proctor, now) == ["Tandatangani lembar presensi"]
        assert addresses(proctor, now) == [f"/presensi/{made.batch.id}/1/tanda-tangan/"]
        assert waits(User.objects.create(username="teknisi", roles=["technical_helper"]), now) == []

    def test_nothing_is_asked_about_a_day_that_still_runs(self) -> None:
        days.world()
        proctor = User.objects.create(username="pengawas", roles=["proctor"])
        assert waits(proctor, days.at(1, "09.00")) == []
