"""The door of `selection`.

Plenary: selection(id) -> SelectionView; component_table(id, post code, reader=user) -> ComponentTable | Refusal, whose
`ranking`, `rows`, `sealed`, `missing` and `enough` it opens on; recused(id) -> {user: {nip}}; recusals(id) with their
reasons; rules_of(view) -> SelectionRules.
A selection: create_selection -> add_post, set_requirements, seat_member -> add_candidates -> step_candidate (check, confirm,
conclude) -> declare by each member -> write_questions, review_questions -> make_timetable -> commit_selection -> rating.
"""

from takar.selection.actions.add_candidates import Taken, add_candidates
from takar.selection.actions.commit_selection import appoint_raters, commit_selection
from takar.selection.actions.create_selection import SelectionDraft, change_selection, create_selection
from takar.selection.actions.declare import declare
from takar.selection.actions.enter_component import confirm_component, enter_component, take_results
from takar.selection.actions.keep_document import keep_document
from takar.selection.actions.make_timetable import make_timetable, move_slot
from takar.selection.actions.recuse import Recused, dismiss, recuse
from takar.selection.actions.seat_member import (
    MemberDraft,
    ServiceDraft,
    add_resource_person,
    seat_member,
    unseat_member,
)
from takar.selection.actions.set_post import PostDraft, RequirementDraft, add_post, set_requirements
from takar.selection.actions.step_candidate import step_candidate
from takar.selection.actions.write_questions import review_questions, write_questions
from takar.selection.behind import Behind, behind, changed_files, checked_root, exchanged
from takar.selection.domain.candidacy import (
    Candidacy,
    Checked,
    Confirmed,
    Dropped,
    Reopened,
    Submitted,
    Withdrew,
)
from takar.selection.domain.values import (
    CandidateView,
    ComponentCell,
    ComponentTable,
    MemberView,
    PostView,
    RecusalView,
    RoomCell,
    SelectionView,
    StageView,
    TableRow,
)
from takar.selection.domain.words import CONFLICT_NAMES, ConflictKind, Sentence
from takar.selection.duties import SelectionDuty, selection_duties
from takar.selection.queries import candidates, instrument, recusals, recused, rules_of, selection, selections
from takar.selection.readiness import Readiness, readiness
from takar.selection.table import component_table, component_tables

__all__ = [
    "CONFLICT_NAMES",
    "Behind",
    "Candidacy",
    "CandidateView",
    "Checked",
    "ComponentCell",
    "ComponentTable",
    "Confirmed",
    "ConflictKind",
    "Dropped",
    "MemberDraft",
    "MemberView",
    "PostDraft",
    "PostView",
    "Readiness",
    "RecusalView",
    "Recused",
    "Reopened",
    "RequirementDraft",
    "RoomCell",
    "SelectionDraft",
    "SelectionDuty",
    "SelectionView",
    "Sentence",
    "ServiceDraft",
    "StageView",
    "Submitted",
    "TableRow",
    "Taken",
    "Withdrew",
    "add_candidates",
    "add_post",
    "add_resource_person",
    "appoint_raters",
    "behind",
    "candidates",
    "change_selection",
    "changed_files",
    "checked_root",
    "commit_selection",
    "component_table",
    "component_tables",
    "confirm_component",
    "create_selection",
    "declare",
    "dismiss",
    "enter_component",
    "exchanged",
    "instrument",
    "keep_document",
    "make_timetable",
    "move_slot",
    "readiness",
    "recusals",
    "recuse",
    "recused",
    "review_questions",
    "rules_of",
    "seat_member",
    "selection",
    "selection_duties",
    "selections",
    "set_requirements",
    "step_candidate",
    "take_results",
    "unseat_member",
    "write_questions",
]
