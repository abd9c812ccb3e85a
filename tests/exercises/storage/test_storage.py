"""Sheets are kept encrypted, once, and blind."""

from __future__ import annotations

import ast
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import DatabaseError, connection

import takar
from takar.accounts.public import User, signing_key_of
from takar.exercises.models import Seal, Sheet, SheetEvent
from takar.exercises.storage import (
    Locked,
    SheetDamaged,
    all_locked,
    lock,
    locked_raters,
    own_events,
    own_state,
    reopen,
    save,
    sealed_sheets,
    sheet_rules,
)
from takar.kernel.refusals import Refusal
from takar.ledger.public import RATING_TYPE, signed_by
from tests.append_only import triggers_off
from tests.exercises.round import PHRASE, entries, filled, rater, round_of, sheet

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NIP = "1" * 18


def refused(value: object) -> str:
    assert isinstance(value, Refusal), value
    return value.code


@pytest.fixture
def pair() -> tuple[User, User, Sheet, Sheet]:
    owner, first, second = round_of(), rater("asesor1"), rater("asesor2")
    return first, second, sheet(owner, "s1", first), sheet(owner, "s2", second)


def locked(one: Sheet, who: User) -> Locked:
    done = lock(one.pk, who, PHRASE, device="dev", last_seq=4)
    assert isinstance(done, Locked), done
    return done


def test_entries_are_kept_once_and_read_back(pair: tuple[User, User, Sheet, Sheet]) -> None:
    _, _, mine, _ = pair
    filled(mine)
    filled(mine)
    state = own_state(mine.pk, "asesor1")
    assert not isinstance(state, Refusal)
    assert (state.value("M.01"), state.value("M.02"), SheetEvent.objects.count()) == ("3", "NE", 4)
    events = own_events(mine.pk, "asesor1")
    assert not isinstance(events, Refusal)
    assert len(events) == 4
    rules = sheet_rules(mine.pk, "asesor1")
    assert not isinstance(rules, Refusal)
    assert list(rules.dimensions) == ["M.01", "M.02"]


def test_nothing_readable_is_in_the_database(pair: tuple[User, User, Sheet, Sheet]) -> None:
    filled(pair[2])
    stored = b"".join(bytes(row.body) for row in SheetEvent.objects.all())
    assert b"Menegur" not in stored
    assert b"rated" not in stored


def test_somebody_elses_sheet_is_not_there(pair: tuple[User, User, Sheet, Sheet]) -> None:
    _, _, mine, _ = pair
    assert refused(own_state(mine.pk, "asesor2")) == "SHEET_NOT_YOURS"
    assert refused(own_events(mine.pk, "asesor2")) == "SHEET_NOT_YOURS"
    assert refused(sheet_rules(mine.pk, "asesor2")) == "SHEET_NOT_YOURS"
    assert refused(save(mine.pk, "asesor2", "dev", entries())) == "SHEET_NOT_YOURS"
    assert refused(lock(mine.pk, pair[1], PHRASE, device="dev", last_seq=0)) == "SHEET_NOT_YOURS"
    assert refused(reopen("none", asked_by="a", approved_by="b", reason="x")) == "SHEET_UNKNOWN"


@pytest.mark.parametrize(
    "broken",
    [
        {}, {"seq": 1, "kind": "locked", "by": "x"}, {"seq": 0, "kind": "rated", "dimension": "M.01", "value": "3"},
        {"seq": 1, "kind": "rated", "dimension": "M.01"}, {"seq": 1, "kind": "rated", "dimension": 7, "value": "3"},
        {"seq": 1, "tick": -1, "kind": "rated", "dimension": "M.01", "value": "3"},
        {"seq": "x", "kind": "rated", "dimension": "M.01", "value": "3"},
        {"seq": 1, "kind": "noted", "note": "n", "text": "x", "clock_s": "soon"},
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_whole(
    pair: tuple[User, User, Sheet, Sheet], broken: dict[str, object]
) -> None:
    assert refused(save(pair[2].pk, "asesor1", "dev", [broken])) == "SHEET_ENTRY_UNREADABLE"
    assert refused(save(pair[2].pk, "asesor1", "", entries())) == "SHEET_ENTRY_UNREADABLE"
    assert not SheetEvent.objects.exists()


def test_others_open_only_after_the_last_lock(pair: tuple[User, User, Sheet, Sheet]) -> None:
    first, second, one, two = pair
    filled(one, "2")
    filled(two, "4")
    for reader in ("asesor1", "asesor2", "ketua"):
        assert refused(sealed_sheets("kegiatan1", NIP, "wawancara", reader)) == "RATINGS_STILL_BLIND"
    locked(one, first)
    for reader in ("asesor1", "asesor2", "ketua"):
        assert refused(sealed_sheets("kegiatan1", NIP, "wawancara", reader)) == "RATINGS_STILL_BLIND"
    assert refused(locked_raters("kegiatan1", "asesor2")) == "RATINGS_STILL_BLIND"
    assert locked_raters("kegiatan1", "ketua") == {(NIP, "wawancara"): (1, 2)}
    locked(two, second)
    assert all_locked("kegiatan1", NIP, "wawancara")
    found = sealed_sheets("kegiatan1", NIP, "wawancara", "asesor1")
    assert not isinstance(found, Refusal)
    assert [(one.rater, one.values) for one in found] == [
        ("asesor1", {"M.01": Decimal(2), "M.02": "NE"}),
        ("asesor2", {"M.01": Decimal(4), "M.02": "NE"}),
    ]
    assert found[0].evidence["M.01"][0]["signs"] == {"3.1": "+"}


def test_nobody_rates_nobody_is_closed() -> None:
    assert not all_locked("kegiatan1", NIP, "wawancara")


def test_locking_is_signed_by_the_rater(pair: tuple[User, User, Sheet, Sheet]) -> None:
    first, _, one, _ = pair
    filled(one)
    done = locked(one, first)
    public = signing_key_of(first)
    assert public is not None
    payload, who = signed_by(Seal.objects.get().envelope["dsse"], RATING_TYPE, [public])
    assert len(who) == 1
    assert done.digest.encode() in payload
    assert b"Menegur" not in payload
    again = lock(one.pk, first, PHRASE, device="dev", last_seq=4)
    assert again == Locked(one.pk, done.digest, already=True)


def test_a_wrong_passphrase_locks_nothing(pair: tuple[User, User, Sheet, Sheet]) -> None:
    filled(pair[2])
    assert refused(lock(pair[2].pk, pair[0], "salah sekali", device="dev", last_seq=4)) == "PASSPHRASE_WRONG"
    assert SheetEvent.objects.count() == 4
    assert not Seal.objects.exists()


def test_an_incomplete_sheet_is_not_locked(pair: tuple[User, User, Sheet, Sheet]) -> None:
    assert refused(lock(pair[2].pk, pair[0], PHRASE, device="dev", last_seq=0)) == "SHEET_INCOMPLETE"


def test_opening_again_keeps_the_first_seal_and_blinds_again(pair: tuple[User, User, Sheet, Sheet]) -> None:
    first, second, one, two = pair
    filled(one)
    filled(two)
    locked(one, first)
    locked(two, second)
    assert refused(reopen(one.pk, asked_by="a", approved_by="a", reason="x")) == "SECOND_PERSON_NEEDED"
    assert reopen(one.pk, asked_by="a", approved_by="b", reason="salah orang") is None
    assert reopen(one.pk, asked_by="a", approved_by="b", reason="salah orang") is None
    assert refused(sealed_sheets("kegiatan1", NIP, "wawancara", "asesor2")) == "RATINGS_STILL_BLIND"
    locked(one, first)
    assert [(seal.number, seal.reopened_at is None) for seal in Seal.objects.filter(sheet=one)] == [
        (1, False),
        (2, True),
    ]


def test_who_was_taken_off_reads_nothing_any_more(pair: tuple[User, User, Sheet, Sheet]) -> None:
    first, second, one, two = pair
    filled(one)
    locked(one, first)
    Sheet.objects.filter(pk=two.pk).update(withdrawn_at=two.made_at, withdrawn_reason="atasan langsung")
    assert refused(own_state(two.pk, second.username)) == "SHEET_NOT_YOURS"
    assert refused(sealed_sheets("kegiatan1", NIP, "wawancara", second.username)) == "RATINGS_STILL_BLIND"
    assert not isinstance(sealed_sheets("kegiatan1", NIP, "wawancara", first.username), Refusal)
    assert refused(reopen(two.pk, asked_by="a", approved_by="b", reason="x")) == "SHEET_UNKNOWN"


def test_the_database_refuses_changes_of_entries_and_seals(pair: tuple[User, User, Sheet, Sheet]) -> None:
    filled(pair[2])
    locked(pair[2], pair[0])
    for change in (
        "UPDATE exercises_sheetevent SET at_ms = 1", "DELETE FROM exercises_sheetevent",
        "UPDATE exercises_seal SET digest = 'x'",
    ):  # fmt: skip
        with pytest.raises(DatabaseError), connection.cursor() as cursor:
            cursor.execute(change)


def test_an_entry_changed_behind_our_back_is_found() -> None:
    owner, who = round_of(), rater("asesor1")
    one = sheet(owner, "s1", who)
    filled(one)
    row = SheetEvent.objects.order_by("ordinal")[0]
    with triggers_off(connection, "exercises_sheetevent"):
        SheetEvent.objects.filter(pk=row.pk).update(at_ms=row.at_ms + 1)
    with pytest.raises(SheetDamaged):
        own_state(one.pk, "asesor1")


def test_only_the_storage_knows_the_tables() -> None:
    """Blindness is kept in one place: nobody else may import the tables of entries and seals."""
    root = Path(takar.__file__).parent
    knowing = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom) and node.module == "takar.exercises.models":
                names = {alias.name for alias in node.names}
                if names & {"SheetEvent", "Seal", "*"}:
                    knowing.add(path.relative_to(root).parts[:2])
    assert knowing == {("exercises", "storage")}
