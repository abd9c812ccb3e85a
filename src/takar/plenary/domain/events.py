"""What happens in a plenary and after it. Past tense; nothing is ever changed, only added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

MotionKind = Literal["ranking", "departure", "readvertise", "other"]
Choice = Literal["yes", "no", "abstain"]


@dataclass(frozen=True, slots=True)
class Opened:
    by: str
    table_root: str


@dataclass(frozen=True, slots=True)
class Came:
    member: str


@dataclass(frozen=True, slots=True)
class Left:
    member: str


@dataclass(frozen=True, slots=True)
class Recused:
    """A member takes no part in anything about this candidate [mengundurkan diri dari penilaian]."""

    member: str
    nip: str
    reason: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A motion [usul]. `order`: the ranking it proposes, best first, for a departure from the computed one."""

    motion: str
    kind: MotionKind
    post: str
    text: str
    by: str
    order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voted:
    """The last vote of a member counts. `dissent`: his reasons, printed in the minutes when he wishes."""

    motion: str
    member: str
    choice: Choice
    dissent: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    motion: str
    carried: bool
    yes: int
    no: int
    abstain: int
    eligible: int


@dataclass(frozen=True, slots=True)
class Ended:
    """Talking is over; from here on members sign what was decided. `minutes`: digest of what they sign."""

    by: str
    minutes: str


@dataclass(frozen=True, slots=True)
class Signed:
    member: str
    key: str


@dataclass(frozen=True, slots=True)
class RefusedToSign:
    """A recorded refusal takes the place of a signature; `by` is who records it."""

    member: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Closed:
    by: str


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The minutes went to the appointing authority [PPK]."""

    by: str
    to: str
    letter: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The authority's choice for a post; with a reason when it is not the first name."""

    post: str
    nip: str
    by: str
    reason: str = ""


Body: TypeAlias = (
    Opened
    | Came
    | Left
    | Recused
    | Moved
    | Voted
    | Decided
    | Ended
    | Signed
    | RefusedToSign
    | Closed
    | HandedOver
    | Chosen
)


@dataclass(frozen=True, slots=True)
class Event:
    at_ms: int
    body: Body
