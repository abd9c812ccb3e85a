"""A selection whose components are all sealed: panel with keys, candidates, sheets locked and in the log."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from takar.accounts.public import User, make_signing_key
from takar.exercises.models import Sheet
from takar.exercises.public import (
    Appointment,
    Rated,
    RoundView,
    appoint,
    open_round,
    write_due_ratings,
)
from takar.exercises.storage import Locked, lock, save
from takar.exercises.storage.own import Saved
from takar.kernel.clock import milliseconds
from takar.selection.codec import row_of
from takar.selection.domain.candidacy import Dropped, Event, Fact, Judged, Started, Submitted
from takar.selection.models import (
    Candidate,
    ComponentEntry,
    Member,
    Post,
    Recusal,
    Selection,
)
from takar.standards.public import load_shipped_standards
from tests.remembered import remembered

PHRASE = "kopi pahit di pagi hari"
SELECTION = "5e1ec7" * 4
START = datetime(2026, 9, 14, 1, 0, tzinfo=UTC)
ANNOUNCED = datetime(2026, 9, 21, 2, 0, tzinfo=UTC)
ROOMS = ("teknis", "manajerial", "sosial-kultural")
SECRETARY, MAYOR, AUDITOR = "sekretaris", "walikota", "auditor"
METHODS = {"track_record": "entered", "paper": "entered", "assessment_centre": "entered"}


@dataclass(frozen=True)
class Person:
    """A candidate. `rooms`: value per room, or per room a list in the order of its raters; `ended`: "", "dropped", …"""

    name: str
    rooms: Mapping[str, Any] | str | float = "85"
    entered: Mapping[str, str] = field(default_factory=dict)
    ended: str = ""


@dataclass
class World:
    selection: str
    members: tuple[str, ...]
    nips: dict[str, str]
    round: RoundView

    def user(self, name: str) -> User:
        return User.objects.get(username=name)


def nip_of(place: int) -> str:
    return f"1980010120050110{place:02d}"


def people_of(count: int) -> list[Person]:
    """Candidates who all meet the standard, the first the best."""
    return [
        Person(
            f"Calon {n + 1}",
            str(92 - n),
            {"track_record": str(90 - n), "paper": "80", "assessment_centre": "85"},
        )
        for n in range(count)
    ]


def world(
    posts: Mapping[str, Sequence[Person]] | None = None,
    members: int = 5,
    recusals: Sequence[tuple[str, str, str]] = (),
    announced: datetime = ANNOUNCED,
) -> World:
    """`recusals`: (member, candidate's name, reason). Members are a1, a2, …; each sits in one room."""
    posts = posts or {"J1": people_of(4)}
    given = (sorted(posts.items()), members, list(recusals), announced)
    made: World = remembered("plenary", given, lambda: _made(posts, members, recusals, announced))
    return made


def _made(
    posts: Mapping[str, Sequence[Person]],
    members: int,
    recusals: Sequence[tuple[str, str, str]],
    announced: datetime,
) -> World:
    names = tuple(f"a{n + 1}" for n in range(members))
    _users(names)
    owner = _selection(names, announced)
    nips = _candidates(owner, posts)
    for member, person, reason in recusals:
        Recusal.objects.create(
            member=Member.objects.get(selection=owner, user=member), nip=nips[person], kind="relative",
            reason=reason, by=member, at=START,
        )  # fmt: skip
    view = _round(posts, names, nips)
    away = {(member, nips[person]) for member, person, _ in recusals}
    _judge(posts, names, nips, away)
    write_due_ratings(lambda: START)
    return World(SELECTION, names, nips, view)


def rooms_of(members: Sequence[str]) -> dict[str, list[str]]:
    return {
        room: [one for n, one in enumerate(members) if n % 3 == place] for place, room in enumerate(ROOMS)
    }


def _users(names: Sequence[str]) -> None:
    load_shipped_standards()
    for name in names:
        user = User.objects.create(username=name, first_name=f"Anggota {name[1:]}", roles=["panelist"])
        user.set_password(PHRASE)
        user.save()
        make_signing_key(user, PHRASE)
    staff = {
        SECRETARY: "panel_secretary",
        "sekretaris2": "panel_secretary",
        MAYOR: "appointer",
        AUDITOR: "auditor",
    }
    for name, role in staff.items():
        user = User.objects.create(username=name, first_name=name.title(), roles=[role])
        user.set_password(PHRASE)
        user.save()


def _selection(names: Sequence[str], announced: datetime) -> Selection:
    owner = Selection.objects.create(
        id=SELECTION, title="Seleksi terbuka JPT Pratama", legal_basis="Keputusan Wali Kota 800/12",
        organiser="Pemerintah Kota Contoh", location="Kota Contoh", zone="WIB", rules_code="seleksi-terbuka",
        rules_version="2019.1", conduct_code="-", conduct_version="-", secretary=SECRETARY, releases_at=announced,
        methods=METHODS, made_by=SECRETARY, made_at=START, committed_at=START,
    )  # fmt: skip
    seats = rooms_of(names)
    for name in names:
        Member.objects.create(
            selection=owner, user=name, name=f"Anggota {name[1:]}", internal=name == "a2", head=name == "a1",
            rooms=[room for room, there in seats.items() if name in there],
        )  # fmt: skip
    return owner


def _candidates(owner: Selection, posts: Mapping[str, Sequence[Person]]) -> dict[str, str]:
    nips: dict[str, str] = {}
    for code, people in posts.items():
        post = Post.objects.create(
            selection=owner, code=code, title=f"Kepala Dinas {code}", unit="Dinas", job_class="pratama",
            standard_code="-", standard_version="-",
        )  # fmt: skip
        for person in people:
            nip = nips.setdefault(person.name, nip_of(len(nips) + 1))
            _candidate(owner, post, person, nip, f"{list(nips).index(person.name) + 1:03d}")
    return nips


def _candidate(owner: Selection, post: Post, person: Person, nip: str, number: str) -> None:
    row = Candidate.objects.create(selection=owner, post=post, nip=nip, name=person.name, number=number)
    facts: list[Fact] = [Started("file"), Submitted(), Judged(person.ended != "not_eligible")]
    if person.ended == "dropped":
        facts.append(Dropped("sakit pada hari kedua"))
    for ordinal, fact in enumerate(facts, 1):
        row_of(row.pk, ordinal, Event(fact, SECRETARY, milliseconds(START))).save()
    for component, value in person.entered.items():
        ComponentEntry.objects.create(
            candidate=row, component=component, value=Decimal(value), source="entered", by=SECRETARY, at=START,
            confirmed_by="sekretaris2", confirmed_at=START,
        )  # fmt: skip


def form() -> dict[str, Any]:
    return {
        "scale": {"least": "0", "most": "100", "decimals": 2},
        "dimensions": [{"code": "P1", "name": "Pertanyaan satu", "indicators": []}],
    }


def _round(posts: Mapping[str, Sequence[Person]], names: Sequence[str], nips: Mapping[str, str]) -> RoundView:
    weights = {"track_record": "20", "paper": "20", "assessment_centre": "25", "interview": "35"}
    rules = {
        "code": "jpt",
        "version": "2019.1",
        "components": [{"code": code, "name": code, "weight": weight} for code, weight in weights.items()],
        "instruments": [
            {"code": f"{post}:{room}", "component": "interview", "name": room, "form": form()}
            for post in posts
            for room in ROOMS
        ],
        "decimals": 2,
        "rounding": "half_up",
        "categories": [],
    }
    names_once = dict.fromkeys(one.name for people in posts.values() for one in people)
    subjects = [Rated(nips[name], name, f"{n:03d}") for n, name in enumerate(names_once, 1)]
    view = open_round(
        SELECTION, "Seleksi terbuka JPT Pratama", rules, list(names), subjects, actor=SECRETARY,
        organiser="Pemerintah Kota Contoh", panel=list(names), clock=lambda: START,
    )  # fmt: skip
    assert isinstance(view, RoundView), view
    return view


def _judge(
    posts: Mapping[str, Sequence[Person]],
    names: Sequence[str],
    nips: Mapping[str, str],
    away: set[tuple[str, str]],
) -> None:
    seats = rooms_of(names)
    for post, people in posts.items():
        for person in people:
            if person.ended:
                continue
            for room in ROOMS:
                raters = [one for one in seats[room] if (one, nips[person.name]) not in away]
                for place, rater in enumerate(raters):
                    _sheet(post, room, rater, nips[person.name], _value(person, room, place))


def _value(person: Person, room: str, place: int) -> str:
    found = person.rooms[room] if isinstance(person.rooms, Mapping) else person.rooms
    return str(found[place] if isinstance(found, list) else found)


def _sheet(post: str, room: str, rater: str, nip: str, value: str) -> None:
    made = appoint(
        SELECTION, [Appointment(rater, nip, f"{post}:{room}")], actor=SECRETARY, clock=lambda: START
    )
    assert isinstance(made, tuple), made
    sheet = Sheet.objects.get(pk=made[0].id)
    entries = [
        {
            "seq": 1,
            "tick": 1,
            "kind": "noted",
            "note": "n1",
            "text": f"Menjawab dengan contoh, {value}",
            "clock_s": 5,
        },
        {
            "seq": 2,
            "tick": 2,
            "kind": "tagged",
            "note": "n1",
            "dimension": "P1",
            "indicator": "",
            "sign": "+",
        },
        {"seq": 3, "tick": 3, "kind": "rated", "dimension": "P1", "value": value},
    ]
    saved = save(sheet.pk, rater, "dev", entries, clock=lambda: START)
    assert isinstance(saved, Saved), saved
    assert not saved.refused, saved
    done = lock(sheet.pk, User.objects.get(username=rater), PHRASE, device="dev", last_seq=3)
    assert isinstance(done, Locked), done


def at(days: float = 0) -> Any:
    """A clock that stands still, `days` after the start."""
    return lambda: START + timedelta(days=days)
