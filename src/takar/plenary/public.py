"""The door of `plenary`.

open_plenary(selection) -> id; come, leave, recuse, show, move, vote, decide, end; sign_minutes, refuse_to_sign, close; hand_over,
choose; release; file_objection, answer, ask_amendment, approve_amendment. Each returns Kept or a Refusal and leaves a line in the
trail; `request` is the id of the click. book_of(id) -> Book: row, tables, rules, state; check_plenary(id) -> alarms.
"""

from takar.plenary.access import POST_HIDDEN, Seat, seat_of
from takar.plenary.actions.amend import approve_amendment, ask_amendment, value_of
from takar.plenary.actions.answer import answer
from takar.plenary.actions.choose import choose
from takar.plenary.actions.close import close
from takar.plenary.actions.come import come
from takar.plenary.actions.decide import decide
from takar.plenary.actions.end import end
from takar.plenary.actions.file_objection import file_objection
from takar.plenary.actions.hand_over import hand_over
from takar.plenary.actions.keep import Kept
from takar.plenary.actions.leave import leave
from takar.plenary.actions.log_leaves import log_all, log_leaves
from takar.plenary.actions.move import move
from takar.plenary.actions.note_reading import note_reading
from takar.plenary.actions.open_plenary import open_plenary
from takar.plenary.actions.recuse import recuse
from takar.plenary.actions.refuse_to_sign import refuse_to_sign
from takar.plenary.actions.release import approve_early_release, ask_early_release, release
from takar.plenary.actions.show import show
from takar.plenary.actions.sign_minutes import sign_minutes
from takar.plenary.actions.vote import vote
from takar.plenary.books import Book, book_of
from takar.plenary.checking import Alarm, check_plenary
from takar.plenary.documents import minutes_now
from takar.plenary.domain.events import Came, Chosen, Left, Opened
from takar.plenary.domain.minutes import dissents
from takar.plenary.domain.table import Line, PostTable, lines_of
from takar.plenary.duties import PlenaryDuty, plenary_duties
from takar.plenary.queries import PlenaryView, leaves_of, phase_of, plenaries, plenary_of
from takar.plenary.sources import changed_ratings, mean_of

__all__ = [
    "POST_HIDDEN",
    "Alarm",
    "Book",
    "Came",
    "Chosen",
    "Kept",
    "Left",
    "Line",
    "Opened",
    "PlenaryDuty",
    "PlenaryView",
    "PostTable",
    "Seat",
    "answer",
    "approve_amendment",
    "approve_early_release",
    "ask_amendment",
    "ask_early_release",
    "book_of",
    "changed_ratings",
    "check_plenary",
    "choose",
    "close",
    "come",
    "decide",
    "dissents",
    "end",
    "file_objection",
    "hand_over",
    "leave",
    "leaves_of",
    "lines_of",
    "log_all",
    "log_leaves",
    "mean_of",
    "minutes_now",
    "move",
    "note_reading",
    "open_plenary",
    "phase_of",
    "plenaries",
    "plenary_duties",
    "plenary_of",
    "recuse",
    "refuse_to_sign",
    "release",
    "seat_of",
    "show",
    "sign_minutes",
    "value_of",
    "vote",
]
