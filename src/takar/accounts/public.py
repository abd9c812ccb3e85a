"""The door of `accounts`."""

from takar.accounts.actions.create_user import NewUser, create_user
from takar.accounts.actions.record_change import record_change
from takar.accounts.domain.roles import Ability, Role, roles_with
from takar.accounts.models import User
from takar.accounts.pages.access import requires
from takar.accounts.queries import recent_changes

__all__ = [
    "Ability",
    "NewUser",
    "Role",
    "User",
    "create_user",
    "recent_changes",
    "record_change",
    "requires",
    "roles_with",
]
