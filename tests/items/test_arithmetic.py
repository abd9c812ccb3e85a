"""Every word problem is solved again from its own text, in exact fractions, by another way than its generator."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from itertools import combinations, count

import pytest

from takar.items.domain.chance import Chance
from takar.items.domain.generators.arithmetic import TEMPLATES, arithmetic
from takar.items.domain.generators.arithmetic_parts import Problem, clock, hours, percent, rupiah, unit

F = Fraction
Numbers = list[Fraction]


def _numbers(text: str) -> Numbers:
    """Numbers in the order of the text: 1.250 -> 1250, 3/8 -> two numbers, 07.30 -> minutes since midnight."""
    found = re.findall(r"\d+\.\d{2}(?!\d)|\d{1,3}(?:\.\d{3})+|\d+", text)
    return [_minutes(n) if re.fullmatch(r"\d+\.\d{2}", n) else F(n.replace(".", "")) for n in found]


def _minutes(text: str) -> Fraction:
    hour, minute = text.split(".")
    return F(int(hour) * 60 + int(minute))


def _mixed(total_units: Fraction, cheap: Fraction, dear: Fraction, total: Fraction) -> Fraction:
    return next(F(k) for k in count() if k * dear + (total_units - k) * cheap == total)


def _meeting(a: Fraction, b: Fraction, c: Fraction) -> Fraction:
    return next(F(m) for m in count(1) if all(m % every == 0 for every in (a, b, c)))


SOLUTIONS: dict[str, Callable[[Numbers], Fraction]] = {
    "purchase": lambda n: n[0] * n[1] + n[2] * n[3],
    "absent": lambda n: n[0] * (1 - n[1] / 100),
    "same_speed": lambda n: n[2] / (n[0] / n[1]) * 60,
    "daily_mean": lambda n: sum(n, F(0)) / 5,
    "files_left": lambda n: n[0] * (1 - F(1, 3) - F(1, 4)),
    "budget_left": lambda n: n[0] * (1 - n[1] / 100 - n[2] / 100),
    "discount_and_tax": lambda n: n[0] * (1 - n[1] / 100) * (1 + n[2] / 100),
    "more_hands": lambda n: n[0] * n[1] / n[2],
    "ratio_total": lambda n: n[2] / (n[0] - n[1]) * (n[0] + n[1]),
    "new_member": lambda n: n[2] * (n[0] + 1) - n[1] * n[0],
    "percent_rise": lambda n: (n[1] / n[0] - 1) * 100,
    "not_yet": lambda n: n[0] / (n[1] / 100) - n[0],
    "together": lambda n: 60 / (1 / n[0] + 1 / n[1]),
    "catch_up": lambda n: n[2] + n[1] * (n[2] - n[0]) / (n[3] - n[1]),
    "two_kinds": lambda n: _mixed(*n),
    "overlap": lambda n: n[1] + n[2] - (n[0] - n[3]),
    "joint_mean": lambda n: (n[0] * n[1] + n[2] * n[3]) / (n[0] + n[2]),
    "up_then_down": lambda n: n[2] / ((1 + n[0] / 100) * (1 - n[1] / 100)),
    "reinforced": lambda n: (1 - n[2] / n[1]) * n[0] * n[1] / (n[0] + n[3]),
    "patrols": lambda n: n[0] + 2 * _meeting(n[1], n[2], n[3]),
    "team": lambda n: F(sum(0 in some for some in combinations(range(int(n[0])), int(n[1])))),
    "shares": lambda n: n[4] / ((1 - n[0] / n[1]) * (1 - n[2] / n[3])),
    "years_of_service": lambda n: next(n[0] * x for x in count(1) if n[0] * x + n[1] == n[2] * (x + n[1])),
    "cheaper_units": lambda n: n[1] * (1 - n[0] / 100) / (n[0] / 100),
}
PATTERNS = [template for level in TEMPLATES.values() for template in level]


@pytest.mark.parametrize("template", PATTERNS, ids=lambda t: t.__name__)
def test_the_key_is_what_the_text_gives(template: Callable[[Chance], Problem | None]) -> None:
    made = [template(Chance(f"{template.__name__}-{n}")) for n in range(300)]
    problems = [problem for problem in made if problem is not None]
    assert len(problems) >= 10
    for problem in problems:
        assert SOLUTIONS[template.__name__](_numbers(problem.stem)) == problem.answer, problem.stem
        assert (
            problem.written(problem.answer) in problem.rationale or str(problem.answer) in problem.rationale
        )


def test_every_pattern_has_a_second_solution() -> None:
    assert {template.__name__ for template in PATTERNS} == set(SOLUTIONS)


@pytest.mark.parametrize("place", range(5))
def test_the_answer_stands_where_it_is_wanted_and_options_ascend(place: int) -> None:
    drafts = [arithmetic(level, place, Chance(f"{level}-{n}")) for level in TEMPLATES for n in range(40)]
    for draft in [d for d in drafts if d is not None]:
        assert draft.answer == "ABCDE"[place]
        assert len({option.text for option in draft.options}) == 5


def test_numbers_are_written_the_indonesian_way() -> None:
    assert rupiah(2_450_000) == "Rp2.450.000"
    assert percent(35) == "35%"
    assert unit("berkas")(1200) == "1.200 berkas"
    assert clock(545) == "pukul 09.05"
    assert [hours(m) for m in (60, 150, 45, 0)] == ["1 jam", "2 jam 30 menit", "45 menit", "0 menit"]
