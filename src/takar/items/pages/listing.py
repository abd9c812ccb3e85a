"""The bank at a glance and as a list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, User, requires
from takar.items.actions.load_shipped_bank import load_shipped_bank
from takar.items.domain.figures import figure_title
from takar.items.domain.scales import SCALES, scale_name
from takar.items.models import ItemVersion
from takar.items.pages.labels import (
    FAMILY_LABELS,
    STATUS_COLOURS,
    STATUS_LABELS,
    TYPE_LABELS,
    language,
    scale_choices,
)
from takar.items.queries import Stock, newest_versions, stock
from takar.kernel.refusals import Refusal

_PER_PAGE = 50
_BAR = 200


@dataclass(frozen=True, slots=True)
class Bar:
    """Counts of one scale and the widths of their bars, of at most 200 units."""

    code: str
    name: str
    reviewed: int
    draft: int
    retired: int
    unit: float

    @property
    def total(self) -> int:
        return self.reviewed + self.draft + self.retired

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Left edge, width and class of each part, in whole units."""
        edges = [0, self.reviewed, self.reviewed + self.draft, self.total]
        return [
            {"x": round(a * self.unit), "width": round(b * self.unit) - round(a * self.unit), "kind": kind}
            for a, b, kind in zip(edges, edges[1:], ("reviewed", "draft", "retired"), strict=False)
            if b > a
        ]


def bars(rows: tuple[Stock, ...]) -> list[Bar]:
    """One per scale, in the order of the regulations."""
    totals = [sum(row.total for row in rows if row.scale == scale.code) for scale in SCALES]
    unit = _BAR / max([1, *totals])
    return [_bar(scale.code, rows, unit) for scale in SCALES]


def _bar(code: str, rows: tuple[Stock, ...], unit: float) -> Bar:
    own = [row for row in rows if row.scale == code]
    reviewed, draft = sum(row.reviewed for row in own), sum(row.draft for row in own)
    retired = sum(row.retired for row in own)
    return Bar(code, scale_name(code, language()), reviewed, draft, retired, unit)


@requires(Ability.READ_ITEMS)
def items(request: HttpRequest) -> HttpResponse:
    wanted = {name: request.GET.get(name, "").strip() for name in ("q", "scale", "type", "family", "status")}
    page = Paginator(_found(wanted), _PER_PAGE).get_page(request.GET.get("page"))
    rows = stock()
    context = {
        "page": page,
        "lines": [_line(version) for version in page],
        "wanted": wanted,
        "bars": bars(rows),
        "total": sum(row.total for row in rows),
        "reviewed": sum(row.reviewed for row in rows),
        "scales": scale_choices(),
        "types": TYPE_LABELS.items(),
        "families": FAMILY_LABELS.items(),
        "statuses": STATUS_LABELS.items(),
        "may_write": isinstance(request.user, User) and request.user.may(Ability.WRITE_ITEMS),
    }
    return render(request, "items/items.html", context)


def _found(wanted: dict[str, str]) -> QuerySet[ItemVersion]:
    found = newest_versions().order_by("item_id")
    for name in ("scale", "type", "family", "status"):
        if wanted[name]:
            found = found.filter(**{f"item__{name}": wanted[name]})
    if wanted["q"]:
        by_code = found.filter(item__id__icontains=wanted["q"])
        found = by_code | found.filter(content__stem__icontains=wanted["q"])
    return found


def _line(version: ItemVersion) -> dict[str, Any]:
    item = version.item
    return {
        "id": item.id,
        "stem": _gist(version.content),
        "scale": item.scale,
        "scale_name": scale_name(item.scale, language()),
        "kind": FAMILY_LABELS.get(item.family) or TYPE_LABELS[item.type],
        "difficulty": item.difficulty,
        "status": STATUS_LABELS[item.status],
        "colour": STATUS_COLOURS[item.status],
        "version": item.version,
    }


def _gist(content: dict[str, Any]) -> str:
    """What tells items of one kind apart: a figure's words, or the text without its opening formula."""
    if content["figure"]:
        return figure_title(content["figure"])
    stem = str(content["stem"])
    opening, _gap, rest = stem.partition("\n\n")
    return rest if opening.startswith("Perhatikan ") and rest else stem


@requires(Ability.WRITE_ITEMS)
@require_POST
def load_shipped(request: HttpRequest) -> HttpResponse:
    done = load_shipped_bank(request.user.get_username())
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(language()))
    elif done.added or done.changed:
        messages.success(
            request, _("%d butir bawaan dimuat dan siap dipakai.") % len(done.added + done.changed)
        )
    else:
        messages.info(request, _("Bank bawaan sudah ada. Tidak ada yang berubah."))
    return redirect("items:items")
