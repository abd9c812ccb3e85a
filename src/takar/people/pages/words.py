"""How the values of a record read on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takar.kernel.clock import long_date
from takar.people.domain.cells import column_letters
from takar.people.domain.findings import Finding, finding_from_json
from takar.people.domain.golongan import golongan_label
from takar.people.domain.job_classes import JOB_CLASS_NAMES, LEVEL_NAMES, FunctionalLevel, JobClass
from takar.people.domain.records import RECORD_FIELDS
from takar.people.models import Import, ImportedRow


@dataclass(frozen=True, slots=True)
class Difference:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A fault or warning with the place in the file that it speaks of."""

    column: str
    heading: str
    sentence: str
    is_fault: bool


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def field_label(field: str) -> str:
    return {
        "nip": _("NIP"),
        "name": _("Nama"),
        "front_title": _("Gelar depan"),
        "back_title": _("Gelar belakang"),
        "birth_date": _("Tanggal lahir"),
        "sex": _("Jenis kelamin"),
        "kind": _("Jenis pegawai"),
        "golongan": _("Golongan"),
        "agency": _("Instansi"),
        "parent_unit": _("Unit induk"),
        "unit": _("Unit kerja"),
        "post": _("Jabatan"),
        "post_kind": _("Jenis jabatan"),
        "job_class": _("Kelas jabatan"),
        "level": _("Jenjang fungsional"),
        "eselon": _("Eselon"),
        "education": _("Tingkat pendidikan"),
        "legal_status": _("Kedudukan hukum"),
        "post_since": _("TMT jabatan"),
    }[field]


def value_text(field: str, value: str) -> str:
    """ "jpt_pratama" -> "JPT Pratama", "1970-01-05" -> "5 Januari 1970"; "" stays ""."""
    if not value:
        return ""
    if field in ("birth_date", "post_since"):
        return long_date(date.fromisoformat(value), language())
    if field == "job_class":
        return JOB_CLASS_NAMES[JobClass(value)][language()]
    if field == "level":
        return LEVEL_NAMES[FunctionalLevel(value)]
    if field == "sex":
        return _("Laki-laki") if value == "L" else _("Perempuan")
    if field == "golongan":
        return golongan_label(value)
    return value.replace("/", " / ") if field == "unit" else value


def differences(changes: Mapping[str, Any]) -> list[Difference]:
    return [
        Difference(
            field_label(field), value_text(field, changes[field][0]), value_text(field, changes[field][1])
        )
        for field in RECORD_FIELDS
        if field in changes
    ]


def remarks(row: ImportedRow, source: Import) -> list[Remark]:
    return [_remark(finding_from_json(data), source) for data in row.findings]


def _remark(finding: Finding, source: Import) -> Remark:
    column, heading = source.reading["columns"].get(finding.field, (None, field_label(finding.field)))
    letters = "" if column is None else column_letters(column)
    return Remark(letters, heading, finding.sentence(language()), finding.is_fault)
