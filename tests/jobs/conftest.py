"""Handlers that a test registers are gone after it; those of the contexts stay."""

from __future__ import annotations

import pytest

from takar.jobs import handlers


@pytest.fixture(autouse=True)
def own_handlers(monkeypatch: pytest.MonkeyPatch) -> None:
    # Modules register when they are imported, and only once: import them before the copy is made.
    handlers.handler_of("")
    monkeypatch.setattr(handlers, "_HANDLERS", dict(handlers._HANDLERS))
