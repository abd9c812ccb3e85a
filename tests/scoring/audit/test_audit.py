"""Whatever is changed behind the office's back is found and named."""

from __future__ import annotations

import base64
import json
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from takar.assessments.models import Assessment, Opening, Participant
from takar.assessments.public import Visibility, evidence_log, vault
from takar.forms.models import KeySet
from takar.forms.strongbox import Strongbox
from takar.kernel.canonical import canonical
from takar.kernel.refusals import Refusal
from takar.ledger.public import monitor, read_log, verify
from takar.scoring.models import Audit, Beat, Outcome, SealedRecord
from takar.scoring.public import audit_scores, outcome_of, release_results, seal_ready
from takar.scoring.sealing.publish import Publisher
from tests.append_only import triggers_off
from tests.assessments.world import ACTOR, NOW, World, clock_at, ready_world
from tests.scoring.sittings import journal, opened_world, sit, sittings_of

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
CLOCK = clock_at(NOW + timedelta(hours=2))


@pytest.fixture
def world() -> World:
    made = opened_world(2)
    for sitting, option in zip(sittings_of(made), "CB", strict=True):
        sit(made, sitting, option)
    seal_ready(CLOCK)
    return made


def audited(world: World) -> Audit:
    done = audit_scores(world.assessment.id, "auditor", clock=CLOCK)
    assert isinstance(done, Audit), done
    return done


def sentences(world: World) -> list[str]:
    return [one["id"] for one in audited(world).findings]


def office_sql(table: str, statement: str, values: list[Any]) -> None:
    """Plain SQL in the office database by somebody who may also switch its triggers off."""
    with triggers_off(connection, table), connection.cursor() as cursor:
        cursor.execute(statement, values)


def exam_sql(statement: str, *values: Any) -> None:
    """Plain SQL in the exam database, as somebody with its password would."""
    with closing(sqlite3.connect(settings.TAKAR.data / "exam.db")) as database, database:
        for trigger in ("event_is_never_updated", "event_is_never_deleted"):
            database.execute(f"DROP TRIGGER IF EXISTS {trigger}")
        database.execute(statement, values)


def test_an_untouched_assessment_has_no_finding(world: World) -> None:
    done = audited(world)
    assert done.findings == []
    assert (done.checked, done.log_size > 0, done.ended_at is not None) == (2, True, True)


def test_a_score_changed_in_the_office_is_named_with_both_values(world: World) -> None:
    sitting = sittings_of(world)[0]
    with connection.cursor() as cursor:
        body = json.loads(canonical(Outcome.objects.get(sitting=sitting).body)) | {"jpm": "95.00"}
        cursor.execute("UPDATE scoring_outcome SET body = %s WHERE sitting = %s", [json.dumps(body), sitting])
    assert sentences(world) == [
        "Peserta 001: Skor JPM di basis data kantor 95,00, di basis data ujian 150,00, tercatat di log 150,00, "
        "hasil hitung ulang 150,00."
    ]


def test_a_score_changed_on_the_participants_screen_is_named(world: World) -> None:
    sitting = sittings_of(world)[1]
    exam_sql("UPDATE outcome SET body = json_set(body, '$.category.code', 'KO') WHERE sitting = ?", sitting)
    found = sentences(world)
    assert len(found) == 1
    assert found[0].startswith("Peserta 002: Kategori di basis data kantor O, di basis data ujian KO")


def test_an_answer_changed_in_the_journal_is_named(world: World) -> None:
    sitting = sittings_of(world)[0]
    exam_sql(
        "UPDATE event SET body = json_set(body, '$.option', 'E') WHERE sitting = ? AND kind = 'answered' "
        "AND body ->> 'item' = 'SJT-M03-01'",
        sitting,
    )
    found = sentences(world)
    assert any("jurnal ujian diubah setelah ditulis, mulai kejadian ke-" in one for one in found)
    assert "Peserta 001: Jawaban butir SJT-M03-01 di jurnal ujian E, pada jawaban tersegel C." in found


def test_a_journal_rewritten_with_a_fresh_chain_is_still_found(world: World) -> None:
    sitting = sittings_of(world)[0]
    exam_sql("DELETE FROM event WHERE sitting = ?", sitting)
    sit(world, sitting, "E")
    codes = {one["code"] for one in audited(world).findings}
    assert {"ANSWER_DIFFERS", "JOURNAL_REWRITTEN"} <= codes


def test_a_changed_key_is_named_with_the_bank_as_witness(world: World) -> None:
    row = KeySet.objects.get()
    box = Strongbox.open(settings.TAKAR.keys)
    from takar.forms.strongbox import Sealed

    keys = json.loads(box.take_out(row.form_id, Sealed(bytes(row.nonce), bytes(row.sealed))))
    keys["keys"][0]["weights"] = {"A": 5, "B": 5, "C": 5, "D": 5, "E": 5}
    changed = keys["keys"][0]["item"]
    again = box.close_on(row.form_id, canonical(keys))
    values = [again.nonce, again.sealed]
    office_sql("forms_keyset", "UPDATE forms_keyset SET nonce = %s, sealed = %s", values)
    found = audited(world).findings
    codes = [one["code"] for one in found]
    assert codes[:2] == ["KEYS_DIFFER", "KEY_DIFFERS"]
    assert f"Kunci butir {changed} di basis data kantor A=5" in found[1]["id"]
    assert "SCORE_DIFFERS" in codes


def test_keys_changed_without_the_key_file_are_found(world: World) -> None:
    office_sql("forms_keyset", "UPDATE forms_keyset SET sealed = %s", [b"x" * 64])
    assert audited(world).findings[0]["code"] == "KEYS_UNREADABLE"


def test_rules_roster_and_participants_are_compared_with_the_log(world: World) -> None:
    opening = Opening.objects.get()
    rules = opening.rules | {"categories": [{"code": "O", "min": "0", "name_id": "O", "name_en": "O"}]}
    with triggers_off(connection):
        Opening.objects.update(rules=rules)
    Participant.objects.filter(number="002").update(nip="198501012010011999")
    codes = {one["code"]: one["id"] for one in audited(world).findings}
    assert "Sidik aturan penilaian di basis data kantor" in codes["COMMITMENT_DIFFERS"]
    assert "Peserta 002: NIP di basis data kantor 198.501" not in codes["ROSTER_DIFFERS"]
    assert "Peserta 002: NIP di basis data kantor 198501012010011999" in codes["ROSTER_DIFFERS"]


def test_a_result_that_vanished_or_was_invented_is_found(world: World) -> None:
    first, second = sittings_of(world)
    Outcome.objects.filter(sitting=first).delete()
    with triggers_off(connection):
        SealedRecord.objects.filter(sitting=second).delete()
    exam_sql("DELETE FROM outcome WHERE sitting = ?", second)
    codes = {one["code"] for one in audited(world).findings}
    assert {"OUTCOME_MISSING", "OUTCOME_UNSEALED", "RECORD_MISSING"} <= codes


def test_a_sealed_record_and_a_receipt_and_a_beat_that_were_changed_are_found(world: World) -> None:
    first, second = sittings_of(world)
    with triggers_off(connection):
        SealedRecord.objects.filter(sitting=first).update(blob=b"0" * 64)
        Beat.objects.update(heads=[])
    text = Outcome.objects.get(sitting=second).receipt
    Outcome.objects.filter(sitting=second).update(receipt=text.replace("A", "B", 1))
    codes = {one["code"] for one in audited(world).findings}
    assert {"RECORD_UNREADABLE", "RECEIPT_BAD", "BEAT_DIFFERS"} <= codes


def test_a_damaged_log_is_found(world: World) -> None:
    tiles = [path for path in settings.TAKAR.ledger.rglob("tile/entries/**/*") if path.is_file()]
    tile = max(tiles, key=lambda path: path.stat().st_size)
    tile.write_bytes(tile.read_bytes().replace(b"Kota Contoh", b"Kota Contok"))
    done = audited(world)
    assert [one["field"] for one in done.findings][:1] == ["log"]


def test_a_draft_cannot_be_audited() -> None:
    refused = audit_scores(ready_world().assessment.id, "auditor", clock=CLOCK)
    assert isinstance(refused, Refusal)
    assert refused.code == "AUDIT_NOT_OPENED"


def test_held_results_are_released_with_a_reason_and_stay_sound() -> None:
    world = opened_world(2, visibility=Visibility(when="held", jpm=False))
    first, second = sittings_of(world)
    sit(world, first)
    seal_ready(CLOCK)
    refused = release_results(world.assessment.id, ACTOR, "", clock=CLOCK)
    assert isinstance(refused, Refusal)
    assert release_results(world.assessment.id, ACTOR, "Surat 1/2026", clock=CLOCK) == 1
    sit(world, second)
    seal_ready(CLOCK)
    for sitting in (first, second):
        shown = json.loads(journal().outcome(sitting).body)  # type: ignore[union-attr]
        assert shown["status"] == "shown"
        assert "jpm" not in shown
        assert shown["competencies"][0]["rating"] == "3.00"
        assert verify(shown["receipt"], key=shown["key_fingerprint"]).verdict == "SAH"
        assert "M.01" in opened_names(shown["receipt"])
        assert "jpm" not in opened_names(shown["receipt"])
    assert audited(world).findings == []


def test_a_release_is_a_leaf_that_the_monitor_and_old_receipts_agree_with() -> None:
    world = opened_world(2, visibility=Visibility(when="held"))
    first, second = sittings_of(world)
    early = release_results(world.assessment.id, ACTOR, "Surat 1/2026", clock=CLOCK)
    assert isinstance(early, Refusal)
    assert early.code == "RELEASE_TOO_EARLY"
    sit(world, first)
    seal_ready(CLOCK)
    held = outcome_of(first).receipt  # type: ignore[union-attr]
    assert opened_names(held) == set()
    for _ in range(2):
        release_results(world.assessment.id, ACTOR, "Surat 1/2026", clock=CLOCK)
    sit(world, second)
    seal_ready(CLOCK)
    bodies = [json.loads(leaf) for _, leaf in evidence_log().leaves()]
    released = [body for body in bodies if body["t"] == "release"]
    assert [(body["event"], body["scores"]) for body in released] == [(0, 1)]
    assert monitor(read_log(settings.TAKAR.ledger)) == []
    key = evidence_log().key.fingerprint
    for receipt in (held, outcome_of(first).receipt, outcome_of(second).receipt):  # type: ignore[union-attr]
        verdict = verify(receipt, key=key, log=str(settings.TAKAR.ledger))
        assert verdict.verdict == "SAH"


def test_results_opened_without_a_release_on_record_are_found() -> None:
    world = opened_world(1, visibility=Visibility(when="held"))
    sit(world, sittings_of(world)[0])
    seal_ready(CLOCK)
    assert audited(world).findings == []
    Assessment.objects.update(released_at=NOW)
    assert [one["code"] for one in audited(world).findings] == ["RELEASE_UNLOGGED"]
    Publisher(evidence_log(), vault(), journal(), CLOCK).publish(SealedRecord.objects.get())
    Assessment.objects.update(released_at=None)
    assert sentences(world) == [
        "Hasil yang ditahan sudah dibuka (1 peserta), tetapi pengumumannya tidak ada di log."
    ]


def opened_names(receipt: str) -> set[str]:
    """The fields that a receipt opens."""
    extra = json.loads(base64.b64decode(receipt.split("\n")[1].removeprefix("extra ")))
    raw = [base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)) for text in extra["disclosures"]]
    return {json.loads(one)[1] for one in raw}


def test_results_that_are_not_held_are_not_released(world: World) -> None:
    refused = release_results(world.assessment.id, ACTOR, "Surat", clock=CLOCK)
    assert isinstance(refused, Refusal)
    assert refused.code == "RELEASE_NOT_HELD"
