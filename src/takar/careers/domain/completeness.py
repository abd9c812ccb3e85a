"""What is missing for a talent map: named, never guessed."""

from __future__ import annotations

from datetime import date

from takar.careers.domain.values import History, Profile

NEEDED = ("profile", "predicate", "education", "posts", "discipline")
"""Without these a person cannot be placed on the map; `discipline` is there when it was checked, also without a measure."""


def predicate_year(on: date) -> int:
    """The last year that is over."""
    return on.year - 1


def missing(history: History, profile: Profile | None, on: date) -> tuple[str, ...]:
    """Codes of NEEDED in their order."""
    there = {
        "profile": profile is not None,
        "predicate": any(one.year == predicate_year(on) for one in history.predicates),
        "education": bool(history.education),
        "posts": bool(history.posts),
        "discipline": bool(history.discipline),
    }
    return tuple(code for code in NEEDED if not there[code])
