"""Where imported facts and profiles are kept: a correction stands beside what it replaces."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from takar.careers.domain.facts import day_of
from takar.careers.domain.recap import COMPETENCIES, field_of
from takar.careers.domain.values import FactKind, Profile
from takar.careers.models import ERRORS, LEVELS, FactRecord, ProfileRecord
from takar.careers.profile_rows import PROFILE_COLUMNS, THOUSAND, columns_of
from takar.people.public import Provenance, Saving, TableEntry, insert_rows

_IMPORT = "import"
_BY = ("source_file", "recorded_by", "recorded_at", "reason", "replaced_by", "replaced_reason")
_FACT = ("nip", "kind", "key", "day", "values", "source_row", *_BY)
_PROFILE = (*PROFILE_COLUMNS, "identity", "source_row", *_BY)


@dataclass(frozen=True, slots=True)
class _Ready:
    """Rows of column values, and the keys of those that replace one on record."""

    by: Provenance
    corrected: frozenset[str]
    rows: list[tuple[Any, ...]]


class FactStore:
    """Facts of one kind. Keys are "<nip>|<key>"."""

    def __init__(self, kind: FactKind) -> None:
        self._kind = kind

    def current(self, keys: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        nips = {key.partition("|")[0] for key in keys}
        rows = FactRecord.objects.filter(nip__in=nips, kind=self._kind, replaced_at__isnull=True)
        wanted = set(keys)
        found = {f"{nip}|{key}": values for nip, key, values in rows.values_list("nip", "key", "values")}
        return {
            key: {"nip": key.partition("|")[0], **values} for key, values in found.items() if key in wanted
        }

    def judge(self, entries: Sequence[TableEntry]) -> None:
        """Nothing else has to agree with a fact."""

    def ready(self, rows: Sequence[Saving], by: Provenance) -> _Ready:
        told = _provenance(by)
        corrected = frozenset(row.key for row in rows if row.changed)
        return _Ready(by, corrected, [self._new(row, told) for row in rows])

    def save(self, ready: _Ready) -> None:
        by, corrected = ready.by, ready.corrected
        nips = {key.partition("|")[0] for key in corrected}
        old = FactRecord.objects.filter(nip__in=nips, kind=self._kind, replaced_at__isnull=True)
        replace = [pk for pk, nip, key in old.values_list("pk", "nip", "key") if f"{nip}|{key}" in corrected]
        FactRecord.objects.filter(pk__in=replace).update(
            replaced_at=by.at, replaced_by=by.actor, replaced_reason=by.reason
        )
        insert_rows(FactRecord, _FACT, ready.rows)

    def _new(self, row: Saving, told: tuple[Any, ...]) -> tuple[Any, ...]:
        nip, _, key = row.key.partition("|")
        values = {name: text for name, text in row.values.items() if name != "nip" and text}
        day = day_of(self._kind, values).isoformat()
        return nip, self._kind.value, key, day, json.dumps(values, ensure_ascii=False), row.row, *told


class ProfileStore:
    """Imported profiles. Keys are "<nip>|import:<day>:<organiser>"."""

    def current(self, keys: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        nips = {key.partition("|")[0] for key in keys}
        rows = ProfileRecord.objects.filter(
            nip__in=nips, identity__startswith=_IMPORT, replaced_at__isnull=True
        )
        found = {f"{row.nip}|{row.identity}": row for row in rows}
        return {key: as_text(found[key]) for key in keys if key in found}

    def judge(self, entries: Sequence[TableEntry]) -> None:
        """Nothing else has to agree with a profile."""

    def ready(self, rows: Sequence[Saving], by: Provenance) -> _Ready:
        told = _provenance(by)
        corrected = frozenset(row.key for row in rows if row.changed)
        return _Ready(by, corrected, [_new_profile(row, told) for row in rows])

    def save(self, ready: _Ready) -> None:
        by, corrected = ready.by, ready.corrected
        nips = {key.partition("|")[0] for key in corrected}
        old = ProfileRecord.objects.filter(nip__in=nips, replaced_at__isnull=True)
        replace = [
            pk for pk, nip, key in old.values_list("pk", "nip", "identity") if f"{nip}|{key}" in corrected
        ]
        ProfileRecord.objects.filter(pk__in=replace).update(
            replaced_at=by.at, replaced_by=by.actor, replaced_reason=by.reason
        )
        insert_rows(ProfileRecord, _PROFILE, ready.rows)


def as_text(row: ProfileRecord) -> dict[str, str]:
    """A stored profile as the text that an import compares with."""
    organiser = row.source.partition(" ")[2]
    told: dict[str, Any] = {"nip": row.nip, "assessed_on": row.assessed_on, "organiser": organiser}
    for name in (*LEVELS, *ERRORS):
        value = getattr(row, name)
        told[name] = None if value is None else (Decimal(value) / THOUSAND).quantize(Decimal("0.001"))
    told |= {name: getattr(row, name) for name in ("jpm", "potential", "potential_error", "valid_until")}
    return {name: str(value) for name, value in told.items() if value not in (None, "")}


def _new_profile(row: Saving, told: tuple[Any, ...]) -> tuple[Any, ...]:
    nip, _, identity = row.key.partition("|")
    columns = columns_of(_profile(nip, row.values))
    plain = (_plain(columns[name]) for name in PROFILE_COLUMNS[1:])
    return nip, *plain, identity, row.row, *told


def _plain(value: Any) -> Any:
    """As a database takes it without asking a model."""
    if isinstance(value, dict):
        return json.dumps(value)
    return str(value) if isinstance(value, date | Decimal) else value


def _provenance(by: Provenance) -> tuple[Any, ...]:
    """In the order of _BY."""
    return by.file_name, by.actor, connection.ops.adapt_datetimefield_value(by.at), by.reason, "", ""


def _profile(nip: str, values: Mapping[str, str]) -> Profile:
    def number(name: str) -> Decimal | None:
        return Decimal(values[name]) if values.get(name) else None

    def told(prefix: str) -> tuple[tuple[str, Decimal], ...]:
        pairs = ((code, number(prefix + field_of(code))) for code in COMPETENCIES)
        return tuple((code, value) for code, value in pairs if value is not None)

    until = values.get("valid_until", "")
    return Profile(
        nip=nip,
        levels=told(""),
        assessed_on=date.fromisoformat(values["assessed_on"]),
        source=f"{_IMPORT} {values.get('organiser', '')}".strip(),
        errors=told("e_") or None,
        potential=number("potential"),
        potential_error=number("potential_error"),
        jpm=number("jpm"),
        valid_until=date.fromisoformat(until) if until else None,
    )
