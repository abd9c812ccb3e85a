from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from takar.accounts.public import Role, User, recent_changes
from takar.jobs.public import Job, run_jobs_once
from takar.readiness.models import Check, Delivery, HoledPerson
from tests.people.lists import nip, write_xlsx
from tests.readiness.lists import person, write_list
from tests.readiness.returning import HEAD, cells, fill

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def signed_in(*roles: Role) -> Client:
    user = User.objects.create(username="ani", roles=[role.value for role in roles])
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client() -> Client:
    return signed_in(Role.ASSESSMENT_ADMIN)


@pytest.fixture
def check(client: Client, tmp_path: Path) -> Check:
    people = [
        person(0, GOL_AKHIR_NAMA="", NAMA="<b>Tebal</b>"),
        person(5, TMT_JABATAN="1900-01-01"),
        person(1, TINGKAT_PENDIDIKAN_NAMA=""),
        person(2),
        person(3, KEDUDUKAN_HUKUM_NAMA="Pensiun"),
    ]
    return upload(client, write_list(tmp_path / "siasn.xlsx", people))


def upload(client: Client, path: Path) -> Check:
    file = SimpleUploadedFile(path.name, path.read_bytes())
    answer = client.post("/kesiapan-data/baru/", {"berkas": file, "catatan": "sebelum pemetaan"})
    assert answer["Location"].startswith("/pekerjaan/")
    assert run_jobs_once()
    return Check.objects.latest("id")


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def work(client: Client, address: str, **fields: str) -> Job:
    answer = client.post(address, fields)
    assert answer["Location"].startswith("/pekerjaan/")
    assert run_jobs_once()
    return Job.objects.latest("id")


def body_of(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return b"".join(answer) if answer.streaming else answer.content


def test_an_empty_office_leads_to_the_first_check(client: Client) -> None:
    html = page(client, "/kesiapan-data/")
    assert "Belum ada daftar yang diperiksa" in html
    assert 'href="/kesiapan-data/baru/"' in html
    assert "PREDIKAT KINERJA" in page(client, "/kesiapan-data/baru/")


def test_the_check_says_what_is_missing_and_what_it_blocks(client: Client, check: Check) -> None:
    html = page(client, f"/kesiapan-data/{check.pk}/")
    assert "3 kolom data kosong atau keliru pada 3 orang; semuanya menghambat peta suksesi." in html
    assert "1 orang yang tidak sedang bertugas tidak diperiksa" in html
    assert "Dinas Contoh 0" in html
    assert "PREDIKAT KINERJA" in html
    assessment = page(client, f"/kesiapan-data/{check.pk}/?tujuan=assessment")
    assert "1 kolom data kosong atau keliru pada 1 orang" in assessment
    assert "sebelum pemetaan" in page(client, "/kesiapan-data/")


def test_in_english_too(client: Client, check: Check) -> None:
    client.cookies.load({"django_language": "en"})
    client.post("/bahasa/", {"language": "en", "next": "/"})
    html = page(client, f"/kesiapan-data/{check.pk}/")
    assert "3 fields are missing or faulty for 3 people; all of them block a succession map." in html


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["&lt;b&gt;Tebal&lt;/b&gt;", "PEGAWAI CONTOH 5", "PEGAWAI CONTOH 1"]),
        ("?tujuan=assessment", ["&lt;b&gt;Tebal&lt;/b&gt;"]),
        ("?kolom=education", ["PEGAWAI CONTOH 1"]),
        (f"?cari={nip(5)[:8]}", ["PEGAWAI CONTOH 5"]),
        ("?unit=2", ["PEGAWAI CONTOH 1"]),
        ("?cari=contoh+1", ["PEGAWAI CONTOH 1"]),
        ("?keadaan=tertutup", []),
    ],
)
def test_the_list_behind_every_figure(client: Client, check: Check, query: str, names: list[str]) -> None:
    html = page(client, f"/kesiapan-data/{check.pk}/orang/{query}")
    for name in ("&lt;b&gt;Tebal&lt;/b&gt;", "PEGAWAI CONTOH 5", "PEGAWAI CONTOH 1"):
        assert (f">{name}<" in html) == (name in names)


def test_one_person(client: Client, check: Check) -> None:
    html = page(client, f"/kesiapan-data/{check.pk}/orang/1/")
    assert "“1900-01-01” hanya tanda pengganti, bukan isi." in html
    assert nip(5) in html
    assert client.get(f"/kesiapan-data/{check.pk}/orang/3/").status_code == 404


def test_out_to_the_unit_and_back(client: Client, check: Check, tmp_path: Path) -> None:
    unit = HoledPerson.objects.get(check_of=check, nip=nip(5)).unit
    sheet = cells(body_of(client, f"/kesiapan-data/{check.pk}/unit/{unit}.xlsx"))
    assert recent_changes(limit=1)[0].action == "readiness.hand_back"
    fill(sheet, "PEGAWAI CONTOH 5", {"TMT JABATAN": "01-02-2022"})
    sheet[HEAD + 1][0] = "salah"
    file = write_xlsx(tmp_path / "balik.xlsx", {"Perbaiki": sheet})
    upload_ = SimpleUploadedFile(file.name, file.read_bytes())
    answer = client.post(f"/kesiapan-data/{check.pk}/kiriman/", {"berkas": upload_, "dari": "Budi, Dinas 0"})
    assert run_jobs_once()
    assert answer["Location"].startswith("/pekerjaan/")
    delivery = Delivery.objects.get()
    assert Job.objects.latest("id").result["next"] == f"/kesiapan-data/kiriman/{delivery.pk}/"
    html = page(client, f"/kesiapan-data/kiriman/{delivery.pk}/")
    assert "KUNCI pada baris ini bukan dari pemeriksaan ini" in html
    assert "01-02-2022" in page(client, f"/kesiapan-data/kiriman/{delivery.pk}/?tampil=closed")
    assert "Budi, Dinas 0" in page(client, f"/kesiapan-data/{check.pk}/kiriman/")
    assert "Budi, Dinas 0" in page(client, f"/kesiapan-data/{check.pk}/orang/1/")
    assert "PEGAWAI CONTOH 5" in page(client, f"/kesiapan-data/{check.pk}/orang/?keadaan=tertutup")


def test_several_files_at_once_and_what_is_wrong_in_them(
    client: Client, check: Check, tmp_path: Path
) -> None:
    files = []
    for name in ("Dinas Contoh 0", "Dinas Contoh 1"):
        number = check.units.get(name=name).number
        sheet = cells(body_of(client, f"/kesiapan-data/{check.pk}/unit/{number}.xlsx"))
        sheet[HEAD + 1][sheet[HEAD].index("GOL AKHIR NAMA")] = "IV/z"
        file = write_xlsx(tmp_path / f"{name}.xlsx", {"Perbaiki": sheet})
        files.append(SimpleUploadedFile(file.name, file.read_bytes()))
    client.post(f"/kesiapan-data/{check.pk}/kiriman/", {"berkas": files, "dari": "Budi"})
    assert run_jobs_once()
    assert Job.objects.latest("id").result["next"] == f"/kesiapan-data/{check.pk}/kiriman/"
    first, second = Delivery.objects.order_by("file_name")
    assert "“IV/z” tidak terbaca. Pilih I/a sampai IV/e" in page(
        client, f"/kesiapan-data/kiriman/{first.pk}/"
    )
    assert "Diubah tanpa diminta" in page(client, f"/kesiapan-data/kiriman/{second.pk}/")


def test_a_very_long_list_is_written_by_a_job(
    client: Client, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    from takar.readiness.pages import checks, downloads

    monkeypatch.setattr(checks, "AT_ONCE", 0)
    monkeypatch.setattr(downloads, "AT_ONCE", 0)
    number = check.units.get(name="Dinas Contoh 0").number
    assert f'name="unit" value="{number}"' in page(client, f"/kesiapan-data/{check.pk}/unit/")
    assert client.get(f"/kesiapan-data/{check.pk}/unit/{number}.xlsx").status_code == 404
    job = work(client, f"/kesiapan-data/{check.pk}/unit/semua/", unit=str(number))
    bundle = zipfile.ZipFile(io.BytesIO(body_of(client, job.result["next"])))
    assert sorted(bundle.namelist()) == ["_rekap.xlsx", "dinas-contoh-0-001.xlsx"]


def test_jobs_of_a_check_whose_people_are_gone_say_so(client: Client, check: Check) -> None:
    addresses = [f"/kesiapan-data/{check.pk}/unit/semua/", f"/kesiapan-data/{check.pk}/daftar/"]
    for address in addresses:
        client.post(address)
    client.post(f"/kesiapan-data/{check.pk}/hapus/")
    for _ in addresses:
        assert run_jobs_once()
    assert [job.error["code"] for job in Job.objects.order_by("-id")[:2]] == ["CHECK_EMPTIED"] * 2
    assert client.get(f"/kesiapan-data/{check.pk}/berkas/units.zip").status_code == 404


def test_only_what_was_made_can_be_fetched(client: Client, check: Check) -> None:
    for name in ("units.zip", "..", "check.html"):
        assert client.get(f"/kesiapan-data/{check.pk}/berkas/{name}").status_code == 404


def test_a_file_that_is_too_big_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from takar.readiness import storage

    monkeypatch.setattr(storage, "MOST_MEGABYTES", 0)
    answer = client.post("/kesiapan-data/baru/", {"berkas": SimpleUploadedFile("a.csv", b"x")}, follow=True)
    assert "Berkas lebih besar dari" in answer.content.decode()


def test_all_units_in_one_archive(client: Client, check: Check) -> None:
    job = work(client, f"/kesiapan-data/{check.pk}/unit/semua/")
    bundle = zipfile.ZipFile(io.BytesIO(body_of(client, job.result["next"])))
    assert sorted(bundle.namelist()) == [
        "_rekap.xlsx",
        "dinas-contoh-0-001.xlsx",
        "dinas-contoh-1-002.xlsx",
    ]
    assert [row[2] for row in cells(bundle.read("dinas-contoh-1-002.xlsx"))[HEAD + 1 :]] == [nip(1)]


def test_a_complete_unit_gets_no_list(client: Client, check: Check) -> None:
    number = check.units.get(name="Dinas Contoh 2").number
    answer = client.get(f"/kesiapan-data/{check.pk}/unit/{number}.xlsx", follow=True)
    assert "Unit ini sudah lengkap" in answer.content.decode()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_corrected_list(client: Client, check: Check, form: str) -> None:
    job = work(client, f"/kesiapan-data/{check.pk}/daftar/", bentuk=form)
    body = body_of(client, job.result["next"])
    assert body.startswith(b"PK" if form == "xlsx" else b"\xef\xbb\xbfNIP BARU,NAMA")
    if form == "csv":
        assert body.count(b"\r\n") == 6


def test_people_are_deleted_and_figures_stay(client: Client, check: Check) -> None:
    answer = client.post(f"/kesiapan-data/{check.pk}/hapus/", {"alasan": "selesai"}, follow=True)
    assert "Data orang pada pemeriksaan ini dihapus" in answer.content.decode()
    assert not HoledPerson.objects.exists()
    assert "data orang dihapus" in page(client, f"/kesiapan-data/{check.pk}/")
    assert client.get(f"/kesiapan-data/{check.pk}/orang/").status_code == 404
    again = client.post(f"/kesiapan-data/{check.pk}/hapus/", follow=True)
    assert "sudah dihapus" in again.content.decode()


def test_a_refused_file_says_what_to_do(client: Client, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("a;b\n1;2\n")
    check = upload(client, path)
    html = page(client, f"/kesiapan-data/{check.pk}/")
    assert "Tidak ada baris judul dengan kolom NIP dan Nama" in html
    assert "berkas ditolak" in page(client, "/kesiapan-data/")


def test_forms_sent_empty_say_what_is_needed(client: Client, check: Check) -> None:
    answer = client.post("/kesiapan-data/baru/", follow=True)
    assert "Pilih berkas daftar pegawai lebih dahulu." in answer.content.decode()
    answer = client.post(f"/kesiapan-data/{check.pk}/kiriman/", follow=True)
    assert "Pilih berkas yang dikembalikan unit lebih dahulu." in answer.content.decode()
    file = SimpleUploadedFile("a.xlsx", b"x")
    answer = client.post(f"/kesiapan-data/{check.pk}/kiriman/", {"berkas": file}, follow=True)
    assert "Sebutkan siapa yang menyerahkan" in answer.content.decode()


def test_a_second_check_draws_the_trend(client: Client, check: Check, tmp_path: Path) -> None:
    assert "readiness-trend" not in page(client, "/kesiapan-data/")
    upload(client, write_list(tmp_path / "b.xlsx", [person(0)]))
    html = page(client, "/kesiapan-data/")
    assert "readiness-trend" in html
    assert "100 %" in html


def test_the_units_page_finds_a_unit(client: Client, check: Check) -> None:
    html = page(client, f"/kesiapan-data/{check.pk}/unit/?cari=contoh+1")
    assert "Dinas Contoh 1" in html
    assert "Dinas Contoh 2" not in html
    assert "Tidak ada unit dengan nama itu" in page(client, f"/kesiapan-data/{check.pk}/unit/?cari=zzz")


@pytest.mark.parametrize("role", [Role.READER, Role.PROCTOR, Role.AUDITOR, Role.ITEM_AUTHOR])
def test_others_see_nothing(role: Role) -> None:
    client = signed_in(role)
    for address in (
        "/kesiapan-data/",
        "/kesiapan-data/1/",
        "/kesiapan-data/1/orang/",
        "/kesiapan-data/kiriman/1/",
    ):
        assert client.get(address).status_code == 403
