"""Deadlines, from server milliseconds only (docs/rules/timing.md)."""

from __future__ import annotations

from takar.delivery.domain.rules import GRACE_MS, MINUTE_MS, Rules
from takar.delivery.domain.state import SittingState


def closing_ms(state: SittingState, rules: Rules) -> int:
    """The last moment of the session for this sitting: accommodation and extensions move it too."""
    return rules.closes_ms + rules.extra_minutes * MINUTE_MS + state.closing_ms


def purse_ms(state: SittingState, rules: Rules) -> int:
    """Extra time not yet used: accommodation plus extensions minus what earlier sections took of it."""
    return max(0, rules.extra_minutes * MINUTE_MS + state.extended_ms - state.overrun_ms)


def section_deadline_ms(state: SittingState, rules: Rules) -> int | None:
    """When the current section ends; None when none is open."""
    if state.section is None or state.submitted_ms is not None:
        return None
    own = state.section_entered_ms + rules.sections[state.section].minutes * MINUTE_MS
    return min(own + purse_ms(state, rules), closing_ms(state, rules))


def deadline_ms(state: SittingState, rules: Rules) -> int | None:
    """When the sitting ends if every section that is left is used in full; None when it does not run."""
    return deadlines_ms(state, rules)[0]


def deadlines_ms(state: SittingState, rules: Rules) -> tuple[int | None, int | None]:
    """(`deadline_ms`, `section_deadline_ms`) at once."""
    current = section_deadline_ms(state, rules)
    if current is None or state.section is None:
        return None, None
    later = sum(section.minutes for section in rules.sections[state.section + 1 :]) * MINUTE_MS
    return min(current + later, closing_ms(state, rules)), current


def overrun_ms(state: SittingState, rules: Rules, now_ms: int) -> int:
    """Extra time the current section has used by `now_ms`, never more than there was."""
    if state.section is None:
        return 0
    used = now_ms - state.section_entered_ms - rules.sections[state.section].minutes * MINUTE_MS
    return min(max(0, used), purse_ms(state, rules))


def is_over(state: SittingState, rules: Rules, now_ms: int) -> bool:
    """True from the first millisecond at which a click for the current section no longer counts."""
    deadline = section_deadline_ms(state, rules)
    return deadline is not None and now_ms >= deadline + GRACE_MS
