"""The door of `people`."""

from takar.people.actions.apply_import import apply_import
from takar.people.actions.discard_import import discard_import
from takar.people.actions.preview_import import Progress, preview_import
from takar.people.actions.upload_import import upload_import
from takar.people.domain.cells import Cell, Row, text_of
from takar.people.domain.golongan import golongan_label
from takar.people.domain.job_classes import JOB_CLASS_NAMES, LEVEL_NAMES, FunctionalLevel, JobClass
from takar.people.domain.person import PeopleFilter, Person
from takar.people.queries import (
    PeoplePage,
    count_people,
    find_person,
    first_faults,
    import_counts,
    nips_of,
    people_by_nips,
    search_people,
)
from takar.people.reading.workbook import read_sheets
from takar.people.refused_file import refused_workbook

__all__ = [
    "JOB_CLASS_NAMES",
    "LEVEL_NAMES",
    "Cell",
    "FunctionalLevel",
    "JobClass",
    "PeopleFilter",
    "PeoplePage",
    "Person",
    "Progress",
    "Row",
    "apply_import",
    "count_people",
    "discard_import",
    "find_person",
    "first_faults",
    "golongan_label",
    "import_counts",
    "nips_of",
    "people_by_nips",
    "preview_import",
    "read_sheets",
    "refused_workbook",
    "search_people",
    "text_of",
    "upload_import",
]
