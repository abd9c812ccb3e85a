from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction

from takar.accounts.public import record_change
from takar.certificates.models import Certificate
from takar.certificates.recorded import Identity, as_values, differing, identity_of, new_certificate, recorded
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class OwnResult:
    """A result of our own assessment. `assessed_on` is its last day; `job_class` the level it was measured against."""

    nip: str
    name: str
    job_class: str
    assessed_on: date
    assessment: str
    organiser_name: str
    level: str = ""
    target_job: str = ""
    number: str = ""
    jpm: Decimal | None = None
    category: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """How many certificates were added, how many were there already, and which could not be added."""

    added: int
    same: int
    refused: tuple[Refusal, ...]


def register_results(rows: Iterable[OwnResult], actor: str, *, clock: Clock = utc_now) -> Registered:
    """Put own results into the register. Told again, they change nothing.

    A result that is recorded with other content is refused (RESULT_RECORDED_OTHERWISE) and the others go in.
    """
    told = {identity_of(row.nip, values): (row, values) for row in rows for values in (_values(row),)}
    with transaction.atomic():
        known = recorded(row.nip for row, _ in told.values())
        new = [(row, values) for key, (row, values) in told.items() if key not in known]
        refused = _refusals(told, known)
        Certificate.objects.bulk_create(
            new_certificate(row.nip, values, by=actor, at=clock(), assessment=row.assessment)
            for row, values in new
        )
        if new:
            _note(new, actor, clock)
    return Registered(len(new), len(told) - len(new) - len(refused), refused)


def _values(row: OwnResult) -> dict[str, str]:
    return {
        "name": row.name[:200],
        "organiser": "own",
        "organiser_name": row.organiser_name[:200],
        "accreditation": "",
        "number": row.number,
        "job_class": row.job_class,
        "level": row.level,
        "target_job": row.target_job[:300],
        "assessed_on": row.assessed_on.isoformat(),
        "stated_until": "",
        "jpm": "" if row.jpm is None else str(row.jpm.quantize(Decimal("0.01"))),
        "category": row.category,
    }


def _refusals(
    told: dict[Identity, tuple[OwnResult, dict[str, str]]], known: dict[Identity, Certificate]
) -> tuple[Refusal, ...]:
    return tuple(
        _differs(row)
        for key, (row, values) in told.items()
        if key in known and differing(values, as_values(known[key]))
    )


def _differs(row: OwnResult) -> Refusal:
    return Refusal(
        "RESULT_RECORDED_OTHERWISE",
        f"Hasil {row.nip} dari {row.assessed_on:%d-%m-%Y} sudah tercatat dengan isi lain. "
        "Tarik sertifikat yang tercatat dengan alasan, lalu catat lagi.",
        f"The result of {row.nip} of {row.assessed_on:%d-%m-%Y} is recorded with other content. "
        "Withdraw that certificate with a reason and register it again.",
        {"nip": row.nip, "assessed_on": row.assessed_on.isoformat()},
    )


def _note(new: list[tuple[OwnResult, dict[str, str]]], actor: str, clock: Clock) -> None:
    assessments = sorted({row.assessment for row, _ in new})
    record_change(
        actor,
        "certificates.register",
        f"assessment:{','.join(assessments)}"[:200],
        after={"added": len(new)},
        clock=clock,
    )
