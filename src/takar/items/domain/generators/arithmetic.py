"""Arithmetic reasoning: word problems set in the life of a government office."""

from __future__ import annotations

from takar.items.domain.chance import Chance
from takar.items.domain.generators.arithmetic_advanced import LEVEL_3, LEVEL_4
from takar.items.domain.generators.arithmetic_basic import LEVEL_1, LEVEL_2
from takar.items.domain.generators.arithmetic_parts import Problem, Template
from takar.items.domain.generators.common import LETTERS, Draft, around, lettered

TEMPLATES: dict[int, tuple[Template, ...]] = {1: LEVEL_1, 2: LEVEL_2, 3: LEVEL_3, 4: LEVEL_4}


def arithmetic(level: int, place: int, chance: Chance) -> Draft | None:
    """One item, or None if the drawn numbers do not come out whole or leave no plausible wrong answers."""
    template = chance.pick(TEMPLATES[level])
    problem = template(chance)
    if problem is None:
        return None
    values = around(problem.answer, _errors(problem, chance), place)
    if values is None or values[-1] > 4 * problem.answer:
        return None
    return Draft(
        stem=problem.stem,
        options=lettered([problem.written(value) for value in values]),
        answer=LETTERS[place],
        rationale=problem.rationale,
        pattern=template.__name__,
    )


def _errors(problem: Problem, chance: Chance) -> list[int]:
    """Results of typical mistakes first, then slips by one or more steps."""
    slips = [
        problem.answer + sign * n * problem.step for n in range(1, 5) for sign in chance.shuffled((-1, 1))
    ]
    likely = [e for e in problem.errors if problem.answer // 5 <= e <= problem.answer * 4]
    return [*likely, *slips]
