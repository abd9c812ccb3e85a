"""How assessments are held: validity, hours, batches, groups, assessors, absence [ketentuan penyelenggaraan].

Sources: Peraturan BKN 26/2019 (validity), agencies' own rules (ratios, groups); every number is a default of a dated version.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time
from typing import Any

from takar.kernel.canonical import Json, digest
from takar.kernel.refusals import Refusal
from takar.standards.domain.edition import Edition, read_head
from takar.standards.domain.job_standard import JOB_CLASSES
from takar.standards.domain.reading import Reader, faulty

ALL = "semua"
WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
ABSENCE_RULES = ("gugur", "susulan")


@dataclass(frozen=True, slots=True)
class Period:
    """A result counts for `years`, for `job_class` or for "semua" that no other period names."""

    job_class: str
    years: int


@dataclass(frozen=True, slots=True)
class Break:
    """No activity from `start` to `end`, on `weekday` or on "semua" that no other break names."""

    weekday: str
    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Conduct(Edition):
    """Units: days are working days in a row, percent of a unit's people, minutes, weeks.

    `absence`: "gugur" = one missed day and the whole set is repeated in a later batch; "susulan" = only what was missed.
    """

    periods: tuple[Period, ...]
    remind_months: int
    earliest_weeks: int
    opens: time
    closes: time
    breaks: tuple[Break, ...]
    batch_days: int
    batch_size: int
    reserve_seats: int
    reserve_release_days: int
    group_least: int
    group_most: int
    raters_per_participant: int
    participants_per_assessor: int
    assessor_weeks: int
    assessor_window_weeks: int
    away_percent: int
    former_superior_years: int
    late_minutes: int
    absence: str

    def validity_years(self, job_class: str) -> int:
        """Years that a result of this class counts."""
        years = {period.job_class: period.years for period in self.periods}
        return years.get(job_class, years[ALL])

    def breaks_on(self, weekday: int) -> tuple[Break, ...]:
        """Breaks of a weekday (0 = Monday), in the order of the clock."""
        own = [one for one in self.breaks if one.weekday == WEEKDAYS[weekday]]
        found = own or [one for one in self.breaks if one.weekday == ALL]
        return tuple(sorted(found, key=lambda one: one.start))

    def away_at_once(self, unit_size: int) -> int:
        """How many of a unit may be away at once: the share, and at least one."""
        return max(1, unit_size * self.away_percent // 100)

    def as_data(self) -> dict[str, Json]:
        return self.head("conduct") | {
            "periods": [{"job_class": one.job_class, "years": one.years} for one in self.periods],
            "opens": _clock(self.opens),
            "closes": _clock(self.closes),
            "breaks": [
                {"weekday": one.weekday, "start": _clock(one.start), "end": _clock(one.end)}
                for one in self.breaks
            ],
            "absence": self.absence,
            **{name: getattr(self, name) for name in _LIMITS},
        }

    @property
    def digest(self) -> str:
        return digest(self.as_data())

    @classmethod
    def from_data(cls, data: Json) -> Conduct | Refusal:
        """Read and check; the refusal STANDARD_FAULTY names every faulty field."""
        reader = Reader(data)
        found = cls(
            **read_head(reader, "conduct"),
            periods=tuple(_period(row) for row in reader.rows("periods")),
            opens=_time(reader, "opens"),
            closes=_time(reader, "closes"),
            breaks=tuple(_break(row) for row in reader.rows("breaks", 0)),
            absence=reader.choice("absence", ABSENCE_RULES),
            **_limits(reader),
        )
        reader.finish()
        _check(reader, found)
        return faulty(reader.faults) if reader.faults else found


_LIMITS = {
    "remind_months": (1, 24), "earliest_weeks": (0, 104), "batch_days": (1, 10), "batch_size": (1, 500),
    "reserve_seats": (0, 50), "reserve_release_days": (0, 90), "group_least": (1, 20), "group_most": (1, 30),
    "raters_per_participant": (1, 5), "participants_per_assessor": (1, 20), "assessor_weeks": (1, 52),
    "assessor_window_weeks": (1, 52), "away_percent": (1, 100), "former_superior_years": (0, 10),
    "late_minutes": (0, 240),
}  # fmt: skip


def _limits(reader: Reader) -> dict[str, Any]:
    return {name: reader.whole(name, least, most) for name, (least, most) in _LIMITS.items()}


def _period(reader: Reader) -> Period:
    found = Period(reader.choice("job_class", (ALL, *JOB_CLASSES)), reader.whole("years", 1, 10))
    reader.finish()
    return found


def _break(reader: Reader) -> Break:
    found = Break(reader.choice("weekday", (ALL, *WEEKDAYS)), _time(reader, "start"), _time(reader, "end"))
    reader.finish()
    return found


def _time(reader: Reader, field: str) -> time:
    text = reader.text(field, 5)
    try:
        return time.fromisoformat(text.replace(".", ":"))
    except ValueError:
        if reader.clean(field):
            reader.fault(field, "tulis jam seperti 07.30", "write a time like 07.30")
        return time(0)


def _clock(moment: time) -> str:
    return moment.strftime("%H.%M")


def _check(reader: Reader, conduct: Conduct) -> None:
    """What concerns several fields."""
    if reader.clean("opens") and reader.clean("closes") and conduct.opens >= conduct.closes:
        reader.fault("closes", "harus lebih lambat daripada opens", "must be later than opens")
    if reader.clean("periods"):
        classes = [period.job_class for period in conduct.periods]
        if ALL not in classes or len(set(classes)) != len(classes):
            reader.fault(
                "periods",
                "setiap kelas jabatan satu kali, dan satu baris untuk semua",
                "each job class once, and one row for all (semua)",
            )
    for place, one in enumerate(conduct.breaks):
        if reader.clean(f"breaks[{place}]") and one.start >= one.end:
            reader.fault(
                f"breaks[{place}].end", "harus lebih lambat daripada start", "must be later than start"
            )
    for field, low, high in (
        ("group_most", conduct.group_least, conduct.group_most),
        ("batch_size", conduct.reserve_seats + 1, conduct.batch_size),
        ("assessor_window_weeks", conduct.assessor_weeks, conduct.assessor_window_weeks),
    ):
        if reader.clean(field) and low > high:
            reader.fault(field, f"paling sedikit {low}", f"at least {low}")
