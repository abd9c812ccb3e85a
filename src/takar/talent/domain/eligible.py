"""The Mutlak requirements of a post for the members of a pool, judged as matching judges them, each once for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from takar.positions.public import UNKNOWN, UNMET, judged

if TYPE_CHECKING:
    from takar.positions.public import Asking, FactTable, Requirement

# What is not met today but is met one day by waiting, serving on or attending.
_WITH_TIME = (
    "golongan_least", "family_years_least", "class_years_least", "training", "licence", "no_discipline",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Checked:
    """Requirements: `unmet` today, `lasting` of those do not pass with time, `to_check` by a person."""

    unmet: tuple[Requirement, ...] = ()
    lasting: tuple[Requirement, ...] = ()
    to_check: tuple[Requirement, ...] = ()


def check(
    post: Asking, requirements: Sequence[Requirement], table: FactTable, on: date
) -> tuple[Checked, ...]:
    """What each person of `table` lacks on a day, in its order; Penting and Perlu weigh elsewhere."""
    asked = [one for one in requirements if one.weight == "mutlak"]
    states = [judged(one, post, table, on).state for one in asked]
    return tuple(
        _checked([(one, int(state[row])) for one, state in zip(asked, states, strict=True)])
        for row in range(len(table))
    )


def _checked(found: Sequence[tuple[Requirement, int]]) -> Checked:
    unmet = tuple(one for one, state in found if state == UNMET)
    lasting = tuple(one for one in unmet if one.kind not in _WITH_TIME)
    return Checked(unmet, lasting, tuple(one for one, state in found if state == UNKNOWN))
