"""What stands on the paper as entries of the sheet, in the words of a device's outbox. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from takar.exercises.domain.sheet import SheetRules, SheetState
from takar.exercises.paper.domain.fields import LINES, REMARK, Fields

DEVICE = "kertas"
# A line that was only ticked on paper is evidence too, and evidence needs words.
ONLY_TICKED = "(hanya ditandai pada formulir kertas)"


def entries_from(
    fields: Fields, rules: SheetRules, state: SheetState, people: Sequence[str]
) -> list[dict[str, Any]]:
    """Entries that follow all others of the sheet, so that the paper counts. `people` who typed it stand in the remark."""
    seq, tick = state.seqs.get(DEVICE, 0), state.tick
    bodies = [body for code in rules.dimensions for body in _dimension(fields, code)]
    bodies.append({"kind": "remarked", "dimension": "", "text": _remark(fields, people)})
    return [{"seq": seq + place, "tick": tick + place, **body} for place, body in enumerate(bodies, 1)]


def _dimension(fields: Fields, code: str) -> Iterator[dict[str, Any]]:
    for line in range(1, LINES + 1):
        text, indicator, sign = (
            fields.get(f"{code}/{line}/{part}", "") for part in ("text", "indicator", "sign")
        )
        if not (text or indicator or sign):
            continue
        note = f"kertas-{code}-{line}"
        yield {"kind": "noted", "note": note, "text": text or ONLY_TICKED, "clock_s": 0}
        yield {"kind": "tagged", "note": note, "dimension": code, "indicator": indicator, "sign": sign or "0"}
    value = fields.get(f"{code}/value", "")
    if value:
        yield {"kind": "rated", "dimension": code, "value": value}


def _remark(fields: Fields, people: Sequence[str]) -> str:
    typed = f"[Dari formulir kertas; disalin dan diperiksa oleh {', '.join(people)}]"
    return f"{fields.get(REMARK, '')} {typed}".strip()
