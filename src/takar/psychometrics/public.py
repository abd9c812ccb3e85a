"""The door of psychometrics: the quality of raters, from ratings to figures with intervals and words."""

from __future__ import annotations

from takar.psychometrics.agreement import Agreement, agreement
from takar.psychometrics.alpha import Scale, krippendorff
from takar.psychometrics.competencies import (
    CompetencyError,
    Sources,
    Strength,
    competency_errors,
    sources,
    strength,
)
from takar.psychometrics.facets.analysis import analyse
from takar.psychometrics.facets.results import Analysis, Element, Person, Separation
from takar.psychometrics.generalizability import Decision, Study, decide, decisions, study, with_interval
from takar.psychometrics.habits import Finding, Habit, RaterHabits, Reading, habits
from takar.psychometrics.halo import intercorrelation, others_intercorrelation
from takar.psychometrics.icc import Form, intraclass, stepped_up
from takar.psychometrics.ratings import Item, Rating, Ratings
from takar.psychometrics.values import LEAST_PERSONS, LEAST_SHARED, LEVEL, Estimate
from takar.psychometrics.words import Words, of_competency, of_estimate, of_finding, of_refusal, of_sources

__all__ = [
    "LEAST_PERSONS",
    "LEAST_SHARED",
    "LEVEL",
    "Agreement",
    "Analysis",
    "CompetencyError",
    "Decision",
    "Element",
    "Estimate",
    "Finding",
    "Form",
    "Habit",
    "Item",
    "Person",
    "RaterHabits",
    "Rating",
    "Ratings",
    "Reading",
    "Scale",
    "Separation",
    "Sources",
    "Strength",
    "Study",
    "Words",
    "agreement",
    "analyse",
    "competency_errors",
    "decide",
    "decisions",
    "habits",
    "intercorrelation",
    "intraclass",
    "krippendorff",
    "of_competency",
    "of_estimate",
    "of_finding",
    "of_refusal",
    "of_sources",
    "others_intercorrelation",
    "sources",
    "stepped_up",
    "strength",
    "study",
    "with_interval",
]
