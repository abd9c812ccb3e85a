"""What a rotation can be forbidden, and what its objective weighs. Points are points of fit, times are years in post."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Rule(StrEnum):
    """Rules that can forbid something. The order is that in which they are named when nothing fits them all."""

    LOCKED = "locked"
    FORBIDDEN = "forbidden"
    MOVES_MOST = "moves_most"
    CHAIN_LONGEST = "chain_longest"
    CYCLE_LONGEST = "cycle_longest"
    NO_WORSE = "no_worse"
    VACANCIES = "vacancies"
    OUTSIDERS = "outsiders"
    REVIEW_MUST = "review_must"
    FLOOR = "floor"
    APART = "apart"
    MUST_FILL = "must_fill"
    TENURE_LEAST = "tenure_least"
    BAN = "ban"
    ELIGIBILITY = "eligibility"
    NO_REMOVAL = "no_removal"


@dataclass(frozen=True, slots=True)
class Rules:
    """Each rule is one switch (True, or a number instead of None); the rest is what the objective weighs."""

    eligibility: bool = True
    floor: float | None = None
    """Points that a fit must reach for anybody to be sent there."""
    tenure_least: float | None = 2.0
    """Years in post before anybody moves; tenure that is not on record does not reach them."""
    review_at: float | None = 5.0
    """Years in post after which a person is due for review."""
    review_must: bool = False
    """Whoever is due must move; otherwise each who stays costs `review_price`."""
    must_fill: bool = True
    apart: bool = True
    no_removal: bool = True
    """Whoever holds a post ends in a post."""
    ban: bool = True
    no_worse: bool = False
    """Nobody is sent where the fit is less than in the present post."""
    moves_most: int | None = None
    chain_longest: int | None = None
    cycle_longest: int | None = None
    locked: bool = True
    forbidden: bool = True
    outsiders: bool = True
    """People without a post of this rotation may enter."""
    vacancies: bool = True
    """Posts may stay vacant and go to open bidding."""
    move_price: float = 0.0
    worse_price: float = 0.0
    """Added for each who is sent where the fit is less than in the present post."""
    review_price: float = 0.0
    vacant_worth: float = 68.0
    """What a vacant post counts as: the fit that open bidding is expected to bring."""

    def without(self, rule: Rule) -> Rules:
        """The same with one rule switched off."""
        if rule in (Rule.OUTSIDERS, Rule.VACANCIES):
            return replace(self, **{rule.value: True})
        off = False if isinstance(getattr(self, rule.value), bool) else None
        return replace(self, **{rule.value: off})  # type: ignore[arg-type]

    def binds(self, rule: Rule) -> bool:
        """Whether the rule can forbid anything as it is set."""
        value = getattr(self, rule.value)
        if rule in (Rule.OUTSIDERS, Rule.VACANCIES):
            return not value
        return value is not None and value is not False
