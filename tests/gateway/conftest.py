"""`played`: run an asynchronous story against a gateway in this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.gateway.world import Story, play


@pytest.fixture
def played(journal_url: str, tmp_path: Path) -> Callable[..., None]:
    return lambda story, started=True: play(story, journal_url, tmp_path, started)


__all__ = ["Story"]
