"""Pages of careers: who lacks what, one person, and an import from upload to trail."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from takar.accounts.public import Role, User
from takar.careers.public import Profile, completeness, record_profiles
from takar.jobs.public import Job, run_jobs_once
from takar.people.models import TableImport
from tests.careers.files import applied
from tests.certificates.world import person
from tests.people.lists import nip, write_xlsx

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
HEAD = ("NIP", "Tahun", "Predikat")


def signed_in(*roles: Role) -> Client:
    user = User.objects.create(username=f"u{len(roles)}{roles[0]}", roles=[role.value for role in roles])
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client() -> Client:
    return signed_in(Role.ASSESSMENT_ADMIN)


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(f"/riwayat/{address}")
    assert answer.status_code == status, answer.content
    return answer.content.decode()


def test_an_empty_office_says_where_to_begin(client: Client) -> None:
    assert "Belum ada pegawai" in page(client, "")


def test_the_list_names_what_is_missing(client: Client, tmp_path: Path) -> None:
    person(0, unit="Dinas A")
    person(1, unit="Dinas B")
    last = localdate().year - 1
    applied(tmp_path, "predicates", [HEAD, (nip(0), last, "Baik")])
    record_profiles([Profile(nip(0), (("M.01", Decimal(3)),), date(2025, 5, 1), "assessment:a")], "admin")
    told = page(client, "")
    assert f"{last} Baik" in told
    assert "Pemeriksaan disiplin" in told
    assert nip(0) not in page(client, "?kurang=predicate")
    assert nip(1) in page(client, "?kurang=predicate")
    assert "Tidak ada yang cocok" in page(client, "?cari=zzz")
    found = completeness([nip(0), nip(1)], localdate())
    assert found[nip(0)] == ("education", "posts", "discipline")
    assert found[nip(1)] == ("profile", "predicate", "education", "posts", "discipline")


def test_a_person_is_shown_with_everything_dated_and_what_was_replaced(
    client: Client, tmp_path: Path
) -> None:
    person(0, unit="Dinas A")
    applied(tmp_path, "predicates", [HEAD, (nip(0), 2024, "Baik")])
    applied(tmp_path, "predicates", [HEAD, (nip(0), 2024, "Kurang")], reason="SK koreksi 5")
    one = Profile(
        nip(0),
        (("M.01", Decimal("3.4")), ("T.01", Decimal(4))),
        date(2025, 5, 1),
        "assessment:a",
        errors=(("M.01", Decimal("0.3")),),
        jpm=Decimal("88.9"),
    )
    record_profiles([one], "admin")
    told = page(client, f"orang/{nip(0)}/")
    for words in (
        "Kurang",
        "Yang sudah digantikan (1)",
        "SK koreksi 5",
        "daftar.xlsx, baris 2",
        "3,40",
        "0,30",
        "T.01",
    ):
        assert words in told
    page(client, "orang/199901012020011001/", 404)
    english = client.get(f"/riwayat/orang/{nip(0)}/", headers={"accept-language": "en"})
    assert english.status_code == 200


def test_an_import_goes_from_upload_to_trail(client: Client, tmp_path: Path) -> None:
    page(client, "impor/")
    told = page(client, "impor/predicates/")
    assert "Predikat" in told
    assert client.get("/riwayat/impor/predicates/templat/").content[:2] == b"PK"
    page(client, "impor/apa-saja/", 404)
    path = write_xlsx(tmp_path / "p.xlsx", {"A": [HEAD, (nip(0), 2024, "Baik"), (nip(1), 2024, "Lumayan")]})
    file = SimpleUploadedFile("p.xlsx", path.read_bytes())
    answer = client.post("/riwayat/impor/predicates/", {"berkas": file})
    assert answer.status_code == 302
    assert run_jobs_once()
    source = TableImport.objects.get()
    told = page(client, f"impor/{source.pk}/")
    assert "Lumayan" in told
    assert "Kolom C" in told
    assert "Terapkan 1 catatan" in told
    for shown in ("added", "warned", "changed", "unchanged"):
        page(client, f"impor/{source.pk}/?tampil={shown}")
    assert client.get(f"/riwayat/impor/{source.pk}/ditolak/").content[:2] == b"PK"
    client.post(f"/riwayat/impor/{source.pk}/terapkan/", {"alasan": "Surat 7"})
    assert run_jobs_once()
    assert Job.objects.order_by("-id")[0].result["next"] == f"/riwayat/impor/{source.pk}/"
    assert "Diterapkan oleh" in page(client, f"impor/{source.pk}/")
    again = client.post(f"/riwayat/impor/{source.pk}/terapkan/", follow=True)
    assert "sudah diterapkan" in again.content.decode()
    assert client.post("/riwayat/impor/predicates/", follow=True).status_code == 200


def test_a_file_can_be_thrown_away(client: Client) -> None:
    file = SimpleUploadedFile("foto.csv", b"Nama;Umur\nA;3\n")
    client.post("/riwayat/impor/awards/", {"berkas": file})
    source = TableImport.objects.get()
    assert "belum selesai dibaca" in page(client, f"impor/{source.pk}/")
    assert run_jobs_once()
    assert "tidak dapat diimpor" in page(client, f"impor/{source.pk}/")
    client.post(f"/riwayat/impor/{source.pk}/batalkan/")
    assert "dibatalkan" in page(client, f"impor/{source.pk}/")


def test_who_may_read_and_who_may_import() -> None:
    reader = signed_in(Role.TALENT_TEAM)
    assert "Impor riwayat" not in page(reader, "")
    page(reader, "impor/", 403)
    page(reader, "impor/predicates/", 403)
    outsider = signed_in(Role.PROCTOR)
    page(outsider, "", 403)
    page(outsider, f"orang/{nip(0)}/", 403)


def test_the_list_costs_the_same_for_one_and_many(
    client: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        person(number, unit="Dinas A")
    with django_assert_max_num_queries(18):  # type: ignore[operator]
        page(client, "")
