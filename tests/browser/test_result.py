"""From the click to the checked receipt, with nothing replaced: office, gateway, worker, verifier."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from django.db import connection
from playwright.sync_api import expect

from takar.assessments import public as assessments
from takar.delivery.public import open_journal, start_session
from takar.ledger import verifier
from takar.scoring.public import audit_scores, seal_ready
from tests.assessments import world
from tests.browser.desk import Desk
from tests.browser.gateway_process import GatewayProcess
from tests.browser.room import ACTOR, now_ms

pytestmark = [pytest.mark.browser, pytest.mark.database, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True)
class Opened:
    """A real opened assessment whose session runs now."""

    url: str
    assessment: str
    pin: str
    number: str


@pytest.fixture
def opened(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    # Playwright keeps an event loop on this thread; Django would take every query for an async one.
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    store = f"sqlite:///{tmp_path / 'exam.db'}"
    settings.TAKAR = replace(settings.TAKAR, data=tmp_path, exam_db=store, origin="log.uji/2026")
    session, assessment = _opened_assessment(datetime.now(UTC) - timedelta(minutes=5))
    journal = open_journal(store)
    start_session(journal, session.id, ACTOR, now_ms())
    gateway = GatewayProcess(store, settings.TAKAR.keys, tmp_path / "gateway.log")
    gateway.open()
    number = assessments.participants_in(assessment)[0].number
    yield Opened(gateway.url, assessment, session.pin, number)
    gateway.close()
    journal.close()


def _opened_assessment(moment: datetime) -> tuple[Any, str]:
    """By the office's own actions, as if it had been prepared five minutes ago."""
    clock = world.clock_at(moment)
    world.load_shipped_standards()
    nips = world.people(2)
    made = assessments.create_assessment(world.draft(world.sealed_form_id()), world.ACTOR, clock=clock)
    assert isinstance(made, assessments.AssessmentView)
    window = (moment + timedelta(minutes=1), moment + timedelta(hours=3))
    draft = assessments.SessionDraft("Sesi 1", "Ruang CAT 1", *window, 30)
    session = assessments.add_session(made.id, draft, world.ACTOR, clock=clock)
    assert isinstance(session, str)
    assessments.add_participants(made.id, nips, world.ACTOR, clock=clock)
    assessments.assign_sessions(made.id, world.ACTOR, clock=clock)
    done = assessments.open_assessment(made.id, world.ACTOR, clock=clock)
    assert isinstance(done, assessments.AssessmentView), done
    return assessments.sessions_of(made.id)[0], made.id


def test_the_score_on_the_screen_is_the_one_that_a_stranger_verifies(
    context: Any, opened: Opened, tmp_path: Path
) -> None:
    desk = Desk(context.new_page(), opened.url, opened.number, opened.pin).start()
    answer_section(desk, "d")
    desk.finish_section()
    answer_section(desk, "b")
    desk.submit()
    desk.see_heading("Jawaban Anda sudah diterima")
    seal_ready()
    desk.see_heading("Hasil Anda")
    expect(desk.page.locator(".summary")).to_contain_text("Kategori Anda: Optimal.")
    expect(desk.page.get_by_role("row", name=re.compile("Kerja Sama"))).to_contain_text("4,00")
    expect(desk.page.locator(".receipt .badge")).to_have_text("SAH")
    expect(desk.page.locator(".qr-image")).to_be_visible()
    receipt = downloaded(desk, tmp_path)
    command = desk.page.locator(".check code").inner_text()
    key = re.search(r'--key "([0-9a-f ]+)"', command)
    assert key
    good = verify(receipt, key[1])
    assert good.returncode == 0, good.stdout
    assert "SAH" in good.stdout
    changed = tmp_path / "changed.tlog-proof"
    changed.write_bytes(one_byte_changed(receipt.read_bytes()))
    bad = verify(changed, key[1])
    assert bad.returncode != 0
    assert findings(opened) == []
    raise_score_by_sql("95.00")
    [finding] = findings(opened)
    assert "Skor JPM di basis data kantor 95,00" in finding
    desk.no_complaints()


def answer_section(desk: Desk, key: str) -> None:
    """Every item of the open section."""
    for _ in range(desk.page.locator(".map-grid .cell").count()):
        desk.keys(key, "n")
    desk.see_nothing_unsent()


def downloaded(desk: Desk, folder: Path) -> Path:
    with desk.page.expect_download() as download:
        desk.press("Unduh tanda terima")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def verify(receipt: Path, key: str) -> subprocess.CompletedProcess[str]:
    """The verifier alone, as a stranger carries it: one file, no server, an empty home."""
    alone = {"HOME": str(receipt.parent), "PATH": os.environ["PATH"]}
    command = [sys.executable, "-I", str(verifier.__file__), str(receipt), "--key", key]
    return subprocess.run(command, capture_output=True, text=True, env=alone, check=False)


def one_byte_changed(receipt: bytes) -> bytes:
    at = receipt.index(b'"jpm"') + 8 if b'"jpm"' in receipt else len(receipt) // 2
    return receipt[:at] + bytes([receipt[at] ^ 1]) + receipt[at + 1 :]


def findings(opened: Opened) -> list[str]:
    done = audit_scores(opened.assessment, "auditor")
    return [one["id"] for one in done.findings]  # type: ignore[union-attr]


def raise_score_by_sql(jpm: str) -> None:
    """What somebody with the database's password would do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, body FROM scoring_outcome")
        [(row, body)] = cursor.fetchall()
        text = json.dumps(json.loads(body) | {"jpm": jpm})
        cursor.execute("UPDATE scoring_outcome SET body = %s WHERE id = %s", [text, row])
