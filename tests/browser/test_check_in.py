"""The check-in desk with a real office behind it: cards, names, a cut cable, a closed tab, an ended session."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.accessibility import faults_of
from tests.browser.office_process import PASSWORD, takar

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


@dataclass(frozen=True)
class Office:
    url: str
    folder: Path

    def entries(self) -> list[tuple[str, str]]:
        """(number, kind) of everything that was noted, by number."""
        asked = """SELECT p.number, e.kind FROM attendance_entry e JOIN planning_place p
                   ON p.nip = e.nip AND p.batch_id = e.batch ORDER BY p.number"""
        with closing(sqlite3.connect(self.folder / "office.db")) as database:
            return [tuple(row) for row in database.execute(asked)]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("meja")
    with takar(folder, ("tests.attendance.plant",), pengawas="proctor") as running:
        yield Office(running.office, folder)


@pytest.fixture
def desk(office: Office, context: Any) -> Any:
    page = context.new_page()
    page.set_default_timeout(15_000)
    sign_in(page, office)
    page.goto(f"{office.url}/presensi/masuk/")
    expect(page.locator("#hitung")).to_contain_text("dari 30 sudah datang")
    return page


def sign_in(page: Any, office: Office) -> None:
    page.goto(f"{office.url}/akun/masuk/")
    page.get_by_label("Nama pengguna").fill("pengawas")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    with page.expect_navigation():
        page.get_by_role("button", name="Masuk", exact=True).click()


def type_in(page: Any, text: str) -> None:
    page.locator("#q").fill(text)
    page.keyboard.press("Enter")


def test_a_card_a_number_and_a_name(desk: Any, office: Office) -> None:
    card = desk.evaluate("JSON.parse(document.getElementById('daftar').textContent)[0].card")
    desk.keyboard.type(card.replace(":", ";").lower())  # a reader on another keyboard layout
    desk.keyboard.press("Enter")
    expect(desk.locator("#j-nomor")).to_have_text("001")
    type_in(desk, "2")
    expect(desk.locator("#j-nama")).to_have_text("Peserta Contoh 2")
    type_in(desk, "contoh 3")
    expect(desk.locator("#j-keadaan")).to_have_text("PILIH ORANGNYA")
    desk.keyboard.press("Enter")
    expect(desk.locator("#j-nomor")).to_have_text("003")
    expect(desk.locator("#catatan .is-waiting")).to_have_count(0)
    type_in(desk, "1")
    expect(desk.locator("#j-keadaan")).to_have_text("SUDAH TERCATAT HADIR")
    type_in(desk, "orang asing")
    expect(desk.locator("#j-keadaan")).to_have_text("TIDAK ADA DALAM DAFTAR")
    expect(desk.locator("#j-lanjut")).to_contain_text("Tidak ada peserta")
    assert faults(desk) == []
    assert {number for number, _ in office.entries()} >= {"001", "002", "003"}


def test_every_page_of_attendance_is_accessible(desk: Any, office: Office) -> None:
    day = f"/presensi/{'b1' * 12}/2/"
    with closing(sqlite3.connect(office.folder / "office.db")) as database:
        (place,) = database.execute("SELECT min(id) FROM planning_place").fetchone()
    for address in ("/presensi/", day, f"{day}{place}/", f"{day}tanda-tangan/", "/presensi/insiden/",
                    f"/presensi/insiden/{'b1' * 12}/2/baru/"):  # fmt: skip
        desk.goto(office.url + address)
        assert faults(desk) == [], address


def test_a_cut_cable_loses_nothing_and_doubles_nothing(desk: Any, office: Office, context: Any) -> None:
    context.set_offline(True)
    for number in ("11", "12", "13"):
        type_in(desk, number)
        expect(desk.locator("#j-nomor")).to_have_text(f"0{number}")
    expect(desk.locator("#kirim")).to_contain_text("3 catatan belum terkirim")
    assert noted(office, "011", "012", "013") == {}
    context.set_offline(False)
    expect(desk.locator("#kirim")).to_be_hidden()
    assert noted(office, "011", "012", "013") == {"011": 1, "012": 1, "013": 1}


def test_an_answer_that_never_arrives_is_asked_for_again(desk: Any, office: Office) -> None:
    """The server has noted it, the acknowledgement is lost: sent again, it counts once."""
    lost = iter([True, True, False])

    def lose(route: Any) -> None:
        route.fetch()
        if next(lost, False):
            route.abort()
        else:
            route.continue_()

    desk.route("**/presensi/masuk/catat/", lose)
    type_in(desk, "14")
    expect(desk.locator("#kirim")).to_contain_text("1 catatan belum terkirim")
    expect(desk.locator("#kirim")).to_be_hidden(timeout=20_000)
    assert noted(office, "014") == {"014": 1}


def test_a_closed_tab_keeps_what_was_not_sent(desk: Any, office: Office, context: Any) -> None:
    desk.route("**/presensi/masuk/catat/", lambda route: route.abort())
    type_in(desk, "15")
    expect(desk.locator("#kirim")).to_contain_text("1 catatan belum terkirim")
    desk.close()
    assert noted(office, "015") == {}
    again = context.new_page()
    again.goto(f"{office.url}/presensi/masuk/")
    expect(again.locator("#catatan li").first).to_contain_text("015")
    expect(again.locator("#kirim")).to_be_hidden()
    assert noted(office, "015") == {"015": 1}


def test_an_ended_session_asks_to_sign_in_and_sends_then(desk: Any, office: Office, context: Any) -> None:
    context.clear_cookies()
    type_in(desk, "16")
    expect(desk.locator("#kirim")).to_contain_text("Masuk lagi")
    desk.locator("#kirim a").click()
    sign_in(desk, office)
    desk.goto(f"{office.url}/presensi/masuk/")
    expect(desk.locator("#kirim")).to_be_hidden()
    assert noted(office, "016") == {"016": 1}


def test_a_refusal_is_shown_and_leaves_the_outbox(desk: Any, office: Office) -> None:
    body = '{"error": {"code": "PERSON_OUT", "id": "Sudah gugur.", "en": "Out.", "data": {}}}'
    desk.route(
        "**/presensi/masuk/catat/",
        lambda route: route.fulfill(status=422, content_type="application/json", body=body),
    )
    type_in(desk, "17")
    expect(desk.locator("#j-lanjut")).to_have_text("Sudah gugur.")
    expect(desk.locator("#catatan li").first).to_contain_text("Sudah gugur.")
    expect(desk.locator("#kirim")).to_be_hidden()


def test_entries_of_somebody_else_stay_his(desk: Any, office: Office) -> None:
    desk.evaluate("localStorage.setItem('takar-presensi:sri:0001', '{}')")
    desk.reload()
    expect(desk.locator("#milik-lain")).to_contain_text("sri")
    desk.evaluate("localStorage.removeItem('takar-presensi:sri:0001')")


def test_two_tabs_of_one_proctor_send_once(desk: Any, office: Office, context: Any) -> None:
    context.set_offline(True)
    type_in(desk, "18")
    expect(desk.locator("#kirim")).to_contain_text("1 catatan belum terkirim")
    context.set_offline(False)
    other = context.new_page()
    other.goto(f"{office.url}/presensi/masuk/")
    expect(other.locator("#kirim")).to_be_hidden()
    expect(desk.locator("#kirim")).to_be_hidden()
    assert noted(office, "018") == {"018": 1}


def faults(page: Any) -> list[str]:
    """Structure, names, targets and width; colours of the office are mixed in oklch, which the audit cannot read."""
    return [fault for fault in faults_of(page) if not fault.startswith(("contrast", "half-transparent"))]


def noted(office: Office, *numbers: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, _ in office.entries():
        if number in numbers:
            found[number] = found.get(number, 0) + 1
    return found
