"""The door of `people`."""

from takar.people.actions.apply_import import apply_import
from takar.people.actions.discard_import import discard_import
from takar.people.actions.preview_import import Progress, preview_import
from takar.people.actions.upload_import import upload_import
from takar.people.bulk import insert_rows, update_rows
from takar.people.careers import Career, Service, careers_of, services_of
from takar.people.domain.cells import Cell, Row, column_letters, given, text_of
from takar.people.domain.dates import parse_date
from takar.people.domain.findings import Finding as PeopleFinding
from takar.people.domain.golongan import ALL_GOLONGAN, golongan_label, parse_golongan
from takar.people.domain.headers import FIELDS as PEOPLE_HEADINGS
from takar.people.domain.headers import HEADER_WITHIN, NEVER_STORED, normal
from takar.people.domain.job_classes import (
    JOB_CLASS_NAMES,
    LEVEL_NAMES,
    FunctionalLevel,
    JobClass,
    classify,
    functional_level,
    parse_eselon,
)
from takar.people.domain.nip import Nip, parse_nip
from takar.people.domain.person import NO_UNIT, PeopleFilter, Person, is_active
from takar.people.domain.records import education_level, unit_path
from takar.people.domain.tables import fields as table_fields
from takar.people.domain.tables.entries import Entry as TableEntry
from takar.people.domain.tables.fields import Bad as BadCell
from takar.people.domain.tables.fields import Field as TableField
from takar.people.domain.tables.kinds import TableKind
from takar.people.models import TableImport, TableRow
from takar.people.queries import (
    PeoplePage,
    UnitNode,
    count_people,
    eselons_in_use,
    find_person,
    first_faults,
    import_counts,
    inactive_statuses,
    matching_people,
    nips_of,
    office_sizes,
    people_by_nips,
    search_people,
    to_person,
    unit_tree,
)
from takar.people.reading.errors import BrokenFile
from takar.people.reading.refusals import BROKEN, TOO_LARGE, header_not_found, no_people
from takar.people.reading.workbook import Workbook, open_workbook, read_sheets
from takar.people.reading.xlsx import XlsxWorkbook
from takar.people.refused_file import refused_workbook
from takar.people.tables.applying import apply_table
from takar.people.tables.jobs import register_table_jobs
from takar.people.tables.listing import Provenance, Saving, TableList
from takar.people.tables.pages import TablePages
from takar.people.tables.previewing import preview_table
from takar.people.tables.uploading import discard_table, upload_table
from takar.people.tables.workbooks import refused_table, table_template

__all__ = [
    "ALL_GOLONGAN",
    "BROKEN",
    "HEADER_WITHIN",
    "JOB_CLASS_NAMES",
    "LEVEL_NAMES",
    "NEVER_STORED",
    "NO_UNIT",
    "PEOPLE_HEADINGS",
    "TOO_LARGE",
    "BadCell",
    "BrokenFile",
    "Career",
    "Cell",
    "FunctionalLevel",
    "JobClass",
    "Nip",
    "PeopleFilter",
    "PeopleFinding",
    "PeoplePage",
    "Person",
    "Progress",
    "Provenance",
    "Row",
    "Saving",
    "Service",
    "TableEntry",
    "TableField",
    "TableImport",
    "TableKind",
    "TableList",
    "TablePages",
    "TableRow",
    "UnitNode",
    "Workbook",
    "XlsxWorkbook",
    "apply_import",
    "apply_table",
    "careers_of",
    "classify",
    "column_letters",
    "count_people",
    "discard_import",
    "discard_table",
    "education_level",
    "eselons_in_use",
    "find_person",
    "first_faults",
    "functional_level",
    "given",
    "golongan_label",
    "header_not_found",
    "import_counts",
    "inactive_statuses",
    "insert_rows",
    "is_active",
    "matching_people",
    "nips_of",
    "no_people",
    "normal",
    "office_sizes",
    "open_workbook",
    "parse_date",
    "parse_eselon",
    "parse_golongan",
    "parse_nip",
    "people_by_nips",
    "preview_import",
    "preview_table",
    "read_sheets",
    "refused_table",
    "refused_workbook",
    "register_table_jobs",
    "search_people",
    "services_of",
    "table_fields",
    "table_template",
    "text_of",
    "to_person",
    "unit_path",
    "unit_tree",
    "update_rows",
    "upload_import",
    "upload_table",
]
