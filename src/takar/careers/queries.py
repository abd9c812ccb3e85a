"""Reads of careers, in bulk: a constant number of queries per 900 people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import TypeVar

from takar.careers.domain.completeness import missing
from takar.careers.domain.facts import fact_of, history_of
from takar.careers.domain.values import Fact, History, Profile
from takar.careers.models import FactRecord, ProfileRecord
from takar.careers.profile_rows import PROFILE_COLUMNS, profile_of

AT_ONCE = 900
_T = TypeVar("_T")


def histories(nips: Iterable[str], on: date) -> dict[str, History]:
    """What is on record not after `on`, for every NIP that was asked: someone without records has an empty one."""
    wanted = list(dict.fromkeys(nips))
    facts: dict[str, dict[str, list[Fact]]] = {nip: defaultdict(list) for nip in wanted}
    for some in at_once(wanted):
        rows = FactRecord.objects.filter(nip__in=some, replaced_at__isnull=True, day__lte=on)
        for nip, kind, values in rows.values_list("nip", "kind", "values"):
            facts[nip][kind].append(fact_of(kind, values))
    return {nip: history_of(nip, facts[nip]) for nip in wanted}


def profiles(nips: Iterable[str], on: date) -> dict[str, Profile]:
    """The newest profile not after `on`; whoever has none is absent. Whether it still counts, `valid_until` says."""
    found: dict[str, Profile] = {}
    for some in at_once(dict.fromkeys(nips)):
        rows = ProfileRecord.objects.filter(nip__in=some, replaced_at__isnull=True, assessed_on__lte=on)
        newest = rows.order_by("nip", "-assessed_on", "-id").values_list(*PROFILE_COLUMNS)
        for row in newest:
            found.setdefault(row[0], profile_of(row))
    return found


def completeness(nips: Iterable[str], on: date) -> dict[str, tuple[str, ...]]:
    """For each NIP what is missing for a talent map: codes of `NEEDED`; empty when nothing is."""
    wanted = list(dict.fromkeys(nips))
    told, found = histories(wanted, on), profiles(wanted, on)
    return {nip: missing(told[nip], found.get(nip), on) for nip in wanted}


def nips_with(kind: str) -> Sequence[str]:
    """Everybody who has at least one record of a kind."""
    rows = FactRecord.objects.filter(kind=kind, replaced_at__isnull=True)
    return list(rows.order_by("nip").values_list("nip", flat=True).distinct())


def at_once(several: Iterable[_T], size: int = AT_ONCE) -> Iterator[list[_T]]:
    """SQLite allows 999 variables in a statement in old builds."""
    left = iter(several)
    while some := list(islice(left, size)):
        yield some
