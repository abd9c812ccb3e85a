"""An exam room for the browser tests: the real gateway as a process of its own, over the real exam store."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx
import msgspec

from takar.delivery.public import (
    SittingState,
    open_journal,
    package_digest,
    read_sitting,
    seal,
    start_session,
)
from takar.items.bank.shipped import shipped_entries
from takar.ledger.public import OfficeSigner
from tests.browser.outcome import outcome
from tests.gateway import sample

ACTOR = "pengawas.contoh"
_SERVE = "import sys; from pathlib import Path; from takar.gateway.serve import serve; serve(sys.argv[1], Path(sys.argv[2]), '127.0.0.1', int(sys.argv[3]))"


def form(minutes: tuple[int, int]) -> dict[str, Any]:
    """Two sections of shipped items: situations, then figure matrices and self-description."""
    contents = [entry.item.content() for entry in shipped_entries()]
    situations = [one for one in contents if one["type"] == "sjt"][:12]
    figures = [one for one in contents if one["figure"] and one["type"] == "single_choice"][:3]
    statements = [one for one in contents if one["type"] == "likert"][:5]
    return {
        "form": "naskah-contoh",
        "title": "Naskah contoh",
        "sections": [
            _section("A", "Situasi kerja", minutes[0], situations, "Bayangkan Anda mengalami tiap situasi. Pilih satu tindakan."),
            _section("B", "Penalaran dan sikap", minutes[1], figures + statements, "Pilih satu jawaban untuk tiap soal."),
        ],
    }


def _section(code: str, title: str, minutes: int, items: list[Any], instructions: str) -> dict[str, Any]:
    return {"code": code, "title": title, "instructions": instructions, "minutes": minutes, "items": items}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Room:
    """One session with three participants (001, 002, 003) and the PIN of `tests.gateway.sample`."""

    def __init__(
        self,
        folder: Path,
        *,
        started: bool = True,
        minutes: tuple[int, int] = (40, 30),
        closes_in_ms: int = 4 * sample.HOUR_MS,
        held: bool = False,
    ) -> None:
        self.keys = folder / "keys"
        self.log = folder / "gateway.log"
        self.url_of_store = f"sqlite:///{folder / 'exam.db'}"
        self.journal = open_journal(self.url_of_store)
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}/"
        self.process: subprocess.Popen[bytes] | None = None
        self._prepare(minutes, closes_in_ms, held)
        if started:
            self.give_start()

    def _prepare(self, minutes: tuple[int, int], closes_in_ms: int, held: bool) -> None:
        now, signer = now_ms(), OfficeSigner.load(self.keys)
        naskah = form(minutes)
        self.items = [[one["id"] for one in section["items"]] for section in naskah["sections"]]
        package = seal(naskah, signer)
        self.journal.put_package(package_digest(package), package)
        content = sample.ticket(package_digest(package), sample.people(3), now - 60_000, now + closes_in_ms)
        if held:
            content["visibility"] = {"when": "held", "id": "Hasil diumumkan penyelenggara kemudian.", "en": "Results are announced later."}
        self.journal.put_ticket(sample.SESSION, 1, seal(content, signer))

    def give_start(self) -> None:
        """The proctor's order."""
        start_session(self.journal, sample.SESSION, ACTOR, now_ms())

    def open(self) -> Room:
        """Start the gateway and wait until it answers. Also after `kill`."""
        arguments = [self.url_of_store, str(self.keys), str(self.port)]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen([sys.executable, "-c", _SERVE, *arguments], stdout=log, stderr=log)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                httpx.get(f"{self.url}health", timeout=2)
                return self
            except httpx.HTTPError:
                time.sleep(0.1)
        raise RuntimeError(f"the gateway did not answer within 20 s: {self.log.read_text()[-2000:]}")

    def kill(self) -> None:
        """SIGKILL: what a power cut does to the process."""
        assert self.process
        self.process.kill()
        self.process.wait()

    def close(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(10)
        self.journal.close()

    def state(self, number: int = 1) -> SittingState:
        """What the journal alone says about a sitting."""
        return read_sitting(self.journal, sitting(number))

    def publish(self, number: int = 1, *, held: bool = False) -> dict[str, Any]:
        """The outcome that the worker would write."""
        body = outcome(sitting(number), held=held)
        self.journal.put_outcome(sitting(number), msgspec.json.encode(body).decode(), now_ms())
        return body


def sitting(number: int) -> str:
    return f"duduk-{number:03}"


def now_ms() -> int:
    return time.time_ns() // 1_000_000
