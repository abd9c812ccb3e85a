"""The quick answers are those of the exact table, and of a person's own page."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.placement.matching.people import PlainPost, PlainRules
from tests.placement.matching.region import TODAY, facts, measured, posts

from takar.placement.domain.posterior import estimate_prior
from takar.placement.domain.tables import fit_table
from takar.placement.domain.values import Measured
from takar.placement.matching.engine import Engine
from takar.placement.matching.profiles import best_of_every_standard, distinct_profiles
from takar.positions.public import FactTable

RULES = PlainRules(floors={(job, "M.01"): 1 for job in ("jpt_pratama", "administrator", "pengawas")})  # type: ignore[misc]


def world(seed: int, people: int = 400, many: int = 60) -> tuple[Measured, FactTable, list[PlainPost]]:
    draws = np.random.default_rng(seed)
    told = measured(people, draws)
    told.levels[draws.random(told.levels.shape) < 0.15] = np.nan
    told.levels[:5] = np.nan
    known, asked = facts(told, draws), posts(many, draws)
    known.holds[7] = asked[3].code
    return told, known, [*asked, PlainPost("TANPA", (), ())]


@pytest.mark.parametrize("seed", range(4))
def test_both_directions_agree_with_the_exact_table(seed: int) -> None:
    told, known, asked = world(seed)
    engine = Engine(told, known, asked, TODAY, RULES)
    table = fit_table(told, asked, known, TODAY, RULES)
    for post in range(len(asked)):
        fit, eligible = engine.fits(post)
        assert np.allclose(
            np.where(np.isinf(fit), np.nan, fit), table.fit[:, post], atol=2e-3, equal_nan=True
        )
        assert (eligible == table.eligible[:, post]).all()
    for person in range(0, 400, 23):
        fit, eligible = engine.fits_of_person(person)
        assert np.allclose(np.where(np.isinf(fit), np.nan, fit), table.fit[person], atol=2e-3, equal_nan=True)
        assert (eligible == table.eligible[person]).all()


def test_the_best_are_listed_in_order_and_only_among_those_asked() -> None:
    told, known, asked = world(9)
    engine = Engine(told, known, asked, TODAY, RULES)
    table = fit_table(told, asked, known, TODAY, RULES)
    among = np.arange(400) % 3 == 0
    fit = np.where(table.eligible[:, 2] & among, table.fit[:, 2], np.nan)
    answer = engine.top_people(2, 7, among)
    assert answer.eligible == np.count_nonzero(~np.isnan(fit))
    assert answer.fits.tolist() == pytest.approx(np.sort(fit[~np.isnan(fit)])[::-1][:7].tolist(), abs=2e-3)
    assert among[answer.rows].all()
    row = np.where(table.eligible[40], table.fit[40], np.nan)
    posts_found = engine.top_posts(40, 5)
    assert posts_found.fits.tolist() == pytest.approx(
        np.sort(row[~np.isnan(row)])[::-1][:5].tolist(), abs=2e-3
    )


def test_nobody_is_listed_for_a_post_without_a_standard_and_no_post_for_someone_without_a_profile() -> None:
    told, known, asked = world(2)
    engine = Engine(told, known, asked, TODAY, RULES)
    assert engine.top_people(len(asked) - 1, 10).rows.tolist() == []
    assert engine.top_posts(0, 10).rows.tolist() == []


def test_a_part_of_the_table_has_the_numbers_of_the_whole() -> None:
    told, known, asked = world(5)
    engine = Engine(told, known, asked, TODAY, RULES)
    whole = fit_table(told, asked, known, TODAY, RULES)
    people = np.array([300, 7, 44, 12])
    part = engine.table(people, [3, 9])
    assert np.allclose(part.fit, whole.fit[np.ix_(people, [3, 9])], equal_nan=True)
    assert (part.eligible == whole.eligible[np.ix_(people, [3, 9])]).all()
    assert np.allclose(part.fit, whole.take(people, [3, 9]).fit, equal_nan=True)


def test_merging_profiles_and_standards_finds_the_same_best() -> None:
    told, _known, asked = world(6)
    engine = Engine(told, None, asked, TODAY, replace(RULES, assessed_least=1, floors={}))
    table = fit_table(
        told, asked, None, TODAY, replace(RULES, assessed_least=1, floors={}), estimate_prior(told)
    )
    profiles = distinct_profiles(engine)
    best = best_of_every_standard(engine, profiles, 64)
    assert len(profiles) <= 400
    assert np.allclose(best[engine.standard_of[:-1]], np.nanmax(table.fit[:, :-1], axis=0), atol=2e-3)


def test_answers_that_take_too_much_memory_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    told, known, asked = world(1)
    monkeypatch.setattr("takar.placement.matching.engine.KEPT_BYTES", 400 * 10 * 3)
    engine = Engine(told, known, asked, TODAY, RULES)
    for post in range(30):
        engine.fits(post)
    assert len(engine._careers) == 3
