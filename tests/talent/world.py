"""An invented agency with careers and positions, written straight into the tables."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import numpy as np

from takar.careers.domain.facts import day_of, key_of
from takar.careers.models import FactRecord
from takar.careers.public import Profile, record_profiles
from takar.people.models import CivilServant
from takar.positions.models import PositionRecord, RequirementRecord
from takar.standards.public import load_shipped_standards
from takar.talent.models import TalentMap
from takar.talent.public import Wanted, ask_map, draw_map
from tests.certificates.world import person, unit
from tests.people.lists import nip
from tests.talent.people import CODES

ON = date(2026, 1, 5)
NOW = datetime(2026, 1, 5, 3, 0, tzinfo=UTC)


def record(number: int, what: str, /, **values: str) -> FactRecord:
    """One fact, not yet in the database."""
    return FactRecord(
        nip=nip(number),
        kind=what,
        key=key_of(what, values),
        day=day_of(what, values),
        values=values,
        recorded_by="ani",
        recorded_at=NOW,
    )


def fact(number: int, what: str, /, **values: str) -> None:
    record(number, what, **values).save()


def _history(number: int, good: float, draw: np.random.Generator, predicate: bool) -> list[FactRecord]:
    """Better ones tend to be better in everything."""
    found = [
        record(
            number, "education", level="S2" if good > 0.3 else "S1", field="Administrasi Publik", year="2005"
        ),
        record(
            number,
            "trainings",
            title="Pelatihan",
            kind="teknis",
            finished_on="2025-06-01",
            hours=str(10 + number % 50),
        ),
    ]
    for year in (2024, 2025) if predicate else ():
        luck = good + draw.normal()
        code = "sangat_baik" if luck > 0.4 else "baik" if luck > -1.4 else "butuh_perbaikan"
        found.append(record(number, "predicates", year=str(year), code=code))
    if good > 0:
        found.append(
            record(number, "awards", title=f"Penghargaan {number}", on="2025-05-01", scope="nasional")
        )
        found.append(record(number, "team_tasks", title=f"Tim {number}", role="ketua", start="2025-01-01"))
    return found


def _profile(number: int, good: float, draw: np.random.Generator) -> Profile:
    levels = np.clip(2.9 + 0.4 * good + 0.3 * draw.standard_normal(9), 1, 5)
    return Profile(
        nip=nip(number),
        levels=tuple((code, Decimal(f"{level:.2f}")) for code, level in zip(CODES, levels, strict=True)),
        assessed_on=date(2025, 6, 1),
        source="import",
        potential=Decimal(f"{np.clip(72 + 9 * good + 6 * draw.normal(), 5, 100):.1f}"),
    )


def position(code: str, holder: str = "", /, **told: Any) -> PositionRecord:
    made = PositionRecord.objects.create(
        **{
            "code": code,
            "title": f"Jabatan {code}",
            "unit": "Dinas Contoh 1",
            "job_class": "jpt_pratama",
            "holder": holder,
            "critical": True,
            **dict.fromkeys(("m01", "m02", "m03", "m04", "m05", "m06", "m07", "m08", "sk01"), 300),
            **told,
        }
    )
    RequirementRecord.objects.create(
        position=made, kind="education_least", weight="mutlak", values=["S1"], text="Paling rendah S1"
    )
    RequirementRecord.objects.create(
        position=made, kind="other", weight="mutlak", values=[], text="Sehat jasmani"
    )
    return made


def agency(people: int = 40, seed: int = 1) -> None:
    """`people` administrators; every tenth has no profile, every fifteenth no predicate."""
    load_shipped_standards()
    draw = np.random.default_rng(seed)
    first = person(
        1, unit="Dinas Contoh 1/Bidang 1", golongan="IV/a", education="S1", post_since=date(2013, 3, 1)
    )
    CivilServant.objects.bulk_create(_civil_servant(number, first) for number in range(2, people + 1))
    facts, profiles = list[FactRecord](), list[Profile]()
    for number in range(1, people + 1):
        good = draw.normal()
        facts += _history(number, good, draw, number % 15 != 0)
        if number % 10:
            profiles.append(_profile(number, good, draw))
    FactRecord.objects.bulk_create(facts)
    record_profiles(profiles, "ani", clock=lambda: NOW)
    position("D1.01")


def _civil_servant(number: int, like: CivilServant) -> CivilServant:
    year = 1967 + number % 13
    return CivilServant(
        nip=nip(number),
        name=f"Pegawai Contoh {number:03d}",
        birth_date=date(year, 1, 1),
        sex="L",
        kind="PNS",
        golongan="IV/a",
        unit=unit(f"Dinas Contoh {number % 5}/Bidang {number % 3}"),
        post=like.post,
        job_class="administrator",
        education="S1",
        post_since=date(2012 + number % 10, 3, 1),
    )


def drawn(title: str = "Peta talenta contoh", on: date = ON) -> TalentMap:
    made = ask_map(
        Wanted(title, on, "peta-talenta", registers=("awards", "team_tasks", "development", "discipline")),
        actor="budi",
        clock=lambda: NOW,
    )
    assert isinstance(made, TalentMap), made
    assert draw_map(made, lambda *_: None, clock=lambda: NOW) is None
    made.refresh_from_db()
    return made
