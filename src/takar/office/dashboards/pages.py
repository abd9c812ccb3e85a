"""The dashboards."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.http import urlencode

from takar.accounts.public import Ability, User, requires, roles_with
from takar.kernel.clock import day_in, utc_now
from takar.office.dashboards.days import STATUSES, Day, day_of
from takar.office.dashboards.people import ABILITY_OF, NAMES, OF_RESULTS, WAY, Line, counted
from takar.office.dashboards.queries import BatchLines, batch_lines, lines_of_programme, sat_down
from takar.planning.public import batch as batch_view
from takar.programmes.public import ProgrammeView
from takar.programmes.public import programme as programme_view

PAGE = 50


@requires(Ability.READ_PLANS)
def programme(request: HttpRequest, programme: str) -> HttpResponse:
    """A programme from the roll to the results; with `bagian=ringkas` only the picture, for another page."""
    view = _found(programme)
    lines, batches = lines_of_programme(view, _today(view))
    context = _seen(request) | {
        "programme": view,
        "way": _way(request, counted(lines)),
        "counts": counted(lines),
        "phases": [_phase(one.number, one.title, lines) for one in view.phases],
        "batches": [_batch_row(one) for one in batches],
    }
    if request.GET.get("bagian") == "ringkas":
        return render(request, "dashboards/_way.html", context)
    return render(request, "dashboards/programme.html", context)


@requires(Ability.READ_PLANS)
def people(request: HttpRequest, programme: str) -> HttpResponseBase:
    """The list behind a number: `angka`, narrowed to a phase or a batch."""
    view = _found(programme)
    number = request.GET.get("angka", "")
    needed = ABILITY_OF.get(number)
    if needed and not _may(request, needed):
        return render(request, "office/refused.html", {"roles": roles_with(needed)}, status=403)
    lines, batches = lines_of_programme(view, _today(view))
    chosen = request.GET.get("gelombang", "")
    if chosen:
        lines = next((one.lines for one in batches if one.view.id == chosen), ())
    phase = request.GET.get("tahap", "")
    listed = [one for one in lines if (not phase or str(one.phase) == phase) and _is(one, number)]
    context = _seen(request) | {
        "programme": view,
        "number": number if number in NAMES else "",
        "batch": next((one.view for one in batches if one.view.id == chosen), None),
        "page": Paginator(sorted(listed, key=lambda one: one.name), PAGE).get_page(request.GET.get("page")),
        "numbers": {one.view.id: one.view.number for one in batches},
    }
    return render(request, "dashboards/people.html", context)


@requires(Ability.READ_PLANS)
def batch(request: HttpRequest, batch: str) -> HttpResponse:
    """A batch: its numbers, its days and its people."""
    view = batch_view(batch)
    owner = programme_view(view.programme) if view else None
    if view is None or owner is None:
        raise Http404
    today = _today(owner)
    found = batch_lines(view, today, sat_down())
    context = _seen(request) | {
        "programme": owner,
        "batch": view,
        "way": [one for one in _way(request, counted(found.lines)) if one["name"] not in _ROLL],
        "row": _batch_row(found),
        "lines": sorted(found.lines, key=lambda one: (one.number, one.name)),
        "days": [{"view": one, "past": one.day <= today} for one in view.days],
        "query": urlencode({"gelombang": view.id}),
    }
    return render(request, "dashboards/batch.html", context)


@requires(Ability.READ_ATTENDANCE)
def day(request: HttpRequest) -> HttpResponse:
    """A day: batches, rooms, sessions, presence, incidents. Nothing of results."""
    here = day_in(settings.TAKAR.zone, utc_now())
    chosen = _date(request.GET.get("hari", ""), here)
    found = day_of(chosen, utc_now())
    context = _seen(request) | {
        "chosen": chosen,
        "here": here,
        "before": chosen - timedelta(days=1),
        "after": chosen + timedelta(days=1),
        "day": found,
        "bar": _bar(found.counts),
        "batches": [{"one": one, "bar": _bar({str(k): v for k, v in one.today.counts.items()})}
                    for one in found.batches],
        "present": _present(found),
    }  # fmt: skip
    return render(request, "dashboards/day.html", context)


_ROLL = ("nominated", "confirmed")


def _found(programme_id: str) -> ProgrammeView:
    view = programme_view(programme_id)
    if view is None:
        raise Http404
    return view


def _today(view: ProgrammeView) -> date:
    return day_in(view.zone, utc_now())


def _may(request: HttpRequest, ability: Ability) -> bool:
    return isinstance(request.user, User) and request.user.may(ability)


def _seen(request: HttpRequest) -> dict[str, Any]:
    """What the reader may open; a number without its list stays a number, and results stay away altogether."""
    return {
        "sees_results": _may(request, Ability.READ_RESULTS),
        "sees_attendance": _may(request, Ability.READ_ATTENDANCE),
        "sees_plans": _may(request, Ability.READ_PLANS),
        "watches": _may(request, Ability.WATCH_SEATS),
    }


def _is(line: Line, number: str) -> bool:
    return number not in NAMES or bool(getattr(line.steps, number))


def _way(request: HttpRequest, counts: dict[str, int]) -> list[dict[str, Any]]:
    """The picture: each step with its width against the largest."""
    shown = [name for name in WAY if name not in OF_RESULTS or _may(request, Ability.READ_RESULTS)]
    largest = max((counts[name] for name in shown), default=0) or 1
    return [
        {"name": name, "value": counts[name], "width": f"{counts[name] * 100 / largest:.3f}%"}
        for name in shown
    ]


def _phase(number: int, title: str, lines: Iterable[Line]) -> dict[str, Any]:
    return {"number": number, "title": title, "counts": counted(one for one in lines if one.phase == number)}


def _batch_row(found: BatchLines) -> dict[str, Any]:
    return {"view": found.view, "counts": counted(found.lines)}


def _bar(counts: dict[str, int]) -> list[dict[str, Any]]:
    whole, x, parts = sum(counts.values()) or 1, 0, []
    for name in STATUSES:
        n = counts.get(name, 0)
        parts.append(
            {"name": name, "value": n, "x": f"{x * 100 / whole:.3f}%", "width": f"{n * 100 / whole:.3f}%"}
        )
        x += n
    return parts


def _present(found: Day) -> int:
    return sum(found.counts[name] for name in ("present", "late", "left_early"))


def _date(text: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return otherwise
