"""What a person enters to make an assessment, before anything is stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from takar.assessments.domain.values import LegalBasis, Purpose, Visibility


@dataclass(frozen=True, slots=True)
class AssessmentDraft:
    title: str
    purpose: Purpose
    organiser: str
    location: str
    legal_basis: LegalBasis
    ruleset_code: str
    ruleset_version: str
    form: str = ""
    zone: str = "WIB"
    visibility: Visibility = field(default_factory=Visibility)
    objection_days: int = 7


@dataclass(frozen=True, slots=True)
class SessionDraft:
    """One session in one room; `opens` and `closes` carry a time zone."""

    title: str
    room: str
    opens: datetime
    closes: datetime
    capacity: int = 30


@dataclass(frozen=True, slots=True)
class Added:
    """How many were added, how many were in already, and who could not be added, with the reason."""

    added: int
    already: int
    refused: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Assigned:
    """How many have a session and a seat now, and how many still wait for one."""

    seated: int
    waiting: int
