"""Ten candidates, two posts, three rooms: each step through the pages, by whoever has to take it, with real processes."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import faults_of
from tests.browser.office_process import environment_of, plant, takar

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.timeout(400)]
PHRASE = "kopi pahit di pagi hari"
SHOTS = os.environ.get("TAKAR_SHOTS", "")


@dataclass
class Walk:
    """The office, what was planted in it, and one browser page per person."""

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
        for part in (self.planted.get("selection", ""), self.plenary):
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
        made = Walk(running.office, folder, browser, json.loads(planted(folder, "prepare")))
        yield made
        for page in made.pages.values():
            page.context.close()


def planted(folder: Path, *what: str) -> str:
    return plant(environment_of(folder), "tests.selection.plant", *what).strip().splitlines()[-1]


def press(page: Any, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def faults(page: Any) -> list[str]:
    """Of the page itself; the active line of the menu is drawn half-transparent on white by the office."""
    return [one for one in faults_of(page) if not one.startswith("half-transparent ground: a.nav-link")]


def test_a_selection_from_its_first_page_to_an_answered_objection(walk: Walk) -> None:
    set_up(walk)
    seat_the_panel(walk)
    take_candidates(walk)
    check_one(walk)
    ask_and_declare(walk)
    before_the_interviews(walk)
    the_interviews(walk)
    open_plenary(walk)
    decide(walk, "J1", departs=True)
    decide(walk, "J2", departs=False)
    sign(walk)
    outcome(walk)
    assert walk.faults == []


POSTS = ("Kepala Dinas Kesehatan", "Kepala Dinas Pendidikan")
REQUIREMENTS = (
    ("education", "Pendidikan paling rendah S1 atau D4", "mutlak", "Ijazah", "education", "S1"),
    ("age", "Usia paling tinggi 56 tahun", "mutlak", "SK CPNS", "age", "56"),
    ("training", "Pelatihan kepemimpinan", "penting", "Sertifikat", "", ""),
)
PDF = b"%PDF-1.4 ijazah"


def set_up(walk: Walk) -> None:
    """A new selection, its posts and their requirements."""
    page, days = walk.as_("sekretaris"), walk.planted["days"]
    page.goto(f"{walk.url}/seleksi/baru/")
    for label, text in (
        ("Nama seleksi", "Seleksi terbuka JPT Pratama 2026"),
        ("Dasar hukum", "Keputusan Wali Kota 800/1/2026"),
        ("Penyelenggara", "BKPSDM Kota Contoh"),
        ("Tempat", "Balai Kota"),
        ("Hari pertama wawancara", days[0]),
        ("Hari terakhir wawancara", days[-1]),
        ("Hari pengumuman hasil", days[-1]),
        ("Jam pengumuman", "00:00"),
    ):
        page.get_by_label(label).fill(text)
    page.get_by_label("Ketentuan seleksi").select_option("seleksi-terbuka/2019.1")
    press(page, "Simpan")
    walk.planted["selection"] = page.url.rstrip("/").split("/")[-2]
    for code, title in enumerate(POSTS, 1):
        page.get_by_label("Nama jabatan").last.fill(title)
        page.get_by_label("Unit kerja").last.fill(title.removeprefix("Kepala "))
        with page.expect_navigation():
            page.get_by_role("button", name="Tambah", exact=True).last.click()
        for one in REQUIREMENTS:
            require(page, f"J{code}", *one)
    expect(page.locator("#isi")).to_contain_text("J2. Kepala Dinas Pendidikan")


def require(page: Any, post: str, *fields: str) -> None:
    form = page.locator(f"form[action$='/jabatan/{post}/persyaratan/']").last
    form.locator("xpath=..").locator("summary").click()
    for name, value in zip(("kind", "text", "importance", "document", "fact", "limit"), fields, strict=True):
        field = form.locator(f"[name={name}]")
        field.select_option(value) if name in ("kind", "importance", "fact") else field.fill(value)
    with page.expect_navigation():
        form.get_by_role("button", name="Tambah", exact=True).click()


def seat_the_panel(walk: Walk) -> None:
    """Nine members, three in each room, the first of each from inside and one of them the head."""
    page = walk.as_("sekretaris")
    page.goto(f"{walk.selection}panitia/")
    for place, (user, room) in enumerate(walk.planted["seats"].items()):
        page.get_by_label("Akun").select_option(user)
        page.get_by_label("Unsur").select_option("internal" if place < 3 else "external")
        page.locator(f"input[name=rooms][value='{room}']").check()
        page.get_by_label("Ketua panitia").set_checked(place == 0)
        press(page, "Simpan")
    expect(page.locator("#isi")).not_to_contain_text("Susunan belum sesuai")
    expect(page.locator("table")).to_contain_text("Ratna Kusuma ketua")


def take_candidates(walk: Walk) -> None:
    """Six NIPs for the first post and four for the second, looked at before anybody is added."""
    page, nips = walk.as_("sekretaris"), list(walk.planted["people"].values())
    for post, listed in (("J1", nips[:6]), ("J2", nips[6:])):
        page.goto(f"{walk.selection}calon/")
        page.get_by_text("Tempel NIP atau unggah berkas Excel").click()
        page.get_by_label("Jabatan", exact=True).select_option(post)
        page.get_by_label("NIP, satu per baris").fill("\n".join(listed))
        press(page, "Periksa dahulu")
        press(page, f"Tambahkan {len(listed)} calon")
    expect(page.locator("#isi")).to_contain_text("4 calon ditambahkan")


def check_one(walk: Walk) -> None:
    """One file by two people, tick by tick and value by value; the other nine the same way without a browser."""
    first, second = walk.as_("sekretaris"), walk.as_("sekretaris.dua")
    first.goto(f"{walk.selection}calon/")
    first.get_by_role("link", name="Adi Nugraha").click()
    address = first.url
    first.get_by_label("Nama dokumen").fill("Ijazah")
    first.locator("#dfile").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": PDF})
    press(first, "Unggah")
    for number in (1, 2, 3):
        form = first.locator("form", has=first.locator(f"input[name=requirement][value='{number}']")).first
        form.locator("[name=document]").select_option(label="Ijazah")
        with first.expect_navigation():
            form.get_by_role("button", name="Tandai").click()
    for component, value in (("track_record", "88"), ("paper", "86")):
        form = first.locator("form", has=first.locator(f"input[name=component][value='{component}']"))
        form.locator("xpath=..").locator("summary").click()
        form.get_by_label("Nilai").fill(value)
        form.get_by_label("Bukti").fill("berkas diperiksa")
        form.get_by_label("Dokumen di belakangnya").select_option(label="Ijazah")
        with first.expect_navigation():
            form.get_by_role("button", name="Simpan").click()
    second.goto(f"{walk.url}/")
    second.get_by_role("link", name="Tegaskan pemeriksaan administrasi 1 calon").click()
    assert second.url == address
    for _ in range(5):
        with second.expect_navigation():
            second.get_by_role("button", name="Tegaskan", exact=True).first.click()
    expect(second.get_by_role("button", name="Tegaskan", exact=True)).to_have_count(0)
    first.goto(address)
    expect(first.locator("#isi")).to_contain_text("Sekretaris, ditegaskan Sekretaris Dua")
    press(first, "Simpulkan pemeriksaan")
    expect(first.locator("#isi")).to_contain_text("memenuhi syarat")
    assert int(planted(walk.folder, "check", walk.planted["selection"])) == 9
    first.goto(f"{walk.selection}calon/")
    press(first, "Ambil hasil asesmen semua calon")
    expect(first.locator("#isi")).to_contain_text("10 hasil asesmen diambil")


def ask_and_declare(walk: Walk) -> None:
    """Standard questions by one secretary and reviewed by another; each member speaks about every candidate."""
    first, second = walk.as_("sekretaris"), walk.as_("sekretaris.dua")
    first.goto(f"{walk.selection}pertanyaan/")
    for place in range(6):
        form = first.locator("form[action$='/tulis/']").nth(place)
        form.locator("textarea").fill(
            "Bagaimana Anda memimpin? | contoh nyata\nApa yang Anda ubah pada tahun pertama?"
        )
        with first.expect_navigation():
            form.get_by_role("button", name="Simpan").click()
    second.goto(f"{walk.selection}pertanyaan/")
    for _ in range(6):
        with second.expect_navigation():
            second.get_by_role("button", name="Sudah saya telaah").first.click()
    for place, name in enumerate(walk.planted["seats"]):
        member = walk.as_(name)
        member.goto(f"{walk.url}/")
        member.get_by_role("link", name="Nyatakan benturan kepentingan tentang 10 calon").click()
        if place == 0:
            member.get_by_label("Calon", exact=True).select_option(label="Gita Permata")
            member.get_by_label("Hubungan").select_option(label="Hubungan keluarga")
            member.get_by_label("Keterangan").fill("kakak ipar")
            press(member, "Nyatakan")
            walk.shoot(member, "benturan-anggota")
            expect(member.locator("#isi")).to_contain_text("Anda tidak menilai calon ini")
        with member.expect_navigation():
            member.get_by_role("button", name="Tidak ada benturan dengan").click()
        expect(member.locator("#isi")).not_to_contain_text("belum menyatakan")


def before_the_interviews(walk: Walk) -> None:
    """Every page of preparation; the timetable is made; the terms are committed."""
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
    """A whole sheet in each room by hand, the others by their devices; one candidate is ill on the second day."""
    for rater in ("teknis1", "manajerial1", "sosial1"):
        rate_at_the_desk(walk, rater, "Adi Nugraha", ("90", "92"))
    assert "Gita Permata" not in walk.as_("teknis1").locator("#isi").inner_text()
    walk.look("sekretaris", f"{walk.selection}calon/")
    secretary = walk.as_("sekretaris")
    secretary.get_by_role("link", name="Eko Prasetyo").click()
    secretary.get_by_label("Alasan").last.fill("sakit pada hari kedua, surat dokter terlampir")
    press(secretary, "Gugur")
    expect(secretary.locator("#isi")).to_contain_text("gugur")
    closed = walk.look("auditor", f"{walk.selection}tabel/J1/")
    expect(closed.locator("#isi")).to_contain_text("Tabel masih tertutup")
    assert int(planted(walk.folder, "rate", walk.planted["selection"])) == 77
    for name in ("auditor", "teknis1"):
        table = walk.look(name, f"{walk.selection}tabel/J1/")
        expect(table.locator("#isi")).to_contain_text("Adi Nugraha")
        expect(table.locator("#isi")).to_contain_text("TMS")
    hidden = walk.look("teknis1", f"{walk.selection}tabel/J2/")
    assert "Gita Permata" not in hidden.content()


def rate_at_the_desk(walk: Walk, rater: str, name: str, values: tuple[str, ...]) -> None:
    """From the first page to a locked sheet: a note per question, tagged, rated, and the passphrase at the end."""
    page = walk.look(rater, f"{walk.url}/")
    page.get_by_role("link", name="lembar dari hari sebelumnya").click()
    expect(page.locator(".sheets").first).to_be_visible()
    walk.shoot(page, f"meja-{rater}")
    page.locator(".sheets a", has_text=name).click()
    expect(page.locator(".sheet-body")).to_be_visible()
    for place, value in enumerate(values):
        if place:
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
        page.keyboard.type(f"Memberi contoh nyata yang ke-{place + 1}")
        for key in ("Enter", "Escape", "+", "v"):
            page.keyboard.press(key)
        page.keyboard.type(value)
        page.keyboard.press("Enter")
    expect(page.locator(".count")).to_have_text("Semua 2 aspek lengkap")
    walk.shoot(page, f"meja-lembar-{rater}")
    page.keyboard.press("Control+Enter")
    page.keyboard.type(PHRASE)
    page.keyboard.press("Enter")
    expect(page.locator(".banner.locked")).to_contain_text("terkunci sejak")
    page.goto(f"{walk.url}/asesor/")
    expect(page.locator(".sheets").first).to_be_visible()


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
