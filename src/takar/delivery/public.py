"""The door of `delivery`. Free of Django: gateway, worker and office all come in here.

Store       journal = open_journal(url); the calls are in `Journal` (append, stream, events_since, heads, …)
Hand out    text = seal(content, OfficeSigner.load(keys)); journal.put_package(package_digest(text), text)
            text = seal(content of the ticket, signer); journal.put_ticket(session, version, text)
Order       start_session, extend, force_submit, move_seat, release_login (journal, session, [sitting,] …, actor, at_ms)
Follow      journal.events_since(last_id) -> rows with kind "submitted" …; body is JSON text
Read        state = read_sitting(journal, sitting) -> SittingState; deadlines by deadline_ms(state, rules)
            final_record(state).responses {item: option}, .as_json() for the seal, .nonce, .chain
Read writing  sealed_writing(journal, sitting) -> Written: only after sealing, what was written by place
Publish     journal.put_outcome(sitting, json_text, at_ms): at once on the participant's screen
"""

from takar.delivery.domain import commands
from takar.delivery.domain.chain import ChainBroken, Row, record, record_all, restore, save_code
from takar.delivery.domain.chain import extend as extend_state
from takar.delivery.domain.decide import decide, decide_session
from takar.delivery.domain.events import Answered, Event, Flagged, Late, Rejected, Submitted
from takar.delivery.domain.marks import Mark
from takar.delivery.domain.refusals import CLICK_REFUSALS, not_submitted, seat_taken_over
from takar.delivery.domain.rules import GRACE_MS, LIVE_MS, MINUTE_MS, Rules, Section, rules_for, sections_of
from takar.delivery.domain.state import Notice, Queue, SittingState
from takar.delivery.domain.timing import closing_ms, deadline_ms, deadlines_ms, is_over, section_deadline_ms
from takar.delivery.domain.writing import Essay, Letter, Writing, place_of, places_of, written
from takar.delivery.journal.open import open_journal
from takar.delivery.journal.port import (
    Conflict,
    Head,
    Journal,
    OrderRow,
    OutcomeRow,
    PresenceRow,
    StorageUnavailable,
    Tailed,
    TicketRow,
)
from takar.delivery.orders import extend, force_submit, move_seat, release_login, start_session
from takar.delivery.records import FinalRecord, final_record, read_sitting, session_stream
from takar.delivery.sealed import Written, sealed_writing
from takar.delivery.sealing import package_digest, seal, unseal

__all__ = [
    "CLICK_REFUSALS",
    "GRACE_MS",
    "LIVE_MS",
    "MINUTE_MS",
    "Answered",
    "ChainBroken",
    "Conflict",
    "Essay",
    "Event",
    "FinalRecord",
    "Flagged",
    "Head",
    "Journal",
    "Late",
    "Letter",
    "Mark",
    "Notice",
    "OrderRow",
    "OutcomeRow",
    "PresenceRow",
    "Queue",
    "Rejected",
    "Row",
    "Rules",
    "Section",
    "SittingState",
    "StorageUnavailable",
    "Submitted",
    "Tailed",
    "TicketRow",
    "Writing",
    "Written",
    "closing_ms",
    "commands",
    "deadline_ms", "deadlines_ms",
    "decide",
    "decide_session",
    "extend",
    "extend_state",
    "final_record",
    "force_submit",
    "is_over",
    "move_seat",
    "not_submitted",
    "open_journal",
    "package_digest",
    "place_of",
    "places_of",
    "read_sitting",
    "record",
    "record_all",
    "release_login",
    "restore",
    "rules_for",
    "save_code",
    "seal",
    "sealed_writing",
    "seat_taken_over",
    "section_deadline_ms",
    "sections_of",
    "session_stream",
    "start_session",
    "unseal",
    "written",
]  # fmt: skip
