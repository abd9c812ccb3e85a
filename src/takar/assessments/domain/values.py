"""What other contexts see of an assessment: values without a database behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from takar.kernel.clock import long_date

Purpose = Literal["seleksi", "pemetaan"]
Status = Literal["draft", "open", "closed"]
When = Literal["at_submission", "held"]


@dataclass(frozen=True, slots=True)
class Visibility:
    """What a participant is shown, and when. Fixed when the assessment is opened.

    `held_until` is the announced day of release; None means "until the organiser announces them".
    """

    when: When = "at_submission"
    levels: bool = True
    jpm: bool = True
    category: bool = True
    potential: bool = True
    held_until: date | None = None


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """The letter or decree an assessment rests on: kind "Surat", number "800/123", what it is about."""

    kind: str
    number: str
    day: date
    about: str

    @property
    def sentence(self) -> str:
        return f"{self.kind} Nomor {self.number} tanggal {long_date(self.day)} tentang {self.about}"


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """One assessment. `event` is its random name in the log; `commit_index` its event.commit leaf."""

    id: str
    event: str
    title: str
    purpose: Purpose
    status: Status
    organiser: str
    location: str
    zone: str
    legal_basis: LegalBasis
    ruleset_code: str
    ruleset_version: str
    form: str
    visibility: Visibility
    objection_days: int
    commit_index: int | None
    opened_at: datetime | None
    closed_at: datetime | None
    released_at: datetime | None


@dataclass(frozen=True, slots=True)
class SessionView:
    """One session in one room. The PIN is for administrators and proctors only."""

    id: str
    assessment: AssessmentView
    title: str
    room: str
    opens: datetime
    closes: datetime
    capacity: int
    pin: str
    ticket_version: int
    participants: int
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """One participant as snapshotted when added; `sitting` is his random id in the exam store.

    `pseudonym` is his random name in the log, new for every assessment, never derived from the NIP.
    """

    sitting: str
    pseudonym: str
    assessment: str
    session: str | None
    number: str
    seat: str
    nip: str
    name: str
    post: str
    unit: str
    golongan: str
    job_class: str
    standard_code: str
    standard_version: str
    extra_minutes: int
    extra_reason: str


@dataclass(frozen=True, slots=True)
class OpeningView:
    """What was frozen when the assessment was opened. Digests and roots are 64 hexadecimal digits.

    `rules` is the document under cut_digest, `names` the scales' names by code, `roster` the salted entries.
    """

    rules: dict[str, Any]
    names: dict[str, dict[str, str]]
    roster: list[dict[str, Any]]
    roster_root: str
    form_root: str
    key_root: str
    ruleset_digest: str
    at: datetime
