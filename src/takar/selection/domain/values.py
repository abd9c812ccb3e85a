"""What other contexts see of a selection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from takar.selection.domain.candidacy import Candidacy
from takar.selection.domain.words import Sentence


@dataclass(frozen=True, slots=True)
class PostView:
    """A vacant post. `code` ("J1") names it within the selection."""

    key: int
    code: str
    title: str
    unit: str
    job_class: str
    standard: tuple[str, str]


@dataclass(frozen=True, slots=True)
class MemberView:
    """A panel member. `rooms`: codes of the interview rooms; `gone`: left the panel."""

    key: int
    user: str
    name: str
    nip: str
    internal: bool
    head: bool
    rooms: tuple[str, ...]
    gone: bool = False


@dataclass(frozen=True, slots=True)
class RecusalView:
    """Why a member does not judge a candidate. `kind`: a ConflictKind; `by`: who noted it."""

    user: str
    nip: str
    kind: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StageView:
    """A stage with the days announced in advance."""

    code: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class SelectionView:
    """A selection. `releases_at`: announced moment of release; `committed_at`: when its terms went into the log.

    `rules`: (code, version) of the selection rules; `secretary`: user name.
    """

    id: str
    title: str
    legal_basis: str
    organiser: str
    location: str
    zone: str
    rules: tuple[str, str]
    conduct: tuple[str, str]
    secretary: str
    releases_at: datetime | None
    committed_at: datetime | None
    posts: tuple[PostView, ...]
    members: tuple[MemberView, ...]
    stages: tuple[StageView, ...]
    methods: Mapping[str, str]

    def post(self, code: str) -> PostView | None:
        return next((one for one in self.posts if one.code == code), None)

    @property
    def users(self) -> tuple[str, ...]:
        """User names of the members who serve now."""
        return tuple(one.user for one in self.members if not one.gone)

    @property
    def head(self) -> str:
        """The chair's user name, "" while none is named."""
        return next((one.user for one in self.members if one.head and not one.gone), "")


@dataclass(frozen=True, slots=True)
class CandidateView:
    """A candidate for one post. `number`: his number in the selection."""

    key: int
    selection: str
    post: str
    nip: str
    name: str
    number: str
    state: Candidacy

    @property
    def status(self) -> str:
        return self.state.status or ""


@dataclass(frozen=True, slots=True)
class RoomCell:
    """A room's value once all its sheets are sealed. `meets` None: nobody can say; `raters` who sealed."""

    room: str
    value: Decimal | None
    standard: Decimal
    meets: bool | None
    raters: int


@dataclass(frozen=True, slots=True)
class ComponentCell:
    """One component of one candidate. `value` None: missing, which is never zero. `points`: value × weight / 100.

    `sealed`: nobody can change it any more without leaving a mark; `source`: sheets | entered | certificate | outcome.
    """

    code: str
    weight: Decimal
    value: Decimal | None
    points: Decimal | None
    floor_met: bool | None
    sealed: bool
    source: str = ""
    detail: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class SheetMark:
    """What one rater's sheet says about a candidate in a room or component. `value` None: no evidence."""

    rater: str
    place: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """A candidate in the table of a post. `total` None: not complete; `rank` None: not ranked, and `unranked` says why.

    `recused`: members who do not judge this candidate; `marks`: every rater's, once the post is open.
    """

    nip: str
    name: str
    number: str
    status: str
    cells: tuple[ComponentCell, ...]
    rooms: tuple[RoomCell, ...]
    meets: bool | None
    total: Decimal | None
    rank: int | None
    missing: tuple[Sentence, ...]
    unranked: tuple[Sentence, ...]
    recused: tuple[str, ...]
    marks: tuple[SheetMark, ...] = ()

    @property
    def sealed(self) -> bool:
        return all(cell.sealed for cell in self.cells)

    @property
    def complete(self) -> bool:
        return self.total is not None

    def cell(self, code: str) -> ComponentCell:
        return next(one for one in self.cells if one.code == code)


@dataclass(frozen=True, slots=True)
class ComponentTable:
    """The table of a post for the plenary. Rows in the order of rank, the unranked after them by number.

    `sealed`: the terms are committed and every component of every eligible row is sealed;
    `hidden`: rows that this reader may not see (recusal);
    `enough`: at least as many ranked candidates as the rules ask, otherwise the post is readvertised.
    """

    selection: str
    post: str
    rows: tuple[TableRow, ...]
    sealed: bool
    hidden: int
    enough: bool

    @property
    def ranking(self) -> tuple[str, ...]:
        return tuple(row.nip for row in self.rows if row.rank is not None)

    @property
    def missing(self) -> tuple[Sentence, ...]:
        return tuple(sentence for row in self.rows for sentence in row.missing)
