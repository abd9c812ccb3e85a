"""A locked sheet opens by two people, never by one, and nobody learns of a lock through a request."""

from __future__ import annotations

import pytest
from django.test import Client

from takar.accounts.actions.decide_request import decide_request
from takar.accounts.models import Approval, User
from takar.accounts.public import decidable_by
from takar.exercises.domain.sheet import SheetState
from takar.exercises.models import Seal
from takar.exercises.public import ask_reopening
from takar.exercises.storage import own_state
from takar.kernel.refusals import Refusal
from tests.exercises.judging import appointed, locked, opened, raters

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def user(name: str, *roles: str) -> User:
    return User.objects.create(username=name, roles=list(roles))


def assessors(count: int = 2) -> list[User]:
    users = raters(count)
    for one in users:
        one.roles = ["lead_assessor"]
        one.save()
    return users


def refused(answer: object) -> str:
    assert isinstance(answer, Refusal), answer
    return answer.code


def open_again(sheet: str, rater: str) -> bool:
    state = own_state(sheet, rater)
    assert isinstance(state, SheetState)
    return not state.locked


def test_two_people_open_a_sheet_and_one_never_does() -> None:
    users = assessors()
    opened(users)
    sheet = appointed(users)[0]
    rater = User.objects.get(username=sheet.rater)
    assert refused(ask_reopening(sheet.pk, reason="keliru", asked_by=rater)) == "SHEET_NOT_LOCKED"
    locked(sheet)
    row = ask_reopening(sheet.pk, reason="nilai tertukar", asked_by=rater)
    assert isinstance(row, Approval)
    assert refused(decide_request(row.pk, approve=True, decided_by=rater)) == "APPROVAL_BY_ANOTHER"
    assert not open_again(sheet.pk, sheet.rater)
    assert isinstance(
        decide_request(row.pk, approve=True, decided_by=user("sek", "panel_secretary")), Approval
    )
    assert open_again(sheet.pk, sheet.rater)
    seal = Seal.objects.get(sheet=sheet)
    assert (seal.reopened_by, seal.reopened_reason) == ([sheet.rater, "sek"], "nilai tertukar")


def test_a_rater_of_the_round_neither_sees_nor_decides_before_the_last_lock() -> None:
    users = assessors()
    opened(users)
    sheets = appointed(users)
    first, other = sheets[0], next(one for one in sheets if one.rater != sheets[0].rater)
    locked(first)
    row = ask_reopening(first.pk, reason="keliru", asked_by=User.objects.get(username=first.rater))
    assert isinstance(row, Approval)
    blind = User.objects.get(username=other.rater)
    assert decidable_by(blind) == 0
    assert refused(decide_request(row.pk, approve=True, decided_by=blind)) == "APPROVAL_UNKNOWN"
    assert refused(ask_reopening(first.pk, reason="keliru", asked_by=blind)) == "SHEET_NOT_YOURS"


def test_the_leader_asks_for_anothers_sheet_after_the_last_lock() -> None:
    users = assessors()
    opened(users)
    sheets = [one for one in appointed(users) if (one.nip[0], one.instrument) == ("1", "teknis")]
    for one in sheets:
        locked(one)
    leader = User.objects.get(username=sheets[1].rater)
    row = ask_reopening(sheets[0].pk, reason="bukti tertukar", asked_by=leader)
    assert isinstance(row, Approval)
    assert decidable_by(User.objects.get(username=sheets[0].rater)) == 1


def test_a_stranger_asks_for_nothing_and_a_reason_is_needed() -> None:
    users = assessors(1)
    opened(users)
    sheet = appointed(users)[0]
    locked(sheet)
    assert refused(ask_reopening("tidak-ada", reason="x", asked_by=users[0])) == "SHEET_NOT_YOURS"
    stranger = user("lain", "assessor")
    assert refused(ask_reopening(sheet.pk, reason="x", asked_by=stranger)) == "SHEET_NOT_YOURS"
    assert refused(ask_reopening(sheet.pk, reason=" ", asked_by=users[0])) == "APPROVAL_REASON_MISSING"


def test_the_page_lists_locked_sheets_and_asks() -> None:
    users = assessors(1)
    opened(users)
    sheet = appointed(users)[0]
    browser = Client()
    browser.force_login(users[0])
    assert "Tidak ada lembar Anda yang terkunci" in browser.get("/asesor/buka-kembali/").content.decode()
    locked(sheet)
    assert sheet.pk in browser.get("/asesor/buka-kembali/").content.decode()
    assert browser.post("/asesor/buka-kembali/", {"sheet": sheet.pk, "reason": ""}).status_code == 422
    assert browser.post("/asesor/buka-kembali/", {"sheet": sheet.pk, "reason": "keliru"}).status_code == 302
    assert Approval.objects.get().subject == f"sheet:{sheet.pk}"
