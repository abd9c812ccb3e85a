"""The door of `assessments`."""

from takar.assessments.domain.values import (
    AssessmentView,
    LegalBasis,
    ParticipantView,
    SessionView,
    Visibility,
)
from takar.assessments.queries import (
    assessment,
    assessments,
    participant,
    participants,
    participants_in,
    participants_of,
    session,
    sessions_of,
    sessions_of_opened,
    sessions_open,
)

__all__ = [
    "AssessmentView",
    "LegalBasis",
    "ParticipantView",
    "SessionView",
    "Visibility",
    "assessment",
    "assessments",
    "participant",
    "participants",
    "participants_in",
    "participants_of",
    "session",
    "sessions_of",
    "sessions_of_opened",
    "sessions_open",
]
