"""Solvers, pure: a problem and limits in, an answer with its bound out, or what is impossible and what would help.

Dates by linear programming with rounding (HiGHS through OR-Tools' MathOpt), the small rule-heavy parts by CP-SAT.
Never imports `highspy`: it and `ortools` cannot be loaded in one process.
"""

from takar.planning.solving.dates import plan_dates
from takar.planning.solving.pairs import plan_pairs
from takar.planning.solving.repair import repair
from takar.planning.solving.roster import plan_roster
from takar.planning.solving.season import plan_season, replan
from takar.planning.solving.swaps import swaps
from takar.planning.solving.timetable import plan_timetable

__all__ = [
    "plan_dates",
    "plan_pairs",
    "plan_roster",
    "plan_season",
    "plan_timetable",
    "repair",
    "replan",
    "swaps",
]
