"""What is frozen and committed when an assessment is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from takar.assessments.domain.values import AssessmentView, ParticipantView, SessionView
from takar.kernel.canonical import Json, canonical
from takar.kernel.clock import ZONES
from takar.ledger.public import tree_root


@dataclass(frozen=True, slots=True)
class Commitment:
    """Everything under the digests of event.commit; `rules` is the document that every receipt opens."""

    rules: dict[str, Json]
    rules_digest: str
    ruleset_digest: str
    form_root: str
    key_root: str
    roster: list[dict[str, Json]]
    roster_root: str
    policy: str
    program: str
    schedule: dict[str, Json]
    erase_after: str


def standard_label(participant: ParticipantView) -> str:
    """How the rules and the receipt name a job standard: code/version."""
    return f"{participant.standard_code}/{participant.standard_version}"


def roster_entries(rows: Sequence[tuple[ParticipantView, str]]) -> list[dict[str, Json]]:
    """Participants with their 128-bit salts (hex), in the order of their numbers."""
    return [
        {
            "number": one.number,
            "p": one.pseudonym,
            "nip": one.nip,
            "session": one.session,
            "standard": standard_label(one),
            "salt": salt,
        }
        for one, salt in sorted(rows, key=lambda row: int(row[0].number))
    ]


def roster_root(entries: Sequence[dict[str, Json]]) -> str:
    """RFC 6962 root (hex) over the canonical bytes of the salted entries."""
    return tree_root([canonical(dict(entry)) for entry in entries]).hex()


def schedule(assessment: AssessmentView, sessions: Sequence[SessionView]) -> dict[str, Json]:
    zone = ZONES[assessment.zone]
    days = sorted(one.opens.astimezone(zone).date() for one in sessions)
    return {
        "from": days[0].isoformat(),
        "to": days[-1].isoformat(),
        "zone": assessment.zone,
        "sessions": len(sessions),
    }


def years_after(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 28."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
