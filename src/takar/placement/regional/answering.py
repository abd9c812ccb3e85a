"""A whole region: group by group, with progress, and rows ready to be kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from takar.kernel.canonical import Json, canonical
from takar.kernel.refusals import Refusal
from takar.placement.domain.regions import ALL, NO_POSTS, VACANT_ANY, RegionScope, scope_to_json
from takar.placement.models import RegionPlace
from takar.placement.regional.opening import digest_of, market_of
from takar.placement.regional.placing import Other, Placed, Seat, explain, place
from takar.placement.regional.reading import Group, Registers, engine_of, groups, read_registers
from takar.placement.solving.lists import VACANT
from takar.placement.solving.market import Market
from takar.positions.public import Position
from takar.standards.public import PlacementRules

Tell = Callable[[float, str, str], None]
"""Hears the share of the whole that is done, the step, and whom or what it is about; raises what stops the work."""
_READ, _KEEP = 0.2, 0.97
"""Shares of the whole at which everything is read, and at which it is kept."""


@dataclass(frozen=True, slots=True)
class Summary:
    """One group; worths in tenths of a point, `seconds` of wall clock. `people`: who could be placed."""

    agency: str
    posts: int
    filled: int
    people: int
    total: int
    bound: int
    fallback: bool
    seconds: float

    def data(self) -> dict[str, Json]:
        told: dict[str, Json] = {name: getattr(self, name) for name in self.__slots__ if name != "seconds"}
        return told | {"seconds": f"{self.seconds:.2f}"}


@dataclass(slots=True)
class Region:
    """What was answered. `places` carry no run yet."""

    summaries: list[Summary] = field(default_factory=list)
    places: list[RegionPlace] = field(default_factory=list)
    inputs: str = ""
    people: int = 0
    without_agency: int = 0
    without_profile: int = 0
    left_open: int = 0
    unseated: int = 0

    def body(self) -> dict[str, Json]:
        """In the canonical subset; seconds as text."""
        return {
            "agencies": [one.data() for one in self.summaries],
            "people": self.people,
            "without_agency": self.without_agency,
            "without_profile": self.without_profile,
            "left_open": self.left_open,
            "unseated": self.unseated,
        }


def answer_region(
    on: date, scope: RegionScope, rules: PlacementRules, tell: Tell, seconds: Callable[[], float]
) -> Region | Refusal:
    """Raises what `tell` raises. Refuses REGION_NO_POSTS, REGION_TOO_LARGE."""
    registers = read_registers(on, rules, lambda step, share: tell(_READ * share, step, ""))
    asked = list(groups(registers, scope))
    if not asked:
        return NO_POSTS
    work = _Work(registers, tell, seconds, sum(len(one.posts) for one in asked))
    digests = []
    for group in asked:
        told = work.group(group, int(scope.vacant_worth * 10))
        if isinstance(told, Refusal):
            return told
        digests.append(told)
    found = work.found
    found.inputs = _digest(on, scope, rules, digests)
    found.people = len(registers.agency)
    found.without_agency = 0 if scope.together else sum(1 for one in registers.agency if not one)
    found.without_profile = work.without_profile()
    if scope.scope == VACANT_ANY:
        found.left_open = work.left_open()
    if scope.scope == ALL:
        found.unseated = work.unseated()
    return found


@dataclass(slots=True)
class _Work:
    """One pass over the groups."""

    registers: Registers
    tell: Tell
    seconds: Callable[[], float]
    posts: int
    done: int = 0
    found: Region = field(default_factory=Region)

    def group(self, group: Group, vacancy: int) -> str | Refusal:
        """Place one group; the digest of what it was placed from."""
        begun, stage = self.seconds(), _Stage()

        def keep_on(step: str, done: int, of: int) -> bool:
            share = (self.done + stage.share(step, done / max(1, of)) * len(group.posts)) / self.posts
            about = group.name or (str(stage.rounds) if stage.rounds else "")
            self.tell(_READ + (_KEEP - _READ) * share, step, about)
            return True

        keep_on("score", 0, 1)
        engine = engine_of(self.registers, group)
        market = market_of(engine, vacancy)
        if isinstance(market, Refusal):
            return market
        keep_on("score", 1, 1)
        placed = place(market, keep_on)
        seats = explain(market, placed, engine.terms.has_standard, keep_on)
        self._keep(group, placed, seats, begun)
        return _group_digest(group, engine.measured.people, market)

    def _keep(self, group: Group, placed: Placed, seats: Sequence[Seat], begun: float) -> None:
        names = [self.registers.measured.people[at] for at in group.people]
        seat_of = {seat.person: at for at, seat in enumerate(seats) if seat.person != VACANT}
        for post, seat in zip(group.posts, seats, strict=True):
            self.found.places.append(_row(len(self.found.places), group, post, seat, names, seat_of))
        self.done += len(group.posts)
        self.found.summaries.append(
            Summary(
                group.name, len(group.posts), len(seat_of), len(group.people), placed.total, placed.bound,
                placed.fallback, self.seconds() - begun,
            )
        )  # fmt: skip

    def without_profile(self) -> int:
        """People without a single level that counts."""
        levels = self.registers.measured.levels
        return int((levels != levels).all(axis=1).sum()) if levels.size else len(levels)

    def left_open(self) -> int:
        """Posts outside of the scope whose holders are put forward elsewhere."""
        holders = {one.holder for one in self.registers.posts if one.holder}
        return sum(1 for one in self.found.places if one.nip in holders)

    def unseated(self) -> int:
        """Holders of these posts for whom this picture has none: people, never recommendations to remove them."""
        rows = set(self.registers.measured.people)
        holders = {one.holder for one in self.found.places if one.holder in rows}
        return len(holders - {one.nip for one in self.found.places})


@dataclass(slots=True)
class _Stage:
    """How far a group is: scored, so many rounds of looking and placing (nobody knows how many there will be), explained."""

    step: str = ""
    rounds: int = 0

    def share(self, step: str, part: float) -> float:
        if step == "look" and self.step != "look":
            self.rounds += 1
        self.step = step
        if step in ("score", "explain"):
            low, high = _ENDS[step]
            self.rounds = 0
            return low + (high - low) * part
        left = _LEFT ** (self.rounds - 1)
        half = 0.5 * part if step == "look" else 0.5 + 0.5 * part
        return _FIRST + (_LAST - _FIRST) * (1 - left + left * (1 - _LEFT) * half)


_FIRST, _LAST, _LEFT = 0.05, 0.9, 0.8
"""Shares of a group at which rounds begin and end, and what each round leaves of what is left."""
_ENDS = {"score": (0.0, _FIRST), "explain": (_LAST, 1.0)}


def _row(
    ordinal: int, group: Group, post: Position, seat: Seat, names: Sequence[str], seat_of: dict[int, int]
) -> RegionPlace:
    filled = seat.person != VACANT
    return RegionPlace(
        ordinal=ordinal,
        agency=group.name or post.agency,
        code=post.code,
        title=post.title,
        unit=post.unit,
        job_class=post.job_class,
        holder=post.holder,
        nip=names[seat.person] if filled else "",
        fit=seat.fit if filled else None,
        price=seat.price,
        eligible=seat.eligible,
        reason=seat.reason,
        following=_other(group, seat.following, names, seat_of),
        better=_other(group, seat.better, names, seat_of),
    )


def _other(
    group: Group, one: Other | None, names: Sequence[str], seat_of: dict[int, int]
) -> dict[str, Json] | None:
    """Tenths of a point; `at`: the post that has her, "" when none does."""
    if one is None:
        return None
    at = seat_of.get(one.person)
    return {
        "nip": names[one.person],
        "fit": one.fit,
        "price": one.price,
        "behind": one.behind,
        "at": "" if at is None else group.posts[at].code,
        "title": "" if at is None else group.posts[at].title,
    }


def _group_digest(group: Group, people: Sequence[str], market: Market) -> str:
    who = hashlib.sha256("\n".join([group.name, *(one.code for one in group.posts), "", *people]).encode())
    who.update(digest_of(market).encode())
    return who.hexdigest()


def _digest(on: date, scope: RegionScope, rules: PlacementRules, parts: Sequence[str]) -> str:
    """SHA-256 over what was asked, the rules, and every group's people, posts and fits."""
    told: dict[str, Json] = {
        "on": on.isoformat(), "scope": scope_to_json(scope), "rules": rules.digest, "groups": list(parts)
    }  # fmt: skip
    return hashlib.sha256(canonical(told)).hexdigest()
