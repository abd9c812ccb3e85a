"""Tickets and forms that the office has signed, indexed for login. Unsigned ones do not exist for us."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from takar.delivery.public import Journal, Section, TicketRow, sections_of, unseal
from takar.gateway.tokens import NAME
from takar.kernel.identity import hash_nip
from takar.ledger.public import OfficeVerifier

_log = logging.getLogger("takar.gateway")


class Form:
    """A sealed form: the rules of its sections, and each section as the JSON that goes to the browser."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.sections: tuple[Section, ...] = sections_of(content)
        self.bodies = [msgspec.json.encode(section) for section in content["sections"]]
        self.summary = [
            {key: section[key] for key in ("code", "title", "minutes")} | {"items": len(rules.items)}
            for section, rules in zip(content["sections"], self.sections, strict=True)
        ]


class Ticket:
    """One session as the office signed it."""

    def __init__(self, content: Mapping[str, Any], form: Form) -> None:
        self.content, self.form = content, form
        self.session: str = content["session"]
        self.version: int = content["version"]
        self.entries: dict[str, Mapping[str, Any]] = {e["sitting"]: e for e in content["sittings"]}
        # "1" is accepted for "001", but never before an exact match.
        short = {e["number"].lstrip("0"): e["sitting"] for e in content["sittings"]}
        self._numbers: dict[str, str] = short | {e["number"]: e["sitting"] for e in content["sittings"]}
        self._nips: dict[str, str] = {
            e["nip_hash"]: e["sitting"] for e in content["sittings"] if e["nip_hash"]
        }

    def find(self, identity: str) -> str | None:
        """The sitting of a participant number or an 18-digit NIP."""
        number = identity if identity in self._numbers else identity.lstrip("0")
        if number in self._numbers:
            return self._numbers[number]
        return self._nips.get(hash_nip(identity, self.content["nip_salt"])) if len(identity) == 18 else None


class Board:
    """All valid tickets of the exam store: the newest version with a good signature of each session."""

    def __init__(self, journal: Journal, public_file: Path) -> None:
        self._journal, self._public_file = journal, public_file
        self._mark: tuple[int, int] = (-1, -1)
        self._forms: dict[str, Form | None] = {}
        self.tickets: dict[str, Ticket] = {}
        self.by_sitting: dict[str, Ticket] = {}

    def refresh(self) -> bool:
        """Read tickets again if any was added or the office key changed. Blocking; returns whether it did."""
        mark = (self._journal.ticket_mark(), _changed_ns(self._public_file))
        if mark == self._mark or mark[1] == 0:
            return False
        verifier = OfficeVerifier.load(self._public_file)
        self._forms = {}
        tickets: dict[str, Ticket] = {}
        for row in self._journal.tickets():
            if row.session not in tickets:
                ticket = self._valid(row, verifier)
                if ticket:
                    tickets[row.session] = ticket
        self.by_sitting = {sitting: ticket for ticket in tickets.values() for sitting in ticket.entries}
        self.tickets, self._mark = tickets, mark
        return True

    def find(self, identity: str, now_ms: int) -> list[tuple[Ticket, str]]:
        """Sittings that `identity` may mean, the session of this hour first."""
        found = [(ticket, sitting) for ticket in self.tickets.values() if (sitting := ticket.find(identity))]
        return sorted(found, key=lambda pair: _distance(pair[0].content, now_ms))

    def _valid(self, row: TicketRow, verifier: OfficeVerifier) -> Ticket | None:
        content = unseal(row.body, verifier)
        if content is None or (content["session"], content["version"]) != (row.session, row.version):
            _log.error("ticket %s version %s has no good signature: ignored", row.session, row.version)
            return None
        form = self._form(content["package"], verifier)
        names = [row.session, *(entry["sitting"] for entry in content["sittings"])]
        if form is None or not all(NAME.fullmatch(name) for name in names):
            _log.error(
                "ticket %s version %s: package missing or id not plain: ignored", row.session, row.version
            )
            return None
        return Ticket(content, form)

    def _form(self, digest: str, verifier: OfficeVerifier) -> Form | None:
        if digest not in self._forms:
            text = self._journal.package(digest)
            content = unseal(text, verifier) if text else None
            good = text is not None and content is not None and f'"{digest}"' in text
            self._forms[digest] = Form(content) if good and content else None
        return self._forms[digest]


def _distance(content: Mapping[str, Any], now_ms: int) -> int:
    if content["opens_ms"] <= now_ms < content["closes_ms"]:
        return 0
    return int(min(abs(content["opens_ms"] - now_ms), abs(now_ms - content["closes_ms"]))) + 1


def _changed_ns(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return 0
