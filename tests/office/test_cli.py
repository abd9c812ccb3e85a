"""The command line as an administrator meets it: in a process and a data folder of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest


def takar(data: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    known = {k: v for k, v in os.environ.items() if not k.startswith("TAKAR_")}
    return subprocess.run(
        (sys.executable, "-m", "takar", *arguments),
        env={**known, "TAKAR_DATA": str(data)},
        input=typed,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("takar") / "var"
    first = takar(folder, "setup")
    assert first.returncode == 0, first.stderr
    return folder


def test_setup_makes_everything_and_may_be_repeated(data: Path) -> None:
    assert {"office.db", "exam.db", "keys", "static"} <= {path.name for path in data.iterdir()}
    assert (data / "static" / "office" / "office.css.gz").exists()
    assert data.stat().st_mode & 0o077 == 0
    keys = {path.name: path.read_bytes() for path in (data / "keys").iterdir() if path.is_file()}
    again = takar(data, "setup")
    assert again.returncode == 0
    assert "standar: 0" in again.stdout
    assert "bank soal: 0" in again.stdout
    assert keys == {path.name: path.read_bytes() for path in (data / "keys").iterdir() if path.is_file()}


def test_a_user_is_made_with_a_password_that_is_not_an_argument(data: Path) -> None:
    made = takar(data, "create-user", "ratna", "--role", "proctor", typed="sungai-tenang-42\n")
    assert made.returncode == 0, made.stderr
    assert "sungai-tenang-42" not in made.stdout


@pytest.mark.parametrize(
    ("arguments", "typed", "sentence"),
    [
        (["x", "--role", "proctor", "--role", "reader"], "sungai-tenang-42\n", "tidak boleh dirangkap"),
        (["x", "--role", "raja"], "sungai-tenang-42\n", "tidak dikenal"),
        (["x", "--role", "proctor"], "123\n", "10"),
    ],
)
def test_what_may_not_be_made_ends_with_a_sentence(
    data: Path, arguments: list[str], typed: str, sentence: str
) -> None:
    refused = takar(data, "create-user", *arguments, typed=typed)
    assert refused.returncode == 1
    assert sentence in refused.stderr
    assert "Traceback" not in refused.stderr


def test_every_command_explains_itself(data: Path) -> None:
    listed = takar(data, "--help").stdout
    for name in ("setup", "create-user", "serve", "gateway", "office", "worker", "verify", "demo"):
        assert name in listed
