"""What happens to a scenario, in order; nothing is ever taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from takar.placement.domain.scenario.terms import Terms

Choice: TypeAlias = Literal["accept", "other", "postpone", "keep"]
CHOICES: tuple[Choice, ...] = ("accept", "other", "postpone", "keep")
"""All that can be decided about a person. There is no choice that takes a post away."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """Made, or changed while it is a draft."""

    terms: Terms


@dataclass(frozen=True, slots=True)
class Asked:
    """Given to the solver: from here on the terms are fixed."""


@dataclass(frozen=True, slots=True)
class Solved:
    """`digest`: of inputs and result; `points`: numbers of moves that the front offers, none when infeasible."""

    digest: str
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stopped:
    """No result: cancelled, or refused (`code`). The scenario is a draft again."""

    code: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """One point of the front is the recommendation: person -> post; `current`: person -> post now ("" for outsiders).

    `blocks`: of further retests of that point that had been added when it was frozen.
    """

    point: int
    reason: str
    recommended: Mapping[str, str] = field(default_factory=dict)
    current: Mapping[str, str] = field(default_factory=dict)
    posts: tuple[str, ...] = ()
    blocks: int = 0


@dataclass(frozen=True, slots=True)
class HandedOver:
    to: str
    letter: str


@dataclass(frozen=True, slots=True)
class Decided:
    """`to`: where the person ends by this decision. `eligible`: None where it was not computed."""

    nip: str
    choice: Choice
    to: str
    reason: str
    eligible: bool | None = None


@dataclass(frozen=True, slots=True)
class Closed:
    """All decided: the file of decisions is final. `blocks`: of further retests that the decisions could look at."""

    blocks: int = 0


Body: TypeAlias = Drafted | Asked | Solved | Stopped | Frozen | HandedOver | Decided | Closed


@dataclass(frozen=True, slots=True)
class Event:
    body: Body
    by: str
    at_ms: int
