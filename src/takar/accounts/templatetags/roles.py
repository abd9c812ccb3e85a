"""`{{ role|role_label }}`: the name of a role on screen."""

from __future__ import annotations

from django import template

from takar.accounts.domain.roles import Role
from takar.accounts.pages import subjects
from takar.accounts.pages.labels import ACTION_LABELS, ROLE_LABELS
from takar.accounts.queries import NameBook, full_names

register = template.Library()


@register.filter
def role_label(role: str) -> str:
    return str(ROLE_LABELS[Role(role)])


@register.filter
def action_label(code: str) -> str:
    """What was done, in words; the code itself where nobody has given it words."""
    return str(ACTION_LABELS.get(code, code))


@register.filter
def subject_words(subject: str) -> str:
    """What a line of the trail is about, in words."""
    return subjects.subject_words(subject)


@register.filter
def full_name(username: str) -> str:
    """The person's own name; the user name where none is known."""
    return full_names([username])[username]


@register.filter
def who(username: str, staff: NameBook | str) -> str:
    """As `full_name`, for lists: `{{ entry.by|who:staff }}`; every page has a `staff`, which asks for each person once."""
    return staff[username] if isinstance(staff, NameBook) else full_name(username)
