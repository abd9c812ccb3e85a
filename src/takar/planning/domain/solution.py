"""What comes out of planning: batches with a value and a proven bound, or what is impossible and what would help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from takar.kernel.canonical import Json
from takar.kernel.refusals import Refusal
from takar.planning.domain.problem import Batch


@dataclass(frozen=True, slots=True)
class Proof:
    """How good an answer is. `value` in points (less is better); nothing better than `bound` exists; `seconds` it took.

    `gap` is the share by which the value is above the bound: 0.01 means at most 1 % above the best.
    """

    value: float
    bound: float
    seconds: float

    @property
    def gap(self) -> float:
        if self.proved:
            return 0.0
        return (self.value - self.bound) / self.bound if self.bound > 0 else 1.0

    @property
    def proved(self) -> bool:
        """Whether nothing better exists."""
        return self.value - self.bound < 1e-6 * max(1.0, abs(self.value))

    def as_json(self) -> dict[str, Json]:
        return {
            "value": str(round(self.value, 2)),
            "bound": str(round(self.bound, 2)),
            "gap": str(round(self.gap, 5)),
            "seconds": str(round(self.seconds, 2)),
        }


@dataclass(frozen=True, slots=True)
class UnmetWish:
    """A wish that the plan does not meet. `kind`: expired (weeks after the result ran out) | early | waits (lapsed)."""

    person: str
    kind: str
    weeks: int
    id: str
    en: str


@dataclass(frozen=True, slots=True)
class Season:
    """Batches with what has been solved for them so far, and how good each part is (None: not asked for)."""

    batches: tuple[Batch, ...]
    dates: Proof | None = None
    roster: Proof | None = None
    pairs: Proof | None = None
    network: Network | None = None
    unmet: tuple[UnmetWish, ...] = ()
    moved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Network:
    """How the ratings of a season hang together: assessors are linked when they rated the same person.

    `components`: 1 when severity of all raters can be compared; `linked`: share of all pairs of raters, 0 to 1.
    """

    raters: int
    components: int
    linked: float
    least_links: int
    pairs: int


@dataclass(frozen=True, slots=True)
class Relief:
    """One rule changed, alone, and what that gains. `now` and `to` in the unit of the rule (minutes, rooms, people, days).

    `gains`: people (or turns, for a timetable) who then have a place; `enough`: nothing is missing any more.
    """

    rule: str
    now: int
    to: int
    gains: int
    enough: bool
    id: str
    en: str

    def as_json(self) -> dict[str, Json]:
        return {
            "rule": self.rule, "now": self.now, "to": self.to, "gains": self.gains,
            "enough": self.enough, "id": self.id, "en": self.en,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Impossible:
    """No plan keeps all rules. `code`: what is short; `missing`: people (turns, duties) without a place at best.

    `reliefs`: each alone would help, those that are enough first.
    """

    code: str
    missing: int
    id: str
    en: str
    reliefs: tuple[Relief, ...] = ()

    def sentence(self, language: str = "id") -> str:
        """One sentence for an official: what is too much, and the ways out."""
        ways = [one.en if language.startswith("en") else one.id for one in self.reliefs if one.enough]
        head = self.en if language.startswith("en") else self.id
        return f"{head}: {_or(ways, language)}." if ways else f"{head}."

    def as_refusal(self) -> Refusal:
        return Refusal(
            self.code,
            self.sentence("id"),
            self.sentence("en"),
            {"missing": self.missing, "reliefs": [one.as_json() for one in self.reliefs]},
        )


@dataclass(frozen=True, slots=True)
class Stopped:
    """Ended by the user or by time before anything was found."""

    stage: str
    id: str = "Penyusunan dihentikan sebelum ada hasil. Beri waktu lebih lama, lalu susun lagi."
    en: str = "Planning was stopped before there was a result. Give it more time, then plan again."

    def as_refusal(self) -> Refusal:
        return Refusal("PLAN_STOPPED", self.id, self.en, {"stage": self.stage})


@dataclass(frozen=True, slots=True)
class Violation:
    """A hard rule that a plan breaks. `rule` is a stable word; what it is about is filled where it applies."""

    rule: str
    id: str
    en: str
    batch: str = ""
    person: str = ""
    assessor: int = 0
    unit: str = ""
    day: date | None = None

    def sentence(self, language: str = "id") -> str:
        return self.en if language.startswith("en") else self.id


@dataclass(frozen=True, slots=True)
class Move:
    """A person goes from one batch ("" when he had no place) to another."""

    person: str
    origin: str
    target: str


@dataclass(frozen=True, slots=True)
class Repair:
    """New seats for those absent. `seated`: their moves; `moved`: others who have to move for it (none while a seat is free)."""

    seated: tuple[Move, ...]
    moved: tuple[Move, ...]
    batches: tuple[Batch, ...]
    proof: Proof
    uses_reserve: int = 0


@dataclass(frozen=True, slots=True)
class Swap:
    """Two people change places and no rule breaks; `points` by which the wishes get better (negative) or worse."""

    person: str
    other: str
    batch: str
    other_batch: str
    points: int


@dataclass(frozen=True, slots=True)
class Booked:
    """One line of a batch's timetable. `group` 0: all; `person` "": not for one only. `day`: 1, 2, 3."""

    tool: str
    day: int
    starts: time
    ends: time
    room: str
    group: int = 0
    person: str = ""


@dataclass(frozen=True, slots=True)
class Timetable:
    """When and where everything of a batch happens. The proof's value: minutes that people stay, summed."""

    booked: tuple[Booked, ...]
    proof: Proof


@dataclass(frozen=True, slots=True)
class Capacity:
    """Arithmetic before dates are promised. Seats, batches and days are numbers of the whole window; days of an assessor each.

    `last_day`: when the last batch would end if all halls were used from the first day, None when it does not fit.
    """

    people: int
    seats_needed: int
    seats_in_window: int
    batches_needed: int
    batches_in_window: int
    hall_days_needed: int
    hall_days_in_window: int
    assessor_days_needed: int
    assessor_days_in_window: int
    assessor_days_each: float
    last_day: date | None
    fits: bool
    sentences: tuple[tuple[str, str], ...]


def _or(ways: list[str], language: str) -> str:
    word = "or" if language.startswith("en") else "atau"
    return ways[0] if len(ways) == 1 else f"{', '.join(ways[:-1])}, {word} {ways[-1]}"
