from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook

from takar.accounts.public import Role, User
from takar.jobs.public import run_jobs_once
from takar.people.models import CivilServant, Import
from takar.people.reading.table import Table, open_table
from tests.people.lists import nip, siasn_person, siasn_rows, write_xlsx

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def signed_in(*roles: Role) -> Client:
    user = User.objects.create(username="ani", roles=[role.value for role in roles])
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def client() -> Client:
    return signed_in(Role.ASSESSMENT_ADMIN)


def send(client: Client, path: Path, **fields: str) -> Import:
    file = SimpleUploadedFile(path.name, path.read_bytes())
    answer = client.post("/pegawai/impor/", {"berkas": file, **fields})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/pekerjaan/")
    assert run_jobs_once()
    return Import.objects.latest("id")


def people(tmp_path: Path, persons: list[dict[str, Any]]) -> Path:
    return write_xlsx(tmp_path / "daftar.xlsx", {"Data": siasn_rows(persons)})


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_office_leads_to_the_import(client: Client) -> None:
    html = page(client, "/pegawai/")
    assert "Belum ada pegawai" in html
    assert 'href="/pegawai/impor/"' in html


def test_from_upload_to_person(client: Client, tmp_path: Path) -> None:
    persons = [siasn_person(n) for n in range(3)]
    persons[2]["NIP BARU"] = 1.97e17
    source = send(client, people(tmp_path, persons))
    html = page(client, f"/pegawai/impor/{source.pk}/")
    assert "Tambahkan 2, ubah 0" in html
    assert "Kolom B" in html
    assert "sudah dirusak Excel" in html
    assert "AGAMA NAMA" in html
    assert "RAHASIA" not in html
    assert CivilServant.objects.count() == 0
    answer = client.post(f"/pegawai/impor/{source.pk}/terapkan/", {"alasan": "Surat 800/1"})
    assert answer.status_code == 302
    assert run_jobs_once()
    assert "2 pegawai ditambahkan" in page(client, f"/pegawai/impor/{source.pk}/")
    assert "PEGAWAI CONTOH 1" in page(client, "/pegawai/?cari=contoh+1")
    html = page(client, f"/pegawai/{nip(1)}/")
    assert "Ditambahkan" in html
    assert "Surat 800/1" in html
    assert client.get("/pegawai/111111111111111111/").status_code == 404


def test_changes_are_shown_old_and_new(client: Client, tmp_path: Path) -> None:
    for golongan in ("III/d", "IV/a"):
        source = send(client, people(tmp_path, [siasn_person(1, **{"GOL AKHIR NAMA": golongan})]))
        html = page(client, f"/pegawai/impor/{source.pk}/")
        client.post(f"/pegawai/impor/{source.pk}/terapkan/")
        assert run_jobs_once()
    assert "Penata Tingkat I, III/d" in html
    assert "Pembina, IV/a" in html
    assert "Diubah" in page(client, f"/pegawai/{nip(1)}/")


@pytest.mark.parametrize("shown", ["added", "changed", "unchanged", "refused", "warned", "x"])
def test_every_tab_opens(client: Client, tmp_path: Path, shown: str) -> None:
    source = send(client, people(tmp_path, [siasn_person(1, **{"JENIS KELAMIN": "F"})]))
    page(client, f"/pegawai/impor/{source.pk}/?tampil={shown}&page=9")


def test_another_sheet_can_be_read(client: Client, tmp_path: Path) -> None:
    sheets = {"A": siasn_rows([siasn_person(1)]), "B": siasn_rows([siasn_person(2), siasn_person(3)])}
    source = send(client, write_xlsx(tmp_path / "dua.xlsx", sheets))
    assert "Baca lembar ini" in page(client, f"/pegawai/impor/{source.pk}/")
    client.post(f"/pegawai/impor/{source.pk}/baca-ulang/", {"lembar": "B"})
    assert run_jobs_once()
    source.refresh_from_db()
    assert (source.sheet, source.added) == ("B", 2)


def test_a_refused_file_and_its_discarding(client: Client, tmp_path: Path) -> None:
    source = send(client, write_xlsx(tmp_path / "a.xlsx", {"S": [["apa", "saja"]]}))
    assert "Tidak ada baris judul" in page(client, f"/pegawai/impor/{source.pk}/")
    answer = client.post(f"/pegawai/impor/{source.pk}/batal/", follow=True)
    assert "Data pegawai tidak berubah" in answer.content.decode()
    assert "dibatalkan" in page(client, f"/pegawai/impor/{source.pk}/")
    for act in ("terapkan", "baca-ulang", "batal"):
        answer = client.post(f"/pegawai/impor/{source.pk}/{act}/", follow=True)
        assert "sudah diterapkan atau dibatalkan" in answer.content.decode()


def test_an_upload_without_a_file_is_told(client: Client) -> None:
    answer = client.post("/pegawai/impor/", follow=True)
    assert "Pilih berkas" in answer.content.decode()


def test_a_preview_that_still_waits_offers_ways_on(client: Client, tmp_path: Path) -> None:
    path = people(tmp_path, [siasn_person(1)])
    client.post("/pegawai/impor/", {"berkas": SimpleUploadedFile("a.xlsx", path.read_bytes())})
    source = Import.objects.get()
    assert "belum selesai dibaca" in page(client, f"/pegawai/impor/{source.pk}/")


def test_refusals_are_downloaded(client: Client, tmp_path: Path) -> None:
    source = send(client, people(tmp_path, [siasn_person(1), siasn_person(2, NAMA="")]))
    answer = client.get(f"/pegawai/impor/{source.pk}/perbaiki.xlsx")
    assert 'filename="perbaiki-daftar.xlsx"' in answer["Content-Disposition"]
    assert (
        len(CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()) == 3
    )


@pytest.mark.parametrize("name", ["daftar", "siasn"])
def test_templates_are_lists_that_the_import_reads(client: Client, tmp_path: Path, name: str) -> None:
    answer = client.get(f"/pegawai/impor/templat/{name}.xlsx")
    path = tmp_path / "templat.xlsx"
    path.write_bytes(answer.content)
    table = open_table(path)
    assert isinstance(table, Table)
    assert (table.sheet, table.others, list(table.rows())) == ("Pegawai", (), [])


@pytest.mark.parametrize(
    ("role", "reads", "manages"),
    [(Role.ASSESSMENT_ADMIN, 200, 200), (Role.PROCTOR, 403, 403), (Role.AUDITOR, 403, 403)],
)
def test_who_may(role: Role, reads: int, manages: int) -> None:
    client = signed_in(role)
    assert client.get("/pegawai/").status_code == reads
    assert client.get("/pegawai/impor/").status_code == manages
