"""Placements of a region as they are read: state, summary, places, names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from takar.jobs.public import Job
from takar.people.public import PeopleFilter, matching_people, people_by_nips
from takar.placement.domain.regions import RegionScope, scope_from_json
from takar.placement.models import RegionPlace, RegionResult, RegionRun

CONTESTED_SHOWN = 50


@dataclass(frozen=True, slots=True)
class RegionBook:
    """`state`: queued, running, done, failed, cancelled, or lost when the job is gone without a result."""

    run: RegionRun
    result: RegionResult | None
    job: Job | None

    @property
    def id(self) -> str:
        return self.run.pk

    @property
    def scope(self) -> RegionScope:
        return scope_from_json(self.run.scope)

    @property
    def state(self) -> str:
        if self.result:
            return "done"
        told = self.job.state if self.job else "lost"
        return "lost" if told == "done" else str(told)

    @property
    def busy(self) -> bool:
        return self.state in ("queued", "running")

    @property
    def agencies(self) -> list[dict[str, Any]]:
        """With what is still missing to the bound, and the mean fit of the posts filled."""
        return [one | {"gap": one["bound"] - one["total"], "open": one["posts"] - one["filled"]} for one in
                (self.result.body["agencies"] if self.result else [])]  # fmt: skip

    @property
    def totals(self) -> dict[str, Any]:
        """Sums over the agencies; `gap` as a share of the bound, 0 when the placement is proved best."""
        rows = self.agencies
        told = {
            name: sum(one[name] for one in rows)
            for name in ("posts", "filled", "open", "people", "total", "bound", "gap")
        }
        share = Decimal(told["gap"]) / Decimal(max(1, told["bound"]))
        return told | {
            "share": float(share),
            "exact": told["gap"] == 0,
            "fallback": any(one["fallback"] for one in rows),
        }


def region_books() -> list[RegionBook]:
    """All runs, the newest first; two queries."""
    runs = list(RegionRun.objects.select_related("result"))
    jobs = Job.objects.in_bulk([one.job for one in runs])
    return [RegionBook(one, getattr(one, "result", None), jobs.get(one.job)) for one in runs]


def region_book(key: str) -> RegionBook | None:
    run = RegionRun.objects.select_related("result").filter(pk=key).first()
    if run is None:
        return None
    return RegionBook(run, getattr(run, "result", None), Job.objects.filter(pk=run.job).first())


def agencies_of(book: RegionBook) -> list[str]:
    """Whose posts were placed, whether each by itself or all together."""
    found = RegionPlace.objects.filter(run=book.id).exclude(agency="").order_by("agency")
    return list(found.values_list("agency", flat=True).distinct())


def places_of(key: str, text: str = "", agency: str = "", state: str = "") -> QuerySet[RegionPlace]:
    """Places of a run. `text`: part of a title, unit, code or of a person's name, or a NIP; `state`: filled, moved, open,
    contested or a reason."""
    found = RegionPlace.objects.filter(run=key)
    if agency:
        found = found.filter(agency=agency)
    if text:
        named = matching_people(PeopleFilter(text=text)).order_by().values("nip")
        found = found.filter(
            Q(title__icontains=text) | Q(unit__icontains=text) | Q(code__istartswith=text) | Q(nip__in=named)
        )
    return found.filter(_state(state)) if state else found


def _state(state: str) -> Q:
    plain = {"filled": ~Q(nip=""), "open": Q(nip=""), "contested": Q(price__gt=0)}
    return plain.get(state, Q(reason=state))


def contested(key: str, most: int = CONTESTED_SHOWN) -> list[RegionPlace]:
    """Whom the other posts would miss most, first."""
    return list(RegionPlace.objects.filter(run=key, price__gt=0).order_by("-price", "ordinal")[:most])


def names_of(places: Iterable[RegionPlace]) -> dict[str, str]:
    """Full names by NIP of everybody whom these places mention."""
    nips: set[str] = set()
    for one in places:
        nips |= {one.nip, one.holder, *(other["nip"] for other in (one.following, one.better) if other)}
    return {nip: person.full_name for nip, person in people_by_nips(sorted(nips - {""})).items()}
