"""A batch of three days for tests of the domain: no database, times by the clock of Jakarta."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import count

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
from takar.attendance.domain.days import PersonDay, Status, day_of
from takar.attendance.domain.decide import decide
from takar.attendance.domain.entries import Entry
from takar.attendance.domain.facts import Absent, Arrived, Claim, Incident, IncidentClosed, Left
from takar.attendance.domain.rules import GUGUR, Person, Rules, Slot
from takar.attendance.domain.state import State, evolve
from takar.kernel.clock import ZONES
from takar.kernel.refusals import Refusal

DAYS = {1: date(2026, 3, 2), 2: date(2026, 3, 3), 3: date(2026, 3, 4)}
NIPS = tuple(f"19850101201001{n:04d}" for n in range(1, 7))
# activity, day, tool, from, until, group: the first day has a morning and an afternoon, the third is in groups
_TABLE = (
    (1, 1, "cat", "07.30", "11.30", 0),
    (2, 1, "kasus", "13.00", "15.00", 0),
    (3, 2, "diskusi", "08.00", "12.00", 0),
    (4, 3, "wawancara", "08.00", "12.00", 1),
    (5, 3, "wawancara", "13.00", "15.00", 2),
)


def at(day: int, clock: str) -> datetime:
    return datetime.combine(DAYS[day], time.fromisoformat(clock.replace(".", ":")), ZONES["WIB"])


def rules(absence: str = GUGUR, late_minutes: int = 15) -> Rules:
    slots = tuple(
        Slot(a, d, tool, tool.upper(), f"Ruang {g or 1}", at(d, s), at(d, e), g)
        for a, d, tool, s, e, g in _TABLE
    )
    people = {
        nip: Person(nip, f"{n:03d}", f"Peserta {n}", f"Unit {n}", "", 1 if n <= 3 else 2, n)
        for n, nip in enumerate(NIPS, 1)
    }
    return Rules(late_minutes, absence, "WIB", DAYS, slots, people)


@dataclass
class Story:
    """A batch that lives: every step is decided and evolved."""

    rules: Rules = field(default_factory=rules)
    state: State = field(default_factory=State)
    requests: count[int] = field(default_factory=lambda: count(1))
    last: tuple[Entry, ...] | Refusal = ()

    def run(self, command: Command) -> tuple[Entry, ...] | Refusal:
        self.last = decide(self.state, command, self.rules)
        if not isinstance(self.last, Refusal):
            for entry in self.last:
                self.state = evolve(self.state, entry)
        return self.last

    @property
    def code(self) -> str:
        """The code of the last refusal, "" when it was done."""
        return self.last.code if isinstance(self.last, Refusal) else ""

    def request(self) -> str:
        return f"r{next(self.requests)}"

    def note(
        self, who: int, day: int, clock: str, claim: Claim, *, by: str = "awas", now: datetime | None = None,
        correction: str = "", request: str = "",
    ) -> tuple[Entry, ...] | Refusal:  # fmt: skip
        moment = at(day, clock)
        return self.run(
            Note(
                by=by,
                now=now or moment,
                request=request or self.request(),
                day=day,
                nip=NIPS[who - 1],
                moment=moment,
                claim=claim,
                correction=correction,
            )
        )

    def arrive(self, who: int, day: int, clock: str, activity: int | None = None, **more: object) -> str:
        self.note(who, day, clock, Arrived(activity), **more)  # type: ignore[arg-type]
        return self.code

    def absent(self, who: int, day: int, clock: str, activity: int | None = None, **more: object) -> str:
        self.note(who, day, clock, Absent("kedukaan", activity), **more)  # type: ignore[arg-type]
        return self.code

    def leave(self, who: int, day: int, clock: str, finished: bool = False, **more: object) -> str:
        self.note(who, day, clock, Left(finished=finished), **more)  # type: ignore[arg-type]
        return self.code

    def correct(
        self, entry: int, *, counts: bool = False, by: str = "awas", reason: str = "salah orang"
    ) -> str:
        now = self.state.entries[-1].noted_at
        self.run(Correct(by=by, now=now, request=self.request(), entry=entry, reason=reason, counts=counts))
        return self.code

    def incident(self, day: int, clock: str, **fields: object) -> str:
        fact = Incident(**{"cause": "power", "note": "padam", **fields})  # type: ignore[arg-type]
        moment = at(day, clock)
        self.run(
            Report(by="teknis", now=moment, request=self.request(), day=day, moment=moment, incident=fact)
        )
        return self.code

    def end(self, entry: int, day: int, clock: str, lost: bool = False) -> str:
        moment = at(day, clock)
        fact = IncidentClosed(entry, lost=lost)
        self.run(EndIncident(by="teknis", now=moment, request=self.request(), moment=moment, closed=fact))
        return self.code

    def sign(self, day: int, clock: str = "16.00", activity: int | None = None, by: str = "awas") -> str:
        self.run(Sign(by=by, now=at(day, clock), request=self.request(), day=day, activity=activity, name=by))
        return self.code

    def out(self, who: int, by: str = "kelola", day: int = 3) -> str:
        self.run(
            ConfirmOut(
                by=by, now=at(day, "16.00"), request=self.request(), nip=NIPS[who - 1], reason="tidak hadir"
            )
        )
        return self.code

    def lift(self, who: int, by: str = "kelola") -> str:
        self.run(
            LiftOut(
                by=by, now=at(3, "16.30"), request=self.request(), nip=NIPS[who - 1], reason="ternyata hadir"
            )
        )
        return self.code

    def rebook(self, who: int) -> str:
        self.run(
            Rebook(
                by="kelola",
                now=at(3, "16.30"),
                request=self.request(),
                nip=NIPS[who - 1],
                batch="b9",
                place=9,
                number="024",
                first_day="2026-05-04",
                reason="susulan",
            )
        )
        return self.code

    def day(self, who: int, day: int) -> PersonDay:
        found = day_of(self.state, self.rules, NIPS[who - 1], day)
        assert found is not None
        return found

    def status(self, who: int, day: int) -> Status:
        return self.day(who, day).status

    def everybody(self, day: int, clock: str = "07.20", but: tuple[int, ...] = ()) -> None:
        for who in range(1, len(NIPS) + 1):
            if who not in but:
                self.arrive(who, day, clock)
