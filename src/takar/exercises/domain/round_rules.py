"""The rules of a round: which components count how much, which instruments belong to them, how a total is made.

{"code", "version",
 "components": [{"code", "name", "weight": "40"}],                         weights add up to 100
 "instruments": [{"code", "component", "name", "form": {"scale", "dimensions", …}}],
 "decimals": 2, "rounding": "half_up",                                     of the total
 "floors": {"interview": "70"}, "categories": [{"code", "name_id", "name_en", "min"}],
 "standards": {"pengawas/2017.1": {"M.01": 3}}}                            levels by label, where people have their own
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from takar.kernel.refusals import Refusal

ROUNDINGS = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}


def rules_fault(rules: Mapping[str, Any]) -> Refusal | None:
    """Why a round cannot be opened by these rules, or None."""
    components = [one.get("code") for one in _rows(rules, "components")]
    instruments = _rows(rules, "instruments")
    if not components or len(set(components)) != len(components):
        return _bad("komponen kosong atau disebut dua kali", "components are empty or named twice")
    weights = [_decimal(one.get("weight")) for one in _rows(rules, "components")]
    if any(one is None or one < 0 for one in weights) or sum(one or 0 for one in weights) != 100:
        return _bad("bobot komponen harus berjumlah 100", "the components' weights must add up to 100")
    codes = [one.get("code") for one in instruments]
    if len(set(codes)) != len(codes):
        return _bad("instrumen disebut dua kali", "an instrument is named twice")
    for one in instruments:
        if one.get("component", one.get("code")) not in components:
            return _bad(
                f"instrumen {one.get('code')} tidak termasuk komponen mana pun",
                f"instrument {one.get('code')} belongs to no component",
            )
        if not isinstance(one.get("form"), dict) or not {"scale", "dimensions"} <= set(one["form"]):
            return _bad(
                f"instrumen {one.get('code')} tanpa skala atau aspek yang dinilai",
                f"instrument {one.get('code')} lacks its scale or dimensions",
            )
    if rules.get("rounding", "half_up") not in ROUNDINGS:
        return _bad("aturan pembulatan tidak dikenal", "the rounding rule is unknown")
    return None


def instrument_of(rules: Mapping[str, Any], code: str) -> Mapping[str, Any] | None:
    """The instrument of that code."""
    return next((one for one in _rows(rules, "instruments") if one["code"] == code), None)


def form_for(rules: Mapping[str, Any], instrument: str, standard: str = "") -> Mapping[str, Any]:
    """The form of a sheet: the instrument's, with the levels of the person's own standard. Raises KeyError without such."""
    found = instrument_of(rules, instrument)
    if found is None:
        raise KeyError(instrument)
    form: Mapping[str, Any] = found["form"]
    levels = (rules.get("standards") or {}).get(standard)
    if levels is None:
        return form
    return {**form, "dimensions": [_levelled(one, levels) for one in form["dimensions"]]}


def _levelled(dimension: Mapping[str, Any], levels: Mapping[str, int]) -> dict[str, Any]:
    return {**dimension, "standard": str(levels.get(dimension["code"], ""))}


def component_of(rules: Mapping[str, Any], instrument: str) -> str:
    """The component that an instrument counts for; its own code when the rules say nothing else."""
    found = instrument_of(rules, instrument)
    return str(found.get("component", instrument)) if found else instrument


def weighted_total(rules: Mapping[str, Any], values: Mapping[str, str]) -> Decimal:
    """Sum of value × weight / 100, rounded by the rules. Raises KeyError for a component without a value."""
    total = sum(
        (Decimal(values[one["code"]]) * Decimal(one["weight"]) / 100 for one in _rows(rules, "components")),
        Decimal(0),
    )
    step = Decimal(1).scaleb(-int(rules.get("decimals", 2)))
    return total.quantize(step, ROUNDINGS[rules.get("rounding", "half_up")])


def _rows(rules: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    value = rules.get(name, [])
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _decimal(value: Any) -> Decimal | None:
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def _bad(indonesian: str, english: str) -> Refusal:
    return Refusal(
        "ROUND_RULES_BAD",
        f"Putaran tidak dapat dibuka: {indonesian}. Perbaiki aturannya, lalu buka lagi.",
        f"The round cannot be opened: {english}. Correct the rules, then open it again.",
    )
