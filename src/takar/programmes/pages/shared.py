"""What the pages of a programme have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.forms import CheckboxSelectMultiple, Form, RadioSelect, Select
from django.http import Http404, HttpRequest
from django.utils.translation import get_language, gettext

from takar.accounts.public import Ability, User
from takar.kernel.clock import day_in, utc_now
from takar.kernel.numbers import grouped
from takar.kernel.refusals import Refusal
from takar.programmes.domain.outcomes import Taken
from takar.programmes.domain.values import PhaseView, ProgrammeView
from takar.programmes.models import Nominee
from takar.programmes.queries import programme
from takar.programmes.reading import Sentence

_SHOWN_NAMES = 8


def found(programme_id: str) -> ProgrammeView:
    """The programme, or the page 404."""
    view = programme(programme_id)
    if view is None:
        raise Http404
    return view


def phase_of(view: ProgrammeView, number: int) -> PhaseView:
    """The phase, or the page 404."""
    phase = next((one for one in view.phases if one.number == number), None)
    if phase is None:
        raise Http404
    return phase


def today_in(view: ProgrammeView) -> date:
    return day_in(view.zone, utc_now())


def actor(request: HttpRequest) -> str:
    return str(request.user.get_username())


def manages(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.may(Ability.MANAGE_PLANS)


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def frame(request: HttpRequest, view: ProgrammeView, tab: str) -> dict[str, Any]:
    """Context of every page of one programme: its tabs, and what the reader may do."""
    return {
        "programme": view,
        "tab": tab,
        "manages": manages(request),
        "open": view.status != "done",
        "acts": manages(request) and view.status != "done",
        "people_total": Nominee.objects.filter(programme=view.id).count(),
    }


def tell(request: HttpRequest, done: object, success: str) -> bool:
    """Show the refusal, or the sentence of success. True when it was done."""
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(language()))
        return False
    messages.success(request, success)
    return True


def tell_taken(request: HttpRequest, done: Taken | Refusal, success: str) -> bool:
    """As `tell`, with `%(n)s` in `success`, and a warning that names those who did not go along."""
    if isinstance(done, Refusal):
        return tell(request, done, "")
    if done.done:
        messages.success(request, success % {"n": grouped(len(done.done), language())})
    warn_of_refused(request, done.refused)
    return bool(done.done)


def warn_of_refused(request: HttpRequest, refused: Iterable[tuple[str, Sentence]]) -> None:
    """One warning per sentence, with the names it concerns."""
    reasons: dict[str, list[str]] = {}
    for nip, fault in refused:
        reasons.setdefault(fault.sentence(language()), []).append(nip)
    names = dict(
        Nominee.objects.filter(nip__in=[n for nips in reasons.values() for n in nips]).values_list(
            "nip", "name"
        )
    )
    for sentence, nips in reasons.items():
        shown = ", ".join(names.get(nip, nip) for nip in nips[:_SHOWN_NAMES])
        more = (
            gettext(" dan %(n)s lagi") % {"n": len(nips) - _SHOWN_NAMES} if len(nips) > _SHOWN_NAMES else ""
        )
        messages.warning(request, f"{shown}{more}: {sentence}")


def query_of(given: Mapping[str, str], names: Iterable[str]) -> dict[str, str]:
    """The filled parameters among `names`, for hidden fields and links."""
    return {name: given[name] for name in names if given.get(name)}


def dress(form: Form) -> None:
    """Give every field of a form the look of the office."""
    for field in form.fields.values():
        widget = field.widget
        if not isinstance(widget, RadioSelect | CheckboxSelectMultiple):
            widget.attrs["class"] = "form-select" if isinstance(widget, Select) else "form-control"
