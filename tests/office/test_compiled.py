"""Where compiled solvers are kept, and when the worker makes them."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from takar.office.processes import compiled


def test_code_is_kept_in_the_data_folder_only_where_the_program_cannot_be_written(tmp_path: Path) -> None:
    environ: dict[str, str] = {}
    compiled.keep_compiled(tmp_path, tmp_path, environ)
    assert environ == {}
    compiled.keep_compiled(tmp_path, tmp_path / "not-there", environ)
    assert environ == {"NUMBA_CACHE_DIR": str(tmp_path / "cache" / "numba")}
    compiled.keep_compiled(Path("/elsewhere"), tmp_path / "not-there", environ)
    assert environ == {"NUMBA_CACHE_DIR": str(tmp_path / "cache" / "numba")}


def test_it_is_made_once_for_each_version_of_the_program(tmp_path: Path) -> None:
    data, package = tmp_path / "data", tmp_path / "program"
    package.mkdir()
    (package / "a.py").write_text("")
    assert not compiled.fresh(data, package)
    compiled.note_compiled(data, package)
    assert compiled.fresh(data, package)
    os.utime(package / "a.py", ns=(1, 10**19))
    assert not compiled.fresh(data, package)


def test_a_worker_that_ends_early_or_has_it_already_starts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*told: object, **more: object) -> None:
        raise AssertionError("started")

    monkeypatch.setattr("subprocess.Popen", never)
    stop = threading.Event()
    stop.set()
    compiled.compile_when_calm(stop, tmp_path, tmp_path)
    compiled.note_compiled(tmp_path, tmp_path)
    compiled.compile_when_calm(threading.Event(), tmp_path, tmp_path, calm=0)


def test_a_worker_that_ends_ends_the_compiling_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stop, sleeper = threading.Event(), tmp_path / "sleeper"
    sleeper.write_text("#!/bin/sh\nexec sleep 60\n")
    sleeper.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(sleeper))
    waiting = threading.Thread(target=compiled.compile_when_calm, args=(stop, tmp_path, tmp_path, 0))
    waiting.start()
    waiting.join(0.3)
    assert waiting.is_alive()
    stop.set()
    waiting.join(5)
    assert not waiting.is_alive()
