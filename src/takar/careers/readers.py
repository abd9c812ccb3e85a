"""Careers and profiles for reading outside: the API, CSV and Excel with SIASN-like headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db.models import QuerySet

from takar.accounts.public import Ability
from takar.careers.domain.kinds import FACT_KINDS
from takar.careers.domain.recap import COMPETENCIES, field_of
from takar.careers.domain.values import FactKind
from takar.careers.models import ERRORS, LEVELS, FactRecord, ProfileRecord
from takar.careers.profile_rows import CODES, THOUSAND
from takar.kernel.readers import Column, ColumnKind, Reader, Row
from takar.people.public import TableKind, table_fields

_ID = Column("id", "ID", ColumnKind.INTEGER, "Nomor catatan", "Number of the record")
_NIP = Column("nip", "NIP BARU", ColumnKind.TEXT, "NIP 18 angka", "NIP of 18 digits")
_SOURCE = (
    Column("source_file", "BERKAS SUMBER", ColumnKind.TEXT, "Berkas asal", "File it came from"),
    Column("recorded_on", "DICATAT", ColumnKind.DATE, "Tanggal dicatat", "Day it was recorded"),
)
_READ: dict[ColumnKind, Callable[[str], Any]] = {
    ColumnKind.INTEGER: int,
    ColumnKind.DECIMAL: Decimal,
    ColumnKind.DATE: date.fromisoformat,
}
_WHOLE = frozenset({"year", "givers", "hours", "rank"})
_FILTERS = ("nip",)


def _facts_reader(kind: TableKind) -> Reader:
    code = FactKind(kind.code.partition(".")[2])
    fields = [one for one in kind.fields if one.name not in ("nip", "name")]
    columns = tuple(
        Column(one.name, one.id.upper(), _kind_of(one.name, one.read), one.id, one.en) for one in fields
    )
    scope = "discipline.read" if code == FactKind.DISCIPLINE else "careers.read"
    return Reader(
        name=str(code).replace("_", "-"),
        scope=scope,
        ability=Ability.READ_CAREERS,
        id=kind.id,
        en=kind.en,
        columns=(_ID, _NIP, *columns, *_SOURCE),
        key="id",
        filters=_FILTERS,
        rows=partial(_fact_rows, code, {one.name: one.kind for one in columns}),
        count=partial(_count_facts, code),
    )


def _kind_of(name: str, read: Any) -> ColumnKind:
    if name in _WHOLE:
        return ColumnKind.INTEGER
    if read is table_fields.day:
        return ColumnKind.DATE
    return ColumnKind.DECIMAL if name == "score" else ColumnKind.TEXT


def _fact_rows(
    kind: FactKind, columns: Mapping[str, ColumnKind], after: str, limit: int, where: Mapping[str, str]
) -> Sequence[Row]:
    rows = _facts(kind, where).filter(pk__gt=int(after or 0)).order_by("pk")[:limit]
    return [
        {
            "id": row.pk,
            "nip": row.nip,
            **{name: _typed(one, row.values.get(name, "")) for name, one in columns.items()},
            "source_file": row.source_file,
            "recorded_on": row.recorded_at.date(),
        }
        for row in rows
    ]


def _count_facts(kind: FactKind, where: Mapping[str, str]) -> int:
    return _facts(kind, where).count()


def _facts(kind: FactKind, where: Mapping[str, str]) -> QuerySet[FactRecord]:
    return FactRecord.objects.filter(kind=kind, replaced_at__isnull=True, **where)


def _typed(kind: ColumnKind, text: str) -> Any:
    if not text:
        return None
    return _READ.get(kind, str)(text)


def _profile_rows(after: str, limit: int, where: Mapping[str, str]) -> Sequence[Row]:
    rows = _profiles(where).filter(pk__gt=int(after or 0)).order_by("pk")[:limit]
    return [_profile_row(row) for row in rows]


def _profile_row(row: ProfileRecord) -> dict[str, Any]:
    values = {
        name: None if (value := getattr(row, name)) is None else Decimal(value) / THOUSAND
        for name in (*LEVELS, *ERRORS)
    }
    told = ("nip", "source", "assessed_on", "valid_until", "jpm", "potential", "potential_error")
    return {
        "id": row.pk,
        **{name: getattr(row, name) for name in told},
        **values,
        "technical": tuple(
            f"{code}={Decimal(level) / THOUSAND}" for code, (level, _) in sorted(row.technical.items())
        ),
        "recorded_on": row.recorded_at.date(),
    }


def _profiles(where: Mapping[str, str]) -> QuerySet[ProfileRecord]:
    return ProfileRecord.objects.filter(replaced_at__isnull=True, **where)


def _level_columns() -> tuple[Column, ...]:
    levels = tuple(
        Column(
            field_of(code),
            COMPETENCIES[code][0].upper(),
            ColumnKind.DECIMAL,
            f"Level {COMPETENCIES[code][0]}, 0 sampai 5; kosong bila tidak dinilai",
            f"Level of {COMPETENCIES[code][1]}, 0 to 5; null when not assessed",
        )
        for code in CODES
    )
    errors = tuple(
        Column(
            f"e_{field_of(code)}",
            f"SEM {COMPETENCIES[code][0].upper()}",
            ColumnKind.DECIMAL,
            f"Galat baku {COMPETENCIES[code][0]} dalam level",
            f"Standard error of {COMPETENCIES[code][1]} in levels",
        )
        for code in CODES
    )
    return levels + errors


PROFILES = Reader(
    name="profiles",
    scope="profiles.read",
    ability=Ability.READ_CAREERS,
    id="Profil kompetensi",
    en="Competency profiles",
    columns=(
        _ID,
        _NIP,
        Column(
            "assessed_on", "TANGGAL PENILAIAN", ColumnKind.DATE, "Hari penilaian", "Day of the assessment"
        ),
        Column(
            "valid_until",
            "BERLAKU SAMPAI",
            ColumnKind.DATE,
            "Bila disebut sumbernya",
            "If its source says so",
        ),
        Column("source", "SUMBER", ColumnKind.TEXT, "Asal profil", "Where it comes from"),
        *_level_columns(),
        Column("technical", "KOMPETENSI TEKNIS", ColumnKind.LIST, "Kode=level", "Code=level"),
        Column("jpm", "JPM", ColumnKind.DECIMAL, "Persen", "Percent"),
        Column("potential", "POTENSI", ColumnKind.DECIMAL, "0 sampai 100", "0 to 100"),
        Column(
            "potential_error", "SEM POTENSI", ColumnKind.DECIMAL, "Galat baku potensi", "Its standard error"
        ),
        _SOURCE[1],
    ),
    key="id",
    filters=_FILTERS,
    rows=_profile_rows,
    count=lambda where: _profiles(where).count(),
)
READERS: tuple[Reader, ...] = (PROFILES, *(_facts_reader(kind) for kind in FACT_KINDS))
