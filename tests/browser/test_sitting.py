"""A person sits the test in a real browser, and nothing that was clicked is lost."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from playwright.sync_api import expect

from takar.delivery.public import extend, force_submit, release_login
from takar.kernel.canonical import digest
from tests.browser.accessibility import faults_of
from tests.browser.desk import Desk
from tests.browser.room import ACTOR, Room, now_ms

pytestmark = [pytest.mark.browser, pytest.mark.database]
Rooms = Callable[..., Room]


def first_items(room: Room, count: int) -> list[str]:
    return room.items[0][:count]


def test_sits_with_the_keyboard_alone_and_reads_the_result(
    context: Any, rooms: Rooms, tmp_path: Path
) -> None:
    room = rooms()
    desk = room.desk(context.new_page()).open()
    expect(desk.page.get_by_label("NIP atau nomor peserta")).to_be_focused()
    nip = room.nip()
    desk.keys(*f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}", "Tab", *"123456", "Enter")
    desk.see_heading("Apakah ini Anda?")
    desk.prepare().press("Mulai mengerjakan")
    desk.see_item(1)
    desk.keys("3", "n", "b", "ArrowRight", "ArrowDown", "ArrowDown", " ", "r", "p", "e")
    desk.see_item(2)
    desk.see_received()
    a, b, c = first_items(room, 3)
    assert room.state().chosen() == {a: "C", b: "E", c: "B"}
    assert room.state().doubtful() == [c]
    desk.finish_section()
    desk.keys("d")
    desk.see_received()
    desk.submit()
    desk.see_heading("Jawaban Anda sudah diterima")
    body = room.publish()
    desk.see_heading("Hasil Anda")
    expect(desk.page.locator(".summary")).to_contain_text("Kategori Anda: Optimal.")
    expect(desk.page.get_by_role("row", name=re.compile("Komunikasi"))).to_contain_text("2,80")
    with desk.page.expect_download() as download:
        desk.press("Unduh tanda terima")
    download.value.save_as(tmp_path / "receipt")
    assert (tmp_path / "receipt").read_text() == body["receipt"]
    assert download.value.suggested_filename == body["receipt_name"]
    desk.no_complaints()


def test_an_answer_can_be_taken_back_by_key_and_by_button(context: Any, rooms: Rooms) -> None:
    room = rooms()
    desk = room.desk(context.new_page()).start()
    clear = desk.page.get_by_role("button", name="Kosongkan jawaban")
    expect(clear).to_be_hidden()
    desk.keys("a", "n", "b")
    desk.see_received()
    desk.keys("Backspace")
    expect(desk.page.locator("input[name=answer]:checked")).to_have_count(0)
    expect(desk.page.locator(".lamp")).to_contain_text("Jawaban kosong diterima server pukul")
    expect(desk.page.locator(".map-grid .cell.answered")).to_have_count(1)
    assert room.state().chosen() == {first_items(room, 1)[0]: "A"}
    desk.ready_for_offline()
    context.set_offline(True)
    desk.keys("p")
    clear.click()
    expect(desk.page.locator("#item-heading")).to_be_focused()
    desk.see_lamp("unsent")
    expect(desk.page.locator(".lamp")).to_contain_text("Jawaban dikosongkan; belum terkirim")
    desk.keys("Delete")  # nothing is there any more: no second click
    desk.page.reload()
    desk.see_item(1)
    expect(desk.page.locator("input[name=answer]:checked")).to_have_count(0)
    context.set_offline(False)
    desk.see_nothing_unsent()
    assert room.state().chosen() == {}
    assert [row.kind for row in room.journal.stream(room.sitting())].count("answered") == 4
    desk.no_complaints()


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
    # Cookies are written late by the browser: the participant signs in again and finds everything.
    desk.sign_in()
    desk.see_item(4)
    desk.see_nothing_unsent()
    assert room.state().chosen() == dict(zip(first_items(room, 3), "ABC", strict=True))
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
    second.page.wait_for_timeout(700)
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


def wait_until(check: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not check():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_a_wrong_device_clock_moves_no_deadline(context: Any, rooms: Rooms) -> None:
    room = rooms()
    page = context.new_page()
    page.add_init_script("const real = Date.now; Date.now = () => real() + 5400000")
    desk = room.desk(page).start()
    left = page.locator(".clock-section .clock-value")
    expect(left).to_have_text(re.compile(r"^(40\.00|39\.5\d)$"))
    desk.keys("a")
    desk.see_received()
    [row] = [row for row in room.journal.stream(room.sitting()) if row.kind == "answered"]
    assert abs(row.at_ms - now_ms()) < 60_000
    extend(room.journal, room.session, room.sitting(), 10, "listrik padam", ACTOR, now_ms())
    expect(page.locator(".note")).to_contain_text("menambah waktu 10 menit: listrik padam")
    expect(left).to_have_text(re.compile(r"^49\.\d\d$"))


def test_at_the_deadline_the_server_submits_and_the_page_follows(context: Any, rooms: Rooms) -> None:
    room = rooms()
    desk = room.desk(context.new_page()).start()
    desk.keys("a")
    desk.see_received()
    room.close_in(2_500)
    desk.page.wait_for_timeout(700)
    desk.keys("b")  # its acknowledgement tells the new deadline
    desk.see_heading("Waktu ujian habis")
    desk.see_heading("Jawaban Anda sudah diterima")
    expect(desk.page.locator(".scoring")).to_contain_text("oleh server karena waktu habis")
    assert room.state().submitted_by == "deadline"
    desk.no_complaints()


def test_the_proctor_submits_and_the_page_follows(context: Any, rooms: Rooms) -> None:
    room = rooms()
    desk = room.desk(context.new_page()).start()
    force_submit(room.journal, room.session, room.sitting(), "peserta sakit", ACTOR, now_ms())
    expect(desk.page.locator(".scoring")).to_contain_text("oleh pengawas")


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


def test_a_slow_or_provisional_result_is_explained(context: Any, rooms: Rooms) -> None:
    room = rooms()
    page = context.new_page()
    page.add_init_script(
        "const now = performance.now.bind(performance); performance.now = () => now() + (window.late ?? 0);"
    )
    desk = room.desk(page).start()
    desk.finish_section()
    desk.submit()
    desk.see_heading("Jawaban Anda sudah diterima")
    page.evaluate("window.late = 11000")
    expect(page.locator(".assurances")).to_contain_text("Tidak ada yang perlu Anda simpan di perangkat ini.")
    room.publish(verdict="SEMENTARA")
    desk.see_heading("Hasil Anda")
    expect(page.locator(".receipt .badge")).to_have_text("SEMENTARA")
    expect(page.locator(".verdict-note")).to_contain_text("Hasil Anda tidak berubah karenanya")
    assert faults_of(page) == []
    room.publish(verdict="", receipt="")
    page.reload()
    expect(page.locator(".receipt .badge")).to_have_text("BELUM TERCATAT")
    expect(page.locator(".verdict-note")).to_contain_text("belum masuk catatan terbuka")
    expect(page.get_by_role("button", name="Unduh tanda terima")).to_be_disabled()
    room.publish(verdict="TIDAK COCOK")
    page.reload()
    expect(page.locator(".verdict-note")).to_contain_text("panggil pengawas sekarang")
    desk.no_complaints()


def test_the_device_forgets_only_after_the_result_was_acknowledged(context: Any, rooms: Rooms) -> None:
    room = rooms(held=True)
    desk = room.desk(context.new_page()).start()
    desk.keys("a")
    desk.see_received()
    desk.finish_section()
    desk.submit()
    room.publish(held=True)
    desk.see_heading("Ujian selesai")
    expect(desk.page.locator(".held")).to_contain_text("Hasil belum ditampilkan")
    expect(desk.page.locator(".receipt")).to_contain_text("SAH")
    assert kept(desk)
    desk.press("Sudah saya lihat")
    expect(desk.page.get_by_role("dialog")).to_contain_text("Anda belum mengunduh tanda terima")
    desk.page.get_by_role("dialog").get_by_role("button", name="Sudah saya lihat").click()
    desk.see_heading("Terima kasih")
    assert kept(desk) == []
    assert context.cookies() == []
    desk.page.reload()
    desk.see_heading("Masuk ujian")
    desk.no_complaints()


def kept(desk: Desk) -> list[Any]:
    """Everything about a sitting that the browser still holds."""
    rows = desk.page.evaluate(
        """() => new Promise((done) => { const ask = indexedDB.open("takar", 1);
        ask.onsuccess = () => { const base = ask.result, got = [];
          const all = ["events", "sections", "views"].map((name) => new Promise((next) => {
            const read = base.transaction(name).objectStore(name).getAll();
            read.onsuccess = () => { got.push(...read.result.filter((row) => row.sitting !== "@device")); next(); }; }));
          Promise.all(all).then(() => { base.close(); done(got); }); }; })"""
    )
    shelf = desk.page.evaluate(
        "() => Object.keys(localStorage).filter((key) => /duduk|view|current|clock/.test(key))"
    )
    return [*rows, *shelf]


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
