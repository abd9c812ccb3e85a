"""What happens in a plenary and after it. Past tense; nothing is ever changed, only added."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

MotionKind = Literal["ranking", "departure", "readvertise", "other"]
Choice = Literal["yes", "no", "abstain"]
# What the table hides at first: figures until the evidence was read, raters' names until the figures were discussed.
Curtain = Literal["scores", "raters"]


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
    """A motion [usul]. `order`: the ranking it proposes, best first, for a departure from the computed one.

    `order` also settles a tie that the computed ranking leaves open at the last proposed name.
    """

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
    """`key`: id of the member's key; `signature`: base64 of its DSSE signature over the minutes."""

    member: str
    key: str
    signature: str = ""


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


@dataclass(frozen=True, slots=True)
class Shown:
    """From here on every member sees the figures of a post, or who gave them."""

    post: str
    what: Curtain
    by: str


@dataclass(frozen=True, slots=True)
class Released:
    """The outcome is public. `allowed_by`: the second person, when it is earlier than announced."""

    by: str
    allowed_by: str = ""


@dataclass(frozen=True, slots=True)
class Objected:
    """A candidate objects [keberatan]. `document`: SHA-256 of what he handed in; `by`: who received it."""

    objection: str
    nip: str
    post: str
    by: str
    document: str


@dataclass(frozen=True, slots=True)
class Answered:
    objection: str
    granted: bool
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class Amended:
    """A value is corrected after an objection was granted: `component` of the candidate, by two people.

    Values as decimal text. The old one stays printed.
    """

    objection: str
    nip: str
    component: str
    old: str
    new: str
    reason: str
    asked_by: str
    approved_by: str


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
    | Shown
    | Released
    | Objected
    | Answered
    | Amended
)


@dataclass(frozen=True, slots=True)
class Event:
    at_ms: int
    body: Body
