"""Lists of a map: who is not assessed, the pool, successors of a post, who retires when, one page for the head of the agency."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from takar.accounts.public import Ability, record_change, requires
from takar.people.public import JOB_CLASS_NAMES
from takar.positions.public import Position, PositionFilter, position, positions, said
from takar.standards.public import TalentRules
from takar.talent import words
from takar.talent.domain.succession import Group
from takar.talent.domain.values import NotAssessed
from takar.talent.models import FollowUp, MapPerson, TalentMap
from takar.talent.pages.person import competency_name
from takar.talent.pages.shared import (
    YEARS,
    asked,
    class_names,
    context_of,
    map_or_404,
    matching,
    offices_of,
)
from takar.talent.personal import Hole, holes
from takar.talent.queries import pool_of, succession_of
from takar.talent.reading import place_of, rules_of

PAGE = 50
_ROW = 44


@requires(Ability.READ_TALENT)
def unassessed(request: HttpRequest, number: int) -> HttpResponse:
    """Data completeness first: how many lack what, then who."""
    drawn, wanted = map_or_404(number), asked(request)
    rules = rules_of(drawn)
    rows = matching(drawn, wanted).filter(box__isnull=True)
    lacks: Counter[tuple[str, str]] = Counter()
    for missing in MapPerson.objects.filter(map=drawn, box__isnull=True).values_list("missing", flat=True):
        lacks.update((code, why) for code, why in missing)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = context_of(request, drawn) | {
        "asked": wanted,
        "offices": offices_of(drawn),
        "classes": class_names(drawn),
        "years": YEARS,
        "page": page,
        "lines": [{"row": row, "missing": _missing(rules, row)} for row in page],
        "lacks": [_lack(rules, code, why, n) for (code, why), n in lacks.most_common()],
    }
    return render(request, "talent/unassessed.html", context)


def _missing(rules: TalentRules, row: MapPerson) -> tuple[Hole, ...]:
    place = place_of(row)
    assert isinstance(place, NotAssessed)
    return holes(rules, place)


def _lack(rules: TalentRules, code: str, why: str, n: int) -> dict[str, Any]:
    part = rules.component(code)
    return {
        "name": words.spoken(part),
        "why": words.missing(why),
        "remedy": words.remedy(part, why),
        "people": n,
    }


@requires(Ability.READ_TALENT)
def pool(request: HttpRequest, number: int) -> HttpResponse:
    drawn = map_or_404(number)
    members = pool_of(drawn)
    context = context_of(request, drawn) | {
        "rules": rules_of(drawn),
        "page": Paginator(members, PAGE).get_page(request.GET.get("page")),
        "unsure": sum(not one.sure for one in members),
        "truly": sum(one.chance for one in members),
    }
    return render(request, "talent/pool.html", context)


@requires(Ability.READ_TALENT)
def successions(request: HttpRequest, number: int) -> HttpResponse:
    """Posts whose succession matters most: vacant, critical, or soon vacant by retirement."""
    drawn = map_or_404(number)
    rules = rules_of(drawn)
    until = date(drawn.on.year + rules.vacancy_years, drawn.on.month, 1)
    text = request.GET.get("cari", "").strip()[:100]
    found = positions(PositionFilter(text=text))
    urgent = [
        one
        for one in found
        if text or one.is_vacant or one.critical or (one.retires_on is not None and one.retires_on <= until)
    ]
    classes = [str(one) for one in JOB_CLASS_NAMES]
    urgent.sort(key=lambda one: _urgency(one, classes))
    context = context_of(request, drawn) | {
        "page": Paginator(urgent, PAGE).get_page(request.GET.get("page")),
        "search": text,
        "known": bool(found) or bool(text),
        "until": until,
    }
    return render(request, "talent/successions.html", context)


SEEN = Decimal("0.05")
"""A gap below this would be shown as 0,0."""


def _urgency(one: Position, classes: list[str]) -> tuple[object, ...]:
    """The highest class first; in each the vacant ones, then the one that falls vacant soonest."""
    rank = classes.index(one.job_class) if one.job_class in classes else len(classes)
    return (rank, not one.is_vacant, one.retires_on or date.max, one.eselon or "~", one.code)


@requires(Ability.READ_TALENT)
def succession(request: HttpRequest, number: int, code: str) -> HttpResponse:
    drawn, target = map_or_404(number), position(code)
    if target is None:
        raise Http404
    record_change(request.user.get_username(), "talent.read_succession", f"position:{code}")
    found = succession_of(drawn, target, drawn.on)
    rows = {row.nip: row for row in MapPerson.objects.filter(map=drawn, nip__in=[one.nip for one in found])}
    language = words.language()
    names = {competency: competency_name(competency, drawn.on) for competency, _ in target.standard}
    groups = [
        {
            "code": group.value,
            "people": [
                {
                    "one": one,
                    "row": rows[one.nip],
                    "gaps": [
                        (names.get(gap.competency, gap.competency), gap)
                        for gap in one.gaps
                        if gap.size >= SEEN
                    ],
                    "unmet": [said(each, language) for each in one.checked.unmet],
                    "to_check": [said(each, language) for each in one.checked.to_check],
                }
                for one in found
                if one.group is group
            ],
        }
        for group in Group
    ]
    context = context_of(request, drawn) | {
        "target": target,
        "groups": groups,
        "rules": rules_of(drawn),
        "total": len(found),
    }
    return render(request, "talent/succession.html", context)


@requires(Ability.READ_TALENT)
def retirements(request: HttpRequest, number: int) -> HttpResponse:
    """How many leave by age, year by year and office by office."""
    drawn = map_or_404(number)
    rules, today = rules_of(drawn), localdate()
    years = [today.year + ahead for ahead in range(rules.vacancy_years + 1)]
    counted: Counter[int] = Counter()
    per_office: dict[str, Counter[int]] = defaultdict(Counter)
    told = MapPerson.objects.filter(
        map=drawn, retires_on__year__gte=years[0], retires_on__year__lte=years[-1]
    )
    for office, retires in told.values_list("office", "retires_on"):
        assert retires is not None
        counted[retires.year] += 1
        per_office[office][retires.year] += 1
    sizes = Counter(MapPerson.objects.filter(map=drawn).order_by().values_list("office", flat=True))
    most = max(counted.values(), default=1)
    offices = sorted(per_office.items(), key=lambda one: (-sum(one[1].values()), one[0]))
    context = context_of(request, drawn) | {
        "years": years,
        "bars": [_bar(at, year, counted[year], most) for at, year in enumerate(years)],
        "height": len(years) * _ROW + 8,
        "total": sum(counted.values()),
        "offices": [
            (office, [n[year] for year in years], sum(n.values()), sizes[office])
            for office, n in offices[:PAGE]
        ],
        "soon": told.order_by("retires_on", "name")[:PAGE],
    }
    return render(request, "talent/retirements.html", context)


def _bar(at: int, year: int, n: int, most: int) -> dict[str, Any]:
    width = n * 80 / max(1, most)
    return {"year": year, "n": n, "y": at * _ROW + 8, "text_y": at * _ROW + 28, "width": f"{width:.2f}%",
            "end": f"{width + 13:.2f}%"}  # fmt: skip


@requires(Ability.READ_TALENT)
def summary(request: HttpRequest, number: int) -> HttpResponse:
    """One page for whoever decides: how many are where, how sure that is, what to do next."""
    drawn = map_or_404(number)
    return render(request, "talent/summary.html", context_of(request, drawn) | summary_of(drawn))


def summary_of(drawn: TalentMap) -> dict[str, Any]:
    rules, members = rules_of(drawn), pool_of(drawn)
    chances = MapPerson.objects.filter(map=drawn, box__isnull=False).values_list("box", "chances")
    sure = [told[box - 1] for box, told in chances if box]
    soon = date(drawn.on.year + rules.vacancy_years, drawn.on.month, 1)
    return {
        "rules": rules,
        "boxes": [
            {"box": rules.box(n), "count": drawn.counts[n - 1], "expected": drawn.expected[n - 1]}
            for n in range(9, 0, -1)
        ],
        "unassessed": drawn.people - drawn.assessed,
        "members": len(members),
        "truly": sum(one.chance for one in members),
        "stays": sum(sure) / len(sure) if sure else 0.0,
        "retiring": MapPerson.objects.filter(map=drawn, retires_on__lte=soon).count(),
        "soon": soon,
        "open": FollowUp.objects.filter(map=drawn, state__in=("planned", "running")).count(),
        "names": members[:10],
    }
