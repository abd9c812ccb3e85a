"""Two worlds that differ in everything another rater does must be one world to this rater.

Whatever the others note, rate, lock, reopen or leave undone: as long as one sheet about the person is open, everything that
rater A can call gives the same bytes, down to counts, sequence numbers, row numbers and the shape of the public log.
"""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takar.accounts.public import User, make_signing_key
from takar.assessments.public import evidence_log
from takar.exercises.models import Sheet
from takar.exercises.public import (
    audit_ratings,
    locked_raters,
    record_final,
    reopen,
    sealed_sheets,
    sheets_for,
    write_due_ratings,
)
from takar.exercises.storage import lock, own_events, own_state, save, sheet_rules
from takar.exercises.storage.progress import own_progress
from takar.kernel.refusals import Refusal
from tests.exercises.judging import OWNER, PEOPLE, appointed, opened
from tests.exercises.round import PHRASE, entries, rater

pytestmark = [pytest.mark.database, pytest.mark.django_db]
NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)

VALUES = st.sampled_from(["1", "2", "3", "4", "5", "NE"])
# What each other rater does with each sheet: nothing, some entries, locks, locks and is opened again.
DEEDS = st.lists(
    st.tuples(st.integers(0, 7), VALUES, st.sampled_from(["saves", "locks", "reopens"]), st.integers(1, 3)),
    max_size=8,
)


class Undo(Exception):
    """Leaves the world as it was before."""


def clock() -> datetime:
    return NOW


def plain(value: Any) -> Any:
    if isinstance(value, Refusal):
        return ["refused", value.code, value.id, value.en, value.data]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(inner) for name, inner in asdict(value).items()}
    if isinstance(value, dict):
        return sorted((str(key), plain(inner)) for key, inner in value.items())
    if isinstance(value, tuple | list | set | frozenset):
        return [plain(inner) for inner in value]
    return value if isinstance(value, str | int | None) else str(value)


def seen_by(name: str, mine: list[Sheet]) -> str:
    """Everything a rater can call, with his own saving between, as text."""
    first = mine[0]
    found: list[Any] = [sheets_for(name)]
    for number, one in enumerate(mine):
        found += [save(one.pk, name, "dev", entries("3")[: number + 1], clock=clock)]
        found += [own_state(one.pk, name), own_events(one.pk, name), sheet_rules(one.pk, name)]
    found += [own_progress(name, [one.pk for one in mine] + ["lain"])]
    for who in PEOPLE:
        for instrument in ("teknis", "makalah"):
            found.append(sealed_sheets(OWNER, who.nip, instrument, name))
        found.append(record_final(OWNER, who.nip, {}))
    found += [locked_raters(OWNER, name), audit_ratings(OWNER, name)]
    others = Sheet.objects.exclude(rater=name).order_by("pk")
    for one in others:
        found += [own_state(one.pk, name), save(one.pk, name, "dev", entries()), own_events(one.pk, name)]
        found += [lock(one.pk, User.objects.get(username=name), PHRASE, device="dev", last_seq=0)]
    found += [lock(first.pk, User.objects.get(username=name), PHRASE, device="dev", last_seq=4, clock=clock)]
    found += [json.loads(leaf)["t"] for _, leaf in evidence_log().leaves()]
    return json.dumps(plain(found), sort_keys=True, default=str)


def world(deeds: list[tuple[int, str, str, int]], name: str, mine: list[Sheet], others: list[Sheet]) -> str:
    """What rater A sees after the others have done these deeds; afterwards all is as it was."""
    seen = ""
    try:
        with transaction.atomic():
            for place, value, deed, devices in deeds:
                _do(others[place % len(others)], value, deed, devices)
            write_due_ratings(clock)
            seen = seen_by(name, mine)
            raise Undo
    except Undo:
        return seen


def _do(one: Sheet, value: str, deed: str, devices: int) -> None:
    who = User.objects.get(username=one.rater)
    for number in range(devices):
        save(one.pk, one.rater, f"tablet{number}", entries(value), clock=clock)
    if deed != "saves":
        lock(one.pk, who, PHRASE, device="tablet0", last_seq=4, clock=clock)
    if deed == "reopens":
        reopen(one.pk, asked_by="a", approved_by="b", reason=value, clock=clock)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=DEEDS, other=DEEDS)
def test_a_rater_cannot_tell_two_worlds_apart(
    one: list[tuple[int, str, str, int]], other: list[tuple[int, str, str, int]]
) -> None:
    with transaction.atomic():
        users, sheets = _round()
        name = users[0].username
        mine = [sheet for sheet in sheets if sheet.rater == name]
        others = [sheet for sheet in sheets if sheet.rater != name]
        # rater A has not locked, so no cell of his is complete; B and C may do as they like
        first, second = (world(deeds, name, mine, others) for deeds in (one, other))
        transaction.set_rollback(True)
    assert first == second


def test_the_property_can_fail() -> None:
    """After the last lock the worlds do differ: the test above looks at something."""
    users, sheets = _round()
    name = users[0].username
    mine = [sheet for sheet in sheets if sheet.rater == name]
    others = [sheet for sheet in sheets if sheet.rater != name]
    for one in mine:
        save(one.pk, name, "dev", entries(), clock=clock)
        lock(one.pk, users[0], PHRASE, device="dev", last_seq=4, clock=clock)
    deeds = {value: [(place, value, "locks", 1) for place in range(8)] for value in ("2", "5")}
    assert world(deeds["2"], name, mine, others) != world(deeds["5"], name, mine, others)


def _round() -> tuple[list[User], list[Sheet]]:
    users = [_user(f"penilai{number}") for number in range(1, 4)]
    opened(users, clock=clock)
    return users, appointed(users)


def _user(name: str) -> User:
    known = User.objects.filter(username=name).first()
    if known:
        make_signing_key(known, PHRASE)
    return known or rater(name)


def test_row_numbers_do_not_reach_a_rater() -> None:
    """The numbers of entries and seals count everybody's work; no answer to a rater carries one."""
    users, sheets = _round()
    name = users[0].username
    mine = [sheet for sheet in sheets if sheet.rater == name]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("UPDATE sqlite_sequence SET seq = 987654000 WHERE name LIKE 'exercises_%'")
        else:
            for table in ("sheetevent", "seal"):
                cursor.execute(f"SELECT setval('exercises_{table}_id_seq', 987654000)")
    save(mine[0].pk, name, "dev", entries(), clock=clock)
    assert "987654" not in seen_by(name, mine)
