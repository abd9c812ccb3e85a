"""Checks: the list with its trend, a new one, one with its fields and units, and letting its people go."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.clock import long_date
from takar.kernel.refusals import Refusal
from takar.people.public import count_people
from takar.readiness.actions.empty_check import KEPT_DAYS, empty_check
from takar.readiness.actions.upload_check import upload_check
from takar.readiness.catalogue import requirement_in_force
from takar.readiness.domain.fields import Field
from takar.readiness.domain.figures import Figures
from takar.readiness.jobs import start_check
from takar.readiness.models import Check, CheckState, Unit
from takar.readiness.pages.chart import draw
from takar.readiness.pages.downloads import AT_ONCE
from takar.readiness.pages.words import (
    closed_since,
    group_label,
    headline_of,
    language,
    percent,
    state_label,
)
from takar.readiness.queries import absent_fields, check_summary, figures_of, requirement_of
from takar.readiness.storage import MOST_MEGABYTES

PAGE = 50
_WORST = 10
_IN_CHART = 60


@requires(Ability.MANAGE_PEOPLE)
def checks(request: HttpRequest) -> HttpResponse:
    page = Paginator(Check.objects.all(), PAGE).get_page(request.GET.get("page"))
    rows = [(check, check_summary(check) if check.figures else None, state_label(check)) for check in page]
    context = {
        "page": page,
        "rows": [
            (
                check,
                told,
                percent(told.first_share) if told else "",
                percent(told.share) if told else "",
                state,
            )
            for check, told, state in rows
        ],
        "chart": _chart(),
        "kept_days": KEPT_DAYS,
    }
    return render(request, "readiness/checks.html", context)


def _chart() -> Any:
    newest = Check.objects.exclude(figures={})[:_IN_CHART]
    told = [(check, check_summary(check)) for check in newest]
    return draw(
        [
            (check.uploaded_at, each.first_share, each.share, long_date(check.as_of, language()))
            for check, each in reversed(told)
        ]
    )


@requires(Ability.MANAGE_PEOPLE)
def new_check(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        return _upload(request)
    needed = requirement_in_force()
    context = {
        "most_megabytes": MOST_MEGABYTES,
        "kept_days": KEPT_DAYS,
        "needed": needed,
        "name": needed.name[language()],
        "fields": _described(needed.judged),
        "purposes": [(each, each.called(language())) for each in needed.purposes],
        "may_compare": count_people() > 0,
    }
    return render(request, "readiness/new_check.html", context)


def _described(fields: tuple[Field, ...]) -> list[dict[str, Any]]:
    needed = requirement_in_force()
    return [
        {
            "field": field,
            "name": field.called(language()),
            "blocks": [each.called(language()) for each in needed.purposes if each.code in field.blocks],
        }
        for field in fields
    ]


def _upload(request: HttpRequest) -> HttpResponseBase:
    file = request.FILES.get("berkas")
    if file is None:
        messages.error(request, _("Pilih berkas daftar pegawai lebih dahulu."))
        return redirect("readiness:new_check")
    actor = request.user.get_username()
    check = upload_check(
        file.name or "",
        file.chunks(),
        actor=actor,
        as_of=localdate(),
        note=request.POST.get("catatan", ""),
        compare_units=bool(request.POST.get("bandingkan")),
    )
    if isinstance(check, Refusal):
        messages.error(request, check.sentence(language()))
        return redirect("readiness:new_check")
    return redirect("jobs:job", start_check(check, actor=actor).pk)


@requires(Ability.MANAGE_PEOPLE)
def check(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(Check, pk=number)
    if found.state != CheckState.READY:
        context: dict[str, Any] = {
            "check": found,
            "state": state_label(found),
            "notice": _notice(found),
            "share": percent(check_summary(found).share) if found.figures else "",
        }
        return render(request, "readiness/check_shut.html", context)
    return render(request, "readiness/check.html", _context(found, request.GET.get("tujuan", "")))


def _notice(found: Check) -> str:
    return str(found.refusal[language()]) if found.refusal else ""


def _context(found: Check, asked: str) -> dict[str, Any]:
    needed = requirement_of(found)
    purpose = asked if needed.purpose(asked) else ""
    figures = figures_of(found, purpose)
    sentence, absent_sentence = headline_of(found, figures.open_fields, figures.open_people, purpose)
    names = {unit.number: unit for unit in Unit.objects.filter(check_of=found)}
    absent = [field for field in absent_fields(found) if not purpose or purpose in field.blocks]
    return {
        "check": found,
        "purpose": purpose,
        "tabs": _tabs(found, purpose),
        "figures": figures,
        "share": percent(figures.share),
        "closed": closed_since(figures),
        "headline": sentence,
        "absent_sentence": absent_sentence,
        "absent": _with_purposes(found, tuple(absent)),
        "fields": field_rows(found, figures),
        "worst": max((figure.open for figure in figures.fields), default=0),
        "units": _unit_rows(figures, names)[:_WORST],
        "units_total": len(names),
        "kept_until": (found.uploaded_at + timedelta(days=KEPT_DAYS)).date(),
        "at_once": AT_ONCE,
        "requirement": f"{needed.name[language()]} ({needed.code}/{needed.version})",
    }


def _tabs(found: Check, purpose: str) -> list[tuple[str, str, bool]]:
    tabs = [("", _("Semua tujuan"), purpose == "")]
    return tabs + [
        (each.code, each.called(language()), each.code == purpose) for each in requirement_of(found).purposes
    ]


def _with_purposes(found: Check, fields: tuple[Field, ...]) -> list[dict[str, Any]]:
    purposes = requirement_of(found).purposes
    return [
        {
            "field": field,
            "name": field.called(language()),
            "blocks": [each.called(language()) for each in purposes if each.code in field.blocks],
        }
        for field in fields
    ]


def field_rows(found: Check, figures: Figures) -> list[dict[str, Any]]:
    """Fields with holes, the worst first."""
    told = [figure for figure in figures.fields if figure.found]
    described = {each["field"].key: each for each in _with_purposes(found, tuple(f.field for f in told))}
    return [
        {
            **described[figure.field.key],
            "open": figure.open,
            "closed": figure.found - figure.open,
            "share": percent(100 * figure.open / figures.people) if figures.people else "0",
            "groups": [(group_label(group), many) for group, many in figure.groups.items()],
        }
        for figure in sorted(told, key=lambda figure: (-figure.open, figure.field.bit))
    ]


def _unit_rows(figures: Figures, names: dict[int, Unit]) -> list[dict[str, Any]]:
    """Units by how many of their people still have holes."""
    rows = []
    for number, unit in names.items():
        figure = figures.units.get(number)
        open_people = figure.open_people if figure else 0
        complete = unit.people - open_people
        rows.append(
            {
                "unit": unit,
                "open_people": open_people,
                "open_holes": figure.open_holes if figure else 0,
                "complete": complete,
                "share": percent(100 * complete / unit.people if unit.people else 100.0),
            }
        )
    return sorted(rows, key=lambda row: (-row["open_people"], row["unit"].name))


@requires(Ability.MANAGE_PEOPLE)
def units(request: HttpRequest, number: int) -> HttpResponse:
    found = get_object_or_404(Check, pk=number, state=CheckState.READY)
    needed = requirement_of(found)
    asked = request.GET.get("tujuan", "")
    purpose = asked if needed.purpose(asked) else ""
    text = " ".join(request.GET.get("cari", "").split())
    chosen = Unit.objects.filter(check_of=found)
    if text:
        chosen = chosen.filter(name__icontains=text)
    rows = _unit_rows(figures_of(found, purpose), {unit.number: unit for unit in chosen})
    context = {
        "check": found,
        "purpose": purpose,
        "purposes": [(each.code, each.called(language())) for each in needed.purposes],
        "text": text,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "at_once": AT_ONCE,
    }
    return render(request, "readiness/units.html", context)


@require_POST
@requires(Ability.MANAGE_PEOPLE)
def empty(request: HttpRequest, number: int) -> HttpResponseBase:
    found = get_object_or_404(Check, pk=number)
    reason = " ".join(request.POST.get("alasan", "").split())[:300]
    refusal = empty_check(found, actor=request.user.get_username(), reason=reason)
    if refusal:
        messages.error(request, refusal.sentence(language()))
    else:
        messages.success(
            request, _("Data orang pada pemeriksaan ini dihapus. Angkanya tetap ada untuk tren.")
        )
    return redirect("readiness:checks")
