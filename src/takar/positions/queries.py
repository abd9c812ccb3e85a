"""Reads of positions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from takar.positions.domain.retirement import Duty
from takar.positions.domain.values import Position, PositionFilter, Requirement
from takar.positions.leaving import Leaving, at_once
from takar.positions.models import LEVELS, PositionRecord, RequirementRecord
from takar.standards.public import StandardNotFound, job_standard

CODES = tuple(f"{name[:-2].upper()}.{name[-2:]}" for name in LEVELS)
"""M.01 … M.08, SK.01: the codes of the dictionary in the order of the columns."""
Standard = tuple[tuple[str, Decimal], ...]
_COLUMNS = (
    "pk", "code", "title", "unit", "agency", "job_class", "level", "eselon", "family", "standard_code", "holder",
    "held_since", "vacant_since", "must_fill", "critical", "technical", *LEVELS,
)  # fmt: skip
_FIRST = _COLUMNS.index(LEVELS[0])
_HOLDER = _COLUMNS.index("holder")


def positions(wanted: PositionFilter | None = None) -> tuple[Position, ...]:
    """All that match, by unit and code, with requirements: a few queries, and one per 900 holders."""
    rows = matching(wanted or PositionFilter())
    asked = _requirements(RequirementRecord.objects.filter(position__in=rows.order_by().values("pk")))
    return tuple(_positions(rows.values_list(*_COLUMNS), asked))


def positions_by_codes(codes: Iterable[str]) -> dict[str, Position]:
    """Those of `codes` that exist, in the order asked."""
    wanted = list(dict.fromkeys(codes))
    found: dict[str, Position] = {}
    for some in at_once(wanted):
        rows = _live().filter(code__in=some)
        asked = _requirements(RequirementRecord.objects.filter(position__code__in=some))
        found.update((one.code, one) for one in _positions(rows.values_list(*_COLUMNS), asked))
    return {code: found[code] for code in wanted if code in found}


def position(code: str) -> Position | None:
    """One position, or None when there is none or it was abolished."""
    return positions_by_codes([code]).get(code)


def positions_of(nips: Iterable[str]) -> dict[str, Position]:
    """What each of these people holds; whoever holds none is absent."""
    codes: list[str] = []
    for some in at_once(dict.fromkeys(nips)):
        codes += _live().filter(holder__in=[nip for nip in some if nip]).values_list("code", flat=True)
    return {one.holder: one for one in positions_by_codes(codes).values()}


def position_of(nip: str) -> Position | None:
    """The position that this person holds."""
    return positions_of([nip]).get(nip)


def retiring(until: date, since: date) -> tuple[Position, ...]:
    """Positions whose holder retires from `since` up to `until`, the first to go first."""
    held = [one for one in positions(PositionFilter(vacant=False)) if one.retires_on is not None]
    leaving = [one for one in held if one.retires_on and since <= one.retires_on <= until]
    return tuple(sorted(leaving, key=lambda one: (one.retires_on or until, one.code)))


def matching(wanted: PositionFilter) -> QuerySet[PositionRecord]:
    """All that match, ordered by unit and code: for pages that count and cut."""
    exact = {
        name: value for name, value in (("job_class", wanted.job_class), ("agency", wanted.agency)) if value
    } | {
        name: value
        for name, value in (("must_fill", wanted.must_fill), ("critical", wanted.critical))
        if value is not None
    }
    rows = _live().filter(**exact).order_by("unit", "code")
    if wanted.vacant is not None:
        rows = rows.filter(holder="") if wanted.vacant else rows.exclude(holder="")
    if wanted.unit:
        path = "/".join(part.strip() for part in wanted.unit.split("/"))
        rows = rows.filter(Q(unit=path) | Q(unit__startswith=f"{path}/"))
    if wanted.text.strip():
        text = " ".join(wanted.text.split())
        rows = rows.filter(Q(title__icontains=text) | Q(code__istartswith=text))
    if wanted.without_standard:
        rows = rows.filter(**{f"{name}__isnull": True for name in LEVELS}, standard_code="", technical={})
    return rows


def position_agencies() -> list[str]:
    """The agencies that positions name, by name."""
    rows = _live().exclude(agency="").order_by("agency").values_list("agency", flat=True).distinct()
    return list(rows)


class ClassStandards:
    """Job standards of `standards` on a day; each is looked up once."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._known: dict[str, Standard] = {}

    def of(self, code: str, job_class: str) -> Standard:
        """That of its code, or that of the class; empty when none is in force or none is set."""
        wanted = code or job_class
        if wanted not in self._known:
            self._known[wanted] = _standard_in_force(wanted, self._on) if wanted else ()
        return self._known[wanted]


def _standard_in_force(code: str, on: date) -> Standard:
    try:
        found = job_standard(code, on)
    except StandardNotFound:
        return ()
    return tuple((one, Decimal(level)) for one, level in found.levels)


def _live() -> QuerySet[PositionRecord]:
    return PositionRecord.objects.filter(abolished_on__isnull=True)


def _requirements(rows: QuerySet[RequirementRecord]) -> dict[int, list[Requirement]]:
    found: dict[int, list[Requirement]] = defaultdict(list)
    told = rows.order_by("position", "id").values_list("position_id", "kind", "weight", "values", "text")
    for position_id, kind, weight, values, text in told:
        found[position_id].append(Requirement(kind, weight, tuple(values), text))
    return found


def _positions(rows: Iterable[Any], asked: dict[int, list[Requirement]]) -> Iterator[Position]:
    told, today = list(rows), localdate()
    standards = ClassStandards(today)
    leaving = Leaving((row[_HOLDER] for row in told if row[_HOLDER]), today)
    for row in told:
        yield _position(row, tuple(asked.get(row[0], ())), standards, leaving)


def _position(
    row: Any, requirements: tuple[Requirement, ...], standards: ClassStandards, leaving: Leaving
) -> Position:
    told = dict(zip(_COLUMNS[1:_FIRST], row[1:_FIRST], strict=True))
    technical = told.pop("technical")
    own = own_standard(row[_FIRST:], technical)
    standard = own or standards.of(told["standard_code"], told["job_class"])
    holder, duty = told["holder"], Duty(told["job_class"], told["level"])
    return Position(
        **told | {"unit": told["unit"].replace("/", " / ")},
        standard=standard,
        own_standard=bool(own),
        requirements=requirements,
        retires_on=leaving.day(holder, duty) if holder else None,
    )


def own_standard(levels: Iterable[int | None], technical: dict[str, int]) -> Standard:
    """(code, level) of the own standard; empty when there is none."""
    told = [(code, level) for code, level in zip(CODES, levels, strict=True) if level is not None]
    return tuple((code, Decimal(level) / 100) for code, level in (*told, *sorted(technical.items())))
