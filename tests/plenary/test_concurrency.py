"""Two members at once: nothing is lost, nothing is there twice."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import IntegrityError, connection, connections

from takar.plenary import public as plenary
from takar.plenary.actions import keep as keeping
from takar.plenary.books import book_of
from takar.plenary.models import PlenaryEvent
from takar.plenary.public import Kept
from tests.plenary.story import Story
from tests.plenary.world import people_of, world

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


def made(members: int = 5) -> Story:
    return Story(world({"J1": people_of(3)}, members=members))


def ordinals(story: Story) -> list[int]:
    return list(
        PlenaryEvent.objects.filter(plenary=story.id).order_by("ordinal").values_list("ordinal", flat=True)
    )


def test_nine_members_vote_at_once_and_each_click_arrives_three_times() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one writer in at a time, and the tests' database in memory does not wait")
    story = made(9)
    story.come()
    kept = story.ok(plenary.move, "ranking", "J1", "Menetapkan peringkat", "a1", actor="a1")
    motion = kept.events[0].body.motion  # type: ignore[union-attr]

    def click(member: str) -> Any:
        try:
            return plenary.vote(
                story.id,
                motion,
                member,
                "yes",
                request=f"suara-{member}-0000000",
                actor=member,
                clock=story.clock,
            )
        finally:
            connections.close_all()

    before = len(ordinals(story))
    with ThreadPoolExecutor(6) as pool:
        done = list(pool.map(click, [*story.world.members] * 3))
    assert all(isinstance(one, Kept) for one in done)
    assert sum(len(one.events) for one in done) == 9
    assert ordinals(story) == list(range(1, before + 10))
    story.ok(plenary.decide, motion)
    assert plenary.check_plenary(story.id) == ()


def test_who_loses_the_race_for_an_ordinal_looks_again(monkeypatch: pytest.MonkeyPatch) -> None:
    story = made()
    stale = book_of(story.id)
    story.come("a1")
    books = iter([stale])
    monkeypatch.setattr(keeping, "book_of", lambda plenary: next(books, None) or book_of(plenary))
    story.come("a2")
    assert story.book.state.present == {"a1", "a2"}
    assert plenary.check_plenary(story.id) == ()


def test_a_race_that_is_never_won_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    story = made()
    stale = book_of(story.id)
    story.come("a1")
    monkeypatch.setattr(keeping, "book_of", lambda plenary: stale)
    with pytest.raises(IntegrityError):
        story.come("a2")


def test_any_interleaving_of_members_who_looked_earlier_loses_and_doubles_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each member decides on what he saw some clicks ago; the clicks of all are mixed, and many come twice."""
    story = made()
    story.come()
    kept = story.ok(plenary.move, "ranking", "J1", "Menetapkan peringkat", "a1", actor="a1")
    motion = kept.events[0].body.motion  # type: ignore[union-attr]
    chance = random.Random(7)
    seen = [book_of(story.id)]
    for turn in range(40):
        old = iter([chance.choice(seen[-4:])])
        monkeypatch.setattr(keeping, "book_of", lambda plenary, old=old: next(old, None) or book_of(plenary))
        member, choice = chance.choice(story.world.members), chance.choice(["yes", "no", "abstain"])
        request = f"suara-{turn if chance.random() < 0.7 else turn - 1:012d}"
        done = plenary.vote(
            story.id, motion, member, choice, request=request, actor=member, clock=story.clock
        )
        assert isinstance(done, Kept), done
        seen.append(book_of(story.id))
    assert ordinals(story) == list(range(1, len(ordinals(story)) + 1))
    requests = PlenaryEvent.objects.filter(plenary=story.id).values_list("request", flat=True)
    assert len(set(requests)) == len(requests)
    monkeypatch.undo()
    assert [one.code for one in plenary.check_plenary(story.id)] == []
