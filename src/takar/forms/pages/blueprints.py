"""The editor of blueprints: sections, picks, and how many items there are for each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from takar.accounts.public import Ability, requires
from takar.forms.actions.save_blueprint import save_blueprint
from takar.forms.domain.blueprint import Blueprint, Order, Pick, Section
from takar.forms.models import Blueprint as BlueprintRow
from takar.forms.pages.forms import language
from takar.forms.queries import blueprint_of, simulations
from takar.items.public import FAMILY_LABELS, TYPE_LABELS, WRITTEN, Source, scale_choices, stock
from takar.kernel.refusals import Refusal

ORDER_LABELS = {
    Order.AS_PICKED: gettext_lazy("menurut baris, makin sukar"),
    Order.GRADED: gettext_lazy("dicampur, makin sukar"),
    Order.MIXED: gettext_lazy("dicampur acak"),
}
_EMPTY_PICKS = 1


@requires(Ability.SEAL_FORMS)
def new(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _save(request, _read(request.POST, request.POST.get("code", "").strip()))
    section = Section("A", "", "", 30, ())
    return _editor(request, Blueprint("", "", (section,)), fresh=True)


@requires(Ability.SEAL_FORMS)
def blueprint(request: HttpRequest, code: str) -> HttpResponse:
    row = BlueprintRow.objects.filter(code=code).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        return _save(request, _read(request.POST, code), fresh=False)
    return _editor(request, blueprint_of(row), fresh=False)


def _save(request: HttpRequest, wanted: Blueprint, *, fresh: bool = True) -> HttpResponse:
    """Buttons that add a line or a section only draw the editor again; nothing is lost and no script is needed."""
    press = request.POST.get("press", "save")
    if press != "save":
        chosen = request.POST.get("simulation", "")
        return _editor(request, _pressed(wanted, press, chosen), fresh=fresh)
    if fresh and BlueprintRow.objects.filter(code=wanted.code).exists():
        return _editor(request, wanted, fresh=True, refusals=(_taken(wanted.code),))
    done = save_blueprint(wanted, request.user.get_username(), reason=request.POST.get("reason", "").strip())
    if isinstance(done, tuple):
        return _editor(request, wanted, fresh=fresh, refusals=done)
    messages.success(request, _("Kisi-kisi disimpan."))
    return redirect("forms:blueprint", wanted.code)


def _pressed(wanted: Blueprint, press: str, simulation: str) -> Blueprint:
    sections = list(wanted.sections)
    found = re.fullmatch(r"(pick|drop)-([0-9]{1,2})", press)
    if press == "section":
        sections.append(Section(_next_letter(sections), "", "", 30, ()))
    elif press == "simulation":
        sections += [_held(source, sections) for source in simulations() if source.code == simulation]
    elif found and int(found[2]) < len(sections):
        at = int(found[2])
        if found[1] == "drop":
            del sections[at]
    return Blueprint(wanted.code, wanted.title, tuple(sections))


def _held(source: Source, sections: list[Section]) -> Section:
    """A section with the exercise's own title and time; both may be changed."""
    return Section(_next_letter(sections), source.title, "", source.minutes, (), simulation=source.code)


def _next_letter(sections: list[Section]) -> str:
    used = {section.code for section in sections}
    return next((letter for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" if letter not in used), "")


def _taken(code: str) -> Refusal:
    return Refusal(
        "BLUEPRINT_TAKEN",
        f"Kode “{code}” sudah dipakai. Pilihlah kode lain atau ubah kisi-kisi yang ada.",
        f"Code “{code}” is taken. Choose another or change the existing blueprint.",
    )


def _read(post: Mapping[str, str], code: str) -> Blueprint:
    sections = []
    for at in range(_count(post, "sections", 26)):
        picks = [_pick(post, f"s{at}.p{n}") for n in range(_count(post, f"s{at}.picks", 60))]
        sections.append(
            Section(
                post.get(f"s{at}.code", "").strip()[:4],
                post.get(f"s{at}.title", "").strip()[:120],
                post.get(f"s{at}.instructions", "").replace("\r\n", "\n").strip()[:4000],
                _number(post.get(f"s{at}.minutes", "")),
                tuple(pick for pick in picks if pick is not None),
                _order(post.get(f"s{at}.order", "")),
                post.get(f"s{at}.simulation", "")[:40],
            )
        )
    return Blueprint(code, post.get("title", "").strip()[:200], tuple(sections))


def _pick(post: Mapping[str, str], name: str) -> Pick | None:
    """None for a line left empty."""
    scale, count = post.get(f"{name}.scale", ""), post.get(f"{name}.count", "").strip()
    kind, _slash, family = post.get(f"{name}.kind", "").partition("/")
    return Pick(scale, kind, _number(count), family) if scale or count else None


def _count(post: Mapping[str, str], name: str, most: int) -> int:
    return min(_number(post.get(name, "")), most)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) <= 4 else 0


def _order(text: str) -> Order:
    return Order(text) if text in set(Order) else Order.AS_PICKED


def _editor(
    request: HttpRequest, shown: Blueprint, *, fresh: bool, refusals: tuple[Refusal, ...] = ()
) -> HttpResponse:
    available, ready = _available(), simulations()
    codes = {source.code for source in ready}
    context = {
        "blueprint": shown,
        "fresh": fresh,
        "sections": [
            _section(section, at, available) | {"ready": section.simulation in codes}
            for at, section in enumerate(shown.sections)
        ],
        "held": sum(1 for section in shown.sections if section.simulation),
        "simulations": ready,
        "orders": ORDER_LABELS.items(),
        "scales": scale_choices(),
        "kinds": _kinds(),
        "faults": [refusal.sentence(language()) for refusal in refusals],
        "reason": request.POST.get("reason", ""),
    }
    return render(request, "forms/blueprint.html", context, status=422 if refusals else 200)


def _available() -> dict[tuple[str, str, str], int]:
    """Reviewed items by scale, type and family; an empty family counts all."""
    counts: dict[tuple[str, str, str], int] = {}
    for row in stock():
        for family in {row.family, ""}:
            place = (row.scale, row.type, family)
            counts[place] = counts.get(place, 0) + row.reviewed
    return counts


def _kinds() -> list[tuple[str, str]]:
    plain = [(str(kind), str(label)) for kind, label in TYPE_LABELS.items() if kind not in WRITTEN]
    narrow = [
        (f"single_choice/{family}", f"{TYPE_LABELS['single_choice']}: {label}")
        for family, label in FAMILY_LABELS.items()
    ]
    return plain[:1] + narrow + plain[1:]


def _section(section: Section, at: int, available: Mapping[tuple[str, str, str], int]) -> dict[str, Any]:
    picks = [_line(pick, available) for pick in section.picks]
    empty = {"scale": "", "kind": "", "count": "", "available": None, "short": False}
    return {
        "at": at,
        "at_text": str(at),
        "number": at + 1,
        "section": section,
        "picks": picks + [empty] * _EMPTY_PICKS,
    }


def _line(pick: Pick, available: Mapping[tuple[str, str, str], int]) -> dict[str, Any]:
    there = available.get((pick.scale, pick.type, pick.family), 0)
    kind = f"{pick.type}/{pick.family}" if pick.family else pick.type
    return {
        "scale": pick.scale,
        "kind": kind,
        "count": pick.count,
        "available": there,
        "short": there < pick.count,
    }
