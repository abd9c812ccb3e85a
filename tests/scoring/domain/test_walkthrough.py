"""Worked examples that an assessor can follow with a pocket calculator: tests/walkthroughs/scoring.csv."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from takar.scoring.domain.score import score
from tests.scoring.world import CODES, NAMES, answers_of, rules, sjt_keys, standard

CASES = list(csv.DictReader((Path(__file__).parents[2] / "walkthroughs" / "scoring.csv").open(newline="")))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_worked_example(case: dict[str, str]) -> None:
    cells = {code: case[code] for code in CODES}
    keys = [key for code in CODES for key in sjt_keys(len(cells[code].split()), (code,))]
    result = score(answers_of(cells), keys, standard(int(case["required"])), rules(case["ruleset"]), NAMES)
    assert " ".join(str(one.rating) for one in result.ratings) == case["ratings"]
    assert " ".join(str(one.level) for one in result.ratings) == case["levels"]
    assert str(result.total) == case["total"]
    assert result.standard_total == int(case["standard_total"])
    assert str(result.jpm) == case["jpm"]
    assert result.category.code == case["category"]
