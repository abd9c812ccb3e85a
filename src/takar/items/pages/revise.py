"""The form with which an author makes the next version of an item."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from takar.accounts.public import Ability, requires
from takar.items.actions.revise_item import revise_item
from takar.items.domain.checks import OPTION_IDS
from takar.items.domain.item import Entry, Item, Key, Option
from takar.items.domain.sheet import clean
from takar.items.models import ItemVersion
from takar.items.pages.labels import TYPE_LABELS, language, scale_choices
from takar.items.queries import newest_entries
from takar.kernel.refusals import Refusal

_BIGGEST_FIGURE = 400_000


@requires(Ability.WRITE_ITEMS)
def revise(request: HttpRequest, item_id: str) -> HttpResponse:
    present = newest_entries([item_id]).get(item_id)
    if present is None:
        raise Http404
    if present.item.task is not None:
        messages.error(request, _("Butir ini diubah di pustaka simulasi, lalu dimasukkan lagi dari sana."))
        return redirect("items:item", item_id)
    if request.method != "POST":
        return _form(request, present, present, base=present.item.version)
    base = request.POST.get("base", "")
    wanted = _wanted(request, present)
    done = revise_item(
        wanted,
        request.user.get_username(),
        reason=request.POST.get("reason", "").strip(),
        base=int(base) if base.isdecimal() else 0,
    )
    if isinstance(done, ItemVersion):
        messages.success(request, _("Versi %d disimpan dan menunggu telaah.") % done.number)
        return redirect("items:item", item_id)
    return _form(request, present, wanted, base=base, refusals=done)


def _wanted(request: HttpRequest, present: Entry) -> Entry:
    post = request.POST
    figures = {option.id: option.figure for option in present.item.options}
    options = tuple(
        Option(letter, clean(post.get(f"option.{letter}", "")), figures.get(letter)) for letter in OPTION_IDS
    )
    while options and not options[-1].text and options[-1].figure is None:
        options = options[:-1]
    item = replace(
        present.item, stem=clean(post.get("stem", "")), options=options, figure=_figure(request, present.item)
    )
    weights = {option.id: _weight(request, option.id) for option in options}
    key = Key(item.id, post.get("scale", ""), weights)
    return replace(present, item=item, key=key, rationale=clean(post.get("rationale", "")))


def _weight(request: HttpRequest, letter: str) -> int:
    text = request.POST.get(f"weight.{letter}", "")
    return int(text) if text.isdecimal() and len(text) == 1 else -1


def _figure(request: HttpRequest, item: Item) -> str | None:
    if request.POST.get("drop_figure"):
        return None
    file = request.FILES.get("figure")
    if file is None or (file.size or 0) > _BIGGEST_FIGURE:
        return item.figure
    return bytes(file.read()).decode("utf-8", "replace")


def _form(
    request: HttpRequest, present: Entry, shown: Entry, *, base: int | str, refusals: tuple[Refusal, ...] = ()
) -> HttpResponse:
    context = {
        "entry": shown,
        "present": present,
        "base": base,
        "reason": request.POST.get("reason", ""),
        "kind": TYPE_LABELS[present.item.type],
        "scales": scale_choices(),
        "rows": _rows(shown, refusals),
        "faults": [refusal.sentence(language()) for refusal in refusals],
        "fields": {str(refusal.data.get("field", "")) for refusal in refusals},
    }
    return render(request, "items/revise.html", context, status=422 if refusals else 200)


def _rows(entry: Entry, refusals: tuple[Refusal, ...]) -> list[dict[str, Any]]:
    """One line of the form per letter, filled as far as there are options."""
    options = {option.id: option for option in entry.item.options}
    faulty = {str(refusal.data.get("field", "")) for refusal in refusals}
    return [
        {
            "letter": letter,
            "text": options[letter].text if letter in options else "",
            "pictured": letter in options and options[letter].figure is not None,
            "weight": entry.key.weights.get(letter, "") if entry.key.weights.get(letter, 0) >= 0 else "",
            "faulty": f"option.{letter}" in faulty,
        }
        for letter in OPTION_IDS
    ]
