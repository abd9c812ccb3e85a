"""The matrix of competencies and tools of a programme, edited as one grid."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext

from takar.accounts.public import Ability, requires
from takar.planning.actions.set_tools import ensure_tools, set_tools, tools_drafted
from takar.planning.domain.matrix import ALL, DEFAULTS, ToolDraft, shown_by, unseen
from takar.planning.pages.shared import KIND_NAMES, TOGETHER_NAMES, actor, language, manages, tell
from takar.programmes.public import programme as programme_view
from takar.standards.public import StandardNotFound, dictionary

EMPTY_ROWS = 2


@requires(Ability.READ_PLANS)
def tools(request: HttpRequest, programme: str) -> HttpResponseBase:
    owner = programme_view(programme)
    if owner is None:
        raise Http404
    drafts = tools_drafted(programme)
    if not drafts and manages(request):
        ensure_tools(programme, owner.method, actor(request))
        drafts = tools_drafted(programme)
    if request.method == "POST" and manages(request):
        drafts = DEFAULTS[owner.method] if "bawaan" in request.POST else _read(request.POST)
        done = set_tools(programme, drafts, actor(request))
        if tell(request, done, gettext("Matriks alat ukur disimpan.")):
            return redirect("planning:tools", programme)
    return _page(request, owner, drafts)


def _page(request: HttpRequest, owner: Any, drafts: tuple[ToolDraft, ...]) -> HttpResponse:
    counts = shown_by(drafts)
    names = _names()
    context = {
        "programme": owner,
        "manages": manages(request),
        "drafts": drafts,
        "empty": [f"baru{n}" for n in range(EMPTY_ROWS)],
        "codes": [(code, names.get(code, code), counts[code]) for code in ALL],
        "unseen": [(code, names.get(code, code)) for code in unseen(drafts)],
        "kinds": KIND_NAMES,
        "together": TOGETHER_NAMES,
        "is_default": tuple(drafts) == _ordered(DEFAULTS[owner.method]),
        "minutes": _minutes(drafts),
    }
    return render(request, "planning/tools.html", context, status=400 if request.method == "POST" else 200)


def _ordered(drafts: tuple[ToolDraft, ...]) -> tuple[ToolDraft, ...]:
    return tuple(sorted(drafts, key=lambda one: (one.day, one.order, one.code)))


def _minutes(drafts: tuple[ToolDraft, ...]) -> list[tuple[int, int]]:
    """Minutes that one person needs on each day."""
    days = sorted({one.day for one in drafts})
    return [(day, sum(one.minutes for one in drafts if one.day == day)) for day in days]


def _names() -> dict[str, str]:
    try:
        found = dictionary(localdate())
    except StandardNotFound:
        return {}
    return {one.code: one.name_id if language() == "id" else one.name_en for one in found.competencies}


def _read(posted: QueryDict) -> tuple[ToolDraft, ...]:
    """Rows of the grid; a row without a title or marked for removal is left out."""
    rows = [_row(posted, mark) for mark in posted.getlist("baris")]
    return tuple(row for row in rows if row is not None)


def _row(posted: QueryDict, mark: str) -> ToolDraft | None:
    title = posted.get(f"{mark}.title", "").strip()
    if not title or posted.get(f"{mark}.hapus"):
        return None
    code = posted.get(f"{mark}.code", "").strip() or slugify(title).replace("-", "_")[:30]
    return ToolDraft(
        code,
        title[:120],
        posted.get(f"{mark}.kind", "cat"),
        _number(posted.get(f"{mark}.minutes")),
        _number(posted.get(f"{mark}.day")) or 1,
        _number(posted.get(f"{mark}.order")) or 1,
        posted.get(f"{mark}.together", "all"),
        tuple(code for code in ALL if posted.get(f"{mark}.{code}")),
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 5 else 0
