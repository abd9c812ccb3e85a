"""Sentences of the judge name people and assessors by number; readers know them by name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from takar.planning.domain.solution import Violation
from takar.planning.models import Assessor, Place, Plan

_NIP = re.compile(r"\b\d{18}\b")
_ASSESSOR = re.compile(r"\b([Aa]sesor|[Aa]ssessor) (\d+)\b")


def named(found: Iterable[Violation], plan: Plan) -> tuple[Violation, ...]:
    """The same violations with names in their sentences."""
    kept = tuple(found)
    if not kept:
        return kept
    text = " ".join(f"{one.id} {one.en}" for one in kept)
    people = names_of(set(_NIP.findall(text)), plan)
    raters = _raters({int(number) for _word, number in _ASSESSOR.findall(text)})
    return tuple(
        replace(one, id=_said(one.id, people, raters), en=_said(one.en, people, raters)) for one in kept
    )


def names_of(nips: set[str], plan: Plan) -> dict[str, str]:
    """Names by NIP of people who have or had a place in the plan."""
    return dict(Place.objects.filter(batch__plan=plan, nip__in=list(nips)).values_list("nip", "name"))


def _raters(numbers: set[int]) -> dict[int, str]:
    return dict(Assessor.objects.filter(pk__in=numbers).values_list("pk", "name"))


def _said(text: str, people: Mapping[str, str], raters: Mapping[int, str]) -> str:
    text = _NIP.sub(lambda found: people.get(found[0], found[0]), text)
    return _ASSESSOR.sub(lambda found: f"{found[1]} {raters.get(int(found[2]), found[2])}", text)
