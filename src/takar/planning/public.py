"""The door of `planning`.

Others read adopted plans only. Repair: propose_repair -> RepairProposal (shown to a person) -> rebook.
"""

from takar.planning.actions.announce_batch import announce_batch, finish_batch
from takar.planning.actions.ask_plan import adopt_plan, ask_plan
from takar.planning.actions.make_assessment import make_assessment
from takar.planning.actions.repair import propose_repair, rebook
from takar.planning.actions.save_assessor import AssessorDraft, save_assessor
from takar.planning.actions.save_resource import RoomDraft, save_room
from takar.planning.actions.set_tools import ensure_tools
from takar.planning.actions.solve_plan import solve_plan
from takar.planning.barred import barred_pairs
from takar.planning.day_assembling import hours_on
from takar.planning.domain.asking import Ask
from takar.planning.domain.checking import timetable_violations
from takar.planning.domain.day_problem import DayProblem, Hours, Venue
from takar.planning.domain.day_problem import Tool as DayTool
from takar.planning.domain.problem import Limits
from takar.planning.domain.solution import Booked, Impossible, Proof, Relief, Stopped, Timetable
from takar.planning.domain.values import (
    ActivityView,
    AssessorView,
    BatchView,
    DayView,
    DutyView,
    PlaceView,
    RepairProposal,
    RosterLine,
)
from takar.planning.queries import (
    activities_of,
    assessor,
    assessors,
    batch,
    batch_of_assessment,
    batches_of,
    batches_on,
    duties_of,
    places_of,
    places_of_person,
    roster_of_assessor,
    shown_beside_tests,
    tools_of,
)
from takar.planning.solving import plan_timetable

__all__ = [
    "ActivityView",
    "Ask",
    "AssessorDraft",
    "AssessorView",
    "BatchView",
    "Booked",
    "DayProblem",
    "DayTool",
    "DayView",
    "DutyView",
    "Hours",
    "Impossible",
    "Limits",
    "PlaceView",
    "Proof",
    "Relief",
    "RepairProposal",
    "RoomDraft",
    "RosterLine",
    "Stopped",
    "Timetable",
    "Venue",
    "activities_of",
    "adopt_plan",
    "announce_batch",
    "ask_plan",
    "assessor",
    "assessors",
    "barred_pairs",
    "batch",
    "batch_of_assessment",
    "batches_of",
    "batches_on",
    "duties_of",
    "ensure_tools",
    "finish_batch",
    "hours_on",
    "make_assessment",
    "places_of",
    "places_of_person",
    "plan_timetable",
    "propose_repair",
    "rebook",
    "roster_of_assessor",
    "save_assessor",
    "save_room",
    "shown_beside_tests",
    "solve_plan",
    "timetable_violations",
    "tools_of",
]
