"""What an address asks for: day, people, states. Nonsense is read as nothing asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import get_language

from takar.certificates.domain.values import DUE, EXEMPT, State
from takar.certificates.overviews import Wanted
from takar.people.public import (
    JOB_CLASS_NAMES,
    NO_UNIT,
    JobClass,
    PeopleFilter,
    UnitNode,
    eselons_in_use,
    unit_tree,
)

# Words of the address -> states; the first is what a visitor sees who asks for nothing.
SHOWN: dict[str, tuple[State, ...]] = {
    "wajib": DUE,
    "belum-pernah": (State.NEVER,),
    "lewat": (State.LAPSED,),
    "segera": (State.EXPIRING,),
    "berlaku": (State.VALID,),
    "bebas": EXEMPT,
    "belum-jelas": (State.UNCLEAR,),
    "di-luar": (State.OUTSIDE,),
    "semua": (),
}
_EARLIEST, _LATEST = date(1990, 1, 1), date(2090, 12, 31)


@dataclass(frozen=True, slots=True)
class Asked:
    """The reader's choices; `query` puts them into the address of another page."""

    wanted: Wanted
    shown: str
    unit: UnitNode | None

    @property
    def narrowed(self) -> bool:
        return self.wanted.people != PeopleFilter()

    def query(self, **other: Any) -> str:
        people, wanted = self.wanted.people, self.wanted
        told = {
            "tanggal": wanted.on.isoformat() if wanted.on != localdate() else "",
            "cari": people.text,
            "unit": people.unit,
            "kelas": people.job_class,
            "eselon": people.eselon,
            "di": people.inside or "",
            "langsung": "1" if people.directly else "",
            "keadaan": self.shown if self.shown != "wajib" else "",
            "dari": wanted.due_from or "",
            "sampai": wanted.due_until or "",
        } | other
        return urlencode({name: value for name, value in told.items() if value not in ("", None)})


def asked(request: HttpRequest) -> Asked:
    told = request.GET
    on = day_of(told.get("tanggal", "")) or localdate()
    inside = _number(told.get("di", ""))
    people = PeopleFilter(
        text=told.get("cari", "").strip()[:100],
        unit=told.get("unit", "").strip()[:200],
        job_class=told["kelas"] if told.get("kelas") in set(JobClass) else "",
        eselon=told.get("eselon", "")[:5],
        inside=inside,
        directly=bool(inside) and told.get("langsung") == "1",
    )
    shown = told["keadaan"] if told.get("keadaan") in SHOWN else "wajib"
    since, until = day_of(told.get("dari", "")), day_of(told.get("sampai", ""))
    if until is not None and until < on:
        since = until = None
    unit = unit_tree().get(inside) if inside > 0 else None
    return Asked(Wanted(people, on, SHOWN[shown], since, until), shown, unit)


def choices(asked: Asked) -> dict[str, Any]:
    """Template context of the filters."""
    return {
        "asked": asked,
        "wanted": asked.wanted.people,
        "on": asked.wanted.on,
        "today": localdate(),
        "no_unit": asked.wanted.people.inside == NO_UNIT,
        "job_classes": class_names(),
        "eselons": eselons_in_use(),
    }


def class_names() -> list[tuple[str, str]]:
    return [(one.value, names[language()]) for one, names in JOB_CLASS_NAMES.items()]


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def day_of(text: str) -> date | None:
    """An ISO day within a human lifetime."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if _EARLIEST <= day <= _LATEST else None


def _number(text: str) -> int:
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 12 else 0
