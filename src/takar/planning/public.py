"""The door of `planning`.

Others read adopted plans only. Repair: propose_repair -> RepairProposal (shown to a person) -> rebook.
"""

from takar.planning.actions.announce_batch import announce_batch, finish_batch
from takar.planning.actions.make_assessment import make_assessment
from takar.planning.actions.repair import propose_repair, rebook
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
    tools_of,
)

__all__ = [
    "ActivityView",
    "AssessorView",
    "BatchView",
    "DayView",
    "DutyView",
    "PlaceView",
    "RepairProposal",
    "RosterLine",
    "activities_of",
    "announce_batch",
    "assessor",
    "assessors",
    "batch",
    "batch_of_assessment",
    "batches_of",
    "batches_on",
    "duties_of",
    "finish_batch",
    "make_assessment",
    "places_of",
    "places_of_person",
    "propose_repair",
    "rebook",
    "roster_of_assessor",
    "tools_of",
]
