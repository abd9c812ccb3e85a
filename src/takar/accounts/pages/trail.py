"""The trail on screen and as a file: who, when, what, why, before and after."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from takar.accounts.actions.record_change import record_change
from takar.accounts.domain.roles import Ability
from takar.accounts.models import Change
from takar.accounts.pages.access import requires
from takar.accounts.queries import TrailFilter, trail_words
from takar.accounts.queries import trail as find
from takar.kernel.canonical import Json
from takar.kernel.clock import ZONES

_PER_PAGE = 50


@requires(Ability.READ_TRAIL)
def trail(request: HttpRequest) -> HttpResponse:
    wanted = _filter(request)
    page = Paginator(find(wanted), _PER_PAGE).get_page(request.GET.get("page"))
    actors, actions = trail_words()
    lines = [(line, _differences(line.before, line.after)) for line in page]
    context = {"page": page, "lines": lines, "wanted": wanted, "actors": actors, "actions": actions}
    return render(request, "accounts/trail.html", context)


@requires(Ability.READ_TRAIL)
def export(request: HttpRequest) -> StreamingHttpResponse:
    """CSV that Indonesian Excel opens by itself: UTF-8 with a mark, semicolons."""
    wanted = _filter(request)
    asked: dict[str, Json] = {key: str(value) for key, value in request.GET.items() if value}
    record_change(request.user.get_username(), "export_trail", "trail", after=asked)
    rows = _rows(find(wanted).iterator(chunk_size=2000))
    response = StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="jejak.csv"'
    return response


def _filter(request: HttpRequest) -> TrailFilter:
    words = {name: request.GET.get(name, "").strip() for name in ("actor", "action", "subject")}
    return TrailFilter(**words, since=_day(request, "since"), until=_day(request, "until"))


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def _differences(before: Any, after: Any) -> list[tuple[str, str, str]]:
    """(field, before, after) of every field that differs."""
    old = before if isinstance(before, dict) else {"": before}
    new = after if isinstance(after, dict) else {"": after}
    return [
        (name, _text(old.get(name)), _text(new.get(name)))
        for name in {**old, **new}
        if old.get(name) != new.get(name)
    ]


def _text(value: Any) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class _Echo:
    def write(self, text: str) -> str:
        return text


def _rows(lines: Iterable[Change]) -> Iterator[str]:
    writer = csv.writer(_Echo(), delimiter=";")
    zone = ZONES[settings.TAKAR.zone]
    yield "\ufeff"
    yield writer.writerow(("waktu", "pelaku", "tindakan", "perihal", "alasan", "sebelum", "sesudah"))
    for line in lines:
        when = line.at.astimezone(zone).isoformat(timespec="milliseconds")
        fields = (line.actor, line.action, line.subject, line.reason, _text(line.before), _text(line.after))
        yield writer.writerow((when, *map(_harmless, fields)))


def _harmless(text: str) -> str:
    """A cell that Excel would run as a formula becomes plain text."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
