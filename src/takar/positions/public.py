"""The door of `positions`."""

from takar.positions.domain.eligibility.columns import Listing, Penalties, Stays
from takar.positions.domain.eligibility.fact_table import OPEN, FactTable, fact_table
from takar.positions.domain.eligibility.facts import Asking, Facts, Requires, Stay
from takar.positions.domain.eligibility.judging import (
    DAYS_IN_YEAR,
    MET,
    UNKNOWN,
    UNMET,
    Judged,
    anniversary,
    judged,
    number_in,
    penalised,
    requirement_key,
    words_in,
    years_served,
)
from takar.positions.domain.eligibility.records import facts_from
from takar.positions.domain.eligibility.scales import discipline_rank, education_rank
from takar.positions.domain.requirements import KIND_WORDS, WEIGHT_WORDS, said
from takar.positions.domain.retirement import Duty, day_out
from takar.positions.domain.values import Position, PositionFilter, Requirement, RequirementKind, Weight
from takar.positions.leaving import retirements
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
    "DAYS_IN_YEAR",
    "KIND_WORDS",
    "MET",
    "OPEN",
    "POSITION_LISTS",
    "READERS",
    "UNKNOWN",
    "UNMET",
    "WEIGHT_WORDS",
    "Asking",
    "Duty",
    "FactTable",
    "Facts",
    "Judged",
    "Listing",
    "Penalties",
    "Position",
    "PositionFilter",
    "Requirement",
    "RequirementKind",
    "Requires",
    "Stay",
    "Stays",
    "Weight",
    "anniversary",
    "day_out",
    "discipline_rank",
    "education_rank",
    "fact_table",
    "facts_from",
    "judged",
    "number_in",
    "penalised",
    "position",
    "position_agencies",
    "position_of",
    "positions",
    "positions_by_codes",
    "positions_of",
    "requirement_key",
    "retirements",
    "retiring",
    "said",
    "standard_matrix",
    "words_in",
    "years_served",
]
