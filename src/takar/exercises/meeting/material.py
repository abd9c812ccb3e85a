"""Everything a meeting works on: sealed sheets read through storage, by its rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from takar.accounts.public import Ability, User
from takar.exercises.domain.meeting.decide import Table
from takar.exercises.domain.meeting.overall import Given, IntegrationRules, figures, integration_rules
from takar.exercises.domain.meeting.wording import Evidence, indicator_words
from takar.exercises.domain.round_rules import instrument_of
from takar.exercises.models import Sheet, Subject
from takar.exercises.storage import SealedSheet, sealed_sheets
from takar.kernel.refusals import Refusal

SCALES_DIFFER = Refusal(
    "MEETING_SCALES_DIFFER",
    "Instrumen putaran ini memakai skala yang berbeda, jadi nilainya tidak dapat dirata-ratakan. Buka putaran dengan satu skala.",
    "The instruments of this round use different scales, so values cannot be averaged. Open a round with one scale.",
)


@dataclass(frozen=True, slots=True)
class Material:
    """What lies on the table of one person's meeting."""

    subject: Subject
    rules: IntegrationRules
    sheets: tuple[SealedSheet, ...]
    table: Table
    evidence: tuple[tuple[str, Evidence], ...]
    """(competency, note)"""

    def of(self, dimension: str) -> tuple[Evidence, ...]:
        return tuple(note for code, note in self.evidence if code == dimension)

    def remarks(self, dimension: str) -> list[tuple[str, str, str]]:
        """(instrument, rater, remark)"""
        return [
            (sheet.instrument, sheet.rater, sheet.remarks[dimension])
            for sheet in self.sheets
            if sheet.remarks.get(dimension)
        ]


def material(subject: Subject, reader: str) -> Material | Refusal:
    """Refuses RATINGS_STILL_BLIND until every sheet of the person is sealed, in every instrument."""
    try:
        rules = integration_rules(subject.round.rules, subject.standard)
    except ValueError:
        return SCALES_DIFFER
    sheets: list[SealedSheet] = []
    for instrument in instruments_of(subject):
        found = sealed_sheets(subject.round_id, subject.nip, instrument, reader)
        if isinstance(found, Refusal):
            return found
        sheets += found
    return Material(subject, rules, tuple(sheets), _table(rules, sheets), _evidence(subject, sheets))


def instruments_of(subject: Subject) -> list[str]:
    """Instruments of the round, in the order of its rules: a person is complete when each is sealed."""
    asked = set(
        Sheet.objects.filter(round=subject.round_id, nip=subject.nip, withdrawn_at=None)
        .order_by()
        .values_list("instrument", flat=True)
        .distinct()
    )
    ruled = [str(one["code"]) for one in subject.round.rules["instruments"]]
    # An instrument of the rules without any rater is not sealed either: the same refusal.
    return [
        *(code for code in ruled if code in asked or _needs_rater(subject, code)),
        *sorted(asked - set(ruled)),
    ]


def _needs_rater(subject: Subject, code: str) -> bool:
    found = instrument_of(subject.round.rules, code)
    return bool(found) and not (found or {}).get("optional", False)


def _table(rules: IntegrationRules, sheets: Sequence[SealedSheet]) -> Table:
    given = [
        Given(sheet.instrument, sheet.rater, code, value if isinstance(value, Decimal) else None)
        for sheet in sheets
        for code, value in sheet.values.items()
    ]
    return Table(
        rules=rules,
        figures={one.code: one for one in figures(rules, given)},
        sheets={sheet.sheet: sheet.digest for sheet in sheets},
        raters=frozenset(sheet.rater for sheet in sheets),
        leads=frozenset(leads()),
    )


def leads() -> list[str]:
    """User names of those who may lead a meeting."""
    return [user.username for user in User.objects.filter(is_active=True) if user.may(Ability.INTEGRATE)]


def _evidence(subject: Subject, sheets: Sequence[SealedSheet]) -> tuple[tuple[str, Evidence], ...]:
    found: list[tuple[str, Evidence]] = []
    for sheet in sheets:
        instrument = instrument_of(subject.round.rules, sheet.instrument) or {}
        words = indicator_words(instrument.get("form", {}))
        for code, notes in sheet.evidence.items():
            found += [(code, _note(sheet, code, note, words.get(code, {}))) for note in notes]
    return tuple(found)


def _note(sheet: SealedSheet, code: str, note: dict[str, Any], words: dict[str, str]) -> Evidence:
    signs = tuple((words.get(indicator, ""), str(sign)) for indicator, sign in sorted(note["signs"].items()))
    key = f"{sheet.sheet}:{note['id']}:{code}"
    return Evidence(key, sheet.instrument, sheet.rater, str(note["text"]), int(note["clock_s"]), signs)
