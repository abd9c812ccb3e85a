"""Numbers of a programme: how many of whom, each with the list behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from takar.programmes.domain.roll import LIVE, OUT


@dataclass(frozen=True, slots=True)
class Line:
    """What the numbers need to know of one person. `overdue`: invited and past the day to answer."""

    phase: int
    status: str
    job_class: str
    unit: str
    was_invited: bool = False
    replaced: bool = False
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """People: ever called, holding a seat, by status, ever invited, late with the answer, gone without a replacement."""

    called: int = 0
    live: int = 0
    nominated: int = 0
    invited: int = 0
    confirmed: int = 0
    declined: int = 0
    withdrawn: int = 0
    ever_invited: int = 0
    overdue: int = 0
    unreplaced: int = 0


def tally(lines: Iterable[Line]) -> Tally:
    """The numbers of these people."""
    listed = list(lines)

    def count(holds: Callable[[Line], bool]) -> int:
        return sum(holds(one) for one in listed)

    return Tally(
        called=len(listed),
        live=count(lambda one: one.status in LIVE),
        nominated=count(lambda one: one.status == "nominated"),
        invited=count(lambda one: one.status == "invited"),
        confirmed=count(lambda one: one.status == "confirmed"),
        declined=count(lambda one: one.status == "declined"),
        withdrawn=count(lambda one: one.status == "withdrawn"),
        ever_invited=count(lambda one: one.was_invited),
        overdue=count(lambda one: one.overdue),
        unreplaced=count(lambda one: one.status in OUT and not one.replaced),
    )


def tallies_by(lines: Iterable[Line], key: Callable[[Line], str]) -> list[tuple[str, Tally]]:
    """(value, numbers) by the value that `key` reads, the most people first."""
    groups: dict[str, list[Line]] = {}
    for one in lines:
        groups.setdefault(key(one), []).append(one)
    ordered = sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [(value, tally(group)) for value, group in ordered]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: `x` and `width` in percent of the whole as text, so that no locale writes a comma."""

    name: str
    value: int
    x: str
    width: str


def bar(parts: Iterable[tuple[str, int]], whole: int) -> tuple[Segment, ...]:
    """Parts side by side on a bar that stands for `whole` (or for their sum when that is larger)."""
    listed = list(parts)
    full = max(whole, sum(value for _, value in listed), 1)
    segments, x = [], 0
    for name, value in listed:
        segments.append(Segment(name, value, percent(x, full), percent(value, full)))
        x += value
    return tuple(segments)


def percent(value: int, whole: int) -> str:
    """ "12.500%" of `whole`; the empty whole counts as nothing."""
    return f"{value * 100 / whole if whole else 0:.3f}%"


def seats(found: Tally, quota: int) -> tuple[Segment, ...]:
    """The seats of a quota: confirmed, invited, nominated, and what is left."""
    parts = [(name, getattr(found, name)) for name in ("confirmed", "invited", "nominated")]
    return bar([*parts, ("free", max(quota - found.live, 0))], quota)
