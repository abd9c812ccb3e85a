"""The rows of a list that goes back to a unit: who has open holes, with the cells as they stand now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from takar.readiness.domain.codes import decode
from takar.readiness.domain.faults import Fault
from takar.readiness.domain.fields import Field
from takar.readiness.models import Check, Fill, HoledPerson, How, Unit
from takar.readiness.packing import cells_of
from takar.readiness.queries import requirement_of

_AT_ONCE = 30_000


@dataclass(frozen=True, slots=True)
class Line:
    """A person with open holes. `cells`: field -> text as it stands now; `holes`: field -> fault, open ones only."""

    place: int
    row: int
    cells: Mapping[str, str]
    holes: Mapping[str, Fault]


def listed_fields(check: Check) -> tuple[Field, ...]:
    """The fields that the file has, judged or carried, in the order of a SIASN export."""
    keys = {*check.reading.get("columns", {}), *check.reading.get("judged", ())}
    return tuple(field for field in requirement_of(check).fields if field.key in keys)


def lines_of_units(check: Check, units: Iterable[Unit]) -> Iterator[tuple[Unit, list[Line]]]:
    """Units that have open holes with their lines; reads the packed cells once for many units."""
    by_number = {unit.number: unit for unit in units}
    waiting: dict[int, list[HoledPerson]] = defaultdict(list)
    count = 0
    people = HoledPerson.objects.filter(check_of=check, unit__in=list(by_number), open__gt=0)
    for person in people.order_by("unit", "place").iterator(chunk_size=5_000):
        if count >= _AT_ONCE and person.unit not in waiting:
            yield from _together(check, by_number, waiting)
            waiting.clear()
            count = 0
        waiting[person.unit].append(person)
        count += 1
    yield from _together(check, by_number, waiting)


def cells_now(check: Check, places: Iterable[int]) -> dict[int, dict[str, str]]:
    """Cells as checked with everything that was filled in since."""
    wanted = list(places)
    cells = cells_of(check, wanted)
    for place, field, value in _fills(check, wanted):
        cells[place][field] = value
    return cells


def _together(
    check: Check, units: Mapping[int, Unit], waiting: Mapping[int, list[HoledPerson]]
) -> Iterator[tuple[Unit, list[Line]]]:
    cells = cells_now(check, [person.place for people in waiting.values() for person in people])
    keys = {field.bit: field.key for field in requirement_of(check).judged}
    for number, people in waiting.items():
        yield units[number], [_line(person, cells[person.place], keys) for person in people]


def _line(person: HoledPerson, cells: Mapping[str, str], keys: Mapping[int, str]) -> Line:
    holes = {keys[bit]: fault for bit, fault in decode(person.codes).items() if person.open >> bit & 1}
    return Line(person.place, person.row, cells, holes)


def _fills(check: Check, places: list[int]) -> Iterator[tuple[int, str, str]]:
    """Filled values of these people; where the unit confirmed the old value there is nothing to put in."""
    changed = Fill.objects.filter(check_of=check).exclude(how=How.CONFIRMED)
    for start in range(0, len(places), 900):
        some = changed.filter(place__in=places[start : start + 900])
        yield from some.values_list("place", "field", "value")
