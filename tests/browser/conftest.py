"""Chromium for the browser tests, or one sentence that says how to get it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from tests.browser.room import Room, Site

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A name that is not localhost: plain HTTP to it is no secure context, as from another machine in the room.
    "--host-resolver-rules=MAP ujian.contoh 127.0.0.1",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Playwright's browser type and the path of the distribution's Chromium."""
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("Chromium not found. To run the browser tests: sudo apt-get install chromium")
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; Django would refuse its database beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        yield Chromium(playwright.chromium, program)


class Chromium:
    """The distribution's Chromium under Playwright."""

    def __init__(self, kind: Any, program: str) -> None:
        self.kind, self.program = kind, program

    def launch(self) -> Any:
        return self.kind.launch(executable_path=self.program, args=ARGUMENTS)

    def profile(self, folder: Path) -> Any:
        """A browser whose storage outlives it."""
        return self.kind.launch_persistent_context(str(folder), executable_path=self.program, args=ARGUMENTS)


@pytest.fixture(scope="session")
def browser(chromium: Chromium) -> Iterator[Any]:
    opened = chromium.launch()
    yield opened
    opened.close()


@pytest.fixture
def context(browser: Any) -> Iterator[Any]:
    """A fresh browser profile: no cookie, no storage."""
    opened = browser.new_context(viewport={"width": 1366, "height": 768}, locale="id-ID")
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The exam store and gateway that all tests share; each test has a session of its own."""
    made = Site(tmp_path_factory.mktemp("site"))
    yield made
    made.close()


@pytest.fixture(scope="session")
def rooms(site: Site) -> Callable[..., Room]:
    """Makes exam rooms."""
    return partial(Room, site)
