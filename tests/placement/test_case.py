"""Who may not meet where, in numbers for the solver."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest

from takar.kernel.refusals import Refusal
from takar.placement.case import Chair, banned, problem_from
from takar.placement.domain.scenario.terms import Ban, Meeting, Terms, from_json, terms_fault, to_json
from takar.placement.solving.exact import best
from takar.placement.solving.problem import Apart

UNITS = ("Dinas A", "Dinas A/Bidang 1", "Dinas A / Bidang 1/Seksi x", "Dinas A/Bidang 2", "Dinas B")
DAY = date(2026, 7, 1)


def inputs(*apart: Meeting) -> dict[str, Any]:
    terms = Terms(posts=("P0",), apart=apart, on=DAY.isoformat())
    return {
        "terms": to_json(terms),
        "people": [{"nip": "a"}, {"nip": "b"}],
        "posts": [{"code": f"P{at}", "unit": unit, "agency": "Kota"} for at, unit in enumerate(UNITS)],
    }


def arrays(fit: list[list[float]]) -> dict[str, np.ndarray]:
    m = len(UNITS)
    return {
        "fit": np.array(fit), "eligible": np.ones((2, m), bool), "current": np.array([-1, -1]), "years": np.full(2, 3.0),
        "rank": np.zeros(m, int), "must_fill": np.zeros(m, bool), "banned": np.zeros(m, bool), "weight": np.ones(m),
    }  # fmt: skip


def test_without_posts_a_pair_stays_out_of_one_line_of_units() -> None:
    told = inputs(Meeting("a", (), "b", (), "suami istri"))
    pairs = problem_from(told, arrays([[80.0] * 5] * 2)).apart
    together = {(p, q) for one in pairs for p in one.posts for q in one.others if p != q}
    assert together == {(0, 1), (1, 0), (0, 2), (2, 0), (0, 3), (3, 0), (1, 2), (2, 1)}
    # Both would be best in one line; the second best keeps them apart.
    fit = [[90.0, 70, 60, 60, 60], [60.0, 95, 60, 60, 89]]
    found = best(problem_from(told, arrays(fit)).with_rules(vacant_worth=0.0, move_price=0.0))
    assert found is not None
    assert found.assign.tolist() == [0, 4]


def test_with_posts_only_these_are_kept_from_both() -> None:
    told = inputs(
        Meeting("a", ("P0", "gone"), "b", ("P3",), "x"), Meeting("a", ("P1",), "nobody", ("P2",), "x")
    )
    assert problem_from(told, arrays([[80.0] * 5] * 2)).apart == (Apart(0, (0,), 1, (3,)),)


def test_a_ban_holds_for_its_agencies_and_posts_or_for_everything() -> None:
    chair = Chair("P1", "Kepala", "Dinas A", "jpt_pratama", "II.b", "", False, agency="Kota")
    days = (date(2026, 6, 1), date(2026, 7, 1))
    for ban, holds in [
        (Ban(*days, "x"), True),
        (Ban(*days, "x", agencies=("Kota",)), True),
        (Ban(*days, "x", agencies=("Kabupaten",)), False),
        (Ban(*days, "x", posts=("P1",), agencies=("Kabupaten",)), True),
        (Ban(*days, "x", posts=("P2",)), False),
    ]:
        assert banned(Terms(bans=(ban,)), chair, DAY) is holds
        assert not banned(Terms(bans=(ban,)), chair, date(2026, 7, 2))


def test_terms_of_before_there_were_agencies_are_still_read() -> None:
    terms = Terms(posts=("P0",), bans=(Ban(DAY, DAY, "x"),))
    told: Any = to_json(terms)
    assert from_json(told) == terms
    del told["bans"][0]["agencies"]
    assert from_json(told) == terms


@pytest.mark.parametrize(
    "strange",
    [
        Meeting("a", (), "a", (), "x"),
        Meeting("", (), "a", (), "x"),
        Meeting("a", ("P0",), "b", (), "x"),
        Meeting("a", (), "b", (), " "),
    ],
)
def test_a_pair_that_says_too_little_is_refused(strange: Meeting) -> None:
    terms = Terms(posts=("P0",))
    assert terms_fault(replace(terms, apart=(Meeting("a", (), "b", (), "x"),))) is None
    fault = terms_fault(replace(terms, apart=(strange,)))
    assert isinstance(fault, Refusal)
    assert fault.code == "SCENARIO_MEETING_BAD"
