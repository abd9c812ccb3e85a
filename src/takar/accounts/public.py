"""The door of `accounts`."""

from takar.accounts.actions.create_user import NewUser, create_user
from takar.accounts.actions.decide_request import decide_request
from takar.accounts.actions.record_change import record_change
from takar.accounts.actions.signing import make_signing_key, sign, signing_key_of
from takar.accounts.actions.two_people import ask_approval, decide_approval
from takar.accounts.approval_kinds import ApprovalKind, decidable_by, register_approval
from takar.accounts.domain.roles import Ability, Role, roles_with
from takar.accounts.models import Approval, User
from takar.accounts.pages.access import requires
from takar.accounts.queries import NameBook, changes_of, full_names, recent_changes

__all__ = [
    "Ability",
    "Approval",
    "ApprovalKind",
    "NameBook",
    "NewUser",
    "Role",
    "User",
    "ask_approval",
    "changes_of",
    "create_user",
    "decidable_by",
    "decide_approval",
    "decide_request",
    "full_names",
    "make_signing_key",
    "recent_changes",
    "record_change",
    "register_approval",
    "requires",
    "roles_with",
    "sign",
    "signing_key_of",
]
