"""How fits are drawn: a row per rank with its interval, in a picture and in a table that says the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from takar.people.public import Person
from takar.placement.domain.changes import LevelLine
from takar.placement.domain.classes import steps_down
from takar.placement.domain.eligibility import Eligibility
from takar.placement.domain.reasons import Reason
from takar.placement.domain.sentences import percent
from takar.placement.matching.rows import Barred, Line
from takar.placement.pages.drawings import THIN_ROW, Thin, thin_x, thin_y
from takar.positions.public import Position

LEFT, RIGHT, ROW, TOP = 210.0, 625.0, 30, 14
WEIGHTS = {
    "mutlak": _("Mutlak"),
    "penting": _("Penting"),
    "perlu": pgettext_lazy("penempatan", "Perlu"),
    "bar": _("Larangan"),
    "floor": pgettext_lazy("penempatan", "Batas bawah"),
}
STATES = {"met": _("terpenuhi"), "unmet": _("tidak terpenuhi"), "unknown": _("harus diperiksa")}


@dataclass(frozen=True, slots=True)
class FitRow:
    """One rank. `name`, `about`: of the person or of the post; x's in the picture's units.

    `lower`: the post is of a lower class than the person's present one.
    """

    line: Line
    key: str
    name: str
    about: str
    best: str
    why: str
    missing: str
    change: str
    levels: tuple[tuple[str, LevelLine], ...]
    reasons: tuple[dict[str, str], ...]
    to_check: int
    held: bool
    lower: bool
    y: float
    x: float
    low: float
    high: float

    @property
    def thin(self) -> Thin:
        """The same for a narrow screen."""
        x, low, high = (thin_x(one, LEFT, RIGHT) for one in (self.x, self.low, self.high))
        return Thin(thin_y((self.y - TOP) // ROW, TOP), x, low, high)


@dataclass(frozen=True, slots=True)
class Picture:
    """`ticks`: (x, label); sizes in the units of the viewBox; `thin`: the same for a narrow screen."""

    height: int
    bottom: int
    ticks: tuple[tuple[float, str], ...]
    thin: Picture | None = None


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody (or a post) excluded, with every reason; `near`: for one reason only."""

    key: str
    name: str
    about: str
    fit: float
    reasons: tuple[str, ...]
    near: bool


def scale_of(lines: Sequence[Line]) -> tuple[float, float]:
    """Whole tens around every interval; at least ten points wide."""
    low = min((one.low for one in lines), default=0.0)
    first = max(0.0, 10 * (low // 10))
    return (min(first, 90.0), 100.0)


def x_of(value: float, ends: tuple[float, float]) -> float:
    """Where a fit stands in the picture."""
    inside = min(max(value, ends[0]), ends[1])
    return round(LEFT + (inside - ends[0]) / (ends[1] - ends[0]) * (RIGHT - LEFT), 1)


def picture_of(lines: Sequence[Line]) -> Picture:
    ends = scale_of(lines)
    bottom = TOP + ROW * len(lines)
    step = 10 if ends[1] - ends[0] > 30 else 5
    ticks = tuple(
        (x_of(float(value), ends), str(value)) for value in range(int(ends[0]), int(ends[1]) + 1, step)
    )
    low = TOP + THIN_ROW * len(lines)
    every = ticks if len(ticks) <= 7 else ticks[::2]
    narrow = Picture(low + 26, low, tuple((thin_x(x, LEFT, RIGHT), label) for x, label in every))
    return Picture(bottom + 26, bottom, ticks, narrow)


def people_rows(
    lines: Sequence[Line],
    people: Mapping[str, Person],
    names: Mapping[str, tuple[str, str]],
    language: str,
    job_class: str,
) -> list[FitRow]:
    """`job_class`: of the post."""
    ends = scale_of(lines)
    rows = [
        _row(one, at, ends, one.nip, *_person(people.get(one.nip), one.nip), names, language)
        for at, one in enumerate(lines)
    ]
    return [replace(row, lower=steps_down(_class(people.get(row.key)), job_class)) for row in rows]


def post_rows(
    lines: Sequence[Line],
    posts: Mapping[str, Position],
    names: Mapping[str, tuple[str, str]],
    language: str,
    person: Person,
) -> list[FitRow]:
    ends = scale_of(lines)
    rows = [
        _row(one, at, ends, one.position, *_post(posts.get(one.position), one.position), names, language)
        for at, one in enumerate(lines)
    ]
    return [
        replace(row, lower=row.key in posts and steps_down(_class(person), posts[row.key].job_class))
        for row in rows
    ]


def _class(person: Person | None) -> str:
    return str(person.job_class) if person and person.job_class else ""


def _person(person: Person | None, nip: str) -> tuple[str, str]:
    return (
        (nip, "")
        if person is None
        else (person.full_name, ", ".join(filter(None, (person.post, person.unit))))
    )


def _post(position: Position | None, code: str) -> tuple[str, str]:
    return (code, "") if position is None else (position.title, position.unit)


def _row(
    one: Line,
    at: int,
    ends: tuple[float, float],
    key: str,
    name: str,
    about: str,
    names: Mapping[str, tuple[str, str]],
    language: str,
) -> FitRow:
    spoken = 1 if language == "en" else 0
    return FitRow(
        line=one,
        key=key,
        name=name,
        about=about,
        best=percent(one.best),
        why=one.why[spoken],
        missing=one.missing[spoken],
        change=one.change[spoken],
        levels=tuple((names.get(line.code, (line.code,) * 2)[spoken], line) for line in one.levels),
        reasons=reasons_of(one.eligibility, language),
        to_check=len(one.eligibility.to_check),
        held=one.eligibility.own,
        lower=False,
        y=TOP + ROW * at + ROW / 2,
        x=x_of(one.fit, ends),
        low=x_of(one.low, ends),
        high=x_of(one.high, ends),
    )


def reasons_of(found: Eligibility, language: str) -> tuple[dict[str, str], ...]:
    return tuple(_reason(one, language) for one in found.reasons)


def _reason(one: Reason, language: str) -> dict[str, Any]:
    return {
        "weight": WEIGHTS[one.weight],
        "state": one.state,
        "label": STATES[one.state],
        "sentence": one.sentence(language),
    }


def left_people(barred: Sequence[Barred], people: Mapping[str, Person], language: str) -> list[Left]:
    return [_left(one, one.nip, *_person(people.get(one.nip), one.nip), language) for one in barred]


def left_posts(barred: Sequence[Barred], posts: Mapping[str, Position], language: str) -> list[Left]:
    return [
        _left(one, one.position, *_post(posts.get(one.position), one.position), language) for one in barred
    ]


def _left(one: Barred, key: str, name: str, about: str, language: str) -> Left:
    reasons = tuple(reason.sentence(language) for reason in one.eligibility.excluded)
    return Left(key, name, about, one.fit, reasons, one.eligibility.near_miss)
