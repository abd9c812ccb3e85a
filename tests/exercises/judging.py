"""A whole round in a log of its own: rules committed, raters with keys, sheets filled and locked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from takar.accounts.public import User
from takar.exercises.models import Sheet
from takar.exercises.public import Appointment, Rated, RoundView, appoint, open_round
from takar.exercises.storage import Locked, lock
from takar.kernel.clock import Clock, utc_now
from tests.exercises.round import FORM, PHRASE, filled, rater

OWNER = "seleksi1"
PEOPLE = (Rated("1" * 18, "Peserta Satu", "001"), Rated("2" * 18, "Peserta Dua", "002"))
RULES: dict[str, Any] = {
    "code": "jpt",
    "version": "2026.1",
    "components": [
        {"code": "wawancara", "name": "Wawancara", "weight": "60"},
        {"code": "makalah", "name": "Makalah", "weight": "40"},
    ],
    "instruments": [
        {"code": "teknis", "component": "wawancara", "name": "Ruang teknis", "form": FORM},
        {"code": "makalah", "name": "Makalah", "form": FORM},
    ],
    "decimals": 2,
    "rounding": "half_up",
    "categories": [],
}


def raters(count: int = 2) -> list[User]:
    return [rater(f"penilai{number}") for number in range(1, count + 1)]


def opened(
    users: Sequence[User], owner: str = OWNER, rules: dict[str, Any] | None = None, clock: Clock = utc_now
) -> RoundView:
    view = open_round(
        owner, "Seleksi JPT", rules or RULES, [user.username for user in users], PEOPLE,
        actor="sekretaris", organiser="Kota Contoh", clock=clock,
    )  # fmt: skip
    assert isinstance(view, RoundView), view
    return view


def appointed(users: Sequence[User], owner: str = OWNER) -> list[Sheet]:
    """Everyone judges everyone in both instruments."""
    return appointed_to(users, "teknis", "makalah", owner=owner)


def appointed_to(users: Sequence[User], *instruments: str, owner: str = OWNER) -> list[Sheet]:
    wanted = [
        Appointment(user.username, one.nip, instrument)
        for one in PEOPLE
        for instrument in instruments
        for user in users
    ]
    made = appoint(owner, wanted, actor="sekretaris")
    assert isinstance(made, tuple), made
    return [Sheet.objects.get(pk=one.id) for one in made]


def locked(one: Sheet, value: str = "3") -> Locked:
    filled(one, value)
    return relocked(one)


def relocked(one: Sheet, last_seq: int = 4) -> Locked:
    done = lock(one.pk, User.objects.get(username=one.rater), PHRASE, device="dev", last_seq=last_seq)
    assert isinstance(done, Locked), done
    return done
