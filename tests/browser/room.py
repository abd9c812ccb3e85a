"""An exam room for the browser tests: shipped items, one session, three participants, the real gateway."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import msgspec

from takar.delivery.public import (
    SittingState,
    open_journal,
    package_digest,
    read_sitting,
    seal,
    start_session,
)
from takar.gateway.static import CLIENT
from takar.items.bank.shipped import shipped_entries
from takar.ledger.public import OfficeSigner
from tests.browser.gateway_process import GatewayProcess
from tests.browser.outcome import outcome
from tests.gateway import sample

ACTOR = "pengawas.contoh"
_HELD = {
    "when": "held",
    "id": "Hasil diumumkan penyelenggara kemudian.",
    "en": "Results are announced later.",
}


def form(minutes: tuple[int, int]) -> dict[str, Any]:
    """Two sections of shipped items: twelve situations; three figure matrices and five statements."""
    contents = [entry.item.content() for entry in shipped_entries()]
    situations = [one for one in contents if one["type"] == "sjt"][:12]
    figures = [one for one in contents if one["figure"] and one["type"] == "single_choice"][:3]
    statements = [one for one in contents if one["type"] == "likert"][:5]
    return {
        "form": "naskah-contoh",
        "title": "Naskah contoh",
        "sections": [
            section("A", "Situasi kerja", minutes[0], situations),
            section("B", "Penalaran dan sikap", minutes[1], figures + statements),
        ],
    }


def section(code: str, title: str, minutes: int, items: list[Any]) -> dict[str, Any]:
    words = "Bayangkan Anda mengalaminya. Pilih satu jawaban untuk tiap soal."
    return {"code": code, "title": title, "instructions": words, "minutes": minutes, "items": items}


class Room:
    """One session with participants 001, 002, 003 and the PIN of `tests.gateway.sample`."""

    def __init__(
        self,
        folder: Path,
        *,
        started: bool = True,
        minutes: tuple[int, int] = (40, 30),
        closes_in_ms: int = 4 * sample.HOUR_MS,
        held: bool = False,
        client: Path = CLIENT,
        content: dict[str, Any] | None = None,
        name: str = "",
    ) -> None:
        store, keys = f"sqlite:///{folder / 'exam.db'}", folder / "keys"
        self.journal = open_journal(store)
        self.gateway = GatewayProcess(store, keys, folder / "gateway.log", client)
        self.url = self.gateway.url
        naskah = content or form(minutes)
        self.name = name
        self.items = [[one["id"] for one in section["items"]] for section in naskah["sections"]]
        self._prepare(naskah, OfficeSigner.load(keys), closes_in_ms, held)
        if started:
            self.give_start()

    def _prepare(self, naskah: dict[str, Any], signer: OfficeSigner, closes_in_ms: int, held: bool) -> None:
        now = now_ms()
        package = seal(naskah, signer)
        self.journal.put_package(package_digest(package), package)
        people = sample.people(3)
        people[0] |= {"name": self.name} if self.name else {}
        content = sample.ticket(package_digest(package), people, now - 60_000, now + closes_in_ms)
        content |= {"visibility": _HELD} if held else {}
        self.journal.put_ticket(sample.SESSION, 1, seal(content, signer))

    def give_start(self) -> None:
        """The proctor's order."""
        start_session(self.journal, sample.SESSION, ACTOR, now_ms())

    def close(self) -> None:
        self.gateway.close()
        self.journal.close()

    def state(self, number: int = 1) -> SittingState:
        """What the journal alone says about a sitting."""
        return read_sitting(self.journal, sitting(number))

    def publish(self, number: int = 1, *, held: bool = False, **changes: Any) -> dict[str, Any]:
        """An outcome, as the worker would write it."""
        body = outcome(sitting(number), held=held) | changes
        self.journal.put_outcome(sitting(number), msgspec.json.encode(body).decode(), now_ms())
        return body


def sitting(number: int) -> str:
    return f"duduk-{number:03}"


def now_ms() -> int:
    return time.time_ns() // 1_000_000
