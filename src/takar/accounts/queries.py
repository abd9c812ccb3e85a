"""Reads of users and of the trail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils.timezone import make_aware

from takar.accounts.models import Change, User


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Empty fields do not filter. Days are whole days in the office's zone, both included."""

    actor: str = ""
    action: str = ""
    subject: str = ""
    since: date | None = None
    until: date | None = None


def trail(wanted: TrailFilter) -> QuerySet[Change]:
    """Lines of the trail, newest first."""
    found = Change.objects.all()
    if wanted.actor:
        found = found.filter(actor=wanted.actor)
    if wanted.action:
        found = found.filter(action=wanted.action)
    if wanted.subject:
        found = found.filter(subject__icontains=wanted.subject)
    if wanted.since:
        found = found.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        found = found.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    return found


def trail_words() -> tuple[list[str], list[str]]:
    """Actors and actions that occur, for the filters."""
    lines = Change.objects.order_by()
    actors = lines.values_list("actor", flat=True).distinct()
    actions = lines.values_list("action", flat=True).distinct()
    return sorted(actors), sorted(actions)


def recent_changes(limit: int) -> list[Change]:
    """The newest lines of the trail."""
    return list(Change.objects.all()[:limit])


def changes_of(subject: str, limit: int = 20) -> list[Change]:
    """The newest lines of the trail about one thing ("batch:…")."""
    return list(Change.objects.filter(subject=subject)[:limit])


def users() -> QuerySet[User]:
    return User.objects.order_by("-is_active", "username")


def full_names(usernames: Iterable[str]) -> dict[str, str]:
    """User name -> the person's own name; the user name where none is known."""
    asked = set(usernames)
    found = {one.username: one.get_full_name() for one in User.objects.filter(username__in=asked)}
    return {name: found.get(name) or name for name in asked}


class NameBook(dict[str, str]):
    """User name -> the person's own name, each looked up once: for one page, on which few people did many things."""

    def __missing__(self, username: str) -> str:
        self[username] = full_names([username])[username]
        return self[username]


def _midnight(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))
