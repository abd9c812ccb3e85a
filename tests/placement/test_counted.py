"""One number for how sure a move is: page, Excel, reading outside and paper; of a closed file what was known at its closing."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from takar.accounts.public import User
from takar.kernel.refusals import Refusal
from takar.placement.actions.ask_more import ask_retests
from takar.placement.actions.close_decisions import close_decisions
from takar.placement.actions.decide_person import decide_person
from takar.placement.actions.finish_more import finish_more
from takar.placement.actions.freeze import freeze
from takar.placement.actions.hand_over import hand_over
from takar.placement.additions import told_of
from takar.placement.books import Book, result_of
from takar.placement.exporting import decided_moves
from takar.placement.pages.scenario_told import computed
from takar.placement.readers import READERS
from takar.placement.results import point_of
from takar.placement.workbooks.decisions import decisions_workbook
from takar.reports.placement.decrees import decrees
from takar.reports.report import Report
from tests.placement.world import AUDITOR, MAYOR, PLANNER, REASON, book, city, solved, users

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def closed() -> Book:
    """100 retests when solved; 100 that all have the moves before freezing, 200 that have none since, 400 after closing."""
    users()
    done = solved(city(officials=4, vacant=1, pool=0))
    at = max(done.state.points)
    add(done.id, 1, 100, kept=True)
    freeze(done.id, at, REASON, actor=PLANNER)
    hand_over(done.id, "Wali Kota Contoh", "800/12", actor=PLANNER)
    add(done.id, 2, 200, kept=False)
    for nip in book(done.id).state.moved():
        decide_person(done.id, nip, "accept", actor=MAYOR)
    close_decisions(done.id, actor=MAYOR)
    add(done.id, 3, 400, kept=True)
    return book(done.id)


def add(id: str, block: int, retests: int, *, kept: bool) -> None:
    at = max(book(id).state.points)
    body = {"retests": retests, "hits": [retests * kept] * at}
    assert finish_more(id, at, "retests", block, body, "x", actor=PLANNER)


def plan_of(done: Book, body: dict[str, Any] | None) -> dict[str, Any]:
    assert body is not None
    assert done.state.frozen is not None
    found = point_of(body, done.state.frozen.point)
    assert found is not None
    return found


def test_what_was_known_at_the_closing_is_the_number_everywhere(closed: Book) -> None:
    first, plan = plan_of(closed, result_of(closed.id)), plan_of(closed, told_of(closed))
    assert plan["counted"] == {"own": 100, "early": 100, "since": 200, "late": 400}
    assert plan["retests"] == 400
    shares = {
        step["nip"]: round((float(was["survival"]) * 100 + 100) / 400, 4)
        for step, was in zip(plan["steps"], first["steps"], strict=True)
    }
    assert {step["nip"]: float(step["survival"]) for step in plan["steps"]} == shares
    assert all(
        float(step["survival_frozen"]) == pytest.approx((float(was["survival"]) * 100 + 100) / 200)
        for step, was in zip(plan["steps"], first["steps"], strict=True)
    )
    read = READERS[0].rows("", 100, {})
    assert {row["nip"]: float(row["survival"]) for row in read} == shares
    assert all(
        row["retests"] == 400 and row["survival_low"] < row["survival"] < row["survival_high"] for row in read
    )
    body = told_of(closed)
    assert body is not None
    assert {row[1]: row[-4] for row in decided_moves(closed, body)} == shares
    file = CalamineWorkbook.from_filelike(BytesIO(decisions_workbook(closed, body, "x")))
    rows = file.get_sheet_by_index(0).to_python(skip_empty_area=False)[4:]
    assert {row[0]: row[4] for row in rows} == shares
    assert "400 lagi, yang tidak disertakan" in " ".join(computed(body, plan))


def test_the_paper_says_when_its_retests_were_added(closed: Book) -> None:
    made = decrees(closed.id, User.objects.get(username=AUDITOR), datetime(2026, 7, 1, tzinfo=UTC))
    assert isinstance(made, Report)
    said = " ".join("\n".join(page.extract_text() for page in PdfReader(BytesIO(made.body)).pages).split())
    assert (
        "400 penilaian ulang: 100 saat rencana dihitung, 100 ditambahkan sebelum rencana dibekukan, 200 ditambahkan sesudah"
        in said
    )
    assert "selesai dihitung 400 lagi, yang tidak disertakan" in said
    step = plan_of(closed, told_of(closed))["steps"][0]
    now, then = (
        f"{float(step[name]) * 100:.1f}%".replace(".", ",") for name in ("survival", "survival_frozen")
    )
    assert now in said
    assert f"dibekukan: {then}" in said


def test_a_closed_file_takes_no_more_retests_and_its_log_names_those_it_took(closed: Book) -> None:
    frozen, ended = closed.state.frozen, closed.state.closed
    assert frozen
    assert ended
    assert (frozen.blocks, ended.blocks) == (1, 2)
    refused = ask_retests(closed.id, frozen.point, actor=MAYOR)
    assert isinstance(refused, Refusal)
    assert refused.code == "PLACEMENT_CLOSED"
