"""What several pages of a map need: the map itself, its filter, the tabs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower
from django.http import Http404, HttpRequest

from takar.accounts.public import Ability
from takar.people.public import JOB_CLASS_NAMES, JobClass
from takar.talent.models import MapPerson, TalentMap
from takar.talent.queries import finished
from takar.talent.words import language

YEARS = (1, 2, 3, 5, 10)
SORTED_WITHOUT_CASE = 20_000
"""People of a map up to whom names in capitals stand among the others; beyond, the index of the register says the order."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader wants to see of a map; nonsense is read as nothing asked."""

    text: str = ""
    office: str = ""
    job_class: str = ""
    years: int = 0
    box: int = 0

    def query(self, **other: Any) -> str:
        told = {
            "cari": self.text, "unit": self.office, "kelas": self.job_class, "pensiun": self.years or "",
            "kotak": self.box or "",
        } | other  # fmt: skip
        return urlencode({name: value for name, value in told.items() if value not in ("", None)})


def asked(request: HttpRequest) -> Asked:
    told = request.GET
    years, box = told.get("pensiun", ""), told.get("kotak", "")
    return Asked(
        text=told.get("cari", "").strip()[:100],
        office=told.get("unit", "")[:250],
        job_class=told["kelas"] if told.get("kelas") in set(JobClass) else "",
        years=int(years) if years in {str(one) for one in YEARS} else 0,
        box=int(box) if box in set("123456789") else 0,
    )


def matching(drawn: TalentMap, wanted: Asked) -> QuerySet[MapPerson]:
    """The people on a map that the reader asked for, by name."""
    rows = MapPerson.objects.filter(map=drawn)
    if wanted.text:
        plain = " ".join(wanted.text.split())
        rows = rows.filter(Q(name__icontains=plain) | Q(nip__startswith=plain.replace(" ", "")))
    if wanted.office:
        rows = rows.filter(office=wanted.office)
    if wanted.job_class:
        rows = rows.filter(job_class=wanted.job_class)
    if wanted.years:
        rows = rows.filter(retires_on__lte=date(drawn.on.year + wanted.years, drawn.on.month, 1))
    if drawn.people <= SORTED_WITHOUT_CASE:
        rows = rows.order_by(Lower("name"), "nip")
    return rows.filter(box=wanted.box) if wanted.box else rows


def map_or_404(number: int) -> TalentMap:
    found = finished(number)
    if found is None:
        raise Http404
    return found


def context_of(request: HttpRequest, drawn: TalentMap) -> dict[str, Any]:
    """Template context of every page of a map."""
    abilities = getattr(request.user, "abilities", ())
    return {
        "map": drawn,
        "may_manage": Ability.MANAGE_TALENT in abilities,
        "may_place": Ability.READ_PLACEMENT in abilities,
        "registers": drawn.registers,
    }


def offices_of(drawn: TalentMap) -> list[str]:
    rows = MapPerson.objects.filter(map=drawn).exclude(office="")
    return list(rows.order_by("office").values_list("office", flat=True).distinct())


def class_names(drawn: TalentMap) -> list[tuple[str, str]]:
    known = set(MapPerson.objects.filter(map=drawn).order_by().values_list("job_class", flat=True).distinct())
    return [(one.value, names[language()]) for one, names in JOB_CLASS_NAMES.items() if one.value in known]
