"""The door of `exercises`.

A round: open_round(owner, title, rules, raters, subjects, …) commits it to the log -> appoint(owner, [Appointment, …]) makes
the sheets -> the raters' desk saves and locks -> run_rating_loop carries ratings into the log once everyone there has locked ->
record_component / record_final / record_pleno / record_decision / record_appeal / record_amend / close_round.
"""

from takar.exercises.actions.add_rater import add_rater, log_raters
from takar.exercises.actions.appoint_raters import appoint
from takar.exercises.actions.change_raters import ask_new_rater, ask_withdrawal
from takar.exercises.actions.freeze_exercise import freeze_exercise
from takar.exercises.actions.load_shipped_exercises import load_shipped_exercises
from takar.exercises.actions.open_round import open_round
from takar.exercises.actions.reopen_sheet import ask_reopening
from takar.exercises.actions.reschedule import reschedule
from takar.exercises.actions.withdraw_rater import recuse, withdraw
from takar.exercises.appointing.coverage import shown_by_people
from takar.exercises.appointing.opening import open_judging
from takar.exercises.audit.run import RatingAudit, audit_ratings
from takar.exercises.domain.findings import RatingFinding
from takar.exercises.domain.round_rules import component_of, rules_fault, weighted_total
from takar.exercises.duties import (
    RaterDuties,
    RoundDuty,
    meetings_to_open,
    needs_cases,
    paper_duties,
    rater_duties,
    rounds_never_audited,
)
from takar.exercises.library.instruments import instrument_from
from takar.exercises.library.reading import ExerciseView, exercise, exercises
from takar.exercises.meeting.finals import log_due_finals, log_final
from takar.exercises.meeting.profiles import record_profile
from takar.exercises.meeting.queries import (
    Integration,
    Total,
    finals_in_log,
    integration_of,
    integrations,
    ruleset_of,
    total_of,
)
from takar.exercises.paper.blank import BlankForm, blank_forms
from takar.exercises.paper.reading import waiting_for_rater
from takar.exercises.quality.season import competency_certainty
from takar.exercises.queries import round_of, rounds, sheets_for, sheets_in
from takar.exercises.rounds.appending import opened_leaf
from takar.exercises.rounds.loop import run_rating_loop, write_due_ratings
from takar.exercises.rounds.plenary import close_round, record_decision, record_pleno
from takar.exercises.rounds.receipts import final_fields, result_receipt
from takar.exercises.rounds.results import (
    inputs_of,
    record_amend,
    record_appeal,
    record_component,
    record_final,
    weighted_fields,
)
from takar.exercises.rounds.values import Appointment, NewTime, Rated, RoundView, SheetView
from takar.exercises.storage import (
    SealedSheet,
    all_locked,
    lock,
    locked_people,
    locked_raters,
    reopen,
    round_progress,
    save,
    sealed_in,
    sealed_sheets,
)
from takar.exercises.storage.taken_back import TakenBack, taken_back
from takar.exercises.training.cases import licence_of

__all__ = [
    "Appointment",
    "BlankForm",
    "ExerciseView",
    "Integration",
    "NewTime",
    "Rated",
    "RaterDuties",
    "RatingAudit",
    "RatingFinding",
    "RoundDuty",
    "RoundView",
    "SealedSheet",
    "SheetView",
    "TakenBack",
    "Total",
    "add_rater",
    "all_locked",
    "appoint",
    "ask_new_rater",
    "ask_reopening",
    "ask_withdrawal",
    "audit_ratings",
    "blank_forms",
    "close_round",
    "competency_certainty",
    "component_of",
    "exercise",
    "exercises",
    "final_fields",
    "finals_in_log",
    "freeze_exercise",
    "inputs_of",
    "instrument_from",
    "integration_of",
    "integrations",
    "licence_of",
    "load_shipped_exercises",
    "lock",
    "locked_people",
    "locked_raters",
    "log_due_finals",
    "log_final",
    "log_raters",
    "meetings_to_open",
    "needs_cases",
    "open_judging",
    "open_round",
    "opened_leaf",
    "paper_duties",
    "rater_duties",
    "record_amend",
    "record_appeal",
    "record_component",
    "record_decision",
    "record_final",
    "record_pleno",
    "record_profile",
    "recuse",
    "reopen",
    "reschedule",
    "result_receipt",
    "round_of",
    "round_progress",
    "rounds",
    "rounds_never_audited",
    "rules_fault",
    "ruleset_of",
    "run_rating_loop",
    "save",
    "sealed_in",
    "sealed_sheets",
    "sheets_for",
    "sheets_in",
    "shown_by_people",
    "taken_back",
    "total_of",
    "waiting_for_rater",
    "weighted_fields",
    "weighted_total",
    "withdraw",
    "write_due_ratings",
]
