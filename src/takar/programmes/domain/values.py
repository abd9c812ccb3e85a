"""What other contexts see of a programme: values without a database behind them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class PhaseView:
    """A stage of a programme: quota in people, days inclusive."""

    programme: str
    number: int
    title: str
    quota: int
    funding: str
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class ProgrammeView:
    """One programme. `method`: cact | sederhana | sedang | kompleks; `visibility`: fields of assessments.Visibility."""

    id: str
    title: str
    purpose: str
    method: str
    status: str
    organiser: str
    location: str
    zone: str
    legal_kind: str
    legal_number: str
    legal_date: date
    legal_about: str
    ruleset: tuple[str, str]
    conduct: tuple[str, str]
    form: str
    visibility: dict[str, Any]
    phases: tuple[PhaseView, ...]


@dataclass(frozen=True, slots=True)
class NomineeView:
    """A person called.

    `status`: nominated | invited | confirmed | declined | withdrawn; `cause`: never | lapsed | expiring | asked.
    """

    id: int
    programme: str
    phase: int
    nip: str
    name: str
    post: str
    agency: str
    unit: str
    golongan: str
    job_class: str
    eselon: str
    cause: str
    due_on: date | None
    status: str
    reason: str
    replaces: int | None
    invited_at: datetime | None
    letter_number: str
    answered_at: datetime | None
