"""One leaf of a round, appended once: what it hides is committed with salts and kept encrypted under the person's key."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping

from takar.assessments.public import evidence_log, vault
from takar.exercises.models import Round, RoundLeaf, Subject
from takar.exercises.rounds.book import Build, Draft, write_leaves
from takar.exercises.rounds.refusals import NOT_OPEN, SUBJECT_UNKNOWN
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock
from takar.kernel.refusals import Refusal
from takar.ledger.public import SLOTS, Committed, commit_fields, open_fields

# Leaves about a whole event commit to something as well; their disclosures lie under this name's key.
WHOLE = "0" * 24


def opened_leaf(key: str) -> dict[str, Json]:
    """What a leaf of ours hides, by field. Raises LookupError for an unknown key, Shredded when it was deleted."""
    row = RoundLeaf.objects.select_related("round").filter(key=key).first()
    if row is None:
        raise LookupError(key)
    fields = open_fields(row.leaf.encode(), disclosures_of(row).values())
    return {} if isinstance(fields, Refusal) else fields


def disclosures_of(row: RoundLeaf) -> dict[str, str]:
    """The disclosures behind a leaf, by field. Raises Shredded, InvalidTag."""
    if not row.disclosures:
        return {}
    kept = vault().opened(row.round.event, row.p or WHOLE).decrypt(row.key, bytes(row.disclosures))
    assert isinstance(kept, dict)
    return {name: str(text) for name, text in kept.items()}


def append_leaf(
    key: str,
    row: Round,
    p: str,
    committed: Committed | None,
    clock: Clock,
    build: Callable[[int], bytes],
) -> int:
    kept = b""
    if committed:
        cipher = vault().opened(row.event, p or WHOLE, make=True)
        kept = cipher.encrypt(key, dict(committed.disclosures))
    made: Build = lambda prev, placed: (build(prev), kept)  # noqa: E731
    draft = Draft(key, row.owner, p, made)
    return write_leaves(evidence_log(), lambda: [draft], clock).indexes[key]


def commit(fields: Mapping[str, Json], kind: str) -> Committed:
    return commit_fields(fields, SLOTS[kind], secrets.token_bytes)


def open_round_row(owner: str) -> Round | None:
    return Round.objects.filter(pk=owner, index__isnull=False).first()


def person(owner: str, nip: str) -> tuple[Round, Subject] | Refusal:
    row = open_round_row(owner)
    if row is None:
        return NOT_OPEN
    who = row.subjects.filter(nip=nip).first()
    return (row, who) if who else SUBJECT_UNKNOWN


def pseudonyms(owner: str, nip: str) -> list[str]:
    return list(Subject.objects.filter(round=owner, nip=nip).values_list("pseudonym", flat=True))


def subject_field(who: Subject) -> Json:
    return {"name": who.name, "nip": who.nip, "number": who.number, "standard": who.standard}


def index_of(key: str) -> int | None:
    return RoundLeaf.objects.filter(key=key, logged=True).values_list("index", flat=True).first()


def newest(owner: str, kind: str) -> int | None:
    rows = RoundLeaf.objects.filter(round=owner, logged=True, key__startswith=f"{kind}:{owner}:")
    return rows.order_by("-index").values_list("index", flat=True).first()
