"""What a page of a plenary costs does not grow with people and posts."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.plenary.story import Story
from tests.plenary.test_pages import as_
from tests.plenary.world import SECRETARY, Person, people_of, world

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ENTERED = {"track_record": "78", "paper": "82", "assessment_centre": "84"}


def queries(people: int, posts: int, *, page: str) -> int:
    listed = {
        f"J{n + 1}": [
            Person(f"{one.name} untuk J{n + 1}", one.rooms, ENTERED) if n else one
            for one in people_of(people)
        ]
        for n in range(posts)
    }
    story = Story(world(listed, members=3))
    story.hurry()
    address = f"/pleno/{story.id}/{page}"
    client = as_(SECRETARY)
    client.get(address)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


# Signed in, the page's own reading, and for the outcome a whole check of what the table was made from.
QUERIES = {"": 4, "hasil/": 60, "berita-acara/": 5, "keberatan/": 5}


@pytest.mark.parametrize(("people", "posts"), [(3, 1), (5, 3)])
@pytest.mark.parametrize("page", sorted(QUERIES))
def test_queries_do_not_grow(page: str, people: int, posts: int) -> None:
    assert queries(people, posts, page=page) <= QUERIES[page]
