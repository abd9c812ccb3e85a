"""Results, plenary, decision, objection, correction and the end of a round, watched by the monitor."""

from __future__ import annotations

import json
from typing import Any

import pytest

from takar.accounts.public import User, sign
from takar.assessments.public import evidence_log
from takar.exercises.public import (
    close_round,
    inputs_of,
    opened_leaf,
    record_amend,
    record_appeal,
    record_component,
    record_decision,
    record_final,
    record_pleno,
    reopen,
    result_receipt,
    round_of,
    weighted_fields,
    write_due_ratings,
)
from takar.kernel.canonical import canonical
from takar.kernel.refusals import Refusal
from takar.ledger.public import PLENO_TYPE, monitor, pleno_payload, policy_text, verify
from tests.exercises.judging import OWNER, PEOPLE, RULES, appointed, appointed_to, locked, opened, raters
from tests.exercises.round import PHRASE

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NIP, OTHER = PEOPLE[0].nip, PEOPLE[1].nip
PARTS: dict[str, Any] = {
    "table": "a" * 64,
    "votes": {"yes": 2, "no": 0, "abstain": 0},
    "dissent": 0,
    "minutes": "b" * 64,
}


def refused(value: object) -> str:
    assert isinstance(value, Refusal), value
    return value.code


def judged() -> list[User]:
    users = raters(3)
    opened(users)
    for one in appointed(users):
        locked(one)
    write_due_ratings()
    return users


def fields(total: str = "3") -> dict[str, Any]:
    return weighted_fields(RULES, {"wawancara": total, "makalah": "4"}, "MS")


def signed(users: list[User], **changes: Any) -> list[dict[str, Any]]:
    view = round_of(OWNER)
    assert view is not None
    payload = canonical(pleno_payload(ev=view.event, **(PARTS | changes)))
    found = [sign(user, PHRASE, PLENO_TYPE, payload) for user in users]
    assert not any(isinstance(one, Refusal) for one in found)
    return [one for one in found if not isinstance(one, Refusal)]


def test_from_ratings_to_the_end() -> None:
    users = judged()
    for who in PEOPLE:
        assert isinstance(record_final(OWNER, who.nip, fields()), int)
    again = record_final(OWNER, NIP, fields())
    assert again == record_final(OWNER, NIP, fields())
    pleno = record_pleno(OWNER, envelopes=signed(users[:2]), **PARTS)
    assert record_pleno(OWNER, envelopes=signed(users[:2]), **PARTS) == pleno
    assert isinstance(record_decision(OWNER, "kadis", OTHER, "pengalaman", departs=True, by="walikota"), int)
    assert isinstance(record_appeal(OWNER, NIP, 1, "keberatan", state="filed"), int)
    assert isinstance(record_appeal(OWNER, NIP, 1, "diterima", state="answered"), int)
    amended = record_amend(
        OWNER, NIP, {"total": "3.40"}, {"total": "3.60"}, reason="R", basis="B", by=["ketua", "auditor"]
    )
    assert isinstance(amended, int)
    assert isinstance(close_round(OWNER), int)
    assert monitor(evidence_log()) == []
    p = json.loads(evidence_log().leaf(amended))["p"]
    assert opened_leaf(f"final:{OWNER}:{p}")["total"] == {"total": "3.40"}
    assert opened_leaf(f"amend:{OWNER}:{p}:1") == {"old": {"total": "3.40"}, "new": {"total": "3.60"}}


def test_whoever_was_judged_can_check_it_alone() -> None:
    judged()
    assert refused(result_receipt(OWNER, NIP)) == "FINAL_MISSING"
    record_final(OWNER, NIP, fields())
    receipt, held = result_receipt(OWNER, NIP), result_receipt(OWNER, NIP, held=True)
    assert not isinstance(receipt, Refusal)
    assert not isinstance(held, Refusal)
    policy = policy_text(evidence_log().key.vkey)
    assert verify(receipt.text, policy).verdict == "SAH"
    assert verify(receipt.text, policy).values["opened"]["total"] == {"total": "3.40"}
    assert verify(held.text, policy).values["opened"] == {}
    record_amend(OWNER, NIP, {"total": "3.40"}, {"total": "3.60"}, reason="R", basis="B", by=["a", "b"])
    later = result_receipt(OWNER, NIP)
    assert not isinstance(later, Refusal)
    assert verify(later.text, policy).verdict == "DIUBAH"
    assert verify(receipt.text, policy, log=evidence_log().folder).verdict == "DIUBAH"
    assert refused(result_receipt("tidak ada", NIP)) == "ROUND_NOT_OPEN"


def test_a_result_waits_for_every_rating() -> None:
    users = raters()
    opened(users)
    sheets = appointed(users)
    assert refused(record_final(OWNER, NIP, fields())) == "FINAL_WITHOUT_INPUTS"
    for one in sheets:
        locked(one)
    assert refused(record_final(OWNER, NIP, fields())) == "FINAL_WITHOUT_INPUTS"
    write_due_ratings()
    assert {code: len(found) for code, found in inputs_of(OWNER, NIP).items()} == {
        "wawancara": 2,
        "makalah": 2,
    }
    reopen(sheets[0].pk, asked_by="a", approved_by="b", reason="salah")
    assert refused(record_final(OWNER, NIP, fields())) == "FINAL_WITHOUT_INPUTS"


def test_a_recorded_result_changes_only_visibly() -> None:
    judged()
    record_final(OWNER, NIP, fields())
    assert refused(record_final(OWNER, NIP, fields("4"))) == "FINAL_EXISTS"
    change: dict[str, Any] = {"reason": "R", "basis": "B"}
    assert refused(record_amend(OWNER, NIP, {}, {}, by=["a", "a"], **change)) == "SECOND_PERSON_NEEDED"
    assert refused(record_amend(OWNER, OTHER, {}, {}, by=["a", "b"], **change)) == "FINAL_MISSING"
    assert refused(record_appeal(OWNER, OTHER, 1, "x", state="filed")) == "FINAL_MISSING"


def test_a_plenary_needs_its_quorum_and_a_decision_its_plenary() -> None:
    users = judged()
    assert refused(record_decision(OWNER, "kadis", NIP, "", departs=False, by="x")) == "PLENO_MISSING"
    assert refused(record_pleno(OWNER, envelopes=signed(users[:1]), **PARTS)) == "PLENO_WITHOUT_QUORUM"
    assert refused(record_pleno(OWNER, envelopes=[], **PARTS)) == "PLENO_WITHOUT_QUORUM"
    mixed = [*signed(users[:1]), *signed(users[1:2], dissent=1)]
    assert refused(record_pleno(OWNER, envelopes=mixed, **PARTS)) == "PLENO_WITHOUT_QUORUM"
    first = record_pleno(OWNER, envelopes=signed(users), **PARTS)
    later = PARTS | {"minutes": "c" * 64}
    second = record_pleno(OWNER, envelopes=signed(users, minutes="c" * 64), **later)
    assert isinstance(second, int)
    assert json.loads(evidence_log().leaf(second))["replaces"] == first
    assert monitor(evidence_log()) == []


def test_a_component_without_raters_has_a_leaf_of_its_own() -> None:
    rules = {**RULES, "instruments": RULES["instruments"][:1]}
    users = raters()
    opened(users, rules=rules)
    for one in appointed_to(users, "teknis"):
        locked(one)
    write_due_ratings()
    assert refused(record_final(OWNER, NIP, fields())) == "FINAL_WITHOUT_INPUTS"
    assert isinstance(
        record_component(OWNER, NIP, "makalah", "4", basis={"files": ["d" * 64]}, by="sekretaris"), int
    )
    assert isinstance(record_final(OWNER, NIP, fields()), int)
    assert monitor(evidence_log()) == []


def test_unknown_rounds_and_people_are_refused() -> None:
    assert refused(close_round("tidak ada")) == "ROUND_NOT_OPEN"
    assert refused(record_pleno("tidak ada", envelopes=[], **PARTS)) == "ROUND_NOT_OPEN"
    assert refused(record_final("tidak ada", NIP, {})) == "ROUND_NOT_OPEN"
    opened(raters())
    assert refused(record_component(OWNER, "9" * 18, "makalah", "4", basis={}, by="s")) == "SUBJECT_UNKNOWN"
    assert refused(record_decision(OWNER, "x", "9" * 18, "", departs=False, by="x")) == "SUBJECT_UNKNOWN"
    assert refused(record_appeal(OWNER, "9" * 18, 1, "x", state="filed")) == "SUBJECT_UNKNOWN"
    assert (
        refused(record_amend(OWNER, "9" * 18, {}, {}, reason="R", basis="B", by=["a"])) == "SUBJECT_UNKNOWN"
    )
    with pytest.raises(LookupError):
        opened_leaf("final:x")
