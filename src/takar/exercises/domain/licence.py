"""When a rater is calibrated: distance to the experts, and a licence that runs out. All from attempts, nothing by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class LicenceRules:
    """`cases` different cases passed within `within_months` earn a licence of `months`.

    A case is passed when the mean distance to the experts is at most `mean` and no competency is off by more than `most`.
    """

    months: int = 12
    cases: int = 3
    within_months: int = 6
    mean: Decimal = Decimal("0.5")
    most: Decimal = Decimal(1)
    warn_days: int = 60
    # A case is seen with its answers after the first attempt; some time must pass before the next one says anything.
    wait_days: int = 14


@dataclass(frozen=True, slots=True)
class Distance:
    """Given minus the experts' value: above 0 is lenient, below 0 severe."""

    code: str
    given: Decimal
    expert: Decimal

    @property
    def by(self) -> Decimal:
        return self.given - self.expert


@dataclass(frozen=True, slots=True)
class Passed:
    case: str
    on: date


@dataclass(frozen=True, slots=True)
class Licence:
    """Valid from `earned` up to and including `until`."""

    user: str
    earned: date
    until: date

    def valid(self, on: date) -> bool:
        return self.earned <= on <= self.until

    def expiring(self, on: date, days: int) -> bool:
        return self.valid(on) and (self.until - on).days <= days


def distances(given: Mapping[str, str], expert: Mapping[str, str]) -> tuple[Distance, ...]:
    """Per competency, in the order of the case. Raises KeyError when one was not rated."""
    return tuple(Distance(code, Decimal(given[code]), Decimal(value)) for code, value in expert.items())


def passes(found: Sequence[Distance], rules: LicenceRules) -> bool:
    """Whether the mean distance and every single one are small enough."""
    if not found:
        return False
    off = [abs(one.by) for one in found]
    return sum(off, Decimal(0)) <= rules.mean * len(off) and max(off) <= rules.most


def licence(user: str, passed: Sequence[Passed], on: date, rules: LicenceRules) -> Licence | None:
    """The newest licence earned up to `on`, valid or run out; None when none was ever earned."""
    known = sorted((one for one in passed if one.on <= on), key=lambda one: one.on)
    for last in reversed(known):
        since = months_after(last.on, -rules.within_months)
        if len({one.case for one in known if since <= one.on <= last.on}) >= rules.cases:
            return Licence(user, last.on, months_after(last.on, rules.months))
    return None


def months_after(day: date, months: int) -> date:
    """The same day of the month `months` later, or the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")
