"""What the assessor meeting found about a person, as part of his outcome: read from the opened fields of its leaf."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from takar.scoring.domain.explain import (
    Sentence,
    meeting_explanation,
    meeting_sentence,
    unassessed_explanation,
)
from takar.scoring.domain.outcome import Document, category_json, found_of, shown
from takar.scoring.domain.values import Name, Rating, Result, Ruleset

_CODE = re.compile(r"[A-Z]{1,3}\.\d\d")


def meeting_document(fields: Mapping[str, Any], rules: Ruleset, names: Mapping[str, Name]) -> Document:
    """The same names as a machine's outcome has; without a total where the meeting left something unassessed.

    `fields`: subject, one per competency, total, jpm and category, or `unassessed`, as docs/rules/receipts.md says of `final`.
    """
    ratings = [_rating(code, fields[code], rules, names) for code in sorted(fields) if _CODE.fullmatch(code)]
    listed = {"competencies": [_competency(one) for one in ratings]}
    if "total" not in fields:
        absent = [str(code) for code in fields.get("unassessed", ())]
        return listed | {"unassessed": absent, "explanation": unassessed_explanation(absent, names)}
    result = _result(ratings, fields, rules)
    return listed | {
        "total": str(result.total),
        "standard_total": result.standard_total,
        "jpm": str(result.jpm),
        "category": category_json(result.category),
        "explanation": meeting_explanation(result, rules),
    }


def with_meeting(
    document: Document, meeting: Mapping[str, Any], parts: frozenset[str], evidence: Document
) -> Document:
    """An outcome that holds potential, with what the meeting found; of that only what a participant may see.

    `evidence`: index, moment, code and receipt of the meeting's leaf.
    """
    allowed = shown(meeting, parts, held=False)
    sentences: list[Sentence] = [*document.get("explanation", ()), *allowed.get("explanation", ())]
    kept = {name: value for name, value in allowed.items() if name not in ("status", "explanation")}
    told = {"explanation": sentences} if sentences else {}
    return {**document, **kept, **told, "meeting": evidence}


def _result(ratings: Sequence[Rating], fields: Mapping[str, Any], rules: Ruleset) -> Result:
    jpm = Decimal(fields["jpm"])
    return Result(
        ratings=tuple(ratings),
        potential=(),
        total=Decimal(fields["total"]["total"]),
        standard_total=int(fields["total"]["standard_total"]),
        jpm=jpm,
        category=rules.category_for(jpm),
        answered=0,
        items=0,
    )


def _rating(code: str, field: Mapping[str, Any], rules: Ruleset, names: Mapping[str, Name]) -> Rating:
    rating, level, required = Decimal(field["rating"]), int(field["level"]), int(field["required"])
    return Rating(
        code=code,
        name=names.get(code, Name(str(field["name"]), str(field["name"]))),
        required=required,
        points=0,
        items=0,
        answered=0,
        rating=rating,
        level=level,
        gap=(rating if rules.base == "rating" else Decimal(level)) - required,
    )


def _competency(one: Rating) -> Document:
    return found_of(one) | {"how": meeting_sentence(one)}
