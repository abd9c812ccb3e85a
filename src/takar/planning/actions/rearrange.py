"""Solve the rest again around what is locked, with the fewest moves; shown first, made when accepted."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from takar.accounts.public import record_change
from takar.jobs.public import Progress
from takar.kernel.canonical import Json, digest
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes
from takar.kernel.refusals import Refusal
from takar.planning.actions.solve_plan import Watch, impossible_json, season_json
from takar.planning.actions.timetable_rows import book_single_turns, drop_single_turns
from takar.planning.actions.write_batches import with_rows, write_changed
from takar.planning.assembling import called
from takar.planning.changing import held, problem_now
from takar.planning.domain import problem as p
from takar.planning.domain.asking import Ask
from takar.planning.domain.changes import judged
from takar.planning.domain.checking import violations
from takar.planning.domain.packing import packed, unpacked
from takar.planning.domain.solution import Impossible, Stopped
from takar.planning.locked import locked_plan
from takar.planning.models import Place, Plan, Rearrangement
from takar.planning.naming import names_of
from takar.planning.refusals import PLAN_NOT_OPEN, REASON_MISSING, UNKNOWN_PLAN
from takar.planning.solving import replan

_OUTDATED = Refusal(
    "PLAN_CHANGED",
    "Rencana berubah sesudah susunan ini dihitung, jadi belum ada yang disimpan. Susun ulang sekali lagi.",
    "The plan changed after this was worked out, so nothing was saved. Arrange the rest once more.",
)


def ask_rearrangement(
    plan: int, actor: str, *, reason: str, clock: Clock = utc_now
) -> Rearrangement | Refusal:
    """A wish that waits to be worked out. Refuses PLAN_UNKNOWN, PLAN_NOT_OPEN, REASON_MISSING."""
    row = Plan.objects.filter(pk=plan).first()
    if row is None:
        return UNKNOWN_PLAN
    if row.status not in (Plan.Status.PROPOSED, Plan.Status.ADOPTED):
        return PLAN_NOT_OPEN
    if not reason.strip():
        return REASON_MISSING
    with transaction.atomic():
        wanted = Rearrangement.objects.create(
            plan=row, made_for="", reason=reason.strip()[:300], made_by=actor, made_at=clock()
        )
        record_change(actor, "plan.rearrange", f"plan:{plan}", reason=wanted.reason, clock=clock)
    return wanted


def solve_rearrangement(wanted: Rearrangement, progress: Progress, *, today: date) -> None:
    """Keeps the moves, or why there are none, with the wish. Running it again does nothing."""
    if wanted.status != Rearrangement.Status.SOLVING:
        return None
    problem = problem_now(wanted.plan, today)
    if isinstance(problem, Refusal):
        return _close(wanted, Rearrangement.Status.IMPOSSIBLE, {"refused": problem.as_json()["error"]})
    watch = Watch(progress)
    keep = frozenset(one.id for one in problem.batches if held([one.id], today))
    found = replan(problem, watch.limits(Ask.from_json(wanted.plan.asked).seconds), keep)
    watch.check()
    if isinstance(found, Stopped):
        return _close(
            wanted, Rearrangement.Status.IMPOSSIBLE, {"refused": found.as_refusal().as_json()["error"]}
        )
    if isinstance(found, Impossible):
        return _close(wanted, Rearrangement.Status.IMPOSSIBLE, {"impossible": impossible_json(found)})
    wanted.made_for, wanted.moves = mark(problem.batches), _moves(wanted.plan, problem.batches, found.batches)
    outcome = season_json(found) | {"batches": packed(found.batches)}
    return _close(wanted, Rearrangement.Status.PROPOSED, outcome)


def accept_rearrangement(
    wanted: int,
    actor: str,
    *,
    today: date,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> Rearrangement | Refusal:
    """Make the moves. Refuses PLAN_CHANGED when the plan is no longer the one they were made for, PLAN_NOT_OPEN."""
    with transaction.atomic():
        row = Rearrangement.objects.select_related("plan").filter(pk=wanted).first()
        if row is None or row.status != Rearrangement.Status.PROPOSED:
            return PLAN_NOT_OPEN
        problem = problem_now(locked_plan(row.plan_id), today)
        if isinstance(problem, Refusal):
            return problem
        after = unpacked(row.outcome["batches"])
        if (
            mark(problem.batches) != row.made_for
            or judged(problem, problem.batches, after, violations).broken
        ):
            return _OUTDATED
        before, after = with_rows(row.plan, problem.batches, after, random_bytes)
        plan = row.plan
        people = {one.nip: one for one in called(plan.programme, plan.phase, Ask.from_json(plan.asked))}
        write_changed(before, after, row.reason, clock, people)
        _turns(row.moves)
        row.status = Rearrangement.Status.ACCEPTED
        row.save(update_fields=["status"])
        moves: dict[str, Json] = {"moves": len(row.moves)}
        record_change(
            actor, "plan.rearranged", f"plan:{row.plan_id}", reason=row.reason, after=moves, clock=clock
        )
    return row


def discard_rearrangement(wanted: int, actor: str, *, clock: Clock = utc_now) -> bool:
    """Leave the plan as it is; False when it is not open any more."""
    with transaction.atomic():
        open_ = Rearrangement.objects.filter(pk=wanted, status=Rearrangement.Status.PROPOSED)
        if not open_.update(status=Rearrangement.Status.DISCARDED):
            return False
        record_change(actor, "plan.rearrangement_discard", f"rearrangement:{wanted}", clock=clock)
    return True


def mark(batches: Iterable[p.Batch]) -> str:
    """What a plan looked like: a digest of its batches, in their order of number."""
    return digest(packed(sorted(batches, key=lambda one: one.number)))


def _moves(plan: Plan, before: tuple[p.Batch, ...], after: tuple[p.Batch, ...]) -> list[dict[str, Json]]:
    """People first, then batches whose days change. Numbers are 0 for who had no place, or loses it."""
    was = {nip: one for one in before for nip in one.people}
    now = {nip: one for one in after for nip in one.people}
    nips = [nip for nip in {**was, **now} if _id(was.get(nip)) != _id(now.get(nip))]
    names = _names(plan, nips)
    people: list[dict[str, Json]] = [
        {
            "nip": nip, "name": names.get(nip, nip), "from": _id(was.get(nip)), "to": _id(now.get(nip)),
            "from_number": _number(was.get(nip)), "to_number": _number(now.get(nip)),
        }
        for nip in nips
    ]  # fmt: skip
    old = {one.id: one for one in before}
    days: list[dict[str, Json]] = [
        {
            "batch": one.id, "number": one.number,
            "from_day": old[one.id].first_day.isoformat(), "to_day": one.first_day.isoformat(),
        }
        for one in after
        if one.id in old and one.days != old[one.id].days
    ]  # fmt: skip
    return [*people, *days]


def _id(one: p.Batch | None) -> str:
    return one.id if one else ""


def _number(one: p.Batch | None) -> int:
    return one.number if one else 0


def _names(plan: Plan, nips: list[str]) -> dict[str, str]:
    known = {one.nip: one.name for one in called(plan.programme, plan.phase, Ask.from_json(plan.asked))}
    return known | names_of(set(nips), plan)


def _turns(moves: Iterable[dict[str, Any]]) -> None:
    for one in moves:
        if "nip" in one:
            drop_single_turns(one["from"], one["nip"])
            place = Place.objects.filter(batch=one["to"], nip=one["nip"], freed_at=None).first()
            if place:
                book_single_turns(place)


def _close(wanted: Rearrangement, status: Rearrangement.Status, outcome: dict[str, Json]) -> None:
    wanted.status, wanted.outcome = status, outcome
    wanted.save(update_fields=["status", "outcome", "moves", "made_for"])
