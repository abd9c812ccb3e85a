"""The timetable of the interviews as a picture and as a list, and the table of a post once it is sealed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, changes_of, requires
from takar.kernel.clock import ZONES
from takar.kernel.refusals import Refusal
from takar.selection.actions.ask_timetable import ask_timetable, is_left
from takar.selection.actions.make_timetable import move_slot
from takar.selection.models import Candidate, Slot, TimetableRun
from takar.selection.pages.shared import Place, frame, hidden_nips, language, managed, place, tell
from takar.selection.queries import rules_of
from takar.selection.table import component_table

_LEFT, _WIDE, _LANE = 150, 930, 30


@dataclass(frozen=True, slots=True)
class Bar:
    """An interview in the picture, in its units."""

    x: float
    y: int
    width: float
    number: str
    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A day: bars, hours (x, text), lanes (y, name)."""

    day: datetime
    bars: tuple[Bar, ...]
    hours: tuple[tuple[float, str], ...]
    lanes: tuple[tuple[int, str], ...]
    height: int


@requires(Ability.READ_SELECTIONS)
def timetable(request: HttpRequest, key: str) -> HttpResponse:
    """Times and rooms, never values. A recused member's candidates are not there for him."""
    here = place(request, key)
    return render(request, "selection/timetable.html", _context(here))


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def make(request: HttpRequest, key: str) -> HttpResponseBase:
    """Ask for it; the search runs in the background."""
    here = managed(request, key)
    done = ask_timetable(key, here.user)
    if isinstance(done, Refusal):
        tell(request, done, "")
        return redirect("selection:timetable", key)
    return redirect("jobs:job", done.pk)


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def move(request: HttpRequest, key: str) -> HttpResponseBase:
    here = managed(request, key)
    try:
        starts = datetime.fromisoformat(request.POST.get("starts", "")).replace(tzinfo=ZONES[here.view.zone])
    except ValueError:
        raise Http404 from None
    done = move_slot(
        key,
        request.POST.get("nip", ""),
        request.POST.get("room", ""),
        starts,
        request.POST.get("reason", ""),
        here.user,
    )
    tell(request, done, gettext("Giliran dipindahkan."))
    return redirect("selection:timetable", key)


@requires(Ability.READ_SELECTIONS)
def table(request: HttpRequest, key: str, post: str) -> HttpResponse:
    """The components of a post, for everybody only when all of them are sealed."""
    here = place(request, key)
    found = component_table(key, post, reader=here.reader)
    if isinstance(found, Refusal):
        raise Http404
    rules = rules_of(here.view)
    context = frame(here, "table") | {
        "post": here.view.post(post),
        # Before the last lock nobody reads a number here, members least of all.
        "table": found if found.sealed and found.rows else None,
        "missing": found.missing if here.manages and not found.sealed else (),
        "rules": rules,
        "room_names": {one.code: one.name_id if language() == "id" else one.name_en for one in rules.rooms},
    }
    return render(request, "selection/table.html", context)


def _run(here: Place) -> dict[str, Any]:
    """How the last search ended, for those who prepare; what an older one said is overtaken."""
    run = TimetableRun.objects.filter(selection=here.view.id).first() if here.manages else None
    if run is None:
        return {}
    outcome = run.outcome
    if is_left(run):
        run.state = TimetableRun.State.CANCELLED
    failed = run.state in (TimetableRun.State.IMPOSSIBLE, TimetableRun.State.REFUSED)
    data = outcome.get("data") or {}
    return {
        "run": run,
        "job": run.job if run.asked_by == here.user else None,
        "refusal": Refusal(outcome["code"], outcome["id"], outcome["en"], data) if failed else None,
    }


def _as_of(here: Place) -> dict[str, Any]:
    """When the timetable last changed and how often: what is printed says which one it is."""
    wanted = ("selection.timetable", "selection.move_slot")
    changes = [one for one in changes_of(f"selection:{here.view.id}", 5_000) if one.action in wanted]
    return {"changed": max((one.at for one in changes), default=None), "edition": len(changes)}


def _context(here: Place) -> dict[str, Any]:
    away = hidden_nips(here)
    rows = [row for row in Slot.objects.filter(selection=here.view.id) if row.nip not in away]
    people = dict(Candidate.objects.filter(selection=here.view.id).values_list("nip", "name"))
    numbers = dict(Candidate.objects.filter(selection=here.view.id).values_list("nip", "number"))
    rules = rules_of(here.view)
    names = {one.code: one.name_id if language() == "id" else one.name_en for one in rules.rooms}
    zone = ZONES[here.view.zone]
    days = sorted({row.starts.astimezone(zone).date() for row in rows})
    return frame(here, "timetable") | {
        **_run(here),
        **_as_of(here),
        "pictures": [
            _picture(
                [row for row in rows if row.starts.astimezone(zone).date() == day],
                names,
                numbers,
                here.view.zone,
            )
            for day in days
        ],
        "rows": [
            {
                "slot": row,
                "name": people.get(row.nip, row.nip) if here.inside else "",
                "number": numbers.get(row.nip, ""),
                "room": names.get(row.room, row.room),
                "local": row.starts.astimezone(zone),
                "until": row.ends.astimezone(zone),
            }
            for row in rows
        ],
    }


def _picture(rows: Iterable[Slot], names: dict[str, str], numbers: dict[str, str], zone: str) -> Picture:
    listed = sorted(rows, key=lambda row: row.starts)
    here = ZONES[zone]
    first = min(row.starts for row in listed).astimezone(here).replace(minute=0)
    last = max(row.ends for row in listed).astimezone(here)
    span = max((last - first).total_seconds(), 3600)
    scale = _WIDE / span
    lanes = {code: 34 + place * _LANE for place, code in enumerate(names)}
    bars = tuple(
        Bar(
            x=round(_LEFT + (row.starts - first).total_seconds() * scale, 1),
            y=lanes[row.room],
            width=round((row.ends - row.starts).total_seconds() * scale - 1.5, 1),
            number=numbers.get(row.nip, ""),
            label=f"{numbers.get(row.nip, '')}, {names[row.room]}, {row.starts.astimezone(here):%H.%M}",
        )
        for row in listed
    )
    hours = tuple(
        (round(_LEFT + hour * 3600 * scale, 1), f"{(first + timedelta(hours=hour)):%H.%M}")
        for hour in range(int(span // 3600) + 1)
    )
    return Picture(
        first,
        bars,
        hours,
        tuple((lanes[code], name) for code, name in names.items()),
        40 + _LANE * len(names),
    )
