"""More retests add up and never change the result; refusals of many are computed on request; a search that ends says so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from django.db import DatabaseError, connection, transaction

from takar.accounts.public import changes_of
from takar.jobs.public import Job, run_jobs_once
from takar.kernel.refusals import Refusal
from takar.placement.actions.ask_more import ask_refusal, ask_retests
from takar.placement.actions.ask_solve import ask_solve
from takar.placement.actions.finish_more import finish_more
from takar.placement.additions import told_of
from takar.placement.books import result_of
from takar.placement.domain.tables import FitTable
from takar.placement.effort import SMALL
from takar.placement.frozen import inputs_of
from takar.placement.measured import table_of
from takar.placement.models import ScenarioAddition
from takar.placement.solving.problem import Problem
from takar.placement.trying import Tried, point, refused, tried_from, try_refusal
from tests.placement.test_sureness import case_of
from tests.placement.world import PLANNER, book, city, made, solved

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def moving(id: str) -> dict[str, Any]:
    body = result_of(id)
    assert body is not None
    return next(one for one in reversed(body["front"]) if one["moves"])


def test_the_table_made_of_frozen_arrays_is_the_table_that_was() -> None:
    asked = replace(city(officials=6, vacant=1, pool=1), redraws=50)
    case = case_of(asked)
    kept = inputs_of(solved(asked).id)
    assert kept is not None
    table = table_of(*kept)
    assert isinstance(table, FitTable)
    for name in ("fit", "mean", "sd", "errors", "weight", "added"):
        np.testing.assert_allclose(getattr(table, name), getattr(case.table, name), err_msg=name)
    assert table.terms.grid == case.table.terms.grid
    np.testing.assert_allclose(table.terms.columns, case.table.terms.columns)
    old = {name: one for name, one in kept[1].items() if name != "levels"}
    assert table_of(kept[0], old) is None


def test_blocks_of_retests_add_up_and_the_result_stays() -> None:
    done = solved(city(officials=6, vacant=1, pool=0))
    plan, before = moving(done.id), result_of(done.id)
    own = plan["retests"]
    for block in (1, 2):
        assert isinstance(ask_retests(done.id, plan["moves"], actor=PLANNER), Job)
        assert isinstance(ask_retests(done.id, plan["moves"], actor=PLANNER), Refusal)  # it waits already
        assert run_jobs_once()
        assert Job.objects.first().state == "done", Job.objects.first().error  # type: ignore[union-attr]
        assert ScenarioAddition.objects.filter(scenario=done.id).count() == block
    told = told_of(book(done.id))
    assert told is not None
    now = next(one for one in told["front"] if one["moves"] == plan["moves"])
    assert now["retests"] == own + 2000
    blocks = [row.body["hits"] for row in ScenarioAddition.objects.all()]
    assert blocks[0] != blocks[1]  # other draws
    for at, (step, was) in enumerate(zip(now["steps"], plan["steps"], strict=True)):
        whole = round(float(was["survival"]) * own) + sum(block[at] for block in blocks)
        assert float(step["survival"]) == pytest.approx(whole / now["retests"], abs=1e-4)
        assert abs(float(step["survival"]) - float(was["survival"])) < 0.2
    assert result_of(done.id) == before
    assert any(one.action == "scenario.more" for one in changes_of(f"scenario:{done.id}"))


def test_the_same_block_is_kept_once_and_never_changed() -> None:
    done = solved(city(officials=4, vacant=1, pool=0))
    kept = {"retests": 1, "hits": [1]}
    assert finish_more(done.id, 1, "retests", 1, kept, "x", actor=PLANNER)
    assert not finish_more(done.id, 1, "retests", 1, {"retests": 2}, "x", actor=PLANNER)
    assert ScenarioAddition.objects.get().body == kept
    for sql in ("UPDATE placement_scenarioaddition SET point = 2", "DELETE FROM placement_scenarioaddition"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)


def test_what_cannot_be_computed_is_refused() -> None:
    done = solved(city(officials=4, vacant=1, pool=0))
    codes = []
    for asked in (
        ask_retests("tidak-ada", 1, actor=PLANNER),
        ask_retests(done.id, 99, actor=PLANNER),
        ask_retests(done.id, 0, actor=PLANNER),
        ask_refusal(done.id, moving(done.id)["moves"], "0" * 18, actor=PLANNER),
    ):
        assert isinstance(asked, Refusal)
        codes.append(asked.code)
    assert codes == [
        "SCENARIO_UNKNOWN",
        "SCENARIO_POINT_UNKNOWN",
        "SCENARIO_NO_MOVES",
        "PLACEMENT_PERSON_UNKNOWN",
    ]


def test_a_refusal_computed_in_the_background_is_what_the_page_shows() -> None:
    done = solved(city(officials=5, vacant=1, pool=0))
    plan = moving(done.id)
    nip = plan["steps"][0]["nip"]
    now = try_refusal(done.id, nip, plan["moves"])
    ask_refusal(done.id, plan["moves"], nip, actor=PLANNER)
    assert run_jobs_once()
    row = ScenarioAddition.objects.get(key=nip)
    kept = try_refusal(done.id, nip, plan["moves"])
    assert kept == tried_from(row.body)
    assert isinstance(now, Tried)
    assert kept is not None
    assert (kept.moves, kept.changes) == (now.moves, now.changes)
    assert Job.objects.first().result["next"].endswith(f"menolak/{nip}/?titik={plan['moves']}")  # type: ignore[union-attr]


def test_many_people_get_every_move_with_its_margin_and_what_undoes_it() -> None:
    done = solved(replace(city(officials=SMALL + 6, vacant=6, pool=0), redraws=40))
    body = result_of(done.id)
    assert body is not None
    assert body["effort"]["front"] == "prices"
    for plan in body["front"]:
        for step in plan["steps"]:
            assert step["without"] is not None
            assert step["flip"]["id"]
    suggested = next(one for one in body["front"] if one["suggested"])
    assert suggested["retests"] == 40
    nip = suggested["steps"][0]["nip"]
    tried = try_refusal(done.id, nip, suggested["moves"])
    assert tried is not None
    assert tried.feasible
    assert nip not in {who for who, _here, then in tried.changes if then != tried.stays}
    # One that the search of thousands finds as well, up to its rounding.
    at = point(done.id, suggested["moves"])
    assert at is not None
    slow = refused(replace(at, question=limited(at.question)), nip, limits=_limits())
    assert slow.after - slow.moves == pytest.approx(tried.after - tried.moves, abs=0.05)


def limited(question: Problem) -> Problem:
    """A limit that binds nobody, so that every answer is a search."""
    return question.with_rules(moves_most=question.people)


def _limits() -> Any:
    from takar.placement.solving.problem import Limits

    return Limits()


def test_a_search_that_finds_nothing_is_said_and_the_scenario_is_a_draft_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def endless(*told: Any, **more: Any) -> None:
        raise TimeoutError("no plan within the time allowed")

    monkeypatch.setattr("takar.placement.rotation.front", endless)
    id = made(city(officials=4, vacant=1, pool=0))
    job = ask_solve(id, actor=PLANNER)
    assert isinstance(job, Job)
    run_jobs_once()
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.error
    assert job.error["code"] == "SCENARIO_SEARCH_ENDED"
    assert book(id).state.phase == "draft"
    assert book(id).state.stopped == "SCENARIO_SEARCH_ENDED"
    monkeypatch.undo()
    ask_solve(id, actor=PLANNER)
    run_jobs_once()
    assert book(id).state.phase == "solved"


def test_a_fault_leaves_a_draft_that_can_be_solved_again(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*told: Any) -> None:
        raise RuntimeError("disk")

    monkeypatch.setattr("takar.placement.rotation.front", broken)
    id = made(city(officials=4, vacant=1, pool=0))
    ask_solve(id, actor=PLANNER)
    run_jobs_once()
    assert book(id).state.phase == "draft"
    failed = Job.objects.get()
    assert failed.error
    assert failed.error["code"] == "JOB_BROKEN"
