"""Rules for raters as data: read back whole, every faulty field named."""

from __future__ import annotations

import pytest

from takar.kernel.refusals import Refusal
from takar.standards.domain.rater_rules import RATER_LIMITS, RaterRules
from takar.standards.shipped import shipped_files, shipped_standard


def shipped() -> RaterRules:
    found = next(one for path in shipped_files() if isinstance(one := shipped_standard(path), RaterRules))
    assert isinstance(found, RaterRules)
    return found


def test_what_is_written_is_read_back() -> None:
    assert RaterRules.from_data(shipped().as_data()) == shipped()


@pytest.mark.parametrize("name", RATER_LIMITS)
def test_a_number_outside_its_limits_is_named(name: str) -> None:
    found = RaterRules.from_data(shipped().as_data() | {name: RATER_LIMITS[name][1] + 1})
    assert isinstance(found, Refusal)
    assert name in found.id


def test_no_single_distance_below_the_mean() -> None:
    found = RaterRules.from_data(shipped().as_data() | {"most_distance": "0.4"})
    assert isinstance(found, Refusal)
    assert "most_distance" in found.id
