"""The assessor's desk with a real office behind it: keyboard, cards, no network, two tabs, leaving."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from playwright.sync_api import expect

from takar.exercises.domain.codec import read_body
from takar.exercises.domain.events import Event
from takar.exercises.domain.sheet import fold
from takar.exercises.pages.desk_json import state_json
from tests.browser.accessibility import faults_of
from tests.browser.rating_room import RaterPage, RatingRoom, rating_room
from tests.exercises.plant import DIMENSIONS, sheet_id
from tests.exercises.round import PHRASE

pytestmark = [pytest.mark.browser, pytest.mark.timeout(400)]


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RatingRoom]:
    with rating_room(tmp_path_factory.mktemp("asesor")) as made:
        yield made


@pytest.fixture
def sari(room: RatingRoom, context: Any) -> Iterator[RaterPage]:
    page = RaterPage(context.new_page(), room).sign_in()
    yield page
    assert page.faults == []


def test_nine_competencies_by_keyboard_alone_then_locked(sari: RaterPage) -> None:
    sari.open("proven")
    pressed: list[str] = []

    def press(*keys: str) -> None:
        pressed.extend(keys)
        sari.keys(*keys)

    began = time.monotonic()
    for place in range(len(DIMENSIONS)):
        press(str(place % 5 + 1))
        if place < len(DIMENSIONS) - 1:
            press("ArrowRight")
    expect(sari.page.locator(".count")).to_have_text("Semua 9 aspek lengkap")
    took = time.monotonic() - began
    # 17 keys: at a slow two keys a second, with ten seconds to read each anchor, it is under two minutes.
    assert len(pressed) == 17
    assert took < 60
    assert len(pressed) / 2 + 10 * len(DIMENSIONS) < 180
    sari.see_saved()
    press("Control+Enter")
    sari.page.keyboard.type("bukan frasa")
    press("Enter")
    expect(sari.page.get_by_role("alert")).to_contain_text("tidak cocok")
    sari.page.keyboard.type(PHRASE)
    press("Enter")
    expect(sari.page.locator(".banner.locked")).to_contain_text("terkunci sejak")
    state = sari.state("proven")
    assert state["locked_ms"]
    assert {one["dimension"]: one["value"] for one in state["ratings"]} == {
        code: str(place % 5 + 1) for place, code in enumerate(DIMENSIONS)
    }
    expect(sari.page.locator(".composer")).to_be_hidden()
    sari.keys("1", "t", "Enter")
    assert len(sari.state("proven")["ratings"]) == 9
    assert [key for key in sari.kept() if sheet_id("sari", "proven") in key] == []


def test_the_rating_opens_with_evidence_and_no_evidence_is_a_word_of_its_own(sari: RaterPage) -> None:
    sari.open("spare")
    three = sari.page.get_by_role("button", name="Nilai 3")
    expect(three).to_be_disabled()
    sari.keys("3")
    assert sari.state("spare")["ratings"] == []
    sari.note("Mengakui kekeliruan angka di depan rapat")
    sari.keys("c", "+")
    expect(sari.page.locator(".chip")).to_contain_text("Integritas 1.3")
    expect(three).to_be_enabled()
    sari.keys("3")
    expect(three).to_have_attribute("aria-pressed", "true")
    sari.keys("ArrowRight", "t", "ArrowRight", "r")
    sari.page.keyboard.type("Keterangan")
    sari.keys("Escape")
    sari.see_saved()
    state = sari.state("spare")
    assert {one["dimension"]: one["value"] for one in state["ratings"]} == {"M.01": "3", "M.02": "NE"}
    assert state["remarks"][0]["value"] == "Keterangan"
    sari.keys("ArrowLeft", "ArrowLeft", "Delete")
    expect(sari.page.locator(".dims .dim").first).to_contain_text("nilai tanpa bukti")
    expect(sari.page.locator(".ladder [data-standard=true]")).to_contain_text("standar jabatan")


def test_a_value_between_0_and_100_is_typed_with_a_comma(sari: RaterPage) -> None:
    sari.open("panel")
    sari.note("Menjelaskan dasar kebijakan")
    sari.keys("+", "v")
    sari.page.keyboard.type("178")
    sari.keys("Enter")
    expect(sari.page.locator("input.value")).to_have_attribute("aria-invalid", "true")
    sari.page.locator("input.value").fill("78,5")
    sari.keys("Enter")
    expect(sari.page.locator(".dims .dim").first).to_contain_text("78,5")
    sari.see_saved()
    assert sari.state("panel")["ratings"][0]["value"] == "78.5"


def test_a_card_opens_the_sheet_that_is_due_now_within_a_second(sari: RaterPage) -> None:
    card = sari.page.evaluate(
        "fetch('/asesor/api/today').then((a) => a.json()).then((b) => b.sheets[0].card)"
    )
    assert card.startswith("TAKAR:")
    sari.page.locator("#find").fill(card.replace(":", ";").lower())  # a reader on another keyboard layout
    began = time.monotonic()
    sari.keys("Enter")
    expect(sari.page.locator("h1")).to_have_text("001Peserta Contoh 1")
    expect(sari.page.locator(".dims .dim")).to_have_count(9)
    assert time.monotonic() - began < 1
    expect(sari.page.locator(".who p")).to_contain_text("Wawancara kompetensi")


def test_names_numbers_and_cards_of_others_are_answered(sari: RaterPage) -> None:
    for typed, said in (
        ("orang asing", "Tidak ada lembar"),
        ("TAKAR:B1:1:AAAAAAAAAA", "bukan kartu peserta"),
    ):
        sari.page.locator("#find").fill(typed)
        sari.keys("Enter")
        expect(sari.page.locator("#answer")).to_contain_text(said)
    sari.page.locator("#find").fill("peserta")
    sari.keys("Enter")
    expect(sari.page.locator("#answer li")).to_have_count(6)
    sari.page.locator("#find").fill("2")
    sari.keys("Enter")
    expect(sari.page.locator("h1")).to_contain_text("Peserta Contoh 2")


def test_it_goes_on_reloads_and_closes_without_the_network(sari: RaterPage, context: Any) -> None:
    sari.ready_for_offline().open("interview")
    sari.note("Dengan jaringan")
    sari.see_saved()
    context.set_offline(True)
    sari.note("Tanpa jaringan")
    sari.keys("Enter")
    sari.page.keyboard.type("Kata terakhir sebelum muat ulang")
    sari.page.reload()
    expect(sari.page.locator(".notes-list")).to_contain_text("Kata terakhir sebelum muat ulang")
    sari.see_unsent()
    sari.note("Sesudah muat ulang")
    sari.page.close()
    again = RaterPage(context.new_page(), sari.room)
    again.open("interview")
    expect(again.page.locator(".banner")).to_contain_text("Tanpa jaringan")
    expect(again.page.locator(".notes-list")).to_contain_text("Sesudah muat ulang")
    context.set_offline(False)
    again.see_saved()
    texts = again.texts("interview")
    for text in ("Dengan jaringan", "Tanpa jaringan", "Kata terakhir sebelum muat ulang", "Sesudah muat ulang"):  # fmt: skip
        assert texts.count(text) == 1


def test_a_session_that_ended_loses_nothing(sari: RaterPage, context: Any) -> None:
    sari.open("other")
    context.clear_cookies()
    sari.note("Ditulis setelah sesi berakhir")
    expect(sari.page.locator(".banner.warning")).to_contain_text("Sesi Anda berakhir")
    sari.page.get_by_role("link", name="Masuk lagi").click()
    sari.page.get_by_label("Nama pengguna").fill("sari")
    sari.page.get_by_label("Kata sandi").fill("sungai-tenang-42")
    sari.page.get_by_role("button", name="Masuk", exact=True).click()
    sari.page.wait_for_url("**/asesor/**")
    sari.see_saved()
    sari.open("other").see_saved()
    assert sari.texts("other").count("Ditulis setelah sesi berakhir") == 1


def test_two_tabs_see_each_other_and_send_once(sari: RaterPage, context: Any) -> None:
    sari.open("group")
    other = RaterPage(context.new_page(), sari.room).open("group")
    context.set_offline(True)
    sari.note("Dari tab pertama")
    expect(other.page.locator(".notes-list")).to_contain_text("Dari tab pertama")
    other.note("Dari tab kedua")
    expect(sari.page.locator(".notes-list")).to_contain_text("Dari tab kedua")
    context.set_offline(False)
    sari.see_saved()
    other.see_saved()
    texts = sari.texts("group")
    assert (texts.count("Dari tab pertama"), texts.count("Dari tab kedua")) == (1, 1)


def test_leaving_says_what_is_unsent_and_erases_what_is_safe(room: RatingRoom, context: Any) -> None:
    budi = RaterPage(context.new_page(), room, "budi").sign_in().ready_for_offline()
    budi.open("other")
    context.set_offline(True)
    budi.note("Belum terkirim")
    budi.see_unsent()
    budi.page.get_by_role("button", name="Keluar").click()
    expect(budi.page.locator("dialog")).to_contain_text("catatan belum terkirim")
    context.set_offline(False)
    budi.page.get_by_role("button", name="Kirim dahulu").click()
    expect(budi.page.locator("dialog .warning")).to_have_count(0)
    budi.page.locator("dialog").get_by_role("button", name="Keluar").click()
    budi.page.wait_for_url("**/akun/masuk/**")
    assert budi.kept() == []
    sari = RaterPage(budi.page, room).sign_in()
    assert budi.faults == []
    sari.page.goto(f"{room.url}/")
    sari.page.locator(".menu-acts").get_by_role("button", name="Keluar").click()
    expect(sari.page.locator("dialog")).to_contain_text("dihapus dari perangkat ini")
    budi2 = RaterPage(context.new_page(), room)
    assert "Belum terkirim" not in budi2.sign_in().texts("other")


def test_somebody_elses_unsent_notes_are_announced(sari: RaterPage) -> None:
    key = f"takar-asesor:budi:e:{sheet_id('budi', 'other')}:dev:1"
    sari.page.evaluate("(key) => localStorage.setItem(key, '{}')", key)
    sari.page.reload()
    expect(sari.page.locator(".banner.danger")).to_contain_text("1 catatan belum terkirim milik budi")
    sari.page.evaluate("(key) => localStorage.removeItem(key)", key)


def test_browser_and_server_read_the_same_from_200_histories(sari: RaterPage) -> None:
    chance = random.Random(7)
    for _ in range(200):
        entries = histories(chance)
        state = fold(
            Event(0, read_body(body_of(one)), one["device"], one["seq"], one["tick"]) for one in entries
        )
        wanted = state_json(state, 0)
        body = "(x) => import('/static/exercises/desk/rules/sheet.js').then((m) => m.written(m.fold(m.empty(), x)))"
        found = sari.page.evaluate(body, entries)
        for part in ("notes", "tags", "ratings", "remarks"):
            assert ordered(found[part]) == ordered(wanted[part])
        assert found["tick"] == wanted["tick"]


def histories(chance: random.Random) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for device in ("a1", "b2"):
        for seq in range(1, chance.randint(2, 14)):
            note, dimension = f"n{chance.randrange(3)}", chance.choice(("M.01", "M.02"))
            body: dict[str, Any] = chance.choice(
                [
                    {"kind": "noted", "note": note, "text": chance.choice(("", "x", "y")), "clock_s": chance.randrange(9)},
                    {
                        "kind": "tagged", "note": note, "dimension": dimension, "indicator": "1.1",
                        "sign": chance.choice(("+", "-", "0", None)),
                    },
                    {"kind": "rated", "dimension": dimension, "value": chance.choice(("1", "5", "NE", None))},
                    {"kind": "remarked", "dimension": dimension, "text": chance.choice("pq")},
                ]
            )  # fmt: skip
            made.append({**body, "device": device, "seq": seq, "tick": chance.randrange(1, 12)})
    chance.shuffle(made)
    return made


def body_of(entry: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in entry.items() if name not in ("device", "seq", "tick")}


def ordered(rows: Any) -> list[str]:
    return sorted(str(sorted(row.items())) for row in rows)


@pytest.mark.parametrize("size", [(1366, 768), (1024, 768), (390, 844), (320, 640)])
def test_every_screen_is_accessible(sari: RaterPage, size: tuple[int, int]) -> None:
    sari.page.set_viewport_size({"width": size[0], "height": size[1]})
    found = {"today": faults_of(sari.page)}
    sari.open("interview")
    found["sheet"] = faults_of(sari.page)
    if size[0] < 768:
        sari.page.get_by_role("button", name="Penilaian", exact=True).click()
        found["rating"] = faults_of(sari.page)
    sari.keys("?")
    found["help"] = faults_of(sari.page)
    sari.keys("Escape", "Control+Enter")
    found["lock"] = faults_of(sari.page)
    sari.keys("Escape")
    sari.page.evaluate("document.cookie = 'django_language=en; path=/'")
    sari.page.reload()
    expect(sari.page.locator("html")).to_have_attribute("lang", "en")
    expect(sari.page.locator(".sheet-body")).to_be_visible()
    found["english"] = faults_of(sari.page)
    assert {screen: faults for screen, faults in found.items() if faults} == {}
