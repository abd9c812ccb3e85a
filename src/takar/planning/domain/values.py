"""What other contexts see of an adopted plan: values without a database behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time


@dataclass(frozen=True, slots=True)
class DayView:
    """Day `ordinal` (1, 2, 3) of a batch."""

    ordinal: int
    day: date


@dataclass(frozen=True, slots=True)
class BatchView:
    """A batch of an adopted plan. `places`: people in it now; `free`: seats left, the reserve among them.

    `assessment` is the id of its assessment, or "" until it is made. `status`: planned | announced | done | cancelled.
    """

    id: str
    programme: str
    phase: int
    number: int
    job_class: str
    capacity: int
    reserve: int
    places: int
    funding: str
    status: str
    assessment: str
    days: tuple[DayView, ...]

    @property
    def free(self) -> int:
        return self.capacity - self.places

    @property
    def first_day(self) -> date:
        return self.days[0].day

    def day(self, ordinal: int) -> date:
        """Raises KeyError when the batch has no such day."""
        return {one.ordinal: one.day for one in self.days}[ordinal]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A person in a batch; freed places are there too, with the reason. `number` is his number in the batch ("007")."""

    id: int
    batch: str
    nip: str
    name: str
    unit: str
    post: str
    number: str
    group: int
    freed: bool
    freed_reason: str
    repeats: int | None


@dataclass(frozen=True, slots=True)
class ActivityView:
    """What happens on day `day` of a batch, for a group (0: all) or one person (nip)."""

    id: int
    batch: str
    day: int
    tool: str
    title: str
    kind: str
    room: str
    location: str
    seats: int
    starts: time
    ends: time
    group: int
    nip: str

    def is_for(self, place: PlaceView) -> bool:
        """Whether this person takes part."""
        return self.nip == place.nip if self.nip else self.group in (0, place.group)


@dataclass(frozen=True, slots=True)
class DutyView:
    """An assessor's duty in a batch. `role`: lead | assessor | standby; `rates`: NIPs of those he rates."""

    batch: str
    assessor: int
    name: str
    nip: str
    role: str
    rates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssessorView:
    """Somebody who may rate. `unit` is where he serves; `nip` is "" for an assessor from outside."""

    id: int
    nip: str
    name: str
    agency: str
    unit: str
    grade: str
    active: bool


@dataclass(frozen=True, slots=True)
class RosterLine:
    """One duty of an assessor: the batch with its days, his part in it, and the NIPs that he rates."""

    batch: BatchView
    role: str
    rates: tuple[str, ...]
    activities: tuple[ActivityView, ...]


@dataclass(frozen=True, slots=True)
class RepairProposal:
    """A seat in a later batch for somebody who missed his own.

    `days` are the days of the new batch; `from_reserve`: it is one of the seats kept for this; `others_moved` is 0
    while a seat is free; `sentences` say why this batch ("id", "en").
    """

    nip: str
    name: str
    from_batch: str
    from_number: int
    to_batch: str
    to_number: int
    days: tuple[date, ...]
    group: int
    raters: tuple[int, ...]
    from_reserve: bool
    others_moved: int
    sentences: tuple[tuple[str, str], ...]
    seconds: float
