"""Who leaves when: one answer for every page that speaks of retirement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import TypeVar

from takar.people.public import Service, services_of
from takar.positions.domain.retirement import Duty, born_on, day_out
from takar.positions.models import PositionRecord
from takar.standards.public import RetirementRules, retirement_rules

_AT_ONCE = 900
_T = TypeVar("_T")


def retirements(nips: Iterable[str], on: date) -> dict[str, date]:
    """The first day out of office by NIP, by the rules of `on`; whoever has no known age or class is absent."""
    wanted = list(dict.fromkeys(nips))
    held: dict[str, Duty] = {}
    for some in at_once(wanted):
        rows = PositionRecord.objects.filter(holder__in=some, abolished_on__isnull=True)
        held.update((one, Duty(*told)) for one, *told in rows.values_list("holder", "job_class", "level"))
    leaving = Leaving(wanted, on)
    found = {nip: leaving.day(nip, held.get(nip, Duty())) for nip in wanted}
    return {nip: day for nip, day in found.items() if day is not None}


class Leaving:
    """The rules of a day and what the personnel list tells of some people, read once."""

    def __init__(self, nips: Iterable[str], on: date) -> None:
        self._rules: RetirementRules = retirement_rules(on)
        self._listed: dict[str, Service] = services_of(nips)

    def day(self, nip: str, held: Duty) -> date | None:
        """`held`: the position that this person holds. Whom the list does not know has the birth date of his NIP."""
        listed = self._listed.get(nip)
        if listed is None:
            return day_out(self._rules, born_on(nip), held, Duty())
        return day_out(self._rules, listed.born, held, Duty(listed.job_class, listed.level))


def at_once(several: Iterable[_T], size: int = _AT_ONCE) -> Iterator[list[_T]]:
    """SQLite allows 999 variables in a statement in old builds."""
    left = iter(several)
    while some := list(islice(left, size)):
        yield some
