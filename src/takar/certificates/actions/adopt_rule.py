from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import transaction

from takar.accounts.public import record_change
from takar.certificates.domain.rules import ALL
from takar.certificates.models import AdoptedRule
from takar.certificates.refusals import REASON_MISSING
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.people.public import JobClass
from takar.standards.public import StandardNotFound, conduct


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """What an official decides. `scope`: a job class or "semua"; `edition`: "code/version" of a conduct."""

    scope: str
    edition: str
    from_day: date
    legal_basis: str
    reason: str
    with_pppk: bool = False
    higher_counts: bool = False


def adopt_rule(draft: RuleDraft, *, actor: str, clock: Clock = utc_now) -> AdoptedRule | Refusal:
    """Add the decision; earlier ones stay and hold until `from_day`. The same decision again changes nothing.

    Refuses RULE_UNKNOWN, RULE_NOT_YET_IN_FORCE, RULE_BASIS_MISSING and CERTIFICATE_REASON_MISSING.
    """
    refusal = _refusal_for(draft)
    if refusal is not None:
        return refusal
    code, _, version = draft.edition.partition("/")
    told = {
        "scope": draft.scope, "conduct_code": code, "conduct_version": version, "from_day": draft.from_day,
        "legal_basis": draft.legal_basis.strip()[:500], "reason": draft.reason.strip()[:500],
        "with_pppk": draft.with_pppk, "higher_counts": draft.higher_counts,
    }  # fmt: skip
    with transaction.atomic():
        last = AdoptedRule.objects.filter(scope=draft.scope, from_day=draft.from_day).order_by("-id").first()
        if last is not None and all(getattr(last, name) == value for name, value in told.items()):
            return last
        row = AdoptedRule.objects.create(**told, adopted_by=actor, adopted_at=clock())
        after = asdict(draft) | {"from_day": draft.from_day.isoformat()}
        record_change(
            actor,
            "certificates.adopt_rule",
            f"adopted-rule:{row.pk}",
            reason=row.reason,
            after=after,
            clock=clock,
        )
    return row


def _refusal_for(draft: RuleDraft) -> Refusal | None:
    if draft.scope not in (ALL, *JobClass):
        return _unknown(draft.scope)
    try:
        edition = conduct(*(draft.edition.partition("/")[::2]))
    except StandardNotFound:
        return _unknown(draft.edition)
    if edition.in_force_from > draft.from_day:
        return _not_yet(draft.edition, edition.in_force_from)
    if not draft.legal_basis.strip():
        return Refusal(
            "RULE_BASIS_MISSING",
            "Tuliskan dasar hukumnya: nama, nomor, dan tanggal ketentuan instansi atau peraturan BKN.",
            "Write the legal basis: name, number and date of the agency's rule or of the BKN regulation.",
        )
    return None if draft.reason.strip() else REASON_MISSING


def _unknown(told: str) -> Refusal:
    return Refusal(
        "RULE_UNKNOWN",
        f"Pilihan “{told[:60]}” tidak dikenal. Pilih kelas jabatan dan ketentuan dari daftar.",
        f"There is no “{told[:60]}”. Choose job class and edition from the list.",
        {"told": told[:60]},
    )


def _not_yet(edition: str, since: date) -> Refusal:
    day = since.strftime("%d-%m-%Y")
    return Refusal(
        "RULE_NOT_YET_IN_FORCE",
        f"Ketentuan {edition} baru berlaku {day}. Pilih hari mulai sejak tanggal itu, atau ketentuan lain.",
        f"Edition {edition} is in force from {day} only. Choose a first day from then on, or another edition.",
        {"edition": edition, "in_force_from": since.isoformat()},
    )
