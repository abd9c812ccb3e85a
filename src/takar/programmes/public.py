"""The door of `programmes`.

From the due list to confirmed participants: create_programme -> add_phase -> nominate -> invite -> record_answers, with
withdraw, reinstate, replace and move; each returns a value or a Refusal and leaves a line in the trail.
"""

from takar.programmes.actions.create_programme import change_programme, create_programme
from takar.programmes.actions.invite import LetterDraft, invite
from takar.programmes.actions.move import move
from takar.programmes.actions.nominate import nominate
from takar.programmes.actions.record_answers import record_answers
from takar.programmes.actions.replace import replace
from takar.programmes.actions.set_phase import add_phase, change_phase, remove_phase
from takar.programmes.actions.set_status import finish_programme, reopen_programme
from takar.programmes.actions.withdraw import reinstate, withdraw
from takar.programmes.domain.drafts import PhaseDraft, ProgrammeDraft
from takar.programmes.domain.outcomes import Answer, Nominations, Taken
from takar.programmes.domain.priority import Candidate
from takar.programmes.domain.values import (
    InvitationFacts,
    LetterView,
    NomineeView,
    PhaseView,
    ProgrammeView,
)
from takar.programmes.invitations import invitation_facts, invitations_of, visibility_of
from takar.programmes.queries import (
    letters_of,
    nominee_counts,
    nominee_of,
    nominees_of,
    programme,
    programmes,
)

__all__ = [
    "Answer",
    "Candidate",
    "InvitationFacts",
    "LetterDraft",
    "LetterView",
    "Nominations",
    "NomineeView",
    "PhaseDraft",
    "PhaseView",
    "ProgrammeDraft",
    "ProgrammeView",
    "Taken",
    "add_phase",
    "change_phase",
    "change_programme",
    "create_programme",
    "finish_programme",
    "invitation_facts",
    "invitations_of",
    "invite",
    "letters_of",
    "move",
    "nominate",
    "nominee_counts",
    "nominee_of",
    "nominees_of",
    "programme",
    "programmes",
    "record_answers",
    "reinstate",
    "remove_phase",
    "reopen_programme",
    "replace",
    "visibility_of",
    "withdraw",
]
