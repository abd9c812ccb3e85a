"""Whole stories from tests/walkthroughs/sitting_*.csv, which an official can read and extend.

Columns: waktu (clock time, hh:mm:ss or hh:mm:ss.mmm), siapa, tindakan, harapan. The first row describes the
form. Words of `tindakan` and `harapan` are listed in docs/rules/timing.md.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from takar.delivery.domain import commands as c
from takar.delivery.domain.chain import Row, record_all, restore
from takar.delivery.domain.decide import decide
from takar.delivery.domain.rules import MINUTE_MS, Rules, Section
from takar.delivery.domain.state import Queue, SittingState
from takar.delivery.domain.timing import deadline_ms, is_over, section_deadline_ms
from takar.kernel.refusals import Refusal

STORIES = sorted((Path(__file__).parents[1] / "walkthroughs").glob("sitting_*.csv"))
OPTIONS = frozenset("ABCDE")


def test_there_are_stories() -> None:
    assert len(STORIES) >= 4


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_story(path: Path) -> None:
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    story = Story(rows[0]["tindakan"])
    for number, row in enumerate(rows[1:], 3):
        story.now = clock(row["waktu"])
        story.step(row["siapa"], row["tindakan"])
        for expectation in filter(None, map(str.strip, row["harapan"].split(";"))):
            found = story.check(row["siapa"], expectation)
            assert found == "", f"{path.name} baris {number}: diharapkan {expectation!r}, ternyata {found}"


def clock(text: str) -> int:
    hours, minutes, seconds = text.split(":")
    return int(hours) * 3_600_000 + int(minutes) * MINUTE_MS + round(float(seconds) * 1000)


def form(text: str) -> tuple[Rules, dict[str, int]]:
    """naskah: bagian A 30 menit S1 S2; bagian B 20 menit S3; tambahan 10 menit; tutup 12:00:00"""
    sections, extra, closes = [], 0, 10**12
    for part in map(str.strip, text.split(";")):
        if found := re.fullmatch(r"bagian (\w+) (\d+) menit (.+)", part):
            items = dict.fromkeys(found[3].split(), OPTIONS)
            sections.append(Section(found[1], int(found[2]), items))
        elif found := re.fullmatch(r"tambahan (\d+) menit", part):
            extra = int(found[1])
        elif found := re.fullmatch(r"tutup (\S+)", part):
            closes = clock(found[1])
        else:
            raise ValueError(f"bagian naskah tidak dikenal: {part!r}")
    return Rules("sesi", "f" * 64, tuple(sections), 0, closes, extra), {}


class Story:
    """One sitting with its journal, two computers and a proctor."""

    def __init__(self, description: str) -> None:
        self.rules, self.epochs = form(description)
        self.rows: list[Row] = []
        self.state = SittingState("duduk")
        self.seen: dict[str, int] = {}
        self.now = self.orders = 0
        self.code = ""

    def step(self, who: str, action: str) -> None:
        self.settle()
        self.code = ""
        for pattern, act in STEPS:
            found = re.fullmatch(pattern, action)
            if found:
                act(self, device(who), *found.groups())
                return
        raise ValueError(f"tindakan tidak dikenal: {action!r}")

    def settle(self) -> None:
        while is_over(self.state, self.rules, self.now):
            self.run(c.Tick(self.now))

    def run(self, command: c.Command) -> None:
        decision = decide(self.state, command, self.rules)
        if isinstance(decision, Refusal):
            self.code = decision.code
            return
        rows, self.state = record_all(self.state, decision)
        self.rows += rows

    def log_in(self, who: str) -> None:
        if not self.state.opened:
            self.run(c.Open(self.now, b"s" * 32))
        self.run(c.Enter(self.now, who, self.seen.get(self.state.device or "")))
        if not self.code:
            self.epochs[who] = self.state.epoch
            self.seen[who] = self.now

    def click(self, who: str, text: str) -> None:
        """S1=A no.1, S2=ragu no.2"""
        clicks = []
        for part in text.split(","):
            found = re.fullmatch(r"\s*(\w+)=(\S+) no\.(\d+)(?: login (\d+))?\s*", part)
            assert found, part
            item, value, seq, epoch = found.groups()
            kind = "flag" if value in ("ragu", "yakin") else "answer"
            meant = value == "ragu" if kind == "flag" else (None if value == "kosong" else value)
            clicks.append(c.Click(int(seq), kind, item, meant, 0, int(epoch or 0)))
        self.seen[who] = self.now
        self.run(c.Save(self.now, who, self.epochs[who], tuple(clicks)))

    def order(self, make: Callable[[int], c.Order]) -> None:
        self.orders += 1
        self.run(make(self.orders))

    def crash(self) -> None:
        self.state = restore("duduk", self.rows)

    def check(self, who: str, expectation: str) -> str:
        """ "" when it holds, otherwise what was found."""
        for pattern, look in CHECKS:
            found = re.fullmatch(pattern, expectation)
            if found:
                seen, wanted = look(self, device(who), *found.groups())
                return "" if seen == wanted else repr(seen)
        raise ValueError(f"harapan tidak dikenal: {expectation!r}")

    def left(self, end: int | None) -> str:
        if end is None:
            return "-"
        seconds, ms = divmod(max(0, end - self.now), 1000)
        return f"{seconds // 60:02}:{seconds % 60:02}" + (f".{ms:03}" if ms else "")

    def phase(self) -> str:
        names = {"waiting": "menunggu", "ready": "siap", "sitting": "berjalan", "submitted": "selesai"}
        return names[self.state.phase(self.rules)]


def device(who: str) -> str:
    return who.replace(" ", "-")


def start_session(story: Story, who: str) -> None:
    from msgspec.structs import replace

    story.rules = replace(story.rules, session_started=True)


STEPS: list[tuple[str, Callable[..., None]]] = [
    (r"mulai sesi", start_session),
    (r"masuk", Story.log_in),
    (r"mulai", lambda s, who: s.run(c.Start(s.now, who, s.epochs[who], "abcd1234"))),
    (r"klik (.+)", Story.click),
    (r"tanda hidup", lambda s, who: s.seen.update({who: s.now})),
    (
        r"ke bagian (\d+) sesudah no\.(\d+)",
        lambda s, who, to, last: s.run(c.EnterSection(s.now, who, s.epochs[who], int(to) - 1, int(last))),
    ),
    (r"kumpulkan sesudah no\.(\d+)", lambda s, who, n: s.run(c.Submit(s.now, who, s.epochs[who], int(n)))),
    (
        r"tambah (\d+) menit(?: untuk (semua))?: (.+)",
        lambda s, who, n, all_, why: s.order(
            lambda k: c.Extend(s.now, k, who, int(n), why, s.now, bool(all_))
        ),
    ),
    (
        r"pindah ke (\S+): (.+)",
        lambda s, who, seat, why: s.order(lambda k: c.MoveSeat(s.now, k, who, seat, why)),
    ),
    (r"lepas login: (.+)", lambda s, who, why: s.order(lambda k: c.ReleaseLogin(s.now, k, who, why))),
    (r"kumpulkan paksa: (.+)", lambda s, who, why: s.order(lambda k: c.ForceSubmit(s.now, k, who, why))),
    (r"mati lalu hidup lagi", lambda s, who: s.crash()),
    (r"-", lambda s, who: None),
]

CHECKS: list[tuple[str, Callable[..., tuple[object, object]]]] = [
    (r"diterima", lambda s, who: (s.code, "")),
    (r"ditolak (\w+)", lambda s, who, code: (s.code, code)),
    (
        r"tidak dinilai no\.(\d+) (\w+)",
        lambda s, who, n, code: (s.state.uncounted.get(who, {}).get(int(n)), code),
    ),
    (r"keadaan (\w+)", lambda s, who, phase: (s.phase(), phase)),
    (r"bagian (\d+)", lambda s, who, n: (s.state.section, int(n) - 1)),
    (r"sisa bagian (\S+)", lambda s, who, left: (s.left(section_deadline_ms(s.state, s.rules)), left)),
    (r"sisa ujian (\S+)", lambda s, who, left: (s.left(deadline_ms(s.state, s.rules)), left)),
    (r"tersimpan sampai no\.(\d+)", lambda s, who, n: (s.state.queues.get(who, Queue()).contiguous, int(n))),
    (r"dikumpulkan oleh (\w+)", lambda s, who, by: (s.state.submitted_by, by)),
    (r"(\w+)=kosong", lambda s, who, item: (s.state.chosen().get(item, "kosong"), "kosong")),
    (r"(\w+)=ragu", lambda s, who, item: (item in s.state.doubtful(), True)),
    (r"(\w+)=(\w)", lambda s, who, item, option: (s.state.chosen().get(item, "kosong"), option)),
]
