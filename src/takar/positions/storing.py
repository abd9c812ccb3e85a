"""Where imported positions and requirements are kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from takar.people.public import Provenance, Saving, TableEntry
from takar.positions.domain.kinds import VACANT, technical_of
from takar.positions.domain.requirements import key_of, written
from takar.positions.domain.values import Requirement
from takar.positions.leaving import at_once
from takar.positions.models import LEVELS, PositionRecord, RequirementRecord

_Ready: TypeAlias = tuple[Sequence[Saving], Provenance]
_TEXTS = ("title", "unit", "agency", "job_class", "level", "eselon", "family", "standard_code")
_DAYS = ("held_since", "vacant_since")
_FLAGS = ("must_fill", "critical")


class PositionStore:
    """Positions by their code."""

    def current(self, keys: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        rows = PositionRecord.objects.filter(code__in=list(keys), abolished_on__isnull=True)
        return {row.code: as_text(row) for row in rows}

    def judge(self, entries: Sequence[TableEntry]) -> None:
        """One person holds one position; a new position without a holder is vacant."""
        told = {one.values["code"]: one for one in entries if "code" in one.values}
        holders = {
            one.values["holder"] for one in told.values() if one.values.get("holder", VACANT) != VACANT
        }
        held: dict[str, str] = {}
        for some in at_once(holders):
            rows = PositionRecord.objects.filter(holder__in=some, abolished_on__isnull=True)
            held.update(rows.values_list("holder", "code"))
        known = set(PositionRecord.objects.filter(code__in=list(told)).values_list("code", flat=True))
        here: dict[str, str] = {}
        for code, one in told.items():
            self._judge_holder(one, code, told, held, here)
            if "holder" not in one.values and code not in known:
                one.find("WITHOUT_HOLDER", "holder")

    def _judge_holder(
        self,
        one: TableEntry,
        code: str,
        told: Mapping[str, TableEntry],
        held: Mapping[str, str],
        here: dict[str, str],
    ) -> None:
        holder = one.values.get("holder", VACANT)
        if holder == VACANT:
            return
        other = held.get(holder, code)
        # Who leaves a position in this same file may take another one in it.
        leaves = other in told and told[other].values.get("holder", holder) != holder
        twice = here.get(holder) or ("" if other == code or leaves else other)
        if twice:
            one.find("HOLDER_TWICE", "holder", holder, twice)
        here[holder] = code

    def ready(self, rows: Sequence[Saving], by: Provenance) -> _Ready:
        return rows, by

    def save(self, ready: _Ready) -> None:
        rows, by = ready
        known = {row.code: row for row in PositionRecord.objects.filter(code__in=[row.key for row in rows])}
        # Holders are set after all are free, so that two may change places.
        PositionRecord.objects.filter(pk__in=[row.pk for row in known.values()]).update(holder="")
        for row in rows:
            fill(known.setdefault(row.key, PositionRecord(code=row.key)), row.values, by.at.date())
        told = [known[key] for key in dict.fromkeys(row.key for row in rows)]
        for one in told:
            if one.pk is not None:
                one.save()
        PositionRecord.objects.bulk_create([one for one in told if one.pk is None])


class RequirementStore:
    """Requirements; keys are "<code>|<kind>|<what tells it apart>"."""

    def current(self, keys: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        codes = {key.partition("|")[0] for key in keys}
        rows = RequirementRecord.objects.filter(position__code__in=codes).select_related("position")
        found = {f"{row.position.code}|{row.kind}|{row.key}": row for row in rows}
        return {key: _requirement_text(found[key]) for key in keys if key in found}

    def judge(self, entries: Sequence[TableEntry]) -> None:
        codes = {one.values["code"] for one in entries if "code" in one.values}
        known: set[str] = set()
        for some in at_once(codes):
            known |= set(PositionRecord.objects.filter(code__in=some).values_list("code", flat=True))
        for one in entries:
            if one.values.get("code", "") not in known and "code" in one.values:
                one.find("CODE_UNKNOWN", "code", one.values["code"])

    def ready(self, rows: Sequence[Saving], by: Provenance) -> _Ready:
        return rows, by

    def save(self, ready: _Ready) -> None:
        rows, _by = ready
        codes = {row.values["code"] for row in rows}
        positions = dict(PositionRecord.objects.filter(code__in=codes).values_list("code", "pk"))
        told = [_requirement(row.values, positions) for row in rows]
        kept = RequirementRecord.objects.filter(position__in=positions.values())
        known = {(row.position_id, row.kind, row.key): row.pk for row in kept}
        for one in told:
            one.pk = known.get((one.position_id, one.kind, one.key))
        changed = [one for one in told if one.pk is not None]
        RequirementRecord.objects.bulk_create([one for one in told if one.pk is None])
        RequirementRecord.objects.bulk_update(changed, ["weight", "values", "text"])


def _requirement(values: Mapping[str, str], positions: Mapping[str, int]) -> RequirementRecord:
    told = tuple(part.strip() for part in values.get("value", "").split(";") if part.strip())
    kind, text = values["kind"], values.get("text", "")
    return RequirementRecord(
        position_id=positions[values["code"]],
        kind=kind,
        key=key_of(kind, told, text),
        weight=values["weight"],
        values=list(told),
        text=text,
    )


def as_text(row: PositionRecord) -> dict[str, str]:
    """A position as the text that an import or a form compares with."""
    told: dict[str, Any] = {"code": row.code, **{name: getattr(row, name) for name in (*_TEXTS, *_DAYS)}}
    told |= {name: "1" if getattr(row, name) else "0" for name in _FLAGS}
    told["holder"] = row.holder or VACANT
    told |= {
        name: None if (value := getattr(row, name)) is None else f"{Decimal(value) / 100:.2f}"
        for name in LEVELS
    }
    told["technical"] = "; ".join(f"{code}={_plain(level)}" for code, level in sorted(row.technical.items()))
    return {name: str(value) for name, value in told.items() if value not in (None, "")}


def fill(record: PositionRecord, values: Mapping[str, str], today: date) -> None:
    """Set every column from text; what `values` does not name becomes empty."""
    for name in _TEXTS:
        setattr(record, name, values.get(name, ""))
    for name in _FLAGS:
        setattr(record, name, values.get(name) == "1")
    for name in LEVELS:
        setattr(record, name, int(Decimal(values[name]) * 100) if values.get(name) else None)
    record.technical = {
        code: int(Decimal(level) * 100)
        for code, level in (technical_of(values.get("technical", "")) or {}).items()
    }
    holder = values.get("holder", VACANT)
    record.holder = "" if holder == VACANT else holder
    record.held_since = _day(values, "held_since") if record.holder else None
    record.vacant_since = None if record.holder else _day(values, "vacant_since")
    record.abolished_on = None


def _requirement_text(row: RequirementRecord) -> dict[str, str]:
    requirement = Requirement(row.kind, row.weight, tuple(row.values), row.text)
    told = {
        "code": row.position.code,
        "kind": row.kind,
        "weight": row.weight,
        "value": written(requirement),
        "text": row.text,
    }
    return {name: text for name, text in told.items() if text}


def _day(values: Mapping[str, str], name: str) -> date | None:
    return date.fromisoformat(values[name]) if values.get(name) else None


def _plain(hundredths: int) -> str:
    return f"{Decimal(hundredths) / 100:f}".rstrip("0").rstrip(".")
