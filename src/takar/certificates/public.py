"""The door of `certificates`."""

from takar.certificates.domain.rules import Rule
from takar.certificates.domain.standing import Standing
from takar.certificates.domain.values import Organiser, Sentence, State
from takar.certificates.standings import due_people, standing_of, standings_of

__all__ = [
    "Organiser",
    "Rule",
    "Sentence",
    "Standing",
    "State",
    "due_people",
    "standing_of",
    "standings_of",
]
