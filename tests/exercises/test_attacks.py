"""Attacks on ratings, tried for real: with the database's password, its triggers off, and the key folder at hand.

Numbers T4–T12 are those of the attack table that the receipts were designed against. Each attack must be found, and the finding
must name whose rating by which rater it is about.
"""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection

from takar.accounts.public import User
from takar.assessments.public import evidence_log, vault
from takar.exercises.domain.codec import START, link, read_body
from takar.exercises.domain.events import Event
from takar.exercises.domain.events import Rated as RatedEvent
from takar.exercises.models import ListedRater, Round, RoundLeaf, Seal, Sheet, SheetEvent, Subject
from takar.exercises.public import (
    RatingAudit,
    RatingFinding,
    audit_ratings,
    record_final,
    reopen,
    weighted_fields,
    withdraw,
    write_due_ratings,
)
from takar.exercises.storage.records import label_of
from takar.kernel.canonical import canonical
from takar.kernel.refusals import Refusal
from takar.ledger.public import RATING_TYPE, Committed, LedgerFault, leaves, monitor, open_log, sign_envelope
from tests.append_only import triggers_off
from tests.exercises.judging import OWNER, PEOPLE, RULES, appointed, locked, opened, raters, relocked
from tests.exercises.round import rater

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def sheets() -> list[Sheet]:
    """Two raters, two people, two instruments: everything locked and in the log."""
    users = raters()
    opened(users)
    made = appointed(users)
    for one in made:
        locked(one)
    assert write_due_ratings() == len(made)
    return made


def audit() -> tuple[RatingFinding, ...]:
    done = audit_ratings(OWNER)
    assert isinstance(done, RatingAudit), done
    return done.findings


def codes(found: tuple[RatingFinding, ...]) -> set[str]:
    return {one.code for one in found}


def attacked(change: Callable[[], Any]) -> tuple[RatingFinding, ...]:
    """What the audit finds after a change that the database itself could not prevent."""
    assert audit() == ()
    with ExitStack() as off:
        for table in ("sheetevent", "seal", "round", "subject", "listedrater", "roundleaf"):
            off.enter_context(triggers_off(connection, f"exercises_{table}"))
        change()
    return audit()


def about(found: tuple[RatingFinding, ...], sheet: Sheet) -> set[str]:
    """Codes of the findings that name this sheet's participant and rater."""
    return {one.code for one in found if (one.number, one.rater) == (sheet.number, sheet.rater)}


def rewritten(sheet: Sheet, change: Callable[[Event], Event]) -> None:
    """With the keys: decrypt all entries, change them, encrypt and chain them anew, as the program itself would."""
    cipher = vault().opened(sheet.round.event, sheet.pseudonym)
    head = START
    for place, row in enumerate(SheetEvent.objects.filter(sheet=sheet).order_by("ordinal"), 1):
        data: Any = cipher.decrypt(label_of(sheet, place), bytes(row.body))
        event = change(Event(row.at_ms, read_body(data), row.device, row.seq, data["tick"]))
        head = link(head, sheet.pk, place, event, data["salt"])
        value = data | ({"value": event.body.value} if isinstance(event.body, RatedEvent) else {})
        body = cipher.encrypt(label_of(sheet, place), value)
        SheetEvent.objects.filter(pk=row.pk).update(body=body, chain=head.hex())


def five(event: Event) -> Event:
    body = event.body
    if isinstance(body, RatedEvent) and body.dimension == "M.01":
        return Event(event.at_ms, RatedEvent("M.01", "5"), event.device, event.seq, event.tick)
    return event


def test_nothing_is_found_where_nothing_was_done(sheets: list[Sheet]) -> None:
    assert audit() == ()


def test_an_encrypted_entry_is_changed(sheets: list[Sheet]) -> None:
    row = SheetEvent.objects.get(sheet=sheets[0], ordinal=3)
    body = bytearray(bytes(row.body))
    body[20] ^= 1
    found = attacked(lambda: SheetEvent.objects.filter(pk=row.pk).update(body=bytes(body)))
    assert "ENTRY_CHANGED" in about(found, sheets[0])
    assert any(one.field == "entry:3" for one in found)


def test_a_rating_is_rewritten_with_all_keys(sheets: list[Sheet]) -> None:
    """T5, T7: the whole chain is made anew, so that it fits again."""
    found = attacked(lambda: rewritten(sheets[0], five))
    assert about(found, sheets[0]) == {"ENTRIES_DIFFER", "RATING_DIFFERS"}
    changed = next(one for one in found if one.code == "RATING_DIFFERS")
    assert (
        changed.id == "Peserta 001, penilai penilai1: nilai Integritas pada lembar 5, pada segel penilai 3."
    )
    assert (
        changed.en
        == "Participant 001, rater penilai1: rating of Integritas on the sheet 5, in the rater's seal 3."
    )


def test_rows_of_two_sheets_are_swapped(sheets: list[Sheet]) -> None:
    one, two = sheets[0], sheets[1]
    with triggers_off(connection, "exercises_sheetevent"):
        mine = list(SheetEvent.objects.filter(sheet=one).order_by("ordinal"))
        theirs = list(SheetEvent.objects.filter(sheet=two).order_by("ordinal"))
        for first, second in zip(mine, theirs, strict=True):
            SheetEvent.objects.filter(pk=first.pk).update(body=bytes(second.body), chain=second.chain)
            SheetEvent.objects.filter(pk=second.pk).update(body=bytes(first.body), chain=first.chain)
    found = audit()
    assert {"ENTRY_CHANGED", "ENTRIES_DIFFER"} <= about(found, one)
    assert {"ENTRY_CHANGED", "ENTRIES_DIFFER"} <= about(found, two)


def test_the_last_entries_are_deleted(sheets: list[Sheet]) -> None:
    found = attacked(lambda: SheetEvent.objects.filter(sheet=sheets[0], ordinal__gte=4).delete())
    assert {"SEAL_COUNT", "ENTRIES_DIFFER"} <= about(found, sheets[0])


def forged(sheet: Sheet, key: Ed25519PrivateKey) -> None:
    """A seal that says something else, signed by somebody else."""
    seal = Seal.objects.get(sheet=sheet)
    payload = json.loads(base64.b64decode(seal.envelope["dsse"]["payload"]))
    public = key.public_key().public_bytes_raw()
    envelope = sign_envelope(RATING_TYPE, canonical(payload), [(public, key.sign)])
    Seal.objects.filter(pk=seal.pk).update(envelope={**seal.envelope, "dsse": envelope})


def test_a_seal_is_signed_again_with_another_key(sheets: list[Sheet]) -> None:
    """T7."""
    key = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
    found = attacked(lambda: forged(sheets[0], key))
    assert about(found, sheets[0]) == {"SIGNATURE_BAD", "LEAF_DIFFERS"}


def test_a_seal_is_replaced_by_the_colleagues(sheets: list[Sheet]) -> None:
    mine, theirs = (Seal.objects.get(sheet=one) for one in sheets[:2])

    def change() -> None:
        Seal.objects.filter(pk=mine.pk).update(
            envelope=theirs.envelope, digest=theirs.digest, disclosures=bytes(theirs.disclosures)
        )

    found = about(attacked(change), sheets[0])
    assert {"SIGNATURE_BAD", "SEAL_OF_ANOTHER", "SEAL_UNREADABLE", "LEAF_DIFFERS", "ENTRIES_DIFFER"} <= found


def test_a_rater_is_added_after_the_fact(sheets: list[Sheet]) -> None:
    """T4, T7: also with a sheet of his own and a rating in the log."""
    late = rater("titipan")
    key = late.signing_keys.get().public

    def change() -> None:
        ListedRater.objects.create(round_id=OWNER, username="titipan", public=key, salt="0" * 32, index=0)

    found = attacked(change)
    assert "RATER_UNLISTED" in {one.code for one in found if one.rater == "titipan"}
    assert "COMMITMENT_DIFFERS" in codes(found)
    first = Sheet.objects.get(pk=sheets[0].pk)
    first.pk, first.rater = "titipan", "titipan"
    first.save(force_insert=True)
    locked(first, "5")
    write_due_ratings()
    assert "UNLISTED_SIGNER" in codes(audit())
    assert "UNLISTED_SIGNER" in {one.code for one in monitor(evidence_log())}


def test_weights_are_changed_after_the_commitment(sheets: list[Sheet]) -> None:
    """T3, T4."""
    rules = Round.objects.get(pk=OWNER).rules
    rules["components"][0]["weight"], rules["components"][1]["weight"] = "50", "50"
    found = attacked(lambda: Round.objects.filter(pk=OWNER).update(rules=rules))
    assert codes(found) == {"WEIGHT_DIFFERS", "COMMITMENT_DIFFERS"}
    assert "Bobot Wawancara di basis data kantor 50, tercatat di log 60." in {one.id for one in found}


def test_a_component_is_added_later(sheets: list[Sheet]) -> None:
    """T4."""
    rules = Round.objects.get(pk=OWNER).rules
    rules["components"].append({"code": "kedekatan", "name": "Kedekatan", "weight": "10"})
    found = attacked(lambda: Round.objects.filter(pk=OWNER).update(rules=rules))
    assert {"WEIGHT_DIFFERS", "COMMITMENT_DIFFERS"} <= codes(found)
    body = json.loads(evidence_log().leaf(0))
    inputs = {"wawancara": [1], "makalah": [2], "kedekatan": [3]}
    assert body["t"] == "event.commit"
    p = Subject.objects.get(nip=PEOPLE[0].nip).pseudonym
    empty = Committed((), {})
    evidence_log().append(
        [
            leaves.final(
                ev=body["ev"], at=sheets[0].made_at, p=p, prev=0, event=0, inputs=inputs, committed=empty
            )
        ]
    )
    assert "COMPONENT_UNKNOWN" in {one.code for one in monitor(evidence_log())}


def test_a_rating_is_moved_to_another_person(sheets: list[Sheet]) -> None:
    """T5: the better sheet gets another name."""
    other = Subject.objects.get(nip=PEOPLE[1].nip)
    Sheet.objects.filter(pk=sheets[4].pk).update(withdrawn_at=sheets[4].made_at, withdrawn_reason="x")
    Sheet.objects.filter(pk=sheets[0].pk).update(
        nip=other.nip, name=other.name, number=other.number, pseudonym=other.pseudonym
    )
    moved = Sheet.objects.get(pk=sheets[0].pk)
    found = about(audit(), moved)
    assert {"ENTRY_CHANGED", "SEAL_OF_ANOTHER", "LEAF_DIFFERS", "SEAL_UNREADABLE"} <= found


def test_only_the_name_on_a_sheet_is_changed(sheets: list[Sheet]) -> None:
    Sheet.objects.filter(pk=sheets[0].pk).update(name="Orang Lain")
    assert about(audit(), sheets[0]) == {"SHEET_OF_ANOTHER"}


def test_what_a_sheet_asks_is_changed(sheets: list[Sheet]) -> None:
    form = sheets[0].form | {"scale": {"least": "1", "most": "9", "decimals": 0}}
    Sheet.objects.filter(pk=sheets[0].pk).update(form=form)
    assert about(audit(), sheets[0]) == {"FORM_DIFFERS"}


def test_an_old_seal_is_in_force_again_after_reopening(sheets: list[Sheet]) -> None:
    first = sheets[0]
    assert reopen(first.pk, asked_by="a", approved_by="b", reason="keliru") is None
    relocked(first)
    write_due_ratings()
    assert audit() == ()

    def replay() -> None:
        Seal.objects.filter(sheet=first, number=2).delete()
        Seal.objects.filter(sheet=first, number=1).update(reopened_at=None, reopened_why="")

    found = attacked(replay)
    assert {"SEAL_COUNT", "SEAL_REVIVED"} <= about(found, first)
    assert "LEAF_UNKNOWN" in about(found, first)


def test_a_recused_rater_is_let_in_again(sheets: list[Sheet]) -> None:
    assert withdraw(sheets[0].pk, "ipar", actor="sekretaris", approved_by="ketua") is None
    write_due_ratings()
    assert audit() == ()
    Sheet.objects.filter(pk=sheets[0].pk).update(withdrawn_at=None, withdrawn_reason="")
    assert about(audit(), sheets[0]) == {"WITHDRAWAL_DIFFERS"}


def test_an_old_database_is_restored_while_the_log_goes_on(sheets: list[Sheet]) -> None:
    """T10: what was locked since is gone from the database, and stands in the log."""
    first = sheets[0]
    saved = {model: list(model.objects.values()) for model in (SheetEvent, Seal, RoundLeaf)}
    reopen(first.pk, asked_by="a", approved_by="b", reason="keliru")
    relocked(first)
    write_due_ratings()

    def restore() -> None:
        for model, rows in saved.items():
            model.objects.exclude(pk__in=[row["id"] for row in rows]).delete()
        Seal.objects.filter(sheet=first).update(reopened_at=None, reopened_why="", reopened_index=None)

    found = attacked(restore)
    unknown = [one for one in found if one.code == "LEAF_UNKNOWN"]
    assert len(unknown) == 2
    assert (first.number, first.rater) in {(one.number, one.rater) for one in unknown}


def test_a_rating_is_kept_out_of_the_log(sheets: list[Sheet]) -> None:
    """T12: the leaf that was left out is missed by the audit, and by the result that should rest on it."""
    first = sheets[0]
    reopen(first.pk, asked_by="a", approved_by="b", reason="keliru")
    relocked(first)
    assert "RATING_NOT_LOGGED" in about(audit(), first)
    assert isinstance(record_final(OWNER, first.nip, {}), Refusal)


def test_a_result_is_changed_where_it_is_kept(sheets: list[Sheet]) -> None:
    """T5, T8."""
    fields = weighted_fields(RULES, {"wawancara": "3", "makalah": "4"})
    record_final(OWNER, PEOPLE[0].nip, fields)
    assert audit() == ()
    row = RoundLeaf.objects.get(key__startswith="final:")
    kept: Any = vault().opened(row.round.event, row.p).decrypt(row.key, bytes(row.disclosures))
    text = base64.urlsafe_b64encode(canonical(["x" * 22, "total", {"total": "4.90"}])).rstrip(b"=").decode()
    blob = vault().opened(row.round.event, row.p).encrypt(row.key, kept | {"total": text})
    found = attacked(lambda: RoundLeaf.objects.filter(pk=row.pk).update(disclosures=blob))
    assert {one.code for one in found if one.number == "001"} == {"RECORD_DIFFERS"}


def test_a_total_that_does_not_follow_from_the_weights_is_named(sheets: list[Sheet]) -> None:
    fields = weighted_fields(RULES, {"wawancara": "3", "makalah": "4"}) | {"total": {"total": "4.90"}}
    record_final(OWNER, PEOPLE[0].nip, fields)
    assert {one.id for one in audit()} == {
        "Peserta 001: jumlah akhir tercatat di log 4.90, hasil hitung ulang 3.40."
    }


def test_the_log_itself_is_put_back(sheets: list[Sheet], own_folder: Path, tmp_path: Path) -> None:
    """T10, the other way round: the guard in the key folder remembers the newest checkpoint."""
    old = tmp_path / "old"
    shutil.copytree(settings.TAKAR.ledger, old)
    reopen(sheets[0].pk, asked_by="a", approved_by="b", reason="keliru")
    write_due_ratings()
    shutil.rmtree(settings.TAKAR.ledger)
    shutil.copytree(old, settings.TAKAR.ledger)
    with pytest.raises(LedgerFault):
        open_log(settings.TAKAR.ledger, settings.TAKAR.keys, settings.TAKAR.origin)


def test_whoever_rates_does_not_audit(sheets: list[Sheet]) -> None:
    done = audit_ratings(OWNER, sheets[0].rater)
    assert isinstance(done, Refusal)
    assert done.code == "RATINGS_STILL_BLIND"
    assert isinstance(audit_ratings(OWNER, "auditor"), RatingAudit)
    assert isinstance(audit_ratings("tidak ada"), Refusal)


def test_who_was_deleted_on_request_is_not_a_finding(sheets: list[Sheet]) -> None:
    vault().shred(sheets[0].round.event, sheets[0].pseudonym)
    assert audit() == ()
    assert User.objects.filter(username="penilai1").exists()
