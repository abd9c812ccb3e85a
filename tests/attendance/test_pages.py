"""The pages as proctor, helper, administrator and auditor see them; today is a day of the batch."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from takar.accounts.models import Change, User
from takar.attendance.actions.check_in import check_in
from takar.attendance.actions.sign_sheet import sign_sheet
from takar.attendance.models import Document, Entry
from takar.attendance.public import card_code, day_counts, presence_of
from takar.kernel.clock import day_in, milliseconds, utc_now
from takar.planning.models import Activity, Batch, BatchDay, Place
from takar.planning.public import RepairProposal, places_of
from tests.attendance.world import BATCH, LATER, NEXT, NIPS, World, world

pytestmark = [pytest.mark.database, pytest.mark.django_db]
DAY = f"/presensi/{BATCH}/2/"
PASSWORD = "sungai-tenang-42"


@pytest.fixture
def here() -> World:
    """Today is the second day; its activity began at midnight, so that absence can be noted at any hour."""
    made = world()
    today = day_in("WIB", utc_now())
    for ordinal in (3, 1, 2):
        day = today + timedelta(days=ordinal - 2)
        BatchDay.objects.filter(batch=BATCH, ordinal=ordinal).update(day=day)
    Activity.objects.filter(batch=BATCH, day=2).update(starts="00:00", ends="23:59:59")
    Activity.objects.filter(batch=BATCH, day=1).update(starts="00:00")
    return made


def signed_in(role: str, name: str = "") -> Client:
    client = Client()
    user = User.objects.create_user(name or role, password=PASSWORD, roles=[role], first_name="Nama Contoh")
    client.force_login(user)
    return client


@pytest.fixture
def proctor(here: World) -> Client:
    return signed_in("proctor")


def place(who: int) -> int:
    return Place.objects.get(batch=BATCH, nip=NIPS[who - 1]).pk


def send(client: Client, who: int = 1, **more: Any) -> Any:
    body = {
        "request": f"{who:032x}", "batch": BATCH, "place": place(who), "moment_ms": milliseconds(utc_now()), **more
    }  # fmt: skip
    return client.post("/presensi/masuk/catat/", json.dumps(body), content_type="application/json")


def absent(client: Client, who: int, **more: Any) -> Any:
    return client.post(f"{DAY}{place(who)}/tidak-hadir/", {"reason": "kedukaan", **more})


def said(page: Any) -> str:
    return str(page.content.decode())


def test_today_lists_the_batches_of_a_day(proctor: Client) -> None:
    page = proctor.get("/presensi/")
    assert [(one.batch, one.awaited, one.missing) for one in page.context["batches"]] == [(BATCH, 5, 5)]
    assert "5 orang belum datang" in said(page)
    assert [one.batch for one in proctor.get(f"/presensi/?hari={LATER[0]}").context["batches"]] == [NEXT]
    assert "Tidak ada gelombang pada hari ini" in said(proctor.get("/presensi/?hari=2020-01-01"))
    assert proctor.get("/presensi/?hari=kemarin").status_code == 200


def test_the_desk_knows_everybody_of_today(proctor: Client) -> None:
    page = proctor.get("/presensi/masuk/")
    assert "camera=(self)" in page["Permissions-Policy"]
    (first, *_rest) = page.context["roster"]
    card = card_code(places_of(BATCH)[0])
    assert (first["number"], first["card"], first["status"], first["out"]) == ("001", card, "expected", "")
    assert NIPS[0] not in card


def test_one_arrival_by_json_and_by_form(proctor: Client) -> None:
    done = send(proctor)
    assert (done.status_code, done.json()["state"] in ("arrived", "late"), done.json()["place"]) == (
        200,
        True,
        place(1),
    )
    assert send(proctor).json()["state"] == "again"
    assert Entry.objects.count() == 1
    form = {"request": "f" * 32, "batch": BATCH, "place": str(place(2))}
    answer = proctor.post("/presensi/masuk/catat/", form, follow=True)
    assert "002 Peserta Contoh 2 hadir" in said(answer)
    assert "Peserta Contoh 3" in said(proctor.get("/presensi/masuk/?q=contoh 3"))


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [("{", 400, "ENTRY_UNREADABLE"), ("{}", 400, "ENTRY_UNREADABLE"), ("[1]", 400, "ENTRY_UNREADABLE"),
     ('{"request": "a", "batch": "x", "place": 1, "moment_ms": 1e400}', 400, "ENTRY_UNREADABLE"),
     ('{"request": "a", "batch": "x", "place": 1, "moment_ms": 1}', 422, "NOT_IN_BATCH")],
)  # fmt: skip
def test_what_cannot_be_noted_is_refused_in_one_shape(
    proctor: Client, body: str, status: int, code: str
) -> None:
    answer = proctor.post("/presensi/masuk/catat/", body, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_who_is_asked_about_people_of_other_days(proctor: Client) -> None:
    other = Place.objects.create(batch_id=NEXT, nip=NIPS[50], name="Orang Lain", number="009")
    ask = "/presensi/masuk/siapa/"
    assert "Bukan hari ini: Orang Lain" in proctor.get(ask, {"q": NIPS[50]}).json()["found"][0]["sentence"]
    (found,) = proctor.get(ask, {"q": card_code(places_of(BATCH)[0])}).json()["found"]
    assert found["today"]
    assert [one["number"] for one in proctor.get(ask, {"q": "3"}).json()["found"]] == ["003"]
    assert proctor.get(ask, {"q": ""}).json() == {"found": []}
    other.freed_at, other.freed_reason = utc_now(), "pindah tugas"
    other.save()
    assert "pindah tugas" in proctor.get(ask, {"q": NIPS[50]}).json()["found"][0]["sentence"]


def test_absence_with_a_document(proctor: Client, tmp_path: Path) -> None:
    letter = SimpleUploadedFile("surat duka.pdf", b"%PDF-1.7 isi", content_type="application/pdf")
    page = proctor.post(
        f"{DAY}{place(3)}/tidak-hadir/", {"reason": "kedukaan", "document": letter}, follow=True
    )
    assert "surat duka.pdf" in said(page)
    assert day_counts(BATCH, 2)["absent"] == 1
    name = Document.objects.get().name
    taken = proctor.get(f"/presensi/dokumen/{name}")
    taken = proctor.get(f"/presensi/dokumen/{name}/")
    assert (taken.content, taken["Content-Type"], "attachment" in taken["Content-Disposition"]) == (
        b"%PDF-1.7 isi", "application/pdf", True,
    )  # fmt: skip
    assert "sandbox" in taken["Content-Security-Policy"]
    assert Change.objects.filter(action="attendance.document").exists()
    assert signed_in("technical_helper").get(f"/presensi/dokumen/{name}/").status_code == 403
    assert proctor.get("/presensi/dokumen/..%2F..%2Foffice.db/").status_code == 404


def test_a_bad_document_or_a_refused_absence_leaves_nothing(proctor: Client, tmp_path: Path) -> None:
    for name, data, wanted in (
        ("virus.pdf", b"MZ", "bukan PDF"),
        ("besar.pdf", b"%PDF-" + b"0" * 6_000_000, "lebih besar"),
    ):
        sent = {"reason": "sakit", "document": SimpleUploadedFile(name, data)}
        assert wanted in said(proctor.post(f"{DAY}{place(3)}/tidak-hadir/", sent, follow=True))
    send(proctor, 3)
    sent = {"reason": "sakit", "document": SimpleUploadedFile("surat.pdf", b"%PDF-1")}
    assert "sudah tercatat hadir" in said(proctor.post(f"{DAY}{place(3)}/tidak-hadir/", sent, follow=True))
    assert Document.objects.count() == 0
    assert list((tmp_path / "files" / "attendance").iterdir()) == []


def test_times_are_typed_as_officials_write_them(proctor: Client) -> None:
    page = proctor.post(f"{DAY}{place(1)}/hadir/", {"clock": "0.01"}, follow=True)
    assert "Tercatat" in said(page)
    assert "00.01" in said(proctor.get(DAY))
    for kind in ("hadir", "pulang", "tidak-hadir"):
        wrong = {"clock": "25.00", "reason": "x"}
        assert "Jam tidak terbaca" in said(proctor.post(f"{DAY}{place(1)}/{kind}/", wrong, follow=True))
    assert proctor.post(f"{DAY}{place(1)}/terbang/").status_code == 404
    assert "Tercatat" in said(
        proctor.post(f"{DAY}{place(1)}/pulang/", {"clock": "0:02", "reason": "sakit"}, follow=True)
    )
    assert day_counts(BATCH, 2)["left_early"] == 1


def test_corrections_from_the_page(proctor: Client) -> None:
    send(proctor, 1)
    url = f"/presensi/{BATCH}/catatan/1/koreksi/"
    assert "Tuliskan alasannya" in said(proctor.post(url, {"counts": "tidak"}, follow=True))
    page = proctor.post(url, {"counts": "tidak", "reason": "tertukar dengan 002"}, follow=True)
    assert "tidak dihitung" in said(page)
    assert day_counts(BATCH, 2)["present"] + day_counts(BATCH, 2)["late"] == 0
    assert proctor.post(f"/presensi/{BATCH}/catatan/99/koreksi/", {"reason": "x"}).status_code == 404
    page = proctor.post(url, {"counts": "ya", "reason": "ternyata benar", "kembali": "hari"}, follow=True)
    assert page.redirect_chain[-1][0] == DAY


def test_signing_asks_for_the_password_and_shows_what_came_later(proctor: Client) -> None:
    for who in (1, 2, 3, 4):
        send(proctor, who)
    sign = f"{DAY}tanda-tangan/"
    assert "Kata sandi tidak cocok" in said(proctor.post(sign, {"password": "salah"}))
    assert "Belum jelas hadir" in said(proctor.post(sign, {"password": PASSWORD}))
    absent(proctor, 5)
    page = proctor.post(sign, {"password": PASSWORD}, follow=True)
    assert "Lembar presensi ditandatangani" in said(page)
    assert "Nama Contoh" in said(page)
    assert send(proctor, 5, request="e" * 32).json()["state"] == "waiting"
    page = proctor.get(DAY)
    assert "Masuk setelah lembar ditandatangani" in said(page)
    assert "Alasan koreksi (lembar sudah ditandatangani)" in said(proctor.get(f"{DAY}{place(1)}/"))
    (waiting, _who) = page.context["waiting"][0]
    proctor.post(
        f"/presensi/{BATCH}/catatan/{waiting.ordinal}/koreksi/", {"reason": "tablet", "counts": "ya"}
    )
    assert "lembar dikoreksi sejak itu" in said(proctor.get(DAY))


def test_the_live_part_and_pages_that_are_not_there(proctor: Client) -> None:
    page = proctor.get(f"{DAY}kini/")
    assert "5 orang belum datang" in said(page)
    assert "<html" not in said(page)
    for address in (f"/presensi/{BATCH}/9/", "/presensi/none/1/", f"{DAY}99999/"):
        assert proctor.get(address).status_code == 404


def test_a_helper_reports_incidents_and_sees_nobody(here: World) -> None:
    helper = signed_in("technical_helper")
    new = f"/presensi/insiden/{BATCH}/2/baru/"
    page = helper.get("/presensi/insiden/")
    assert "Peserta Contoh" not in said(page) + said(helper.get(new))
    assert "Kegiatan tidak selesai" not in said(helper.get(new))
    power = {"cause": "power", "note": "padam", "whom": "room", "room": "Ruang CAT 1", "lost": "ya"}
    assert "Insiden tercatat" in said(helper.post(new, power, follow=True))
    ill = {"cause": "illness", "note": "keracunan", "whom": "people", "numbers": "001, 3"}
    assert helper.post(new, ill).status_code == 302
    page = helper.get("/presensi/insiden/")
    assert "001, 003" in said(page)
    assert "Peserta Contoh" not in said(page)
    closed = f"/presensi/insiden/{BATCH}/1/tutup/"
    assert "Jam tidak terbaca" in said(helper.post(closed, {"clock": "pagi"}, follow=True))
    assert "Insiden ditutup" in said(helper.post(closed, {"lost": "ya"}, follow=True))
    assert not any(one["lost"] for one in Entry.objects.values_list("body", flat=True))
    for wrong in ({**ill, "numbers": "777"}, {**power, "clock": "99.99"}, {**power, "note": ""}):
        assert helper.post(new, wrong).status_code == 422
    for address in (
        "/presensi/",
        DAY,
        "/presensi/masuk/",
        f"{DAY}{place(1)}/",
        f"/presensi/pegawai/{NIPS[0]}/",
    ):
        assert helper.get(address).status_code == 403, address


def test_a_proctor_says_that_the_work_was_lost(proctor: Client) -> None:
    send(proctor, 1)
    proctor.post(
        f"/presensi/insiden/{BATCH}/2/baru/",
        {"cause": "power", "note": "padam", "whom": "all", "clock": "0.00"},
    )
    proctor.post(f"/presensi/insiden/{BATCH}/2/tutup/", {"lost": "ya"})
    assert day_counts(BATCH, 2)["excused_by_incident"] == 5
    assert "kegiatan diulang" in said(proctor.get(DAY))


def test_an_administrator_decides_and_repairs(proctor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    admin, address = signed_in("assessment_admin"), f"{DAY}{place(1)}/"
    absent(proctor, 1)
    assert "Usulan gugur" in said(proctor.get(DAY))
    assert "Nyatakan gugur" not in said(proctor.get(address))
    assert proctor.post(f"{address}putusan/", {"putusan": "gugur", "reason": "x"}).status_code == 403
    assert "konfirmasi gugur dahulu" in said(admin.get(f"{address}tempat-baru/"))
    assert "Dinyatakan gugur" in said(
        admin.post(f"{address}putusan/", {"putusan": "gugur", "reason": "SK 5"}, follow=True)
    )
    offer = RepairProposal(
        nip=NIPS[0], name="x", from_batch=BATCH, from_number=1, to_batch=NEXT, to_number=2, days=LATER, group=1, raters=(),
        from_reserve=True, others_moved=0, sentences=(("Paling awal.", "The earliest."),), seconds=0.1,
    )  # fmt: skip
    monkeypatch.setattr("takar.attendance.actions.repair.propose_repair", lambda *args, **more: offer)
    page = admin.get(f"{address}tempat-baru/")
    assert "Tidak ada orang lain yang pindah" in said(page)
    assert "SK 5" in said(page)
    stale = admin.post(f"{address}tempat-baru/", {"to_batch": "lain", "reason": "SK 5"})
    assert "sudah tidak ada" in said(stale)
    done = admin.post(f"{address}tempat-baru/", {"to_batch": NEXT, "reason": "SK 5"}, follow=True)
    assert "Tempat baru dipesan" in said(done)
    assert f"/cetakan/ulang/{BATCH}/" in said(done) or "Cetak surat" in said(done)
    assert [one.nip for one in places_of(NEXT)] == [NIPS[0]]
    assert presence_of(BATCH)[0].rebooked


def test_who_noted_the_absence_is_told_who_decides(here: World) -> None:
    admin = signed_in("assessment_admin")
    absent(admin, 1)
    page = admin.get(f"{DAY}{place(1)}/")
    assert "Anda mencatat ketidakhadiran ini" in said(page)
    assert "Nyatakan gugur" not in said(page)
    address = f"{DAY}{place(1)}/putusan/"
    assert "Anda sendiri yang mencatat" in said(
        admin.post(address, {"putusan": "gugur", "reason": "x"}, follow=True)
    )
    other = signed_in("assessment_admin", "kelola2")
    assert "Peserta tidak gugur" in said(
        other.post(address, {"putusan": "tidak", "reason": "salah catat"}, follow=True)
    )


def test_history_for_administrators_and_auditors_not_for_proctors(proctor: Client) -> None:
    absent(proctor, 1)
    for role in ("assessment_admin", "auditor"):
        page = signed_in(role).get(f"/presensi/pegawai/{NIPS[0]}/")
        assert "belum lengkap" in said(page)
        assert "kedukaan" in said(page)
    assert proctor.get(f"/presensi/pegawai/{NIPS[0]}/").status_code == 403
    assert signed_in("reader").get(f"/presensi/pegawai/{NIPS[99]}/").status_code == 404


def test_an_auditor_reads_and_notes_nothing(here: World) -> None:
    auditor = signed_in("auditor")
    for address in ("/presensi/", DAY, f"{DAY}{place(1)}/"):
        page = auditor.get(address)
        assert page.status_code == 200
        assert "Catat" not in said(page).replace("Catatan", "").replace("catatan", "")
    assert send(auditor).status_code == 403


def test_yesterdays_sheet_is_made_up_for_at_its_end(proctor: Client) -> None:
    proctor.post(f"/presensi/{BATCH}/1/{place(1)}/tidak-hadir/", {"reason": "tanpa kabar"})
    entry = Entry.objects.get()
    assert (entry.day, day_in("WIB", entry.moment)) == (
        1,
        Batch.objects.get(pk=BATCH).days.get(ordinal=1).day,
    )
    assert isinstance(entry.moment.date(), date)


def test_pages_ask_the_database_a_bounded_number_of_questions(
    proctor: Client, django_assert_max_num_queries: Any
) -> None:
    for who in range(1, 6):
        check_in(BATCH, NIPS[who - 1], moment=utc_now(), request=f"q{who}", actor="awas")
    sign_sheet(BATCH, 2, name="x", request="s", actor="awas")
    for address in ("/presensi/", DAY, "/presensi/masuk/"):
        with django_assert_max_num_queries(25):
            proctor.get(address)
