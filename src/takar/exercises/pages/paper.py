"""Paper forms: what is typed, by whom, and the rater's confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from takar.accounts.public import Ability, User, full_names, requires
from takar.exercises.domain.words import said
from takar.exercises.models import Sheet
from takar.exercises.pages.paper_fields import boxes
from takar.exercises.paper.blank import read_code
from takar.exercises.paper.confirming import confirm
from takar.exercises.paper.domain.entering import OUTSIDER_NEEDED
from takar.exercises.paper.reading import paper_lines, waiting_for_rater
from takar.exercises.paper.typing import PaperForm, enter, form_for, raters_of, settle
from takar.exercises.queries import rounds
from takar.exercises.storage import own_state
from takar.kernel.refusals import Refusal


@requires(Ability.APPROVE_CHANGES)
def papers(request: HttpRequest) -> HttpResponse:
    """Rounds, and the box for a form's code."""
    code = read_code(request.GET.get("kode", ""))
    if code:
        found = form_for(code, cast(User, request.user))
        if not isinstance(found, Refusal):
            return redirect("exercises:paper_form", code)
        messages.error(request, _say(found))
    return render(request, "exercises/paper/rounds.html", {"rounds": rounds()})


@requires(Ability.APPROVE_CHANGES)
def paper_round(request: HttpRequest, owner: str) -> HttpResponse:
    lines = paper_lines(owner, cast(User, request.user))
    if isinstance(lines, Refusal):
        return _refused(request, lines)
    found = next((one for one in rounds() if one.owner == owner), None)
    names = full_names(name for one in lines for name in (one.sheet.rater, *one.typists))
    context = {"round": found, "lines": lines, "owner": owner, "names": names}
    return render(request, "exercises/paper/round.html", context)


@never_cache
@requires(Ability.APPROVE_CHANGES)
def paper_form(request: HttpRequest, sheet: str) -> HttpResponse:
    """Type the form; or, once two have, settle where they differ."""
    user = cast(User, request.user)
    form = form_for(sheet, user)
    if isinstance(form, Refusal):
        return _refused(request, form)
    if user.username in raters_of(form.sheet):
        return _refused(request, OUTSIDER_NEEDED)
    if request.method != "POST":
        return _form(request, form, user)
    fields = {name: value for name, value in request.POST.items() if "/" in name or name == "remark"}
    typed = {name: str(value) for name, value in fields.items()}
    reason = request.POST.get("reason", "")
    settling = bool(form.state.differing)
    done = settle(sheet, typed, reason, by=user) if settling else enter(sheet, typed, by=user)
    if isinstance(done, Refusal):
        return _form(request, form, user, typed, done)
    open_ = bool(done.differing) and done.result is None
    say = messages.warning if open_ else messages.success
    say(request, _told(done.result is not None, open_))
    if open_:
        return redirect("exercises:paper_form", sheet)
    return redirect("exercises:paper_round", form.sheet.round_id)


@sensitive_post_parameters()
@never_cache
@requires(Ability.RATE)
def confirm_paper(request: HttpRequest) -> HttpResponse:
    """The rater's own sheets that came from paper: look, then lock with the signing passphrase."""
    user = cast(User, request.user)
    refusal, chosen = None, request.POST.get("sheet", "")
    if request.method == "POST":
        done = confirm(chosen, user, request.POST.get("passphrase", ""))
        if not isinstance(done, Refusal):
            messages.success(request, _("Lembar terkunci dengan tanda tangan Anda."))
            return redirect("exercises:confirm_paper")
        refusal = _say(done)
    context = {
        "sheets": [_own(one) for one in waiting_for_rater(user.username)],
        "refusal": refusal,
        "chosen": chosen,
    }
    return render(request, "exercises/paper/confirm.html", context, status=422 if refusal else 200)


def _named(people: Sequence[str]) -> list[str]:
    names = full_names(people)
    return [names[one] for one in people]


def _form(
    request: HttpRequest,
    form: PaperForm,
    user: User,
    typed: dict[str, str] | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    wrong = refusal.data.get("fields", ()) if refusal and refusal.data else ()
    settling = bool(form.state.differing) and form.state.result is None
    mine = any(one.by == user.username for one in form.state.entries)
    context: dict[str, Any] = {
        "sheet": form.sheet,
        "boxes": boxes(form, typed or {}, tuple(str(name) for name in cast(Any, wrong)), settling=settling),
        "settling": settling,
        "typists": _named(form.state.people),
        "done": form.state.result is not None or form.written.locked,
        "waiting": mine and not settling and form.state.result is None,
        "reason": request.POST.get("reason", ""),
        "remark": (typed or {}).get("remark", ""),
        "refusal": refusal and _say(refusal),
    }
    return render(request, "exercises/paper/form.html", context, status=422 if refusal else 200)


def _own(sheet: Sheet) -> dict[str, Any]:
    state = own_state(sheet.pk, sheet.rater)
    assert not isinstance(state, Refusal)
    rows = [
        {
            "name": said(one["name"], get_language() or "id"),
            "code": one["code"],
            "value": state.value(one["code"]) or "",
            "evidence": [state.notes[note].text for note in state.evidence(one["code"])],
        }
        for one in sheet.form["dimensions"]
    ]
    remark = state.remarks.get("")
    return {"sheet": sheet, "rows": rows, "remark": remark.value if remark else ""}


def _told(complete: bool, differ: bool) -> str:
    if complete:
        return _("Isi formulir sudah menjadi entri lembar. Penilainya tinggal memeriksa dan mengunci.")
    if differ:
        return _("Kedua salinan berbeda pada beberapa isian. Lihat kertasnya sekali lagi.")
    return _("Salinan Anda tersimpan. Sekarang orang lain menyalinnya tanpa melihat salinan Anda.")


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status = 404 if refusal.code == "PAPER_SHEET_UNKNOWN" else 403
    return render(request, "exercises/paper/refused.html", {"refusal": _say(refusal)}, status=status)


def _say(refusal: Refusal) -> str:
    return refusal.sentence(get_language() or "id")
