"""Each test has a data folder of its own: log and keys."""

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
