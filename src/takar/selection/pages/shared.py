"""What the pages of a selection have in common: who is looking, what he may see and do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.utils.translation import get_language

from takar.accounts.public import Ability, User
from takar.kernel.clock import day_in, utc_now
from takar.kernel.refusals import Refusal
from takar.selection.domain.values import CandidateView, SelectionView
from takar.selection.models import ResourcePerson
from takar.selection.queries import candidate, recused, selection


@dataclass(frozen=True, slots=True)
class Place:
    """A selection as one user sees it.

    `member`: he sits in the panel, so nothing here may tell him what others judge; `manages`: he prepares and checks. Whoever
    sits in the panel manages nothing, whatever his roles.
    """

    view: SelectionView
    user: str
    member: bool
    manages: bool
    inside: bool

    @property
    def reader(self) -> str:
        """Whose recusals narrow what is shown."""
        return self.user

    @property
    def today(self) -> date:
        return day_in(self.view.zone, utc_now())


def place(request: HttpRequest, key: str) -> Place:
    """The selection for this user; 404 when it is none of his business."""
    view = selection(key)
    user = request.user
    if view is None or not isinstance(user, User):
        raise Http404
    member = user.username in view.users
    manages = not member and user.may(Ability.MANAGE_SELECTIONS)
    guest = ResourcePerson.objects.filter(selection=key, user=user.username).exists()
    reads = user.may(Ability.AUDIT) or user.may(Ability.APPOINT)
    if not (member or manages or guest or reads):
        raise Http404
    return Place(view, user.username, member, manages, member or manages)


def managed(request: HttpRequest, key: str) -> Place:
    """As `place`, for those who prepare the selection."""
    found = place(request, key)
    if not found.manages:
        raise Http404
    return found


def the_candidate(here: Place, number: int) -> CandidateView:
    """The candidate; 404 also for a member who is recused from him, and for guests."""
    found = candidate(here.view.id, number, reader=here.reader) if here.inside else None
    if found is None:
        raise Http404
    return found


def hidden_nips(here: Place) -> frozenset[str]:
    """Candidates this user may not read."""
    return recused(here.view.id).get(here.reader, frozenset())


def frame(here: Place, tab: str) -> dict[str, Any]:
    """Context of every page of one selection."""
    return {
        "selection": here.view,
        "tab": tab,
        "manages": here.manages,
        "member": here.member,
        "inside": here.inside,
        "open": here.view.committed_at is None,
        "acts": here.manages and here.view.committed_at is None,
    }


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def tell(request: HttpRequest, done: object, success: str) -> bool:
    """Show the refusal, or the sentence of success. True when it was done."""
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(language()))
        return False
    messages.success(request, success)
    return True
