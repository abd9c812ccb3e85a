"""The door of `placement`.

Scenarios: make_scenario -> ask_solve (job) -> freeze -> hand_over -> decide_person per person -> close_decisions, with
change_terms and copy_scenario for drafts; each returns a value or a Refusal and leaves a line in the trail. Reads: book_of(id) ->
Book(row, events, state), books(), result_of(id) (shape: results.py), point_of(result, moves), proposal_rows (COLUMNS),
followed(book), year_after(book, on), leaves_of(id). log_all() catches up with what the log is owed. warm_solvers()
compiles the solvers' machine code.
"""

from takar.placement.actions.ask_solve import ask_solve
from takar.placement.actions.change_terms import change_terms
from takar.placement.actions.close_decisions import close_decisions
from takar.placement.actions.copy_scenario import copy_scenario
from takar.placement.actions.decide_person import decide_person
from takar.placement.actions.freeze import freeze
from takar.placement.actions.hand_over import hand_over
from takar.placement.actions.log_leaves import log_all, record_of
from takar.placement.actions.make_scenario import make_scenario
from takar.placement.actions.note_fits import note_fits
from takar.placement.actions.note_reading import note_reading
from takar.placement.actions.prepare_selection import prepare_selection
from takar.placement.additions import told_of
from takar.placement.books import Book, book_of, books, leaves_of, result_of
from takar.placement.domain.changes import LevelLine
from takar.placement.domain.classes import steps_down
from takar.placement.domain.reasons import Reason
from takar.placement.domain.scenario.terms import Ban, Meeting, Terms
from takar.placement.exporting import COLUMNS, decided_moves, decree_order, proposal_rows, surviving
from takar.placement.following import Followed, followed, year_after
from takar.placement.matching.asking import classes_asked
from takar.placement.matching.asking import names_on as competency_names
from takar.placement.matching.loading import rules_of
from takar.placement.matching.people_for import PeopleFor, people_for
from takar.placement.matching.positions_for import PositionsFor, positions_for
from takar.placement.matching.rows import Barred, Line
from takar.placement.readers import READERS
from takar.placement.results import point_of
from takar.placement.solving.warm import warm as warm_solvers

__all__ = [
    "COLUMNS",
    "READERS",
    "Ban",
    "Barred",
    "Book",
    "Followed",
    "LevelLine",
    "Line",
    "Meeting",
    "PeopleFor",
    "PositionsFor",
    "Reason",
    "Terms",
    "ask_solve",
    "book_of",
    "books",
    "change_terms",
    "classes_asked",
    "close_decisions",
    "competency_names",
    "copy_scenario",
    "decide_person",
    "decided_moves",
    "decree_order",
    "followed",
    "freeze",
    "hand_over",
    "leaves_of",
    "log_all",
    "make_scenario",
    "note_fits",
    "note_reading",
    "people_for",
    "point_of",
    "positions_for",
    "prepare_selection",
    "proposal_rows",
    "record_of",
    "result_of",
    "rules_of",
    "steps_down",
    "surviving",
    "told_of",
    "warm_solvers",
    "year_after",
]
