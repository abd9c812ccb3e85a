"""The whole way of an official in real browsers: from a list of people to a report, with real processes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from takar.demo.roster import write_roster
from takar.kernel.clock import ZONES
from tests.browser.desk import Desk
from tests.browser.office_process import PASSWORD, Takar, takar

pytestmark = pytest.mark.browser
TITLE = "Pemetaan Inspektorat"
PATIENCE_MS = 20_000


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, chromium: Any) -> Iterator[Takar]:
    with takar(tmp_path_factory.mktemp("kantor"), admin="assessment_admin", pengawas="proctor") as served:
        yield served


class Staff:
    """One member of staff at his screen; collects what the pages complain about."""

    def __init__(self, page: Page, office: str, name: str) -> None:
        self.page, self.office = page, office
        self.complaints: list[str] = []
        page.on("console", self._listen)
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.set_default_timeout(PATIENCE_MS)
        self.go("/")
        page.fill("#username", name)
        page.fill("#password", PASSWORD)
        self.press("Masuk")
        expect(page.get_by_text(f"Selamat bekerja, {name}")).to_be_visible()

    def _listen(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(message.text)

    def go(self, path: str) -> None:
        self.page.goto(f"{self.office}{path}")

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name).first.click()

    def follow(self, name: str) -> None:
        self.page.get_by_role("link", name=name).first.click()

    def fill(self, **fields: str) -> None:
        for name, value in fields.items():
            self.page.fill(f"main [name={name}]", value)

    def sees(self, words: str) -> None:
        expect(self.page.locator("main")).to_contain_text(words, timeout=PATIENCE_MS)

    def fetch(self, name: str) -> Path:
        """The file behind a link."""
        with self.page.expect_download() as waiting:
            self.follow(name)
        return Path(waiting.value.path())


def test_from_a_list_of_people_to_a_report(running: Takar, browser: Any, tmp_path: Path) -> None:
    contexts = [browser.new_context(viewport={"width": 1366, "height": 768}, locale="id-ID") for _ in "123"]
    pages = [context.new_page() for context in contexts]
    admin = Staff(pages[0], running.office, "admin")
    import_people(admin, tmp_path)
    seal_form(admin)
    open_assessment(admin)
    proctor = Staff(pages[1], running.office, "pengawas")
    desk = Desk(pages[2], running.exam, "001")
    sit_until_the_score(proctor, desk)
    read_result_and_reports(admin)
    assert admin.complaints + proctor.complaints + desk.complaints == []
    for context in contexts:
        context.close()


def import_people(admin: Staff, folder: Path) -> None:
    write_roster(folder / "daftar.xlsx")
    admin.follow("Impor data pegawai")
    admin.page.set_input_files("#berkas", folder / "daftar.xlsx")
    admin.press("Baca dan tampilkan pratinjau")
    admin.press("Tambahkan 955, ubah 0")
    admin.sees("955 pegawai ditambahkan, 0 diubah")
    admin.follow("Lihat daftar pegawai")
    admin.sees("955 pegawai")


def seal_form(admin: Staff) -> None:
    admin.go("/naskah/kisi-kisi/latihan-24/")
    admin.press("Susun naskah")
    admin.press("Segel naskah ini")
    admin.sees("Naskah disegel")


def open_assessment(admin: Staff) -> None:
    admin.go("/kegiatan/baru/")
    admin.fill(title=TITLE, organiser="BKPSDM Kota Contoh", location="Kota Contoh", legal_number="800/1/2026")
    admin.fill(legal_date="2026-01-05", legal_about="Pemetaan Kompetensi")
    admin.page.select_option("[name=form]", index=1)
    admin.press("Simpan rancangan")
    admin.sees("Belum ada peserta")
    admin.follow("Peserta")
    admin.page.select_option("[name=kelas]", "jpt_pratama")
    admin.fill(unit="Inspektorat")
    admin.press("Cari")
    admin.press("Tambahkan 1 orang")
    admin.sees("1 peserta ditambahkan")
    admin.follow("Buka kegiatan")
    admin.sees("Belum ada sesi")
    admin.follow("Sesi")
    today = f"{datetime.now(ZONES['WIB']):%Y-%m-%d}"
    admin.fill(room="Ruang CAT 1", capacity="5", day=today, opens="00:00", closes="23:59")
    admin.press("Tambah sesi")
    admin.press("Bagikan kursi")
    admin.sees("Semua 1 peserta sudah mendapat kursi")
    admin.follow("Buka kegiatan")
    admin.press("Catat di log dan buka kegiatan")
    admin.sees("tercatat di log sebagai nomor #0")
    assert admin.fetch("Kartu acara").read_bytes().startswith(b"%PDF")


def sit_until_the_score(proctor: Staff, desk: Desk) -> None:
    proctor.follow("Sesi 1")
    proctor.sees("Belum masuk")
    pin = re.search(r"\b\d{6}\b", proctor.page.inner_text("main"))
    assert pin
    desk.open().sign_in(pin[0]).prepare()
    desk.see_heading("Menunggu pengawas memulai")
    proctor.follow("Mulai sesi")
    proctor.press("Mulai sesi")
    proctor.sees("Sesi dimulai")
    desk.press("Mulai mengerjakan")
    answer_everything(desk)
    desk.see_heading("Hasil Anda")
    expect(desk.page.locator("main")).to_contain_text("Tanda terima tersegel")
    proctor.sees("sudah mengirim")
    assert "JPM" not in proctor.page.inner_text("body")


def answer_everything(desk: Desk) -> None:
    """The three sections of the short form: every question gets an answer by its key."""
    for last, items in ((False, 7), (False, 9), (True, 8)):
        for number in range(1, items + 1):
            desk.see_item(number)
            desk.keys("2", "ArrowRight")
        desk.see_received()
        if not last:
            desk.press("Selesai bagian ini")
            desk.page.get_by_role("button", name=re.compile("^Lanjut ke bagian")).click()
            desk.press("Ya, lanjut")
    desk.submit()


def read_result_and_reports(admin: Staff) -> None:
    admin.go("/hasil/")
    admin.follow(TITLE)
    admin.sees("dari 1 peserta sudah tersegel")
    assert admin.fetch("Rekap Excel").read_bytes().startswith(b"PK")
    admin.page.locator("main table").get_by_role("link").first.click()
    admin.sees("SAH")
    assert admin.fetch("Laporan individu").read_bytes().startswith(b"%PDF")
    assert admin.fetch("Tanda terima").read_text("utf-8").startswith("c2sp.org/tlog-proof@v1")
