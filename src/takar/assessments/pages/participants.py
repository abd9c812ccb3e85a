"""The list of participants: who is on it, adding by filter, by list and by file."""

from __future__ import annotations

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext, ngettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.assessments.actions.add_participants import add_participants, remove_participant
from takar.assessments.actions.assign_sessions import assign_sessions
from takar.assessments.actions.change_after_opening import move_participant, set_extra_minutes
from takar.assessments.domain.drafts import Added
from takar.assessments.models import Participant
from takar.assessments.pages.shared import actor, found, frame, tell
from takar.assessments.queries import participant_view
from takar.assessments.reading import read_pasted, read_people
from takar.kernel.refusals import Refusal
from takar.people.public import JOB_CLASS_NAMES, PeopleFilter, nips_of, search_people

PAGE = 50
LARGEST_FILE = 20 * 2**20


@requires(Ability.READ_ASSESSMENTS)
def participants(request: HttpRequest, assessment: str) -> HttpResponse:
    view = found(assessment)
    context = frame(request, view, "participants")
    listed = _listed(view.id, request.GET.get("cari", ""), request.GET.get("sesi", ""))
    context |= {
        "page": Paginator(listed, PAGE).get_page(request.GET.get("page")),
        "search": request.GET.get("cari", ""),
        "chosen_session": request.GET.get("sesi", ""),
        "titles": {one.id: one.title for one in context["sessions"]},
    }
    if context["manages"] and not context["fixed"]:
        context |= _finder(request)
    return render(request, "assessments/participants.html", context)


@require_POST
@requires(Ability.MANAGE_ASSESSMENTS)
def add(request: HttpRequest, assessment: str) -> HttpResponseBase:
    view = found(assessment)
    if "nips" in request.POST:
        nips, strange = read_pasted(request.POST["nips"])
        _warn_of_strange(request, strange)
    else:
        nips = list(nips_of(_filter(request.POST)))
    done = add_participants(view.id, nips, actor(request), job_class=request.POST.get("standar", ""))
    _report(request, done)
    return redirect("assessments:participants", view.id)


@require_POST
@requires(Ability.MANAGE_ASSESSMENTS)
def add_file(request: HttpRequest, assessment: str) -> HttpResponseBase:
    """Add everyone in a spreadsheet; a column Batch or Sesi also seats them."""
    view = found(assessment)
    upload = request.FILES.get("berkas")
    if upload is None or (upload.size or 0) > LARGEST_FILE:
        messages.error(request, gettext("Pilih berkas .xlsx, .xls, atau .csv paling besar 20 MB."))
        return redirect("assessments:participants", view.id)
    with NamedTemporaryFile() as copy:
        copy.writelines(upload.chunks())
        copy.flush()
        listed = read_people(Path(copy.name))
    if isinstance(listed, Refusal):
        messages.error(request, listed.sentence(get_language() or "id"))
        return redirect("assessments:participants", view.id)
    _report(request, add_participants(view.id, listed.nips, actor(request)))
    if listed.wishes and found(view.id).status == "draft":
        seated = assign_sessions(view.id, actor(request), wishes=listed.wishes)
        if not isinstance(seated, Refusal) and seated.waiting:
            messages.warning(request, _waiting(seated.waiting))
    return redirect("assessments:participants", view.id)


@requires(Ability.READ_ASSESSMENTS)
def participant(request: HttpRequest, assessment: str, sitting: str) -> HttpResponse:
    view = found(assessment)
    row = Participant.objects.filter(assessment=view.id, sitting=sitting).first()
    if row is None:
        raise Http404
    context = frame(request, view, "participants") | {"person": participant_view(row)}
    return render(request, "assessments/participant.html", context)


@require_POST
@requires(Ability.MANAGE_ASSESSMENTS)
def minutes(request: HttpRequest, assessment: str, sitting: str) -> HttpResponseBase:
    given = request.POST.get("menit", "")
    number = int(given) if given.isdecimal() else -1
    done = set_extra_minutes(sitting, number, request.POST.get("alasan", ""), actor(request))
    tell(request, done, gettext("Tambahan waktu tersimpan."))
    return redirect("assessments:participant", assessment, sitting)


@require_POST
@requires(Ability.MANAGE_ASSESSMENTS)
def move(request: HttpRequest, assessment: str, sitting: str) -> HttpResponseBase:
    done = move_participant(
        sitting, request.POST.get("sesi", ""), request.POST.get("alasan", ""), actor(request)
    )
    tell(request, done, gettext("Peserta dipindahkan."))
    return redirect("assessments:participant", assessment, sitting)


@require_POST
@requires(Ability.MANAGE_ASSESSMENTS)
def remove(request: HttpRequest, assessment: str, sitting: str) -> HttpResponseBase:
    tell(request, remove_participant(sitting, actor(request)), gettext("Peserta dikeluarkan dari daftar."))
    return redirect("assessments:participants", assessment)


def _listed(assessment: str, search: str, session: str) -> QuerySet[Participant]:
    rows = Participant.objects.filter(assessment=assessment).select_related("session").order_by("number")
    if session:
        rows = rows.filter(session=None if session == "-" else session)
    text = " ".join(search.split())
    if text:
        rows = rows.filter(
            Q(name__icontains=text)
            | Q(nip__startswith=text.replace(" ", ""))
            | Q(number=text)
            | Q(unit__icontains=text)
        )
    return rows


def _filter(given: Any) -> PeopleFilter:
    return PeopleFilter(
        text=given.get("nama", ""),
        unit=given.get("unit", ""),
        job_class=given.get("kelas", ""),
        eselon=given.get("eselon", ""),
    )


def _finder(request: HttpRequest) -> dict[str, Any]:
    language = "en" if (get_language() or "id").startswith("en") else "id"
    wanted = _filter(request.GET)
    looked = any(request.GET.get(name) for name in ("nama", "unit", "kelas", "eselon"))
    return {
        "classes": [(str(code), names[language]) for code, names in JOB_CLASS_NAMES.items()],
        "wanted": wanted,
        "looked": looked,
        "matches": search_people(wanted, limit=8) if looked else None,
    }


def _warn_of_strange(request: HttpRequest, pieces: list[str]) -> None:
    if pieces:
        shown = ", ".join(piece[:30] for piece in pieces[:5]) + (" …" if len(pieces) > 5 else "")
        sentence = gettext(
            "%(n)s isian bukan NIP 18 digit sehingga dilewati (%(who)s); bila Excel membulatkannya, ubah kolom menjadi "
            "Teks dan salin ulang dari sumbernya."
        )
        messages.warning(request, sentence % {"n": len(pieces), "who": shown})


def _report(request: HttpRequest, done: Added | Refusal) -> None:
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(get_language() or "id"))
        return
    added = ngettext("%(n)s peserta ditambahkan.", "%(n)s peserta ditambahkan.", done.added) % {
        "n": done.added
    }
    already = gettext(" %(n)s sudah terdaftar.") % {"n": done.already} if done.already else ""
    messages.success(request, added + already)
    for code, sentence in _refusals().items():
        nips = [nip for nip, fault in done.refused if fault == code]
        if nips:
            shown = ", ".join(nips[:5]) + (" …" if len(nips) > 5 else "")
            messages.warning(request, sentence % {"n": len(nips), "who": shown})


def _refusals() -> dict[str, str]:
    return {
        "PERSON_UNKNOWN": gettext(
            "%(n)s NIP tidak ada di data pegawai (%(who)s); impor dahulu pegawainya, lalu tambahkan lagi."
        ),
        "PERSON_INACTIVE": gettext(
            "%(n)s orang berstatus tidak aktif (%(who)s); perbarui kedudukan hukumnya di data pegawai bila keliru."
        ),
        "STANDARD_MISSING": gettext(
            "%(n)s orang belum memiliki standar jabatan (%(who)s); pilih standar saat menambahkan, atau lengkapi "
            "kelas jabatannya."
        ),
    }


def _waiting(count: int) -> str:
    return gettext("%(n)s peserta belum mendapat kursi; periksa nama sesi di berkas atau tambah sesi.") % {
        "n": count
    }
