"""Preparing a selection on its pages: what it says, its posts, who applies, results and second looks."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from xlsxwriter import Workbook

from takar.accounts.models import Change
from takar.accounts.public import Approval, User, decide_request
from takar.kernel.refusals import Refusal
from takar.selection import public as s
from takar.selection.models import ComponentEntry, Selection
from tests.selection import world as w
from tests.selection.pages.test_pages import client, secretary

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def form(**changes: Any) -> dict[str, Any]:
    return {
        "title": "Seleksi terbuka 2026", "legal_basis": "Keputusan 1", "organiser": "BKPSDM", "location": "Balai Kota",
        "zone": "WIB", "rules": "seleksi-terbuka/2019.1", "conduct": "penyelenggaraan/2019.1", "track_record": "entered",
        "paper": "sheets", "first_day": "2026-09-09", "last_day": "2026-09-11", "interview_minutes": "45",
        "release_day": "2026-09-18", "release_time": "10:00",
    } | changes  # fmt: skip


def test_what_a_selection_says_changes_until_it_is_committed() -> None:
    key = w.make_selection()
    mine = secretary()
    asked = mine.get(f"/seleksi/{key}/ubah/").content.decode()
    assert 'value="2026-09-09"' in asked
    assert "Keputusan Wali Kota 800/1/2026" in asked
    wrong = mine.post(f"/seleksi/{key}/ubah/", form(release_day="2026-09-01", plenary_first="2026-09-14"))
    assert wrong.status_code == 400
    body = wrong.content.decode()
    assert "sesudah wawancara terakhir" in body
    assert "Isi keduanya" in body
    days = {"plenary_first": "2026-09-14", "plenary_last": "2026-09-14"}
    assert mine.post(f"/seleksi/{key}/ubah/", form(**days)).status_code == 302
    view = s.selection(key)
    assert view is not None
    assert (view.title, view.methods["paper"]) == ("Seleksi terbuka 2026", "sheets")
    page = mine.get(f"/seleksi/{key}/tahapan/").content.decode()
    assert "Senin, 14 September 2026" in page
    assert "Keberatan" in page
    assert "belum ditentukan" in page
    Selection.objects.update(committed_at=w.NOW)
    assert "/tahapan/" in mine.get(f"/seleksi/{key}/ubah/")["Location"]


def test_a_post_is_renamed_or_removed_while_nobody_applied() -> None:
    key = w.make_selection("Kepala Dinas A", "Kepala Dinas B")
    mine = secretary()
    told = {
        "title": "Kepala Badan B",
        "unit": "Badan B",
        "job_class": "jpt_pratama",
        "standard": "jpt_pratama/2017.1",
    }
    mine.post(f"/seleksi/{key}/jabatan/J2/ubah/", told)
    assert "Kepala Badan B" in mine.get(f"/seleksi/{key}/jabatan/").content.decode()
    w.apply(key, "J1", [w.person("Adi Contoh")])
    kept = mine.post(f"/seleksi/{key}/jabatan/J1/hapus/", {"reason": "keliru"}, follow=True)
    assert "Sudah ada yang melamar" in kept.content.decode()
    mine.post(f"/seleksi/{key}/jabatan/J2/hapus/", {"reason": "tidak jadi lowong"})
    view = s.selection(key)
    assert view is not None
    assert [one.code for one in view.posts] == ["J1"]
    again = s.add_post(
        key, s.PostDraft("Kepala Dinas C", "C", "jpt_pratama", ("jpt_pratama", "2017.1")), w.SECRETARY
    )
    assert w.ok(again).code == "J2"


def test_candidates_are_found_by_filters_and_among_those_who_are_due() -> None:
    key = w.make_selection()
    adi, budi = w.person("Adi Contoh"), w.person("Budi Contoh", unit="Dinas B")
    mine = secretary()
    first = mine.get(f"/seleksi/{key}/calon/cari/").content.decode()
    assert "Tekan Cari" in first
    found = mine.get(f"/seleksi/{key}/calon/cari/", {"jabatan": "J1", "unit": "Dinas B"}).content.decode()
    assert "Budi Contoh" in found
    assert "Adi Contoh" not in found
    w.apply(key, "J1", [adi])
    every = mine.get(f"/seleksi/{key}/calon/cari/", {"jabatan": "J1"}).content.decode()
    assert "sudah menjadi calon" in every
    mine.post(
        f"/seleksi/{key}/calon/tambah/", {"post": "J1", "submitted": "ya", "source": "due", "nip": [budi]}
    )
    assert {one.nip for one in s.candidates(key)} == {adi, budi}
    after = Change.objects.filter(action="selection.candidates").latest("id").after
    assert after is not None
    assert after["source"] == "due"
    none = mine.get(f"/seleksi/{key}/calon/cari/", {"jabatan": "J1", "cari": "Zulkarnain"}).content.decode()
    assert "Tidak ada yang cocok" in none
    due = mine.get(f"/seleksi/{key}/calon/cari/", {"jabatan": "J1", "sumber": "due"})
    assert due.status_code == 200


def test_a_file_is_looked_at_before_anybody_is_added() -> None:
    key = w.make_selection()
    adi, budi = w.person("Adi Contoh"), w.person("Budi Contoh")
    w.apply(key, "J1", [adi])
    kept = BytesIO()
    with Workbook(kept) as book:
        sheet = book.add_worksheet()
        for row, line in enumerate((["NIP"], [adi], [budi], ["199001012015011999"], ["12"])):
            sheet.write_row(row, 0, line)
    mine = secretary()
    file = SimpleUploadedFile("daftar.xlsx", kept.getvalue())
    seen = mine.post(f"/seleksi/{key}/calon/periksa/", {"post": "J1", "submitted": "ya", "file": file})
    body = seen.content.decode()
    assert "Tambahkan 1 calon" in body
    assert "Budi Contoh" in body
    assert "sudah menjadi calon jabatan ini" in body
    assert "tidak ada dalam data pegawai" in body
    assert "Baris 5" in body
    assert len(s.candidates(key)) == 1


def test_a_concluded_check_is_opened_again_by_two() -> None:
    key = w.make_selection()
    nip = w.person("Adi Contoh")
    w.apply(key, "J1", [nip])
    number = w.number_of(key, nip)
    mine = secretary()
    early = mine.post(f"/seleksi/{key}/calon/{number}/buka-kembali/", {"reason": "x"}, follow=True)
    assert "buka kembali" not in early.content.decode().lower().split("</h1>")[0]
    assert w.check(key, number, failing=1) == "not_eligible"
    mine.post(f"/seleksi/{key}/calon/{number}/buka-kembali/", {"reason": "ijazah penyetaraan menyusul"})
    page = mine.get(f"/seleksi/{key}/calon/{number}/").content.decode()
    assert "Menunggu persetujuan orang kedua" in page
    asked = Approval.objects.get(kind="selection.reopen_check")
    alone = decide_request(asked.pk, approve=True, decided_by=User.objects.get(username=w.SECRETARY))
    assert isinstance(alone, Refusal)
    client(w.SECOND, "panel_secretary")
    second = User.objects.get(username=w.SECOND)
    assert not isinstance(decide_request(asked.pk, approve=True, decided_by=second), Refusal)
    (again,) = s.candidates(key)
    assert again.status == "submitted"
    assert again.state.ticks
    assert w.check(key, number) == "eligible"


def test_assessment_results_of_all_come_from_the_register_with_their_days() -> None:
    key = w.make_selection()
    nips = [w.person("Adi Contoh"), w.person("Budi Contoh")]
    w.apply(key, "J1", nips)
    w.certificate(nips[0], "85.50", date.today().replace(day=1))
    mine = secretary()
    done = mine.post(f"/seleksi/{key}/calon/hasil-asesmen/", follow=True).content.decode()
    assert "1 hasil asesmen diambil" in done
    assert "Belum ada hasil yang berlaku untuk: Budi Contoh" in done
    assert "85,5" in done
    assert "berlaku sampai" in done


def test_an_entered_value_keeps_the_document_behind_it() -> None:
    key = w.make_selection()
    nip, other = w.person("Adi Contoh"), w.person("Budi Contoh")
    w.apply(key, "J1", [nip, other])
    number, mine = w.number_of(key, nip), secretary()
    foreign = w.document(key, w.number_of(key, other))
    told = {"component": "paper", "value": "80", "evidence": "rubrik makalah"}
    for name in ("", foreign):
        refused = mine.post(f"/seleksi/{key}/calon/{number}/nilai/", told | {"document": name}, follow=True)
        assert "memerlukan dokumen calon ini" in refused.content.decode()
    own = w.document(key, number)
    mine.post(f"/seleksi/{key}/calon/{number}/nilai/", told | {"document": own})
    assert ComponentEntry.objects.get().detail["parts"][0]["document"] == own
    page = mine.get(f"/seleksi/{key}/calon/{number}/").content.decode()
    assert f"/dokumen/{own}/" in page
    assert "Rekam jejak menurut data" in page
    assert "dalam jabatan sejak 1 Januari 2020" in page
