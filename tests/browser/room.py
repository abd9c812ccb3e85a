"""An exam room for the browser tests: shipped items, one session, three participants, the real gateway."""

from __future__ import annotations

import time
from collections.abc import Callable
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
from tests.browser.desk import Desk
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


class Site:
    """An exam store and its gateway, shared by rooms: starting a gateway takes a second, a session nothing."""

    def __init__(self, folder: Path, client: Path = CLIENT) -> None:
        store, keys = f"sqlite:///{folder / 'exam.db'}", folder / "keys"
        self.journal = open_journal(store)
        self.signer = OfficeSigner.load(keys)
        self.gateway = GatewayProcess(store, keys, folder / "gateway.log", client)
        self.rooms = 0

    def open(self) -> None:
        """Start the gateway unless it runs, and wait until it knows every session."""
        self.gateway.open_unless_alive()
        deadline = time.monotonic() + 10
        while self.gateway.health()["tickets"] < self.rooms:
            assert time.monotonic() < deadline
            time.sleep(0.05)

    def close(self) -> None:
        self.gateway.close()
        self.journal.close()


class Room:
    """One session with three participants and the PIN of `tests.gateway.sample`."""

    def __init__(
        self,
        site: Site,
        *,
        started: bool = True,
        minutes: tuple[int, int] = (40, 30),
        held: bool = False,
        content: dict[str, Any] | None = None,
        name: str = "",
    ) -> None:
        site.rooms += 1
        self._site, self._number, self._version = site, site.rooms, 0
        self.journal, self.gateway, self.url = site.journal, site.gateway, site.gateway.url
        self.session = f"sesi-{self._number}"
        self._name, self._held = name, held
        naskah = content or form(minutes)
        self.items = [[one["id"] for one in section["items"]] for section in naskah["sections"]]
        package = seal(naskah, site.signer)
        self._package = package_digest(package)
        self.journal.put_package(self._package, package)
        if started:
            self.give_start()
        self.close_in(4 * sample.HOUR_MS)
        site.open()

    def close_in(self, ms: int) -> None:
        """The ticket, again: the session ends at another time."""
        self._version += 1
        now = now_ms()
        content = sample.ticket(self._package, self._people(), now - 60_000, now + ms)
        content |= {"session": self.session, "version": self._version}
        content |= {"visibility": _HELD} if self._held else {}
        self.journal.put_ticket(self.session, self._version, seal(content, self._site.signer))

    def _people(self) -> list[Any]:
        people = [
            dict(one) | {"sitting": self.sitting(n), "number": self.number(n), "nip": self.nip(n)}
            for n, one in enumerate(sample.people(3), 1)
        ]
        people[0] |= {"name": self._name} if self._name else {}
        return people

    def number(self, participant: int = 1) -> str:
        return f"{self._number:02}{participant}"

    def nip(self, participant: int = 1) -> str:
        return f"198501012010{self._number:03}{participant:03}"

    def sitting(self, participant: int = 1) -> str:
        return f"duduk-{self.number(participant)}"

    def desk(self, page: Any, participant: int = 1) -> Desk:
        """A tab in front of one of the participants."""
        return Desk(page, self.url, self.number(participant))

    def give_start(self) -> None:
        """The proctor's order."""
        start_session(self.journal, self.session, ACTOR, now_ms())

    def state(self, participant: int = 1) -> SittingState:
        """What the journal alone says about a sitting."""
        return read_sitting(self.journal, self.sitting(participant))

    def publish(self, participant: int = 1, *, held: bool = False, **changes: Any) -> dict[str, Any]:
        """An outcome, as the worker would write it."""
        body = outcome(self.sitting(participant), held=held) | changes
        self.journal.put_outcome(self.sitting(participant), msgspec.json.encode(body).decode(), now_ms())
        return body


def now_ms() -> int:
    return time.time_ns() // 1_000_000


def first_items(room: Room, count: int) -> list[str]:
    return room.items[0][:count]


def wait_until(check: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 15
    while not check():
        assert time.monotonic() < deadline
        time.sleep(0.1)
