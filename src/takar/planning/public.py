"""The door of `planning`."""

from takar.planning.domain.values import ActivityView, BatchView, DayView, DutyView, PlaceView
from takar.planning.queries import (
    activities_of,
    batch,
    batch_of_assessment,
    batches_of,
    batches_on,
    duties_of,
    places_of,
    places_of_person,
    tools_of,
)

__all__ = [
    "ActivityView",
    "BatchView",
    "DayView",
    "DutyView",
    "PlaceView",
    "activities_of",
    "batch",
    "batch_of_assessment",
    "batches_of",
    "batches_on",
    "duties_of",
    "places_of",
    "places_of_person",
    "tools_of",
]
