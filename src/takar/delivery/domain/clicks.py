"""Does a click count? Every click of a device ends as exactly one event, so that none vanishes."""

from __future__ import annotations

from takar.delivery.domain.commands import Click, Save
from takar.delivery.domain.events import SERVER, Answered, Event, Flagged, Late, Rejected
from takar.delivery.domain.refusals import too_many_events
from takar.delivery.domain.rules import EVENTS_LIMIT, Rules
from takar.delivery.domain.state import Queue, SittingState
from takar.delivery.domain.timing import is_over
from takar.delivery.domain.writing import UNKNOWN, Place, Writing, fault_of, sealable
from takar.kernel.refusals import Refusal

_EMPTY = Queue()
# Of a click that makes no sense only this much is kept.
_KEPT = 64


def decide_save(state: SittingState, save: Save, rules: Rules) -> tuple[Event, ...] | Refusal:
    """One event for each click not yet in the journal, in the order of their sequence numbers."""
    assert save.device != SERVER
    queue = state.queues.get(save.device, _EMPTY)
    fresh = {click.seq: click for click in save.clicks if not queue.has(click.seq)}
    if state.clicks + len(fresh) > EVENTS_LIMIT:
        return too_many_events()
    return tuple(
        Event(save.now_ms, _judge(state, save, fresh[seq], rules), save.device, seq) for seq in sorted(fresh)
    )


def _judge(
    state: SittingState, save: Save, click: Click, rules: Rules
) -> Answered | Flagged | Late | Rejected:
    epoch = epoch_of(state, save, click)
    section = rules.section_of(click.item)
    place = frozenset[str]() if section is None else rules.sections[section].items[click.item]
    code = "ITEM_UNKNOWN" if section is None else _senseless(click, place)
    if section is None or code:
        return Rejected(epoch, _ascii(click.item), _ascii(click.value), click.at_ms, code)
    code = _too_late(state, save, click, section, rules)
    if code:
        return Late(epoch, click.item, _whole(click, place), click.at_ms, code)
    if state.section is None or section > state.section:
        code = "SITTING_NOT_STARTED" if state.section is None else "SECTION_NOT_OPEN"
        return Rejected(epoch, click.item, _ascii(click.value), click.at_ms, code)
    if click.kind == "flag":
        return Flagged(epoch, click.item, click.value is True, click.at_ms)
    assert not isinstance(click.value, bool)
    return Answered(epoch, click.item, click.value and sealable(click.value), click.at_ms)


def epoch_of(state: SittingState, save: Save, click: Click) -> int:
    """The epoch in which the click was made; that of the token unless the device itself held another."""
    claimed = click.epoch
    return claimed if claimed and state.epochs.get(claimed) == save.device else save.epoch


def _senseless(click: Click, place: Place) -> str:
    """Why the click cannot be meant, "" when it can."""
    value = click.value
    if click.kind == "flag":
        return "" if isinstance(value, bool) else UNKNOWN
    if click.kind != "answer":
        return UNKNOWN
    if not isinstance(place, Writing):
        return "" if value is None or value in place else UNKNOWN
    if value is None:
        return ""
    return fault_of(place, value) if isinstance(value, str) else UNKNOWN


def _too_late(state: SittingState, save: Save, click: Click, section: int, rules: Rules) -> str:
    if state.submitted_ms is not None:
        return "ANSWER_AFTER_SUBMISSION"
    if state.section is None or section > state.section:
        return ""
    if section == state.section:
        return "ANSWER_AFTER_SECTION" if is_over(state, rules, save.now_ms) else ""
    left = state.left[section]
    flushed = left.device == save.device and click.seq <= left.last_seq
    return "" if flushed else "ANSWER_AFTER_SECTION"


def _whole(click: Click, place: Place) -> str:
    """What came too late: a written answer as a whole, so that nothing that was written vanishes."""
    if isinstance(place, Writing) and isinstance(click.value, str):
        return sealable(click.value)
    return _ascii(click.value)


def _ascii(value: str | bool | None) -> str:
    """A short harmless text for the record: what came over the wire may be anything."""
    return "".join(letter if " " <= letter <= "~" else "?" for letter in str(value)[:_KEPT])
