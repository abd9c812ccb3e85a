"""Whatever ratings there are: a number with its interval, or a refusal; never a fault, never a number that is none."""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from takar.kernel.refusals import Refusal
from takar.psychometrics.public import (
    Agreement,
    Analysis,
    CompetencyError,
    Estimate,
    Finding,
    Rating,
    Ratings,
    Scale,
    Sources,
    Study,
    agreement,
    analyse,
    competency_errors,
    habits,
    intercorrelation,
    krippendorff,
    of_competency,
    of_finding,
    of_refusal,
    sources,
    study,
)


@st.composite
def tables(draw: st.DrawFn) -> Ratings:
    """Small tables, full and thin, wild and orderly; 0 stands for no evidence."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    shape = tuple(draw(st.integers(1, most)) for most in (16, 4, 3, 2))
    density, top, order = draw(st.floats(0.2, 1)), draw(st.integers(1, 5)), draw(st.floats(0, 1))
    person = rng.integers(0, top + 1, shape[0])
    rows = []
    for p, r, c, x in np.ndindex(*shape):
        if rng.random() < density:
            value = person[p] if rng.random() < order else rng.integers(0, top + 1)
            rows.append(Rating(f"p{p:02}", f"r{r}", f"c{c}", float(value) if value else None, f"x{x}"))
    return Ratings.of(rows)


def estimates(found: Any) -> Iterator[Estimate]:
    """All estimates inside an answer."""
    if isinstance(found, Estimate):
        yield found
    elif isinstance(found, Agreement):
        yield from found.forms.values()
    elif isinstance(found, CompetencyError):
        assert of_competency(found).id
        yield found.reliability
    elif isinstance(found, Finding):
        assert of_finding(found).en
        yield found.estimate
    elif isinstance(found, Sources):
        yield from (found.by_competency, found.by_exercise, found.overall)
    elif isinstance(found, Refusal):
        assert of_refusal(found).id
    else:
        assert isinstance(found, Study | Analysis), found


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables())
def test_an_answer_or_a_refusal(ratings: Ratings) -> None:
    answers: list[Any] = [study(ratings), sources(ratings), analyse(ratings)]
    answers += [agreement(ratings.of_item(item)) for item in ratings.items]
    answers += competency_errors(ratings).values()
    answers += [krippendorff(ratings, scale, np.random.default_rng(0), 5) for scale in Scale]
    answers += [intercorrelation(ratings, rater) for rater in ratings.raters]
    answers += [finding for one in habits(ratings, 1, 5) for finding in one.findings.values()]
    for answer in answers:
        for one in estimates(answer):
            assert not math.isnan(one.value)
            assert one.low <= one.value + 1e-9
            assert one.value <= one.high + 1e-9
    if isinstance(answers[2], Analysis):
        for row in (*answers[2].raters, *answers[2].persons):
            assert math.isfinite(row.measure)
            assert math.isfinite(row.se)
            assert 1 <= row.fair <= 5


def test_no_ratings_at_all() -> None:
    nothing = Ratings.of([])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert habits(nothing, 1, 5) == ()
        assert competency_errors(nothing) == {}
        for found in (study(nothing), sources(nothing), analyse(nothing), agreement(nothing)):
            assert isinstance(found, Refusal)
