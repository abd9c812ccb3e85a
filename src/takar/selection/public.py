"""The door of `selection`.

Plenary: selection(id) -> SelectionView; component_table(id, post code, reader=user) -> ComponentTable | Refusal, whose
`ranking`, `rows`, `sealed`, `missing` and `enough` it opens on; recused(id) -> {user: {nip}}; rules_of(view) -> SelectionRules.
"""

from takar.selection.domain.values import (
    CandidateView,
    ComponentCell,
    ComponentTable,
    MemberView,
    PostView,
    RoomCell,
    SelectionView,
    StageView,
    TableRow,
)
from takar.selection.domain.words import Sentence
from takar.selection.queries import candidates, recused, rules_of, selection, selections
from takar.selection.table import component_table

__all__ = [
    "CandidateView",
    "ComponentCell",
    "ComponentTable",
    "MemberView",
    "PostView",
    "RoomCell",
    "SelectionView",
    "Sentence",
    "StageView",
    "TableRow",
    "candidates",
    "component_table",
    "recused",
    "rules_of",
    "selection",
    "selections",
]
