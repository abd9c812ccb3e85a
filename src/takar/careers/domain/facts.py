"""From the text that an import keeps to the value types, and which day a fact counts from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from takar.careers.domain.values import (
    Award,
    Discipline,
    Education,
    Fact,
    FactKind,
    Feedback,
    History,
    Predicate,
    Served,
    TeamTask,
    Training,
    Wish,
)

Values = Mapping[str, str]


def fact_of(kind: str, values: Values) -> Fact:
    """The typed fact. `values` are what passed the import; missing texts are ""."""
    return _MAKE[FactKind(kind)](values)


def key_of(kind: str, values: Values) -> str:
    """What makes two records of a person the same fact: a correction of the rest replaces it."""
    return "|".join(" ".join(values.get(name, "").casefold().split()) for name in IDENTITY[FactKind(kind)])


def day_of(kind: str, values: Values) -> date:
    """From which day the fact counts; a predicate and a feedback count when their year is over."""
    fact = fact_of(kind, values)
    match fact:
        case Predicate(year=year) | Feedback(year=year):
            return date(year, 12, 31)
        case Award(on=day) | Training(finished_on=day):
            return day
        case TeamTask(start=day) | Served(start=day) | Discipline(start=day):
            return day
        case Education(year=graduated):
            return date(graduated, 1, 1) if graduated else _ALWAYS
        case Wish(told_on=told):
            return told or _ALWAYS


def history_of(nip: str, facts: Mapping[str, list[Fact]]) -> History:
    """`facts` by kind in any order."""
    ordered = {kind: tuple(sorted(several, key=_order)) for kind, several in facts.items()}
    return History(nip, **ordered)  # type: ignore[arg-type]


IDENTITY: dict[FactKind, tuple[str, ...]] = {
    FactKind.PREDICATES: ("year",),
    FactKind.AWARDS: ("title", "on"),
    FactKind.TEAM_TASKS: ("title", "start"),
    FactKind.FEEDBACK: ("year",),
    FactKind.EDUCATION: ("level", "field"),
    FactKind.TRAININGS: ("title", "finished_on"),
    FactKind.POSTS: ("title", "unit", "start"),
    FactKind.DISCIPLINE: ("start",),
    FactKind.WISHES: ("rank",),
}
_ALWAYS = date(1900, 1, 1)


def _order(fact: Fact) -> tuple[object, ...]:
    match fact:
        case Predicate(year=year) | Feedback(year=year):
            return (year,)
        case Award(on=day, title=title) | Training(finished_on=day, title=title):
            return (day, title)
        case TeamTask(start=day, title=title) | Served(start=day, title=title):
            return (day, title)
        case Discipline(start=day):
            return (day,)
        case Education(level=level, field=field, year=graduated):
            return (graduated or 0, level, field)
        case Wish(rank=rank):
            return (rank,)


def _number(values: Values, name: str) -> Decimal | None:
    return Decimal(values[name]) if values.get(name) else None


def _whole(values: Values, name: str) -> int | None:
    return int(values[name]) if values.get(name) else None


def _day(values: Values, name: str) -> date | None:
    return date.fromisoformat(values[name]) if values.get(name) else None


def _text(values: Values, name: str) -> str:
    return values.get(name, "")


_MAKE: dict[FactKind, Callable[[Values], Fact]] = {
    FactKind.PREDICATES: lambda v: Predicate(int(v["year"]), v["code"], _number(v, "score")),
    FactKind.AWARDS: lambda v: Award(
        v["title"], date.fromisoformat(v["on"]), _text(v, "scope"), _text(v, "giver")
    ),
    FactKind.TEAM_TASKS: lambda v: TeamTask(
        v["title"], v["role"], date.fromisoformat(v["start"]), _day(v, "end"), _text(v, "scope")
    ),
    FactKind.FEEDBACK: lambda v: Feedback(int(v["year"]), Decimal(v["score"]), _whole(v, "givers")),
    FactKind.EDUCATION: lambda v: Education(
        v["level"], _text(v, "field"), _whole(v, "year"), _text(v, "school")
    ),
    FactKind.TRAININGS: lambda v: Training(
        v["title"], v["kind"], date.fromisoformat(v["finished_on"]), _whole(v, "hours"), _text(v, "organiser")
    ),
    FactKind.POSTS: lambda v: Served(
        v["title"],
        _text(v, "job_class"),
        _text(v, "unit"),
        _text(v, "family"),
        date.fromisoformat(v["start"]),
        _day(v, "end"),
    ),
    FactKind.DISCIPLINE: lambda v: Discipline(v["level"], date.fromisoformat(v["start"]), _day(v, "until")),
    FactKind.WISHES: lambda v: Wish(
        int(v["rank"]), v["title"], _text(v, "unit"), _text(v, "position"), _day(v, "told_on")
    ),
}
