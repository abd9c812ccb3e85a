"""The door of `careers`."""

from takar.careers.actions.record_profiles import record_profiles
from takar.careers.domain.values import (
    DISCIPLINE_LEVELS,
    EDUCATION_LEVELS,
    PREDICATE_CODES,
    SCOPES,
    TASK_ROLES,
    TRAINING_KINDS,
    Award,
    Discipline,
    Education,
    FactKind,
    Feedback,
    History,
    Predicate,
    Profile,
    Recorded,
    Served,
    TeamTask,
    Training,
    Wish,
)
from takar.careers.lists import CAREER_LISTS
from takar.careers.matrix import profile_matrix
from takar.careers.profile_rows import CODES
from takar.careers.queries import completeness, histories, nips_with, profiles
from takar.careers.readers import READERS

__all__ = [
    "CAREER_LISTS",
    "CODES",
    "DISCIPLINE_LEVELS",
    "EDUCATION_LEVELS",
    "PREDICATE_CODES",
    "READERS",
    "SCOPES",
    "TASK_ROLES",
    "TRAINING_KINDS",
    "Award",
    "Discipline",
    "Education",
    "FactKind",
    "Feedback",
    "History",
    "Predicate",
    "Profile",
    "Recorded",
    "Served",
    "TeamTask",
    "Training",
    "Wish",
    "completeness",
    "histories",
    "nips_with",
    "profile_matrix",
    "profiles",
    "record_profiles",
]
