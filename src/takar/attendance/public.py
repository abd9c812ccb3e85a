"""The door of `attendance`."""

from takar.attendance.cards import card_code

__all__ = ["card_code"]
