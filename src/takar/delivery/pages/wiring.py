"""The journal of this process and its follower, opened on first use."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings

from takar.delivery.pages.follower import Follower
from takar.delivery.public import Journal, open_journal


def journal() -> Journal:
    return follower().journal


def follower() -> Follower:
    return _follower(settings.TAKAR.exam_db)


@lru_cache(maxsize=4)
def _follower(address: str) -> Follower:
    return Follower(open_journal(address))
