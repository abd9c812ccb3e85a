"""The door of `talent`."""

from takar.talent import words
from takar.talent.actions.ask_map import Wanted, ask_map
from takar.talent.actions.draw_map import ask_map_now, draw_map
from takar.talent.actions.follow_up import record_follow_up
from takar.talent.domain.succession import Gap, Group, Successor
from takar.talent.domain.values import Cell, NotAssessed, Placed
from takar.talent.models import MapPerson, TalentMap
from takar.talent.personal import PersonFile, person_file
from takar.talent.queries import (
    PoolMember,
    finished,
    history_of,
    latest_map,
    place,
    pool,
    pool_of,
    succession,
    succession_of,
)
from takar.talent.readers import READERS
from takar.talent.reading import place_of, rules_of

__all__ = [
    "READERS",
    "Cell",
    "Gap",
    "Group",
    "MapPerson",
    "NotAssessed",
    "PersonFile",
    "Placed",
    "PoolMember",
    "Successor",
    "TalentMap",
    "Wanted",
    "ask_map",
    "ask_map_now",
    "draw_map",
    "finished",
    "history_of",
    "latest_map",
    "person_file",
    "place",
    "place_of",
    "pool",
    "pool_of",
    "record_follow_up",
    "rules_of",
    "succession",
    "succession_of",
    "words",
]
