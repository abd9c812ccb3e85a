"""Raters changed after the commitment: one asks, another approves on the page, and the log follows the approval."""

from __future__ import annotations

import json
from typing import Any

import pytest

from takar.accounts.public import Approval, User, decide_request
from takar.assessments.public import evidence_log
from takar.exercises.actions.add_rater import log_raters
from takar.exercises.models import ListedRater, Sheet
from takar.exercises.public import ask_new_rater, ask_withdrawal, write_due_ratings
from takar.exercises.storage import lock
from takar.kernel.refusals import Refusal
from takar.ledger.public import monitor
from tests.exercises.judging import OWNER, PEOPLE, appointed, locked, opened, raters
from tests.exercises.round import PHRASE, filled, rater

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
NIP = PEOPLE[0].nip


def official(name: str) -> User:
    return User.objects.create(username=name, roles=["assessment_admin"])


def refused(value: object) -> str:
    assert isinstance(value, Refusal), value
    return value.code


def asked(found: object) -> Approval:
    assert isinstance(found, Approval), found
    return found


def kinds() -> list[str]:
    return [json.loads(leaf)["t"] for _, leaf in evidence_log().leaves()]


def replaced(rater_name: str, sheet: Sheet, by: User) -> Approval:
    return asked(
        ask_new_rater(
            OWNER,
            rater_name,
            [(sheet.nip, sheet.instrument)],
            instead_of=sheet.pk,
            reason="sakit",
            asked_by=by,
        )
    )


def test_a_rater_is_replaced_by_two_people_and_his_key_is_in_the_log_at_once() -> None:
    users, admin, second = raters(), official("admin"), official("kedua")
    opened(users)
    old = appointed(users)[0]
    rater("pengganti")
    request = replaced("pengganti", old, admin)
    assert refused(decide_request(request.pk, approve=True, decided_by=admin)) == "APPROVAL_BY_ANOTHER"
    assert not ListedRater.objects.filter(username="pengganti").exists()
    asked(decide_request(request.pk, approve=True, decided_by=second))
    assert kinds() == ["event.commit", "raters"]
    new = Sheet.objects.get(rater="pengganti")
    assert (new.nip, new.instrument, new.withdrawn_at) == (old.nip, old.instrument, None)
    old.refresh_from_db()
    assert old.withdrawn_reason == "sakit"
    locked(new)
    assert monitor(evidence_log()) == []


def test_a_rater_of_the_round_gets_another_sheet_without_another_leaf() -> None:
    users, admin, second = raters(), official("admin"), official("kedua")
    opened(users)
    old = appointed(users[:1])[0]
    asked(decide_request(replaced("penilai2", old, admin).pk, approve=True, decided_by=second))
    assert kinds() == ["event.commit"]
    assert Sheet.objects.filter(rater="penilai2", withdrawn_at=None).count() == 1


def test_when_the_log_cannot_be_written_the_worker_follows_and_nothing_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    users, admin, second = raters(), official("admin"), official("kedua")
    opened(users)
    old = appointed(users)[0]
    rater("pengganti")

    def full(*_: Any) -> Any:
        raise OSError("disk full")

    with monkeypatch.context() as broken:
        broken.setattr("takar.exercises.actions.add_rater.write_leaves", full)
        asked(decide_request(replaced("pengganti", old, admin).pk, approve=True, decided_by=second))
    assert kinds() == ["event.commit"]
    new = Sheet.objects.get(rater="pengganti")
    filled(new)
    found = lock(new.pk, User.objects.get(username="pengganti"), PHRASE, device="dev", last_seq=4)
    assert refused(found) == "KEY_NOT_LISTED"
    assert write_due_ratings() == 1
    assert (kinds(), log_raters()) == (["event.commit", "raters"], 0)
    assert not isinstance(
        lock(new.pk, User.objects.get(username="pengganti"), PHRASE, device="dev", last_seq=4), Refusal
    )


def test_a_locked_sheet_is_withdrawn_after_a_late_recusal() -> None:
    users, admin, second = raters(), official("admin"), official("kedua")
    opened(users)
    sheets = appointed(users)
    for one in sheets:
        locked(one)
    write_due_ratings()
    mine = [one for one in sheets if (one.rater, one.nip) == ("penilai1", NIP)]
    request = asked(ask_withdrawal(OWNER, mine[0].pk, about_person=True, reason="ipar", asked_by=admin))
    asked(decide_request(request.pk, approve=True, decided_by=second))
    assert Sheet.objects.filter(withdrawn_reason="ipar").count() == len(mine) == 2
    write_due_ratings()
    assert kinds().count("reopen") == 2
    assert monitor(evidence_log()) == []
    again = asked(ask_withdrawal(OWNER, sheets[-1].pk, reason="sakit", asked_by=admin))
    asked(decide_request(again.pk, approve=True, decided_by=second))
    assert Sheet.objects.get(pk=sheets[-1].pk).withdrawn_reason == "sakit"


def test_what_cannot_be_asked_is_refused_at_once() -> None:
    users, admin = raters(), official("admin")
    sheet = {"reason": "x", "asked_by": admin}
    assert refused(ask_new_rater("tidak ada", "a", [], **sheet)) == "ROUND_NOT_OPEN"
    assert refused(ask_withdrawal("tidak ada", "a", **sheet)) == "ROUND_NOT_OPEN"
    opened(users)
    assert refused(ask_new_rater(OWNER, "", [], **sheet)) == "RATER_CHANGE_EMPTY"
    assert refused(ask_new_rater(OWNER, "a", [(NIP, "teknis")], instead_of="x", **sheet)) == "SHEET_UNKNOWN"
    assert refused(ask_withdrawal(OWNER, "tidak ada", **sheet)) == "SHEET_UNKNOWN"
    assert (
        refused(ask_new_rater(OWNER, "a", [(NIP, "teknis")], reason=" ", asked_by=admin))
        == "APPROVAL_REASON_MISSING"
    )


def test_a_refusal_of_the_deed_undoes_the_approval() -> None:
    users, admin, second = raters(), official("admin"), official("kedua")
    opened(users)
    old = appointed(users)[0]
    User.objects.create(username="tanpa-kunci", roles=["assessor"])
    request = replaced("tanpa-kunci", old, admin)
    assert refused(decide_request(request.pk, approve=True, decided_by=second)) == "RATERS_WITHOUT_KEY"
    request.refresh_from_db()
    assert request.decided_at is None
    old.refresh_from_db()
    assert old.withdrawn_at is None
    strange = asked(ask_new_rater(OWNER, "penilai1", [("9" * 18, "teknis")], reason="x", asked_by=admin))
    assert refused(decide_request(strange.pk, approve=True, decided_by=second)) == "SUBJECT_UNKNOWN"


def test_the_page_of_approvals_says_what_it_is_about(client: Any) -> None:
    users, admin, second = raters(), official("admin"), official("kedua")
    opened(users)
    old = appointed(users)[0]
    rater("pengganti")
    replaced("pengganti", old, admin)
    asked(ask_withdrawal(OWNER, old.pk, about_person=True, reason="ipar", asked_by=admin))
    client.force_login(second)
    page = client.get("/akun/persetujuan/").content.decode()
    assert "penilai pengganti menggantikan penilai1 (Peserta Satu: " in page
    assert "penilai1 dari semua penilaian Peserta Satu" in page
