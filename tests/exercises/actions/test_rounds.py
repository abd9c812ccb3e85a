"""Opening a round, appointing, adding and withdrawing raters: what is refused, and that nothing happens twice."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import DatabaseError, connection

from takar.accounts.public import User, changes_of
from takar.assessments.public import evidence_log
from takar.exercises.models import ListedRater, Round, Sheet
from takar.exercises.public import (
    Appointment,
    Rated,
    add_rater,
    appoint,
    open_round,
    recuse,
    round_of,
    rounds,
    sheets_for,
    sheets_in,
    withdraw,
)
from takar.exercises.storage import lock, own_state
from takar.kernel.refusals import Refusal
from takar.ledger.public import monitor
from tests.append_only import triggers_off
from tests.exercises.judging import OWNER, PEOPLE, RULES, appointed, locked, opened, raters
from tests.exercises.round import PHRASE, filled, rater

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def refused(value: object) -> str:
    assert isinstance(value, Refusal), value
    return value.code


def attempt(**changes: Any) -> Any:
    given = {
        "owner": OWNER,
        "title": "Seleksi JPT",
        "rules": RULES,
        "raters": ["penilai1", "penilai2"],
        "subjects": PEOPLE,
    }
    return open_round(**(given | {"actor": "sekretaris", "organiser": "Kota Contoh"} | changes))


def test_opening_again_repeats_nothing() -> None:
    users = raters()
    view = opened(users)
    assert opened(users) == view
    assert (evidence_log().size, monitor(evidence_log())) == (1, [])
    assert rounds() == [round_of(OWNER)]
    assert round_of("tidak ada") is None
    assert [one.action for one in changes_of(f"round:{OWNER}")] == ["round.open"]


def test_an_opening_that_died_before_the_log_goes_on() -> None:
    users = raters()
    opened(users)
    with triggers_off(connection, "exercises_round"):
        Round.objects.update(index=None)
    assert opened(users).index == 0
    assert evidence_log().size == 1


def test_nothing_of_a_committed_round_can_be_changed() -> None:
    opened(raters())
    rater("penilai3")
    for changes in (
        {"title": "Lain"}, {"raters": ["penilai1", "penilai3"]}, {"subjects": PEOPLE[:1]}, {"rules": RULES | {"decimals": 0}},
    ):  # fmt: skip
        assert refused(attempt(**changes)) == "ROUND_FIXED"
    with pytest.raises(DatabaseError), connection.cursor() as cursor:
        cursor.execute("UPDATE exercises_round SET rules = '{}'")


def test_what_is_missing_is_said() -> None:
    raters()
    User.objects.create(username="tanpa kunci")
    found = attempt(raters=["penilai1", "tanpa kunci", "tidak ada"])
    assert refused(found) == "RATERS_WITHOUT_KEY"
    assert found.data == {"raters": ["tanpa kunci", "tidak ada"]}
    assert refused(attempt(panel=["tanpa kunci"])) == "RATERS_WITHOUT_KEY"
    assert refused(attempt(raters=[])) == "ROUND_EMPTY"
    assert refused(attempt(subjects=[])) == "ROUND_EMPTY"
    assert refused(attempt(subjects=[PEOPLE[0], PEOPLE[0]])) == "ROUND_EMPTY"
    assert refused(attempt(title="x" * 201)) == "ROUND_TITLE_BAD"
    many = [{"code": f"k{number}", "name": "x" * 60, "weight": "2"} for number in range(50)]
    assert refused(attempt(rules=RULES | {"components": many, "instruments": []})) == "ROUND_TOO_LARGE"
    assert not Round.objects.exists()
    assert evidence_log().size == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"components": []},
        {"components": [RULES["components"][0]] * 2},
        {"components": [{"code": "wawancara", "name": "x", "weight": "99"}]},
        {"components": [{"code": "wawancara", "name": "x", "weight": "banyak"}]},
        {
            "components": [
                {"code": "a", "name": "x", "weight": "150"},
                {"code": "b", "name": "x", "weight": "-50"},
            ]
        },
        {"components": [{"code": "a", "name": "x", "weight": "NaN"}]},
        {"instruments": [RULES["instruments"][0]] * 2},
        {"instruments": [{"code": "x", "component": "lain", "name": "x", "form": {}}]},
        {"instruments": [{"code": "x", "component": "makalah", "name": "x", "form": {}}]},
        {"instruments": "x", "rounding": "up"},
    ],
)
def test_rules_that_cannot_be_followed_are_refused(changes: dict[str, Any]) -> None:
    raters()
    assert refused(attempt(rules=RULES | changes)) == "ROUND_RULES_BAD"


def test_thirty_raters_fit_into_one_round() -> None:
    users = raters(30)
    assert opened(users).index == 0
    assert len(json.loads(evidence_log().leaf(0))["keys"]) == 30


def test_sheets_are_made_once_and_only_for_who_belongs() -> None:
    users = raters()
    opened(users)
    made = appointed(users)
    assert [one.pk for one in appointed(users)] == [one.pk for one in made]
    assert len(sheets_in(OWNER)) == 8
    assert len(sheets_for("penilai1")) == 4
    rater("orang lain")
    for code, one in (
        ("RATER_NOT_LISTED", Appointment("orang lain", PEOPLE[0].nip, "teknis")),
        ("SUBJECT_UNKNOWN", Appointment("penilai1", "9" * 18, "teknis")),
        ("INSTRUMENT_UNKNOWN", Appointment("penilai1", PEOPLE[0].nip, "lain")),
    ):
        assert refused(appoint(OWNER, [one], actor="s")) == code
    assert refused(appoint("tidak ada", [], actor="s")) == "ROUND_NOT_OPEN"


def test_a_recused_rater_is_not_appointed_again_for_that_person() -> None:
    users = raters()
    opened(users)
    sheet = appointed(users)[0]
    filled(sheet)
    assert refused(recuse(OWNER, sheet.rater, sheet.nip, " ", actor="s")) == "WITHDRAWAL_REASON_MISSING"
    assert recuse(OWNER, sheet.rater, sheet.nip, "ipar", actor="s") == 2
    assert recuse(OWNER, sheet.rater, sheet.nip, "ipar", actor="s") == 0
    assert refused(own_state(sheet.pk, sheet.rater)) == "SHEET_NOT_YOURS"
    again = Appointment(sheet.rater, sheet.nip, "teknis")
    assert refused(appoint(OWNER, [again], actor="s")) == "RATER_RECUSED"
    assert refused(withdraw("tidak ada", "x", actor="s")) == "SHEET_UNKNOWN"
    assert withdraw(sheet.pk, "x", actor="s") is None
    assert Sheet.objects.get(pk=sheet.pk).withdrawn_reason == "ipar"


def test_a_rater_is_added_by_two_and_in_public() -> None:
    users = raters()
    opened(users)
    late = rater("pengganti")
    words = {"reason": "asesor sakit", "asked_by": "sekretaris", "approved_by": "ketua"}
    assert (
        refused(add_rater(OWNER, "pengganti", **(words | {"approved_by": "sekretaris"})))
        == "SECOND_PERSON_NEEDED"
    )
    assert refused(add_rater(OWNER, "pengganti", **(words | {"reason": " "}))) == "RATER_REASON_MISSING"
    assert refused(add_rater(OWNER, "tidak ada", **words)) == "RATERS_WITHOUT_KEY"
    assert refused(add_rater("tidak ada", "pengganti", **words)) == "ROUND_NOT_OPEN"
    assert add_rater(OWNER, "pengganti", **words) == 1
    assert add_rater(OWNER, "pengganti", **words) == 1
    assert [json.loads(leaf)["t"] for _, leaf in evidence_log().leaves()] == ["event.commit", "raters"]
    locked(appointed([late])[0])
    assert monitor(evidence_log()) == []


def test_a_key_that_was_made_anew_is_listed_first() -> None:
    users = raters()
    opened(users)
    sheet = appointed(users)[0]
    filled(sheet)
    with triggers_off(connection, "exercises_listedrater"):
        ListedRater.objects.filter(username=sheet.rater).update(public="0" * 64)
    found = lock(sheet.pk, users[0], PHRASE, device="dev", last_seq=4)
    assert refused(found) == "KEY_NOT_LISTED"


def test_a_round_knows_who_is_judged() -> None:
    view = opened(raters())
    assert set(view.pseudonyms) == {one.nip for one in PEOPLE}
    assert view.raters == ("penilai1", "penilai2")
    assert isinstance(PEOPLE[0], Rated)
