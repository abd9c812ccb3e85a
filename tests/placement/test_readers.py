"""What other systems read of placement: decided moves, once decisions are closed."""

from __future__ import annotations

import pytest

from takar.placement.actions.close_decisions import close_decisions
from takar.placement.actions.decide_person import decide_person
from takar.placement.readers import READERS
from tests.placement.world import MAYOR, book, city, handed_over, users

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]
MOVES = READERS[0]


def test_moves_are_read_after_the_decisions_and_not_before() -> None:
    users()
    done = handed_over(city(officials=4, vacant=1, pool=0))
    moved = sorted(done.state.moved())
    assert MOVES.rows("", 100, {}) == []
    for nip in moved:
        decide_person(done.id, nip, "accept", actor=MAYOR)
    close_decisions(done.id, actor=MAYOR)
    rows = MOVES.rows("", 100, {})
    final = book(done.id).state.final()
    assert [(row["nip"], row["new_code"]) for row in rows] == [(nip, final[nip]) for nip in moved]
    assert all(set(row) == {column.name for column in MOVES.columns} for row in rows)
    assert MOVES.count({}) == len(moved)
    assert [row["key"] for row in MOVES.rows(rows[0]["key"], 100, {})] == [row["key"] for row in rows[1:]]
    assert [row["nip"] for row in MOVES.rows("", 100, {"nip": moved[0]})] == moved[:1]
    assert MOVES.count({"scenario": "none"}) == 0
