"""The door of `exercises`."""

from takar.exercises.storage import SealedSheet, all_locked, sealed_sheets

__all__ = ["SealedSheet", "all_locked", "sealed_sheets"]
