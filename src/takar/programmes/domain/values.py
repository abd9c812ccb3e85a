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
    """One programme. `method`: cact | sederhana | sedang | kompleks; `visibility`: fields of assessments.Visibility.

    `target_class`: the job class everyone is measured against in a selection; "" for his own.
    """

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
    objection_days: int
    target_class: str
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


@dataclass(frozen=True, slots=True)
class LetterView:
    """A letter of invitation: who signed it, and until when (inclusive) an answer is asked for."""

    number: str
    day: date
    signer_name: str
    signer_nip: str
    signer_post: str
    place: str
    answer_by: date | None
    people: int


@dataclass(frozen=True, slots=True)
class InvitationFacts:
    """All that an invitation must state except days and rooms, which the plan knows. Texts are {"id", "en"}.

    `competencies`: (code, name id, name en, required level) of the job standard; empty when the class has no levels
    of its own. `shown` says what the participant will see and when. `standard` is (code, version).
    """

    programme: str
    title: str
    purpose: dict[str, str]
    purpose_meaning: dict[str, str]
    method: dict[str, str]
    method_meaning: dict[str, str]
    organiser: str
    location: str
    zone: str
    legal_basis: str
    phase: PhaseView
    nip: str
    name: str
    post: str
    agency: str
    unit: str
    golongan: str
    job_class: str
    job_class_name: dict[str, str]
    standard: tuple[str, str] | None
    standard_title: dict[str, str]
    competencies: tuple[tuple[str, str, str, int], ...]
    cause: str
    due_on: date | None
    why: dict[str, str]
    shown: dict[str, str]
    objection_days: int
    rights: tuple[dict[str, str], ...]
    replaces: str
    letter: LetterView | None
