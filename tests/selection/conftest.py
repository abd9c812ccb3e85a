"""Each test has a data folder of its own: log, keys, files; passphrases are stretched less than in earnest."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings: Any) -> Path:
    settings.TAKAR = replace(
        settings.TAKAR, data=tmp_path, exam_db=f"sqlite:///{tmp_path / 'exam.db'}", origin="log.uji/2026"
    )
    return tmp_path


@pytest.fixture(autouse=True)
def quick_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("takar.accounts.actions.signing._MEMORY_KIB", 8)
