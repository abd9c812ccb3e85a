"""An invented region as columns: 449,000 people and 60,000 posts in half a minute of nobody's typing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
from tests.placement.matching.people import CODES, PlainPost, PlainRequirement

from takar.placement.domain.values import Measured
from takar.positions.public import OPEN, FactTable, Listing, Penalties, Stays

CLASSES = ("jpt_pratama", "administrator", "pengawas", "pelaksana", "fungsional")
SHARES = (0.004, 0.02, 0.06, 0.5, 0.416)
LEVELS = (4, 3, 2, 1, 2)
FAMILIES = tuple(f"rumpun {at}" for at in range(20))
FIELDS = tuple(f"bidang {at}" for at in range(40))
TODAY = date(2026, 1, 5)


def measured(people: int, draws: np.random.Generator, step: float = 0.5) -> Measured:
    """Levels rounded to `step`, as mass instruments tell them: many profiles are the same."""
    group = draws.choice(len(CLASSES), people, p=SHARES)
    base = np.array([3.4, 2.8, 2.2, 1.6, 2.3])[group][:, None]
    common = draws.standard_normal((people, 1)) * 0.35
    levels = base + common + draws.standard_normal((people, len(CODES))) * 0.45
    rounded = np.clip(np.round(levels / step) * step, 0.5, 5)
    names = tuple(f"{at:018d}" for at in range(people))
    groups = tuple(CLASSES[at] for at in group)
    return Measured(names, CODES, rounded, np.full(rounded.shape, 0.4), groups)


def facts(told: Measured, draws: np.random.Generator) -> FactTable:
    size = len(told.people)
    classes = np.array(told.groups)
    start = TODAY.toordinal() - draws.integers(100, 12 * 365, size)
    person = np.repeat(np.arange(size), 2)
    began = np.stack([start - draws.integers(365, 3000, size), start], axis=1).ravel()
    ended = np.stack([start, np.full(size, OPEN)], axis=1).ravel()
    code_of = {name: at for at, name in enumerate(CLASSES)}
    held = np.array([code_of[name] for name in told.groups])
    everybody = np.ones(size, dtype=bool)
    born = TODAY.toordinal() - draws.integers(25 * 365, 57 * 365, size)
    ages = np.array([60 if name.startswith("jpt") else 58 for name in CLASSES])
    few = np.sort(draws.choice(size, size // 200, replace=False))
    return FactTable(
        nips=told.people,
        job_class=classes,
        holds=np.full(size, "", dtype="U12"),
        golongan=draws.choice(np.array([24, 31, 32, 33, 34, 41, 42], dtype=np.int8), size),
        education=draws.choice(np.array([3, 6, 7, 8, 9], dtype=np.int8), size),
        born=born,
        # To the day, not to the month: what it costs is the same.
        retires=born + (ages[held] * 365.25).astype(np.int64),
        predicates=draws.choice(np.array([0, 2, 3, 4], dtype=np.int8), (size, 5), p=(0.05, 0.05, 0.6, 0.3)),
        jpm=np.full(size, np.nan),
        stays=Stays(person, np.repeat(held, 2), draws.integers(0, len(FAMILIES), 2 * size), began, ended,
                    CLASSES, FAMILIES, everybody),
        penalties=Penalties(few, np.full(len(few), 2), np.full(len(few), TODAY.toordinal() - 400),
                            np.full(len(few), OPEN), everybody),
        fields=Listing(np.arange(size), draws.integers(0, len(FIELDS), size), FIELDS, everybody),
        trainings=Listing(np.arange(0, size, 3), draws.integers(0, 3, len(range(0, size, 3))),
                          ("pelatihan kepemimpinan nasional", "pelatihan kepemimpinan administrator", "lain"), everybody),
        licences=Listing(np.empty(0, np.int64), np.empty(0, np.int64), (), ~everybody),
    )  # fmt: skip


def posts(many: int, draws: np.random.Generator, holders: int = 0) -> list[PlainPost]:
    """About 2,400 distinct standards and 100 to 200 sets of requirements."""
    found = []
    shapes = [
        (at, tuple(np.clip(LEVELS[at] + draws.choice([-1, 0, 0, 1], len(CODES)), 1, 5).tolist()))
        for at in draws.choice(len(CLASSES), 2400, p=(0.1, 0.2, 0.2, 0.3, 0.2))
    ]
    for number in range(many):
        at, levels = shapes[int(draws.integers(len(shapes)))]
        family = int(draws.integers(len(FAMILIES)))
        standard = tuple((code, Decimal(int(level))) for code, level in zip(CODES, levels, strict=True))
        found.append(PlainPost(f"J{number:06d}", standard, _asked(at, family), CLASSES[at], FAMILIES[family]))
    return found


def _asked(at: int, family: int) -> tuple[PlainRequirement, ...]:
    golongan = ("IV/a", "III/d", "III/c", "II/d", "III/a")[at]
    return (
        PlainRequirement("golongan_least", "mutlak", (golongan,)),
        PlainRequirement("education_least", "mutlak", ("S-1",)),
        PlainRequirement("fields_of_study", "penting", (FIELDS[2 * family], FIELDS[2 * family + 1])),
        PlainRequirement("family_years_least", "penting", (FAMILIES[family], "5")),
        PlainRequirement("class_years_least", "perlu", (CLASSES[at], "2")),
        PlainRequirement("predicate_least", "mutlak", ("baik", "2")),
    )
