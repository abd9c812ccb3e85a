"""Make a selection, or change what it says while its terms are not committed."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction

from takar.accounts.public import record_change
from takar.kernel.canonical import Json
from takar.kernel.clock import ZONES, Clock, utc_now
from takar.kernel.ids import RandomBytes, new_id
from takar.kernel.refusals import Refusal
from takar.selection.domain import refusals as no
from takar.selection.domain.values import SelectionView
from takar.selection.models import Selection, Stage
from takar.selection.queries import selection
from takar.standards.public import StandardNotFound, conduct, selection_rules

STAGES = ("announcement", "registration", "administration", "track_record", "paper", "assessment_centre", "interview",
          "plenary", "release")  # fmt: skip
METHODS = ("sheets", "entered")
BY_MEMBERS = ("track_record", "paper")


@dataclass(frozen=True, slots=True)
class SelectionDraft:
    """`stages`: code -> (first, last). `methods`: track_record and paper, each "sheets" or "entered"."""

    title: str
    legal_basis: str
    organiser: str
    location: str
    rules: tuple[str, str]
    conduct: tuple[str, str]
    secretary: str
    zone: str = "WIB"
    releases_at: datetime | None = None
    methods: dict[str, str] = field(default_factory=dict)
    interview_days: tuple[date, ...] = ()
    interview_minutes: int = 40
    stages: dict[str, tuple[date, date]] = field(default_factory=dict)


def create_selection(
    draft: SelectionDraft,
    actor: str,
    *,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> SelectionView | Refusal:
    """Refuses SELECTION_FIELD_MISSING, SELECTION_TITLE_TAKEN."""
    row = Selection(id=new_id(random_bytes), made_by=actor, made_at=clock())
    return _keep(row, draft, actor, "selection.create", clock)


def change_selection(
    key: str, draft: SelectionDraft, actor: str, *, clock: Clock = utc_now
) -> SelectionView | Refusal:
    """Refuses SELECTION_UNKNOWN, SELECTION_COMMITTED and what `create_selection` refuses."""
    row = open_selection(key)
    return row if isinstance(row, Refusal) else _keep(row, draft, actor, "selection.change", clock)


def open_selection(key: str) -> Selection | Refusal:
    """A selection whose terms may still change. Refuses SELECTION_UNKNOWN, SELECTION_COMMITTED."""
    row = Selection.objects.filter(pk=key).first()
    if row is None:
        return no.SELECTION_UNKNOWN
    return no.SELECTION_COMMITTED if row.committed_at else row


def _keep(
    row: Selection, draft: SelectionDraft, actor: str, action: str, clock: Clock
) -> SelectionView | Refusal:
    fault = _fault(draft)
    if fault:
        return fault
    for name in ("title", "legal_basis", "organiser", "location", "secretary"):
        setattr(row, name, " ".join(getattr(draft, name).split()))
    row.zone, row.releases_at = draft.zone, draft.releases_at
    row.rules_code, row.rules_version = draft.rules
    row.conduct_code, row.conduct_version = draft.conduct
    row.methods = {code: draft.methods.get(code, "entered") for code in BY_MEMBERS}
    row.interview_days = [day.isoformat() for day in sorted(set(draft.interview_days))]
    row.interview_minutes = draft.interview_minutes
    try:
        with transaction.atomic():
            row.save()
            row.stages.all().delete()
            Stage.objects.bulk_create(
                Stage(selection=row, code=code, first=first, last=last)
                for code, (first, last) in draft.stages.items()
            )
            record_change(actor, action, f"selection:{row.pk}", after=_trail(draft), clock=clock)
    except IntegrityError:
        return no.TITLE_TAKEN
    found = selection(row.pk)
    assert found is not None
    return found


def _fault(draft: SelectionDraft) -> Refusal | None:
    names = {
        "title": ("judul", "title"),
        "legal_basis": ("dasar hukum", "legal basis"),
        "organiser": ("penyelenggara", "organiser"),
        "location": ("tempat", "location"),
        "secretary": ("sekretaris", "secretary"),
    }
    for name, words in names.items():
        if not getattr(draft, name).strip():
            return no.field_missing(*words)
    if draft.zone not in ZONES:
        return no.field_missing("zona waktu", "time zone")
    if not 10 <= draft.interview_minutes <= 240:
        return no.field_missing("lama wawancara (10–240 menit)", "interview minutes (10–240)")
    if not set(draft.stages) <= set(STAGES) or any(first > last for first, last in draft.stages.values()):
        return no.field_missing("tanggal tahap", "days of the stages")
    if not set(draft.methods) <= set(BY_MEMBERS) or not set(draft.methods.values()) <= set(METHODS):
        return no.field_missing("cara menilai", "way of judging")
    return _unknown_rules(draft)


def _unknown_rules(draft: SelectionDraft) -> Refusal | None:
    try:
        selection_rules(*draft.rules)
    except StandardNotFound:
        return no.field_missing("ketentuan seleksi", "selection rules")
    try:
        conduct(*draft.conduct)
    except StandardNotFound:
        return no.field_missing("ketentuan penyelenggaraan", "rules of conduct")
    return None


def _trail(draft: SelectionDraft) -> Json:
    told = asdict(draft)
    told["stages"] = {
        code: [first.isoformat(), last.isoformat()] for code, (first, last) in draft.stages.items()
    }
    told["interview_days"] = [day.isoformat() for day in draft.interview_days]
    told["releases_at"] = draft.releases_at.isoformat() if draft.releases_at else ""
    told["rules"], told["conduct"] = "/".join(draft.rules), "/".join(draft.conduct)
    return told
