"""Make reasoning items from a seed: choose, look, add."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from takar.accounts.public import Ability, requires
from takar.items.actions.add_items import add_items
from takar.items.domain.generators import MOST, SEED_PATTERN, generate
from takar.items.domain.item import Entry
from takar.items.domain.scales import Family
from takar.items.pages.faces import face
from takar.items.pages.labels import FAMILY_LABELS, language
from takar.items.queries import newest_entries
from takar.kernel.refusals import Refusal

_USUAL = 12


@requires(Ability.WRITE_ITEMS)
def generating(request: HttpRequest) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    wanted = _wanted(asked)
    context: dict[str, Any] = {"families": FAMILY_LABELS.items(), "wanted": wanted, "most": MOST}
    if "family" not in asked:
        return render(request, "items/generate.html", context)
    made = _made(wanted)
    if isinstance(made, str):
        return render(request, "items/generate.html", {**context, "fault": made}, status=422)
    if request.method == "POST":
        return _add(request, made, wanted)
    present = newest_entries(entry.item.id for entry in made)
    context["made"] = [
        (entry, face(entry.item.content(), entry.key.as_json()), entry.item.id in present) for entry in made
    ]
    context["fresh"] = sum(entry.item.id not in present for entry in made)
    return render(request, "items/generate.html", context)


def _wanted(asked: Any) -> dict[str, str]:
    return {
        "family": asked.get("family", Family.SERIES),
        "count": asked.get("count", str(_USUAL)).strip(),
        "seed": asked.get("seed", secrets.token_hex(3)).strip().lower(),
    }


def _made(wanted: dict[str, str]) -> tuple[Entry, ...] | str:
    """The items, or what is wrong with the request."""
    if wanted["family"] not in set(Family):
        return _("Pilihlah salah satu jenis soal.")
    if not wanted["count"].isdecimal() or not 1 <= int(wanted["count"]) <= MOST:
        return _("Jumlah butir harus 1–%d.") % MOST
    if not SEED_PATTERN.fullmatch(wanted["seed"]):
        return _("Benih terdiri atas 1–20 huruf kecil, angka, atau tanda hubung.")
    try:
        return generate(Family(wanted["family"]), int(wanted["count"]), wanted["seed"])
    except ValueError:
        return _(
            "Benih ini tidak menghasilkan butir sebanyak itu. Cobalah benih lain atau jumlah yang lebih kecil."
        )


def _add(request: HttpRequest, made: tuple[Entry, ...], wanted: dict[str, str]) -> HttpResponse:
    origin = f"pembangkit {wanted['family']}, benih {wanted['seed']}, {wanted['count']} butir"
    done = add_items(made, request.user.get_username(), origin=origin)
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(language()))
    else:
        messages.success(request, _("%d butir ditambahkan dan menunggu telaah orang lain.") % len(done.added))
    return redirect(reverse("items:items") + "?status=draft")
