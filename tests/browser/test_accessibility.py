"""Every screen can be read, operated and enlarged by everybody."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from playwright.sync_api import expect

from tests.browser.accessibility import faults_of
from tests.browser.desk import Desk
from tests.browser.room import Room

pytestmark = [pytest.mark.browser, pytest.mark.database]
LARGE = {"language": "id", "size": 4, "contrast": True}
VIEWS = {
    "laptop": ({"width": 1366, "height": 768}, None),
    "phone, very large text, high contrast": ({"width": 390, "height": 844}, LARGE),
    "reflow at 320 px": ({"width": 320, "height": 640}, None),
}


@pytest.mark.parametrize("view", VIEWS)
def test_no_screen_has_a_fault(browser: Any, rooms: Callable[..., Room], view: str) -> None:
    size, display = VIEWS[view]
    room = rooms(started=False)
    context = browser.new_context(viewport=size, locale="id-ID", reduced_motion="reduce")
    desk = room.desk(context.new_page())
    if display:
        desk.page.add_init_script(f"localStorage['takar.display'] ??= '{_json(display)}'")
    found: dict[str, list[str]] = {}

    def look(screen: str) -> None:
        found[screen] = faults_of(desk.page)

    desk.open().see_heading("Masuk ujian")
    look("sign in")
    desk.sign_in("000000")
    expect(desk.page.locator(".alert")).to_be_visible()
    look("wrong PIN")
    desk.sign_in().see_heading("Apakah ini Anda?")
    look("identity")
    desk.press("Ya, ini saya")
    desk.see_heading("Sebelum mulai")
    look("briefing")
    desk.press("Isi otomatis")
    desk.press("Saya mengerti")
    desk.see_heading("Menunggu pengawas memulai")
    look("waiting")
    room.give_start()
    desk.press("Mulai mengerjakan")
    desk.see_item(1)
    look("situation")
    desk.keys("a", "r")
    desk.see_received()
    look("answered")
    desk.keys("?")
    look("help")
    desk.keys("Escape")
    context.set_offline(True)
    desk.keys("n", "b")
    desk.see_offline()
    look("offline")
    context.set_offline(False)
    desk.see_received()
    to_the_end(desk)
    look("end of section")
    desk.press("Lanjut ke bagian B")
    desk.press("Ya, lanjut")
    expect(desk.page.locator(".pictures")).to_be_visible()
    look("figure")
    desk.keys("n", "n", "n", "d")
    desk.see_received()
    look("statement")
    to_the_end(desk)
    look("review")
    desk.press("Kirim jawaban")
    look("confirmation")
    desk.press("Ya, kirim")
    desk.see_heading("Jawaban Anda sudah diterima")
    look("scoring")
    room.publish()
    desk.see_heading("Hasil Anda")
    look("result")
    assert {screen: faults for screen, faults in found.items() if faults} == {}
    desk.no_complaints()
    context.close()


def to_the_end(desk: Desk) -> None:
    """Over the last question to the review."""
    desk.page.locator("#item-heading").focus()
    desk.keys("End")
    desk.page.locator(".moves .primary").click()


def _json(value: dict[str, Any]) -> str:

    return json.dumps(value)


def test_the_whole_page_speaks_english_when_asked(context: Any, rooms: Callable[..., Room]) -> None:
    desk = Desk(context.new_page(), rooms().url).open()
    desk.press("English")
    desk.see_heading("Sign in to the exam")
    expect(desk.page.locator("html")).to_have_attribute("lang", "en")
    desk.page.get_by_label("NIP or participant number").fill("12345678901")
    desk.page.get_by_label("Session PIN").fill("1")
    desk.press("Sign in")
    expect(desk.page.get_by_role("alert")).to_contain_text("A NIP has 18 digits; you entered 11.")
    desk.page.reload()
    desk.see_heading("Sign in to the exam")
    desk.no_complaints()


def test_arrow_keys_move_the_focus_and_never_answer(context: Any, rooms: Callable[..., Room]) -> None:
    room = rooms()
    desk = room.desk(context.new_page()).start()
    expect(desk.page.locator("#item-heading")).to_be_focused()
    desk.keys("ArrowDown", "ArrowDown")
    expect(desk.page.get_by_role("radio").nth(1)).to_be_focused()
    expect(desk.page.locator("input[name=answer]:checked")).to_have_count(0)
    desk.keys("ArrowUp", "ArrowUp")
    expect(desk.page.get_by_role("radio").last).to_be_focused()
    desk.keys("m")
    expect(desk.page.get_by_role("button", name="Soal 1: belum dijawab")).to_be_focused()
    desk.keys("ArrowRight", "Enter")
    desk.see_item(2)
    assert room.state().chosen() == {}
