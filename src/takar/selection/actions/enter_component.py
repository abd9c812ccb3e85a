"""Enter a component that is not judged on sheets: by rubric with evidence, confirmed by a second person, or from a result."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from takar.accounts.public import record_change
from takar.certificates.public import ResultHeld, results_held
from takar.kernel.clock import Clock, day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.selection.domain import refusals as no
from takar.selection.domain.scoring import Scale
from takar.selection.domain.values import SelectionView
from takar.selection.models import Candidate, ComponentEntry
from takar.selection.queries import rules_of, scale_of, selection

ENTERED = ("track_record", "paper", "assessment_centre")


def enter_component(
    key: str,
    number: int,
    component: str,
    parts: Sequence[Mapping[str, Any]],
    actor: str,
    *,
    clock: Clock = utc_now,
) -> int | Refusal:
    """`parts`: [{"name", "value", "evidence", "document"}]; their mean is the value. It counts once somebody else confirmed it.

    `document`: name of the candidate's file behind it. Refuses CANDIDATE_UNKNOWN, COMPONENT_VALUE, COMPONENT_ON_SHEETS,
    COMPONENT_DOCUMENT.
    """
    found = _candidate(key, number)
    if isinstance(found, Refusal):
        return found
    view, row = found
    if component not in ENTERED or view.methods.get(component) == "sheets":
        return ON_SHEETS
    rules = rules_of(view)
    values = [_value(part, rules.scale_most, rules.decimals) for part in parts]
    numbers = [value for value in values if value is not None]
    if not values or len(numbers) != len(values):
        return no.VALUE_OFF_SCALE
    files = set(row.documents.values_list("name", flat=True))
    if not all(part.get("document") in files for part in parts):
        return WITHOUT_DOCUMENT
    mean = scale_of(rules).rounded(sum(numbers, Decimal(0)) / len(numbers))
    return _keep(
        row,
        component,
        mean,
        {"parts": [dict(part) for part in parts]},
        "entered",
        "",
        None,
        None,
        actor,
        clock,
    )


def confirm_component(key: str, entry: int, actor: str, *, clock: Clock = utc_now) -> Refusal | None:
    """A second person confirms the newest value. Refuses COMPONENT_ENTRY_UNKNOWN, SECOND_PERSON_NEEDED."""
    row = ComponentEntry.objects.filter(pk=entry, candidate__selection=key).first()
    if row is None or row.pk != _newest(row):
        return no.ENTRY_UNKNOWN
    if row.by == actor:
        return no.SECOND_CHECKER
    with transaction.atomic():
        fresh = ComponentEntry.objects.filter(pk=entry, confirmed_by="").update(
            confirmed_by=actor, confirmed_at=clock()
        )
        if fresh:
            record_change(
                actor, "selection.confirm_component", f"candidate:{row.candidate_id}",
                after={"component": row.component, "value": str(row.value)}, clock=clock,
            )  # fmt: skip
    return None


def take_results(
    key: str, actor: str, *, numbers: Iterable[int] = (), clock: Clock = utc_now
) -> tuple[int, tuple[str, ...]] | Refusal:
    """Take the assessment-centre value of candidates from the register of certificates, our own results among them.

    Returns how many were taken and the NIPs without a valid result. The JPM counts up to the top of the scale.
    """
    view = selection(key)
    if view is None:
        return no.SELECTION_UNKNOWN
    wanted = list(numbers)
    rows = Candidate.objects.filter(selection=key, **({"pk__in": wanted} if wanted else {}))
    scale, most = scale_of(rules_of(view)), Decimal(rules_of(view).scale_most)
    held = results_held({row.nip for row in rows}, day_in(view.zone, clock()))
    taken, missing = 0, []
    for row in rows:
        result = held.get(row.nip)
        if result is None:
            missing.append(row.nip)
        elif _take(row, result, scale, most, actor, clock):
            taken += 1
    return taken, tuple(dict.fromkeys(missing))


def _take(row: Candidate, result: ResultHeld, scale: Scale, most: Decimal, actor: str, clock: Clock) -> bool:
    reference = f"certificate:{result.key}"
    known = ComponentEntry.objects.filter(candidate=row, component="assessment_centre").last()
    if known and known.reference == reference:
        return False
    detail = {
        "jpm": str(result.jpm),
        "category": result.category,
        "number": result.number,
        "organiser": result.organiser_name,
    }
    _keep(
        row, "assessment_centre", scale.rounded(min(result.jpm, most)), detail, "certificate", reference,
        result.assessed_on, result.valid_until, actor, clock,
    )  # fmt: skip
    return True


def _keep(
    row: Candidate,
    component: str,
    value: Decimal,
    detail: dict[str, Any],
    source: str,
    reference: str,
    measured_on: date | None,
    valid_until: date | None,
    actor: str,
    clock: Clock,
) -> int:
    with transaction.atomic():
        old = ComponentEntry.objects.filter(candidate=row, component=component).last()
        made = ComponentEntry.objects.create(
            candidate=row, component=component, value=value, detail=detail, source=source, reference=reference,
            measured_on=measured_on, valid_until=valid_until, by=actor, at=clock(),
        )  # fmt: skip
        record_change(
            actor, "selection.component", f"candidate:{row.pk}",
            before={"value": str(old.value)} if old else None,
            after={"component": component, "value": str(value), "source": source, "reference": reference}, clock=clock,
        )  # fmt: skip
    return made.pk


def _candidate(key: str, number: int) -> tuple[SelectionView, Candidate] | Refusal:
    view = selection(key)
    row = Candidate.objects.filter(pk=number, selection=key).first()
    return (view, row) if view and row else no.CANDIDATE_UNKNOWN


def _newest(row: ComponentEntry) -> int | None:
    same = ComponentEntry.objects.filter(candidate=row.candidate_id, component=row.component)
    return same.order_by("-id").values_list("pk", flat=True).first()


def _value(part: Mapping[str, Any], most: int, decimals: int) -> Decimal | None:
    if not str(part.get("name", "")).strip() or not str(part.get("evidence", "")).strip():
        return None
    try:
        value = Decimal(str(part.get("value", "")).strip().replace(",", "."))
    except ArithmeticError:
        return None
    if not value.is_finite() or not 0 <= value <= most:
        return None
    return value if value == round(value, decimals) else None


WITHOUT_DOCUMENT = Refusal(
    "COMPONENT_DOCUMENT",
    "Nilai yang dimasukkan memerlukan dokumen calon ini di belakangnya. Unggah dokumennya dahulu, lalu pilih.",
    "A value that is entered needs a document of this candidate behind it. Upload the document first, then choose it.",
)
ON_SHEETS = Refusal(
    "COMPONENT_ON_SHEETS",
    "Komponen ini dinilai anggota panitia pada lembarnya masing-masing, jadi tidak dimasukkan di sini.",
    "This component is rated by the panel members on their own sheets, so it is not entered here.",
)
