from __future__ import annotations

import pytest
from django.db import IntegrityError

from takar.accounts.actions.two_people import ask_approval, decide_approval
from takar.accounts.domain.roles import Ability
from takar.accounts.models import Approval, Change, User
from takar.kernel.refusals import Refusal

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def user(name: str, *roles: str) -> User:
    return User.objects.create(username=name, roles=list(roles))


def asked(by: User) -> Approval:
    row = ask_approval("reopen_sheet", "sheet:7", reason="salah ketik", asked_by=by)
    assert isinstance(row, Approval)
    return row


def test_another_authorised_person_approves() -> None:
    row = asked(user("a", "proctor"))
    done = decide_approval(
        row.pk, approve=True, decided_by=user("b", "proctor"), ability=Ability.RUN_SESSIONS
    )
    assert isinstance(done, Approval)
    assert (done.approved, done.decided_by) == (True, "b")
    assert [line.action for line in Change.objects.order_by("id")] == ["ask_approval", "approve"]


def test_nobody_approves_his_own_request_nor_without_the_right() -> None:
    asker = user("a", "proctor")
    row = asked(asker)
    for who in (asker, user("c", "technical_helper")):
        refusal = decide_approval(row.pk, approve=True, decided_by=who, ability=Ability.RUN_SESSIONS)
        assert isinstance(refusal, Refusal)
        assert refusal.code == "APPROVAL_BY_ANOTHER"
    with pytest.raises(IntegrityError):
        Approval.objects.filter(pk=row.pk).update(decided_by="a")


def test_a_decided_request_is_not_decided_again_and_may_be_declined() -> None:
    row, second = asked(user("a", "proctor")), user("b", "proctor")
    done = decide_approval(row.pk, approve=False, decided_by=second, ability=Ability.RUN_SESSIONS)
    assert isinstance(done, Approval)
    assert done.approved is False
    again = decide_approval(row.pk, approve=True, decided_by=second, ability=Ability.RUN_SESSIONS)
    assert isinstance(again, Refusal)
    assert again.code == "APPROVAL_UNKNOWN"


def test_the_same_request_waits_once_and_needs_a_reason() -> None:
    asker = user("a", "proctor")
    assert asked(asker).pk == asked(asker).pk
    refusal = ask_approval("reopen_sheet", "sheet:8", reason=" ", asked_by=asker)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "APPROVAL_REASON_MISSING"
