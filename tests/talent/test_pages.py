from __future__ import annotations

import io
import re

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from takar.accounts.models import Change
from takar.accounts.public import Role, User
from takar.talent.models import Development, FollowUp, MapPerson, PoolDecision, TalentMap
from takar.talent.public import pool_of
from tests.people.lists import nip
from tests.talent.world import agency, drawn, position

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def signed_in(*roles: Role) -> Client:
    user = User.objects.create(username="-".join(roles) or "nobody", roles=[role.value for role in roles])
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def team(db: None) -> Client:
    agency()
    return signed_in(Role.TALENT_TEAM)


@pytest.fixture
def made(team: Client) -> TalentMap:
    return drawn()


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def test_without_a_map_the_page_says_what_to_do(team: Client) -> None:
    page = text(team, "/talenta/")
    assert "Belum ada peta talenta" in page
    assert "Buat peta" in page
    assert "Buat peta" not in text(signed_in(Role.APPOINTER), "/talenta/")


PAGES = (
    "",
    "ringkasan/",
    "belum-dinilai/",
    "kelompok/",
    "suksesi/",
    "suksesi/D1.01/",
    "pensiun/",
    "titik.json",
    "peta.xlsx",
)


@pytest.mark.parametrize("page", PAGES)
def test_pages_are_for_those_who_may_read_talent(made: TalentMap, team: Client, page: str) -> None:
    address = f"/talenta/{made.pk}/{page}"
    assert team.get(address).status_code == 200
    assert signed_in(Role.APPOINTER).get(address).status_code == 200
    for role in (Role.PROCTOR, Role.ASSESSMENT_ADMIN, Role.READER):
        assert signed_in(role).get(address).status_code == 403


def test_only_the_talent_team_changes_anything(made: TalentMap) -> None:
    reader = signed_in(Role.APPOINTER)
    base = f"/talenta/{made.pk}/orang/{nip(1)}"
    for address in (
        f"{base}/tindak-lanjut/",
        f"{base}/pengembangan/",
        f"{base}/kelompok/",
        f"{base}/tindak-lanjut/1/",
    ):
        assert reader.post(address, {}).status_code == 403
    assert reader.get("/talenta/peta/baru/").status_code == 403


def test_the_map_shows_counts_the_list_and_who_is_missing(made: TalentMap, team: Client) -> None:
    page = text(team, f"/talenta/{made.pk}/")
    assert f"{made.people - made.assessed} dari {made.people} orang belum dapat dipetakan" in page
    assert "Pegawai Contoh 001" in page
    assert "Pegawai Contoh 010" not in page  # he has no profile
    found = text(team, f"/talenta/{made.pk}/?cari=Contoh+002&pensiun=x&kotak=12&kelas=raja")
    assert "Pegawai Contoh 002" in found
    assert "Pegawai Contoh 001" not in found
    assert "Tidak ada orang di sini" in text(
        team, f"/talenta/{made.pk}/?unit=Dinas+Lain&kelas=pelaksana&pensiun=1"
    )


def test_the_points_carry_place_uncertainty_and_filters_but_nobody_unassessed(
    made: TalentMap, team: Client
) -> None:
    data = team.get(f"/talenta/{made.pk}/titik.json").json()
    assert data["total"] == made.assessed == len(data["people"])
    assert data["edges"] == [[60.0, 80.0], [60.0, 80.0]]
    assert sum(box["count"] for box in data["boxes"]) == made.assessed
    row = MapPerson.objects.get(map=made, nip=nip(1))
    point = next(one for one in data["people"] if one[0] == nip(1))
    assert point[2:4] == [row.performance, row.potential]
    assert point[9] == row.box
    assert all(one[6] > 0 or one[7] > 0 for one in data["people"])
    assert Change.objects.filter(action="talent.read_map").exists()


def test_a_large_map_draws_every_kth_and_says_so(
    made: TalentMap, team: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("takar.talent.pages.map.MOST_POINTS", 10)
    data = team.get(f"/talenta/{made.pk}/titik.json").json()
    assert data["step"] == -(-made.assessed // 10)
    assert len(data["people"]) <= 10
    assert data["total"] == made.assessed


def test_a_person_sees_how_every_point_came(made: TalentMap, team: Client) -> None:
    page = text(team, f"/talenta/{made.pk}/orang/{nip(1)}/")
    for said in (
        "Peluang setiap kotak",
        "Predikat kinerja",
        "2024",
        "Menyumbang",
        "Apa yang akan mengubah kotaknya",
        "Riwayat kotak",
    ):
        assert said in page
    assert Change.objects.filter(action="talent.read_person", subject=f"person:{nip(1)}").exists()
    assert team.get(f"/talenta/{made.pk}/orang/{nip(999)}/").status_code == 404
    assert team.get(f"/talenta/999/orang/{nip(1)}/").status_code == 404


def test_who_is_not_assessed_is_told_what_is_missing_and_not_a_box(made: TalentMap, team: Client) -> None:
    page = text(team, f"/talenta/{made.pk}/orang/{nip(10)}/")
    assert "Belum dapat dipetakan" in page
    assert "Penilaian kompetensi: belum ada catatan → undang ke penilaian kompetensi" in page
    assert "Peluang setiap kotak" not in page
    listed = text(team, f"/talenta/{made.pk}/belum-dinilai/")
    assert "Pegawai Contoh 010" in listed
    assert "impor predikat kinerja" in listed
    assert "Tidak ada orang di sini" in text(team, f"/talenta/{made.pk}/belum-dinilai/?cari=zzz")


def test_follow_ups_and_development_are_recorded_and_move(made: TalentMap, team: Client) -> None:
    base = f"/talenta/{made.pk}/orang/{nip(1)}"
    told = {"apa": "Mentor oleh sekretaris daerah", "siapa": "Kepala dinas", "tenggat": "2026-06-30"}
    team.post(f"{base}/tindak-lanjut/", told)
    row = FollowUp.objects.get()
    team.post(f"{base}/tindak-lanjut/{row.pk}/", {"keadaan": "done", "catatan": "selesai"})
    row.refresh_from_db()
    assert (row.state, row.note) == ("done", "selesai")
    assert "Mentor oleh sekretaris daerah" in text(team, f"{base}/")
    weak = next(
        one
        for one in MapPerson.objects.filter(map=made, box__isnull=False)
        if "standar 3" in text(team, f"/talenta/{made.pk}/orang/{one.nip}/")
    )
    base = f"/talenta/{made.pk}/orang/{weak.nip}"
    code = re.search(r'name="kompetensi" value="([^"]+)"', text(team, f"{base}/"))
    assert code
    team.post(f"{base}/pengembangan/", told | {"kompetensi": code[1]})
    plan = Development.objects.get()
    assert plan.wanted > plan.level
    team.post(f"{base}/pengembangan/{plan.pk}/", {"keadaan": "running"})
    assert Development.objects.get().state == "running"


@pytest.mark.parametrize(
    ("where", "told", "said"),
    [
        ("tindak-lanjut/", {"apa": "", "siapa": "x", "tenggat": "2026-01-01"}, "Isi apa yang dilakukan"),
        ("tindak-lanjut/", {"apa": "x", "siapa": "x", "tenggat": "besok"}, "Isi apa yang dilakukan"),
        ("pengembangan/", {"kompetensi": "X"}, "Tidak ada kesenjangan"),
        ("kelompok/", {"masuk": "1", "alasan": " "}, "Tuliskan alasannya"),
    ],
)
def test_what_is_not_told_is_asked_for(
    made: TalentMap, team: Client, where: str, told: dict[str, str], said: str
) -> None:
    answer = team.post(f"/talenta/{made.pk}/orang/{nip(1)}/{where}", told, follow=True)
    assert said in answer.content.decode()
    assert not FollowUp.objects.exists()


def test_a_person_can_be_put_into_the_pool_with_a_reason(made: TalentMap, team: Client) -> None:
    before = pool_of(made)
    outside = (
        MapPerson.objects.filter(map=made, box__isnull=False)
        .exclude(nip__in=[one.row.nip for one in before])
        .first()
    )
    assert outside
    address = f"/talenta/{made.pk}/orang/{outside.nip}/kelompok/"
    team.post(address, {"masuk": "1", "alasan": "Prestasi nasional"})
    assert "Prestasi nasional" in text(team, f"/talenta/{made.pk}/kelompok/")
    team.post(address, {"masuk": "0", "alasan": "Keliru"})
    assert len(pool_of(made)) == len(before)
    assert PoolDecision.objects.count() == 2


def test_succession_groups_say_gaps_and_what_is_to_be_checked(made: TalentMap, team: Client) -> None:
    page = text(team, f"/talenta/{made.pk}/suksesi/D1.01/")
    assert "Siap sekarang" in page
    assert "Sehat jasmani" in page
    assert "Jabatan D1.01" in text(team, f"/talenta/{made.pk}/suksesi/")
    assert "Jabatan D1.01" in text(team, f"/talenta/{made.pk}/suksesi/?cari=D1")
    assert "Tidak ada jabatan di sini" in text(team, f"/talenta/{made.pk}/suksesi/?cari=zzz")
    assert team.get(f"/talenta/{made.pk}/suksesi/X/").status_code == 404
    position(
        "D2",
        **dict.fromkeys(("m01", "m02", "m03", "m04", "m05", "m06", "m07", "m08", "sk01")),
        job_class="",
    )
    assert "belum mempunyai standar" in text(team, f"/talenta/{made.pk}/suksesi/D2/")
    position("A1", job_class="administrator")
    position("Z9", job_class="jpt_madya")
    page = text(team, f"/talenta/{made.pk}/suksesi/")
    assert (
        page.index("Jabatan Z9") < page.index("Jabatan D1.01") < page.index("Jabatan A1")
    )  # the highest class first


def test_the_map_and_the_fits_lead_to_each_other(made: TalentMap, team: Client) -> None:
    who = MapPerson.objects.filter(map=made, box__isnull=False)[0]
    assert f"/penempatan/kecocokan/pegawai/{who.nip}/" in text(team, f"/talenta/{made.pk}/orang/{who.nip}/")
    assert "/penempatan/kecocokan/jabatan/D1.01/" in text(team, f"/talenta/{made.pk}/suksesi/D1.01/")


def test_the_workbook_keeps_nips_and_leaves_nobody_out(made: TalentMap, team: Client) -> None:
    body = team.get(f"/talenta/{made.pk}/peta.xlsx").content
    book = CalamineWorkbook.from_filelike(io.BytesIO(body))
    rows = book.get_sheet_by_name("Peta talenta").to_python()
    assert rows[0][0] == "NIP BARU"
    assert len(rows) == made.assessed + 1
    assert {row[0] for row in rows[1:]} <= {nip(number) for number in range(1, 41)}
    assert len(book.get_sheet_by_name("Belum dinilai").to_python()) == made.people - made.assessed + 1


def test_a_map_is_asked_for_on_a_form(team: Client) -> None:
    assert "Register yang lengkap" in text(team, "/talenta/peta/baru/")
    refused = team.post("/talenta/peta/baru/", {"judul": " ", "ketentuan": "peta-talenta", "tanggal": "x"})
    assert refused.status_code == 422
    assert "Beri judul pada peta" in refused.content.decode()
    told = {
        "judul": "Peta Januari",
        "ketentuan": "peta-talenta",
        "tanggal": "2026-01-05",
        "kelas": ["administrator"],
        "register": ["awards"],
    }
    assert team.post("/talenta/peta/baru/", told).status_code == 302
    made = TalentMap.objects.get()
    assert (made.title, made.registers, made.scope) == (
        "Peta Januari",
        ["awards"],
        {"unit": "", "classes": ["administrator"]},
    )
    assert "sedang dibuat" in text(team, "/talenta/peta/")


def test_paper_of_the_map_and_of_a_person(made: TalentMap, team: Client) -> None:
    for address in (
        f"/laporan/talenta/{made.pk}.pdf",
        f"/laporan/talenta/{made.pk}/{nip(1)}.pdf",
        f"/laporan/talenta/{made.pk}/{nip(10)}.pdf",
    ):
        answer = team.get(address)
        assert answer.status_code == 200
        assert answer.content.startswith(b"%PDF")
    assert Change.objects.filter(action="talent.sheet").count() == 2
    assert team.get(f"/laporan/talenta/{made.pk}/{nip(999)}.pdf").status_code == 404
    assert team.get("/laporan/talenta/999.pdf").status_code == 404


def test_english_pages_have_no_indonesian_headings(made: TalentMap, team: Client) -> None:
    team.cookies["django_language"] = "en"
    page = text(team, f"/talenta/{made.pk}/orang/{nip(1)}/")
    assert "Chance of each box" in page
    assert "Peluang setiap kotak" not in page
