"""`takar verify` and `takar check-log`."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from takar.office.cli import app
from tests.ledger.stage import Stage


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(tmp_path_factory.mktemp("stage"), 2)


@pytest.fixture
def takar(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> CliRunner:
    from takar.office.cli import commands  # noqa: F401

    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return CliRunner()


def test_verify_answers_by_its_exit_code(stage: Stage, takar: CliRunner, tmp_path: Path) -> None:
    receipt, policy = tmp_path / "r.tlog-proof", tmp_path / "policy"
    receipt.write_text(stage.receipt(stage.people[0]).text)
    policy.write_text(stage.policy)
    assert takar.invoke(app, ["verify", str(receipt)]).exit_code == 2
    done = takar.invoke(
        app, ["verify", str(receipt), "--policy", str(policy), "--log", str(stage.log.folder)]
    )
    assert (done.exit_code, "PUTUSAN: SAH" in done.output) == (0, True)
    assert (
        takar.invoke(
            app, ["verify", str(receipt), "--key", stage.log.key.fingerprint, "--lang", "en"]
        ).exit_code
        == 0
    )
    policy.write_text("nonsense")
    assert takar.invoke(app, ["verify", str(receipt), "--policy", str(policy)]).exit_code == 2


def test_check_log_finds_nothing_or_says_what(stage: Stage, takar: CliRunner) -> None:
    done = takar.invoke(app, ["check-log", str(stage.log.folder), "--vkey", stage.log.key.vkey])
    assert (done.exit_code, "0 temuan" in done.output) == (0, True)
    stage.log.append([b"{}"])
    done = takar.invoke(app, ["check-log", str(stage.log.folder)])
    assert (done.exit_code, "LEAF_FORM" in done.output) == (1, True)
