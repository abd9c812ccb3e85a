"""The lists that can be imported into positions, by their code."""

from __future__ import annotations

from takar.people.public import TableList
from takar.positions.domain.kinds import POSITIONS, REQUIREMENTS
from takar.positions.storing import PositionStore, RequirementStore

POSITION_LISTS: dict[str, TableList] = {
    POSITIONS.code: TableList(POSITIONS, PositionStore()),
    REQUIREMENTS.code: TableList(REQUIREMENTS, RequirementStore()),
}
