"""The door of `attendance`."""

from takar.attendance.actions.check_in import check_in
from takar.attendance.actions.decide_out import confirm_out
from takar.attendance.actions.log_days import log_days, waiting_batches
from takar.attendance.actions.mark import mark_absent
from takar.attendance.actions.repair import propose_place, take_place
from takar.attendance.actions.sign_sheet import sign_sheet
from takar.attendance.cards import card_code, place_of_card
from takar.attendance.checking import check_days
from takar.attendance.domain.complete import Completeness
from takar.attendance.domain.days import PersonDay, SlotDay, Status
from takar.attendance.domain.entries import Entry
from takar.attendance.domain.facts import Absent
from takar.attendance.domain.sheet import Line, Sheet
from takar.attendance.domain.views import BatchToday, IncidentView, Presence, SignatureView
from takar.attendance.duties import DayDuty, day_duties
from takar.attendance.queries import (
    batches_today,
    day_counts,
    day_sheet,
    incidents_of,
    incomplete,
    is_complete,
    presence_of,
    signatures_of,
)

__all__ = [
    "Absent",
    "BatchToday",
    "Completeness",
    "DayDuty",
    "Entry",
    "IncidentView",
    "Line",
    "PersonDay",
    "Presence",
    "Sheet",
    "SignatureView",
    "SlotDay",
    "Status",
    "batches_today",
    "card_code",
    "check_days",
    "check_in",
    "confirm_out",
    "day_counts",
    "day_duties",
    "day_sheet",
    "incidents_of",
    "incomplete",
    "is_complete",
    "log_days",
    "mark_absent",
    "place_of_card",
    "presence_of",
    "propose_place",
    "sign_sheet",
    "signatures_of",
    "take_place",
    "waiting_batches",
]
