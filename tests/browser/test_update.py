"""A new version of the client on the server, while somebody sits: whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from playwright.sync_api import expect

from takar.gateway.static import CLIENT
from tests.browser.desk import Desk
from tests.browser.room import Room, Site

pytestmark = [pytest.mark.browser, pytest.mark.database]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A room whose gateway sends a copy of the client that the test may change."""
    site = Site(tmp_path, shutil.copytree(CLIENT, tmp_path / "client"))
    yield Room(site)
    site.close()


@pytest.fixture
def client(tmp_path: Path) -> Path:
    return tmp_path / "client"


def publish_new_version(client: Path) -> None:
    """Two files that belong together: a page with only one of them would not start."""
    lamp, words = client / "parts/lamp.js", client / "parts/words.js"
    text = lamp.read_text().replace(
        "import { h, icon }", 'import { next } from "./words.js";\nimport { h, icon }'
    )
    lamp.write_text(text.replace('t("lamp.none")', "next"))
    words.write_text('export const next = "Versi baru";\n')


def version_here(desk: Desk) -> str:
    return str(desk.page.evaluate("caches.keys().then((names) => names.join())"))


def test_a_new_version_neither_reloads_nor_breaks_a_running_sitting(
    context: Any, room: Room, client: Path
) -> None:
    desk = room.desk(context.new_page()).start()
    desk.ready_for_offline()
    desk.page.evaluate("window.untouched = true")
    publish_new_version(client)
    desk.page.evaluate("navigator.serviceWorker.ready.then((one) => one.update())")
    desk.keys("a", "n")
    desk.see_nothing_unsent()
    assert desk.page.evaluate("window.untouched")
    expect(desk.page.locator(".lamp")).to_contain_text("Belum dijawab")
    desk.page.reload()
    desk.see_item(2)
    expect(desk.page.locator(".lamp")).to_contain_text("Versi baru")
    context.set_offline(True)
    desk.page.reload()
    desk.see_item(2)
    expect(desk.page.locator(".lamp")).to_contain_text("Versi baru")
    desk.no_complaints()


def test_a_version_that_does_not_arrive_whole_is_not_used(context: Any, room: Room, client: Path) -> None:
    desk = room.desk(context.new_page()).start()
    desk.ready_for_offline()
    before = version_here(desk)
    publish_new_version(client)
    # The server lists this file, but does not send what lies outside the client's folder.
    outside = (client / "parts/words.js").rename(client.parent / "words.js")
    (client / "parts/words.js").symlink_to(outside)
    desk.keys("a")
    desk.see_received()
    desk.page.reload()
    desk.see_item(1)
    desk.see_chosen("A")
    desk.keys("n")
    expect(desk.page.locator(".lamp")).to_contain_text("Belum dijawab")
    assert before in version_here(desk)
    desk.no_complaints()
