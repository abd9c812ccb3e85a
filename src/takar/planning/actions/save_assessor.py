"""Who may rate, when he is away, and whom he may not rate."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import IntegrityError, transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.people.public import find_person
from takar.planning.models import Absence, Assessor, Deputy, Relation
from takar.planning.refusals import UNKNOWN_ASSESSOR, field_missing, taken

_NIP_UNKNOWN = Refusal(
    "PERSON_UNKNOWN",
    "NIP ini tidak ada dalam data pegawai. Periksa angkanya, atau perbarui data pegawai.",
    "This NIP is not in the personnel data. Check the digits, or update the personnel data.",
)
_DAYS_TURNED = Refusal(
    "DAYS_TURNED",
    "Hari terakhir lebih awal daripada hari pertama. Tukar kedua tanggal itu.",
    "The last day is before the first. Swap the two dates.",
)


@dataclass(frozen=True, slots=True)
class AssessorDraft:
    """By NIP from the personnel data, or an outside one by name and agency."""

    nip: str = ""
    name: str = ""
    agency: str = ""
    unit: str = ""
    grade: str = ""
    active: bool = True


def save_assessor(
    draft: AssessorDraft, actor: str, *, assessor: int | None = None, clock: Clock = utc_now
) -> Assessor | Refusal:
    """A new assessor, or `assessor` changed. Refuses FIELD_MISSING, PERSON_UNKNOWN, NAME_TAKEN, ASSESSOR_UNKNOWN."""
    filled = completed(draft)
    if isinstance(filled, Refusal):
        return filled
    row = Assessor.objects.filter(pk=assessor).first() if assessor else Assessor()
    if row is None:
        return UNKNOWN_ASSESSOR
    before = _told(row) if row.pk else None
    for name, value in asdict(filled).items():
        setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save()
            record_change(
                actor, "assessor.save", f"assessor:{row.pk}", before=before, after=_told(row), clock=clock
            )
    except IntegrityError:
        return taken(f"Asesor dengan NIP {filled.nip}", f"An assessor with the NIP {filled.nip}")
    return row


def completed(draft: AssessorDraft) -> AssessorDraft | Refusal:
    """With name, agency and unit from the personnel data when there is a NIP."""
    nip = "".join(draft.nip.split())
    if not nip:
        if not draft.name.strip():
            return field_missing("name", "NIP atau nama asesor", "NIP or name of the assessor")
        return AssessorDraft(
            "",
            draft.name.strip(),
            draft.agency.strip(),
            draft.unit.strip(),
            draft.grade.strip(),
            draft.active,
        )
    person = find_person(nip)
    if person is None:
        return _NIP_UNKNOWN
    grade = draft.grade.strip() or person.post
    return AssessorDraft(nip, person.full_name, person.agency, person.unit, grade[:80], draft.active)


def add_absence(
    first: date,
    last: date,
    reason: str,
    actor: str,
    *,
    assessor: int | None = None,
    nip: str = "",
    clock: Clock = utc_now,
) -> Absence | Refusal:
    """Days on which an assessor or a participant cannot come. Refuses DAYS_TURNED, FIELD_MISSING, ASSESSOR_UNKNOWN."""
    if last < first:
        return _DAYS_TURNED
    if not reason.strip():
        return field_missing("reason", "alasan", "the reason")
    if assessor and not Assessor.objects.filter(pk=assessor).exists():
        return UNKNOWN_ASSESSOR
    if not assessor and find_person(nip) is None:
        return _NIP_UNKNOWN
    with transaction.atomic():
        row = Absence.objects.create(
            assessor_id=assessor,
            nip="" if assessor else nip,
            first_day=first,
            last_day=last,
            reason=reason.strip(),
        )
        record_change(actor, "absence.add", _subject(row), reason=row.reason, after=_days(row), clock=clock)
    return row


def remove_absence(absence: int, actor: str, *, clock: Clock = utc_now) -> bool:
    """Take planned absence back; False when it is gone already."""
    with transaction.atomic():
        row = Absence.objects.filter(pk=absence).first()
        if row is None:
            return False
        subject, before = _subject(row), _days(row)
        row.delete()
        record_change(actor, "absence.remove", subject, before=before, clock=clock)
    return True


def add_relation(
    assessor: int,
    nip: str,
    kind: str,
    actor: str,
    *,
    note: str = "",
    until: date | None = None,
    clock: Clock = utc_now,
) -> Relation | Refusal:
    """Why he may not rate a person; `until` is the last day it counts. Refuses ASSESSOR_UNKNOWN, PERSON_UNKNOWN, NAME_TAKEN."""
    nip = "".join(nip.split())
    if not Assessor.objects.filter(pk=assessor).exists():
        return UNKNOWN_ASSESSOR
    if find_person(nip) is None:
        return _NIP_UNKNOWN
    try:
        with transaction.atomic():
            row = Relation.objects.create(
                assessor_id=assessor, nip=nip, kind=Relation.Kind(kind), note=note.strip(), until=until
            )
            after: dict[str, Json] = {"nip": nip, "kind": kind, "note": row.note}
            record_change(actor, "relation.add", f"assessor:{assessor}", after=after, clock=clock)
    except IntegrityError:
        return taken("Hubungan ini", "This relation")
    return row


def remove_relation(relation: int, actor: str, *, reason: str, clock: Clock = utc_now) -> Refusal | None:
    """A declared tie that no longer counts; it needs a reason. Refuses FIELD_MISSING."""
    if not reason.strip():
        return field_missing("reason", "alasan", "the reason")
    with transaction.atomic():
        row = Relation.objects.filter(pk=relation).first()
        if row is not None:
            before: dict[str, Json] = {"nip": row.nip, "kind": str(row.kind), "note": row.note}
            row.delete()
            record_change(
                actor,
                "relation.remove",
                f"assessor:{row.assessor_id}",
                reason=reason.strip(),
                before=before,
                clock=clock,
            )
    return None


def set_deputy(head: str, deputy: str, actor: str, *, clock: Clock = utc_now) -> Deputy | Refusal:
    """A head and his deputy, never away together. Refuses PERSON_UNKNOWN, SAME_PERSON."""
    head, deputy = "".join(head.split()), "".join(deputy.split())
    if head == deputy:
        return Refusal(
            "SAME_PERSON",
            "Kepala dan wakilnya harus dua orang yang berbeda. Ganti salah satu NIP.",
            "Head and deputy must be two different people. Change one of the NIPs.",
        )
    if find_person(head) is None or find_person(deputy) is None:
        return _NIP_UNKNOWN
    with transaction.atomic():
        row, made = Deputy.objects.get_or_create(head=head, deputy=deputy)
        if made:
            record_change(actor, "deputy.set", f"person:{head}", after={"deputy": deputy}, clock=clock)
    return row


def remove_deputy(pair: int, actor: str, *, clock: Clock = utc_now) -> bool:
    with transaction.atomic():
        row = Deputy.objects.filter(pk=pair).first()
        if row is None:
            return False
        row.delete()
        record_change(
            actor, "deputy.remove", f"person:{row.head}", before={"deputy": row.deputy}, clock=clock
        )
    return True


def _told(row: Assessor) -> dict[str, Json]:
    return {
        "nip": row.nip,
        "name": row.name,
        "agency": row.agency,
        "unit": row.unit,
        "grade": row.grade,
        "active": row.active,
    }


def _subject(row: Absence) -> str:
    return f"assessor:{row.assessor_id}" if row.assessor_id else f"person:{row.nip}"


def _days(row: Absence) -> dict[str, Json]:
    return {"first_day": row.first_day.isoformat(), "last_day": row.last_day.isoformat()}
