"""The pages: who may see what, that a recused member meets 404 everywhere, and that nothing leaks before the last lock."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from takar.accounts.public import User, changes_of
from takar.jobs.public import run_jobs_once
from takar.selection import public as s
from takar.selection.models import Document
from tests.selection import world as w

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def client(name: str, *roles: str) -> Client:
    user, _ = User.objects.get_or_create(username=name, defaults={"roles": list(roles)})
    found = Client()
    found.force_login(user)
    return found


def secretary() -> Client:
    return client(w.SECRETARY, "panel_secretary")


@pytest.fixture
def ready() -> tuple[str, dict[str, str], dict[str, str]]:
    """Terms committed; teknis1 is recused from Adi; nobody has rated yet."""
    key = w.make_selection()
    seats = w.seat_nine(key)
    nips = {name: w.person(f"{name} Contoh") for name in ("Adi", "Budi", "Citra")}
    w.apply(key, "J1", list(nips.values()))
    for nip in nips.values():
        w.certificate(nip, "85.50")
        w.check(key, w.number_of(key, nip))
        w.enter(key, w.number_of(key, nip), "track_record", "80")
        w.enter(key, w.number_of(key, nip), "paper", "61.37")
    w.ok(s.take_results(key, w.SECRETARY, clock=w.clock_at()))
    w.declare_all(key, besides=[("teknis1", nips["Adi"])])
    w.ok(s.declare(key, nips["Adi"], "relative", "saudara", "teknis1", clock=w.clock_at()))
    w.ask(key)
    w.ok(s.make_timetable(key, w.SECRETARY, seconds=1, clock=w.clock_at()))
    w.ok(s.commit_selection(key, w.SECRETARY, clock=w.clock_at()))
    return key, nips, seats


def addresses(key: str) -> list[str]:
    parts = (
        "",
        "tahapan/",
        "jabatan/",
        "panitia/",
        "calon/",
        "benturan/",
        "pertanyaan/",
        "jadwal/",
        "tabel/J1/",
    )
    return [f"/seleksi/{key}/{part}" for part in parts]


def test_the_secretary_sees_every_page_without_inline_code(ready: Any) -> None:
    key, nips, _ = ready
    mine = secretary()
    for address in [
        "/seleksi/",
        "/seleksi/baru/",
        *addresses(key),
        f"/seleksi/{key}/calon/{w.number_of(key, nips['Adi'])}/",
    ]:
        page = mine.get(address)
        assert page.status_code == 200, address
        body = page.content.decode()
        assert not re.search(r"<script>|\sstyle=|\son\w+=", body), address
        assert body.count("<h1") == 1, address


def test_english_is_complete(ready: Any) -> None:
    key, _, _ = ready
    mine = secretary()
    mine.cookies["django_language"] = "en"
    body = mine.get(f"/seleksi/{key}/").content.decode()
    assert "The terms are committed" in body
    assert "Langkah" not in body


def test_a_recused_member_meets_nothing_of_that_candidate(ready: Any) -> None:
    key, nips, _ = ready
    mine = client("teknis1")
    number = w.number_of(key, nips["Adi"])
    file = Document.objects.filter(candidate=number).first()
    assert file is not None
    for address in (f"/seleksi/{key}/calon/{number}/", f"/seleksi/{key}/calon/{number}/dokumen/{file.name}/"):
        assert mine.get(address).status_code == 404
    others = client("teknis2").get(f"/seleksi/{key}/calon/{number}/dokumen/{file.name}/")
    assert others.status_code == 200
    assert b"".join([others.content]) == w.PDF
    assert changes_of(f"candidate:{number}")[0].action == "selection.read_document"
    for part in ("", "calon/", "jadwal/", "tabel/J1/", "panitia/"):
        body = mine.get(f"/seleksi/{key}/{part}").content.decode()
        assert "Adi Contoh" not in body, part
        assert nips["Adi"] not in body, part


def test_before_the_last_lock_no_page_of_a_member_changes_with_what_others_do(ready: Any) -> None:
    """Blindness of this context's pages: byte for byte the same before and after another member's rating and lock."""
    key, nips, _ = ready
    mine = client("teknis2")
    listed = [*addresses(key), f"/seleksi/{key}/calon/{w.number_of(key, nips['Budi'])}/"]
    before = {address: _plain(mine.get(address).content) for address in listed}
    w.rate(key, "manajerial1", nips["Budi"], ["77.77", "12.34"])
    w.rate(key, "teknis3", nips["Budi"], ["66.66", "55.55"])
    after = {address: _plain(mine.get(address).content) for address in listed}
    assert after == before
    assert not any("61,37" in body for body in before.values())


def _plain(body: bytes) -> str:
    """Without what changes at every request: tokens against forged forms."""
    return re.sub(r"csrfmiddlewaretoken\" value=\"\w+\"|X-CSRFToken\": \"\w+\"", "", body.decode())


def test_the_secretary_sees_counts_and_no_values_before_the_last_lock(ready: Any) -> None:
    key, nips, _ = ready
    w.rate(key, "teknis2", nips["Budi"], ["91.23", "91.23"])
    body = secretary().get(f"/seleksi/{key}/").content.decode()
    assert "1 / 8" in body
    closed = secretary().get(f"/seleksi/{key}/tabel/J1/").content.decode()
    assert "Tabel masih tertutup" in closed
    assert "91,23" not in closed


def test_the_table_opens_for_all_when_the_last_sheet_is_locked(ready: Any) -> None:
    key, nips, seats = ready
    for user in seats:
        for name, nip in nips.items():
            if (user, name) != ("teknis1", "Adi"):
                w.rate(key, user, nip, ["90", "90"])
    body = client("teknis2").get(f"/seleksi/{key}/tabel/J1/").content.decode()
    assert "90,00" in body
    assert "Adi Contoh" in body
    hidden = client("teknis1").get(f"/seleksi/{key}/tabel/J1/").content.decode()
    assert "Adi Contoh" not in hidden
    assert "1 calon tidak ditampilkan kepada Anda" in hidden


def test_strangers_guests_and_other_roles(ready: Any) -> None:
    key, nips, _ = ready
    number = w.number_of(key, nips["Budi"])
    stranger = client("orang.lain", "panelist")
    assert {stranger.get(address).status_code for address in addresses(key)} == {404}
    assert "Seleksi terbuka" not in stranger.get("/seleksi/").content.decode()
    w.ok(s.add_resource_person(key, "Narasumber", "Pendidikan", w.SECRETARY, user="narasumber"))
    guest = client("narasumber", "resource_person")
    assert guest.get(f"/seleksi/{key}/jadwal/").status_code == 200
    assert "Budi Contoh" not in guest.get(f"/seleksi/{key}/jadwal/").content.decode()
    for part in ("calon/", "benturan/", "pertanyaan/", f"calon/{number}/"):
        assert guest.get(f"/seleksi/{key}/{part}").status_code == 404
    assert client("pengawas", "proctor").get("/seleksi/").status_code == 403
    assert client("auditor", "auditor").get(f"/seleksi/{key}/").status_code == 200
    assert client("auditor").get(f"/seleksi/{key}/calon/{number}/").status_code == 404


def test_who_sits_in_the_panel_manages_nothing(ready: Any) -> None:
    key, nips, _ = ready
    User.objects.filter(username="teknis2").update(roles=["panelist", "panel_secretary"])
    both = client("teknis2")
    assert "Lembar yang sudah dikunci" not in both.get(f"/seleksi/{key}/").content.decode()
    assert both.post(f"/seleksi/{key}/jadwal/susun/").status_code == 404
    assert (
        both.post(f"/seleksi/{key}/calon/{w.number_of(key, nips['Budi'])}/nilai/", {"do": "take"}).status_code
        == 404
    )


def test_a_selection_is_made_on_the_pages() -> None:
    w.load_shipped_standards()
    mine = secretary()
    form = {
        "title": "Seleksi Kota", "legal_basis": "SK 1/2026", "organiser": "BKPSDM", "location": "Balai Kota", "zone": "WIB",
        "rules": "seleksi-terbuka/2019.1", "conduct": "penyelenggaraan/2019.1", "track_record": "entered",
        "paper": "entered", "first_day": "2026-09-09", "last_day": "2026-09-14", "interview_minutes": "40",
        "release_day": "2026-09-20", "release_time": "10:00",
    }  # fmt: skip
    assert mine.post("/seleksi/baru/", form | {"last_day": "2026-09-01"}).status_code == 400
    address = mine.post("/seleksi/baru/", form).headers["Location"]
    key = address.split("/")[2]
    view = s.selection(key)
    assert view is not None
    assert mine.post("/seleksi/baru/", form).status_code == 200
    mine.post(f"/seleksi/{key}/jabatan/tambah/", {"title": "Kepala Dinas", "unit": "Dinas", "job_class": "jpt_pratama",
                                                   "standard": "jpt_pratama/2017.1"})  # fmt: skip
    asked = {
        "kind": "age",
        "text": "Usia",
        "importance": "mutlak",
        "document": "KTP",
        "fact": "age",
        "limit": "56",
    }
    mine.post(f"/seleksi/{key}/jabatan/J1/persyaratan/", asked)
    assert "dibandingkan dengan data" in mine.get(f"/seleksi/{key}/jabatan/").content.decode()
    mine.post(f"/seleksi/{key}/jabatan/J1/persyaratan/", {"remove": "1"})
    assert "Belum ada persyaratan" in mine.get(f"/seleksi/{key}/jabatan/").content.decode()
    mine.post(f"/seleksi/{key}/jabatan/J1/persyaratan/", asked)
    nip = w.person("Dewi Contoh")
    seen = mine.post(
        f"/seleksi/{key}/calon/periksa/", {"post": "J1", "submitted": "ya", "nips": f"{nip}\n123"}
    ).content.decode()
    assert "Tambahkan 1 calon" in seen
    assert "“123”" in seen
    assert s.candidates(key) == ()
    mine.post(f"/seleksi/{key}/calon/tambah/", {"post": "J1", "submitted": "ya", "nip": [nip]})
    number = w.number_of(key, nip)
    page = mine.get(f"/seleksi/{key}/calon/{number}/").content.decode()
    assert "usia 48 tahun" in page or "usia " in page
    bad = SimpleUploadedFile("a.pdf", b"<html>")
    mine.post(f"/seleksi/{key}/calon/{number}/dokumen/", {"title": "KTP", "document": bad})
    assert not Document.objects.exists()
    mine.post(
        f"/seleksi/{key}/calon/{number}/dokumen/",
        {"title": "KTP", "document": SimpleUploadedFile("k.pdf", w.PDF)},
    )
    name = Document.objects.get().name
    step = f"/seleksi/{key}/calon/{number}/langkah/"
    mine.post(step, {"do": "check", "requirement": "1", "verdict": "met", "document": name})
    mine.post(step, {"do": "confirm", "requirement": "1"})
    assert s.candidates(key)[0].state.ticks[1].confirmed_by == ""
    client(w.SECOND, "panel_secretary").post(step, {"do": "confirm", "requirement": "1"})
    mine.post(step, {"do": "conclude"})
    assert s.candidates(key)[0].status == "eligible"
    w.member("anggota")
    mine.post(
        f"/seleksi/{key}/panitia/simpan/",
        {"user": "anggota", "origin": "external", "rooms": ["teknis"], "head": "ya"},
    )
    mine.post(f"/seleksi/{key}/panitia/narasumber/", {"name": "Narasumber", "field": "Hukum"})
    panel = mine.get(f"/seleksi/{key}/panitia/").content.decode()
    assert "Panitia berjumlah 1 orang" in panel
    declared = client("anggota").post(f"/seleksi/{key}/benturan/pernyataan/", {"rest": "ya"})
    assert declared.status_code == 302
    mine.post(
        f"/seleksi/{key}/pertanyaan/J1/teknis/tulis/", {"questions": "Apa yang Anda ubah? | contoh nyata"}
    )
    client("anggota").post(f"/seleksi/{key}/pertanyaan/J1/teknis/telaah/", {"version": "1"})
    assert "ditelaah" in mine.get(f"/seleksi/{key}/pertanyaan/").content.decode()
    mine.post(f"/seleksi/{key}/jadwal/susun/")
    run_jobs_once()
    assert "07.30" in mine.get(f"/seleksi/{key}/jadwal/").content.decode()
    refused = mine.post(f"/seleksi/{key}/tetapkan/", follow=True).content.decode()
    assert "Belum dapat ditetapkan" in refused


def test_an_impossible_timetable_is_explained_with_its_ways_out() -> None:
    key = w.make_selection()
    w.seat_nine(key)
    nips = [w.person(f"Calon {n:02d}", unit=f"Kantor {n}") for n in range(29)]
    w.apply(key, "J1", nips)
    for nip in nips:
        w.check(key, w.number_of(key, nip))
    mine = secretary()
    asked = mine.post(f"/seleksi/{key}/jadwal/susun/")
    assert asked["Location"].startswith("/pekerjaan/")
    again = mine.post(f"/seleksi/{key}/jadwal/susun/", follow=True).content.decode()
    assert "Jadwal seleksi ini sedang disusun" in again
    assert "Lihat kemajuannya" in again
    run_jobs_once()
    body = mine.get(f"/seleksi/{key}/jadwal/").content.decode()
    assert "2 dari 29 orang terlalu banyak untuk 3 hari" in body
    assert "persingkat menjadi 35 menit" in body
    assert "ruang ke-4" in body
    assert "setengah hari" in body
