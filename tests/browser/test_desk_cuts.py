"""Thirty cuts in a real browser before a real office: cable, process, tab, acknowledgement; nothing is lost or doubled."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: make setup installs it.")

from playwright.sync_api import Error, expect

from tests.browser.rating_room import RaterPage, RatingRoom, rating_room

pytestmark = [pytest.mark.browser, pytest.mark.faults, pytest.mark.timeout(300)]
CUTS = ["cable"] * 8 + ["tab"] * 8 + ["reload"] * 5 + ["acknowledgement"] * 5 + ["office"] * 4


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RatingRoom]:
    with rating_room(tmp_path_factory.mktemp("putus")) as made:
        yield made


class Day:
    """A rater who writes on through everything, and what must be on the server in the end."""

    def __init__(self, room: RatingRoom, context: Any) -> None:
        self.room, self.context = room, context
        self.chance = random.Random(42)
        self.written: list[str] = []
        self.rating = ""
        self.rater = RaterPage(context.new_page(), room).sign_in().ready_for_offline().open("interview")

    def write(self, cut: int, unfinished: bool) -> None:
        """A note, its tag and a rating; then, perhaps, words that nobody has finished."""
        text = f"Catatan nomor {cut:02d}"
        self.rater.note(text)
        self.rating = str(self.chance.randint(1, 5))
        self.rater.keys("+", self.rating)
        self.written.append(text)
        if unfinished:
            words = f"Belum selesai {cut:02d}"
            self.rater.keys("Enter")
            self.rater.page.keyboard.type(words)
            self.written.append(words)

    def cut(self, how: str, cut: int) -> None:
        getattr(self, f"cut_{how}")(cut)

    def cut_cable(self, cut: int) -> None:
        self.context.set_offline(True)
        self.write(cut, unfinished=False)
        self.context.set_offline(False)

    def cut_tab(self, cut: int) -> None:
        """Closed at once after the last key, without a word to the page."""
        self.write(cut, unfinished=True)
        self.rater.page.close()
        self.rater = RaterPage(self.context.new_page(), self.room).open("interview")

    def cut_reload(self, cut: int) -> None:
        self.context.set_offline(self.chance.random() < 0.5)
        self.write(cut, unfinished=True)
        self.rater.page.reload()
        expect(self.rater.page.locator(".sheet-body")).to_be_visible()
        self.context.set_offline(False)

    def cut_acknowledgement(self, cut: int) -> None:
        """The server has it on its disk, and nobody is told."""

        def lose(route: Any) -> None:
            with suppress(Error):
                route.fetch()
                route.abort()

        self.rater.page.route("**/api/save", lose, times=2)
        self.write(cut, unfinished=False)

    def cut_office(self, cut: int) -> None:
        self.write(cut, unfinished=False)
        self.room.kill()
        self.write(cut + 50, unfinished=True)
        if self.chance.random() < 0.5:
            self.rater.page.reload()
            expect(self.rater.page.locator(".sheet-body")).to_be_visible()
        self.room.start()


def test_thirty_cuts_lose_and_double_nothing(room: RatingRoom, context: Any) -> None:
    day = Day(room, context)
    cuts = list(CUTS)
    day.chance.shuffle(cuts)
    for number, how in enumerate(cuts):
        day.rater.keys("Escape")
        day.cut(how, number)
    day.rater.keys("Escape")
    day.rater.page.evaluate("window.dispatchEvent(new Event('online'))")
    day.rater.see_saved()
    state = day.rater.state("interview")
    assert sorted(one["text"] for one in state["notes"]) == sorted(day.written)
    assert len(state["tags"]) == len({(one["note"], one["dimension"]) for one in state["tags"]})
    tagged = {one["note"] for one in state["tags"]}
    assert {one["text"] for one in state["notes"] if one["note"] in tagged} >= {
        text for text in day.written if text.startswith("Catatan")
    }
    assert {one["dimension"]: one["value"] for one in state["ratings"]} == {"M.01": day.rating}
    assert day.rater.faults == []
