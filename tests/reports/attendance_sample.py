"""What happened on the invented days, noted entry by entry and folded by the real rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from takar.attendance.books import make_rules
from takar.attendance.domain.days import troubles
from takar.attendance.domain.entries import Entry
from takar.attendance.domain.facts import (
    Absent,
    Arrived,
    Corrected,
    Fact,
    Incident,
    IncidentClosed,
    Left,
    OutConfirmed,
    Rebooked,
    Signed,
)
from takar.attendance.domain.outs import out_of, person_days, rebooked
from takar.attendance.domain.rules import Rules
from takar.attendance.domain.sheet import Sheet, sheet_of
from takar.attendance.domain.state import State, fold
from takar.attendance.public import IncidentView, Presence, SignatureView
from takar.kernel.clock import milliseconds
from takar.ledger.public import Checkpoint
from takar.reports.paper.batch_file import BatchFile
from takar.reports.paper.minutes import DayRecord
from takar.reports.paper.recap import BatchRecord

ROOT = bytes(range(0, 256, 8))


class Story:
    """Entries of one batch; times are hours and minutes of WIB on day 1, 2 or 3."""

    def __init__(self, file: BatchFile) -> None:
        self.file = file
        self.entries: list[Entry] = []

    def note(self, clock: str, fact: Fact, number: int = 0, day: int = 1, noted: str = "") -> int:
        nip = self.file.places[number - 1].nip if number else ""
        self.entries.append(
            Entry(
                ordinal=len(self.entries) + 1,
                day=day,
                nip=nip,
                moment=self.at(clock, day),
                by="pengawas.contoh",
                noted_at=self.at(noted or clock, day),
                request=f"r{len(self.entries)}",
                fact=fact,
            )
        )
        return len(self.entries)

    def at(self, clock: str, day: int = 1) -> datetime:
        hour, minute = clock.split(".")
        date = self.file.batch.day(day)
        local = datetime(date.year, date.month, date.day, int(hour), int(minute), tzinfo=UTC)
        return local - timedelta(hours=7)

    @property
    def rules(self) -> Rules:
        file = self.file
        return make_rules(file.batch, "WIB", file.conduct, (*file.places, *file.freed), file.activities)

    @property
    def state(self) -> State:
        return fold(self.entries)

    def sheet(self, day: int = 1, activity: int | None = None) -> Sheet:
        return sheet_of(self.state, self.rules, day, activity)

    def presences(self) -> tuple[Presence, ...]:
        state, rules = self.state, self.rules
        return tuple(
            Presence(
                person,
                person_days(state, rules, person.nip),
                out_of(state, rules, person.nip),
                rebooked(state, person.nip),
            )
            for person in sorted(rules.people.values(), key=lambda one: one.number)
        )

    def incidents(self) -> tuple[IncidentView, ...]:
        numbers = {one.nip: one.number for one in self.file.places}
        return tuple(
            IncidentView(
                entry=one.entry.ordinal, day=one.entry.day, cause=one.fact.cause, note=one.fact.note, whom=one.fact.whom,
                room=one.fact.room, group=one.fact.group, numbers=tuple(numbers[nip] for nip in one.fact.nips),
                starts=one.starts, until=one.until, lost=one.lost, by=one.entry.by,
            )
            for one in troubles(self.state)
        )  # fmt: skip

    def signatures(self) -> tuple[SignatureView, ...]:
        return tuple(
            SignatureView(
                day=one.day, activity=one.activity, by=one.by, name=getattr(one.fact, "name", ""), at=one.moment,
                changed=False, corrections=len(self.state.after_signing), log_index=41,
            )
            for found in self.state.signed.values()
            for one in found
        )  # fmt: skip

    def record(self, day: int = 1, activity: int | None = None, root: bytes = ROOT) -> DayRecord:
        return DayRecord(
            sheet=self.sheet(day, activity),
            presences={one.person.nip: one for one in self.presences()},
            incidents=tuple(one for one in self.incidents() if one.day == day),
            signatures=tuple(one for one in self.signatures() if one.day == day),
            checkpoint=Checkpoint("log.uji/2026", 42, root, ""),
            fingerprint="1A2B-3C4D-5E6F-7081-92A3-B4C5-D6E7-F809",
            staff={"pengawas.contoh": "Pengawas Contoh"},
        )

    def batch_record(self) -> BatchRecord:
        return BatchRecord(self.file, self.presences(), self.incidents())


def eventful(file: BatchFile, incidents: int = 1) -> Story:
    """Day 1: most are there, one is late, one leaves early, one is absent, the power fails, the sheet is signed and corrected."""
    story, people = Story(file), len(file.places)
    for number in range(1, people + 1):
        if number == 2 and people > 3:
            continue
        story.note("07.52" if number == 3 else "07.15", Arrived(means="qr"), number)
    if people > 3:
        absence = Absent("Sakit, rawat inap", document="d1", document_name="surat-dokter.pdf")
        story.note("08.00", absence, 2)
        story.note("14.00", Left(reason="dipanggil pimpinan"), 4)
    for n in range(incidents):
        began = story.note(
            f"{9 + n // 4:02d}.{10 + n % 4 * 12}",
            Incident("power", f"Genset {n + 1} terlambat menyala", room="Ruang CAT 1", whom="room"),
        )
        story.note(f"{9 + n // 4:02d}.{18 + n % 4 * 12}", IncidentClosed(began))
    if people:
        story.note(
            "14.40",
            Signed(story.sheet().digest, milliseconds(story.at("15.00")), name="Pengawas Contoh, S.E."),
        )
        story.note("14.50", Corrected(1, "Salah orang, peserta baru datang 07.25"), 1)
        story.note("14.55", Arrived(means="nip"), 1)
    if people > 3:
        story.note("15.05", OutConfirmed((1,), "Tidak hadir hari ke-1 tanpa gangguan"), 2)
        story.note("15.08", Rebooked("b9", 99, "004", "2026-02-09", "Kursi cadangan"), 2)
    return story
