"""Kecocokan: begin with a post or with a person."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from takar.accounts.public import Ability, requires
from takar.people.public import JOB_CLASS_NAMES, PeopleFilter, search_people
from takar.positions.public import PositionFilter, positions

PER_PAGE = 30
_VACANT = {"ya": True, "tidak": False}


@requires(Ability.READ_PLACEMENT)
def matching(request: HttpRequest) -> HttpResponse:
    """Positions by `?jabatan=`, `kelas`, `lowong`; people by `?pegawai=`."""
    wanted = PositionFilter(
        text=request.GET.get("jabatan", "").strip(),
        job_class=request.GET.get("kelas", ""),
        vacant=_VACANT.get(request.GET.get("lowong", "")),
    )
    text = request.GET.get("pegawai", "").strip()
    page = Paginator(positions(wanted), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "wanted": wanted,
        "vacant": request.GET.get("lowong", ""),
        "page": page,
        "narrowed": wanted != PositionFilter(),
        "person": text,
        "people": search_people(PeopleFilter(text=text), limit=PER_PAGE) if text else None,
        "job_classes": list(JOB_CLASS_NAMES.items()),
    }
    return render(request, "placement/matching.html", context)
