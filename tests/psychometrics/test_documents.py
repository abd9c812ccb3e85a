"""The examples that an auditor follows with a pocket calculator are what the program says."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from scripts.refusals import refusals

from takar.kernel.refusals import Refusal
from takar.psychometrics.icc import mean_squares
from takar.psychometrics.public import Decision, Form, intraclass

RULES = Path(__file__).parents[2] / "docs" / "rules"
ENGLISH, INDONESIAN = (RULES / "raters.md").read_text(), (RULES / "raters.id.md").read_text()


def sheet() -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    rows = re.findall(r"^\| \d \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", ENGLISH, re.M)
    return np.array(rows, dtype=np.float64)


def test_the_table_of_intraclass_correlations() -> None:
    found = intraclass(sheet())
    assert not isinstance(found, Refusal)
    rows = re.findall(r"^\| (ICC\([\w,]+\)) \| (-?[\d.]+) \| (-?[\d.]+) \| (-?[\d.]+) \|$", ENGLISH, re.M)
    assert len(rows) == 5
    for form, *numbers in rows:
        one = found[Form(form)]
        assert [f"{number:.4f}" for number in (one.value, one.low, one.high)] == numbers


def test_the_mean_squares_and_variances_by_hand() -> None:
    ms = mean_squares(sheet())
    person, rater = (ms.between - ms.error) / 4, (ms.judges - ms.error) / 6
    numbers = [f"{number:.2f}" for number in (ms.between, ms.judges, ms.error, person, rater)]
    for number in numbers:
        assert number in ENGLISH
        assert number.replace(".", ",") in INDONESIAN


@pytest.mark.parametrize(
    ("raters", "sem", "phi"), [(1, "0.63", "0.56"), (2, "0.45", "0.71"), (4, "0.32", "0.83")]
)
def test_the_standard_errors_of_the_example(raters: int, sem: str, phi: str) -> None:
    found = Decision(raters, 1, 0.50, 0.30 / raters, 0.40 / raters)
    assert (f"{found.sem:.2f}", f"{found.phi:.2f}") == (sem, phi)
    assert sem in ENGLISH
    assert phi in ENGLISH
    assert phi.replace(".", ",") in INDONESIAN


def test_every_refusal_has_its_line_in_both_languages() -> None:
    codes = {code for context, code, _, _ in refusals() if context == "psychometrics"}
    assert (
        codes
        == set(re.findall(r"^\| `(\w+)`", ENGLISH, re.M))
        == set(re.findall(r"^\| `(\w+)`", INDONESIAN, re.M))
    )
