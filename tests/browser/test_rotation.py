"""A rotation in a real browser: slider, picture and its table, chains, side by side, decisions; keyboard, phone, no fault."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from playwright.sync_api import expect

from tests.browser.accessibility import faults_of
from tests.browser.office_process import PASSWORD, takar

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PLANNER, MAYOR = "tim-talenta", "wali-kota"


@dataclass(frozen=True)
class Planned:
    """Addresses of the office and of three scenarios: two solved, one handed over."""

    office: str
    solved: str
    other: str
    handed: str

    def at(self, scenario: str, rest: str = "") -> str:
        return f"{self.office}/penempatan/rencana/{scenario}/{rest}"


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planned]:
    folder = tmp_path_factory.mktemp("placement")
    plan = ("tests.placement.plant", "8", "2", "1")
    with takar(folder, plan, **{PLANNER: "talent_team", MAYOR: "appointer"}) as office:
        yield Planned(office.office, *office.planted.split())


def signed_in(browser: Any, planned: Planned, name: str, width: int = 1366, height: int = 900) -> Any:
    size = {"width": width, "height": height}
    page = browser.new_context(viewport=size, locale="id-ID", reduced_motion="reduce").new_page()
    page.set_default_timeout(20_000)
    page.goto(f"{planned.office}/akun/masuk/")
    page.get_by_label("Nama pengguna").fill(name)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Masuk", exact=True).click()
    return page


def test_the_slider_brings_another_point_with_its_table_and_what_undoes_it(
    browser: Any, planned: Planned
) -> None:
    page = signed_in(browser, planned, PLANNER)
    page.goto(planned.at(planned.solved))
    slider, shown = page.locator("#geser"), page.locator("#titik-teks")
    most = shown.inner_text()
    slider.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    fewer = str(int(most) - 2)  # every step of this front is one move
    expect(shown).to_have_text(fewer)
    page.wait_for_url(f"**titik={fewer}")
    expect(page.locator(".pla-promise")).to_contain_text(f"{fewer} perpindahan")
    assert page.evaluate("document.activeElement.id") == "geser"
    rows = page.locator(".pla-moves tbody tr")
    expect(rows).to_have_count(int(fewer))
    # The moves of a point that was not suggested get what undoes them when somebody rests there.
    expect(rows.nth(0).locator("[id^=f-]")).not_to_be_empty()
    page.get_by_text("Angkanya sebagai tabel").click()
    told = page.locator("#tabel-depan tr.table-active td")
    expect(told.nth(0)).to_have_text(fewer)
    expect(told.nth(5)).to_have_text("500")
    assert page.locator(".pla-front a:visible").count() == page.locator("#tabel-depan tbody tr").count()
    page.locator('.pla-front a[aria-current="true"]:visible').focus()
    page.locator(f'.pla-front a[href="?titik={most}"]:visible').focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator(".pla-moves tbody tr")).to_have_count(int(most))


def test_a_chain_is_a_picture_and_a_list_in_the_order_of_decrees(browser: Any, planned: Planned) -> None:
    page = signed_in(browser, planned, PLANNER)
    page.goto(planned.at(planned.solved))
    for one in page.locator(".pla-chains article").all():
        drawn = [text.split(". ", 1)[1] for text in one.locator(".pla-who").all_text_contents()]
        listed = [text.split(" → ")[0] for text in one.locator(".pla-order > li").all_inner_texts()]
        assert drawn == listed
        described = one.locator("svg").get_attribute("aria-describedby")
        assert one.locator(f"#{described}").count() == 1


def test_moves_ticked_go_into_a_copy_by_one_click(browser: Any, planned: Planned) -> None:
    page = signed_in(browser, planned, PLANNER)
    page.goto(planned.at(planned.solved))
    sideways = (
        "one => one.closest('.table-responsive').scrollWidth - one.closest('.table-responsive').clientWidth"
    )
    assert page.locator(".pla-moves").evaluate(sideways) <= 1  # what can be ticked is in sight
    row = page.locator(".pla-moves tbody tr").nth(0)
    who = row.locator("th").inner_text().split("\n")[0]
    row.get_by_label(f"Kunci perpindahan {who}").check()
    with page.expect_navigation():
        page.get_by_role("button", name="Salin dengan yang dikunci dan dilarang").click()
    expect(page.get_by_text(f"Dikunci: {who}")).to_be_visible()


def test_side_by_side(browser: Any, planned: Planned) -> None:
    page = signed_in(browser, planned, PLANNER)
    page.goto(f"{planned.office}/penempatan/rencana/")
    for title in ("Rotasi contoh", "Rotasi lebih sedikit"):
        page.get_by_label(f"Bandingkan {title}", exact=True).check()
    with page.expect_navigation():
        page.get_by_role("button", name="Bandingkan yang dipilih").click()
    head = page.locator("table thead")
    expect(head).to_contain_text("Rotasi contoh")
    expect(head).to_contain_text("Rotasi lebih sedikit")


def test_a_destination_is_searched_and_chosen_by_keyboard_alone(browser: Any, planned: Planned) -> None:
    page = signed_in(browser, planned, MAYOR)
    page.goto(planned.at(planned.handed, "keputusan/"))
    first = page.locator("article.pla-decision").nth(0)
    nip = str(first.get_attribute("id")).removeprefix("o-")
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    first.get_by_role("radio", name="Tujuan lain").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("contoh 1")
    found = first.locator(".pla-found input[type=radio]")
    expect(found).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.type("kebutuhan mendesak di dinas itu")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    after = page.locator(f"#o-{nip}")
    expect(after).to_contain_text("Kepala Dinas Contoh 1")
    expect(after).to_contain_text("tujuan lain")


def faults(page: Any) -> list[str]:
    """Of the page itself: the path above the heading and the active line of the menu are the office's."""
    office = ("half-transparent ground: a.nav-link", 'a. "Rencana penempatan"', 'a. "Rotasi')
    return [one for one in faults_of(page) if not any(known in one for known in office)]


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (390, 844)])
def test_no_page_has_a_fault(browser: Any, planned: Planned, width: int, height: int) -> None:
    found: dict[str, list[str]] = {}
    pages = {
        PLANNER: ("", planned.solved, f"{planned.solved}/ketentuan", "baru", f"banding/?r={planned.solved}&r={planned.other}"),
        MAYOR: (f"{planned.handed}/keputusan",),
    }  # fmt: skip
    for name, addresses in pages.items():
        page = signed_in(browser, planned, name, width, height)
        for address in addresses:
            end = "" if "?" in address or not address else "/"
            page.goto(f"{planned.office}/penempatan/rencana/{address}{end}")
            wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
            found[address] = faults(page) + (["wider than the screen"] if wide else [])
            if os.environ.get("TAKAR_SHOTS"):
                file = f"{name}-{len(found)}-{width}.png"
                page.screenshot(path=str(Path(os.environ["TAKAR_SHOTS"]) / file), full_page=True)
    assert {address: told for address, told in found.items() if told} == {}
