"""Ask for a plan of a phase, and what becomes of a proposal: discarded, or adopted."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from takar.accounts.public import record_change
from takar.kernel.clock import Clock, utc_now
from takar.kernel.refusals import Refusal
from takar.planning.actions.set_tools import ensure_tools
from takar.planning.assembling import whole_plan
from takar.planning.domain.asking import Ask
from takar.planning.domain.checking import violations
from takar.planning.locked import locked_plan
from takar.planning.models import Batch, Plan
from takar.planning.naming import named
from takar.planning.refusals import PLAN_NOT_OPEN, UNKNOWN_PLAN
from takar.planning.rules import conduct_of
from takar.programmes.public import programme

_ODD = Refusal(
    "ASK_ODD",
    "Isian belum cocok: hari terakhir tidak boleh sebelum hari pertama, dan kursi cadangan harus kurang dari ukuran "
    "gelombang. Perbaiki, lalu susun lagi.",
    "The request does not fit: the last day must not be before the first, and the reserve must be smaller than a batch. "
    "Mend it, then plan again.",
)
_UNKNOWN_PHASE = Refusal(
    "PHASE_UNKNOWN",
    "Tahap ini tidak ditemukan. Buka daftar rencana, lalu pilih lagi.",
    "There is no such phase. Open the list of plans and choose again.",
)
_IN_USE = Refusal(
    "PLAN_IN_USE",
    "Rencana yang sedang dipakai sudah diumumkan atau sudah menjadi kegiatan, jadi tidak dapat diganti. Ubah rencana itu "
    "langsung, atau susun ulang sisanya.",
    "The adopted plan has been announced or turned into an assessment, so it cannot be replaced. Change that plan itself, "
    "or arrange its rest again.",
)


def ask_plan(
    programme_id: str, phase: int, ask: Ask, actor: str, *, clock: Clock = utc_now
) -> Plan | Refusal:
    """A plan that waits to be worked out. Refuses PHASE_UNKNOWN, ASK_ODD."""
    owner = programme(programme_id)
    if owner is None or phase not in {one.number for one in owner.phases}:
        return _UNKNOWN_PHASE
    if ask.last_day < ask.first_day or not 0 <= ask.reserve < ask.batch_size:
        return _ODD
    ensure_tools(programme_id, owner.method, actor, clock=clock)
    with transaction.atomic():
        number = Plan.objects.filter(programme=programme_id).aggregate(last=Max("number"))["last"] or 0
        plan = Plan.objects.create(
            programme=programme_id,
            phase=phase,
            number=number + 1,
            asked=ask.as_json(),
            made_by=actor,
            made_at=clock(),
        )
        record_change(actor, "plan.ask", f"plan:{plan.pk}", after=ask.as_json(), clock=clock)
    return plan


def discard_plan(plan: int, actor: str, *, reason: str = "", clock: Clock = utc_now) -> Plan | Refusal:
    """A proposal nobody wants; it stays as history. Refuses PLAN_UNKNOWN, PLAN_NOT_OPEN (an adopted one)."""
    with transaction.atomic():
        row = Plan.objects.select_for_update().filter(pk=plan).first()
        if row is None:
            return UNKNOWN_PLAN
        if row.status == Plan.Status.ADOPTED:
            return PLAN_NOT_OPEN
        row.status = Plan.Status.DISCARDED
        row.save(update_fields=["status"])
        record_change(actor, "plan.discard", f"plan:{plan}", reason=reason, clock=clock)
    return row


def adopt_plan(
    plan: int, actor: str, *, today: date, reason: str = "", clock: Clock = utc_now
) -> Plan | Refusal:
    """This is what happens from now on; the plan adopted before becomes history.

    Refuses PLAN_UNKNOWN, PLAN_NOT_OPEN, PLAN_IN_USE (the old one is announced), PLAN_BREAKS_RULES (a rule broken since).
    """
    with transaction.atomic():
        row = Plan.objects.select_for_update().filter(pk=plan).first()
        if row is None:
            return UNKNOWN_PLAN
        fault = PLAN_NOT_OPEN if row.status != Plan.Status.PROPOSED else _broken(row, today)
        fault = fault or _replace_old(row, actor, clock)
        if fault:
            return fault
        row.status, row.adopted_by, row.adopted_at = Plan.Status.ADOPTED, actor, clock()
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            return PLAN_NOT_OPEN
        record_change(
            actor, "plan.adopt", f"plan:{plan}", reason=reason, after={"number": row.number}, clock=clock
        )
    return row


def _broken(row: Plan, today: date) -> Refusal | None:
    conduct = conduct_of(row.programme)
    if isinstance(conduct, Refusal):
        return conduct
    problem = whole_plan(row, Ask.from_json(row.asked), conduct, today)
    if isinstance(problem, Refusal):
        return problem
    found = violations(problem, problem.batches)
    if not found:
        return None
    first = named(found[:1], row)[0]
    return rules_broken(first.id, first.en, len(found))


def rules_broken(indonesian: str, english: str, count: int) -> Refusal:
    """The first rule that is broken, and how many more."""
    return Refusal(
        "PLAN_BREAKS_RULES",
        f"{indonesian.rstrip('.')}. Ada {count} aturan yang dilanggar; pilih yang lain, atau ubah bagian itu.",
        f"{english.rstrip('.')}. Rules broken: {count}; choose something else, or change that part.",
        {"count": count},
    )


def _replace_old(row: Plan, actor: str, clock: Clock) -> Refusal | None:
    old = Plan.objects.filter(programme=row.programme, phase=row.phase, status=Plan.Status.ADOPTED).first()
    if old is None:
        return None
    locked_plan(old.pk)
    used = Q(status__in=[Batch.Status.ANNOUNCED, Batch.Status.DONE]) | ~Q(assessment="")
    if old.batches.filter(used).exists():
        return _IN_USE
    old.status = Plan.Status.DISCARDED
    old.save(update_fields=["status"])
    record_change(actor, "plan.discard", f"plan:{old.pk}", after={"instead": row.number}, clock=clock)
    return None
