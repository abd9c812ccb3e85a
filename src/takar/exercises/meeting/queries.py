"""Reading finished meetings: the values that both signed, and the log's leaf of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from takar.assessments.public import assessment
from takar.exercises.meeting import store
from takar.exercises.meeting.models import IntegrationResult
from takar.exercises.models import Round
from takar.kernel.refusals import Refusal
from takar.standards.public import Ruleset, ruleset


@dataclass(frozen=True, slots=True)
class Integration:
    """Outcome of an assessor meeting, as signed. `values`: {"code", "name", "standard", "rule", "value", …}, "NE": not assessed.

    `departures`: {"dimension", "old", "new", "code", "text", "by"}; `text`: section -> text as the responsible assessor left it.
    """

    owner: str
    nip: str
    name: str
    number: str
    responsible: str
    lead: str
    values: tuple[Mapping[str, Any], ...]
    departures: tuple[Mapping[str, Any], ...]
    text: Mapping[str, str]
    digest: str
    signed_at: datetime
    index: int | None


@dataclass(frozen=True, slots=True)
class Total:
    """By the ruleset: sum of the values, of the standards, JPM in percent, category."""

    ruleset: Ruleset
    total: Decimal
    standard: int
    jpm: Decimal
    category: str
    category_name: str
    sentence: str


def integration_of(owner: str, nip: str) -> Integration | None:
    """The signed outcome of one person's meeting, or None while there is none."""
    row = _rows(owner).filter(meeting__subject__nip=nip).first()
    return _view(row) if row else None


def integrations(owner: str) -> list[Integration]:
    """All signed outcomes of a round, by participant's number."""
    return [_view(row) for row in _rows(owner)]


def finals_in_log(owner: str) -> dict[str, tuple[int, datetime]]:
    """NIP -> index of the leaf and when it was signed, without opening any record."""
    rows = IntegrationResult.objects.filter(meeting__subject__round=owner, index__isnull=False)
    found = rows.values_list("meeting__subject__nip", "index", "at")
    return {nip: (index, at) for nip, index, at in found if index is not None}


def _rows(owner: str) -> Any:
    return (
        IntegrationResult.objects.filter(meeting__subject__round=owner)
        .select_related("meeting__subject__round")
        .order_by("meeting__subject__number", "meeting__subject__nip")
    )


def _view(row: IntegrationResult) -> Integration:
    record, subject = store.kept(row.meeting, bytes(row.record)), row.meeting.subject
    lead = row.meeting.signatures.filter(part="lead", digest=row.digest).latest("ordinal")
    return Integration(
        owner=subject.round_id,
        nip=subject.nip,
        name=subject.name,
        number=subject.number,
        responsible=record["responsible"],
        lead=lead.by,
        values=tuple(record["values"]),
        departures=tuple(record["departures"]),
        text=record["text"],
        digest=row.digest,
        signed_at=row.at,
        index=row.index,
    )


def ruleset_of(owner: str) -> Ruleset | None:
    """The ruleset of the round: named in its rules, or its assessment's; None when neither names one."""
    row = Round.objects.filter(pk=owner).first()
    named = (row.rules.get("integration") or {}).get("ruleset") if row else None
    if named:
        return ruleset(str(named["code"]), str(named["version"]))
    found = assessment(owner)
    return ruleset(found.ruleset_code, found.ruleset_version) if found else None


def total_of(values: Any, rules: Ruleset) -> Total | Refusal:
    """Total, JPM and category. Refuses INTEGRATION_INCOMPLETE while a competency is not assessed or has no standard."""
    gaps = [str(one["name"]) for one in values if "NE" in (one["value"], one["standard"])]
    if gaps or not values:
        listed = ", ".join(gaps) or "–"
        return Refusal(
            "INTEGRATION_INCOMPLETE",
            f"JPM tidak dihitung karena tidak dinilai atau tanpa standar: {listed}. Nilailah dengan instrumen lain.",
            f"No JPM: not assessed or without a standard: {listed}. Assess these competencies by another instrument first.",
            {"competencies": list(gaps)},
        )
    total = rules.total([Decimal(one["value"]) for one in values])
    standard = int(sum(Decimal(one["standard"]) for one in values))
    jpm = rules.jpm(total, standard)
    category = rules.category_for(jpm)
    return Total(rules, total, standard, jpm, category.code, category.name_id, category.sentence_id)
