"""What anyone may have without signing in: the verifiers, the key, the policy and the log itself."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from takar.assessments import public as assessments
from takar.assessments import wiring
from takar.assessments.public import AssessmentView
from takar.ledger import verifier
from takar.ledger.public import VERIFIER_PAGE, VERIFIER_PROGRAM, fsck
from takar.ledger.tiles import tile_path
from tests.assessments.world import ACTOR, clock_at, ready_world
from tests.ledger.stage import Stage

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """The office's log is that of a small event of 140 people."""
    made = Stage(tmp_path, 140)

    class Here:
        def __getattr__(self, name: str) -> Any:
            found = {"ledger": made.log.folder, "keys": tmp_path / "keys", "origin": made.log.key.origin}
            return found.get(name) or getattr(real, name)

    real = settings.TAKAR
    monkeypatch.setattr(settings, "TAKAR", Here())
    wiring._log.cache_clear()
    yield made
    wiring._log.cache_clear()


@pytest.fixture
def visitor() -> Client:
    return Client()


def test_the_page_shows_key_size_and_digests(visitor: Client, stage: Stage) -> None:
    text = visitor.get("/bukti/").content.decode()
    assert stage.log.key.fingerprint in text
    assert f"{stage.log.size} catatan" in text
    for path in (VERIFIER_PAGE, VERIFIER_PROGRAM):
        assert hashlib.sha256(path.read_bytes()).hexdigest() in text
    assert hashlib.sha256(stage.policy.encode()).hexdigest() in text


def test_the_page_is_there_before_any_log_is(visitor: Client, stage: Stage) -> None:
    (stage.log.folder / "checkpoint").unlink()
    answer = visitor.get("/bukti/")
    assert (answer.status_code, "Log masih kosong" in answer.content.decode()) == (200, True)
    assert visitor.get("/bukti/kebijakan-log.txt").status_code == 404


def test_a_log_that_may_not_be_used_is_said_so(visitor: Client, stage: Stage, tmp_path: Path) -> None:
    for key in (tmp_path / "keys").glob("log-*.key"):
        key.unlink()
    answer = visitor.get("/bukti/")
    assert (answer.status_code, "LEDGER_KEY_MISSING" in answer.content.decode()) == (200, True)


def test_both_verifiers_come_byte_for_byte(visitor: Client) -> None:
    page, program = visitor.get("/bukti/verifier.html"), visitor.get("/bukti/verifier.py")
    assert page.content == VERIFIER_PAGE.read_bytes()
    assert program.content == VERIFIER_PROGRAM.read_bytes()
    assert page["Content-Security-Policy"].startswith("default-src 'none'; script-src 'sha256-")
    assert "attachment" in program["Content-Disposition"]
    assert visitor.get("/bukti/verifier.txt").status_code == 404


def test_the_policy_makes_a_receipt_valid(visitor: Client, stage: Stage) -> None:
    policy = visitor.get("/bukti/kebijakan-log.txt").content.decode()
    assert verifier.verify(stage.receipt(stage.people[0]).text, policy).verdict == "SAH"


def test_the_whole_log_can_be_copied_by_its_paths(visitor: Client, stage: Stage, tmp_path: Path) -> None:
    size, copy = stage.log.size, tmp_path / "copy"
    paths = ["checkpoint", tile_path(0, 0), tile_path("entries", 0), tile_path(0, 1, size - 256)]
    for path in [*paths, tile_path("entries", 1, size - 256), tile_path(1, 0, 1)]:
        answer = visitor.get(f"/bukti/log/{path}")
        assert answer.status_code == 200, path
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(answer.content)
        assert answer["Access-Control-Allow-Origin"] == "*"
    assert fsck(copy, stage.log.key.vkey) == []
    receipt = stage.receipt(stage.people[3]).text
    assert verifier.verify(receipt, stage.policy, log=copy).verdict == "SAH"


def test_types_and_lifetimes_are_those_of_tlog_tiles(visitor: Client, stage: Stage) -> None:
    def told(path: str) -> tuple[str, bool]:
        answer = visitor.get(f"/bukti/log/{path}")
        return answer["Content-Type"], "immutable" in answer["Cache-Control"]

    assert told("checkpoint") == ("text/plain; charset=utf-8", False)
    assert told("tile/0/000") == ("application/octet-stream", True)
    assert told("tile/entries/000") == ("application/octet-stream", True)
    assert told(f"tile/0/001.p/{stage.log.size - 256}") == ("application/octet-stream", False)


@pytest.mark.parametrize(
    "path",
    [
        "", "tile", "tile/0", "tile/0/001.p", "tile/0/999", "tile/64/000", "tile/0/0000", "tile/0/000/", "../keys/office.key",
        "tile/../../keys/office.key", "%2e%2e/keys/office.key", "tile/0/..%2f..%2fcheckpoint", "/etc/passwd", "checkpoint%0a",
        "tile/0/000.p/0", "tile/0/000.p/1000", ".checkpoint.new", "tile/0/x001/000", "checkpoint/x",
    ],
)  # fmt: skip
def test_nothing_but_the_log_can_be_reached(visitor: Client, stage: Stage, path: str) -> None:
    assert visitor.get(f"/bukti/log/{path}").status_code == 404


def test_nothing_can_be_written(visitor: Client, stage: Stage) -> None:
    for address in ("/bukti/", "/bukti/log/checkpoint", "/bukti/verifier.py", "/bukti/kebijakan-log.txt"):
        assert visitor.post(address).status_code in (403, 405), address


def test_the_page_to_sign_in_leads_there(visitor: Client) -> None:
    assert 'href="/bukti/"' in visitor.get("/akun/masuk/").content.decode()


def test_an_opened_assessment_is_listed_with_its_place_in_the_log(
    visitor: Client, tmp_path: Path, settings: Any
) -> None:
    data = {"data": tmp_path, "exam_db": f"sqlite:///{tmp_path / 'exam.db'}", "origin": "log.uji/2026"}
    settings.TAKAR = replace(settings.TAKAR, **data)
    world = ready_world(2)
    assert "Belum ada kegiatan yang dibuka." in visitor.get("/bukti/").content.decode()
    opened = assessments.open_assessment(world.assessment.id, ACTOR, clock=clock_at())
    assert isinstance(opened, AssessmentView)
    text = visitor.get("/bukti/").content.decode()
    assert opened.title in text
    assert opened.organiser in text
    assert "1 catatan" in text
    assert "Belum ada kegiatan yang dibuka." not in text
    assert not [nip for nip in world.nips if nip in text]
