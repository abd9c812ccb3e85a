"""Two members in one plenary: both see the same, type undisturbed, and sign on their own devices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import faults_of
from tests.browser.office_process import takar

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
PHRASE = "kopi pahit di pagi hari"


@dataclass(frozen=True)
class Room:
    url: str
    plenary: str

    @property
    def page(self) -> str:
        return f"{self.url}/pleno/{self.plenary}/"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    folder = tmp_path_factory.mktemp("pleno")
    with takar(folder, ("tests.plenary.plant",)) as running:
        yield Room(running.office, running.planted.strip().splitlines()[-1])


def seat(browser: Any, room: Room, name: str) -> Any:
    context = browser.new_context(
        viewport={"width": 1366, "height": 768}, locale="id-ID", reduced_motion="reduce"
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{room.url}/akun/masuk/")
    page.get_by_label("Nama pengguna").fill(name)
    page.get_by_label("Kata sandi").fill(PHRASE)
    with page.expect_navigation():
        page.get_by_role("button", name="Masuk", exact=True).click()
    page.goto(room.page)
    return page


def press(page: Any, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def faults(page: Any) -> list[str]:
    """Of the page itself; the active line of the menu is drawn half-transparent on white by the office."""
    return [one for one in faults_of(page) if not one.startswith("half-transparent ground: a.nav-link")]


def test_two_members_at_once(browser: Any, room: Room) -> None:
    first, second, third, secretary = (seat(browser, room, name) for name in ("a1", "a2", "a3", "sekretaris"))
    for page in (first, second, third):
        press(page, "Saya hadir")
    # without touching anything, the first member sees the others arrive
    expect(first.locator(".ple-quorum")).to_contain_text("3 anggota hadir")
    expect(first.locator("#bukti")).to_be_visible()
    press(secretary, "Tampilkan nilai")
    expect(first.locator("#tabel")).to_be_visible()
    expect(second.locator("#tabel")).to_be_visible()
    first.locator("#usul-baru-judul").click()
    first.get_by_label("Isi dan alasan").fill("Menetapkan peringkat sesuai perhitungan")
    press(first, "Ajukan")
    # the second member types his dissent while the first one votes: nothing of it is lost
    expect(second.get_by_role("button", name="Berikan suara")).to_be_visible()
    dissent = second.locator("textarea[name=pendapat]")
    dissent.fill("bobot wawancara terlalu besar")
    first.get_by_text("setuju", exact=True).first.click()
    press(first, "Berikan suara")
    expect(second.locator("#pleno-kini")).to_contain_text("1 dari 5 anggota berhak suara sudah memilih")
    expect(dissent).to_have_value("bobot wawancara terlalu besar")
    second.keyboard.press("Shift+Tab")
    second.keyboard.press("ArrowRight")
    second.get_by_text("tidak setuju", exact=True).first.click()
    press(second, "Berikan suara")
    third.goto(room.page)
    third.get_by_text("setuju", exact=True).first.click()
    press(third, "Berikan suara")
    secretary.goto(room.page)
    press(secretary, "Hitung suara")
    expect(third.locator("#pleno-kini")).to_contain_text("2 setuju, 1 tidak setuju, 0 abstain")
    expect(third.locator(".ple-dissent")).to_contain_text("bobot wawancara terlalu besar")
    for page in (first, third, secretary):
        assert faults(page) == []
    second_post(secretary, first, second, third, room)
    signed(secretary, first, second, third, room)


def second_post(secretary: Any, first: Any, second: Any, third: Any, room: Room) -> None:
    """The other post, from which one member is recused."""
    secretary.goto(f"{room.page}?jabatan=J2")
    press(secretary, "Tampilkan nilai")
    first.goto(f"{room.page}?jabatan=J2")
    first.locator("#usul-baru-judul").click()
    first.get_by_label("Isi dan alasan").fill("Menetapkan peringkat")
    press(first, "Ajukan")
    for page in (first, second, third):
        page.goto(f"{room.page}?jabatan=J2")
        page.get_by_text("setuju", exact=True).first.click()
        press(page, "Berikan suara")
    secretary.goto(f"{room.page}?jabatan=J2")
    press(secretary, "Hitung suara")


def signed(secretary: Any, first: Any, second: Any, third: Any, room: Room) -> None:
    """Everyone signs on his own device; a wrong passphrase keeps the page."""
    press(secretary, "Tutup pembahasan")
    for page in (first, second, third):
        page.goto(f"{room.page}berita-acara/")
    first.get_by_label("Frasa sandi tanda tangan").fill("bukan frasanya")
    press(first, "Tandatangani")
    expect(first.get_by_role("alert")).to_contain_text("tidak cocok")
    for page in (first, second, third):
        page.get_by_label("Frasa sandi tanda tangan").fill(PHRASE)
    # all of them press before the first answer is there
    for page in (first, second, third):
        page.get_by_role("button", name="Tandatangani", exact=True).click(no_wait_after=True)
    for page in (first, second, third):
        expect(page.locator("#isi")).to_contain_text("Anda sudah menandatangani berita acara ini")
        assert faults(page) == []
    secretary.goto(f"{room.page}berita-acara/")
    press(secretary, "Selesaikan berita acara")
    expect(secretary.locator("#isi")).to_contain_text(
        "Tabel, berita acara, tanda tangan, dan log saling cocok."
    )
    assert faults(secretary) == []
