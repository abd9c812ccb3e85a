"""Without the network, without the server, without power, without storage: nothing that was clicked is lost."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from playwright.sync_api import expect

from takar.kernel.canonical import digest
from tests.browser.desk import Desk
from tests.browser.room import Room, first_items, wait_until

pytestmark = [pytest.mark.browser, pytest.mark.database]
Rooms = Callable[..., Room]


def test_goes_on_without_the_network_and_after_a_reload_without_it(context: Any, rooms: Rooms) -> None:
    room = rooms()
    desk = room.desk(context.new_page()).start()
    desk.keys("a")
    desk.see_received()
    desk.ready_for_offline()
    context.set_offline(True)
    desk.keys("n", "b")
    desk.see_offline()
    desk.see_lamp("unsent")
    desk.keys("n", "c")
    desk.page.reload()
    desk.see_item(3)
    desk.see_chosen("C")
    expect(desk.page.locator(".clock-section")).to_contain_text("maks.")
    desk.keys("n", "d", "r", "a")
    expect(desk.page.locator(".banner")).to_contain_text("3 jawaban menunggu dikirim")
    context.set_offline(False)
    desk.see_received()
    expect(desk.page.locator(".clock-section")).not_to_contain_text("maks.")
    assert room.state().chosen() == dict(zip(first_items(room, 4), "ABCA", strict=True))
    desk.no_complaints()


def test_a_killed_server_costs_nothing(context: Any, rooms: Rooms) -> None:
    room = rooms()
    desk = room.desk(context.new_page()).start()
    desk.keys("a")
    desk.see_received()
    room.gateway.kill()
    desk.keys("n", "b", "n", "c")
    desk.see_offline()
    room.gateway.open()
    desk.see_received()
    assert room.state().chosen() == dict(zip(first_items(room, 3), "ABC", strict=True))
    desk.no_complaints()


def test_a_browser_closed_offline_keeps_the_last_click(chromium: Any, rooms: Rooms, tmp_path: Path) -> None:
    room = rooms()
    profile = chromium.profile(tmp_path / "profile")
    desk = room.desk(profile.new_page()).start()
    desk.keys("a")
    desk.see_received()
    profile.set_offline(True)
    desk.keys("n", "b", "n", "c")
    profile.close()
    again = chromium.profile(tmp_path / "profile")
    desk = room.desk(again.new_page()).open()
    desk.see_item(3)
    desk.see_chosen("C")
    desk.see_received()
    assert room.state().chosen() == dict(zip(first_items(room, 3), "ABC", strict=True))
    again.close()


def test_a_power_cut_at_the_client_keeps_the_last_click(chromium: Any, rooms: Rooms, tmp_path: Path) -> None:
    room, folder = rooms(), tmp_path / "profile"
    profile = chromium.profile(folder)
    desk = room.desk(profile.new_page()).start()
    desk.keys("a")
    desk.see_received()
    profile.set_offline(True)
    desk.keys("n", "b", "n", "c")
    desk.page.wait_for_timeout(300)
    cut_power(folder)
    again = chromium.profile(folder)
    desk = room.desk(again.new_page()).open()
    desk.come_back()
    # Both clicks are back on the page; they are on their way to the server.
    wanted = dict(zip(first_items(room, 3), "ABC", strict=True))
    wait_until(lambda: room.state().chosen() == wanted)
    desk.see_nothing_unsent()
    again.close()


def cut_power(profile: Path) -> None:
    """SIGKILL for every process of the browser that works in `profile`."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if str(profile) in (entry / "cmdline").read_text():
                os.kill(int(entry.name), signal.SIGKILL)
        except (OSError, ProcessLookupError):
            continue
    time.sleep(0.5)
    for lock in profile.glob("Singleton*"):
        lock.unlink()


def test_dropped_acknowledgements_lead_to_neither_loss_nor_doubles(browser: Any, rooms: Rooms) -> None:
    room = rooms()
    context = browser.new_context(service_workers="block", locale="id-ID")
    desk = room.desk(context.new_page()).start()
    calls = []

    def drop_every_third(route: Any) -> None:
        answer = route.fetch()  # the server has it on disk; only the answer is lost
        calls.append(1)
        if len(calls) % 3 == 1:
            route.abort("connectionreset")
        else:
            route.fulfill(response=answer)

    desk.page.route("**/api/save", drop_every_third)
    letters = "ABCDEABCDEAB"
    for letter in letters:
        desk.keys(letter.lower(), "n")
        desk.page.wait_for_timeout(120)
    desk.see_received()
    assert room.state().chosen() == dict(zip(first_items(room, 12), letters, strict=True))
    rows = [row for row in room.journal.stream(room.sitting()) if row.kind == "answered"]
    assert len(rows) == len({row.seq for row in rows}) == 12
    assert len(calls) > 1
    context.close()


def test_submission_offline_waits_visibly_and_offers_the_file(context: Any, rooms: Rooms) -> None:
    room = rooms()
    desk = room.desk(context.new_page()).start()
    desk.finish_section()
    context.set_offline(True)
    desk.keys("a")
    desk.see_offline()
    desk.submit()
    desk.see_heading("Menunggu jaringan")
    expect(desk.page.locator(".sending")).to_contain_text("1 jawaban belum terkirim")
    with desk.page.expect_download() as download:
        desk.press("Unduh jawaban yang belum terkirim")
    text = Path(download.value.path()).read_text()
    file = json.loads(text)
    content = {key: value for key, value in file.items() if key != "sha256"}
    assert file["sha256"] == digest(content)
    assert (file["format"], file["sitting"], file["epoch"]) == ("takar-unsent-answers", room.sitting(), 1)
    [event] = file["events"]
    assert (event["item"], event["value"]) == (room.items[1][0], "A")
    print_shown = desk.page.locator(".fingerprint code").inner_text().replace(" ", "")
    assert file["sha256"].startswith(print_shown)
    assert download.value.suggested_filename.endswith(f"-{room.number()}-{print_shown[:8]}.json")
    context.set_offline(False)
    desk.see_heading("Jawaban Anda sudah diterima")
    assert room.state().chosen() == {room.items[1][0]: "A"}


def test_over_plain_http_from_another_machine_answers_are_kept_and_one_tab_sits(
    context: Any, rooms: Rooms
) -> None:
    room = rooms()
    url = room.url.replace("127.0.0.1", "ujian.contoh")
    first = Desk(context.new_page(), url, room.number()).open().sign_in()
    first.press("Ya, ini saya")
    expect(first.page.get_by_role("alert").first).to_contain_text("Jangan menutup atau memuat ulang")
    first.press("Isi otomatis")
    first.press("Saya mengerti")
    first.press("Mulai mengerjakan")
    first.see_item(1)
    room.gateway.kill()
    first.keys("a", "n", "b")
    first.see_offline()
    room.gateway.open()
    first.see_received()
    first.page.reload()
    first.see_item(2)
    second = Desk(context.new_page(), url, room.number()).open()
    second.see_heading("Ujian terbuka di tab lain")
    second.press("Lanjutkan di tab ini")
    second.see_item(2)
    first.see_heading("Ujian dilanjutkan di tab lain")
    assert room.state().chosen() == dict(zip(first_items(room, 2), "AB", strict=True))
    # The browser ignores this header without a secure context and says so.
    assert [one for one in first.complaints if "Cross-Origin-Opener-Policy" not in one] == []


def test_a_browser_that_refuses_storage_says_so_and_the_server_still_gets_everything(
    context: Any, rooms: Rooms
) -> None:
    room = rooms()
    page = context.new_page()
    page.add_init_script(
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
        "IDBFactory.prototype.open = () => { throw new DOMException('private', 'SecurityError'); };"
    )
    desk = room.desk(page).open().sign_in()
    desk.press("Ya, ini saya")
    expect(page.get_by_role("alert").first).to_contain_text("menolak menyimpan jawaban")
    desk.press("Isi otomatis")
    desk.press("Saya mengerti")
    desk.press("Mulai mengerjakan")
    desk.see_item(1)
    desk.keys("a")
    desk.see_received()
    context.set_offline(True)
    desk.keys("n", "b")
    desk.see_lamp("memory")
    expect(page.locator(".lamp")).to_contain_text("TIDAK tersimpan di perangkat")
    context.set_offline(False)
    desk.see_received()
    assert room.state().chosen() == dict(zip(first_items(room, 2), "AB", strict=True))
    desk.no_complaints()
