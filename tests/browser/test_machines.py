"""One seat: several tabs, several machines, the wrong machine, and a file carried between them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from playwright.sync_api import expect

from takar.delivery.public import release_login
from tests.browser.desk import kept
from tests.browser.room import ACTOR, Room, first_items, now_ms, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.database]
Rooms = Callable[..., Room]


def test_a_second_tab_says_so_and_may_take_over(context: Any, rooms: Rooms) -> None:
    room = rooms()
    first = room.desk(context.new_page()).start()
    first.keys("a")
    first.see_received()
    second = room.desk(context.new_page()).open()
    second.see_heading("Ujian terbuka di tab lain")
    second.press("Lanjutkan di tab ini")
    second.see_item(1)
    second.see_chosen("A")
    first.see_heading("Ujian dilanjutkan di tab lain")
    second.keys("b")
    second.see_received()
    assert room.state().chosen() == {first_items(room, 1)[0]: "B"}


def test_another_machine_takes_over_and_late_clicks_of_the_first_do_not_win(
    browser: Any, rooms: Rooms
) -> None:
    room = rooms()
    here, there = browser.new_context(locale="id-ID"), browser.new_context(locale="id-ID")
    first = room.desk(here.new_page()).start()
    first.keys("a")
    first.see_received()
    here.set_offline(True)
    first.keys("b", "n", "d")  # item 1 changed and item 2 answered, both unsent
    first.see_offline()
    second = room.desk(there.new_page()).open().sign_in()
    expect(second.page.get_by_role("alert")).to_contain_text("masih terbuka di komputer lain")
    release_login(room.journal, room.session, room.sitting(), "komputer rusak", ACTOR, now_ms())
    wait_until(lambda: room.state().device is None)
    second.press("Masuk")
    second.see_item(2)  # the first one without an answer
    second.keys("p")
    second.see_chosen("A")
    second.keys("c")
    second.see_received()
    here.set_offline(False)
    first.see_heading("Ujian dilanjutkan di perangkat lain")
    one, two = first_items(room, 2)
    wait_until(lambda: room.state().chosen() == {one: "C", two: "D"})
    here.close()
    there.close()


def test_a_device_that_lost_its_seat_locks_at_once_when_it_is_reloaded(browser: Any, rooms: Rooms) -> None:
    room = rooms()
    here, there = browser.new_context(locale="id-ID"), browser.new_context(locale="id-ID")
    first = room.desk(here.new_page()).start()
    first.keys("a")
    first.see_received()
    first.page.goto("about:blank")
    release_login(room.journal, room.session, room.sitting(), "komputer rusak", ACTOR, now_ms())
    second = room.desk(there.new_page()).open()
    wait_until(lambda: room.state().device is None)
    second.sign_in().see_item(2)
    first.page.route("**/api/heartbeat", lambda route: route.abort())  # nothing but the state may tell
    first.open().see_heading("Ujian dilanjutkan di perangkat lain")
    here.close()
    there.close()


def test_a_change_left_behind_by_an_earlier_login_is_shown_once_the_server_counts_it(
    context: Any, rooms: Rooms
) -> None:
    room = rooms()
    desk = room.desk(context.new_page()).start()
    desk.keys("a")
    desk.see_received()
    context.set_offline(True)
    desk.keys("b")
    desk.see_offline()
    desk.page.goto("about:blank")
    context.clear_cookies()
    context.set_offline(False)
    desk.open().sign_in().see_item(1)
    desk.see_chosen("B")
    desk.see_received()
    assert room.state().chosen() == {first_items(room, 1)[0]: "B"}


def test_not_me_frees_the_seat_and_forgets_the_number_on_this_device(browser: Any, rooms: Rooms) -> None:
    room = rooms()
    here, there = browser.new_context(locale="id-ID"), browser.new_context(locale="id-ID")
    first = room.desk(here.new_page()).open().sign_in()
    first.press("Bukan saya")
    first.see_heading("Masuk ujian")
    assert here.cookies() == []
    assert kept(first) == []
    second = room.desk(there.new_page()).open().sign_in()
    second.see_heading("Apakah ini Anda?")  # at once: nobody has to fall silent first
    first.page.reload()
    first.see_heading("Masuk ujian")
    here.close()
    there.close()


def test_a_dead_machines_file_is_loaded_where_the_participant_goes_on(
    browser: Any, rooms: Rooms, tmp_path: Path
) -> None:
    room = rooms()
    here, there = browser.new_context(locale="id-ID"), browser.new_context(locale="id-ID")
    first = room.desk(here.new_page()).start()
    first.keys("a", "n", "a", "n", "a")
    first.see_received()
    room.gateway.kill()
    first.keys("n", "d", "p", "e", "p", "e", "p", "e")  # question 4 answered; 3, 2 and 1 changed
    first.see_offline()
    first.submit_section()
    with first.page.expect_download() as download:
        first.press("Unduh jawaban yang belum terkirim")
    file = tmp_path / "answers.json"
    download.value.save_as(file)
    here.close()
    room.gateway.open()
    release_login(room.journal, room.session, room.sitting(), "komputer rusak", ACTOR, now_ms())
    wait_until(lambda: room.state().device is None)
    second = room.desk(there.new_page()).open().sign_in()
    second.see_item(4)
    second.keys("p", "c")  # the participant changes question 3 before he loads the file
    second.press("Bantuan")
    load = second.page.locator("#answer-file")
    load.set_input_files(file)
    expect(second.page.get_by_role("dialog")).to_contain_text("3 jawaban dari berkas dimasukkan")
    expect(second.page.get_by_role("dialog")).to_contain_text("Soal 3 sudah dijawab di sini")
    edited = file.read_text().replace('"value": "D"', '"value": "B"')
    load.set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": edited.encode()})
    expect(second.page.get_by_role("dialog")).to_contain_text("rusak atau telah diubah")
    second.keys("Escape")
    second.see_received()
    assert room.state().chosen() == dict(zip(first_items(room, 4), "EECD", strict=True))
    there.close()
