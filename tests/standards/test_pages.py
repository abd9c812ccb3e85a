"""What staff see: who may, what is shown, and how an agency's own standard comes in."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from takar.accounts.public import Role, User
from takar.kernel.canonical import Json
from takar.standards.domain.ruleset import Ruleset
from takar.standards.models import StandardVersion
from takar.standards.pages.bars import category_bar
from takar.standards.public import conduct, load_shipped_standards, ruleset, rulesets_in_force
from takar.standards.shipped import shipped_files

pytestmark = [pytest.mark.database, pytest.mark.django_db]
READING = [
    "/standar/",
    "/standar/kompetensi/M.01/",
    "/standar/kompetensi/SK.01/",
    "/standar/potensi/",
    "/standar/jabatan/",
    "/standar/aturan/pemetaan/2019.1/",
    "/standar/jabatan/administrator/2017.1/",
    "/standar/jabatan/fungsional/2017.1/",
    "/standar/kamus/kamus-kompetensi/2017.1/",
    "/standar/penyelenggaraan/penyelenggaraan/2019.1/",
    "/standar/penyelenggaraan/penyelenggaraan-dua-tahun/riwayat/",
    "/standar/aturan/seleksi/riwayat/",
    "/standar/pensiun/batas-usia-pensiun/2023.1/",
    "/standar/pensiun/batas-usia-pensiun/riwayat/",
    "/standar/penempatan/penempatan/2026.1/",
]


def _client(role: Role, language: str = "id") -> Client:
    user = User.objects.create_user(f"staf-{role}", roles=[role.value])
    client = Client()
    client.cookies["django_language"] = language
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def _shipped() -> None:
    load_shipped_standards()


@pytest.mark.parametrize("address", READING)
def test_readers_may_read_and_no_style_or_script_is_inline(address: str) -> None:
    response = _client(Role.READER).get(address)
    assert response.status_code == 200
    body = response.content.decode()
    assert " style=" not in body
    assert "onclick" not in body


@pytest.mark.parametrize("address", [*READING, "/standar/unggah/"])
def test_a_technical_helper_may_not(address: str) -> None:
    assert _client(Role.TECHNICAL_HELPER).get(address).status_code == 403


def test_a_reader_may_not_upload() -> None:
    client = _client(Role.READER)
    assert client.get("/standar/unggah/").status_code == 403
    assert client.post("/standar/unggah/tetapkan/").status_code == 403
    assert "Unggah standar" not in client.get("/standar/").content.decode()


def test_the_competency_page_shows_five_levels_and_who_needs_them() -> None:
    body = _client(Role.READER).get("/standar/kompetensi/M.05/").content.decode()
    assert body.count('class="number tabular"') == 15
    assert body.index("5.1") < body.index("1.1")
    assert "Jabatan Pimpinan Tinggi Pratama" in body


def test_english_is_complete_on_the_overview() -> None:
    body = _client(Role.READER, "en").get("/standar/").content.decode()
    assert "Competency dictionary" in body
    assert "Unverified" in body
    assert "below 78" in body


def test_numbers_that_nobody_verified_say_so() -> None:
    body = _client(Role.READER).get("/standar/jabatan/").content.decode()
    assert body.count("Belum diverifikasi") == 6
    assert body.count("Terverifikasi") == 1


def test_a_day_before_anything_shows_that_nothing_is_in_force() -> None:
    body = _client(Role.READER).get("/standar/?tanggal=2001-01-01").content.decode()
    assert "Tidak ada aturan penilaian" in body
    assert "Tidak ada kamus kompetensi" in body


@pytest.mark.parametrize(
    "address",
    [
        "/standar/kompetensi/M.99/",
        "/standar/aturan/pemetaan/1999/",
        "/standar/aturan/tidak-ada/riwayat/",
        "/standar/kamus/kamus-kompetensi/2017.1/unduh.xlsx",
        "/standar/jabatan/?tanggal=2001-01-01",
        "/standar/potensi/?tanggal=2001-01-01",
    ],
)
def test_what_is_not_there_is_said_kindly(address: str) -> None:
    response = _client(Role.READER).get(address)
    assert response.status_code == 404
    assert "Buka daftar standar" in response.content.decode()


def test_the_download_is_the_data_that_was_hashed() -> None:
    response = _client(Role.READER).get("/standar/aturan/seleksi/2019.1/unduh.json")
    again = Ruleset.from_data(json.loads(response.content))
    assert isinstance(again, Ruleset)
    assert again.digest == ruleset("seleksi", "2019.1").digest


def _variant(**changes: Json) -> SimpleUploadedFile:
    data = ruleset("pemetaan", "2019.1").as_data()
    data |= {"version": "kota-2027", "in_force_from": "2027-01-01"} | changes
    return SimpleUploadedFile("kota.json", json.dumps(data).encode())


def _parcel(response: Any) -> str:
    found: str = response.context["parcel"]
    return found


def test_upload_preview_and_publish() -> None:
    client = _client(Role.ASSESSMENT_ADMIN)
    preview = client.post("/standar/unggah/", {"file": _variant(jpm_cap=True)})
    assert "JPM dibatasi 100" in preview.content.decode()
    assert not StandardVersion.objects.filter(version="kota-2027").exists()
    done = client.post(
        "/standar/unggah/tetapkan/", {"parcel": _parcel(preview), "reason": "Keputusan 5/2026"}, follow=True
    )
    assert "telah ditetapkan" in done.content.decode()
    row = StandardVersion.objects.get(version="kota-2027")
    assert (row.loaded_by, row.source) == ("staf-assessment_admin", "kota.json")
    assert rulesets_in_force("pemetaan", date(2027, 1, 1))[0].jpm_cap
    history = client.get("/standar/aturan/pemetaan/riwayat/").content.decode()
    assert "1 Januari 2027" in history
    assert "JPM dibatasi 100" in history


def test_a_faulty_file_lists_every_fault_and_stores_nothing() -> None:
    client = _client(Role.ASSESSMENT_ADMIN)
    response = client.post("/standar/unggah/", {"file": _variant(jpm_decimals=9, categories=[])})
    body = response.content.decode()
    assert response.status_code == 422
    assert "2 isian yang harus diperbaiki" in body
    assert "Desimal JPM" in body
    assert StandardVersion.objects.count() == len(shipped_files())


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"version": "2019.1"}, "sudah ada dengan isi yang berbeda"),
        ({"in_force_from": "2020-01-01"}, "sudah berlaku mulai 2020-01-01"),
    ],
)
def test_what_cannot_be_published_is_said_in_the_preview_and_refused(
    changes: dict[str, Json], sentence: str
) -> None:
    client = _client(Role.ASSESSMENT_ADMIN)
    preview = client.post("/standar/unggah/", {"file": _variant(**changes)})
    assert sentence in preview.content.decode()
    refused = client.post("/standar/unggah/tetapkan/", {"parcel": _parcel(preview), "reason": "x"})
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert StandardVersion.objects.count() == len(shipped_files())


def test_a_retroactive_version_is_pointed_out() -> None:
    client = _client(Role.ASSESSMENT_ADMIN)
    preview = client.post("/standar/unggah/", {"file": _variant(in_force_from="2021-01-01")})
    assert "berlaku surut sejak 1 Januari 2021" in preview.content.decode()


def test_the_same_content_again_needs_nothing() -> None:
    client = _client(Role.ASSESSMENT_ADMIN)
    body = json.dumps(ruleset("pemetaan", "2019.1").as_data()).encode()
    preview = client.post("/standar/unggah/", {"file": SimpleUploadedFile("x.json", body)})
    assert "sama persis" in preview.content.decode()
    assert "Tetapkan versi ini" not in preview.content.decode()


def test_publishing_needs_a_reason_and_an_untouched_preview() -> None:
    client = _client(Role.ASSESSMENT_ADMIN)
    preview = client.post("/standar/unggah/", {"file": _variant()})
    no_reason = client.post("/standar/unggah/tetapkan/", {"parcel": _parcel(preview), "reason": " "})
    assert "dasar penetapan" in no_reason.content.decode()
    forged = client.post("/standar/unggah/tetapkan/", {"parcel": _parcel(preview) + "x", "reason": "x"})
    assert "Unggah berkas sekali lagi" in forged.content.decode()
    assert StandardVersion.objects.count() == len(shipped_files())


def test_the_dictionary_is_not_uploaded_and_no_file_is_said() -> None:
    client = _client(Role.ASSESSMENT_ADMIN)
    body = json.dumps(StandardVersion.objects.get(kind="dictionary").data).encode()
    refused = client.post("/standar/unggah/", {"file": SimpleUploadedFile("k.json", body)})
    assert "hanya berubah melalui pembaruan sistem" in refused.content.decode()
    assert "Belum ada berkas" in client.post("/standar/unggah/").content.decode()


def test_the_bar_has_no_gap() -> None:
    segments, ticks = category_bar(ruleset("pemetaan", "2019.1").categories)
    assert [segment.code for segment in segments] == ["KO", "CO", "O"]
    widths = [float(segment.width.rstrip("%")) for segment in segments]
    assert sum(widths) == pytest.approx(100, abs=0.01)
    assert [(str(tick.value), tick.cut) for tick in ticks] == [
        ("0", True), ("78", True), ("90", True), ("100", False),
    ]  # fmt: skip


@pytest.mark.parametrize("address", ["/standar/", "/standar/jabatan/"])
def test_the_number_of_queries_does_not_grow_with_the_number_of_standards(
    address: str, django_assert_max_num_queries: Any
) -> None:
    client = _client(Role.READER)
    client.get(address)
    with django_assert_max_num_queries(13):
        client.get(address)


def test_a_rule_of_conduct_is_shown_changed_and_published() -> None:
    client = _client(Role.ASSESSMENT_ADMIN)
    assert "wajib setiap 2 tahun" in client.get("/standar/").content.decode()
    page = client.get("/standar/penyelenggaraan/penyelenggaraan/2019.1/").content.decode()
    assert "Istirahat, Jumat" in page
    assert "11.30–13.00" in page
    data = conduct("penyelenggaraan", "2019.1").as_data()
    own = {"version": "kota-2027", "in_force_from": "2027-01-01", "batch_size": 30}
    own["periods"] = [{"job_class": "semua", "years": 3}, {"job_class": "pengawas", "years": 2}]  # type: ignore[assignment]
    file = SimpleUploadedFile("kota.json", json.dumps(data | own).encode())
    preview = client.post("/standar/unggah/", {"file": file})
    body = preview.content.decode()
    assert "Peserta setiap gelombang" in body
    assert "Masa berlaku › pengawas" in body
    client.post("/standar/unggah/tetapkan/", {"parcel": _parcel(preview), "reason": "Keputusan 5/2026"})
    assert conduct("penyelenggaraan", "kota-2027").validity_years("pengawas") == 2


def test_an_agency_publishes_its_own_ages_of_retirement() -> None:
    client = _client(Role.ASSESSMENT_ADMIN)
    data = client.get("/standar/pensiun/batas-usia-pensiun/2023.1/unduh.json").json()
    data |= {"code": "batas-usia-kota", "version": "2026.1", "in_force_from": "2026-01-01"}
    data["ages"] = [row | {"age": 61} if row.get("level") == "ahli_madya" else row for row in data["ages"]]
    file = SimpleUploadedFile("kota.json", json.dumps(data).encode())
    preview = client.post("/standar/unggah/", {"file": file})
    page = preview.content.decode()
    assert "Fungsional Ahli Madya" in page
    assert "61 tahun" in page
    done = client.post(
        "/standar/unggah/tetapkan/", {"parcel": _parcel(preview), "reason": "Keputusan 1/2026"}, follow=True
    )
    assert "batas-usia-kota/2026.1" in done.content.decode()
    assert "batas-usia-kota" in client.get("/standar/").content.decode()
