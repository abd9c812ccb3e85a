"""A scenario from draft to the closed file, on real registers, with the real solver and log."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from takar.accounts.models import Change
from takar.assessments.public import evidence_log
from takar.jobs.public import Job, cancel_job, run_jobs_once
from takar.kernel.canonical import canonical, digest
from takar.kernel.refusals import Refusal
from takar.office.processes.owed import write_owed
from takar.placement.actions.ask_solve import ask_solve
from takar.placement.actions.close_decisions import close_decisions
from takar.placement.actions.copy_scenario import copy_scenario
from takar.placement.actions.decide_person import decide_person
from takar.placement.actions.freeze import freeze
from takar.placement.actions.hand_over import hand_over
from takar.placement.actions.log_leaves import log_all, log_leaves, record_of
from takar.placement.books import Book, result_of
from takar.placement.case import problem_from
from takar.placement.frozen import digest_of, inputs_of
from takar.placement.models import Scenario, ScenarioEvent, ScenarioLeaf, ScenarioReading, ScenarioResult
from takar.placement.solving.exact import solve
from takar.placement.solving.problem import Plan
from takar.placement.trying import try_refusal
from tests.append_only import triggers_off
from tests.placement.world import MAYOR, PLANNER, REASON, book, city, handed_over, made, solved

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def test_a_solved_scenario_keeps_all_it_was_computed_from() -> None:
    done = solved(city())
    assert done.state.phase == "solved"
    row, kept = ScenarioResult.objects.get(scenario=done.id), inputs_of(done.id)
    assert kept is not None
    inputs, arrays = kept
    assert digest_of(inputs, arrays) == row.inputs_digest
    assert digest(row.body) == row.digest == done.state.digest
    assert canonical(row.body)
    again = solve(problem_from(inputs, arrays))
    assert isinstance(again, Plan)
    assert len(again.moves) in done.state.points
    assert row.body["front"][-1]["gain"] is not None
    assert all(0 <= float(step["survival"]) <= 1 for step in row.body["front"][-1]["steps"])


def test_the_same_question_gives_the_same_answer() -> None:
    asked = city()
    first, second = solved(asked, "Satu"), solved(asked, "Dua")
    rows = ScenarioResult.objects.in_bulk([first.id, second.id], field_name="scenario_id")
    assert rows[first.id].digest == rows[second.id].digest
    assert rows[first.id].inputs_digest == rows[second.id].inputs_digest


def test_to_the_closed_file_and_into_the_log_without_a_name() -> None:
    before = handed_over(city())
    moved = before.state.moved()
    assert moved
    kept = moved[0]
    for nip in moved:
        assert not isinstance(decide_person(before.id, nip, "accept", actor=MAYOR), Refusal)
    for nip in moved:
        decide_person(before.id, nip, "keep", reason="masih dibutuhkan di tempatnya sekarang", actor=MAYOR)
    assert not isinstance(close_decisions(before.id, actor=MAYOR), Refusal)
    after = book(before.id)
    assert after.state.phase == "closed"
    assert after.state.final() == dict(after.state.frozen.current)  # type: ignore[union-attr]
    leaves = {row.key: row for row in ScenarioLeaf.objects.filter(scenario=before.id)}
    assert set(leaves) == {"plan", "decisions"}
    log = evidence_log()
    for key, row in leaves.items():
        text = log.leaf(row.index)
        assert text == row.leaf.encode()
        assert digest(record_of(after, key, row.salt)).encode() in text
        assert kept.encode() not in text
        assert b"Pejabat" not in text
    size = log.checkpoint().size
    log_all()
    assert log.checkpoint().size == size


def test_a_note_whose_leaf_never_came_is_written_again() -> None:
    done = handed_over(city(officials=3))
    row = ScenarioLeaf.objects.get(scenario=done.id)
    other = handed_over_again(done.id, row)
    assert evidence_log().leaf(other.index) == other.leaf.encode()
    assert other.logged


def test_the_worker_writes_what_is_owed_and_one_broken_keeps_no_other_waiting(
    caplog: pytest.LogCaptureFixture,
) -> None:
    first, second = handed_over(city(officials=3)), handed_over_second("Kedua")
    for one in (first, second):
        forget_leaf(one.id)
    break_result(first.id)
    size = evidence_log().checkpoint().size
    assert write_owed() == (f"scenario:{first.id}",)
    assert evidence_log().checkpoint().size == size + 1
    assert ScenarioLeaf.objects.get(scenario=second.id).logged
    assert f"scenario {first.id} owes the log" in caplog.text
    mend_result(first.id)
    assert write_owed() == ()
    assert evidence_log().checkpoint().size == size + 2


def handed_over_second(title: str) -> Book:
    asked = book(Scenario.objects.get().pk).terms
    done = solved(asked, title)
    freeze(done.id, max(done.state.points), REASON, actor=PLANNER)
    hand_over(done.id, "Wali Kota Contoh", "800/13", actor=PLANNER)
    return book(done.id)


def forget_leaf(scenario: str) -> None:
    """As when the log could not be reached while the plan was handed over."""
    with triggers_off(connection):
        ScenarioLeaf.objects.filter(scenario=scenario).delete()


def break_result(scenario: str) -> None:
    with triggers_off(connection):
        ScenarioResult.objects.filter(scenario=scenario).update(inputs_digest="?")


def mend_result(scenario: str) -> None:
    with triggers_off(connection):
        ScenarioResult.objects.filter(scenario=scenario).update(inputs_digest="0" * 64)


def handed_over_again(scenario: str, row: ScenarioLeaf) -> ScenarioLeaf:
    """As after a crash: noted for a place that something else took."""
    with triggers_off(connection):
        ScenarioLeaf.objects.filter(pk=row.pk).update(logged=False, index=row.index + 5)
    log_leaves(scenario)
    return ScenarioLeaf.objects.get(pk=row.pk)


def test_what_happened_can_neither_change_nor_vanish() -> None:
    done = handed_over(city(officials=3))
    ScenarioReading.objects.create(scenario=done.row, reader=MAYOR, what="x", code="y", at=done.row.made_at)
    for rows in (ScenarioEvent, ScenarioResult, ScenarioReading, ScenarioLeaf):
        found = rows.objects.filter(scenario=done.id)
        with pytest.raises(IntegrityError), transaction.atomic():
            found.update(scenario=done.id)
        with pytest.raises(IntegrityError), transaction.atomic():
            found.delete()


def test_infeasible_names_the_rules_that_stand_in_the_way() -> None:
    asked = city(officials=4)
    asked = replace(
        asked, locked=((first_nip(), "JPT-01"),), switches={**asked.switches, "ban": True},
        bans=(ban(),),
    )  # fmt: skip
    done = solved(asked)
    assert done.state.phase == "infeasible"
    body = result_of(done.id)
    assert body is not None
    assert {"locked", "ban"} <= {way["rule"] for way in body["infeasible"]}
    refusal = freeze(done.id, 0, REASON, actor=PLANNER)
    assert isinstance(refusal, Refusal)


def first_nip() -> str:
    from takar.positions.models import PositionRecord

    return PositionRecord.objects.get(code="JPT-00").holder


def ban() -> object:
    from datetime import date

    from takar.placement.domain.scenario.terms import Ban

    return Ban(date(2026, 6, 1), date(2026, 12, 31), "pemilihan kepala daerah")


def test_data_holes_are_named_and_move_nobody() -> None:
    from takar.careers.models import ProfileRecord
    from takar.positions.models import LEVELS, PositionRecord

    asked = city()
    lost = first_nip()
    ProfileRecord.objects.filter(nip=lost).delete()
    PositionRecord.objects.filter(code="JPT-02").update(
        **dict.fromkeys(LEVELS), standard_code="tidak-ada", job_class="pelaksana"
    )
    done = solved(replace(asked, pool=(*asked.pool, "199001012015011999"), posts=(*asked.posts, "HILANG")))
    body = result_of(done.id)
    assert body is not None
    found = {(one["key"], one["why"]) for one in body["holes"]}
    assert (lost, "no_profile") in found
    assert ("199001012015011999", "unknown_person") in found
    assert ("HILANG", "unknown_post") in found
    assert all(lost not in plan["assign"] for plan in body["front"])


def test_cancelled_before_it_began_is_a_draft_again() -> None:
    from takar.placement.actions.finish_solve import stop_solve

    id = made(city(officials=3))
    job = ask_solve(id, actor=PLANNER)
    assert isinstance(job, Job)
    cancel_job(job.pk)
    stop_solve(id, "CANCELLED", actor=PLANNER)
    assert book(id).state.phase == "draft"
    assert isinstance(stop_solve(id, "CANCELLED", actor=PLANNER), Refusal)


def test_cancelled_while_running_is_a_draft_again() -> None:
    from takar.jobs.public import Cancelled
    from takar.placement.jobs import solve_scenario

    id = made(city(officials=3))
    ask_solve(id, actor=PLANNER)

    def stop(done: int, total: int | None = None, note: str = "") -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        solve_scenario({"scenario": id}, stop)
    assert book(id).state.phase == "draft"


def test_without_its_rules_the_job_says_so() -> None:
    id = made(replace(city(officials=3), ruleset=("tidak-ada", "1")))
    ask_solve(id, actor=PLANNER)
    run_jobs_once()
    assert book(id).state.stopped == "SCENARIO_RULES_UNKNOWN"


def test_a_copy_changes_one_switch_and_leaves_the_original() -> None:
    done = solved(city())
    copied = copy_scenario(
        done.id, "Salinan", actor=PLANNER, change=lambda terms: terms.switched("no_worse", True)
    )
    assert not isinstance(copied, Refusal)
    assert book(copied.scenario).terms.switches["no_worse"]
    assert not book(done.id).terms.switches["no_worse"]
    assert book(copied.scenario).row.copied_from_id == done.id


def test_when_one_refuses_the_rest_is_planned_again() -> None:
    done = solved(city())
    body = result_of(done.id)
    assert body is not None
    best = body["front"][-1]
    nip = next(iter(best["assign"]))
    tried = try_refusal(done.id, nip, best["moves"])
    assert tried is not None
    assert tried.feasible
    assert tried.after <= float(best["gain"]) + 1e-6
    assert nip in {one for one, _before, _after in tried.changes}
    assert try_refusal(done.id, "0" * 18, None) is None


def test_every_step_leaves_its_line_in_the_trail() -> None:
    done = handed_over(city(officials=3))
    lines = list(Change.objects.filter(subject=f"scenario:{done.id}").values_list("action", flat=True))
    assert set(lines) == {
        "scenario.make", "scenario.solve", "scenario.solved", "scenario.freeze", "scenario.hand_over",
    }  # fmt: skip
