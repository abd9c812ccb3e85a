"""`{{ role|role_label }}`: the name of a role on screen."""

from __future__ import annotations

from django import template

from takar.accounts.domain.roles import Role
from takar.accounts.pages.labels import ROLE_LABELS

register = template.Library()


@register.filter
def role_label(role: str) -> str:
    return str(ROLE_LABELS[Role(role)])
