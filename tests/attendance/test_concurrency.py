"""Two tablets at once, on real transactions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections

from takar.attendance.actions import keep as keeping
from takar.attendance.actions.check_in import CheckedIn, check_in
from takar.attendance.books import book_of
from takar.attendance.models import Entry
from takar.attendance.public import day_counts
from tests.attendance.world import BATCH, NIPS, at, world

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def arrive(who: int, request: str) -> Any:
    moment = at(1, "07.50")
    return check_in(BATCH, NIPS[who], moment=moment, request=request, actor="awas", clock=lambda: moment)


def in_a_thread(job: tuple[int, str]) -> Any:
    try:
        return arrive(*job)
    finally:
        connections.close_all()


def test_many_tablets_note_everybody_once() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, and the tests' database in memory does not wait")
    world(12)
    jobs = [(who, f"r{who}") for who in range(12)] * 3
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(in_a_thread, jobs))
    assert all(isinstance(one, CheckedIn) for one in done)
    assert sorted(Entry.objects.values_list("ordinal", flat=True)) == list(range(1, 13))
    assert day_counts(BATCH, 1)["present"] == 12


def test_who_loses_the_race_for_an_ordinal_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    world(3)
    stale = book_of(BATCH)
    arrive(0, "first")
    books = iter([stale])
    monkeypatch.setattr(keeping, "book_of", lambda batch: next(books, None) or book_of(batch))
    assert arrive(1, "second").state == "arrived"
    assert sorted(Entry.objects.values_list("ordinal", "request")) == [(1, "first"), (2, "second")]


def test_a_race_that_is_never_won_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    world(3)
    stale = book_of(BATCH)
    arrive(0, "first")
    monkeypatch.setattr(keeping, "book_of", lambda batch: stale)
    with pytest.raises(IntegrityError):
        arrive(1, "second")
    assert not connection.needs_rollback
