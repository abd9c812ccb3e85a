"""What the log is still to hold of sheets: ratings when the last rater has locked, and what was taken back since."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from takar.assessments.public import vault
from takar.exercises.domain.round_rules import component_of
from takar.exercises.models import Seal, Sheet
from takar.kernel.canonical import Json
from takar.ledger.public import SLOTS, Committed, commit_fields, leaves

RATING, REOPEN = "rating", "reopen"


@dataclass(frozen=True, slots=True)
class Due:
    """A leaf to be written: about which seal, and whether it records or takes back."""

    kind: str
    seal: Seal

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.seal.pk}"

    @property
    def owner(self) -> str:
        return self.seal.sheet.round_id

    @property
    def p(self) -> str:
        return self.seal.sheet.pseudonym


def due_leaves() -> list[Due]:
    """What may be written now, in an order that does not tell who locked first.

    A rating waits until every rater of that person there has locked: the public log must not tell a rater whether the others
    have. Once it is in the log, taking it back is written at once.
    """
    waiting = list(
        Seal.objects.filter(Q(index=None) | Q(reopened_at__isnull=False, reopened_index=None))
        .filter(sheet__round__index__isnull=False)
        .select_related("sheet__round")
    )
    unfinished = _unfinished({seal.sheet.round_id for seal in waiting})
    found = []
    for seal in waiting:
        sheet = seal.sheet
        if seal.index is None and (sheet.round_id, sheet.nip, sheet.instrument) in unfinished:
            continue
        found += [Due(RATING, seal)] if seal.index is None else []
        found += [Due(REOPEN, seal)] if seal.reopened_at else []
    return sorted(found, key=_shuffled)


def build_due(due: Due, prev: int, placed: Mapping[str, int], now: datetime) -> tuple[bytes, bytes]:
    """The leaf, and its disclosures encrypted (none for a rating: they lie with the seal).

    `placed`: indexes of the leaves that are written together with this one, by key.
    """
    seal, sheet = due.seal, due.seal.sheet
    if due.kind == RATING:
        return _rating(seal, sheet, prev, now), b""
    reason: dict[str, Json] = {"reason": seal.reopened_reason}
    committed = commit_fields(reason, SLOTS["reopen"], secrets.token_bytes)
    leaf = leaves.reopen(
        ev=sheet.round.event,
        at=now,
        p=sheet.pseudonym,
        prev=prev,
        old=seal.index if seal.index is not None else placed[f"{RATING}:{seal.pk}"],
        why="withdrawn" if seal.reopened_why == "withdrawn" else "reopened",
        by=[person_id(sheet.round.event, name) for name in seal.reopened_by],
        committed=committed,
    )
    cipher = vault().opened(sheet.round.event, sheet.pseudonym)
    return leaf, cipher.encrypt(due.key, dict(committed.disclosures))


def note_logged(key: str, index: int, leaf: str) -> None:
    """The leaf of that key is in the log at `index`. Other kinds of keys are not ours."""
    kind, _, number = key.partition(":")
    if kind == RATING:
        Seal.objects.filter(pk=int(number)).update(index=index, leaf=leaf)
    elif kind == REOPEN:
        Seal.objects.filter(pk=int(number)).update(reopened_index=index)


def unlogged_ratings(owner: str, nip: str, part: str = "") -> bool:
    """Whether any sheet about this person is not locked, or its rating is not in the log yet; with `part` of one post."""
    narrow = {"instrument__startswith": f"{part}:"} if part else {}
    sheets = Sheet.objects.filter(round=owner, nip=nip, **narrow)
    seals = Seal.objects.filter(sheet__in=sheets, index__isnull=False)
    done = seals.filter(reopened_at=None)
    taken_back = seals.filter(reopened_at__isnull=False, reopened_index=None)
    waiting = sheets.filter(withdrawn_at=None).exclude(pk__in=done.values("sheet"))
    return waiting.exists() or taken_back.exists()


def person_id(event: str, username: str) -> str:
    """How a leaf names an official: 16 hex digits of SHA-256 over event and user name. Two people never share one."""
    return hashlib.sha256(f"{event}\n{username}".encode()).hexdigest()[:16]


def _rating(seal: Seal, sheet: Sheet, prev: int, now: datetime) -> bytes:
    return leaves.rating(
        ev=sheet.round.event,
        at=now,
        p=sheet.pseudonym,
        prev=prev,
        event=sheet.round.index or 0,
        component=component_of(sheet.round.rules, sheet.instrument),
        instrument=sheet.instrument,
        record=seal.digest,
        chain=seal.envelope["chain"],
        envelope=seal.envelope["dsse"],
        committed=Committed(tuple(seal.envelope["digests"]), {}),
    )


def _unfinished(rounds: set[str]) -> set[tuple[str, str, str]]:
    """(round, nip, instrument) where somebody has not locked."""
    locked = Seal.objects.filter(sheet__round__in=rounds, reopened_at=None).values("sheet")
    open_sheets = Sheet.objects.filter(round__in=rounds, withdrawn_at=None).exclude(pk__in=locked)
    return set(open_sheets.values_list("round_id", "nip", "instrument"))


def _shuffled(due: Due) -> tuple[str, int, int]:
    """By a random digest of the sheet; of one sheet in the order in which it happened."""
    mixed = hashlib.sha256(f"{due.seal.sheet_id}{due.seal.sheet.round.event}".encode()).hexdigest()
    return mixed, due.seal.number, int(due.kind == REOPEN)


def seals_of(owner: str) -> Iterator[tuple[Sheet, Seal]]:
    """Every seal of a round with its sheet, for the audit."""
    rows: Any = (
        Seal.objects.filter(sheet__round=owner).select_related("sheet__round").order_by("sheet", "number")
    )
    for seal in rows:
        yield seal.sheet, seal
