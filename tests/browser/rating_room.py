"""An office with sheets of today that can be killed and started again, and a rater's page in it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.browser.office_process import PASSWORD, _command, _free_ports, _wait, environment_of, plant, set_up
from tests.exercises.plant import sheet_id

ROOT = Path(__file__).parents[2]

_KEPT = """() => new Promise((done) => {
  const shelf = Object.keys(localStorage).filter((key) => key.startsWith("takar-asesor"));
  const ask = indexedDB.open("takar-asesor");
  ask.onsuccess = () => {
    const base = ask.result;
    const keys = (name) => new Promise((next) => {
      const read = base.transaction(name).objectStore(name).getAllKeys();
      read.onsuccess = () => next(read.result.map((key) => `${name}:${key}`));
    });
    Promise.all([...base.objectStoreNames].map(keys)).then((found) => { base.close(); done([...found.flat(), ...shelf]); });
  };
})"""


@dataclass
class RatingRoom:
    """The office alone, without exam server and worker: it starts in two seconds."""

    folder: Path
    environment: dict[str, str]
    port: int
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        log = self.folder / "office.log"
        command = [sys.executable, "-m", "takar", "office", "--port", str(self.port)]
        with log.open("ab") as out:
            process = subprocess.Popen(
                command, env=self.environment, stdout=out, stderr=out, start_new_session=True
            )
        self.processes.append(process)
        _wait(process, f"{self.url}/health", log)

    def kill(self) -> None:
        """The power goes: no process of the office has a last word."""
        process = self.processes.pop()
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)


@contextmanager
def rating_room(folder: Path, planted: str = "tests.exercises.plant") -> Iterator[RatingRoom]:
    environment = environment_of(folder)
    set_up(folder, environment)
    for name in ("sari", "budi"):
        _command(environment, "create-user", name, "--role", "assessor", typed=PASSWORD)
    plant(environment, planted)
    room = RatingRoom(folder, environment, *_free_ports(1))
    room.start()
    try:
        yield room
    finally:
        for process in room.processes:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)


class RaterPage:
    """What a rater does and sees."""

    def __init__(self, page: Any, room: RatingRoom, user: str = "sari") -> None:
        self.page, self.room, self.user = page, room, user
        self.faults: list[str] = []
        page.set_default_timeout(15_000)
        expect.set_options(timeout=15_000)
        page.on("pageerror", lambda fault: self.faults.append(str(fault)))

    def sign_in(self) -> RaterPage:
        self.page.goto(f"{self.room.url}/akun/masuk/?next=/asesor/")
        self.page.get_by_label("Nama pengguna").fill(self.user)
        self.page.get_by_label("Kata sandi").fill(PASSWORD)
        self.page.get_by_role("button", name="Masuk", exact=True).click()
        expect(self.page.locator(".sheets").first).to_be_visible()
        return self

    def ready_for_offline(self) -> RaterPage:
        self.page.evaluate("navigator.serviceWorker.ready.then(() => null)")
        self.page.evaluate(
            "new Promise((done) => navigator.serviceWorker.controller ? done() :"
            " navigator.serviceWorker.addEventListener('controllerchange', done))"
        )
        return self

    def open(self, kind: str) -> RaterPage:
        self.page.goto(f"{self.room.url}/asesor/#{sheet_id(self.user, kind)}")
        expect(self.page.locator(".sheet-body")).to_be_visible()
        return self

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def note(self, text: str) -> None:
        """A new note by the keyboard: one key, the text, one key."""
        self.keys("Enter")
        self.page.keyboard.type(text)
        self.keys("Enter", "Escape")

    def see_saved(self) -> None:
        expect(self.page.locator(".lamp")).to_have_attribute("data-state", "saved", timeout=30_000)

    def see_unsent(self) -> None:
        expect(self.page.locator(".lamp")).to_have_attribute("data-state", "here")

    def state(self, kind: str) -> dict[str, Any]:
        """What the server has of one's own sheet."""
        answer = self.page.request.get(f"{self.room.url}/asesor/api/sheet/{sheet_id(self.user, kind)}")
        found: dict[str, Any] = answer.json()["state"]
        return found

    def texts(self, kind: str) -> list[str]:
        return [one["text"] for one in self.state(kind)["notes"]]

    def kept(self) -> list[str]:
        """Keys of everything personal that this browser holds."""
        found: list[str] = self.page.evaluate(_KEPT)
        return found
