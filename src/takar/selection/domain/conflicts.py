"""Conflicts that can be seen from data: unit, superior now, former superior. Whether they exclude is decided by people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from takar.selection.domain.words import ConflictKind, Sentence

# From the highest; functional posts lead nobody by their class alone.
_LADDER = ("jpt_utama", "jpt_madya", "jpt_pratama", "administrator", "pengawas", "pelaksana")


@dataclass(frozen=True, slots=True)
class Served:
    """Where a member served. `led`: at the head of the unit; `last` None: until today."""

    unit: str
    first: date
    last: date | None
    led: bool


@dataclass(frozen=True, slots=True)
class Person:
    """`unit` is the path with " / " between its parts, `job_class` "" when unknown."""

    nip: str
    unit: str
    job_class: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A conflict seen from data."""

    kind: ConflictKind
    why: Sentence


def seen(
    member: Person, history: Iterable[Served], candidate: Person, on: date, former_years: int
) -> tuple[Seen, ...]:
    """What the data say about a member and a candidate on a day."""
    found = [*_same_unit(member, candidate), *_superior(member, candidate)]
    for one in history:
        found += _former(one, candidate, on, former_years)
    return tuple(dict.fromkeys(found))


def within(unit: str, wider: str) -> bool:
    """Whether a unit lies inside another, or is it."""
    small, large = _parts(unit), _parts(wider)
    return bool(large) and small[: len(large)] == large


def _same_unit(member: Person, candidate: Person) -> Iterable[Seen]:
    if within(member.unit, candidate.unit) or within(candidate.unit, member.unit):
        yield _seen(
            ConflictKind.SAME_UNIT,
            f"sama-sama di {candidate.unit}",
            f"both serve in {candidate.unit}",
        )


def _superior(member: Person, candidate: Person) -> Iterable[Seen]:
    if _above(member.job_class, candidate.job_class) and within(candidate.unit, member.unit):
        yield _seen(
            ConflictKind.SUPERIOR,
            f"memimpin {member.unit}, tempat calon bertugas",
            f"leads {member.unit}, where the candidate serves",
        )


def _former(one: Served, candidate: Person, on: date, years: int) -> Iterable[Seen]:
    if not one.led or not within(candidate.unit, one.unit) or one.first > on:
        return
    if one.last is None:
        yield _seen(
            ConflictKind.SUPERIOR, f"memimpin {one.unit} sampai sekarang", f"leads {one.unit} until now"
        )
    elif one.last >= _years_before(on, years):
        yield _seen(
            ConflictKind.FORMER_SUPERIOR,
            f"memimpin {one.unit} sampai {one.last.isoformat()}, kurang dari {years} tahun lalu",
            f"led {one.unit} until {one.last.isoformat()}, less than {years} years ago",
        )


def _above(one: str, other: str) -> bool:
    return one in _LADDER and other in _LADDER and _LADDER.index(one) < _LADDER.index(other)


def _parts(unit: str) -> list[str]:
    return [part.strip().casefold() for part in unit.split("/") if part.strip()]


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28))


def _seen(kind: ConflictKind, id: str, en: str) -> Seen:
    return Seen(kind, Sentence(kind.value, id, en))
