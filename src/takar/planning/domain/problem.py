"""What a plan is asked for: people, units, days, halls, assessors, numbers of the rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

TIE_KINDS = ("superior", "former_superior", "relative", "declared")


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit whose people must not all be away at once. `away_most`: people away on one day."""

    id: str
    size: int
    away_most: int


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is due. `valid_until`: last day of his result, None when never assessed; `needs_bed`: lives far."""

    id: str
    unit: str
    job_class: str
    valid_until: date | None = None
    absences: tuple[Span, ...] = ()
    needs_bed: bool = False


@dataclass(frozen=True, slots=True)
class Assessor:
    """Someone who may rate. `unit` "" for one from outside; `may_lead`: may head a batch."""

    id: int
    unit: str = ""
    absences: tuple[Span, ...] = ()
    may_lead: bool = True


@dataclass(frozen=True, slots=True)
class Tie:
    """Why an assessor may not rate a person (superior | former_superior | relative | declared), until a day or for ever."""

    assessor: int
    person: str
    kind: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Duty:
    """An assessor's duty in a batch. `role`: lead | assessor | standby; only lead and assessor rate."""

    assessor: int
    role: str = "assessor"
    locked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """A batch with what is known of it. `groups` and `raters` are empty until they are made; `days` in order.

    `locked`: its days stay; people in `locked_people` stay in it.
    """

    id: str
    number: int
    job_class: str
    days: tuple[date, ...]
    capacity: int
    reserve: int = 0
    people: tuple[str, ...] = ()
    locked: bool = False
    locked_people: frozenset[str] = frozenset()
    groups: tuple[tuple[str, ...], ...] = ()
    duties: tuple[Duty, ...] = ()
    raters: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def first_day(self) -> date:
        return self.days[0]

    @property
    def seats(self) -> int:
        """Seats that planning fills; the reserve is kept for repeats."""
        return self.capacity - self.reserve


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Numbers of the conduct in force and of the house. Units: people, working days in a row, weeks.

    `halls`: batches on one day; `assessors`: rating assessors per batch (0: no roster); `standby`: more who stand by;
    `beds`: people with a bed on one day, None for no limit; `duty_weeks` in any `duty_window` calendar weeks;
    `spare_batches`: batches allowed beyond the fewest that seat everybody, per job class.
    `over_weekends`: days in a row may have a weekend or holiday between them (needed for more than five days).
    """

    batch_days: int = 3
    capacity: int = 25
    reserve: int = 0
    halls: int = 1
    spare_batches: int = 0
    over_weekends: bool = False
    beds: int | None = None
    assessors: int = 0
    standby: int = 0
    duty_weeks: int = 5
    duty_window: int = 6
    raters: int = 2
    rates_most: int = 0
    group_least: int = 4
    group_most: int = 8


@dataclass(frozen=True, slots=True)
class Wishes:
    """Prices of what is wished but not required, in points; all whole numbers.

    Per week that somebody lapsed or never assessed waits; per week after a result ran out; per week earlier than
    `early_weeks` before it runs out (validity thrown away); per person moved from where the previous plan had him.
    """

    lapsed_week: int = 3
    expired_week: int = 10
    early_weeks: int = 8
    early_week: int = 1
    move: int = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Everything that planning a phase needs. `working_days`: sorted, of the whole window, holidays taken out.

    `halls_on`: days with another number of halls than `rules.halls`. `batches`: what stands already: locked batches keep their
    days and locked people their batch; others may be planned anew, but leaving them costs `wishes.move` each.
    `deputies`: pairs that are never away together. Who is not to be planned is not in `people`.
    """

    working_days: tuple[date, ...]
    rules: Rules
    people: tuple[Person, ...]
    units: tuple[Unit, ...] = ()
    deputies: tuple[tuple[str, str], ...] = ()
    assessors: tuple[Assessor, ...] = ()
    ties: tuple[Tie, ...] = ()
    batches: tuple[Batch, ...] = ()
    halls_on: Mapping[date, int] = field(default_factory=dict)
    wishes: Wishes = Wishes()

    @property
    def first_day(self) -> date:
        """From which waiting is counted."""
        return self.working_days[0] if self.working_days else date.min

    def halls(self, day: date) -> int:
        return self.halls_on.get(day, self.rules.halls)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a solver may take and how it runs.

    With `workers` 1 everything repeats exactly while `seconds` does not cut it short; with more, roster and timetable may be
    another of the equally good ones. `gap`: stop when proved to be within this share of the best. `stop`: asked between
    solves and, in CP-SAT, at better answers; True ends the search with the best so far. `progress(stage, share)`: stage
    "dates" | "roster" | "pairs", share 0 to 1. `clock`: monotonic seconds; without it, what solvers say they took.
    """

    seconds: float = 10.0
    workers: int = 2
    seed: int = 1
    gap: float = 0.005
    stop: Callable[[], bool] | None = None
    progress: Callable[[str, float], None] | None = None
    clock: Callable[[], float] | None = None


def monday(day: date) -> date:
    """The Monday of a day's week: weeks of duty and of waiting are counted from it."""
    return day - timedelta(days=day.weekday())


def wait_cost(person: Person, start: date, first_day: date, wishes: Wishes) -> int:
    """Points for beginning on `start`: 0 when just in time, more the longer lapsed, the later or the earlier.

    Counted in calendar weeks; a result that runs out before the start costs at least one.
    """
    due = person.valid_until
    if due is None or due < first_day:
        return wishes.lapsed_week * _weeks(first_day, start)
    if start > due:
        return wishes.expired_week * max(1, _weeks(due, start))
    return wishes.early_week * max(0, _weeks(start, due) - wishes.early_weeks)


def _weeks(earlier: date, later: date) -> int:
    return (monday(later) - monday(earlier)).days // 7
