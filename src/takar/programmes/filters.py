"""The list of nominees, narrowed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from takar.programmes.domain.refusals import STATUS_NAMES
from takar.programmes.domain.roll import LIVE, OUT
from takar.programmes.models import Nominee

# Besides the statuses themselves: what the numbers of the dashboard stand for.
GROUPS = ("live", "ever_invited", "overdue", "unreplaced")


@dataclass(frozen=True, slots=True)
class NomineeFilter:
    """Empty fields do not narrow. `status` is a status or one of GROUPS; `unit` is the top of a unit's path."""

    phase: int | None = None
    status: str = ""
    job_class: str = ""
    unit: str = ""
    letter: str = ""
    cause: str = ""
    text: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> NomineeFilter:
        """From the query of a page; words that are not known narrow nothing."""
        phase, status = given.get("tahap", ""), given.get("status", "")
        return cls(
            phase=int(phase) if phase.isdecimal() else None,
            status=status if status in (*STATUS_NAMES, *GROUPS) else "",
            job_class=given.get("kelas", "")[:13],
            unit=given.get("unit", "").strip()[:200],
            letter=given.get("surat", "")[:120],
            cause=given.get("sebab", "")[:10],
            text=" ".join(given.get("cari", "").split())[:100],
        )


def narrowed(programme: str, wanted: NomineeFilter, today: date) -> QuerySet[Nominee]:
    """Nominees that match, by name."""
    rows = Nominee.objects.filter(programme=programme).select_related("phase", "letter", "replaced_by")
    exact = {
        "phase__number": wanted.phase,
        "job_class": wanted.job_class,
        "letter__number": wanted.letter,
        "cause": wanted.cause,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if wanted.unit:
        rows = rows.filter(Q(unit=wanted.unit) | Q(unit__startswith=f"{wanted.unit} / "))
    if wanted.text:
        digits = wanted.text.replace(" ", "")
        rows = rows.filter(
            Q(nip__startswith=digits) if digits.isdecimal() else Q(name__icontains=wanted.text)
        )
    return rows.filter(_status(wanted.status, today))


def _status(status: str, today: date) -> Q:
    groups = {
        "": Q(),
        "live": Q(status__in=LIVE),
        "ever_invited": Q(invited_at__isnull=False),
        "overdue": Q(status="invited", letter__answer_by__lt=today),
        "unreplaced": Q(status__in=OUT, replaced_by__isnull=True),
    }
    return groups[status] if status in groups else Q(status=status)
