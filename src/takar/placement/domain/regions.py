"""What a placement of a whole region is asked, and what it will not do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal

VACANT_FREE, VACANT_ANY, ALL = "vacant_free", "vacant_any", "all"
SCOPES: Final = (VACANT_FREE, VACANT_ANY, ALL)
"""Vacant posts from people who hold none; vacant posts from everybody; every post anew."""

NOBODY, BELOW, ELSEWHERE, NO_STANDARD = "nobody", "below", "elsewhere", "no_standard"
REASONS: Final = (NOBODY, BELOW, ELSEWHERE, NO_STANDARD)
"""Why a post stays open: nobody may; nobody reaches what an open post is worth; those who do are worth more elsewhere."""

TENTHS = 10
"""Worths are whole tenths of a point of fit (0–100 points)."""


@dataclass(frozen=True, slots=True)
class RegionScope:
    """`classes`, `agencies`: only posts of these; empty: all. `together`: a post may take anybody of the region.

    `vacant_worth`: points of fit that leaving a post open to open bidding is worth; whoever fits less is not put forward.
    """

    scope: str = VACANT_FREE
    classes: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    together: bool = False
    vacant_worth: Decimal = Decimal(68)


def scope_to_json(scope: RegionScope) -> dict[str, Json]:
    return {
        "scope": scope.scope,
        "classes": list(scope.classes),
        "agencies": list(scope.agencies),
        "together": scope.together,
        "vacant_worth": str(scope.vacant_worth),
    }


def scope_from_json(told: Mapping[str, Any]) -> RegionScope:
    return RegionScope(
        told["scope"],
        tuple(told["classes"]),
        tuple(told["agencies"]),
        told["together"],
        Decimal(told["vacant_worth"]),
    )


def scope_fault(scope: RegionScope) -> Refusal | None:
    """What keeps this from being asked."""
    if scope.scope not in SCOPES:
        return SCOPE_UNKNOWN
    return None if 0 <= scope.vacant_worth <= 100 else WORTH_BAD


def worth_of(text: str) -> Decimal | None:
    """Points as typed, with a comma or a point; None when it is no number."""
    try:
        found = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    return found.quantize(Decimal("0.1")) if found.is_finite() else None


SCOPE_UNKNOWN = Refusal(
    "REGION_SCOPE_UNKNOWN",
    "Lingkup ini tidak dikenal. Pilih jabatan lowong atau semua jabatan.",
    "This scope is not known. Choose vacant posts or all posts.",
)
WORTH_BAD = Refusal(
    "REGION_WORTH_BAD",
    "Nilai jabatan lowong harus bilangan 0 sampai 100 poin. Perbaiki angkanya.",
    "The worth of an open post must be a number from 0 to 100 points. Correct the number.",
)
NO_POSTS = Refusal(
    "REGION_NO_POSTS",
    "Tidak ada jabatan di lingkup ini. Pilih kelas atau instansi lain, atau impor peta jabatan lebih dahulu.",
    "There is no post in this scope. Choose other classes or agencies, or import the map of positions first.",
)


def too_large(people: int, levels: int, most: int) -> Refusal:
    """`levels`: different levels of competencies that the posts ask; `most`: people who fit into memory with so many."""
    return Refusal(
        "REGION_TOO_LARGE",
        f"{people} orang terlalu banyak untuk ditata sekaligus: dengan {levels} tingkat kompetensi yang diminta paling banyak "
        f"{most} orang muat dalam memori. Tata per instansi, atau batasi pada beberapa kelas jabatan.",
        f"{people} people are too many to be placed at once: with {levels} levels of competencies asked at most {most} people "
        "fit into memory. Place by agency, or restrict the scope to some classes of posts.",
        {"people": people, "levels": levels, "most": most},
    )
