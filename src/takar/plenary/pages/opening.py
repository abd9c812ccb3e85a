"""The list of plenaries, and opening one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.plenary.actions.open_plenary import open_plenary
from takar.plenary.models import Plenary
from takar.plenary.pages import shared
from takar.plenary.queries import plenaries
from takar.plenary.sources import inputs_of
from takar.selection.public import exchanged, selections


@requires(Ability.READ_SELECTIONS)
def listed(request: HttpRequest) -> HttpResponseBase:
    """Plenaries, and for the secretary the selections that have none yet."""
    known = {one.selection for one in plenaries()}
    runs = shared.may(request, Ability.RUN_PLENARY)
    waiting = [one for one in selections() if one.committed_at and one.id not in known] if runs else []
    return render(request, "plenary/list.html", {"plenaries": plenaries(), "waiting": waiting, "runs": runs})


@requires(Ability.RUN_PLENARY)
def prepare(request: HttpRequest, selection: str) -> HttpResponseBase:
    """What a plenary would be opened with, and what is missing."""
    inputs = inputs_of(selection)
    if isinstance(inputs, Refusal):
        return shared.refused(request, inputs, 404)
    without_key = [name for user, name in inputs.names.items() if user not in inputs.panel]
    return render(
        request,
        "plenary/prepare.html",
        {
            "inputs": inputs,
            "exchanged": exchanged(selection) if inputs.changed else (),
            "without_key": without_key,
            "before": Plenary.objects.filter(selection=selection).count(),
            "people": sum(len(post.entrants) for post in inputs.posts),
            "needed": inputs.rules.quorum(len(inputs.rules.members)),
            "recusals": [
                (inputs.names.get(member, member), _name(inputs.posts, nip), why)
                for (member, nip), why in sorted(inputs.recusals.items())
            ],
        },
    )


@require_POST
@requires(Ability.RUN_PLENARY)
def open_it(request: HttpRequest, selection: str) -> HttpResponseBase:
    done = open_plenary(selection, actor=shared.user_of(request).username)
    if isinstance(done, Refusal):
        messages.error(request, shared.say(done))
        return redirect("plenary:prepare", selection)
    messages.success(request, _("Pleno dibuka. Tabel nilai dibekukan dan akarnya tercatat."))
    return redirect("plenary:room", done)


def _name(posts: tuple[object, ...], nip: str) -> str:
    return next((one.name for post in posts for one in post.entrants if one.nip == nip), nip)  # type: ignore[attr-defined]
