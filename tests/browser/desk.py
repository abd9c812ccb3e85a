"""What a participant does at the screen, as verbs."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from tests.gateway import sample

# The browser itself writes these two for every refusal and every cut cable; they are not faults of the page.
_EXPECTED = re.compile(r"^Failed to load resource: (the server responded with a status of 4|net::ERR_)")
PATIENCE_MS = 20_000


class Desk:
    """One browser tab in front of one participant; collects everything that the page complains about."""

    def __init__(self, page: Page, url: str, identity: str = "", pin: str = sample.PIN) -> None:
        self.page, self.url, self.identity, self.pin = page, url, identity, pin
        self.complaints: list[str] = []
        page.on("console", self._listen)
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.set_default_timeout(PATIENCE_MS)
        expect.set_options(timeout=PATIENCE_MS)

    def _listen(self, message: Any) -> None:
        if message.type in ("error", "warning") and not _EXPECTED.match(message.text):
            self.complaints.append(message.text)

    def open(self) -> Desk:
        self.page.goto(self.url)
        return self

    def sign_in(self, pin: str = "") -> Desk:
        self.page.get_by_label("NIP atau nomor peserta").fill(self.identity)
        self.page.get_by_label("PIN sesi").fill(pin or self.pin)
        self.press("Masuk")
        return self

    def come_back(self) -> Desk:
        """After a power cut: the browser writes cookies late, so it may ask to sign in again or go straight on."""
        name = self.page.get_by_label("NIP atau nomor peserta")
        expect(name.or_(self.page.locator("#item-heading, .mail")).first).to_be_visible()
        return self.sign_in() if name.is_visible() else self

    def prepare(self) -> Desk:
        """Confirm the identity, read the briefing, fill in the nonce."""
        self.press("Ya, ini saya")
        self.press("Isi otomatis")
        self.press("Saya mengerti")
        return self

    def start(self, first: str = "Soal 1 dari") -> Desk:
        """From an empty page to the first question, or to the first place to write about."""
        self.open().sign_in().prepare().press("Mulai mengerjakan")
        expect(self.page.locator("#item-heading")).to_contain_text(first)
        return self

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def see_item(self, number: int) -> None:
        expect(self.page.locator("#item-heading")).to_contain_text(f"Soal {number} dari")

    def see_heading(self, words: str) -> None:
        expect(self.page.locator("h1")).to_have_text(words)

    def see_chosen(self, option: str) -> None:
        expect(self.page.locator("input[name=answer]:checked")).to_have_value(option)

    def see_lamp(self, state: str) -> None:
        expect(self.page.locator(".lamp")).to_have_attribute("data-state", state)

    def see_offline(self) -> None:
        expect(self.page.locator(".banner")).to_have_attribute("data-kind", "offline")

    def see_received(self) -> None:
        """Every click of this device is acknowledged."""
        self.see_nothing_unsent()
        self.see_lamp("received")

    def see_nothing_unsent(self) -> None:
        expect(self.page.locator(".map-grid .unsent")).to_have_count(0)

    def ready_for_offline(self) -> None:
        """Wait until the service worker has every file and holds this page."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        self.page.evaluate(
            "new Promise((done) => navigator.serviceWorker.controller ? done() :"
            " navigator.serviceWorker.addEventListener('controllerchange', done))"
        )

    def submit_section(self) -> None:
        self.press("Selesai bagian ini")
        self.press("Lanjut ke bagian B")
        self.press("Ya, lanjut")

    def finish_section(self) -> None:
        self.submit_section()
        expect(self.page.locator(".kicker")).to_contain_text("Bagian B")

    def submit(self) -> None:
        self.press("Periksa dan kirim")
        self.press("Kirim jawaban")
        self.press("Ya, kirim")

    def no_complaints(self) -> None:
        assert self.complaints == []


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
