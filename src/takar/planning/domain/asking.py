"""What a planner asks for: the window, the halls, the sizes, the limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from takar.kernel.canonical import Json
from takar.planning.domain.problem import Rules
from takar.standards.public import Conduct

# Rules that an explanation relaxes, and the field of the ask that stands for each.
RELIEF_FIELDS = {
    "halls": "halls",
    "last_day": "last_day",
    "spare_batches": "spare_batches",
    "capacity": "batch_size",
    "reserve": "reserve",
    "away_share": "away_percent",
    "assessors_per_batch": "assessors",
    "duty_weeks": "duty_weeks",
    "standby": "standby",
    "beds": "beds",
    "batch_days": "batch_days",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Days inclusive; sizes in people; `seconds` at most for the solver.

    `assessors` per batch (0: nobody rates); `beds`: 0 when lodging does not matter; `away_percent` of an office at once.
    `only_confirmed`: leave out who has not said yes. `timetables`: also by the clock.
    """

    first_day: date
    last_day: date
    halls: int
    batch_size: int
    reserve: int
    batch_days: int
    assessors: int
    standby: int = 0
    spare_batches: int = 0
    over_weekends: bool = False
    beds: int = 0
    away_percent: int = 10
    raters: int = 2
    rates_most: int = 0
    group_least: int = 4
    group_most: int = 8
    duty_weeks: int = 5
    duty_window: int = 6
    early_weeks: int = 8
    only_confirmed: bool = False
    timetables: bool = True
    seconds: int = 10

    def rules(self) -> Rules:
        """The numbers as the solvers want them."""
        return Rules(
            batch_days=self.batch_days,
            capacity=self.batch_size,
            reserve=self.reserve,
            halls=self.halls,
            spare_batches=self.spare_batches,
            over_weekends=self.over_weekends,
            beds=self.beds or None,
            assessors=self.assessors,
            standby=self.standby,
            duty_weeks=self.duty_weeks,
            duty_window=self.duty_window,
            raters=self.raters if self.assessors else 0,
            rates_most=self.rates_most,
            group_least=self.group_least,
            group_most=self.group_most,
        )

    def as_json(self) -> dict[str, Json]:
        return {one.name: _plain(getattr(self, one.name)) for one in fields(self)}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Ask:
        """Reads what `as_json` wrote; other keys are left alone."""
        known = {one.name: data[one.name] for one in fields(cls) if one.name in data}
        for name in ("first_day", "last_day"):
            known[name] = date.fromisoformat(known[name])
        return cls(**known)


def first_ask(conduct: Conduct, first_day: date, last_day: date, halls: int, rated: bool) -> Ask:
    """What the rules of conduct suggest for a phase. `rated`: whether any tool needs assessors."""
    people = conduct.batch_size - conduct.reserve_seats
    return Ask(
        first_day=first_day,
        last_day=last_day,
        halls=max(1, halls),
        batch_size=conduct.batch_size,
        reserve=conduct.reserve_seats,
        batch_days=conduct.batch_days,
        assessors=-(-people // conduct.participants_per_assessor) if rated else 0,
        away_percent=conduct.away_percent,
        raters=conduct.raters_per_participant,
        group_least=conduct.group_least,
        group_most=conduct.group_most,
        duty_weeks=conduct.assessor_weeks,
        duty_window=conduct.assessor_window_weeks,
        early_weeks=conduct.earliest_weeks,
    )


def relieved(ask: Ask, rule: str, to: int) -> Ask:
    """The ask with one rule changed as an explanation offers ("last_day": `to` weeks more); others leave it as it is."""
    field = RELIEF_FIELDS.get(rule)
    if field is None:
        return ask
    value = ask.last_day + timedelta(weeks=to) if field == "last_day" else to
    changes: dict[str, Any] = {field: value}
    return replace(ask, **changes)


def _plain(value: Any) -> Json:
    return value.isoformat() if isinstance(value, date) else value
