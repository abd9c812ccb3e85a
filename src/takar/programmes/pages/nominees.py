"""The list of nominees: narrowed, exported, and moved on many at a time."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, record_change, requires
from takar.kernel.refusals import Refusal
from takar.people.public import JOB_CLASS_NAMES
from takar.programmes.actions.move import move
from takar.programmes.actions.record_answers import record_answers
from takar.programmes.actions.withdraw import reinstate, withdraw
from takar.programmes.domain.outcomes import Answer, Taken
from takar.programmes.domain.refusals import STATUS_NAMES
from takar.programmes.domain.values import ProgrammeView
from takar.programmes.domain.words import CAUSES
from takar.programmes.filters import GROUPS, NomineeFilter, narrowed
from takar.programmes.pages.carried import XLSX
from takar.programmes.pages.inviting import letter_page
from takar.programmes.pages.shared import actor, found, frame, language, query_of, tell, tell_taken, today_in
from takar.programmes.queries import letters_of, nominee_view
from takar.programmes.sheets import nominee_workbook

PAGE = 50
NAMES = ("tahap", "status", "kelas", "unit", "surat", "sebab", "cari")


@requires(Ability.READ_PLANS)
def nominees(request: HttpRequest, programme: str) -> HttpResponse:
    view = found(programme)
    wanted = NomineeFilter.of(request.GET)
    rows = narrowed(view.id, wanted, today_in(view))
    context = frame(request, view, "nominees") | {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "wanted": wanted,
        "query": query_of(request.GET, NAMES),
        "encoded": urlencode(query_of(request.GET, NAMES)),
        "is_narrowed": wanted != NomineeFilter(),
        "statuses": [*STATUS_NAMES, *GROUPS],
        "causes": CAUSES,
        "letters": letters_of(view.id),
        "job_classes": [(str(code), names[language()]) for code, names in JOB_CLASS_NAMES.items()],
    }
    return render(request, "programmes/nominees.html", context)


@requires(Ability.READ_PLANS)
def export(request: HttpRequest, programme: str) -> HttpResponse:
    """The list as narrowed, as Excel; its answer column can be filled in and sent back."""
    view = found(programme)
    rows = narrowed(view.id, NomineeFilter.of(request.GET), today_in(view))
    people = [nominee_view(row) for row in rows]
    record_change(actor(request), "nominees.export", f"programme:{view.id}", after={"people": len(people)})
    response = HttpResponse(nominee_workbook(view.title, people, language()), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="calon-{slugify(view.title)[:60]}.xlsx"'
    return response


@require_POST
@requires(Ability.MANAGE_PLANS)
def act(request: HttpRequest, programme: str) -> HttpResponseBase:
    """One step for those who were ticked, or with `semua` for everyone in the narrowed list."""
    view = found(programme)
    nips = _chosen(request, view)
    step = request.POST.get("langkah", "")
    if step == "invite":
        return letter_page(request, view, nips)
    done, success = _go(request, view, step, nips)
    if isinstance(done, Refusal):
        tell(request, done, "")
    else:
        tell_taken(request, done, success)
    query = urlencode(query_of(request.POST, NAMES))
    return redirect(f"{reverse('programmes:nominees', args=[view.id])}?{query}")


def _chosen(request: HttpRequest, view: ProgrammeView) -> list[str]:
    if not request.POST.get("semua"):
        return request.POST.getlist("nip")
    rows = narrowed(view.id, NomineeFilter.of(request.POST), today_in(view))
    return list(rows.values_list("nip", flat=True))


def _go(request: HttpRequest, view: ProgrammeView, step: str, nips: list[str]) -> tuple[Taken | Refusal, str]:
    reason, who = request.POST.get("alasan", "")[:300], actor(request)
    if step in ("confirm", "decline"):
        told = [Answer(nip, step == "confirm", reason) for nip in nips]
        return record_answers(view.id, told, who), gettext("%(n)s jawaban dicatat.")
    if step == "withdraw":
        return withdraw(view.id, nips, reason, who), gettext("%(n)s calon dibatalkan.")
    if step == "reinstate":
        return reinstate(view.id, nips, reason, who), gettext("%(n)s orang diusulkan kembali.")
    if step.startswith("move:") and step[5:].isdecimal():
        return move(view.id, nips, int(step[5:]), who), gettext("%(n)s orang dipindahkan.")
    return _NO_STEP, ""


_NO_STEP = Refusal(
    "STEP_NOT_CHOSEN",
    "Pilih dahulu langkahnya di bawah daftar, lalu tekan Jalankan.",
    "Choose the step below the list first, then press Go.",
)
