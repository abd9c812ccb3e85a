"""What a scenario asks: scope, objective, rules as switches, fixed and forbidden moves, ban periods, seed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.placement.domain.scenario import refusals as no
from takar.placement.solving.problem import Rule, Rules

PURPOSES: Final = ("rotation", "job_fit")

FLAGS: Final = (
    Rule.ELIGIBILITY,
    Rule.MUST_FILL,
    Rule.APART,
    Rule.BAN,
    Rule.NO_WORSE,
    Rule.REVIEW_MUST,
    Rule.LOCKED,
    Rule.FORBIDDEN,
    Rule.OUTSIDERS,
    Rule.VACANCIES,
)
"""Rules that are on or off. `no_removal` is not among them: it is always on."""
_USUAL: Final = tuple(rule for rule in FLAGS if rule not in (Rule.NO_WORSE, Rule.REVIEW_MUST))
NUMBERS: Final = {
    Rule.FLOOR: (Decimal(0), Decimal(100)),
    Rule.TENURE_LEAST: (Decimal(0), Decimal(20)),
    Rule.MOVES_MOST: (Decimal(0), Decimal(10_000)),
    Rule.CHAIN_LONGEST: (Decimal(1), Decimal(1_000)),
    Rule.CYCLE_LONGEST: (Decimal(2), Decimal(1_000)),
}
"""Rules with a number, and its range; None switches them off."""
PRICES: Final = ("move_price", "review_price", "vacant_worth")
WHOLE: Final = (Rule.MOVES_MOST, Rule.CHAIN_LONGEST, Rule.CYCLE_LONGEST)


@dataclass(frozen=True, slots=True)
class Ban:
    """Nobody moves into or out of `posts` or any post of `agencies` (neither: of any in scope); both days included."""

    first: date
    last: date
    reason: str
    posts: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()

    def holds(self, on: date) -> bool:
        return self.first <= on <= self.last

    def touches(self, code: str, agency: str) -> bool:
        everywhere = not self.posts and not self.agencies
        return everywhere or code in self.posts or agency in self.agencies


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two people who may not be superior and subordinate, or in one unit: not in these posts at once.

    No posts at all: nowhere in one line, in posts of which one unit is the other's or contains it.
    """

    first: str
    posts: tuple[str, ...]
    second: str
    others: tuple[str, ...]
    reason: str

    @property
    def anywhere(self) -> bool:
        return not self.posts and not self.others


@dataclass(frozen=True, slots=True)
class Terms:
    """Frozen with the scenario. Decimals as text: points of fit, years, numbers of moves."""

    purpose: str = "rotation"
    on: str = ""
    posts: tuple[str, ...] = ()
    pool: tuple[str, ...] = ()
    ruleset: tuple[str, str] = ("", "")
    switches: Mapping[str, bool] = field(
        default_factory=lambda: {rule.value: rule in _USUAL for rule in FLAGS}
    )
    numbers: Mapping[str, str] = field(default_factory=lambda: {Rule.TENURE_LEAST.value: "2"})
    prices: Mapping[str, str] = field(
        default_factory=lambda: {"move_price": "1", "review_price": "0", "vacant_worth": "68"}
    )
    locked: tuple[tuple[str, str], ...] = ()
    forbidden: tuple[tuple[str, str], ...] = ()
    apart: tuple[Meeting, ...] = ()
    bans: tuple[Ban, ...] = ()
    seed: int = 1
    redraws: int = 2000

    def switched(self, rule: str, value: bool | str | None) -> Terms:
        """The same with one switch or number changed; None takes a number away."""
        if isinstance(value, bool):
            return replace(self, switches={**self.switches, rule: value})
        numbers = {name: told for name, told in self.numbers.items() if name != rule}
        return replace(self, numbers=numbers | ({rule: value} if value is not None else {}))

    def locking(self, pairs: Iterable[tuple[str, str]]) -> Terms:
        """The same with these moves fixed as well; what is fixed is no longer forbidden."""
        more = tuple(pairs)
        return replace(
            self.switched(Rule.LOCKED.value, True) if more else self,
            locked=tuple(dict.fromkeys([*self.locked, *more])),
            forbidden=tuple(pair for pair in self.forbidden if pair not in more),
        )

    def forbidding(self, pairs: Iterable[tuple[str, str]]) -> Terms:
        """The same with these moves forbidden as well; what is forbidden is no longer fixed."""
        more = tuple(pairs)
        return replace(
            self.switched(Rule.FORBIDDEN.value, True) if more else self,
            forbidden=tuple(dict.fromkeys([*self.forbidden, *more])),
            locked=tuple(pair for pair in self.locked if pair not in more),
        )

    def rules(self) -> Rules:
        """As the solver takes them. `no_removal` is on, whatever is asked."""
        numbers: dict[str, Any] = {rule.value: None for rule in NUMBERS}
        for name, told in self.numbers.items():
            numbers[name] = int(Decimal(told)) if name in WHOLE else float(Decimal(told))
        prices: dict[str, Any] = {name: float(Decimal(self.prices[name])) for name in PRICES}
        flags: dict[str, Any] = {rule.value: bool(self.switches.get(rule.value, False)) for rule in FLAGS}
        return Rules(**flags, **numbers, **prices, no_removal=True)


def terms_fault(terms: Terms) -> Refusal | None:
    """What keeps these terms from being asked."""
    if terms.purpose not in PURPOSES:
        return no.PURPOSE_LOCK
    if Rule.NO_REMOVAL.value in terms.switches and not terms.switches[Rule.NO_REMOVAL.value]:
        return no.PURPOSE_LOCK
    if not terms.posts:
        return no.NO_POSTS
    strange = _strange_number(terms)
    if strange:
        return no.number_bad(strange)
    if any(ban.first > ban.last or not ban.reason.strip() for ban in terms.bans):
        return no.BAN_BAD
    if any(_strange_meeting(one) for one in terms.apart):
        return no.MEETING_BAD
    return no.PAIRS_CLASH if set(terms.locked) & set(terms.forbidden) else None


def _strange_meeting(one: Meeting) -> bool:
    half = bool(one.posts) != bool(one.others)
    return half or not one.first or not one.second or one.first == one.second or not one.reason.strip()


def _strange_number(terms: Terms) -> str:
    for rule, (least, most) in NUMBERS.items():
        told = terms.numbers.get(rule.value)
        if told is not None and not _within(told, least, most, rule in WHOLE):
            return rule.value
    bad = (
        name for name in PRICES if not _within(terms.prices.get(name, ""), Decimal(0), Decimal(1000), False)
    )
    return next(bad, "")


def _within(told: str, least: Decimal, most: Decimal, whole: bool) -> bool:
    try:
        value = Decimal(told)
    except InvalidOperation:
        return False
    return value.is_finite() and least <= value <= most and (not whole or value == value.to_integral_value())


def to_json(terms: Terms) -> dict[str, Json]:
    return {
        "purpose": terms.purpose,
        "on": terms.on,
        "posts": list(terms.posts),
        "pool": list(terms.pool),
        "ruleset": list(terms.ruleset),
        "switches": dict(terms.switches),
        "numbers": dict(terms.numbers),
        "prices": dict(terms.prices),
        "locked": [list(pair) for pair in terms.locked],
        "forbidden": [list(pair) for pair in terms.forbidden],
        "apart": [
            {
                "first": one.first,
                "posts": list(one.posts),
                "second": one.second,
                "others": list(one.others),
                "reason": one.reason,
            }
            for one in terms.apart
        ],
        "bans": [
            {
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
                "reason": one.reason,
                "posts": list(one.posts),
                "agencies": list(one.agencies),
            }
            for one in terms.bans
        ],
        "seed": terms.seed,
        "redraws": terms.redraws,
    }


def from_json(data: Mapping[str, Any]) -> Terms:
    return Terms(
        purpose=data["purpose"],
        on=data["on"],
        posts=tuple(data["posts"]),
        pool=tuple(data["pool"]),
        ruleset=(data["ruleset"][0], data["ruleset"][1]),
        switches=dict(data["switches"]),
        numbers=dict(data["numbers"]),
        prices=dict(data["prices"]),
        locked=tuple((a, b) for a, b in data["locked"]),
        forbidden=tuple((a, b) for a, b in data["forbidden"]),
        apart=tuple(
            Meeting(m["first"], tuple(m["posts"]), m["second"], tuple(m["others"]), m["reason"])
            for m in data["apart"]
        ),
        bans=tuple(
            Ban(
                date.fromisoformat(b["first"]),
                date.fromisoformat(b["last"]),
                b["reason"],
                tuple(b["posts"]),
                tuple(b.get("agencies", ())),  # scenarios before there were any
            )
            for b in data["bans"]
        ),
        seed=data["seed"],
        redraws=data["redraws"],
    )
