"""The only place that reads or writes what raters wrote. Every read names its reader.

A rater reads his own sheet at any time. Somebody else's sheet opens only when every rater of that person in that instrument
has locked, and never for a rater who has not locked his own. There is no other way in: a test keeps the tables of entries and
seals from being imported anywhere else.
"""

from takar.exercises.storage.own import Saved, own_events, own_state, save, sheet_rules
from takar.exercises.storage.progress import Progress, RaterProgress, own_progress, round_progress
from takar.exercises.storage.records import SheetDamaged
from takar.exercises.storage.sealed import (
    SealedSheet,
    all_locked,
    locked_people,
    locked_raters,
    sealed_in,
    sealed_sheets,
)
from takar.exercises.storage.sealing import Locked, lock, reopen

__all__ = [
    "Locked",
    "Progress",
    "RaterProgress",
    "Saved",
    "SealedSheet",
    "SheetDamaged",
    "all_locked",
    "lock",
    "locked_people",
    "locked_raters",
    "own_events",
    "own_progress",
    "own_state",
    "reopen",
    "round_progress",
    "save",
    "sealed_in",
    "sealed_sheets",
    "sheet_rules",
]
