"""A small invented city: officials in posts with standards, profiles, a pool; everything through the registers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np

from takar.accounts.public import Role, User
from takar.careers.public import CODES, Profile, record_profiles
from takar.people.models import Agency, CivilServant, Post, Unit
from takar.placement.actions.ask_solve import ask_solve
from takar.placement.actions.freeze import freeze
from takar.placement.actions.hand_over import hand_over
from takar.placement.actions.make_scenario import make_scenario
from takar.placement.books import Book, book_of, result_of
from takar.placement.domain.scenario.terms import Terms
from takar.positions.models import LEVELS, PositionRecord
from takar.standards.public import load_shipped_standards, placement_rules_in_force
from tests.people.lists import nip

DAY = date(2026, 7, 1)
PLANNER, MAYOR, AUDITOR, READER = "tim-talenta", "wali-kota", "auditor", "pembaca"
ROLES = {
    PLANNER: Role.TALENT_TEAM,
    MAYOR: Role.APPOINTER,
    AUDITOR: Role.AUDITOR,
    READER: Role.READER,
    "sekretaris": Role.PANEL_SECRETARY,
}
REASON = "titik dengan harga wajar per perpindahan"


def users() -> None:
    for name, role in ROLES.items():
        User.objects.create_user(username=name, password="x", roles=[role.value], first_name=f"Nama {name}")


def city(officials: int = 6, vacant: int = 1, pool: int = 1, seed: int = 5) -> Terms:
    """Terms over all posts. The pool are people outside of them."""
    load_shipped_standards()
    draws = np.random.default_rng(seed)
    agency = Agency.objects.create(name="Pemerintah Kota Contoh")
    unit = Unit.objects.create(agency=agency, name="Dinas Contoh", path="Dinas Contoh")
    post = Post.objects.create(title="Kepala Dinas", job_class="jpt_pratama", eselon="II.b")
    nips = [nip(n, sex=1 + n % 2) for n in range(officials + pool)]
    CivilServant.objects.bulk_create(
        CivilServant(
            nip=one, name=f"Pejabat Contoh {n}", birth_date=date(1975, 1, 1), sex="LP"[n % 2], kind="PNS", unit=unit,
            post=post, job_class="jpt_pratama", eselon="II.b", golongan="IV/c", education="S2", post_since=date(2022, 1, 1),
        )
        for n, one in enumerate(nips)
    )  # fmt: skip
    PositionRecord.objects.bulk_create(
        PositionRecord(
            code=f"JPT-{n:02d}", title=f"Kepala Dinas Contoh {n}", unit="Dinas Contoh", agency=agency.name,
            job_class="jpt_pratama", eselon="II.b" if n else "II.a", holder=nips[n] if n < officials else "",
            held_since=date(2022, 1, 1) if n < officials else None,
            **{name: int(level) for name, level in zip(LEVELS, 100 * draws.integers(2, 6, 9), strict=True)},
        )
        for n in range(officials + vacant)
    )  # fmt: skip
    profiles(nips, draws)
    return terms(tuple(f"JPT-{n:02d}" for n in range(officials + vacant)), tuple(nips[officials:]))


def profiles(nips: list[str], draws: np.random.Generator) -> None:
    record_profiles(
        [
            Profile(
                one,
                tuple((code, Decimal(f"{level:.2f}")) for code, level in zip(CODES, draws.uniform(2, 5, 9), strict=True)),
                date(2026, 1, 5),
                "import contoh",
                errors=tuple((code, Decimal("0.35")) for code in CODES),
                valid_until=date(2029, 1, 4),
            )
            for one in nips
        ],
        "sistem",
    )  # fmt: skip


def terms(posts: tuple[str, ...], pool: tuple[str, ...]) -> Terms:
    rules = placement_rules_in_force(DAY)[0]
    return Terms(on=DAY.isoformat(), posts=posts, pool=pool, ruleset=(rules.code, rules.version), redraws=100)


def made(asked: Terms, title: str = "Rotasi contoh") -> str:
    done = make_scenario(title, asked, actor=PLANNER)
    return done.scenario  # type: ignore[union-attr]


def solved(asked: Terms, title: str = "Rotasi contoh") -> Book:
    from takar.jobs.public import run_jobs_once

    id = made(asked, title)
    ask_solve(id, actor=PLANNER)
    run_jobs_once()
    return book(id)


def handed_over(asked: Terms) -> Book:
    done = solved(asked)
    body = result_of(done.id)
    assert body is not None
    freeze(done.id, max(done.state.points), REASON, actor=PLANNER)
    hand_over(done.id, "Wali Kota Contoh", "800/12", actor=PLANNER)
    return book(done.id)


def book(id: str) -> Book:
    found = book_of(id)
    assert isinstance(found, Book)
    return found
