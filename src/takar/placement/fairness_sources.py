"""Paths whose gates can be compared by group: a programme of assessments, a talent map, a selection, a placement scenario.

Each reads other contexts through their doors and hands plain sets of people to `domain.fairness`. Results that their owners
may not see yet are not counted: a comparison must not tell ahead of the release.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from takar.assessments.public import participants
from takar.attendance.public import presence_of
from takar.certificates.public import count_due, due_people
from takar.kernel.refusals import Refusal
from takar.people.public import PeopleFilter, parse_nip, people_by_nips
from takar.placement.books import book_of as scenario_of
from takar.placement.books import books, result_of
from takar.placement.domain.fairness import AttributeTable, Gate, compare
from takar.planning.public import batches_of
from takar.plenary.public import Book, book_of, plenary_of
from takar.programmes.public import NomineeView, nominees_of, programme, programmes
from takar.scoring.public import outcomes_of
from takar.selection.public import candidates, selection, selections
from takar.talent.public import MapPerson, TalentMap, finished, pool_of, rules_of

ATTRIBUTES = ("sex", "age", "unit", "route", "disability")
AGE_BANDS = ((0, 34), (35, 44), (45, 54), (55, 200))
# Beyond this many the list of who is due is not drawn up for one page.
_DUE_AT_MOST = 50_000
_CAME = {"present", "late", "left_early"}
_SEXES = {"1": "male", "2": "female"}
_BELOW = {"KO", "KMS"}


@dataclass(frozen=True, slots=True)
class Path:
    """One process. `route`: person -> how he came into it; `entered`: who could have been called.

    `offices`: person -> office where the process itself keeps them as they were then; else those of today count.
    """

    kind: str
    id: str
    title: str
    entered: frozenset[str]
    gates: tuple[Gate, ...]
    route: dict[str, str]
    offices: dict[str, str] = field(default_factory=dict)


def choices() -> tuple[tuple[str, str, str], ...]:
    """(kind, id, title) of every path: programmes, talent maps, selections, scenarios; the newest first of each."""
    maps = TalentMap.objects.filter(state="made")
    return (
        *(("programme", one.id, one.title) for one in programmes()),
        *(("talent", str(one.pk), one.title) for one in maps),
        *(("selection", one.id, one.title) for one in selections()),
        *(("scenario", one.id, one.row.title) for one in books() if one.state.handed),
    )


def path_of(kind: str, id: str, on: date) -> Path | None:
    """The path with all its gates so far, or None when there is none. Raises StandardNotFound before `takar setup`."""
    if kind == "programme":
        return _programme(id, on)
    if kind == "talent":
        return _talent(int(id)) if id.isdecimal() else None
    if kind == "selection":
        return _selection(id)
    return _scenario(id) if kind == "scenario" else None


def tables_of(path: Path, on: date) -> tuple[AttributeTable, ...]:
    """The path by sex, age band, unit, route and disability. Nobody records the last, so it says so."""
    people = path.entered
    groups = {
        "sex": {nip: sex for nip in people if (sex := _sex(nip))},
        "age": {nip: band for nip in people if (band := _band(nip, on))},
        "unit": path.offices or _units(people),
        "route": {nip: path.route[nip] for nip in people if nip in path.route},
        "disability": {},
    }
    return tuple(compare(name, groups[name], people, path.gates) for name in ATTRIBUTES)


def _programme(id: str, on: date) -> Path | None:
    view = programme(id)
    if view is None:
        return None
    nominees = nominees_of(id)
    called = frozenset(one.nip for one in nominees)
    attended = _attended(id)
    meets = _meeting(id)
    gates = [Gate("called", called)]
    gates += [Gate("attended", attended)] if attended else []
    gates += [Gate("category", meets)] if meets is not None else []
    route = {one.nip: _route(one) for one in nominees}
    return Path("programme", id, view.title, called | _due(nominees, on), tuple(gates), route)


def _due(nominees: Iterable[NomineeView], on: date) -> frozenset[str]:
    """Who was due beside those called, in the classes that were called."""
    found: set[str] = set()
    for job_class in sorted({one.job_class for one in nominees if one.job_class}):
        wanted = PeopleFilter(job_class=job_class)
        if count_due(wanted, on, on) <= _DUE_AT_MOST:
            found |= {one.nip for one in due_people(wanted, on, on)}
    return frozenset(found)


def _attended(id: str) -> frozenset[str]:
    return frozenset(
        one.person.nip
        for batch in batches_of(id)
        for one in presence_of(batch.id)
        if any(day.status in _CAME for day in one.days)
    )


def _meeting(id: str) -> frozenset[str] | None:
    """Whose released category is not the lowest; None before any release."""
    return above_the_lowest(batch.assessment for batch in batches_of(id) if batch.assessment)


def above_the_lowest(assessments: Iterable[str]) -> frozenset[str] | None:
    """The same of some assessments."""
    shown = {
        one.sitting: one.full["category"]["code"]
        for assessment in assessments
        for one in outcomes_of(assessment)
        if one.status == "shown" and "category" in one.full
    }
    if not shown:
        return None
    known = participants(list(shown))
    return frozenset(known[sitting].nip for sitting, code in shown.items() if code not in _BELOW)


def _route(one: NomineeView) -> str:
    return "replacement" if one.replaces else one.cause


def _selection(id: str) -> Path | None:
    view = selection(id)
    if view is None:
        return None
    there = candidates(id)
    entered = frozenset(one.nip for one in there)
    known = people_by_nips(entered)
    route = {nip: "inside" if nip in known else "outside" for nip in entered}
    admitted = frozenset(one.nip for one in there if one.status == "eligible")
    gates = [Gate("admitted", admitted)] if admitted else []
    return Path("selection", id, view.title, entered, (*gates, *_released(id)), route)


def _released(id: str) -> tuple[Gate, ...]:
    """Who was listed and who was appointed, once the plenary's results are public."""
    row = plenary_of(id)
    book = book_of(row.id) if row else None
    if not isinstance(book, Book) or book.state.released is None:
        return ()
    listed = frozenset(
        nip for code, post in book.rules.posts.items() for nip in book.state.names(post, book.rules)
    )
    chosen = frozenset(one.nip for one in book.state.choices.values())
    return (Gate("listed", listed), Gate("appointed", chosen)) if chosen else (Gate("listed", listed),)


def _talent(number: int) -> Path | None:
    """Assessed, in a box that feeds the pool, in the pool. Who was added to the pool against the rule did not pass the box."""
    drawn = finished(number)
    if drawn is None:
        return None
    feeding = rules_of(drawn).pool_boxes
    rows = list(MapPerson.objects.filter(map=drawn).values_list("nip", "box", "office"))
    gates = (
        Gate("assessed", frozenset(nip for nip, box, _ in rows if box is not None)),
        Gate("box", frozenset(nip for nip, box, _ in rows if box in feeding)),
        Gate("pooled", frozenset(one.row.nip for one in pool_of(drawn))),
    )
    offices = {nip: office or "-" for nip, _, office in rows}
    return Path("talent", str(number), drawn.title, frozenset(offices), gates, {}, offices)


def _scenario(id: str) -> Path | None:
    """Who is in scope, whom the plan moves, whom the decisions move; once it is handed over, and once they are closed."""
    book, body = scenario_of(id), result_of(id)
    if isinstance(book, Refusal) or body is None or book.state.frozen is None or book.state.handed is None:
        return None
    now = book.state.frozen.current
    gates = [Gate("recommended", frozenset(book.state.moved()))]
    if book.state.phase == "closed":
        moved = frozenset(nip for nip, to in book.state.final().items() if to != now.get(nip, ""))
        gates.append(Gate("placed", moved))
    route = {one["nip"]: one["route"] for one in body["people"]}
    offices = {one["nip"]: one["unit"].split("/")[0].strip() or "-" for one in body["people"]}
    return Path("scenario", id, book.row.title, frozenset(now), tuple(gates), route, offices)


def _sex(nip: str) -> str:
    """Digit 15 of the NIP: 1 male, 2 female."""
    return _SEXES.get(nip[14:15], "")


def _band(nip: str, on: date) -> str:
    parsed = parse_nip(nip)
    born = getattr(parsed, "birth_date", None)
    if not isinstance(born, date):
        return ""
    age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return next(f"{low}-{high}" for low, high in AGE_BANDS if low <= age <= high)


def _units(people: Iterable[str]) -> dict[str, str]:
    """The office: the first part of a unit's path."""
    known = people_by_nips(people)
    return {nip: one.unit.split("/")[0].strip() or "-" for nip, one in known.items()}
