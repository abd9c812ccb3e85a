"""The door of `positions`."""

from takar.positions.domain.requirements import KIND_WORDS, WEIGHT_WORDS, said
from takar.positions.domain.retirement import retirement_age, retirement_day
from takar.positions.domain.values import Position, PositionFilter, Requirement, RequirementKind, Weight
from takar.positions.lists import POSITION_LISTS
from takar.positions.matrix import standard_matrix
from takar.positions.queries import (
    CODES,
    position,
    position_agencies,
    position_of,
    positions,
    positions_by_codes,
    positions_of,
    retiring,
)
from takar.positions.readers import READERS

__all__ = [
    "CODES",
    "KIND_WORDS",
    "POSITION_LISTS",
    "READERS",
    "WEIGHT_WORDS",
    "Position",
    "PositionFilter",
    "Requirement",
    "RequirementKind",
    "Weight",
    "position",
    "position_agencies",
    "position_of",
    "positions",
    "positions_by_codes",
    "positions_of",
    "retirement_age",
    "retirement_day",
    "retiring",
    "said",
    "standard_matrix",
]
