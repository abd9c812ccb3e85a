"""The table that a plenary decides on: its figures, and how totals, verdicts and ranks follow from them.

Values are recomputed here from ratings and weights, so that the table shows what would change if one of them did.
Decimals are exact until the last rounding, by the selection's own rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal

from takar.kernel.canonical import Json
from takar.plenary.domain.events import Amended

_ROUNDINGS = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "down": ROUND_DOWN}
INTERVIEW = "interview"


@dataclass(frozen=True, slots=True)
class Component:
    """`weight` in percent; the regulation lets it lie within `least`..`most`; `floor`: below it nobody is ranked."""

    code: str
    name: str
    weight: Decimal
    least: Decimal
    most: Decimal
    floor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """A room of the interview; `weight` in percent of the interview, `standard`: from here on it is met."""

    code: str
    name: str
    weight: Decimal
    standard: Decimal


@dataclass(frozen=True, slots=True)
class TableRules:
    """`combine`: "mean" or "median" of a room's raters; `verdict_rule`: "every_room" or "interview"."""

    components: tuple[Component, ...]
    rooms: tuple[Room, ...]
    combine: str = "mean"
    verdict_rule: str = "every_room"
    decimals: int = 2
    rounding: str = "half_up"
    ties: tuple[str, ...] = ()
    meets: str = "MS"
    below: str = "TMS"

    def rounded(self, value: Decimal) -> Decimal:
        return value.quantize(Decimal(1).scaleb(-self.decimals), _ROUNDINGS[self.rounding])


@dataclass(frozen=True, slots=True)
class Rating:
    """One rater's value for a candidate; `place`: the room, or the component's own code. None: no evidence."""

    rater: str
    place: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a value or a tick: digest of what was noted (64 hex), SHA-256 (hex) of each document."""

    record: str
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entrant:
    """A candidate for a post. `values`: components that no sheet here made; `errors`: standard errors where known.

    `out`: why he is no longer judged (withdrew, dropped out, not eligible); "" for most. `eligible`: false when the
    administrative check failed. `behind`: by component, or "requirement:<number>" of the administrative check.
    """

    nip: str
    name: str
    number: str
    values: Mapping[str, Decimal] = field(default_factory=dict)
    ratings: tuple[Rating, ...] = ()
    errors: Mapping[str, Decimal] = field(default_factory=dict)
    out: str = ""
    eligible: bool = True
    behind: Mapping[str, Behind] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """An entrant's figures. `verdict` is "" while something is missing; `rank` None: not ranked. Equal ranks are shared."""

    entrant: Entrant
    values: Mapping[str, Decimal | None]
    rooms: Mapping[str, Decimal | None]
    total: Decimal | None
    verdict: str
    below: tuple[str, ...]
    missing: tuple[str, ...]
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class PostTable:
    code: str
    title: str
    rules: TableRules
    entrants: tuple[Entrant, ...]

    @property
    def places(self) -> dict[str, str]:
        """What rooms and components are called, by code."""
        return {one.code: one.name for one in self.rules.components} | {
            one.code: one.name for one in self.rules.rooms
        }

    @property
    def raters(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(r.rater for one in self.entrants for r in one.ratings))


def lines_of(post: PostTable, rules: TableRules | None = None) -> tuple[Line, ...]:
    """Every entrant with his figures, in the order of the table; `rules` instead of the post's own to try others."""
    rules = rules or post.rules
    return ranked([line_of(one, rules) for one in post.entrants], rules)


def line_of(entrant: Entrant, rules: TableRules) -> Line:
    rooms = {room.code: _combined(entrant, room.code, rules) for room in rules.rooms}
    values = {one.code: _value(entrant, one.code, rooms, rules) for one in rules.components}
    missing = tuple(code for code, value in values.items() if value is None)
    below = _below(values, rooms, rules)
    total = None if missing else _total(values, rules)
    verdict = _verdict(entrant, below, missing, rules)
    return Line(entrant, values, rooms, total, verdict, below, missing)


def _verdict(entrant: Entrant, below: Sequence[str], missing: Sequence[str], rules: TableRules) -> str:
    if below or not entrant.eligible:
        return rules.below
    return "" if missing or entrant.out else rules.meets


def ranked(lines: Sequence[Line], rules: TableRules) -> tuple[Line, ...]:
    """Ranks of those who meet the standard: by total, then by the tie rule; who is equal in all shares the rank."""
    able = {line.entrant.nip: _key(line, rules) for line in lines if line.verdict == rules.meets}
    return tuple(
        replace(line, rank=1 + sum(key > mine for key in able.values()))
        if (mine := able.get(line.entrant.nip)) is not None
        else line
        for line in lines
    )


def ranking_of(lines: Iterable[Line]) -> tuple[str, ...]:
    """NIPs of the ranked, best first; who shares a rank stands by his number."""
    able = sorted(
        (line.rank, line.entrant.number, line.entrant.nip) for line in lines if line.rank is not None
    )
    return tuple(nip for _, _, nip in able)


def tied_at(lines: Sequence[Line], names: int) -> frozenset[str]:
    """Who shares a rank that reaches across the last proposed name."""
    ranks = [line.rank for line in lines if line.rank is not None]
    for rank in set(ranks):
        if rank <= names < rank + ranks.count(rank) - 1:
            return frozenset(line.entrant.nip for line in lines if line.rank == rank)
    return frozenset()


def part_of(posts: Iterable[PostTable], nip: str, post: str) -> str:
    """What tells a person's results apart in the log: the post, for whoever applies for more than one; otherwise ""."""
    return post if sum(any(one.nip == nip for one in each.entrants) for each in posts) > 1 else ""


def corrected(posts: Sequence[PostTable], amendments: Sequence[tuple[str, Amended]]) -> tuple[PostTable, ...]:
    """The tables with values that were corrected after an objection, each with its post; a later correction counts."""
    found = tuple(posts)
    for code, one in amendments:
        found = tuple(
            replace(
                post,
                entrants=tuple(
                    replace(who, values={**who.values, one.component: Decimal(one.new)})
                    if who.nip == one.nip and post.code == code
                    else who
                    for who in post.entrants
                ),
            )
            for post in found
        )
    return found


def rows_of(post: PostTable) -> list[dict[str, Json]]:
    """One row per candidate with everything that its rank follows from: what the table's root commits to."""
    return [
        {
            "post": post.code,
            "nip": line.entrant.nip,
            "number": line.entrant.number,
            "values": {code: _text(value) for code, value in line.values.items()},
            "rooms": {code: _text(value) for code, value in line.rooms.items()},
            "ratings": [
                {"rater": r.rater, "place": r.place, "value": _text(r.value)} for r in line.entrant.ratings
            ],
            "errors": {code: str(value) for code, value in line.entrant.errors.items()},
            "total": _text(line.total),
            "verdict": line.verdict,
            "rank": line.rank,
            "out": line.entrant.out,
            "eligible": line.entrant.eligible,
            # Rows of plenaries before documents were sealed have none and keep their root.
            **({"behind": behind_data(line.entrant)} if line.entrant.behind else {}),
        }
        for line in lines_of(post)
    ]


def behind_data(entrant: Entrant) -> dict[str, Json]:
    return {
        what: {"record": one.record, "files": list(one.files)} for what, one in sorted(entrant.behind.items())
    }


def _value(
    entrant: Entrant, code: str, rooms: Mapping[str, Decimal | None], rules: TableRules
) -> Decimal | None:
    if code in entrant.values:
        return entrant.values[code]
    if code != INTERVIEW:
        return _combined(entrant, code, rules)
    if not rooms or None in rooms.values():
        return None
    total = sum(((rooms[room.code] or Decimal(0)) * room.weight for room in rules.rooms), Decimal(0))
    return rules.rounded(total / 100)


def _combined(entrant: Entrant, place: str, rules: TableRules) -> Decimal | None:
    found = sorted(r.value for r in entrant.ratings if r.place == place and r.value is not None)
    if not found:
        return None
    if rules.combine == "median":
        middle = len(found) // 2
        return rules.rounded(found[middle] if len(found) % 2 else (found[middle - 1] + found[middle]) / 2)
    return rules.rounded(sum(found, Decimal(0)) / len(found))


def _total(values: Mapping[str, Decimal | None], rules: TableRules) -> Decimal:
    total = sum(((values[one.code] or Decimal(0)) * one.weight for one in rules.components), Decimal(0))
    return rules.rounded(total / 100)


def _below(
    values: Mapping[str, Decimal | None], rooms: Mapping[str, Decimal | None], rules: TableRules
) -> tuple[str, ...]:
    """Codes of components and rooms where the candidate does not meet what is asked."""
    under = [
        one.code
        for one in rules.components
        if one.floor is not None and (value := values[one.code]) is not None and value < one.floor
    ]
    if rules.verdict_rule == "every_room":
        under += [
            room.code
            for room in rules.rooms
            if (mark := rooms[room.code]) is not None and mark < room.standard
        ]
    elif (value := values.get(INTERVIEW)) is not None:
        asked = rules.rounded(sum((room.standard * room.weight for room in rules.rooms), Decimal(0)) / 100)
        under += [INTERVIEW] if value < asked and INTERVIEW not in under else []
    return tuple(under)


def _key(line: Line, rules: TableRules) -> tuple[Decimal, ...]:
    assert line.total is not None
    return (line.total, *(line.values.get(code) or Decimal(0) for code in rules.ties))


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
