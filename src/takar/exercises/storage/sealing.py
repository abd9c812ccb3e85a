"""Locking a sheet with the rater's signature, opening it again by two people, and what the log is to hold of it."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from takar.accounts.public import User, record_change, sign, signing_key_of
from takar.assessments.public import vault
from takar.exercises.domain.decide import Lock, Reopen, decide
from takar.exercises.domain.sheet import SheetRules, SheetState
from takar.exercises.models import ListedRater, RoundLeaf, Seal, Sheet
from takar.exercises.storage.own import NOT_YOUR_SHEET
from takar.exercises.storage.records import Tip, append, read_stream, rules_of
from takar.kernel.canonical import Json, canonical
from takar.kernel.clock import Clock, milliseconds, utc_now
from takar.kernel.ids import RandomBytes
from takar.kernel.refusals import Refusal
from takar.ledger.public import RATING_TYPE, SLOTS, commit_fields, disclosure_digest

NO_SUCH_SHEET = Refusal(
    "SHEET_UNKNOWN",
    "Lembar ini tidak ada atau penilainya sudah ditarik; muat ulang daftar lembar.",
    "This sheet does not exist or its rater was withdrawn; reload the list of sheets.",
)
RESULT_STANDS = Refusal(
    "SHEET_RESULT_STANDS",
    "Hasil peserta ini sudah tercatat di log dan bertumpu pada lembar ini, jadi lembarnya tidak dapat dibuka atau ditarik lagi. "
    "Koreksi dilakukan dengan mengubah hasilnya secara tercatat, misalnya setelah keberatan.",
    "This participant's result is in the log and rests on this sheet, so the sheet can no longer be opened or withdrawn. A "
    "correction amends the result on record, for example after an objection.",
)
KEY_NOT_LISTED = Refusal(
    "KEY_NOT_LISTED",
    "Kunci tanda tangan Anda bukan yang ditetapkan untuk putaran ini. Mintalah koordinator menambahkannya; diperlukan dua orang.",
    "Your signing key is not the one listed for this round. Ask the coordinator to add it; that takes two people.",
)


@dataclass(frozen=True, slots=True)
class Locked:
    """`digest`: salted, of everything that the sheet says. `already`: it was locked before; nothing changed."""

    sheet: str
    digest: str
    already: bool = False


def lock(
    sheet: str,
    rater: User,
    passphrase: str,
    *,
    device: str,
    last_seq: int,
    paper: bool = False,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> Locked | Refusal:
    """The rater's final word, signed. Refuses SHEET_INCOMPLETE, SHEET_ENTRIES_MISSING, PASSPHRASE_WRONG, …"""
    with transaction.atomic():
        row = Sheet.objects.select_related("round").select_for_update(of=("self",)).filter(pk=sheet).first()
        if row is None or row.rater != rater.username or row.withdrawn_at:
            return NOT_YOUR_SHEET
        tip = read_stream(row).tip
        now = clock()
        command = Lock(rater.username, device, last_seq, milliseconds(now), paper)
        events = decide(tip.state, command, rules_of(row.form))
        if isinstance(events, Refusal):
            return events
        if not events:
            return Locked(sheet, _seals(row).latest("number").digest, already=True)
        return _sealed(row, append(row, tip, events), rater, passphrase, clock, random_bytes)


def _sealed(
    row: Sheet, tip: Tip, rater: User, passphrase: str, clock: Clock, random_bytes: RandomBytes
) -> Locked | Refusal:
    public = signing_key_of(rater)
    listed = ListedRater.objects.filter(round=row.round, index__isnull=False)
    if public and not listed.filter(public=public.hex()).exists():
        transaction.set_rollback(True)
        return KEY_NOT_LISTED
    record = record_of(tip.state, rules_of(row.form))
    committed = commit_fields({"record": record, "rater": rater.username}, SLOTS["rating"], random_bytes)
    # Salted: a sheet with few ratings could otherwise be guessed from its digest.
    sealed = disclosure_digest(committed.disclosures["record"])
    payload: dict[str, Json] = {
        "v": 1,
        "ev": row.round.event,
        "p": row.pseudonym,
        "instrument": row.instrument,
        "sheet": row.pk,
        "record": sealed,
        "chain": tip.head.hex(),
    }
    envelope = sign(rater, passphrase, RATING_TYPE, canonical(payload))
    if isinstance(envelope, Refusal):
        transaction.set_rollback(True)
        return envelope
    number = _seals(row).count() + 1
    Seal.objects.create(
        sheet=row,
        number=number,
        digest=sealed,
        envelope={"dsse": envelope, "digests": list(committed.digests), "chain": tip.head.hex()},
        disclosures=vault().encrypt(
            row.round.event, row.pseudonym, f"seal:{row.pk}:{number}", dict(committed.disclosures)
        ),
        at=clock(),
    )
    # The trail says that a sheet was locked, never what it says: more people read the trail.
    record_change(rater.username, "sheet.lock", f"sheet:{row.pk}", after={"digest": sealed}, clock=clock)
    return Locked(row.pk, sealed)


def reopen(
    sheet: str, *, asked_by: str, approved_by: str, reason: str, clock: Clock = utc_now
) -> Refusal | None:
    """Open a locked sheet again; its seal stays and is marked. Two people are needed (see accounts' approvals)."""
    with transaction.atomic():
        row = Sheet.objects.select_related("round").select_for_update(of=("self",)).filter(pk=sheet).first()
        if row is None or row.withdrawn_at:
            return NO_SUCH_SHEET
        if result_stands(row):
            return RESULT_STANDS
        tip = read_stream(row).tip
        command = Reopen(asked_by, approved_by, reason, milliseconds(clock()))
        events = decide(tip.state, command, rules_of(row.form))
        if isinstance(events, Refusal):
            return events
        if events:
            append(row, tip, events)
            take_back(row, "reopened", [asked_by, approved_by], reason.strip(), clock)
            record_change(
                approved_by,
                "sheet.reopen",
                f"sheet:{sheet}",
                reason=reason,
                after={"asked_by": asked_by},
                clock=clock,
            )
    return None


def take_back(row: Sheet, why: str, by: list[str], reason: str, clock: Clock) -> int:
    """Mark the seal in force as taken back; it stays, and the log will say so. Returns how many (0 or 1)."""
    return (
        _seals(row)
        .filter(reopened_at=None)
        .update(reopened_at=clock(), reopened_why=why, reopened_by=by, reopened_reason=reason[:300])
    )


def result_stands(row: Sheet) -> bool:
    """Whether the log holds a result that rests on this sheet: from then on only an amendment corrects it."""
    key = f"final:{row.round_id}:{row.pseudonym}"
    post, of_one_post, _ = row.instrument.partition(":")
    keys = [key, f"{key}/{post}"] if of_one_post else [key]
    return RoundLeaf.objects.filter(key__in=keys).exists()


def sealed_now(sheets: Sequence[str]) -> bool:
    """Whether any of these sheets is locked."""
    return Seal.objects.filter(sheet__in=sheets, reopened_at=None).exists()


def record_of(state: SheetState, rules: SheetRules) -> dict[str, Json]:
    """Everything the sheet says, as it is sealed: values, evidence, remarks."""
    values: dict[str, Json] = {}
    evidence: dict[str, Json] = {}
    for code in rules.dimensions:
        values[code] = state.value(code)
        evidence[code] = [_note(state, note, code) for note in state.evidence(code)]
    remarks: dict[str, Json] = {code: entry.value for code, entry in state.remarks.items() if entry.value}
    return {"values": values, "evidence": evidence, "remarks": remarks}


def _note(state: SheetState, note: str, dimension: str) -> dict[str, Json]:
    signs = {
        indicator: tag.sign
        for (tagged, code, indicator), tag in state.tags.items()
        if (tagged, code) == (note, dimension) and tag.sign is not None
    }
    found = state.notes[note]
    return {"id": note, "text": found.text, "clock_s": found.clock_s, "signs": dict(signs)}


def _seals(row: Sheet) -> QuerySet[Seal]:
    return Seal.objects.filter(sheet=row)
