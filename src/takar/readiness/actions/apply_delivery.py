from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.people.public import insert_rows, update_rows
from takar.readiness.actions.empty_check import ALREADY_EMPTIED
from takar.readiness.actions.run_check import rules_of
from takar.readiness.domain.closing import Answer, Asked, Outcome, Told, settle
from takar.readiness.domain.comparing import nip_digits
from takar.readiness.domain.figures import summary
from takar.readiness.matching import Match, Matched, match_rows
from takar.readiness.models import (
    Check,
    CheckState,
    Delivery,
    Fill,
    HoledPerson,
    How,
    Remark,
    RemarkKind,
    Unit,
)
from takar.readiness.packing import all_cells, cells_of
from takar.readiness.queries import judged_fields, requirement_of, tallies_of
from takar.readiness.reading.deliveries import DeliveredRow, read_delivery
from takar.readiness.storage import forget, stored_path

OTHER_CHECK = Refusal(
    "DELIVERY_OF_OTHER_CHECK",
    "Semua baris dalam berkas ini berasal dari pemeriksaan lain. Buka pemeriksaan itu, lalu unggah berkasnya di sana.",
    "All rows of this file come from another check. Open that check and upload the file there.",
)
NOTHING_IN_IT = Refusal(
    "DELIVERY_EMPTY",
    "Tidak ada satu baris pun tentang pegawai dalam berkas ini. Periksa apakah berkas yang benar yang dikirim.",
    "There is not one row about a person in this file. See whether the right file was sent.",
)
_KINDS = {
    Outcome.CLOSED: RemarkKind.CLOSED,
    Outcome.CONFIRMED: RemarkKind.CLOSED,
    Outcome.EMPTIED: RemarkKind.CLOSED,
    Outcome.OPEN: RemarkKind.OPEN,
    Outcome.WRONG: RemarkKind.WRONG,
    Outcome.NOT_ASKED: RemarkKind.NOT_ASKED,
    Outcome.CLOSED_BEFORE: RemarkKind.NOT_ASKED,
}
_HOWS = {Outcome.CLOSED: How.VALUE, Outcome.CONFIRMED: How.CONFIRMED, Outcome.EMPTIED: How.EMPTIED}
_REMARK = ("delivery", "kind", "sheet", "row", "column", "place", "field", "code", "value")
_FILL = ("check_of", "place", "field", "value", "how", "delivery")


@dataclass(frozen=True, slots=True)
class _Settled:
    row: DeliveredRow
    person: HoledPerson
    told: list[Told]


def apply_delivery(delivery: Delivery, *, clock: Clock = utc_now) -> Refusal | None:
    """Close the holes that the file fills, and tell of every cell what became of it. Done once; again does nothing.

    Holes only: no other cell of the list changes, and nothing in the data of people.
    """
    if delivery.applied_at or delivery.refusal:
        return None
    check = delivery.check_of
    rows = read_delivery(stored_path(delivery.stored_name), requirement_of(check))
    with transaction.atomic():
        check = Check.objects.select_for_update().get(pk=check.pk)
        refusal = _refused(check, rows)
        matched = match_rows(check, rows) if isinstance(rows, list) and not refusal else []
        if not refusal and all(each.match is Match.OTHER_CHECK for each in matched):
            refusal = OTHER_CHECK
        if refusal:
            Delivery.objects.filter(pk=delivery.pk).update(refusal=refusal.as_json()["error"])
        else:
            _apply(check, delivery, matched, clock)
    forget(delivery.stored_name)
    Delivery.objects.filter(pk=delivery.pk).update(stored_name="")
    delivery.refresh_from_db()
    return refusal


def _refused(check: Check, rows: list[DeliveredRow] | Refusal) -> Refusal | None:
    if check.state != CheckState.READY:
        return ALREADY_EMPTIED
    if isinstance(rows, Refusal):
        return rows
    return None if rows else NOTHING_IN_IT


def _apply(check: Check, delivery: Delivery, matched: list[Matched], clock: Clock) -> None:
    settled = _settle(check, [each for each in matched if each.person])
    _close(check, delivery, settled)
    counts = _remark(delivery, matched, settled)
    figures = summary(
        tallies_of(check), check.people, requirement_of(check), (field.key for field in judged_fields(check))
    )
    Check.objects.filter(pk=check.pk).update(figures=figures)
    units = sorted({each.person.unit for each in settled})
    delivery.applied_at, delivery.counts = clock(), counts
    delivery.units = list(
        Unit.objects.filter(check_of=check, number__in=units[:500]).values_list("name", flat=True)
    )
    delivery.save()
    record_change(
        delivery.uploaded_by,
        "readiness.deliver",
        f"check:{check.pk}",
        reason=f"{delivery.delivered_by}: {delivery.file_name}",
        after={"delivery": delivery.pk, "sha256": delivery.sha256, **counts},
        clock=clock,
    )


def _settle(check: Check, matched: list[Matched]) -> list[_Settled]:
    places = [each.person.place for each in matched if each.person]
    cells, filled = cells_of(check, places), _filled(check, places)
    pairs: list[tuple[Asked, Answer]] = []
    for each in matched:
        assert each.person
        place = each.person.place
        asked = Asked(cells[place], each.person.codes, each.person.open, filled.get(place, {}))
        pairs.append((asked, Answer(each.row.cells, each.row.confirmed)))
    told = settle(pairs, rules_of(check), _taken(check, pairs))
    return [
        _Settled(each.row, each.person, list_)
        for each, list_ in zip(matched, told, strict=True)
        if each.person
    ]


def _filled(check: Check, places: list[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for start in range(0, len(places), 900):
        some = Fill.objects.filter(check_of=check, place__in=places[start : start + 900])
        for place, field, value in some.values_list("place", "field", "value"):
            found.setdefault(place, {})[field] = value
    return found


def _taken(check: Check, pairs: list[tuple[Asked, Answer]]) -> frozenset[str]:
    """All NIPs of the list, read only when somebody is given a new one."""
    if all(answer.cells.get("nip", "") in ("", asked.cells["nip"]) for asked, answer in pairs):
        return frozenset()
    return frozenset(
        digits for _, columns in all_cells(check) for text in columns["nip"] if (digits := nip_digits(text))
    )


def _close(check: Check, delivery: Delivery, settled: list[_Settled]) -> None:
    """Write what closes holes, and take the holes away from the people."""
    fills: list[tuple[object, ...]] = []
    people: list[tuple[int, int]] = []
    for each in settled:
        closed = [told for told in each.told if told.outcome in _HOWS]
        for told in closed:
            how, value = _HOWS[told.outcome], told.value[:600]
            fills.append((check.pk, each.person.place, told.field.key, value, how.value, delivery.pk))
        if closed:
            gone = sum(told.field.mask for told in closed)
            people.append((each.person.open & ~gone, each.person.pk))
    insert_rows(Fill, _FILL, fills)
    update_rows(HoledPerson, ("open",), people)


def _remark(delivery: Delivery, matched: list[Matched], settled: list[_Settled]) -> dict[str, Json]:
    rows: list[tuple[object, ...]] = [_unmatched(delivery, each) for each in matched if each.match]
    for each in settled:
        rows += [_cell(delivery, each, told) for told in each.told]
    insert_rows(Remark, _REMARK, rows)
    counts = Counter(str(row[1]) for row in rows)
    return {"rows": len(matched), **{kind.value: counts[kind.value] for kind in RemarkKind}}


def _unmatched(delivery: Delivery, each: Matched) -> tuple[object, ...]:
    assert each.match
    row, column = each.row, each.row.columns.get("nip", "")
    value = (each.row.key or each.row.cells.get("nip", ""))[:100]
    return (
        delivery.pk,
        RemarkKind.UNMATCHED.value,
        row.sheet[:100],
        row.row,
        column,
        None,
        "",
        each.match,
        value,
    )


def _cell(delivery: Delivery, each: _Settled, told: Told) -> tuple[object, ...]:
    code = told.fault.name if told.fault else told.outcome.name
    return (
        delivery.pk,
        _KINDS[told.outcome].value,
        each.row.sheet[:100],
        each.row.row,
        each.row.columns.get(told.field.key, ""),
        each.person.place,
        told.field.key,
        code,
        told.value[:100],
    )
