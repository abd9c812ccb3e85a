"""The picture of the talent map in a real browser: filter, keyboard, click, phone, three thousand points, no fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from playwright.sync_api import expect

from tests.browser.accessibility import faults_of
from tests.browser.office_process import PASSWORD, Takar, takar
from tests.people.lists import nip

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PEOPLE = 3000


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Takar]:
    folder = tmp_path_factory.mktemp("talent")
    with takar(folder, ("tests.talent.plant", str(PEOPLE)), talenta="talent_team") as office:
        yield office


def signed_in(browser: Any, running: Takar, **size: int) -> Any:
    page = browser.new_context(viewport=size, locale="id-ID", reduced_motion="reduce").new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{running.office}/akun/masuk/")
    page.get_by_label("Nama pengguna").fill("talenta")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Masuk", exact=True).click()
    return page


def the_map(page: Any, running: Takar) -> Any:
    page.goto(f"{running.office}/talenta/1/")
    page.wait_for_selector("#gambar[data-ready]")
    return page


def test_filtering_keyboard_and_click_lead_to_a_person(browser: Any, running: Takar) -> None:
    page = the_map(signed_in(browser, running, width=1366, height=900), running)
    said = page.locator("#ucapan")
    expect(said).to_have_text("2.600 dari 2.600 orang tampak")
    page.get_by_label("Nama atau NIP").fill("Contoh 007")
    expect(said).to_have_text("1 dari 2.600 orang tampak")
    page.get_by_label("Nama atau NIP").fill("tidak ada yang bernama begini")
    expect(said).to_have_text("Tidak ada orang yang cocok dengan saringan.")
    page.get_by_label("Nama atau NIP").fill("")
    page.get_by_label("Perangkat daerah").select_option("Dinas Contoh 1")
    expect(said).not_to_contain_text("2.600 dari")
    page.locator("canvas").focus()
    page.keyboard.press("ArrowRight")
    first = said.inner_text()
    assert "kotak" in first
    page.keyboard.press("ArrowDown")
    assert said.inner_text() != first
    name = said.inner_text().split(" · ")[0]
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_three_thousand_points_answer_to_every_key_stroke(browser: Any, running: Takar) -> None:
    page = the_map(signed_in(browser, running, width=1366, height=900), running)
    slowest = page.evaluate(
        """() => {
          const box = document.getElementById("cari");
          let slowest = 0;
          for (const text of ["p", "pe", "peg", "pegawai contoh 2", ""]) {
            const began = performance.now();
            box.value = text;
            box.dispatchEvent(new Event("input", { bubbles: true }));
            slowest = Math.max(slowest, performance.now() - began);
          }
          return slowest;
        }"""
    )
    assert slowest < 200  # a drawing on this machine's software renderer takes about 15 ms


def faults(page: Any) -> list[str]:
    """Of the page itself: the path above the heading and the active line of the menu are the office's."""
    office = ("half-transparent ground: a.nav-link", 'a. "Peta talenta"')
    return [one for one in faults_of(page) if not any(known in one for known in office)]


PAGES = (
    "",
    "ringkasan/",
    "belum-dinilai/",
    "kelompok/",
    "suksesi/",
    "suksesi/D1.01/",
    "pensiun/",
    "orang/{nip}/",
)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_no_page_has_a_fault(browser: Any, running: Takar, width: int, height: int) -> None:
    page = signed_in(browser, running, width=width, height=height)
    found: dict[str, list[str]] = {}
    for address in (*(f"1/{one}" for one in PAGES), "peta/", "peta/baru/"):
        page.goto(f"{running.office}/talenta/{address.format(nip=nip(7))}")
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[address] = faults(page) + (["wider than the screen"] if wide else [])
    assert not any(found.values()), found
