"""The rater reads the letters with the participant's answers, and a passage of them becomes evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from playwright.sync_api import expect

from tests.browser.accessibility import faults_of
from tests.browser.rating_room import RaterPage, RatingRoom, rating_room
from tests.exercises.plant_writing import SHEET

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]
PASSAGE = "Dua petugas kembali dari Perizinan"
_SELECT = """(words) => {
  const place = [...document.querySelectorAll(".said p")].find((one) => one.textContent.includes(words)).firstChild;
  const at = place.data.indexOf(words);
  document.getSelection().setBaseAndExtent(place, at, place, at + words.length);
}"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RatingRoom]:
    with rating_room(tmp_path_factory.mktemp("tulisan"), "tests.exercises.plant_writing") as made:
        yield made


def opened(context: Any, room: RatingRoom, size: tuple[int, int] = (1366, 768)) -> RaterPage:
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    sari = RaterPage(page, room).sign_in()
    page.goto(f"{room.url}/asesor/#{SHEET}")
    expect(page.locator(".written").first).to_be_attached()
    return sari


def test_a_passage_becomes_a_note_and_is_tagged(context: Any, room: RatingRoom) -> None:
    sari = opened(context, room)
    page = sari.page
    expect(page.locator(".written")).to_have_count(8)
    quote = page.get_by_role("button", name="Jadikan catatan", exact=True)
    expect(quote).to_be_disabled()
    page.evaluate(_SELECT, PASSAGE)
    quote.click()
    note = page.locator(".notes-list [data-chosen=true] .text")
    expect(note).to_have_text(f"Surat 1: “{PASSAGE}”")
    sari.keys("+")
    expect(page.locator(".chip")).to_have_count(1)
    page.get_by_role("button", name="Catat: Ditolak").click()
    expect(note).to_contain_text("Surat 4: “Ditolak.")
    sari.see_saved()
    assert faults_of(page) == []
    page.get_by_role("button", name="Tulisan peserta", exact=True).locator("visible=true").click()
    expect(page.locator("section.material")).to_be_hidden()
    assert sari.faults == []


def test_it_can_be_read_without_the_network_and_on_a_phone(context: Any, room: RatingRoom) -> None:
    sari = opened(context, room, (390, 844)).ready_for_offline()
    page = sari.page
    page.reload()
    expect(page.locator(".written").first).to_be_attached()
    context.set_offline(True)
    page.reload()
    page.get_by_role("button", name="Tulisan peserta", exact=True).locator("visible=true").click()
    expect(page.locator(".said", has_text="Ditolak. Berkas lingkungan")).to_be_visible()
    assert faults_of(page) == []
    context.set_offline(False)
    assert sari.faults == []
