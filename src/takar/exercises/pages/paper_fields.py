"""The fields of a paper form as the page shows them: all of them to type, or those that differ with both readings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takar.exercises.domain.words import said
from takar.exercises.paper.domain.fields import LINES, REMARK, field_names
from takar.exercises.paper.typing import PaperForm


def boxes(
    form: PaperForm, typed: Mapping[str, str], wrong: Sequence[str], *, settling: bool
) -> list[dict[str, Any]]:
    """One group per competency, or one flat list of what differs."""
    if settling:
        differing = {*form.state.differing}
        return [_differing(form, name, typed, wrong) for name in field_names(form.rules) if name in differing]
    return [_group(one, typed, wrong) for one in form.sheet.form["dimensions"]]


def _group(one: Mapping[str, Any], typed: Mapping[str, str], wrong: Sequence[str]) -> dict[str, Any]:
    code = one["code"]
    return {
        "code": code,
        "name": said(one["name"], get_language() or "id"),
        "indicators": [
            {**each, "text": said(each["text"], get_language() or "id")}
            for each in one.get("indicators") or ()
        ],
        "value": _box(f"{code}/value", typed, wrong),
        "lines": [
            {
                "number": line,
                **{
                    part: _box(f"{code}/{line}/{part}", typed, wrong)
                    for part in ("text", "indicator", "sign")
                },
            }
            for line in range(1, LINES + 1)
        ],
    }


def _differing(form: PaperForm, name: str, typed: Mapping[str, str], wrong: Sequence[str]) -> dict[str, Any]:
    names = {one["code"]: said(one["name"], get_language() or "id") for one in form.sheet.form["dimensions"]}
    readings = [one.fields.get(name, "") for one in form.state.entries]
    return {
        **_box(name, typed, wrong),
        "label": _label(name, names),
        "readings": readings,
    }


def _label(name: str, names: Mapping[str, str]) -> str:
    if name == REMARK:
        return _("Catatan lain")
    if name.endswith("/value"):
        return _("%(name)s: nilai") % {"name": names[name.removesuffix("/value")]}
    code, line, part = name.rsplit("/", 2)
    words = {"text": _("bukti"), "indicator": _("perilaku"), "sign": _("tanda")}
    return f"{names[code]}: {words[part]} {line}"


def _box(name: str, typed: Mapping[str, str], wrong: Sequence[str]) -> dict[str, Any]:
    return {"field": name, "typed": typed.get(name, ""), "wrong": name in wrong}
