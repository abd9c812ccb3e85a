"""The door of `programmes`."""

from takar.programmes.domain.values import NomineeView, PhaseView, ProgrammeView
from takar.programmes.queries import nominee_counts, nominees_of, programme, programmes

__all__ = [
    "NomineeView",
    "PhaseView",
    "ProgrammeView",
    "nominee_counts",
    "nominees_of",
    "programme",
    "programmes",
]
