from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate
from python_calamine import CalamineWorkbook

from takar.accounts.models import Change
from takar.accounts.public import Role, User
from takar.certificates.jobs import start_applying
from takar.certificates.models import AdoptedRule, Certificate, CertificateImport, HandedPerson, Handover
from takar.certificates.reading import Table, open_table
from takar.certificates.workbooks.sheets import sheet_name
from takar.jobs.public import Job, run_jobs_once
from takar.people.models import Unit
from takar.standards.public import load_shipped_standards
from tests.certificates.lists import line, results
from tests.certificates.world import certificate, person
from tests.people.lists import nip, write_xlsx

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def signed_in(*roles: Role) -> Client:
    user = User.objects.create(username="ani", roles=[role.value for role in roles])
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client() -> Client:
    load_shipped_standards()
    return signed_in(Role.ASSESSMENT_ADMIN)


@pytest.fixture
def town(client: Client) -> None:
    person(0, unit="Dinas A")
    person(1, unit="Dinas A/Bidang 1")
    person(2, "pengawas", unit="Dinas B", eselon="IV.a")
    person(3, "", unit="Dinas B")
    certificate(1, date(2023, 5, 31))
    certificate(2, date(2025, 12, 15), "pengawas", jpm="85.50", category="MS")


DAY = "tanggal=2026-06-01"


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(f"/sertifikat/{address}")
    assert answer.status_code == status
    return answer.content.decode()


def sheet(body: bytes, number: int = 0) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(body)).get_sheet_by_index(number).to_python()


PLACES = ["", "unit/", "prakiraan/", "pengingat/", "ketentuan/", "register/", "penyerahan/"]


@pytest.mark.parametrize("place", PLACES)
def test_every_page_opens_empty(client: Client, place: str) -> None:
    page(client, place)


@pytest.mark.parametrize("place", ["", "unit/", "prakiraan/", "pengingat/", "ketentuan/"])
def test_without_standards_the_way_on_is_told(place: str) -> None:
    assert "takar setup" in page(signed_in(Role.ASSESSMENT_ADMIN), place)


@pytest.mark.parametrize("place", PLACES)
def test_every_page_speaks_english(client: Client, town: None, place: str) -> None:
    client.cookies["django_language"] = "en"
    page(client, place)


def test_an_empty_office_leads_to_the_import_of_people(client: Client) -> None:
    assert 'href="/pegawai/impor/"' in page(client, "")


def test_who_is_due_and_why(client: Client, town: None) -> None:
    html = page(client, f"?{DAY}")
    assert "pada 1 Juni 2026" in html
    assert "Instansi belum memilih ketentuan" in html
    assert "Belum ada hasil penilaian yang tercatat." in html
    assert "Hasil BKN 31 Mei 2023 hanya berlaku sampai 31 Mei 2026 (3 tahun, penyelenggaraan/2019.1)." in html
    assert "Pegawai Contoh 002" not in html


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("keadaan=belum-pernah", {0}), ("keadaan=lewat", {1}), ("keadaan=berlaku", {2}), ("keadaan=belum-jelas", {3}),
        ("keadaan=semua", {0, 1, 2, 3}), ("kelas=pengawas&keadaan=semua", {2}), ("eselon=IV.a&keadaan=semua", {2}),
        ("unit=Bidang&keadaan=semua", {1}), ("cari=contoh+001", {1}), ("keadaan=x&kelas=x&di=x&tanggal=x", {0}),
        ("sampai=2028-12-31&dari=2026-06-02", {2}), ("sampai=2020-01-01", {0, 1}), ("di=-1", set()),
    ],
)  # fmt: skip
def test_filters(client: Client, town: None, asked: str, names: set[int]) -> None:
    html = page(client, f"?{DAY}&{asked}" if "tanggal" not in asked else f"?{asked}")
    assert names <= {n for n in range(4) if f"Pegawai Contoh 00{n}" in html}
    if "tanggal" not in asked:
        assert {n for n in range(4) if f"Pegawai Contoh 00{n}" in html} == names


def test_units_open_their_lists(client: Client, town: None) -> None:
    key = Unit.objects.get(path="Dinas A").pk
    html = page(client, f"unit/?{DAY}")
    assert f"di={key}" in html
    assert "Dinas B" in html
    below = page(client, f"unit/?{DAY}&di={key}")
    assert "Bidang 1" in below
    assert "Langsung di Dinas A" in below
    assert "Dinas B" not in below
    assert "Pegawai Contoh 000" in page(client, f"?{DAY}&di={key}&langsung=1")
    assert "Pegawai Contoh 001" not in page(client, f"?{DAY}&di={key}&langsung=1")


def test_the_forecast_is_a_picture_with_its_table(client: Client, town: None) -> None:
    html = page(client, f"prakiraan/?{DAY}&triwulan=12")
    assert 'role="img"' in html
    assert "Triwulan 4 2028" in html
    assert "2</strong> orang yang wajib dinilai" in html
    assert "dari=2028-10-01&amp;sampai=2028-12-31" in html
    assert "Tidak ada hasil yang berakhir" in page(client, f"prakiraan/?{DAY}&triwulan=4")


def test_reminders_go_to_units_as_excel(client: Client, town: None) -> None:
    assert "Tidak ada yang perlu diingatkan" in page(client, f"pengingat/?{DAY}")
    asked = "tanggal=2028-06-01&bulan=9"
    assert "Pegawai Contoh 002" in page(client, f"pengingat/?{asked}")
    answer = client.get(f"/sertifikat/pengingat.xlsx?{asked}")
    assert 'filename="pengingat-20280601.xlsx"' in answer["Content-Disposition"]
    assert sheet(answer.content)[3][:2] == ["Dinas B", 1.0]
    assert sheet(answer.content, 1)[3][1:3] == ["Pegawai Contoh 002", nip(2)]
    assert Change.objects.filter(action="certificates.download").exists()


def test_the_list_is_downloaded(client: Client, town: None) -> None:
    answer = client.get(f"/sertifikat/wajib-dinilai.xlsx?{DAY}&keadaan=semua")
    rows = sheet(answer.content)
    assert rows[0][0] == "Keadaan pada 1 Juni 2026"
    assert [row[2] for row in rows[3:]] == [nip(n) for n in range(4)]
    assert rows[4][6:10] == ["sudah lewat", date(2023, 5, 31), "BKN", date(2026, 5, 31)]


def test_too_long_a_list_is_not_downloaded(
    client: Client, town: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, address in (("due", "wajib-dinilai.xlsx"), ("reminding", "pengingat.xlsx")):
        monkeypatch.setattr(f"takar.certificates.pages.{module}.MOST_IN_A_FILE", 0)
        answer = client.get(f"/sertifikat/{address}?tanggal=2028-06-01&bulan=9&keadaan=semua", follow=True)
        assert "Saring menurut unit" in answer.content.decode()


def test_a_rule_is_adopted_on_the_page(client: Client, town: None) -> None:
    told = {"kelas": "pengawas", "ketentuan": "penyelenggaraan-dua-tahun/2019.1", "mulai": "2026-01-01",
            "dasar": "Perwal 1/2025", "alasan": "Ketentuan daerah", "pppk": "on", "lebih_tinggi": "on"}  # fmt: skip
    for left_out, status in (("mulai", 422), ("dasar", 422)):
        assert client.post("/sertifikat/ketentuan/", told | {left_out: ""}).status_code == status
    assert client.post("/sertifikat/ketentuan/", told).status_code == 302
    html = page(client, f"ketentuan/?{DAY}")
    assert "Perwal 1/2025" in html
    assert "termasuk PPPK" in html
    assert "3 tahun" in html
    assert "Instansi belum memilih" not in page(client, f"?{DAY}")
    row = AdoptedRule.objects.get()
    assert (row.with_pppk, row.higher_counts) == (True, True)


def test_who_may(town: None) -> None:
    auditor, proctor = Client(), Client()
    for name, role, user in (("budi", Role.AUDITOR, auditor), ("citra", Role.PROCTOR, proctor)):
        user.force_login(User.objects.create(username=name, roles=[role.value]))
    assert auditor.get("/sertifikat/").status_code == 200
    assert proctor.get("/sertifikat/").status_code == 403
    for address in ("ketentuan/", "register/baru/", "penyerahan/baru/", "impor/"):
        assert auditor.post(f"/sertifikat/{address}", {}).status_code == 403
    assert "Serahkan ke" not in auditor.get(f"/sertifikat/?{DAY}").content.decode()


def test_the_register_and_a_person(client: Client, town: None) -> None:
    certificate(9, date(2025, 1, 1), name="Orang Tak Dikenal", organiser="other", organiser_name="UPT Lain")
    assert "Orang Tak Dikenal" in page(client, "register/?cari=tak+dikenal")
    assert "Orang Tak Dikenal" in page(
        client, f"register/?cari={nip(9)[:10]}&penyelenggara=other&kelas=administrator"
    )
    assert "Tidak ada sertifikat yang cocok" in page(client, "register/?cari=zzz")
    assert "tidak ada dalam data pegawai" in page(client, f"orang/{nip(9)}/")
    html = page(client, f"orang/{nip(1)}/?{DAY}")
    assert "Keadaan pada 1 Juni 2026" in html
    assert "yang dihitung" in html
    page(client, "orang/111111111111111111/", 404)


def test_a_certificate_is_typed_withdrawn_and_stays_readable(client: Client, town: None) -> None:
    told = {"nip": nip(0), "organiser": "LAN", "job_class": "", "assessed_on": "2025-05-14", "jpm": "85,5"}
    faulty = client.post("/sertifikat/register/baru/", told | {"nip": "12", "assessed_on": ""})
    assert faulty.status_code == 422
    assert "bukan NIP" in faulty.content.decode()
    assert client.post("/sertifikat/register/baru/", told).status_code == 302
    assert "sudah tercatat" in client.post("/sertifikat/register/baru/", told).content.decode()
    row = Certificate.objects.get(nip=nip(0))
    assert row.job_class == "administrator"
    for reason, shown in (("", "Tuliskan alasannya"), ("salah orang", "Sertifikat ditarik")):
        answer = client.post(f"/sertifikat/register/{row.pk}/tarik/", {"alasan": reason}, follow=True)
        assert shown in answer.content.decode()
    assert "salah orang" in page(client, f"orang/{nip(0)}/")
    assert "salah orang" in page(client, "register/?ditarik=1")
    assert client.post("/sertifikat/register/999/tarik/", {"alasan": "x"}).status_code == 404
    assert nip(0) in page(client, f"register/baru/?nip={nip(0)}")


def send(client: Client, path: Path, address: str = "impor/", **fields: str) -> CertificateImport:
    file = SimpleUploadedFile(path.name, path.read_bytes())
    answer = client.post(f"/sertifikat/{address}", {"berkas": file, **fields})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/pekerjaan/"), answer["Location"]
    assert run_jobs_once()
    return CertificateImport.objects.latest("id")


def test_from_upload_to_register(client: Client, town: None, tmp_path: Path) -> None:
    source = send(client, results(tmp_path / "hasil.xlsx", [line(0), line(1, nip=1.97e17), line(7)]))
    html = page(client, f"impor/{source.pk}/")
    assert "sudah dirusak Excel" in html
    assert "Kolom C" in html
    assert "Catat 2 sertifikat" in html
    for shown in ("added", "same", "refused", "warned", "x"):
        page(client, f"impor/{source.pk}/?tampil={shown}&page=9")
    refused = client.get(f"/sertifikat/impor/{source.pk}/perbaiki.xlsx")
    assert sheet(refused.content)[1][0] == 5.0
    assert client.post(f"/sertifikat/impor/{source.pk}/catat/", {"alasan": "Surat LAN"}).status_code == 302
    assert run_jobs_once()
    assert "2 sertifikat baru" in page(client, f"impor/{source.pk}/")
    assert Certificate.objects.filter(nip=nip(0)).exists()
    for act in ("catat", "batal"):
        answer = client.post(f"/sertifikat/impor/{source.pk}/{act}/", follow=True)
        assert "sudah diterapkan atau dibatalkan" in answer.content.decode()
    assert "hasil.xlsx" in page(client, "impor/")


def test_an_import_is_applied_once_even_if_its_worker_died(
    client: Client, town: None, tmp_path: Path
) -> None:
    source = send(client, results(tmp_path / "a.xlsx", [line(0)]))
    for _ in range(2):
        start_applying(source, actor="ani", reason="")
        assert run_jobs_once()
    assert Certificate.objects.filter(nip=nip(0)).count() == 1
    assert Job.objects.latest("id").state == Job.objects.order_by("-id")[1].state


def test_a_file_too_big_is_told(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("takar.certificates.actions.upload_results.MOST_MEGABYTES", 0)
    file = SimpleUploadedFile("a.xlsx", b"xx")
    answer = client.post("/sertifikat/impor/", {"berkas": file}, follow=True)
    assert "Pecah menjadi beberapa berkas" in answer.content.decode()


def test_sheets_of_one_name_are_told_apart() -> None:
    taken: set[str] = set()
    names = [sheet_name(wanted, taken) for wanted in ("Dinas: A/B", "dinas  a b", "X" * 40, "X" * 40, "")]
    assert names == ["Dinas A B", "dinas a b 2", "X" * 31, "X" * 29 + " 2", "-"]


def test_what_the_sender_says_of_a_file(client: Client, town: None, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "a.xlsx", {"S": [["NIP", "JPM"], [nip(0), "90"]]})
    source = send(client, path, penyelenggara="LAN", tanggal="2025-05-14", kelas="administrator")
    assert (source.added, source.warned) == (1, 0)


def test_the_refused_rows_mended_are_read_again(client: Client, town: None, tmp_path: Path) -> None:
    source = send(client, results(tmp_path / "a.xlsx", [line(0, day="31-02-2025")]))
    rows = sheet(client.get(f"/sertifikat/impor/{source.pk}/perbaiki.xlsx").content)
    place = rows[0].index("Tanggal Penilaian")
    rows[1][place] = "28-02-2025"
    assert send(client, write_xlsx(tmp_path / "b.xlsx", {"Perbaiki": rows})).added == 1


def test_a_refused_and_a_waiting_file(client: Client, tmp_path: Path) -> None:
    source = send(client, write_xlsx(tmp_path / "a.xlsx", {"S": [["apa", "saja"]]}))
    assert "Tidak ada baris judul" in page(client, f"impor/{source.pk}/")
    answer = client.post(f"/sertifikat/impor/{source.pk}/batal/", follow=True)
    assert "Register tidak berubah" in answer.content.decode()
    assert "dibatalkan" in page(client, f"impor/{source.pk}/")
    assert "Pilih berkas" in client.post("/sertifikat/impor/", follow=True).content.decode()
    client.post("/sertifikat/impor/", {"berkas": SimpleUploadedFile("b.xlsx", b"x")})
    assert "belum selesai dibaca" in page(client, f"impor/{CertificateImport.objects.latest('id').pk}/")


def test_the_template_is_read_by_the_import(client: Client, tmp_path: Path) -> None:
    path = tmp_path / "templat.xlsx"
    path.write_bytes(client.get("/sertifikat/impor/templat.xlsx").content)
    table = open_table(path)
    assert isinstance(table, Table)
    assert (table.sheet, len(table.header.columns), list(table.rows())) == ("Hasil", 11, [])


def test_from_the_due_list_to_an_organiser_and_back(client: Client, town: None, tmp_path: Path) -> None:
    html = client.post(f"/sertifikat/penyerahan/baru/?{DAY}", {"langkah": "pilih"}).content.decode()
    assert nip(0) in html
    assert nip(1) in html
    told = {"penyelenggara": "lan", "nama": "LAN RI", "perihal": "Penilaian 2026", "surat": "800/1",
            "diserahkan": "2025-05-01", "dijanjikan": "2025-06-30", "nips": f"{nip(0)}\n{nip(1)}, "}  # fmt: skip
    assert client.post("/sertifikat/penyerahan/baru/", told | {"dijanjikan": ""}).status_code == 422
    assert client.post("/sertifikat/penyerahan/baru/", told | {"nips": "123"}).status_code == 422
    assert client.post("/sertifikat/penyerahan/baru/", told).status_code == 302
    row = Handover.objects.get()
    assert "terlambat" in page(client, "penyerahan/")
    assert "Sedang di LAN RI" in page(client, f"?{DAY}")
    path = tmp_path / "kembali.xlsx"
    body = client.get(f"/sertifikat/penyerahan/{row.pk}/peserta.xlsx").content
    rows = sheet(body)
    assert [one[2] for one in rows[5:]] == [nip(0), nip(1)]
    place = rows[4].index("Tanggal Penilaian")
    rows[5][place] = "14-05-2025"
    write_xlsx(
        path,
        {"Peserta": [*rows[:6], [3, "Pegawai Contoh 002", nip(2), *[""] * 3, "", "LAN", "", "14-05-2025"]]},
    )
    source = send(client, path, f"penyerahan/{row.pk}/hasil/")
    html = page(client, f"impor/{source.pk}/")
    assert "Dibandingkan dengan daftar" in html
    assert "Siapa yang belum kembali" in html
    client.post(f"/sertifikat/impor/{source.pk}/catat/")
    assert run_jobs_once()
    html = page(client, f"penyerahan/{row.pk}/")
    assert "sebagian kembali" in html
    for reason, shown in (("", "Tuliskan alasannya"), ("sakit", "tidak ditunggu lagi")):
        answer = client.post(
            f"/sertifikat/penyerahan/{row.pk}/lepas/", {"nip": nip(1), "alasan": reason}, follow=True
        )
        assert shown in answer.content.decode()
    assert "lengkap" in page(client, "penyerahan/")
    assert HandedPerson.objects.get(nip=nip(0)).result is not None
    assert "hasil sudah kembali" in page(client, f"orang/{nip(0)}/")
    assert "sakit" in page(client, f"orang/{nip(1)}/")
    assert (
        "Pilih berkas" in client.post(f"/sertifikat/penyerahan/{row.pk}/hasil/", follow=True).content.decode()
    )


def test_only_those_ticked_are_handed_over(client: Client, town: None) -> None:
    html = client.post(
        "/sertifikat/penyerahan/baru/", {"langkah": "pilih", "nip": [nip(1), "x"]}
    ).content.decode()
    assert nip(1) in html
    assert nip(0) not in html
    page(client, "penyerahan/baru/")


def test_the_number_of_queries_does_not_grow_with_the_people(
    client: Client, town: None, django_assert_max_num_queries: Any
) -> None:
    for number in range(10, 50):
        person(number)
    today = localdate().isoformat()
    for place in ("", "unit/", "prakiraan/", "pengingat/"):
        with django_assert_max_num_queries(28):
            page(client, f"{place}?tanggal={today}")
