"""What the two signatures of a meeting are over."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from typing import Any

from takar.exercises.domain.meeting.decide import Table
from takar.exercises.domain.meeting.overall import Figure
from takar.exercises.domain.meeting.state import MeetingState
from takar.kernel.canonical import Json, canonical


def record_of(state: MeetingState, table: Table) -> dict[str, Json]:
    """Values with the rule's figure beside, departures, text and the sheets that all of it rests on."""
    return {
        "v": 1,
        "rule": "weighted_mean",
        "responsible": state.responsible,
        "sheets": dict(sorted(state.sheets.items())),
        "values": [_value(figure, state) for figure in table.figures.values()],
        "departures": [dict(asdict(one)) for _, one in sorted(state.departures.items())],
        "text": {section: one.text for section, one in sorted(state.texts.items())},
    }


def _value(figure: Figure, state: MeetingState) -> dict[str, Json]:
    departed = state.departures.get(figure.code)
    by_rule = _text(figure.value)
    return {
        "code": figure.code,
        "name": figure.name,
        "standard": _text(figure.standard),
        "rule": by_rule,
        "value": departed.new if departed else by_rule,
        "counted": figure.counted,
        "asked": figure.asked,
        "spread": _text(figure.spread),
        "disagree": figure.disagree,
    }


def _text(value: Any) -> str:
    return "NE" if value is None else str(value)


def record_digest(record: dict[str, Json], salt: str) -> str:
    """SHA-256(salt ‖ canonical record), hex: without the salt few values could be guessed from their digest."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(record)).hexdigest()
