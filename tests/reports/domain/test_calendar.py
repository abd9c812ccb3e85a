"""What we write, an independent reader of RFC 5545 reads back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from takar.reports.domain.calendar import CalendarEvent, calendar_file, escaped, folded, revision, uid

AT = datetime(2026, 1, 2, 3, 0, tzinfo=UTC)
JAKARTA = ZoneInfo("Asia/Jakarta")
EVENT = CalendarEvent(
    key="batch:b1/1/cat/0//1",
    starts=datetime(2026, 1, 5, 7, 30, tzinfo=JAKARTA),
    ends=datetime(2026, 1, 5, 11, 30, tzinfo=JAKARTA),
    summary="Tes kompetensi, sesi 1; ruang A",
    location="Ruang CAT 1",
    description="Baris satu\nBaris dua",
)
GOLDEN = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Takar//Penilaian kompetensi//ID
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Gelombang 1
BEGIN:VEVENT
UID:2ed6e5f2@takar
DTSTAMP:20260102T030000Z
SEQUENCE:527220
DTSTART:20260105T003000Z
DTEND:20260105T043000Z
SUMMARY:Tes kompetensi\\, sesi 1\\; ruang A
LOCATION:Ruang CAT 1
DESCRIPTION:Baris satu\\nBaris dua
STATUS:CONFIRMED
TRANSP:OPAQUE
END:VEVENT
END:VCALENDAR
"""


def test_the_golden_file() -> None:
    text = calendar_file("Gelombang 1", [EVENT], AT).decode()
    assert re.sub(r"UID:\w{32}@", "UID:2ed6e5f2@", text) == GOLDEN.replace("\n", "\r\n")


def read(body: bytes) -> list[dict[str, str]]:
    """A reader of its own: unfold, split at the first colon, take escapes back."""
    text = body.decode().replace("\r\n ", "").replace("\r\n\t", "")
    events: list[dict[str, str]] = []
    for line in text.split("\r\n"):
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events:
            events[-1].setdefault(name, value)
    return events


def plain(value: str) -> str:
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)


texts = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=300)


@given(summary=texts, location=texts, description=texts.map(lambda t: t + "\nakhir"), name=texts)
def test_any_text_comes_back_and_no_line_is_longer_than_75_octets(
    summary: str, location: str, description: str, name: str
) -> None:
    event = CalendarEvent("k", AT, AT + timedelta(hours=1), summary, location, description)
    body = calendar_file(name, [event], AT)
    assert body.endswith(b"\r\n")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"\n" not in body.replace(b"\r\n", b"")
    (found,) = read(body)
    assert plain(found["SUMMARY"]) == summary
    assert plain(found.get("LOCATION", "")) == location
    assert plain(found["DESCRIPTION"]) == description


@given(st.text(st.characters(exclude_categories=("Cs",)), max_size=400))
def test_folding_cuts_no_character_and_loses_nothing(line: str) -> None:
    pieces = folded(line.replace("\r", "").replace("\n", "")).split("\r\n")
    assert all(len(piece.encode()) <= 75 for piece in pieces)
    assert all(piece.startswith(" ") for piece in pieces[1:])
    assert pieces[0] + "".join(piece[1:] for piece in pieces[1:]) == line.replace("\r", "").replace("\n", "")


def test_control_characters_and_strange_line_breaks_do_not_travel() -> None:
    assert escaped("a\x00b\x7fc\r\nd\re") == "abc\\nd\\ne"


def test_the_name_of_an_appointment_stays_and_tells_nothing() -> None:
    assert uid("place:7/1") == uid("place:7/1") != uid("place:8/1")
    assert re.fullmatch(r"[0-9a-f]{32}@takar", uid("198501012010011001"))


def test_a_later_file_replaces_an_earlier_one() -> None:
    assert revision(AT + timedelta(minutes=1)) == revision(AT) + 1
    assert revision(datetime(2020, 1, 1, tzinfo=UTC)) == 0


def test_a_cancelled_appointment_keeps_its_name() -> None:
    gone = CalendarEvent(EVENT.key, EVENT.starts, EVENT.ends, EVENT.summary, cancelled=True)
    (before,), (after,) = read(calendar_file("x", [EVENT], AT)), read(calendar_file("x", [gone], AT))
    assert before["UID"] == after["UID"]
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")


@pytest.mark.parametrize(
    ("zone", "utc"), [("Asia/Jakarta", "003000"), ("Asia/Makassar", "233000"), ("Asia/Jayapura", "223000")]
)
def test_every_zone_of_the_country_is_said_in_utc(zone: str, utc: str) -> None:
    local = datetime(2026, 1, 5, 7, 30, tzinfo=ZoneInfo(zone))
    (found,) = read(calendar_file("x", [CalendarEvent("k", local, local, "s")], AT))
    assert found["DTSTART"].endswith(f"T{utc}Z")
