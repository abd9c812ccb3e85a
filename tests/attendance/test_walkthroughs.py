"""Whole stories from tests/walkthroughs/attendance.csv, which an official can read and extend.

Columns: kisah (the story), hari (1, 2, 3), jam, siapa, tindakan, harapan. Day 1 holds activity 1 (07.30-11.30) and 2
(13.00-15.00), day 2 activity 3 (08.00-12.00), day 3 one in groups. Six participants, 001 to 006; later than 15 minutes is
late; one absent day means out [gugur] unless the first row of a story says susulan.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import pytest

from takar.attendance.domain.commands import (
    Command,
    ConfirmOut,
    Correct,
    EndIncident,
    LiftOut,
    Note,
    Rebook,
    Report,
    Sign,
)
from takar.attendance.domain.complete import completeness, tools_done
from takar.attendance.domain.days import day_of
from takar.attendance.domain.entries import Entry
from takar.attendance.domain.facts import Absent, Arrived, Incident, IncidentClosed, Left
from takar.attendance.domain.outs import out_of, rebooked
from takar.attendance.domain.sheet import Sheet, sheet_of
from tests.attendance.story import NIPS, Story, at, rules

FILE = Path(__file__).parents[1] / "walkthroughs" / "attendance.csv"
ROWS = list(csv.DictReader(FILE.read_text("utf-8").splitlines()))
STORIES = {name: list(rows) for name, rows in groupby(ROWS, key=lambda row: row["kisah"])}
WORDS = {
    "belum datang": "expected", "hadir": "present", "terlambat": "late", "pulang awal": "left_early",
    "tidak hadir": "absent", "terhalang insiden": "excused_by_incident",
}  # fmt: skip
CAUSES = {"listrik": "power", "jaringan": "network", "sakit": "illness", "ruang": "room"}
MATRIX = {"cat": (), "kasus": (), "diskusi": (), "wawancara": ()}


def test_there_are_stories() -> None:
    assert len(STORIES) >= 10


@pytest.mark.parametrize("name", STORIES)
def test_story(name: str) -> None:
    told = Told()
    for number, row in enumerate(STORIES[name], 1):
        told.step(row)
        for expectation in filter(None, map(str.strip, row["harapan"].split(";"))):
            found = told.check(expectation)
            assert found == "", f"{name}, baris {number}: diharapkan {expectation!r}, ternyata {found}"


class Told(Story):
    """A story told by rows."""

    day_now = 1
    clock = "00.00"
    who = ""
    sent: Command | None = None

    def step(self, row: dict[str, str]) -> None:
        if row["siapa"] == "aturan":
            self.rules = rules(row["tindakan"])
            return
        self.day_now, self.clock, self.who = int(row["hari"]), row["jam"], row["siapa"]
        for pattern, act in STEPS:
            found = re.fullmatch(pattern, row["tindakan"])
            if found:
                act(self, *found.groups())
                return
        raise ValueError(f"tindakan tidak dikenal: {row['tindakan']!r}")

    def send(self, kind: Callable[..., Command], **fields: object) -> None:
        now = at(self.day_now, self.clock)
        self.sent = kind(by=self.who, now=now, request=self.request(), **fields)
        self.run(self.sent)

    def claim(self, number: str, fact: object, clock: str | None = None) -> None:
        moment = at(self.day_now, clock or self.clock)
        self.send(Note, day=self.day_now, nip=nip(number), moment=moment, claim=fact)

    def arrive_all(self, but: str | None) -> None:
        for number in range(1, len(NIPS) + 1):
            if f"{number:03d}" not in (but or ""):
                self.claim(f"{number:03d}", Arrived())

    def newest(self, kind: str, number: str = "") -> Entry:
        wanted = nip(number) if number else ""
        return [one for one in self.state.entries if (one.fact.kind, one.nip) == (kind, wanted)][-1]

    def incident(self, cause: str, whom: str, note: str) -> None:  # type: ignore[override]
        listed = re.findall(r"\d{3}", whom)
        fields = {"whom": "people", "nips": tuple(map(nip, listed))} if listed else {"whom": "all"}
        fact = Incident(CAUSES[cause], note, **fields)  # type: ignore[arg-type]
        self.send(Report, day=self.day_now, moment=at(self.day_now, self.clock), incident=fact)

    def over(self, lost: str | None) -> None:
        fact = IncidentClosed(self.newest("incident").ordinal, lost=bool(lost))
        self.send(EndIncident, moment=at(self.day_now, self.clock), closed=fact)

    def fix(self, act: str, kind: str, number: str, reason: str) -> None:
        entry = self.newest({"datang": "arrived", "tidak hadir": "absent"}[kind], number).ordinal
        self.send(Correct, entry=entry, reason=reason, counts=act == "hitung")

    def again(self) -> None:
        assert self.sent
        self.run(self.sent)

    def sheet(self) -> Sheet:
        return sheet_of(self.state, self.rules, self.day_now)

    def check(self, expectation: str) -> str:
        """ "" when it is so, otherwise what is."""
        for pattern, look in CHECKS:
            found = re.fullmatch(pattern, expectation)
            if found:
                return look(self, *found.groups())
        raise ValueError(f"harapan tidak dikenal: {expectation!r}")

    def is_status(self, number: str, word: str, minutes: str | None) -> str:
        found = day_of(self.state, self.rules, nip(number), self.day_now)
        assert found
        right = found.status == WORDS[word] and (minutes is None or found.minutes_late == int(minutes))
        return "" if right else f"{found.status} {found.minutes_late} menit"

    def is_out(self, number: str, wanted: str) -> str:
        out = out_of(self.state, self.rules, nip(number))
        status = out.status if out else "none"
        return "" if status == wanted or (wanted == "none" and status == "lifted") else status

    def is_complete(self, number: str, tools: str) -> str:
        done = tools_done(self.state, self.rules, nip(number), at(self.day_now, "23.00"))
        lacking = completeness(nip(number), "p", done, MATRIX, ()).missing_tools
        return _same(" ".join(lacking), tools)

    def repeats(self, number: str, what: str) -> str:
        found = rebooked(self.state, nip(number))
        return _same("belum ada" if found is None else " ".join(found.tools) or "semua", what)


def nip(number: str) -> str:
    return NIPS[int(number) - 1]


def _same(found: object, wanted: object) -> str:
    return "" if str(found) == str(wanted) else str(found)


_P = r"(\d{3})"
STEPS: list[tuple[str, Callable[..., None]]] = [
    (r"semua datang(?: kecuali (.+))?", Told.arrive_all),
    (rf"{_P} datang", lambda s, n: s.claim(n, Arrived())),
    (rf"{_P} datang pukul (\S+)(?: tanpa jaringan)?", lambda s, n, clock: s.claim(n, Arrived(), clock)),
    (rf"{_P} pulang", lambda s, n: s.claim(n, Left())),
    (rf"{_P} pulang setelah selesai", lambda s, n: s.claim(n, Left(finished=True))),
    (rf"{_P} tidak hadir: (.+)", lambda s, n, why: s.claim(n, Absent(why))),
    (rf"{_P} tidak hadir di kegiatan (\d+): (.+)", lambda s, n, a, why: s.claim(n, Absent(why, int(a)))),
    (r"insiden (\w+) (semua|[\d ]+): (.+)", Told.incident),
    (r"insiden selesai( dan kegiatan diulang)?", Told.over),
    (rf"(koreksi|hitung) (datang|tidak hadir) {_P}: (.+)", Told.fix),
    (r"tanda tangan", lambda s: s.send(Sign, day=s.day_now, name=s.who)),
    (rf"gugurkan {_P}: (.+)", lambda s, n, why: s.send(ConfirmOut, nip=nip(n), reason=why)),
    (rf"tidak gugur {_P}: (.+)", lambda s, n, why: s.send(LiftOut, nip=nip(n), reason=why)),
    (
        rf"tempat baru {_P}",
        lambda s, n: s.send(
            Rebook, nip=nip(n), batch="b2", place=9, number="024", first_day="2026-05-04", reason="mengulang"
        ),
    ),
    (r"kirim ulang yang terakhir", Told.again),
]
CHECKS: list[tuple[str, Callable[..., str]]] = [
    (r"diterima", lambda s: s.code),
    (r"ditolak (\w+)", lambda s, code: _same(s.code or "diterima", code)),
    (rf"{_P} ({'|'.join(WORDS)})(?: (\d+))?", Told.is_status),
    (rf"usulan gugur {_P}", lambda s, n: s.is_out(n, "proposed")),
    (rf"gugur {_P}", lambda s, n: s.is_out(n, "confirmed")),
    (rf"tidak ada usulan {_P}", lambda s, n: s.is_out(n, "none")),
    (rf"jumlah ({'|'.join(WORDS)}) (\d+)", lambda s, word, n: _same(s.sheet().counts[WORDS[word]], n)),
    (rf"lengkap {_P}", lambda s, n: s.is_complete(n, "")),
    (rf"belum lengkap {_P}: (.+)", Told.is_complete),
    (rf"mengulang {_P}: (.+)", Told.repeats),
    (r"menunggu (\d+)", lambda s, n: _same(len(s.sheet().waiting), n)),
    (r"koreksi (\d+)", lambda s, n: _same(len(s.sheet().corrections), n)),
    (r"catatan (\d+)", lambda s, n: _same(len(s.state.entries), n)),
    (
        rf"tidak di lembar {_P}",
        lambda s, n: "" if nip(n) not in {one.person.nip for one in s.sheet().lines} else "di lembar",
    ),
]
