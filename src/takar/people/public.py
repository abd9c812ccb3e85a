"""The door of `people`."""

from takar.people.domain.golongan import golongan_label
from takar.people.domain.job_classes import JOB_CLASS_NAMES, LEVEL_NAMES, FunctionalLevel, JobClass
from takar.people.domain.person import PeopleFilter, Person
from takar.people.queries import (
    PeoplePage,
    count_people,
    find_person,
    nips_of,
    people_by_nips,
    search_people,
)

__all__ = [
    "JOB_CLASS_NAMES",
    "LEVEL_NAMES",
    "FunctionalLevel",
    "JobClass",
    "PeopleFilter",
    "PeoplePage",
    "Person",
    "count_people",
    "find_person",
    "golongan_label",
    "nips_of",
    "people_by_nips",
    "search_people",
]
