"""The console reads the exam store of its own test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from takar.delivery.public import Journal, open_journal


@pytest.fixture
def store(journal_url: str, settings: Any) -> Iterator[Journal]:
    settings.TAKAR = replace(settings.TAKAR, exam_db=journal_url)
    journal = open_journal(journal_url)
    yield journal
    journal.close()
