"""One item: as the participant will see it, its key, its history, and what may be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, User, requires
from takar.items.actions.retire_item import retire_item
from takar.items.actions.review_item import review_item
from takar.items.domain.scales import WRITTEN, Status
from takar.items.models import Item, ItemVersion
from takar.items.pages.faces import face
from takar.items.pages.labels import (
    FAMILY_LABELS,
    STATUS_COLOURS,
    STATUS_LABELS,
    TYPE_LABELS,
    language,
    scale_label,
)
from takar.kernel.refusals import Refusal


@requires(Ability.READ_ITEMS)
def item(request: HttpRequest, item_id: str) -> HttpResponse:
    versions = list(
        ItemVersion.objects.filter(item_id=item_id).select_related("item", "review").order_by("-number")
    )
    shown = _shown(versions, request.GET.get("versi", ""))
    row = shown.item
    newest = shown.number == row.version
    context: dict[str, Any] = {
        "item": row,
        "shown": shown,
        "newest": newest,
        "face": face(shown.content, shown.key),
        "versions": versions,
        "scale": scale_label(row.scale),
        "kind": TYPE_LABELS[row.type],
        "family": FAMILY_LABELS.get(row.family, ""),
        "status": STATUS_LABELS[row.status],
        "colour": STATUS_COLOURS[row.status],
        **_may(request, row, shown, newest),
        "next_review": _next_review(request, item_id),
    }
    return render(request, "items/item.html", context)


def _shown(versions: list[ItemVersion], wanted: str) -> ItemVersion:
    for version in versions:
        if not wanted or str(version.number) == wanted:
            return version
    raise Http404


def _may(request: HttpRequest, row: Item, shown: ItemVersion, newest: bool) -> dict[str, bool]:
    user = request.user
    writer = isinstance(user, User) and user.may(Ability.WRITE_ITEMS)
    waiting = newest and row.status == Status.DRAFT
    own = shown.author == user.get_username()
    return {
        "may_revise": writer and row.type not in WRITTEN,
        "may_review": writer and waiting and not own,
        "own_draft": writer and waiting and own,
        "may_retire": writer and row.status != Status.RETIRED,
    }


def _next_review(request: HttpRequest, item_id: str) -> str | None:
    """Another item that waits for this reader: after one review comes the next."""
    user = request.user
    if not (isinstance(user, User) and user.may(Ability.WRITE_ITEMS)):
        return None
    waiting = ItemVersion.objects.filter(item__status=Status.DRAFT, number=F("item__version"))
    others = waiting.exclude(author=user.get_username()).exclude(item_id=item_id)
    following = (
        others.filter(item_id__gt=item_id).order_by("item_id").first() or others.order_by("item_id").first()
    )
    return following.item_id if following else None


@requires(Ability.WRITE_ITEMS)
@require_POST
def review(request: HttpRequest, item_id: str) -> HttpResponse:
    version = request.POST.get("version", "")
    done = review_item(
        item_id,
        int(version) if version.isdecimal() else 0,
        request.user.get_username(),
        note=request.POST.get("note", "").strip(),
    )
    return _back(request, item_id, done, _("Butir %s siap dipakai dalam naskah."))


@requires(Ability.WRITE_ITEMS)
@require_POST
def retire(request: HttpRequest, item_id: str) -> HttpResponse:
    done = retire_item(item_id, request.user.get_username(), reason=request.POST.get("reason", ""))
    return _back(request, item_id, done, _("Butir %s ditarik. Naskah yang sudah disegel tidak berubah."))


def _back(request: HttpRequest, item_id: str, done: object, text: str) -> HttpResponse:
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(language()))
    else:
        messages.success(request, text % item_id)
    return redirect("items:item", item_id)
