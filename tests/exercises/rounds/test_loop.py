"""Locked sheets reach the log: together, once, signed, and in a chain per person."""

from __future__ import annotations

import json
from typing import Any

import pytest

from takar.assessments.public import evidence_log
from takar.exercises.models import Round, RoundLeaf, Seal
from takar.exercises.public import RoundView, recuse, reopen, withdraw, write_due_ratings
from takar.exercises.storage import save
from takar.kernel.refusals import Refusal
from takar.ledger.public import monitor
from tests.exercises.judging import OWNER, appointed, locked, opened, raters, relocked

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def leaves() -> list[dict[str, Any]]:
    return [json.loads(leaf) for _, leaf in evidence_log().leaves()]


def kinds() -> list[str]:
    return [leaf["t"] for leaf in leaves()]


def test_a_rating_appears_when_the_last_rater_has_locked() -> None:
    users = raters()
    opened(users)
    first, second, *_ = appointed(users)
    locked(first)
    assert write_due_ratings() == 0
    locked(second)
    assert write_due_ratings() == 2
    assert kinds() == ["event.commit", "rating", "rating"]
    assert [leaf["prev"] for leaf in leaves()[1:]] == [-1, 1]
    assert {leaf["component"] for leaf in leaves()[1:]} == {"wawancara"}
    assert set(Seal.objects.values_list("index", flat=True)) == {1, 2}
    assert write_due_ratings() == 0
    assert monitor(evidence_log()) == []


def test_opening_again_is_in_the_log_between_the_two_ratings() -> None:
    users = raters()
    opened(users)
    first, second, *_ = appointed(users)
    locked(first)
    locked(second)
    write_due_ratings()
    assert reopen(first.pk, asked_by="a", approved_by="b", reason="salah orang") is None
    assert write_due_ratings() == 1
    save(
        first.pk,
        first.rater,
        "dev",
        [{"seq": 5, "tick": 9, "kind": "rated", "dimension": "M.01", "value": "5"}],
    )
    relocked(first, 5)
    assert write_due_ratings() == 1
    assert kinds() == ["event.commit", "rating", "rating", "reopen", "rating"]
    assert monitor(evidence_log()) == []


def test_what_was_taken_back_before_it_was_due_comes_with_its_taking_back() -> None:
    users = raters()
    opened(users)
    first, second, *_ = appointed(users)
    locked(first)
    reopen(first.pk, asked_by="a", approved_by="b", reason="salah orang")
    relocked(first)
    assert write_due_ratings() == 0
    locked(second)
    assert write_due_ratings() == 4
    assert monitor(evidence_log()) == []


def test_withdrawing_a_locked_rater_takes_two_and_stands_in_the_log() -> None:
    users = raters()
    opened(users)
    first, second, *_ = appointed(users)
    locked(first)
    locked(second)
    write_due_ratings()
    alone = withdraw(first.pk, "atasan langsung", actor="sekretaris")
    assert isinstance(alone, Refusal)
    assert alone.code == "SECOND_PERSON_NEEDED"
    assert (
        recuse(OWNER, first.rater, first.nip, "atasan langsung", actor="sekretaris", approved_by="ketua") == 2
    )
    assert write_due_ratings() == 1
    assert leaves()[-1]["why"] == "withdrawn"
    assert monitor(evidence_log()) == []


def test_nothing_is_written_before_the_round_is_in_the_log() -> None:
    users = raters()
    view = opened(users)
    assert isinstance(view, RoundView)
    assert view.index == 0
    sheet = appointed(users)[0]
    Round.objects.filter(pk=OWNER).update(index=None)
    found = save(sheet.pk, sheet.rater, "dev", [])
    assert isinstance(found, Refusal)
    assert found.code == "ROUND_NOT_COMMITTED"


def test_what_a_crash_left_half_done_is_settled() -> None:
    users = raters()
    opened(users)
    first, second, *_ = appointed(users)
    locked(first)
    locked(second)
    log = evidence_log()
    size = log.size
    RoundLeaf.objects.create(
        key="rating:999", round_id=OWNER, p=first.pseudonym, index=size, leaf="{}", at=first.made_at
    )
    assert write_due_ratings() == 2
    assert not RoundLeaf.objects.filter(key="rating:999").exists()
    Seal.objects.filter(index=size).update(index=None)
    assert write_due_ratings() == 0
    assert Seal.objects.filter(index=size).exists()
