"""The door of `assessments`.

Making one: create_assessment(AssessmentDraft) -> add_session(SessionDraft) -> add_participants(nips)
-> assign_sessions -> open_assessment; each returns a value or a Refusal and leaves a line in the trail.
"""

from takar.assessments.actions.add_participants import add_participants, remove_participant
from takar.assessments.actions.add_session import add_session, remove_session
from takar.assessments.actions.assign_sessions import assign_sessions
from takar.assessments.actions.change_after_opening import move_participant, set_extra_minutes
from takar.assessments.actions.close_assessment import close_assessment
from takar.assessments.actions.create_assessment import change_assessment, create_assessment
from takar.assessments.actions.log_release import log_release
from takar.assessments.actions.open_assessment import open_assessment
from takar.assessments.domain.commitment import roster_root, standard_label
from takar.assessments.domain.drafts import Added, AssessmentDraft, Assigned, SessionDraft
from takar.assessments.domain.seating import SEATS_PER_ROW, seat_names
from takar.assessments.domain.values import (
    AssessmentView,
    LegalBasis,
    OpeningView,
    ParticipantView,
    SessionView,
    Visibility,
)
from takar.assessments.domain.visibility import shown_parts, visibility_sentence
from takar.assessments.pages.shared import frame as assessment_frame
from takar.assessments.promises import judged_of, promise_of
from takar.assessments.queries import (
    assessment,
    assessments,
    commit_leaf,
    judged_by_meetings,
    opening,
    participant,
    participants,
    participants_in,
    participants_of,
    session,
    sessions_of,
    sessions_of_opened,
    sessions_open,
)
from takar.assessments.wiring import evidence_log, log_policy, vault

__all__ = [
    "SEATS_PER_ROW",
    "Added",
    "AssessmentDraft",
    "AssessmentView",
    "Assigned",
    "LegalBasis",
    "OpeningView",
    "ParticipantView",
    "SessionDraft",
    "SessionView",
    "Visibility",
    "add_participants",
    "add_session",
    "assessment",
    "assessment_frame",
    "assessments",
    "assign_sessions",
    "change_assessment",
    "close_assessment",
    "commit_leaf",
    "create_assessment",
    "evidence_log",
    "judged_by_meetings",
    "judged_of",
    "log_policy",
    "log_release",
    "move_participant",
    "open_assessment",
    "opening",
    "participant",
    "participants",
    "participants_in",
    "participants_of",
    "promise_of",
    "remove_participant",
    "remove_session",
    "roster_root",
    "seat_names",
    "session",
    "sessions_of",
    "sessions_of_opened",
    "sessions_open",
    "set_extra_minutes",
    "shown_parts",
    "standard_label",
    "vault",
    "visibility_sentence",
]
