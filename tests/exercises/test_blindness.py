"""No byte sent to a rater depends on what another rater wrote, until everyone there has locked.

Worlds that differ in another rater's sheets only are looked at through every address of the office, by one rater who holds every
role that may be combined with rating.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import path

from takar.accounts.domain.roles import Ability, Role
from takar.accounts.domain.separation import forbidden_together
from takar.accounts.models import User
from takar.accounts.public import requires
from takar.exercises.models import Sheet, SheetEvent
from takar.exercises.public import sealed_sheets, write_due_ratings
from takar.exercises.storage import save
from takar.kernel import clock
from tests.exercises import judging
from tests.exercises.addresses import World, addresses, seen_by
from tests.exercises.round import PHRASE, filled

pytestmark = [pytest.mark.long, pytest.mark.database, pytest.mark.django_db]
OWNER = judging.OWNER
NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def rater_roles() -> list[Role]:
    """Everything that one person may hold beside rating."""
    held = [Role.ASSESSOR]
    for role in Role:
        if role not in held and not forbidden_together([*held, role]):
            held.append(role)
    return held


@pytest.fixture(autouse=True)
def one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands still, so that a difference is never the time."""

    class Still(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return NOW.astimezone(tz)

    monkeypatch.setattr(clock, "datetime", Still)


@pytest.fixture(autouse=True)
def quick_sessions(settings: Any) -> None:
    """Who is signed in is kept in memory: two queries less for each of thousands of addresses."""
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"


@pytest.fixture
def raters() -> list[User]:
    users = judging.raters(3)
    for user in users:
        user.roles = [role.value for role in rater_roles()]
        user.save()
    judging.opened(users)
    judging.appointed(users)
    return users


def of(user: User) -> list[Sheet]:
    return list(Sheet.objects.filter(rater=user.username).order_by("pk"))


def world(user: User) -> World:
    everyone = list(Sheet.objects.order_by("rater", "pk"))
    mine, others = (
        [one for one in everyone if (one.rater == user.username) == own][:2] for own in (True, False)
    )
    people = list({one.nip for one in everyone})
    sheets = [one.pk for one in (*mine, *others)]
    named = {
        "sheet": sheets, "sheet_id": sheets, "owner": [OWNER], "round": [OWNER], "nip": people, "selection": [OWNER],
        "instrument": ["teknis", "makalah"], "username": [one.rater for one in others], "event": [mine[0].round.event],
    }  # fmt: skip
    entry = {"seq": 1, "tick": 1, "kind": "noted", "note": "n", "text": "x", "clock_s": 1}
    extra = [
        ("POST", "/asesor/api/save", json.dumps({"sheet": one, "device": "dev", "entries": [entry]}))
        for one in sheets
    ] + [
        ("POST", "/asesor/api/lock", json.dumps({"sheet": one, "device": "dev", "last_seq": 0, "passphrase": PHRASE}))
        for one in sheets
    ]  # fmt: skip
    texts = [OWNER, sheets[0], sheets[-1], people[0], "teknis", mine[0].pseudonym, "tidak-ada"]
    return World(named, texts, (1, 2, 3), extra)


@contextmanager
def undone() -> Iterator[None]:
    """What happens inside did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def seen_after(act: Callable[[], None], user: User, patterns: list[Any] | None = None) -> dict[str, Any]:
    with undone():
        act()
        write_due_ratings()
        # The log is a file: its time is the computer's, and the page of evidence shows it.
        os.utime(settings.TAKAR.ledger / "checkpoint", (NOW.timestamp(), NOW.timestamp()))
        return seen_by(user, world(user), patterns)


def nothing() -> None:
    """The other one has not begun."""


def wrote(user: User) -> Callable[[], None]:
    def act() -> None:
        for one in of(user):
            filled(one, "5")
            many = [
                {"seq": n, "tick": n, "kind": "noted", "note": f"n{n}", "text": "Panjang " * n, "clock_s": n}
                for n in range(5, 12)
            ]
            save(one.pk, user.username, "dev", many)

    return act


def locked(user: User, value: str) -> Callable[[], None]:
    def act() -> None:
        for one in of(user):
            judging.locked(one, value)

    return act


def differing(first: dict[str, Any], second: dict[str, Any]) -> list[str]:
    return [name for name in sorted(first.keys() | second.keys()) if first.get(name) != second.get(name)]


def test_the_roles_are_those_that_rate() -> None:
    assert set(rater_roles()) == {Role.ASSESSOR, Role.LEAD_ASSESSOR, Role.PANELIST}


def test_every_page_that_raters_may_open_is_looked_at(raters: list[User]) -> None:
    names = {name for name, _, _ in addresses(raters[0], world(raters[0]))}
    assert len(names) > 100
    assert {
        "exercises:api_today",
        "exercises:api_sheet",
        "office:home",
        "jobs:jobs",
        "accounts:trail",
    } <= names


@pytest.mark.parametrize(
    ("own", "acts"), [("not begun", "written 5"), ("written", "2"), ("locked", "written 2 5")]
)
def test_nothing_of_another_shows_until_all_have_locked(raters: list[User], own: str, acts: str) -> None:
    """The third rater never locks, so that the sheets stay closed even when the reader has locked."""
    reader, other, _third = raters
    if own == "written":
        wrote(reader)()
    if own == "locked":
        locked(reader, "4")()
    seen = seen_after(nothing, reader)
    assert sum(status == 200 for status, _, _ in seen.values()) > 20
    for name in acts.split():
        act = wrote(other) if name == "written" else locked(other, name)
        found = seen_after(act, reader)
        assert {one: (seen.get(one), found.get(one)) for one in differing(seen, found)} == {}


def test_nothing_shows_to_one_who_alone_has_not_locked(raters: list[User]) -> None:
    reader, other, third = raters
    locked(third, "3")()
    seen = seen_after(locked(other, "2"), reader)
    assert differing(seen, seen_after(locked(other, "5"), reader)) == []


def test_after_the_last_lock_the_values_are_there(raters: list[User]) -> None:
    """Blindness ends: otherwise the test above could not fail."""
    for user, value in zip(raters, "345", strict=True):
        locked(user, value)()
    nip = judging.PEOPLE[0].nip
    opened = sealed_sheets(OWNER, nip, "teknis", raters[0].username)
    assert isinstance(opened, tuple)
    assert [str(one.values["M.01"]) for one in opened] == ["3", "4", "5"]


@requires(Ability.RATE)
def counts_all(request: HttpRequest) -> HttpResponse:
    """A leak: how many entries the whole round has."""
    return HttpResponse(str(SheetEvent.objects.count()))


@requires(Ability.RATE)
def slower_when_locked(request: HttpRequest) -> HttpResponse:
    """A leak by a header: a redirect that another's lock changes."""
    from takar.exercises.models import Seal

    response = HttpResponse("", status=302)
    response["Location"] = "/a" if Seal.objects.exists() else "/b"
    return response


@pytest.mark.urls(__name__)
def test_a_leak_would_be_found(raters: list[User]) -> None:
    reader, other, _ = raters
    seen = seen_after(nothing, reader)
    assert differing(seen, seen_after(wrote(other), reader)) == [":leak GET /bocor/", ":leak POST /bocor/"]
    assert ":subtle GET /bocor-halus/" in differing(seen, seen_after(locked(other, "5"), reader))


urlpatterns = [
    path("bocor/", counts_all, name="leak"),
    path("bocor-halus/", slower_when_locked, name="subtle"),
]
