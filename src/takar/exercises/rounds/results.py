"""What is made of ratings, in the log: results, objections, corrections.

Every function appends once and returns the leaf's index; call them outside of a transaction.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from takar.exercises.domain.round_rules import weighted_total
from takar.exercises.models import RoundLeaf
from takar.exercises.rounds.appending import (
    append_leaf,
    commit,
    index_of,
    newest,
    opened_leaf,
    person,
    pseudonyms,
    subject_field,
)
from takar.exercises.rounds.refusals import FINAL_EXISTS, FINAL_MISSING, SECOND_PERSON, without_inputs
from takar.exercises.storage.logging import person_id, unlogged_ratings
from takar.kernel.canonical import Json, digest
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.ledger.public import leaves


def record_component(
    owner: str,
    nip: str,
    component: str,
    value: str,
    *,
    basis: Mapping[str, Json],
    by: str,
    part: str = "",
    clock: Clock = utc_now,
) -> int | Refusal:
    """A component's value that no rater here signed. `basis`: what it rests on, digests of its documents; `by`: who entered it.

    The leaf names the basis by a salted digest, so that nobody can try values or documents against it; salt and basis are a
    disclosure of it.

    `part`: the post that the value is about, where a person may be judged for more than one (see `record_final`).
    """
    found = person(owner, nip)
    if isinstance(found, Refusal):
        return found
    row, who = found
    salted: dict[str, Json] = {"salt": secrets.token_hex(16), **basis}
    source = digest(salted)
    committed = commit({"value": value, "basis": salted}, "component")
    return append_leaf(
        _key("component", owner, f"{who.pseudonym}:{component}", part), row, who.pseudonym, committed, clock,
        lambda prev: leaves.component(
            ev=row.event, at=clock(), p=who.pseudonym, prev=prev, event=row.index or 0, component=component,
            source=source, by=[person_id(row.event, by)], committed=committed,
        ),
    )  # fmt: skip


def record_final(
    owner: str,
    nip: str,
    fields: Mapping[str, Json],
    *,
    inputs: Mapping[str, Sequence[int]] | None = None,
    part: str = "",
    clock: Clock = utc_now,
) -> int | Refusal:
    """The result of one person; with `part` that for one post, of the instruments "<part>:…".

    `fields`: what it says, as `weighted_fields` makes it, or those of a score leaf. It rests on every rating and component leaf
    of the person that counts, and on `inputs`: component -> indexes of results in other events. Refuses FINAL_WITHOUT_INPUTS
    (naming the components), FINAL_EXISTS when another result was recorded.
    """
    found = person(owner, nip)
    if isinstance(found, Refusal):
        return found
    row, who = found
    key = _key("final", owner, who.pseudonym, part)
    shown = {"subject": subject_field(who), **fields}
    known = RoundLeaf.objects.filter(key=key).first()
    if known:
        return known.index if opened_leaf(known.key) == shown else FINAL_EXISTS
    named = inputs_of(owner, nip, part)
    for code, indexes in (inputs or {}).items():
        named.setdefault(code, []).extend(indexes)
    missing = [one["code"] for one in row.rules["components"] if not named.get(one["code"])]
    if missing or unlogged_ratings(owner, nip, part):
        return without_inputs(missing)
    committed = commit(shown, "final")
    return append_leaf(
        key, row, who.pseudonym, committed, clock,
        lambda prev: leaves.final(
            ev=row.event, at=clock(), p=who.pseudonym, prev=prev, event=row.index or 0, inputs=named, committed=committed
        ),
    )  # fmt: skip


def weighted_fields(
    rules: Mapping[str, Any], values: Mapping[str, str], category: str = ""
) -> dict[str, Json]:
    """The fields of a result by weights: each component's value (decimal text), the total by the rules, the category."""
    listed: list[Json] = [
        {"code": one["code"], "name": one["name"], "weight": str(one["weight"]), "value": values[one["code"]]}
        for one in rules["components"]
    ]
    fields: dict[str, Json] = {"components": listed, "total": {"total": str(weighted_total(rules, values))}}
    return fields | ({"category": category} if category else {})


def inputs_of(owner: str, nip: str, part: str = "") -> dict[str, list[int]]:
    """Component -> indexes of the rating and component leaves of a person that count now; with `part` those of one post."""
    rows = RoundLeaf.objects.filter(round=owner, logged=True, p__in=pseudonyms(owner, nip)).order_by("index")
    found: dict[int, str] = {}
    for row in rows:
        leaf = json.loads(row.leaf)
        if leaf["t"] in ("rating", "component"):
            if not part or _part_of(row, leaf) == part:
                found[row.index] = leaf["component"]
        elif leaf["t"] == "reopen":
            found.pop(leaf["old"], None)
    listed: dict[str, list[int]] = {}
    for index, code in found.items():
        listed.setdefault(code, []).append(index)
    return listed


def _key(kind: str, owner: str, what: str, part: str) -> str:
    return f"{kind}:{owner}:{what}/{part}" if part else f"{kind}:{owner}:{what}"


def _part_of(row: RoundLeaf, leaf: Mapping[str, Any]) -> str:
    """The post that a rating or component leaf is about, "" where there is one only."""
    if leaf["t"] == "rating":
        return str(leaf["instrument"]).rpartition(":")[0]
    return row.key.rpartition("/")[2] if "/" in row.key else ""


def final_of(owner: str, pseudonym: str, part: str = "") -> int | None:
    """Index of a person's result, of one post where `part` names it."""
    return index_of(_key("final", owner, pseudonym, part))


def record_appeal(
    owner: str,
    nip: str,
    number: int,
    text: str,
    *,
    state: Literal["filed", "answered"],
    part: str = "",
    clock: Clock = utc_now,
) -> int | Refusal:
    """Objection `number` of a person was filed (against the result, or the plenary where there is none), or answered."""
    found = person(owner, nip)
    if isinstance(found, Refusal):
        return found
    row, who = found
    old = final_of(owner, who.pseudonym, part) or newest(owner, "pleno")
    if state == "answered":
        old = index_of(f"appeal:{owner}:{who.pseudonym}:{number}:filed")
    if old is None:
        return FINAL_MISSING
    committed = commit({"text": text}, "appeal")
    about = old
    return append_leaf(
        f"appeal:{owner}:{who.pseudonym}:{number}:{state}", row, who.pseudonym, committed, clock,
        lambda prev: leaves.appeal(
            ev=row.event, at=clock(), p=who.pseudonym, prev=prev, old=about, state=state, committed=committed
        ),
    )  # fmt: skip


def record_amend(
    owner: str,
    nip: str,
    old: Mapping[str, Json],
    new: Mapping[str, Json],
    *,
    reason: str,
    basis: str,
    by: Sequence[str],
    number: int = 0,
    part: str = "",
    clock: Clock = utc_now,
) -> int | Refusal:
    """A correction of a person's result: the fields that change, before and after, decided by two people (`by`).

    With its `number` (of the person's corrections) it may be asked for again and is written once.
    """
    found = person(owner, nip)
    if isinstance(found, Refusal):
        return found
    row, who = found
    final = final_of(owner, who.pseudonym, part)
    if final is None:
        return FINAL_MISSING
    if len(set(by)) < 2:
        return SECOND_PERSON
    written = RoundLeaf.objects.filter(key__startswith=f"amend:{owner}:{who.pseudonym}:").count()
    number = number or written + 1
    committed = commit({"old": dict(old), "new": dict(new)}, "amend")
    return append_leaf(
        f"amend:{owner}:{who.pseudonym}:{number}", row, who.pseudonym, committed, clock,
        lambda prev: leaves.amend(
            ev=row.event, at=clock(), p=who.pseudonym, prev=prev, old=final, reason=reason, basis=basis,
            by=[person_id(row.event, name) for name in by], committed=committed,
        ),
    )  # fmt: skip
