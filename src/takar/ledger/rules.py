"""The rules of a result as committed data, and the fields that a seal and a score leaf disclose. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from takar.kernel.canonical import Json, digest

# Who judges instead of a machine: True all of it, "competencies" those while a machine scores potential, False nothing.
Judged = bool | Literal["competencies"]
COMPETENCIES: Literal["competencies"] = "competencies"

_KEPT = ("code", "version", "purpose", "base", "jpm_decimals", "jpm_cap", "rounding", "level_rule")
_CATEGORY = ("code", "name_id", "name_en", "min")
_BAND = ("code", "low", "high")


def make_rules(
    ruleset: Mapping[str, Json],
    *,
    visibility: Mapping[str, Json] | None = None,
    standards: Mapping[str, Mapping[str, int]] | None = None,
    judged: Judged = False,
) -> dict[str, Json]:
    """The object whose digest stands in event.commit as `cut_digest` and which every receipt opens.

    `ruleset`: `Ruleset.as_data()` of standards; what a result is computed by is kept, explanations are not.
    `visibility`: what participants may see and when. `standards`: job class -> competency code -> required level.
    `judged`: True where the event has no machine score at all and people judge what is written, "competencies" where a
    machine scores potential only and an assessor meeting finds the levels. Raises KeyError when the ruleset lacks a field.
    """
    rules: dict[str, Json] = {
        **{name: ruleset[name] for name in _KEPT},
        "categories": [_some(each, _CATEGORY) for each in objects(ruleset["categories"])],
        "potential_bands": [_some(each, _BAND) for each in objects(ruleset["potential_bands"])],
        "visibility": dict(visibility or {}),
        "standards": {name: dict(levels) for name, levels in (standards or {}).items()},
    }
    return rules | ({"judged": judged} if judged else {})


def judged_in(rules: Mapping[str, Json]) -> Judged:
    """Who judges by these rules, as `make_rules` wrote it; anything else says nothing."""
    found = rules.get("judged")
    return found if found is True or found == COMPETENCIES else False


def rules_digest(rules: Mapping[str, Json]) -> str:
    """SHA-256 of the canonical bytes, lower-case hex."""
    return digest(dict(rules))


def score_fields(outcome: Mapping[str, Json], *, nip: str, standard: str = "") -> dict[str, Json]:
    """The disclosures of a score leaf, from a complete outcome of docs/interfaces.md section 7 (nothing hidden).

    `standard`: the job class under which rules["standards"] holds the required levels, or "". An outcome that is
    `judged` by people has no number but how much was written; one whose competencies people judge has potential only.
    """
    participant = outcome["participant"]
    assert isinstance(participant, dict)
    subject: Json = {
        "name": participant["name"],
        "nip": nip,
        "number": participant["number"],
        "standard": standard,
    }
    fields: dict[str, Json] = {"subject": subject}
    if outcome.get("judged") is True:
        return fields | {"judged": {"answered": outcome["answered"], "items": outcome["items"]}}
    if outcome.get("potential"):
        fields["potential"] = [_aspect(each) for each in objects(outcome["potential"])]
    if outcome.get("judged") == COMPETENCIES:
        return fields
    category = outcome["category"]
    assert isinstance(category, dict)
    fields |= {str(each["code"]): _competency(each) for each in objects(outcome["competencies"])}
    fields["total"] = {"total": str(outcome["total"]), "standard_total": str(outcome["standard_total"])}
    return fields | {"jpm": str(outcome["jpm"]), "category": category["code"]}


def seal_fields(record: Json, *, nonce: str, chain: str) -> dict[str, Json]:
    """The disclosures of a seal leaf: the full response record, the participant's nonce, the last chain head (hex)."""
    return {"record": record, "nonce": nonce, "chain": chain}


def shown_disclosures(disclosures: Mapping[str, str], parts: Collection[str]) -> list[str]:
    """Of a score leaf's disclosures those a receipt may open: `parts` of levels, potential, jpm, category.

    The subject and how much was written are always opened; the totals only when both levels and jpm may be seen.
    """
    return [text for name, text in disclosures.items() if _part(name) <= set(parts)]


def objects(value: Json) -> list[dict[str, Json]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _part(name: str) -> set[str]:
    fixed = {
        "subject": set[str](),
        "judged": set[str](),
        "total": {"levels", "jpm"},
        "jpm": {"jpm"},
        "category": {"category"},
    }
    return fixed.get(name, {"potential"} if name == "potential" else {"levels"})


def _competency(each: Mapping[str, Json]) -> Json:
    return {
        "name": each["name_id"],
        "required": each["required"],
        "level": each["level"],
        "rating": str(each["rating"]),
    }


def _aspect(each: Mapping[str, Json]) -> Json:
    return {"code": each["code"], "name": each["name_id"], "score": str(each["score"]), "band": each["band"]}


def _some(each: Mapping[str, Json], names: tuple[str, ...]) -> Json:
    return {name: each[name] for name in names}
