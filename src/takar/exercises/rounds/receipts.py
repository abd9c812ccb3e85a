"""The receipt of a judged result, for the person it is about."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping

from takar.assessments.public import evidence_log
from takar.exercises.models import RoundLeaf
from takar.exercises.rounds.appending import disclosures_of, opened_leaf, person
from takar.exercises.rounds.refusals import FINAL_MISSING
from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.ledger.public import Correction, Receipt, build_receipt, shown_disclosures


def result_receipt(
    owner: str, nip: str, *, part: str = "", held: bool = False, parts: Collection[str] | None = None
) -> Receipt | Refusal:
    """The file that proves a person's result and every correction of it; `held` opens no value of it, `part` names the post.

    `parts`: of levels, jpm and category what it opens; None opens all.

    Refuses FINAL_MISSING. Raises Shredded when the person's records were deleted.
    """
    found = person(owner, nip)
    if isinstance(found, Refusal):
        return found
    row, who = found
    key = f"final:{owner}:{who.pseudonym}" + (f"/{part}" if part else "")
    final = RoundLeaf.objects.filter(key=key, logged=True).first()
    if final is None:
        return FINAL_MISSING
    amends = row.leaves.filter(key__startswith=f"amend:{owner}:{who.pseudonym}:", logged=True)
    corrections = [
        Correction(one.index, [] if held else list(disclosures_of(one).values()))
        for one in amends
        if json.loads(one.leaf)["old"] == final.index
    ]
    shown = [] if held else _opened(disclosures_of(final), parts)
    return build_receipt(
        evidence_log(), final.index, rules=row.rules, disclosures=shown, corrections=corrections
    )


def _opened(disclosures: Mapping[str, str], parts: Collection[str] | None) -> list[str]:
    return list(disclosures.values()) if parts is None else shown_disclosures(disclosures, parts)


def final_fields(owner: str, nip: str) -> dict[str, Json] | Refusal:
    """What the leaf of a person's result discloses, by field. Refuses FINAL_MISSING. Raises Shredded."""
    found = person(owner, nip)
    if isinstance(found, Refusal):
        return found
    row, who = found
    key = f"final:{owner}:{who.pseudonym}"
    return opened_leaf(key) if row.leaves.filter(key=key, logged=True).exists() else FINAL_MISSING
