"""The list of people with what is missing, and one person with everything dated."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from takar.accounts.public import Ability, User, requires
from takar.careers.domain.completeness import NEEDED, missing, predicate_year
from takar.careers.domain.kinds import FACT_KINDS
from takar.careers.domain.recap import COMPETENCIES
from takar.careers.models import FactRecord, ProfileRecord
from takar.careers.overviews import lacking, lacking_counts
from takar.careers.pages.words import job_classes, language, need_label, source_label, value_label
from takar.careers.profile_rows import PROFILE_COLUMNS, profile_of
from takar.careers.queries import histories, profiles
from takar.kernel.clock import long_date
from takar.kernel.numbers import grouped
from takar.people.public import JOB_CLASS_NAMES, PeopleFilter, TableKind, find_person, to_person

PAGE = 50
_NUMBERS = frozenset({"score", "givers", "hours"})


@requires(Ability.READ_CAREERS)
def careers(request: HttpRequest) -> HttpResponse:
    today, wanted = localdate(), _wanted(request)
    lacks = request.GET.get("kurang", "")
    rows = lacking(wanted, lacks, today).select_related("post", "unit__agency")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    people = [to_person(row) for row in page]
    counts = lacking_counts(wanted, today)
    context: dict[str, Any] = {
        "page": page,
        "people": _lines([one.nip for one in people], people, today),
        "wanted": wanted,
        "lacks": lacks if lacks in NEEDED else "",
        "tiles": [(code, need_label(code), counts[code]) for code in NEEDED],
        "total": counts["all"],
        "year": predicate_year(today),
        "narrowed": wanted != PeopleFilter() or lacks in NEEDED,
        "job_classes": job_classes(),
        "may_manage": isinstance(request.user, User) and request.user.may(Ability.MANAGE_CAREERS),
    }
    return render(request, "careers/careers.html", context)


@requires(Ability.READ_CAREERS)
def person(request: HttpRequest, nip: str) -> HttpResponse:
    who, today = find_person(nip), localdate()
    kept = FactRecord.objects.filter(nip=nip).order_by("-day", "-id")
    records = ProfileRecord.objects.filter(nip=nip).order_by("-assessed_on", "-id")
    if who is None and not kept.exists() and not records.exists():
        raise Http404
    history, found = histories([nip], today)[nip], profiles([nip], today).get(nip)
    context = {
        "nip": nip,
        "person": who,
        "title": who.full_name if who else nip,
        "missing": [need_label(code) for code in missing(history, found, today)],
        "profile": _profile(found),
        "profiles": [_past(one) for one in records],
        "sections": _sections(list(kept)),
    }
    return render(request, "careers/person.html", context)


def _wanted(request: HttpRequest) -> PeopleFilter:
    job_class = request.GET.get("kelas", "")
    return PeopleFilter(
        text=request.GET.get("cari", "").strip()[:100],
        unit=request.GET.get("unit", "").strip()[:200],
        job_class=job_class if job_class in [*JOB_CLASS_NAMES] else "",
    )


def _lines(nips: list[str], people: list[Any], today: date) -> list[dict[str, Any]]:
    told, found = histories(nips, today), profiles(nips, today)
    return [
        {
            "person": one,
            "missing": [need_label(code) for code in missing(told[one.nip], found.get(one.nip), today)],
            "profile": found.get(one.nip),
            "predicates": [
                (each.year, value_label("predicates", "code", each.code))
                for each in told[one.nip].predicates[-2:]
            ],
            "posts": len(told[one.nip].posts),
        }
        for one in people
    ]


def _profile(found: Any) -> dict[str, Any] | None:
    if found is None:
        return None
    errors = dict(found.errors or ())
    names = {code: words[0 if language() == "id" else 1] for code, words in COMPETENCIES.items()}
    levels = [
        {
            "code": code,
            "name": names.get(code, code),
            "level": _number(level),
            "error": _number(errors[code]) if code in errors else "",
            "width": float(level) * 40,
            "from": max(0.0, float(level - errors.get(code, Decimal(0))) * 40),
            "to": min(200.0, float(level + errors.get(code, Decimal(0))) * 40),
        }
        for code, level in found.levels
    ]
    unassessed = [name for code, name in names.items() if code not in dict(found.levels)]
    return {
        "found": found,
        "source": source_label(found.source),
        "levels": levels,
        "unassessed": unassessed,
        "has_errors": bool(errors),
    }


def _past(row: ProfileRecord) -> dict[str, Any]:
    values = [getattr(row, name) for name in PROFILE_COLUMNS]
    return {"row": row, "profile": profile_of(values), "source": source_label(row.source)}


def _sections(kept: list[FactRecord]) -> list[dict[str, Any]]:
    by_kind: dict[str, list[FactRecord]] = defaultdict(list)
    for one in kept:
        by_kind[one.kind].append(one)
    return [_section(kind, by_kind.get(kind.code.partition(".")[2], [])) for kind in FACT_KINDS]


def _section(kind: TableKind, rows: list[FactRecord]) -> dict[str, Any]:
    fields = [one for one in kind.fields if one.name not in ("nip", "name")]
    shown = [one for one in fields if any(row.values.get(one.name) for row in rows)]
    return {
        "kind": kind.code.partition(".")[2],
        "slug": kind.slug,
        "title": kind.title(language()),
        "heads": [one.label(language()) for one in shown],
        "rows": [_row(kind, row, [one.name for one in shown]) for row in rows if row.replaced_at is None],
        "replaced": [
            _row(kind, row, [one.name for one in shown]) for row in rows if row.replaced_at is not None
        ],
    }


def _row(kind: TableKind, row: FactRecord, fields: list[str]) -> dict[str, Any]:
    code = kind.code.partition(".")[2]
    labels = {one.name: one.label(language()) for one in kind.fields}
    return {
        "row": row,
        "cells": [(labels[name], _shown(code, name, row.values.get(name, ""))) for name in fields],
    }


def _shown(kind: str, field: str, value: str) -> str:
    if len(value) == 10 and value[4] == value[7] == "-":
        return long_date(date.fromisoformat(value), language())
    if value and field in _NUMBERS:
        return grouped(value, language())
    return value_label(kind, field, value)


def _number(value: Decimal) -> str:
    return grouped(value, language())
