"""An in-basket and a case are written through every trouble: nothing is lost, and everybody can operate it."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from playwright.sync_api import expect

from takar.delivery.domain.writing import fault_of
from takar.delivery.public import Writing
from tests.browser import written
from tests.browser.accessibility import faults_of
from tests.browser.desk import Desk
from tests.browser.room import Room, Site, wait_until
from tests.browser.test_accessibility import VIEWS, _json
from tests.browser.test_outages import cut_power
from tests.browser.test_rules import run

pytestmark = [pytest.mark.browser, pytest.mark.database]
Rooms = Callable[..., Room]
FIRST = "Surat 1 dari"


def write(desk: Desk, text: str) -> None:
    desk.page.locator("#writing").press_sequentially(text)


def lamp(desk: Desk, state: str) -> None:
    expect(desk.page.locator(".lamp")).to_have_attribute("data-state", state)


def kept(room: Room) -> dict[str, Any]:
    """What the journal alone has, by letter."""
    return {place: json.loads(value) for place, value in room.state().chosen().items()}


def letter(text: str, priority: str = "", action: str = "") -> dict[str, str]:
    return {"priority": priority, "action": action, "text": text}


def test_letters_survive_a_cut_line_a_reload_and_a_killed_server(context: Any, rooms: Rooms) -> None:
    room = rooms(content=written.form())
    desk = room.desk(context.new_page()).start(FIRST)
    desk.page.get_by_label("Prioritas").select_option("urgent")
    desk.page.get_by_label("Tindakan").select_option("delegate")
    write(desk, "Buka lima loket.")
    lamp(desk, "received")
    desk.ready_for_offline()
    context.set_offline(True)
    write(desk, " Laporkan pukul 10.")
    desk.keys("Escape", "n")
    expect(desk.page.locator("#item-heading")).to_contain_text("Surat 2 dari")
    write(desk, "Tunda pembayaran")
    # Not even a pause: the last letter was typed in the moment of the reload.
    desk.page.reload()
    expect(desk.page.locator("#item-heading")).to_contain_text("Surat 2 dari")
    expect(desk.page.locator("#writing")).to_have_value("Tunda pembayaran")
    write(desk, " sampai uji lulus.")
    context.set_offline(False)
    lamp(desk, "received")
    room.gateway.kill()
    desk.keys("Escape", "n")
    write(desk, "Sekretaris menyiapkan data.")
    desk.see_offline()
    assert room.state().clicks < 12, "writing offline is a few clicks, not one for each key"
    room.gateway.open()
    lamp(desk, "received")
    assert kept(room) == {
        written.LETTER.format(1): letter("Buka lima loket. Laporkan pukul 10.", "urgent", "delegate"),
        written.LETTER.format(2): letter("Tunda pembayaran sampai uji lulus."),
        written.LETTER.format(3): letter("Sekretaris menyiapkan data."),
    }
    desk.no_complaints()


def test_a_power_cut_keeps_what_was_written(chromium: Any, rooms: Rooms, tmp_path: Path) -> None:
    room, folder = rooms(content=written.form()), tmp_path / "profile"
    profile = chromium.profile(folder)
    desk = room.desk(profile.new_page()).start(FIRST)
    write(desk, "Satu")
    lamp(desk, "received")
    profile.set_offline(True)
    write(desk, " dua tiga")
    desk.page.wait_for_timeout(1600)
    cut_power(folder)
    again = chromium.profile(folder)
    desk = room.desk(again.new_page()).open().come_back()
    desk.page.locator(".mail").first.click()
    expect(desk.page.locator("#writing")).to_have_value("Satu dua tiga")
    wait_until(lambda: kept(room) == {written.LETTER.format(1): letter("Satu dua tiga")})
    again.close()


def test_while_one_writes_on_it_is_sent_at_least_every_five_seconds(context: Any, rooms: Rooms) -> None:
    room = rooms(content=written.form())
    desk = room.desk(context.new_page()).start(FIRST)
    for _ in range(40):
        write(desk, "a")
        desk.page.wait_for_timeout(170)
    assert 1 <= room.state().clicks <= 4, "sent while writing, and not at every key"
    text = "a" * 40
    wait_until(lambda: kept(room) == {written.LETTER.format(1): letter(text)})
    desk.page.locator("#writing").fill("")
    wait_until(lambda: kept(room) == {})
    lamp(desk, "received")
    desk.no_complaints()


def test_a_section_that_is_over_takes_the_last_words_along(context: Any, rooms: Rooms) -> None:
    room = rooms(content=written.form())
    desk = room.desk(context.new_page()).start(FIRST)
    write(desk, "Putusan terakhir")
    desk.keys("Escape")
    desk.press("Selesai bagian ini")
    desk.press("Lanjut ke bagian B")
    desk.press("Ya, lanjut")
    expect(desk.page.locator("#item-heading")).to_contain_text("Tugas 1 dari 1")
    assert kept(room) == {written.LETTER.format(1): letter("Putusan terakhir")}
    desk.page.locator("#writing").focus()
    desk.page.evaluate("(text) => document.execCommand('insertHTML', false, text)", "<b>tebal</b>")
    text = desk.page.locator("#writing").input_value()
    lamp(desk, "received" if text else "none")
    assert "\n" not in text
    assert desk.page.locator("#writing b").count() == 0
    desk.no_complaints()


@pytest.mark.parametrize("view", VIEWS)
def test_no_page_of_writing_has_a_fault(browser: Any, rooms: Rooms, view: str) -> None:
    size, display = VIEWS[view]
    room = rooms(content=written.form())
    context = browser.new_context(viewport=size, locale="id-ID", reduced_motion="reduce")
    desk = room.desk(context.new_page())
    if display:
        desk.page.add_init_script(f"localStorage['takar.display'] ??= '{_json(display)}'")
    desk.start(FIRST)
    found = {"letter": faults_of(desk.page)}
    write(desk, "Jawaban")
    desk.keys("Escape", "r", "m")
    found["list"] = faults_of(desk.page)
    desk.keys("ArrowDown", "Enter")
    expect(desk.page.locator("#item-heading")).to_contain_text("Surat 2 dari")
    desk.keys("Enter")
    expect(desk.page.locator("#writing")).to_be_focused()
    desk.keys("Escape", "?")
    found["help"] = faults_of(desk.page)
    context.close()
    assert found == {screen: [] for screen in found}


def test_the_page_sends_only_what_the_server_takes(browser: Any, site: Site) -> None:
    """Any text, half characters and control characters included, becomes an answer that counts."""
    site.open()
    page = browser.new_page()
    page.goto(site.gateway.url)
    chance = random.Random(4)
    units = [
        *range(0x20),
        0x22,
        0x5C,
        0x7F,
        0xE9,
        0x301,
        0x2028,
        0x20AC,
        0xD83D,
        0xDE00,
        0xD800,
        0xDFFF,
        0x61,
    ]
    made = [[chance.choice(units) for _ in range(chance.randint(1, 40))] for _ in range(300)]
    made.append([0x22] * 30_000)
    made.append([0x20AC] * 30_000)
    text = "u.map((c) => String.fromCharCode(c)).join('')"
    body = f"x.map((u) => m.answerOf({{ type: 'essay' }}, {{ priority: '', action: '', text: {text} }}))"
    answers = run(page, "rules/writing.js", body, made)
    page.close()
    assert [fault_of(Writing.ESSAY, one) for one in answers if one is not None] == [""] * sum(
        one is not None for one in answers
    )
    texts = [json.loads(one)["text"] for one in answers if one is not None]
    assert all(unicodedata.is_normalized("NFC", text) for text in texts)
    assert sum(one is not None for one in answers) > 250


def test_potential_comes_at_once_and_competencies_with_a_receipt_of_their_own(
    context: Any, rooms: Rooms
) -> None:
    room = rooms(content=written.form())
    desk = room.desk(context.new_page()).start(FIRST)
    desk.submit_section()
    desk.submit()
    whole = room.publish(judged="competencies")
    numbers = ("competencies", "total", "standard_total", "jpm", "category", "explanation")
    test = {name: value for name, value in whole.items() if name not in numbers}
    room.journal.put_outcome(room.sitting(), json.dumps(test), 1)
    desk.page.reload()
    desk.see_heading("Hasil tes potensi Anda")
    said = desk.page.locator("main")
    expect(said).to_contain_text("Kompetensi menyusul dari rapat asesor")
    expect(said).to_contain_text("Kemampuan Intelektual")
    expect(said).not_to_contain_text("JPM 1")
    expect(desk.page.locator(".radar")).to_have_count(0)
    assert faults_of(desk.page) == []
    meeting = {
        "receipt": "c2sp.org/tlog-proof@v1\n",
        "receipt_name": "bukti-RAPAT.tlog-proof",
        "code": "RAPAT",
    }
    room.publish(judged="competencies", meeting=meeting | {"verdict": "SAH"})
    desk.page.reload()
    desk.see_heading("Hasil Anda")
    expect(said).to_contain_text("111,48")
    expect(said).not_to_contain_text("Kompetensi menyusul")
    with desk.page.expect_download() as file:
        desk.press("Unduh tanda terima hasil rapat")
    assert file.value.suggested_filename == "bukti-RAPAT.tlog-proof"
    assert faults_of(desk.page) == []
    room.publish(judged="competencies", unassessed=["SK.01"], meeting=meeting | {"verdict": "SEMENTARA"})
    desk.page.reload()
    expect(desk.page.locator(".radar")).to_have_count(0)
    desk.no_complaints()
