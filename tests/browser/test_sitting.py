"""A person sits the test in a real browser, from the sign-in to the result."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from playwright.sync_api import expect

from takar.delivery.public import extend, force_submit
from tests.browser.accessibility import faults_of
from tests.browser.desk import kept
from tests.browser.room import ACTOR, Room, first_items, now_ms

pytestmark = [pytest.mark.browser, pytest.mark.database]
Rooms = Callable[..., Room]


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
