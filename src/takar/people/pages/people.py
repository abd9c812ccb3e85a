"""The list of people and one person with the trail of changes."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from takar.accounts.public import Ability, requires
from takar.people.domain.golongan import ALL_GOLONGAN, golongan_label
from takar.people.domain.job_classes import JOB_CLASS_NAMES
from takar.people.domain.person import PeopleFilter, full_name
from takar.people.models import CivilServant, Import, ImportedRow, ImportState, Verdict
from takar.people.pages.words import Difference, differences, field_label, language, value_text
from takar.people.queries import count_people, eselons_in_use, matching_people, to_person

PAGE = 50
_SHOWN = (
    "birth_date", "sex", "kind", "golongan", "post", "job_class", "level", "eselon", "post_since", "unit",
    "agency", "education", "legal_status",
)  # fmt: skip


@requires(Ability.READ_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    wanted = PeopleFilter(
        text=request.GET.get("cari", "").strip()[:100],
        unit=request.GET.get("unit", "").strip()[:200],
        job_class=_known(request.GET.get("kelas", ""), [*JOB_CLASS_NAMES]),
        eselon=request.GET.get("eselon", "")[:5],
        golongan=_known(request.GET.get("golongan", ""), ALL_GOLONGAN),
    )
    page = Paginator(matching_people(wanted).select_related("post", "unit__agency"), PAGE).get_page(
        request.GET.get("page")
    )
    context: dict[str, Any] = {
        "page": page,
        "people": [to_person(row) for row in page],
        "wanted": wanted,
        "known": count_people(),
        "narrowed": wanted != PeopleFilter(),
        "job_classes": [(code.value, names[language()]) for code, names in JOB_CLASS_NAMES.items()],
        "eselons": eselons_in_use(),
        "golongans": [(code, golongan_label(code)) for code in ALL_GOLONGAN],
    }
    return render(request, "people/people.html", context)


@requires(Ability.READ_PEOPLE)
def person(request: HttpRequest, nip: str) -> HttpResponse:
    row = CivilServant.objects.select_related("post", "unit__agency").filter(nip=nip).first()
    if row is None:
        raise Http404
    values = _values(row)
    context = {
        "person": to_person(row),
        "title": full_name(row.front_title, row.name, row.back_title),
        "facts": [(field_label(field), value_text(field, values[field])) for field in _SHOWN],
        "trail": _trail(nip),
    }
    return render(request, "people/person.html", context)


def _values(row: CivilServant) -> dict[str, str]:
    post, unit = row.post, row.unit
    return {
        "birth_date": row.birth_date.isoformat(),
        "sex": row.sex,
        "kind": row.kind,
        "golongan": row.golongan,
        "post": post.title if post else "",
        "job_class": row.job_class,
        "level": post.level if post else "",
        "eselon": row.eselon,
        "post_since": row.post_since.isoformat() if row.post_since else "",
        "unit": unit.path if unit else "",
        "agency": unit.agency.name if unit else "",
        "education": row.education,
        "legal_status": row.legal_status,
    }


def _trail(nip: str) -> list[tuple[Import, str, list[Difference]]]:
    """Newest first: the import, what it did, and the values before and after."""
    rows = (
        ImportedRow.objects.filter(nip=nip, verdict__in=[Verdict.ADDED, Verdict.CHANGED])
        .filter(source__state=ImportState.APPLIED)
        .select_related("source")
        .order_by("-source__applied_at")
    )
    return [(row.source, row.verdict, differences(row.changes)) for row in rows]


def _known(value: str, values: Any) -> str:
    return value if value in values else ""
