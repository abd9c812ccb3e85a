"""Requirements: a column answers what a plain reading of one person's facts answers; unknown is neither yes nor no."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.placement.matching.people import PlainPost, PlainRequirement, PlainRules, post

from takar.placement.domain.bars import bars
from takar.placement.domain.catalogue import catalogue_of, person_terms
from takar.placement.domain.changes import requirement_gain
from takar.placement.domain.eligibility import eligibility, floor_reasons
from takar.placement.domain.points import Judge, excluded_by, points_of, tenure_points
from takar.placement.domain.reasons import asked
from takar.positions.domain.eligibility.judging import KINDS
from takar.positions.public import Facts, Stay, fact_table

DAY = date(2026, 3, 1)
RULES = PlainRules()
POST = PlainPost("A", (), (), "administrator", "keuangan")


def stay(family: str, start: date, end: date | None = None, job: str = "administrator") -> Stay:
    return Stay(job, family, start, end)


some_stays = st.lists(
    st.builds(
        Stay,
        st.sampled_from(["administrator", "pengawas"]),
        st.sampled_from(["keuangan", "hukum"]),
        st.dates(date(2005, 1, 1), date(2026, 1, 1)),
        st.none() | st.dates(date(2026, 1, 1), date(2026, 12, 31)),
    ),
    max_size=4,
).map(tuple)


def maybe(entries: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Not on record, or a few entries."""
    return st.none() | st.lists(entries, max_size=3).map(tuple)


some_facts = st.builds(
    Facts,
    nip=st.just("1"),
    job_class=st.sampled_from(["jpt_pratama", "administrator", "fungsional", ""]),
    golongan=st.none() | st.sampled_from(["III/c", "IV/a", "IX"]),
    born=st.none() | st.dates(date(1960, 1, 1), date(1995, 1, 1)),
    retires_on=st.none() | st.dates(date(2025, 1, 1), date(2029, 1, 1)),
    education=maybe(st.tuples(st.sampled_from(["S-1", "D-III"]), st.sampled_from(["hukum", ""]))),
    stays=st.none() | some_stays,
    trainings=maybe(st.sampled_from(["pkn ii", "pka"])),
    predicates=maybe(st.tuples(st.integers(2020, 2025), st.sampled_from(["baik", "kurang"]))),
    discipline=maybe(st.tuples(st.sampled_from(["none", "sedang", "berat"]), st.dates(date(2020, 1, 1), DAY), st.none())),
    jpm=st.none() | st.floats(50, 110),
)  # fmt: skip
VALUES = {
    "golongan_least": ("IV/a",), "education_least": ("S1",), "fields_of_study": ("hukum",), "training": ("pkn",),
    "licence": ("cpa",), "family_years_least": ("5",), "class_years_least": ("administrator", "2"),
    "served_class": ("pengawas",), "age_most": ("56",), "predicate_least": ("baik", "1"), "no_discipline": ("sedang", "1"),
    "jpm_least": ("70",), "level_least": ("M.01", "3"), "other": (),
}  # fmt: skip
some_requirement = st.builds(
    lambda kind, weight: PlainRequirement(kind, weight, VALUES[kind]),
    st.sampled_from(sorted(VALUES)),
    st.sampled_from(["mutlak", "penting", "perlu"]),
)


@settings(max_examples=120, deadline=None)
@given(st.lists(some_facts, min_size=1, max_size=4), st.lists(some_requirement, max_size=6))
def test_one_by_one_all_at_once_and_by_catalogue_are_the_same(
    people: list[Facts], wanted: list[PlainRequirement]
) -> None:
    asked_post = PlainPost("A", (), tuple(wanted), "administrator", "keuangan")
    table = fact_table(people)
    verdicts = Judge(table, DAY).verdicts(asked_post)
    tenure = tenure_points(table, DAY, 5)
    points = points_of(verdicts, tenure, RULES, len(people))
    failed, unsure = excluded_by(verdicts, len(people))
    barred = np.logical_or.reduce(list(bars(table, DAY, RULES).values()))
    catalogue = catalogue_of([asked_post], RULES)
    for row, facts in enumerate(people):
        alone = eligibility(facts, asked_post, DAY, RULES)
        assert alone.eligible == (not failed[row] and not barred[row])
        assert any(reason.weight == "mutlak" for reason in alone.to_check) == bool(unsure[row])
        assert (alone.weight, alone.added) == pytest.approx((points.weight[row], points.added[row]))
        one = person_terms(catalogue, table.one(row), (tenure[0][row], bool(tenure[1][row])), DAY, RULES)
        assert (one.weight[0], one.added[0]) == pytest.approx((points.weight[row], points.added[row]))
        assert (bool(one.failed[0]), bool(one.unsure[0])) == (bool(failed[row]), bool(unsure[row]))
        assert 0 <= points.added[row] <= 100 * (1 - points.weight[row]) + 1e-9


def test_bars_hold_on_their_edges_and_the_own_post_is_never_lost() -> None:
    close = Facts("1", "administrator", retires_on=date(2027, 3, 1), holds="B")
    far = Facts("2", "administrator", retires_on=date(2027, 3, 2))
    young = Facts("3", "administrator", present=stay("", date(2024, 3, 2)))
    settled = Facts("4", "administrator", present=stay("", date(2024, 3, 1)))
    punished = Facts("5", discipline=(("berat", date(2025, 1, 1), None),))
    grade = Facts("6", "fungsional", born=date(1961, 1, 1))
    told = Facts("7", "fungsional", retires_on=date(2026, 5, 1))
    asked_post = PlainPost("A", ())
    excluded = [
        [reason.kind for reason in eligibility(one, asked_post, DAY, RULES).excluded]
        for one in (close, far, young, settled, punished, grade, told)
    ]
    assert excluded == [["retires"], [], ["too_short"], [], ["penalty"], [], ["retires"]]
    own = eligibility(close, PlainPost("B", ()), DAY, RULES)
    assert own.own
    assert own.eligible
    assert [reason.kind for reason in own.reasons] == ["retires"]
    assert eligibility(close, asked_post, DAY, RULES).near_miss


def test_a_floor_excludes_only_when_it_is_sure() -> None:
    from decimal import Decimal

    rules = PlainRules(floors={("jpt_pratama", "M.01"): Decimal(1)})
    asked_post, names = post("A", {"M.01": 4, "M.02": 4}), {"M.01": ("Integritas", "Integrity")}
    told = {
        chance: floor_reasons({"M.01": chance}, asked_post, rules, names) for chance in (0.1, 0.2, 0.79, 0.8)
    }
    assert [[reason.state for reason in found] for found in told.values()] == [
        [],
        ["unknown"],
        ["unknown"],
        ["unmet"],
    ]
    assert told[0.8][0].id == "Integritas: peluang 80 persen berada di bawah batas 3."
    assert told[0.2][0].document("en") == "assessment report"
    assert floor_reasons({}, asked_post, rules, names) == []


def test_every_kind_is_said_in_both_languages() -> None:
    for kind in KINDS:
        wanted = PlainRequirement(kind, "penting", VALUES[kind], "Sehat" if kind == "other" else "")
        assert all(asked(wanted))
        found = eligibility(Facts("1"), PlainPost("A", (), (wanted,)), DAY, RULES).reasons[0]
        assert found.state == "unknown"
        assert found.document("id") in found.sentence("id")
        assert found.document("en") in found.sentence("en")
    facts = Facts(
        "1",
        golongan="III/d",
        born=date(1970, 1, 1),
        jpm=65.2,
        education=(("S-1", "Hukum"),),
        levels={"M.01": 2.0},
        stays=(stay("keuangan", date(2024, 3, 1)),),
    )
    said = [
        eligibility(facts, PlainPost("A", (), (PlainRequirement(kind, "mutlak", VALUES[kind]),), "administrator", "keuangan"),
                    DAY, RULES).reasons[0].sentence("id")
        for kind in ("golongan_least", "family_years_least", "age_most", "jpm_least", "level_least", "fields_of_study")
    ]  # fmt: skip
    assert said == [
        "Golongan paling rendah IV/a: tidak terpenuhi (tercatat III/d).",
        "Pengalaman di rumpun yang sama paling sedikit 5 tahun: tidak terpenuhi (tercatat 2 tahun).",
        "Usia paling tinggi 56 tahun: terpenuhi (tercatat 56 tahun).",
        "JPM paling rendah 70: tidak terpenuhi (tercatat 65,2).",
        "M.01 paling rendah level 3: tidak terpenuhi (tercatat 2).",
        "Bidang ilmu hukum: terpenuhi (tercatat Hukum).",
    ]


def test_what_a_requirement_would_bring_is_what_meeting_it_brings() -> None:
    wanted = (
        PlainRequirement("training", "penting", ("pkn",)),
        PlainRequirement("fields_of_study", "perlu", ("hukum",)),
    )
    asked_post = PlainPost("A", (), wanted)
    before = eligibility(Facts("1", trainings=(), education=(("S-1", "hukum"),)), asked_post, DAY, RULES)
    after = eligibility(Facts("1", trainings=("pkn",), education=(("S-1", "hukum"),)), asked_post, DAY, RULES)
    gain = requirement_gain(asked_post, 0, [0, 1], before.weight, RULES)
    assert gain == pytest.approx(after.added - before.added)
    assert requirement_gain(asked_post, 0, [-1, 1], before.weight, RULES) == 0
