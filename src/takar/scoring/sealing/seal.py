"""Write seal and score of a batch of sittings into the log, in one append."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from takar.kernel.canonical import Json
from takar.kernel.clock import Clock
from takar.kernel.ids import RandomBytes
from takar.ledger.public import (
    SLOTS,
    Committed,
    Log,
    Vault,
    commit_fields,
    leaves,
    score_fields,
    seal_fields,
)
from takar.scoring.models import LoggedLeaf, SealedRecord
from takar.scoring.sealing.prepare import Prepared
from takar.scoring.sealing.recorded import Draft, append_recorded

LABEL = "sealed-record"


@dataclass(frozen=True, slots=True)
class _Ready:
    """A prepared sitting with its salted commitments and the encrypted record."""

    prepared: Prepared
    seal: Committed
    score: Committed
    blob: bytes


def seal_batch(
    batch: Sequence[Prepared],
    opened: Mapping[str, int],
    log: Log,
    vault: Vault,
    clock: Clock,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> list[str]:
    """Seal and score; returns the sittings written. `opened`: index of sitting.open by session.

    Sittings that have a seal already are left out. Order within the batch is drawn, so that the log does not
    tell who submitted first.
    """
    done = _sealed([one.participant.sitting for one in batch])
    fresh = [one for one in batch if one.participant.sitting not in done]
    if not fresh:
        return []
    secrets.SystemRandom().shuffle(fresh)
    ready = [_ready(one, vault, random_bytes) for one in fresh]
    before = _attended([one.participant.sitting for one in fresh])
    now = clock()
    append_recorded(log, lambda first: _build(ready, first, opened, before, now), clock)
    return [one.participant.sitting for one in fresh]


def private_record(vault: Vault, event: str, record: SealedRecord) -> dict[str, Any]:
    """The decrypted record: {"record", "seal", "score", "outcome"}. Raises Shredded, InvalidTag."""
    value = vault.decrypt(event, record.pseudonym, LABEL, bytes(record.blob))
    assert isinstance(value, dict)
    return value


def _ready(one: Prepared, vault: Vault, random_bytes: RandomBytes) -> _Ready:
    record, who = one.record.as_json(), one.participant
    fields = seal_fields(record, nonce=one.record.nonce, chain=one.record.chain)
    seal = commit_fields(fields, slots=SLOTS["seal"], random_bytes=random_bytes)
    shown = score_fields(one.document, nip=who.nip, standard=one.document["standard"])
    score = commit_fields(shown, slots=SLOTS["score"], random_bytes=random_bytes)
    private: dict[str, Json] = {
        "record": record,
        "seal": dict(seal.disclosures),
        "score": dict(score.disclosures),
        "outcome": one.document,
    }
    blob = vault.encrypt(one.frozen.assessment.event, who.pseudonym, LABEL, private)
    return _Ready(one, seal, score, blob)


def _build(
    ready: Sequence[_Ready], first: int, opened: Mapping[str, int], before: Mapping[str, int], now: datetime
) -> tuple[list[Draft], list[SealedRecord]]:
    drafts: list[Draft] = []
    records: list[SealedRecord] = []
    for one in ready:
        who, frozen, document = one.prepared.participant, one.prepared.frozen, one.prepared.document
        seal_index = first + len(drafts)
        seal = leaves.seal(
            ev=frozen.assessment.event,
            at=now,
            p=who.pseudonym,
            event=frozen.commit,
            prev=before.get(who.sitting, leaves.NONE),
            opened=opened[one.prepared.record.session],
            form=frozen.form,
            answered=document["answered"],
            items=document["items"],
            committed=one.seal,
        )
        score = leaves.score(
            ev=frozen.assessment.event,
            at=now,
            p=who.pseudonym,
            event=frozen.commit,
            prev=seal_index,
            seal=seal_index,
            committed=one.score,
        )
        drafts += [
            Draft(f"seal:{who.sitting}", who.assessment, seal),
            Draft(f"score:{who.sitting}", who.assessment, score),
        ]
        records.append(
            SealedRecord(
                sitting=who.sitting,
                assessment=who.assessment,
                pseudonym=who.pseudonym,
                blob=one.blob,
                seal_index=seal_index,
                score_index=seal_index + 1,
            )
        )
    return drafts, records


def _sealed(sittings: Sequence[str]) -> set[str]:
    return set(SealedRecord.objects.filter(sitting__in=sittings).values_list("sitting", flat=True))


def _attended(sittings: Sequence[str]) -> dict[str, int]:
    keys = [f"attend:{sitting}" for sitting in sittings]
    rows = LoggedLeaf.objects.filter(key__in=keys, logged=True).values_list("key", "index")
    return {key.partition(":")[2]: index for key, index in rows}
