"""Inviting by a letter: its number, day and signer, and who is named in it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.programmes.actions.invite import LetterDraft, invite
from takar.programmes.domain.values import InvitationFacts, ProgrammeView
from takar.programmes.invitations import invitation_facts
from takar.programmes.models import Letter, Nominee
from takar.programmes.pages.draft import DATE
from takar.programmes.pages.shared import actor, dress, found, frame, tell, tell_taken, today_in

ANSWER_DAYS = 7


class LetterForm(forms.Form):
    """What the letter's head and foot say."""

    number = forms.CharField(label=_("Nomor surat"), max_length=120)
    day = forms.DateField(label=_("Tanggal surat"), widget=DATE)
    place = forms.CharField(label=_("Tempat penandatanganan"), max_length=120)
    answer_by = forms.DateField(
        label=_("Jawaban paling lambat"),
        required=False,
        widget=DATE,
        help_text=_("Yang belum menjawab sesudahnya tampil sebagai “lewat batas jawaban”."),
    )
    signer_name = forms.CharField(label=_("Nama penanda tangan"), max_length=200)
    signer_nip = forms.CharField(label=_("NIP penanda tangan"), max_length=18, required=False)
    signer_post = forms.CharField(label=_("Jabatan penanda tangan"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


@requires(Ability.MANAGE_PLANS)
def inviting(request: HttpRequest, programme: str) -> HttpResponseBase:
    """The letter for everyone who is nominated (of a phase)."""
    view = found(programme)
    rows = Nominee.objects.filter(programme=view.id, status="nominated")
    phase = request.GET.get("tahap", "")
    if phase.isdecimal():
        rows = rows.filter(phase__number=int(phase))
    return letter_page(request, view, list(rows.values_list("nip", flat=True)))


@require_POST
@requires(Ability.MANAGE_PLANS)
def send(request: HttpRequest, programme: str) -> HttpResponseBase:
    view = found(programme)
    # one field: a form may not carry a field for each of thousands
    nips = request.POST.get("nips", "").split()
    form = LetterForm(request.POST)
    if not form.is_valid():
        return letter_page(request, view, nips, form)
    done = invite(view.id, nips, LetterDraft(**form.cleaned_data), actor(request))
    if isinstance(done, Refusal):
        tell(request, done, "")
        return letter_page(request, view, nips, form)
    tell_taken(request, done, gettext("%(n)s orang diundang."))
    query = urlencode({"surat": form.cleaned_data["number"]})
    return redirect(f"{reverse('programmes:nominees', args=[view.id])}?{query}")


def letter_page(
    request: HttpRequest, view: ProgrammeView, nips: list[str], form: LetterForm | None = None
) -> HttpResponse:
    """The form of the letter with those it will name, and what it will state."""
    rows = Nominee.objects.filter(programme=view.id, nip__in=nips).select_related("phase")
    ready = [row for row in rows if row.status == "nominated"]
    context = frame(request, view, "nominees") | {
        "form": form or LetterForm(initial=_initial(view)),
        "people": ready,
        "others": [row for row in rows if row.status != "nominated"],
        "facts": _example(ready),
    }
    return render(request, "programmes/inviting.html", context, status=400 if form and form.errors else 200)


def _example(people: list[Nominee]) -> InvitationFacts | None:
    return invitation_facts(people[0].pk) if people else None


def _initial(view: ProgrammeView) -> dict[str, Any]:
    today = today_in(view)
    latest = Letter.objects.order_by("-id").first()
    return {
        "day": today,
        "answer_by": today + timedelta(days=ANSWER_DAYS),
        "place": latest.place if latest else view.location,
        "signer_name": latest.signer_name if latest else "",
        "signer_nip": latest.signer_nip if latest else "",
        "signer_post": latest.signer_post if latest else "",
    }
