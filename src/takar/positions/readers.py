"""The map of positions for reading outside: the API, CSV and Excel with SIASN-like headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet

from takar.accounts.public import Ability
from takar.kernel.readers import Column, ColumnKind, Reader, Row
from takar.positions.domain.kinds import COMPETENCIES
from takar.positions.models import PositionRecord, RequirementRecord
from takar.positions.queries import positions_by_codes

_CODE = Column("code", "KODE JABATAN", ColumnKind.TEXT, "Kode jabatan", "Code of the position")
_T = ColumnKind.TEXT
_FILTERS = ("code", "job_class", "agency", "holder")


def _position_rows(after: str, limit: int, where: Mapping[str, str]) -> Sequence[Row]:
    codes = list(_rows(where).filter(code__gt=after).values_list("code", flat=True)[:limit])
    return [_row(one) for one in positions_by_codes(codes).values()]


def _row(one: Any) -> dict[str, Any]:
    levels = {code.replace(".", "").lower(): level for code, level in one.standard}
    told = ("code", "title", "unit", "agency", "job_class", "level", "eselon", "family", "holder", "held_since",
            "vacant_since", "retires_on", "must_fill", "critical", "own_standard")  # fmt: skip
    technical = tuple(
        f"{code}={level}" for code, level in one.standard if code.replace(".", "").lower() not in COMPETENCIES
    )
    return {
        **{name: getattr(one, name) for name in told},
        **{name: levels.get(name) for name in COMPETENCIES},
        "technical": technical,
    }


def _rows(where: Mapping[str, str]) -> QuerySet[PositionRecord]:
    return PositionRecord.objects.filter(abolished_on__isnull=True, **where).order_by("code")


def _requirement_rows(after: str, limit: int, where: Mapping[str, str]) -> Sequence[Row]:
    rows = _requirements(where).filter(pk__gt=int(after or 0)).order_by("pk").select_related("position")
    return [
        {
            "id": row.pk,
            "code": row.position.code,
            "kind": row.kind,
            "weight": row.weight,
            "values": tuple(row.values),
            "text": row.text,
        }
        for row in rows[:limit]
    ]


def _requirements(where: Mapping[str, str]) -> QuerySet[RequirementRecord]:
    told = {"position__code" if name == "code" else name: value for name, value in where.items()}
    return RequirementRecord.objects.filter(position__abolished_on__isnull=True, **told)


POSITIONS = Reader(
    name="positions",
    scope="positions.read",
    ability=Ability.READ_POSITIONS,
    id="Peta jabatan",
    en="Positions",
    columns=(
        _CODE,
        Column("title", "JABATAN NAMA", _T, "Nama jabatan", "Title"),
        Column("unit", "UNOR NAMA", _T, "Unit kerja dari yang tertinggi", "Unit from the root"),
        Column("agency", "INSTANSI KERJA NAMA", _T, "Instansi", "Agency"),
        Column("job_class", "KELAS JABATAN", _T, "Kode kelas jabatan", "Code of the job class"),
        Column("level", "JENJANG FUNGSIONAL", _T, "Hanya jabatan fungsional", "Functional posts only"),
        Column("eselon", "ESELON NAMA", _T, "Misalnya II.b", "Such as II.b"),
        Column("family", "RUMPUN", _T, "Rumpun jabatan", "Job family"),
        Column(
            "holder", "NIP BARU", _T, "NIP pemangku; kosong bila lowong", "Holder's NIP; empty when vacant"
        ),
        Column("held_since", "TMT JABATAN", ColumnKind.DATE, "Memangku sejak", "Held since"),
        Column("vacant_since", "LOWONG SEJAK", ColumnKind.DATE, "Lowong sejak", "Vacant since"),
        Column("retires_on", "PENSIUN MULAI", ColumnKind.DATE, "Menurut batas usia", "By the age limit"),
        Column("must_fill", "HARUS TERISI", ColumnKind.BOOLEAN, "Harus terisi", "Must be filled"),
        Column("critical", "JABATAN KRITIKAL", ColumnKind.BOOLEAN, "Kritikal", "Critical"),
        *(
            Column(name, words[0].upper(), ColumnKind.DECIMAL, f"Level {words[0]}", f"Level of {words[1]}")
            for name, words in COMPETENCIES.items()
        ),
        Column("technical", "KOMPETENSI TEKNIS", ColumnKind.LIST, "Kode=level", "Code=level"),
        Column(
            "own_standard",
            "STANDAR SENDIRI",
            ColumnKind.BOOLEAN,
            "Benar bila standarnya bukan standar kelasnya",
            "True when the standard is not that of its class",
        ),
    ),
    key="code",
    filters=_FILTERS,
    rows=_position_rows,
    count=lambda where: _rows(where).count(),
)
REQUIREMENTS = Reader(
    name="requirements",
    scope="positions.read",
    ability=Ability.READ_POSITIONS,
    id="Persyaratan jabatan",
    en="Requirements",
    columns=(
        Column("id", "ID", ColumnKind.INTEGER, "Nomor catatan", "Number of the record"),
        _CODE,
        Column("kind", "JENIS PERSYARATAN", _T, "Kode jenis", "Code of the kind"),
        Column("weight", "TINGKAT PENTINGNYA", _T, "mutlak, penting, atau perlu", "mutlak, penting or perlu"),
        Column("values", "NILAI", ColumnKind.LIST, "Menurut jenisnya", "As the kind says"),
        Column("text", "URAIAN", _T, "Bunyi dalam standar", "As the standard words it"),
    ),
    key="id",
    filters=("code",),
    rows=_requirement_rows,
    count=lambda where: _requirements(where).count(),
)
READERS: tuple[Reader, ...] = (POSITIONS, REQUIREMENTS)
