"""From asking to adopting: outcomes, refusals, cancelling, what replaces what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from takar.accounts.models import Change
from takar.jobs.public import Cancelled, run_jobs_once
from takar.kernel.refusals import Refusal
from takar.planning import public as planning
from takar.planning.actions.ask_plan import adopt_plan, ask_plan, discard_plan
from takar.planning.actions.change_duty import change_duty, weigh_duty
from takar.planning.actions.make_timetable import make_timetable
from takar.planning.actions.move_batch import move_batch
from takar.planning.actions.move_person import move_person, weigh_person
from takar.planning.actions.rearrange import (
    accept_rearrangement,
    ask_rearrangement,
    discard_rearrangement,
    solve_rearrangement,
)
from takar.planning.actions.set_calendar_day import set_calendar_day
from takar.planning.actions.set_lock import set_lock
from takar.planning.actions.solve_plan import solve_plan
from takar.planning.actions.swap_people import possible_swaps
from takar.planning.domain.asking import Ask
from takar.planning.domain.changes import Verdict
from takar.planning.jobs import start_rearranging, start_solving
from takar.planning.models import (
    Absence,
    Activity,
    Assessor,
    Batch,
    Duty,
    Pairing,
    Place,
    Plan,
    Rearrangement,
    Room,
    Tool,
)
from takar.programmes.models import Nominee, Programme
from tests.planning.world import (
    ACTOR,
    ASK,
    FIRST,
    SECOND,
    TODAY,
    assessors,
    clock_at,
    hand_plan,
    nips,
    nominees,
    people,
    places,
    programme,
    rooms,
    small_world,
    with_ask,
)

pytestmark = [pytest.mark.database, pytest.mark.django_db]
RATED = replace(ASK, assessors=3, raters=2, group_least=2, group_most=4, timetables=True)


def silent(done: int, total: int | None = None, note: str = "") -> None:
    """Nobody watches."""


def code(done: object) -> str:
    assert isinstance(done, Refusal), done
    return done.code


def asked(owner: Programme, ask: Ask) -> Plan:
    made = ask_plan(owner.pk, 1, ask, ACTOR, clock=clock_at())
    assert isinstance(made, Plan), made
    return made


def solved(owner: Programme, ask: Ask) -> Plan:
    made = asked(owner, ask)
    solve_plan(made, silent, clock=clock_at())
    return Plan.objects.get(pk=made.pk)


def world(method: str = "cact", count: int = 10) -> Programme:
    owner = programme(method)
    nominees(owner, people(count))
    rooms()
    return owner


def test_odd_requests_are_refused() -> None:
    owner = world()
    assert code(ask_plan("lain", 1, ASK, ACTOR)) == "PHASE_UNKNOWN"
    assert code(ask_plan(owner.pk, 9, ASK, ACTOR)) == "PHASE_UNKNOWN"
    assert code(ask_plan(owner.pk, 1, with_ask(last_day=date(2026, 1, 1)), ACTOR)) == "ASK_ODD"
    assert code(ask_plan(owner.pk, 1, with_ask(reserve=6), ACTOR)) == "ASK_ODD"
    assert not Plan.objects.exists()


def test_solving_twice_is_solving_once() -> None:
    plan = solved(world(), ASK)
    batches = set(plan.batches.values_list("pk", flat=True))
    assert solve_plan(plan, silent) is None
    assert set(plan.batches.values_list("pk", flat=True)) == batches
    assert plan.status == "proposed"
    assert plan.outcome["dates"]["seconds"]
    assert Change.objects.filter(action="plan.solve").count() == 1


def test_a_rated_plan_has_duties_groups_pairs_and_a_timetable_that_keeps_raters_apart() -> None:
    owner = world("sedang")
    staff = assessors(6)
    plan = solved(owner, RATED)
    assert plan.status == "proposed", plan.outcome
    assert plan.outcome["without_timetable"] == []
    assert plan.outcome["network"]["components"] >= 1
    for batch in plan.batches.all():
        assert batch.duties.count() == 3
        for place in places(batch):
            assert place.group > 0
            assert place.pairings.count() == 2
    rated = {(one.place.nip, one.assessor_id) for one in Pairing.objects.select_related("place")}
    turns = Activity.objects.filter(kind="interview").exclude(nip="")
    for assessor in staff:
        mine = sorted(
            (one.batch_id, one.day, one.starts, one.ends) for one in turns if (one.nip, assessor) in rated
        )
        for before, after in pairwise(mine):
            assert before[:2] != after[:2] or before[3] <= after[2]


def test_nobody_called_or_no_working_day_is_told_with_the_plan() -> None:
    owner = programme()
    plan = asked(owner, ASK)
    assert code(solve_plan(plan, silent)) == "NOBODY_CALLED"
    assert Plan.objects.get().outcome["refused"]["code"] == "NOBODY_CALLED"
    nominees(owner, people(2))
    saturday = date(2026, 2, 7)
    other = asked(owner, with_ask(first_day=saturday, last_day=saturday))
    assert code(solve_plan(other, silent)) == "PLAN_NO_DAYS"
    Nominee.objects.update(status="invited")
    third = asked(owner, with_ask(only_confirmed=True))
    assert code(solve_plan(third, silent)) == "NOBODY_CALLED"


def test_what_is_impossible_is_an_outcome_with_ways_out() -> None:
    plan = solved(world(), with_ask(last_day=date(2026, 2, 4), halls=1))
    assert plan.status == "impossible"
    assert plan.outcome["impossible"]["missing"] == 5
    assert {one["rule"] for one in plan.outcome["impossible"]["reliefs"]} >= {"halls", "last_day"}
    assert not plan.batches.exists()


def test_a_cancelled_job_leaves_no_half_plan() -> None:
    plan = asked(world(), ASK)

    def cancelled(done: int, total: int | None = None, note: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        solve_plan(plan, cancelled)
    job = start_solving(plan, actor=ACTOR)
    type(job).objects.filter(pk=job.pk).update(cancel_wanted=True)
    run_jobs_once()
    plan.refresh_from_db()
    assert plan.status in ("discarded", "solving", "proposed")


def test_adopting_replaces_the_old_plan_until_it_is_in_use() -> None:
    owner = world()
    first, second = solved(owner, ASK), solved(owner, ASK)
    assert isinstance(adopt_plan(first.pk, ACTOR, today=TODAY), Plan)
    assert code(adopt_plan(first.pk, ACTOR, today=TODAY)) == "PLAN_NOT_OPEN"
    assert code(adopt_plan(0, ACTOR, today=TODAY)) == "PLAN_UNKNOWN"
    assert isinstance(adopt_plan(second.pk, ACTOR, today=TODAY), Plan)
    first.refresh_from_db()
    assert first.status == "discarded"
    assert len(planning.batches_of(owner.pk)) == second.batches.count()
    batch = second.batches.all()[0]
    planning.announce_batch(batch.pk, ACTOR)
    third = solved(owner, ASK)
    assert code(adopt_plan(third.pk, ACTOR, today=TODAY)) == "PLAN_IN_USE"
    assert code(discard_plan(second.pk, ACTOR)) == "PLAN_NOT_OPEN"
    assert code(discard_plan(0, ACTOR)) == "PLAN_UNKNOWN"
    assert isinstance(discard_plan(third.pk, ACTOR, reason="tidak perlu"), Plan)


def test_a_proposal_that_breaks_a_rule_by_now_is_not_adopted() -> None:
    plan = solved(world(), ASK)
    place = Place.objects.filter(batch__plan=plan).first()
    assert place is not None
    Absence.objects.create(nip=place.nip, first_day=ASK.first_day, last_day=ASK.last_day, reason="sakit")
    done = adopt_plan(plan.pk, ACTOR, today=TODAY)
    assert isinstance(done, Refusal)
    assert done.code == "PLAN_BREAKS_RULES"
    assert place.name in done.id
    Programme.objects.update(conduct_version="tidak-ada")
    assert code(adopt_plan(plan.pk, ACTOR, today=TODAY)) == "CONDUCT_UNKNOWN"
    Programme.objects.all().delete()
    assert code(adopt_plan(plan.pk, ACTOR, today=TODAY)) == "PROGRAMME_UNKNOWN"


def test_halls_and_assessors_of_other_adopted_plans_are_taken() -> None:
    owner = world(count=5)
    staff = assessors(2)
    plan, (batch,) = hand_plan(owner, (FIRST, 5), ask=with_ask(assessors=2, raters=1))
    for one in staff:
        Duty.objects.create(batch=batch, assessor_id=one)
    other = programme_two()
    found = solved(other, with_ask(last_day=FIRST[2], halls=1))
    assert found.status == "impossible"
    free = solved(other, with_ask(halls=1))
    assert {one.days.all()[0].day for one in free.batches.all()}.isdisjoint(FIRST)
    rated = solved(other, with_ask(last_day=FIRST[2], halls=2, assessors=2, raters=1))
    assert rated.status == "impossible"
    assert plan.status == "adopted"


def programme_two() -> Programme:
    owner = programme(id="program-dua", title="Program dua")
    nominees(owner, people(4))
    return owner


def test_a_plan_without_a_home_cannot_be_changed() -> None:
    plan, (first, second) = small_world()
    one = places(first)[0]
    Plan.objects.filter(pk=plan.pk).update(status="discarded")
    assert code(weigh_person(one.pk, second.pk, today=TODAY)) == "PLAN_NOT_OPEN"
    assert code(move_person(one.pk, second.pk, actor=ACTOR, reason="x", today=TODAY)) == "PLAN_NOT_OPEN"
    assert possible_swaps(one.pk, second.pk, today=TODAY) == ()
    assert code(ask_rearrangement(plan.pk, ACTOR, reason="x")) == "PLAN_NOT_OPEN"
    assert code(ask_rearrangement(0, ACTOR, reason="x")) == "PLAN_UNKNOWN"
    Plan.objects.filter(pk=plan.pk).update(status="adopted")
    Programme.objects.update(conduct_version="tidak-ada")
    assert code(weigh_person(one.pk, second.pk, today=TODAY)) == "CONDUCT_UNKNOWN"
    assert code(make_timetable(first.pk, ACTOR)) == "CONDUCT_UNKNOWN"
    assert code(planning.propose_repair(one.nip, first.pk, FIRST[0])) == "CONDUCT_UNKNOWN"


def test_duties_that_cannot_be_are_refused() -> None:
    _plan, (first, _second) = small_world()
    one, two = assessors(2)
    duty = Duty.objects.create(batch=first, assessor_id=one)
    for leaves, comes in ((0, 0), (two, 0), (0, one), (0, 99)):
        assert code(weigh_duty(first.pk, leaves, comes, today=TODAY)) == "ASSESSOR_UNKNOWN"
    assert code(weigh_duty("lain", one, two, today=TODAY)) == "BATCH_UNKNOWN"
    assert code(change_duty("lain", one, two, actor=ACTOR, reason="x", today=TODAY)) == "BATCH_UNKNOWN"
    assert set_lock("duty", duty.pk, True, ACTOR) is True
    assert code(weigh_duty(first.pk, one, two, today=TODAY)) == "PART_LOCKED"
    Batch.objects.filter(pk=first.pk).update(status="done")
    assert code(weigh_duty(first.pk, one, two, today=TODAY)) == "BATCH_HELD"


def test_moving_a_batch_makes_its_timetable_anew() -> None:
    _plan, (first, _second) = small_world()
    assert not isinstance(make_timetable(first.pk, ACTOR), Refusal)
    done = move_batch(first.pk, date(2026, 2, 25), actor=ACTOR, reason="aula", today=TODAY)
    assert isinstance(done, Verdict)
    assert first.activities.count() == 1
    assert code(move_batch("lain", FIRST[0], actor=ACTOR, reason="x", today=TODAY)) == "BATCH_UNKNOWN"


def test_a_timetable_that_cannot_be_is_told() -> None:
    _plan, (first, _second) = small_world()
    Room.objects.all().delete()
    done = make_timetable(first.pk, ACTOR)
    assert isinstance(done, Refusal)
    assert done.id


def test_a_newcomer_without_a_turn_left_keeps_his_place() -> None:
    _plan, (first, second) = small_world()
    Tool.objects.filter(programme=second.programme).delete()
    Tool.objects.create(
        programme=second.programme, code="w", title="W", kind="interview", minutes=390, together="one"
    )
    Activity.objects.create(
        batch=second,
        day=1,
        tool="w",
        title="W",
        kind="interview",
        starts="07:30",
        ends="15:00",
        nip=nips(second)[0],
    )
    done = move_person(places(first)[0].pk, second.pk, actor=ACTOR, reason="x", today=TODAY)
    assert isinstance(done, Verdict)
    assert Activity.objects.filter(batch=second).count() == 1


def rearranged(plan: Plan, reason: str = "alasan") -> Rearrangement:
    wanted = ask_rearrangement(plan.pk, ACTOR, reason=reason)
    assert isinstance(wanted, Rearrangement), wanted
    solve_rearrangement(wanted, silent, today=TODAY)
    solve_rearrangement(wanted, silent, today=TODAY)
    wanted.refresh_from_db()
    return wanted


def test_a_holiday_set_later_moves_the_batch_and_an_extra_batch_seats_newcomers() -> None:
    plan, (first, second) = small_world((FIRST, 5), (SECOND, 4), count=16)
    assert code(ask_rearrangement(plan.pk, ACTOR, reason="")) == "REASON_MISSING"
    set_calendar_day(SECOND[1], "holiday", "Hari jadi", ACTOR)
    wanted = rearranged(plan)
    assert wanted.status == "proposed", wanted.outcome
    done = accept_rearrangement(wanted.pk, ACTOR, today=TODAY)
    assert isinstance(done, Rearrangement), done
    seated = Place.objects.filter(batch__plan=plan, freed_at=None)
    assert seated.count() == 16
    held = planning.batches_of(plan.programme)
    assert SECOND[1] not in {day.day for batch in held for day in batch.days}
    assert planning.batch(second.pk).status == "cancelled"  # type: ignore[union-attr]
    assert planning.batches_on(SECOND[1]) == ()
    assert code(accept_rearrangement(wanted.pk, ACTOR, today=TODAY)) == "PLAN_NOT_OPEN"
    assert discard_rearrangement(wanted.pk, ACTOR) is False
    assert {first.plan_id, second.plan_id} == {plan.pk}


def test_a_rearrangement_that_cannot_be_is_told() -> None:
    plan, (first, _second) = small_world((FIRST, 5), (SECOND, 4), ask=with_ask(halls=1, last_day=SECOND[2]))
    Absence.objects.create(nip=nips(first)[0], first_day=ASK.first_day, last_day=ASK.last_day, reason="sakit")
    wanted = rearranged(plan)
    assert wanted.status == "impossible"
    assert wanted.outcome["impossible"]["id"]
    Programme.objects.update(conduct_version="tidak-ada")
    assert rearranged(plan).outcome["refused"]["code"] == "CONDUCT_UNKNOWN"


def test_a_cancelled_rearrangement_is_discarded() -> None:
    plan, _batches = small_world()
    wanted = ask_rearrangement(plan.pk, ACTOR, reason="x")
    assert isinstance(wanted, Rearrangement)
    job = start_rearranging(wanted, actor=ACTOR)
    type(job).objects.filter(pk=job.pk).update(cancel_wanted=True)
    run_jobs_once()
    wanted.refresh_from_db()
    assert wanted.status in ("discarded", "solving")
    assert Assessor.objects.count() == 0
