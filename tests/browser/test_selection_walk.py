"""Ten candidates, two posts, three rooms: each step through the pages, by whoever has to take it, with real processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import faults_of
from tests.browser.office_process import takar

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(400)]
PHRASE = "kopi pahit di pagi hari"
ROOT = Path(__file__).parents[2]
SHOTS = os.environ.get("TAKAR_SHOTS", "")


@dataclass
class Walk:
    """The office, the selection planted in it, and one browser page per person."""

    url: str
    folder: Path
    browser: Any
    planted: dict[str, Any]
    pages: dict[str, Any] = field(default_factory=dict)
    plenary: str = ""
    faults: list[str] = field(default_factory=list)

    @property
    def selection(self) -> str:
        return f"{self.url}/seleksi/{self.planted['selection']}/"

    @property
    def room(self) -> str:
        return f"{self.url}/pleno/{self.plenary}/"

    def as_(self, name: str) -> Any:
        """This person's page, signed in once."""
        if name not in self.pages:
            context = self.browser.new_context(
                viewport={"width": 1366, "height": 768}, locale="id-ID", reduced_motion="reduce"
            )
            page = context.new_page()
            page.set_default_timeout(20_000)
            page.goto(f"{self.url}/akun/masuk/")
            page.get_by_label("Nama pengguna").fill(name)
            page.get_by_label("Kata sandi").fill(PHRASE)
            with page.expect_navigation():
                page.get_by_role("button", name="Masuk", exact=True).click()
            self.pages[name] = page
        return self.pages[name]

    def look(self, name: str, address: str) -> Any:
        page = self.as_(name)
        answer = page.goto(address)
        assert answer.status < 400, (address, answer.status)
        self.shoot(page, address.removeprefix(self.url).strip("/").replace("/", "-").split("?")[0])
        return page

    def shoot(self, page: Any, name: str) -> None:
        """A picture at both widths, when somebody wants to look."""
        if not SHOTS:
            return
        for part in (self.planted["selection"], self.plenary):
            name = name.replace(part, "x") if part else name
        page.screenshot(path=f"{SHOTS}/{name}-w.png", full_page=True)
        page.set_viewport_size({"width": 390, "height": 844})
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.screenshot(path=f"{SHOTS}/{name}-n.png", full_page=True)
        page.set_viewport_size({"width": 1366, "height": 768})
        if wide > 391:
            self.faults.append(f"{name}: {wide} px wide on a telephone")


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory, browser: Any) -> Iterator[Walk]:
    folder = tmp_path_factory.mktemp("seleksi")
    with takar(folder) as running:
        made = Walk(running.office, folder, browser, json.loads(plant(folder, "prepare")))
        yield made
        for page in made.pages.values():
            page.context.close()


def plant(folder: Path, *what: str) -> str:
    environment = {**os.environ, "TAKAR_DATA": str(folder), "TAKAR_ORIGIN": "log.contoh.invalid/2026"}
    for name in ("TAKAR_OFFICE_DB", "TAKAR_EXAM_DB"):
        environment.pop(name, None)
    done = subprocess.run(
        [sys.executable, "-m", "tests.selection.plant", *what], env=environment, cwd=ROOT, capture_output=True, text=True
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.strip().splitlines()[-1]


def press(page: Any, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def faults(page: Any) -> list[str]:
    """Of the page itself; the active line of the menu is drawn half-transparent on white by the office."""
    return [one for one in faults_of(page) if not one.startswith("half-transparent ground: a.nav-link")]


def test_a_selection_from_the_declarations_to_an_answered_objection(walk: Walk) -> None:
    before_the_interviews(walk)
    the_interviews(walk)
    open_plenary(walk)
    decide(walk, "J1", departs=True)
    decide(walk, "J2", departs=False)
    sign(walk)
    outcome(walk)
    assert walk.faults == []


def before_the_interviews(walk: Walk) -> None:
    """Every page of preparation; a member declares a conflict; the timetable is made; the terms are committed."""
    people, member = walk.planted["people"], next(iter(walk.planted["seats"]))
    secretary = walk.as_("sekretaris")
    for part in (
        "",
        "tahapan/",
        "ubah/",
        "jabatan/",
        "panitia/",
        "calon/",
        "calon/cari/?jabatan=J1",
        "pertanyaan/",
        "benturan/",
        "jadwal/",
    ):
        walk.look("sekretaris", walk.selection + part)
        walk.faults += [f"{part}: {one}" for one in faults(secretary)]
    one = walk.look("sekretaris", f"{walk.selection}calon/")
    one.get_by_role("link", name="Adi Nugraha").click()
    expect(one.locator("h1")).to_contain_text("Adi Nugraha")
    walk.shoot(one, "calon-satu")
    declared = walk.look(member, f"{walk.selection}benturan/")
    declared.get_by_label("Calon").select_option(label="Gita Permata")
    declared.get_by_label("Hubungan").select_option(label="Hubungan keluarga")
    declared.get_by_label("Keterangan").fill("kakak ipar")
    press(declared, "Nyatakan")
    walk.shoot(declared, "benturan-anggota")
    expect(declared.locator("#isi")).to_contain_text("Anda tidak menilai calon ini")
    walk.look("sekretaris", f"{walk.selection}jadwal/")
    press(secretary, "Susun jadwal")
    secretary.wait_for_url("**/jadwal/", timeout=40_000)
    expect(secretary.locator("#isi")).to_contain_text("Daftar giliran")
    walk.shoot(secretary, "jadwal-tersusun")
    walk.look("sekretaris", walk.selection)
    press(secretary, "Tetapkan sekarang")
    expect(secretary.locator("#isi")).to_contain_text("Ketentuan sudah ditetapkan")
    walk.shoot(secretary, "ringkasan-ditetapkan")
    assert people["Gita Permata"] not in walk.as_(member).content()


def the_interviews(walk: Walk) -> None:
    """One rater at the desk by hand, the others by their devices; one candidate is ill on the second day."""
    rater = "manajerial1"
    page = walk.look(rater, f"{walk.url}/asesor/")
    sheets = page.evaluate("fetch('/asesor/api/today').then((a) => a.json()).then((b) => b.sheets)")
    assert sheets is not None
    walk.look("sekretaris", f"{walk.selection}calon/")
    secretary = walk.as_("sekretaris")
    secretary.get_by_role("link", name="Eko Prasetyo").click()
    secretary.get_by_label("Alasan").last.fill("sakit pada hari kedua, surat dokter terlampir")
    press(secretary, "Gugur")
    expect(secretary.locator("#isi")).to_contain_text("gugur")
    closed = walk.look("auditor", f"{walk.selection}tabel/J1/")
    expect(closed.locator("#isi")).to_contain_text("Tabel masih tertutup")
    assert int(plant(walk.folder, "rate", walk.planted["selection"])) == 80
    for name in ("auditor", "teknis1"):
        table = walk.look(name, f"{walk.selection}tabel/J1/")
        expect(table.locator("#isi")).to_contain_text("Adi Nugraha")
        expect(table.locator("#isi")).to_contain_text("TMS")
    hidden = walk.look("teknis1", f"{walk.selection}tabel/J2/")
    assert "Gita Permata" not in hidden.content()


def open_plenary(walk: Walk) -> None:
    """As soon as the worker has carried the ratings into the log."""
    address = f"{walk.url}/pleno/seleksi/{walk.planted['selection']}/"
    secretary = walk.look("sekretaris", address)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        press(secretary, "Buka pleno")
        if "/pleno/seleksi/" not in secretary.url:
            break
        time.sleep(0.5)
    walk.plenary = secretary.url.rstrip("/").rsplit("/", 1)[-1]
    expect(secretary.locator("h1")).to_have_text("Ruang pleno")
    walk.shoot(secretary, "pleno-dibuka")


MEMBERS = ("teknis1", "manajerial1", "sosial1", "teknis2", "manajerial2")


def decide(walk: Walk, post: str, *, departs: bool) -> None:
    """Figures shown, a motion, everybody's vote, the count."""
    room, secretary = f"{walk.room}?jabatan={post}", walk.as_("sekretaris")
    # who is recused from a candidate for the second post neither sees it nor votes on it
    voters = [one for one in MEMBERS if post == "J1" or one != "teknis1"] + (
        ["sosial2"] if post == "J2" else []
    )
    for name in voters:
        page = walk.as_(name)
        page.goto(room)
        if page.get_by_role("button", name="Saya hadir", exact=True).count():
            press(page, "Saya hadir")
    secretary.goto(room)
    press(secretary, "Tampilkan nilai")
    walk.shoot(secretary, f"pleno-nilai-{post}")
    first = walk.as_(voters[1])
    first.goto(room)
    first.locator("#usul-baru-judul").click()
    if departs:
        first.get_by_label("Usul untuk").select_option("departure")
        for name, place in (("Adi Nugraha", "2"), ("Bunga Lestari", "1")):
            first.get_by_label(name).fill(place)
    first.get_by_label("Isi dan alasan").fill(
        "Pengalaman memimpin unit layanan lebih sesuai dengan kebutuhan jabatan"
    )
    walk.shoot(first, f"pleno-usul-{post}")
    press(first, "Ajukan")
    for place, name in enumerate(voters):
        page = walk.as_(name)
        page.goto(room)
        against = departs and place == 0
        choice = "tidak setuju" if against else "setuju"
        page.get_by_text(choice, exact=True).first.click()
        if against:
            page.locator("textarea[name=pendapat]").fill("urutan hasil perhitungan sudah adil")
        press(page, "Berikan suara")
    secretary.goto(room)
    press(secretary, "Hitung suara")
    walk.shoot(secretary, f"pleno-dihitung-{post}")
    walk.faults += faults(secretary)


def sign(walk: Walk) -> None:
    """Everybody who came signs with his own key; the minutes are finished."""
    secretary = walk.look("sekretaris", walk.room)
    press(secretary, "Tutup pembahasan")
    walk.shoot(secretary, "pleno-berita-acara")
    for name in (*MEMBERS, "sosial2"):
        page = walk.as_(name)
        page.goto(f"{walk.room}berita-acara/")
        page.get_by_label("Frasa sandi tanda tangan").fill(PHRASE)
        press(page, "Tandatangani")
    walk.look("sekretaris", f"{walk.room}berita-acara/")
    press(secretary, "Selesaikan berita acara")
    expect(secretary.locator("#isi")).to_contain_text(
        "Tabel, berita acara, tanda tangan, dan log saling cocok."
    )
    href = secretary.locator("a.btn", has_text="Berita acara").get_attribute("href")
    paper = secretary.request.get(f"{walk.url}{href}")
    assert paper.body().startswith(b"%PDF-")
    if SHOTS:
        Path(SHOTS, "berita-acara.pdf").write_bytes(paper.body())


def outcome(walk: Walk) -> None:
    """Handed over, chosen with a reason, released, an objection received and answered, and who read it all."""
    secretary, mayor = walk.as_("sekretaris"), walk.as_("walikota")
    too_early = mayor.goto(f"{walk.room}hasil/")
    assert too_early.status == 403
    expect(mayor.locator("#isi")).to_contain_text("sekretaris panitia seleksi")
    walk.shoot(mayor, "hasil-belum-diserahkan")
    walk.look("sekretaris", f"{walk.room}hasil/")
    secretary.get_by_role("textbox", name="Kepada").fill("Wali Kota Contoh")
    secretary.get_by_role("textbox", name="Nomor surat pengantar").fill("800/512/PANSEL/2026")
    press(secretary, "Serahkan")
    walk.look("walikota", f"{walk.room}hasil/")
    form = mayor.locator("form", has=mayor.get_by_role("radio", name="Citra Ayu"))
    form.get_by_role("radio", name="Citra Ayu").check()
    with mayor.expect_navigation():
        form.get_by_role("button", name="Simpan pilihan").click()
    expect(mayor.locator("#isi")).to_contain_text("alasan")
    form.get_by_role("radio", name="Citra Ayu").check()
    form.get_by_role("textbox", name="Alasan").fill(
        "Pengalaman menangani wabah lebih sesuai dengan kebutuhan kota tahun ini"
    )
    with mayor.expect_navigation():
        form.get_by_role("button", name="Simpan pilihan").click()
    expect(mayor.locator("#isi")).to_contain_text("Pilihan PPK")
    walk.shoot(mayor, "hasil-dipilih")
    walk.look("sekretaris", f"{walk.room}hasil/")
    press(secretary, "Umumkan hasil")
    expect(secretary.locator("#isi")).to_contain_text("Keberatan diterima sampai dengan")
    walk.shoot(secretary, "hasil-diumumkan")
    walk.look("sekretaris", f"{walk.room}keberatan/")
    secretary.get_by_role("combobox", name="Calon").select_option(
        label="006 Farid Maulana, Kepala Dinas Kesehatan"
    )
    secretary.get_by_role("textbox", name="Isi keberatan").fill(
        "Nilai wawancara ruang teknis saya di bawah 80, mohon diperiksa buktinya."
    )
    press(secretary, "Terima")
    secretary.get_by_role("textbox", name="Jawaban dengan alasan").fill(
        "Bukti pada lembar ketiga penilai diperiksa dan sesuai; nilai tetap."
    )
    press(secretary, "Tolak")
    walk.shoot(secretary, "keberatan-dijawab")
    audited = walk.look("auditor", f"{walk.room}hasil/")
    expect(audited.locator("#isi")).to_contain_text("Catatan pembaca")
    walk.faults += faults(audited)
