"""What event.commit of a round commits to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from takar.exercises.models import ListedRater, Round, Subject
from takar.kernel.canonical import Json, canonical
from takar.ledger.public import key_text, tree_root


def components(rules: Mapping[str, Any]) -> list[dict[str, Json]]:
    """Code, name and weight of each component, as they stand in public."""
    return [{name: str(one[name]) for name in ("code", "name", "weight")} for one in rules["components"]]


def form_root(rules: Mapping[str, Any]) -> str:
    """RFC 6962 root (hex) over the canonical instruments."""
    return tree_root([canonical(dict(one)) for one in rules["instruments"]]).hex()


def rater_entries(raters: Sequence[ListedRater]) -> list[dict[str, Json]]:
    return [{"rater": one.username, "key": one.public, "salt": one.salt} for one in raters]


def subject_entries(subjects: Sequence[Subject]) -> list[dict[str, Json]]:
    return [_subject_entry(one) for one in subjects]


def _subject_entry(one: Subject) -> dict[str, Json]:
    entry: dict[str, Json] = {
        "p": one.pseudonym,
        "nip": one.nip,
        "name": one.name,
        "number": one.number,
        "salt": one.salt,
    }
    return entry | ({"standard": one.standard} if one.standard else {})


def root_of(entries: Sequence[dict[str, Json]]) -> str:
    """RFC 6962 root (hex) over the canonical entries."""
    return tree_root([canonical(dict(one)) for one in entries]).hex()


def first_raters(owner: Round) -> list[ListedRater]:
    """Those of the commitment, without who was added later."""
    return list(owner.raters.filter(added_reason="").order_by("id"))


def leaf_keys(raters: Sequence[ListedRater]) -> list[str]:
    return [key_text(bytes.fromhex(one.public)) for one in raters]
