"""Entering and mending a position by hand: the form is read by the same columns as an import."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.people.public import BadCell, TableEntry
from takar.positions.actions.abolish_position import abolish_position
from takar.positions.actions.change_position import change_position
from takar.positions.domain.kinds import POSITIONS, check_position
from takar.positions.domain.requirements import KIND_WORDS, parse_values, written
from takar.positions.domain.values import Requirement, RequirementKind, Weight
from takar.positions.models import PositionRecord
from takar.positions.pages.words import job_classes, language, requirement_kinds, weights
from takar.positions.queries import position as found_position
from takar.positions.storing import as_text

_MOST_REQUIREMENTS = 60
_SPARE_LINES = 3
_FLAGS = frozenset({"must_fill", "critical"})
_DAYS = frozenset({"held_since", "vacant_since"})


@dataclass(slots=True)
class _Form:
    """What was typed, what it says, and what is wrong with it."""

    typed: dict[str, str]
    values: dict[str, str] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)
    requirements: list[Requirement] = field(default_factory=list)


@requires(Ability.MANAGE_POSITIONS)
def new_position(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        form = _read(request)
        if not form.faults and _saved(request, form, form.values["code"], new=True):
            return redirect("positions:position", form.values["code"])
        return _page(request, form, "")
    return _page(request, _Form({}), "")


@requires(Ability.MANAGE_POSITIONS)
def edit_position(request: HttpRequest, code: str) -> HttpResponseBase:
    row = PositionRecord.objects.filter(code=code, abolished_on__isnull=True).first()
    if row is None:
        raise Http404
    if request.method == "POST":
        form = _read(request, code)
        if not form.faults and _saved(request, form, code):
            return redirect("positions:position", code)
        return _page(request, form, code)
    form = _Form(as_text(row))
    one = found_position(code)
    form.asked = [
        {"kind": each.kind, "weight": each.weight, "value": written(each), "text": each.text, "fault": ""}
        for each in (one.requirements if one else ())
    ]
    return _page(request, form, code)


@require_POST
@requires(Ability.MANAGE_POSITIONS)
def abolish(request: HttpRequest, code: str) -> HttpResponseBase:
    actor, reason = request.user.get_username(), request.POST.get("alasan", "")[:500]
    refusal = abolish_position(code, actor=actor, reason=reason)
    if refusal:
        messages.error(request, refusal.sentence(language()))
        return redirect("positions:position", code)
    messages.success(request, _("Jabatan dihapus dari peta; jejaknya tetap tersimpan."))
    return redirect("positions:positions")


def _saved(request: HttpRequest, form: _Form, code: str, *, new: bool = False) -> bool:
    refusal = change_position(
        code,
        form.values,
        form.requirements,
        actor=request.user.get_username(),
        reason=form.typed.get("reason", ""),
        new=new,
    )
    if refusal is None:
        messages.success(request, _("Jabatan disimpan."))
        return True
    place = {"POSITION_CODE_TAKEN": "code", "POSITION_HOLDER_TWICE": "holder"}.get(refusal.code, "reason")
    form.faults[place] = refusal.sentence(language())
    return False


def _read(request: HttpRequest, code: str = "") -> _Form:
    typed = {one.name: request.POST.get(one.name, "").strip() for one in POSITIONS.fields}
    typed |= {"reason": request.POST.get("reason", "").strip()[:500]}
    typed |= {name: "1" if request.POST.get(name) else "0" for name in _FLAGS}
    if code:
        typed["code"] = code
    form, entry = _Form(typed), TableEntry(0)
    for one in POSITIONS.fields:
        value = one.read(typed[one.name], False) if typed[one.name] else ""
        if isinstance(value, BadCell):
            entry.find(value.code, one.name, typed[one.name], one.hint)
        elif value:
            entry.values[one.name] = value
        elif one.required:
            entry.find("MISSING", one.name, hint=one.hint)
    check_position(entry, localdate())
    form.values = entry.values
    form.faults = {one.field: one.sentence(language()) for one in entry.remarks if one.is_fault}
    _read_requirements(request, form)
    return form


def _read_requirements(request: HttpRequest, form: _Form) -> None:
    columns = [request.POST.getlist(name) for name in ("kind", "weight", "value", "text")]
    for kind, weight, value, text in list(zip(*columns, strict=False))[:_MOST_REQUIREMENTS]:
        if not kind:
            continue
        line = {
            "kind": kind,
            "weight": weight,
            "value": value.strip(),
            "text": text.strip()[:500],
            "fault": "",
        }
        form.asked.append(line)
        values = parse_values(kind, line["value"]) if kind in set(RequirementKind) else None
        if (
            weight not in set(Weight)
            or values is None
            or (kind == RequirementKind.OTHER and not line["text"])
        ):
            line["fault"] = _requirement_fault(kind)
            form.faults["requirements"] = line["fault"]
        else:
            form.requirements.append(Requirement(kind, weight, values, line["text"]))


def _requirement_fault(kind: str) -> str:
    if kind == RequirementKind.OTHER or kind not in set(RequirementKind):
        return _("Tuliskan persyaratannya pada kolom uraian.")
    example = KIND_WORDS[RequirementKind(kind)][3]
    return _("Nilainya tidak cocok dengan jenis ini. Contoh: %(example)s") % {"example": example}


def _page(request: HttpRequest, form: _Form, code: str) -> HttpResponse:
    empty = {"kind": "", "weight": "mutlak", "value": "", "text": "", "fault": ""}
    context: dict[str, Any] = {
        "code": code,
        "form": form,
        "fields": {one.name: _field(form, one) for one in POSITIONS.fields},
        "levels": [_field(form, one) for one in POSITIONS.fields if one.name in _LEVELS],
        "lines": [*form.asked, *(dict(empty) for _line in range(_SPARE_LINES))],
        "kinds": requirement_kinds(),
        "weights": weights(),
        "job_classes": job_classes(),
        "reason": form.typed.get("reason", ""),
    }
    return render(request, "positions/edit.html", context, status=422 if form.faults else 200)


_LEVELS = frozenset(one.name for one in POSITIONS.fields if one.name.startswith(("m0", "sk")))


def _field(form: _Form, one: Any) -> dict[str, str]:
    value = form.typed.get(one.name, "")
    if one.name in _LEVELS and value:
        value = value.removesuffix(".00")
    return {
        "name": one.name,
        "label": one.label(language()),
        "value": "" if one.name == "holder" and value == "lowong" else value,
        "hint": one.hint,
        "fault": form.faults.get(one.name, ""),
        "type": "date" if one.name in _DAYS else "text",
        "required": "1" if one.required else "",
    }
