"""Calendar files as RFC 5545 wants them, so that phones and office suites read them without a question."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

_PRODUCT = "-//Takar//Penilaian kompetensi//ID"
_LONGEST = 75  # octets of a line, its line break not counted (RFC 5545, 3.1)
_FIRST_REVISION = datetime(2025, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One appointment. `key` names it for ever: the same key in a later file replaces this appointment.

    `starts` and `ends` carry their time zone; the file says them in UTC, so that it needs no zone table of its own.
    """

    key: str
    starts: datetime
    ends: datetime
    summary: str
    location: str = ""
    description: str = ""
    cancelled: bool = False


def calendar_file(name: str, events: Iterable[CalendarEvent], made_at: datetime) -> bytes:
    """A VCALENDAR with one VEVENT per appointment, lines folded and ended as the standard says."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{_PRODUCT}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for event in events for line in _event(event, made_at)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def uid(key: str) -> str:
    """A name that tells nothing about the person and stays the same in every file."""
    return f"{sha256(key.encode()).hexdigest()[:32]}@takar"


def revision(made_at: datetime) -> int:
    """Minutes since 2025: a later file always has a higher SEQUENCE, and calendars take its times over."""
    return max(0, int((made_at - _FIRST_REVISION).total_seconds() // 60))


def escaped(text: str) -> str:
    """A TEXT value (RFC 5545, 3.3.11): backslash, semicolon and comma escaped, line breaks as \\n, no control characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for mark in "\\;,":
        plain = plain.replace(mark, f"\\{mark}")
    return "".join(c for c in plain.replace("\n", "\\n") if c >= " " and c != "\x7f")


def folded(line: str) -> str:
    """The line in pieces of at most 75 octets, joined by CRLF and a space; no character is cut in two."""
    pieces, piece, room = [], "", _LONGEST
    for character in line:
        size = len(character.encode())
        if size > room:
            pieces.append(piece)
            piece, room = "", _LONGEST - 1
        piece += character
        room -= size
    return "\r\n ".join([*pieces, piece])


def _event(event: CalendarEvent, made_at: datetime) -> list[str]:
    optional = [
        f"{name}:{escaped(value)}"
        for name, value in (("LOCATION", event.location), ("DESCRIPTION", event.description))
        if value
    ]
    return [
        "BEGIN:VEVENT",
        f"UID:{uid(event.key)}",
        f"DTSTAMP:{_utc(made_at)}",
        f"SEQUENCE:{revision(made_at)}",
        f"DTSTART:{_utc(event.starts)}",
        f"DTEND:{_utc(event.ends)}",
        f"SUMMARY:{escaped(event.summary)}",
        *optional,
        f"STATUS:{'CANCELLED' if event.cancelled else 'CONFIRMED'}",
        "TRANSP:OPAQUE",
        "END:VEVENT",
    ]


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
