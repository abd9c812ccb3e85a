"""The map of positions: list by unit, one position, who leaves when."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from takar.accounts.public import Ability, User, changes_of, requires
from takar.people.public import JOB_CLASS_NAMES, people_by_nips
from takar.positions.domain.radar import radar
from takar.positions.domain.requirements import said
from takar.positions.domain.values import Position, PositionFilter
from takar.positions.models import PositionRecord
from takar.positions.pages.words import class_label, competency_name, job_classes, language, weight_label
from takar.positions.queries import matching, positions_by_codes, retiring
from takar.positions.queries import position as found_position
from takar.standards.public import retirement_rules

PAGE = 50
_HORIZON_YEARS = 5
_STATES: dict[str, dict[str, Any]] = {
    "lowong": {"vacant": True},
    "terisi": {"vacant": False},
    "wajib": {"must_fill": True},
    "kritikal": {"critical": True},
    "tanpa-standar": {"without_standard": True},
}


@requires(Ability.READ_POSITIONS)
def positions(request: HttpRequest) -> HttpResponse:
    wanted, state = _wanted(request)
    page = Paginator(matching(wanted), PAGE).get_page(request.GET.get("page"))
    shown = list(positions_by_codes([row.code for row in page]).values())
    everything = PositionRecord.objects.filter(abolished_on__isnull=True)
    context: dict[str, Any] = {
        "page": page,
        "lines": lines_of(shown),
        "wanted": wanted,
        "state": state,
        "counts": {
            "all": everything.count(),
            "lowong": everything.filter(holder="").count(),
            "wajib": everything.filter(holder="", must_fill=True).count(),
            "tanpa-standar": matching(PositionFilter(without_standard=True)).count(),
        },
        "below": _units_below(wanted.unit),
        "above": _above(wanted.unit),
        "narrowed": wanted != PositionFilter(),
        "job_classes": job_classes(),
        "may_manage": may_manage(request),
    }
    return render(request, "positions/positions.html", context)


@requires(Ability.READ_POSITIONS)
def position(request: HttpRequest, code: str) -> HttpResponse:
    one = found_position(code)
    if one is None:
        raise Http404
    levels = [(competency_name(each), level) for each, level in one.standard]
    context: dict[str, Any] = {
        "one": one,
        "job_class": class_label(one),
        "holder": people_by_nips([one.holder]).get(one.holder) if one.holder else None,
        "levels": [(each, competency_name(each), level) for each, level in one.standard],
        "radar": radar([(name, float(level)) for name, level in levels]) if len(levels) > 2 else None,
        "requirements": [
            (weight_label(each.weight), each.weight, said(each, language()), each.kind == "other")
            for each in one.requirements
        ],
        "trail": [one for one in changes_of(f"position:{code}") if one.action.startswith("position.")],
        "may_manage": may_manage(request),
        "today": localdate(),
    }
    return render(request, "positions/position.html", context)


@requires(Ability.READ_POSITIONS)
def vacancies(request: HttpRequest) -> HttpResponse:
    today = localdate()
    last = date(today.year + _HORIZON_YEARS, 12, 31)
    job_class = request.GET.get("kelas", "")
    leaving = [one for one in retiring(last, today) if job_class in ("", one.job_class)]
    overdue = [one for one in retiring(today, date(1990, 1, 1)) if job_class in ("", one.job_class)]
    years = Counter(one.retires_on.year for one in leaving if one.retires_on)
    page, vacant = Paginator(leaving, PAGE).get_page(request.GET.get("page")), _vacant(job_class)
    context = {
        "page": page,
        "years": [(year, years[year]) for year in range(today.year, last.year + 1)],
        "most": max(years.values(), default=0),
        "lines": lines_of(list(page.object_list)),
        "overdue": lines_of(overdue[:50]),
        "vacant": lines_of(list(positions_by_codes(vacant[:PAGE]).values())),
        "vacancies": len(vacant),
        "job_classes": job_classes(),
        "job_class": job_class if job_class in [*JOB_CLASS_NAMES] else "",
        "limits": retirement_rules(today),
    }
    return render(request, "positions/vacancies.html", context)


def lines_of(several: list[Position]) -> list[dict[str, Any]]:
    """Positions with the names of their holders."""
    people = people_by_nips(one.holder for one in several if one.holder)
    return [{"one": one, "job_class": class_label(one), "holder": people.get(one.holder)} for one in several]


def may_manage(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.may(Ability.MANAGE_POSITIONS)


def _wanted(request: HttpRequest) -> tuple[PositionFilter, str]:
    job_class, state = request.GET.get("kelas", ""), request.GET.get("keadaan", "")
    wanted = PositionFilter(
        text=request.GET.get("cari", "").strip()[:100],
        unit=request.GET.get("unit", "").strip()[:600],
        job_class=job_class if job_class in [*JOB_CLASS_NAMES] else "",
        **_STATES.get(state, {}),
    )
    return wanted, state if state in _STATES else ""


def _vacant(job_class: str) -> list[str]:
    """Codes: the highest class first, in each the one that is vacant longest."""
    rows = matching(PositionFilter(vacant=True, job_class=job_class))
    classes = {str(one): at for at, one in enumerate(JOB_CLASS_NAMES)}
    found = rows.order_by().values_list("job_class", "vacant_since", "code")
    ranked = sorted((classes.get(one, len(classes)), since or date.max, code) for one, since, code in found)
    return [code for _rank, _since, code in ranked]


def _units_below(path: str) -> list[tuple[str, str, int]]:
    """(name, path, positions) of the units right below."""
    top = "/".join(part.strip() for part in path.split("/")) if path else ""
    counted: Counter[str] = Counter()
    rows = matching(PositionFilter(unit=path)).order_by().values_list("unit", flat=True)
    for unit in rows.exclude(unit=""):
        rest = unit[len(top) + 1 :] if top else unit
        if rest and unit != top:
            counted[rest.split("/")[0].strip()] += 1
    return [(name, f"{top}/{name}" if top else name, n) for name, n in sorted(counted.items())]


def _above(path: str) -> list[tuple[str, str]]:
    parts = [part.strip() for part in path.split("/") if part.strip()]
    return [(name, "/".join(parts[: at + 1])) for at, name in enumerate(parts)]
