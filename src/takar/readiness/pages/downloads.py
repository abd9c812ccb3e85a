"""Files that go out: lists for units and the corrected list. Every one of them is told in the trail."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, record_change, requires
from takar.readiness.jobs import start_archive, start_export
from takar.readiness.models import Check, CheckState, HoledPerson, Unit
from takar.readiness.pages.words import language
from takar.readiness.storage import made_path
from takar.readiness.writing.archive import workbook_name
from takar.readiness.writing.handback import unit_workbook

AT_ONCE = 3_000
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MADE = {
    "units.zip": ("application/zip", "daftar-unit-{number}.zip"),
    "list.xlsx": (_XLSX, "daftar-terkoreksi-{number}.xlsx"),
    "list.csv": ("text/csv; charset=utf-8", "daftar-terkoreksi-{number}.csv"),
}


@requires(Ability.MANAGE_PEOPLE)
def workbook(request: HttpRequest, number: int, unit: int) -> HttpResponseBase:
    """The list of one unit; a very long one is written by a job (see `archive`)."""
    found = _ready(number)
    chosen = get_object_or_404(Unit, check_of=found, number=unit)
    people = HoledPerson.objects.filter(check_of=found, unit=unit, open__gt=0).count()
    if not people:
        messages.success(request, _("Unit ini sudah lengkap; tidak ada yang perlu dikirim kepadanya."))
        return redirect("readiness:check", number)
    if people > AT_ONCE:
        raise Http404
    body, actor = unit_workbook(found, unit, language()), request.user.get_username()
    record_change(
        actor, "readiness.hand_back", f"check:{number}", reason=chosen.name, after={"people": people}
    )
    response = HttpResponse(body, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{workbook_name(chosen)}"'
    return response


@require_POST
@requires(Ability.MANAGE_PEOPLE)
def archive(request: HttpRequest, number: int) -> HttpResponseBase:
    """The lists of all units, or of the one that the form names."""
    found, actor = _ready(number), request.user.get_username()
    told = request.POST.get("unit", "")
    unit = int(told) if told.isdecimal() and len(told) < 9 else None
    return redirect("jobs:job", start_archive(found, actor=actor, language=language(), unit=unit).pk)


@require_POST
@requires(Ability.MANAGE_PEOPLE)
def export(request: HttpRequest, number: int) -> HttpResponseBase:
    found, actor = _ready(number), request.user.get_username()
    form = "csv" if request.POST.get("bentuk") == "csv" else "xlsx"
    return redirect("jobs:job", start_export(found, form, actor=actor, language=language()).pk)


@requires(Ability.MANAGE_PEOPLE)
def made(request: HttpRequest, number: int, what: str) -> HttpResponseBase:
    """What a job has written."""
    _ready(number)
    if what not in _MADE or not made_path(number, what).exists():
        raise Http404
    kind, name = _MADE[what]
    action = "readiness.hand_back" if what == "units.zip" else "readiness.export"
    record_change(request.user.get_username(), action, f"check:{number}", reason=what)
    return FileResponse(
        made_path(number, what).open("rb"),
        content_type=kind,
        as_attachment=True,
        filename=name.format(number=number),
    )


def _ready(number: int) -> Check:
    return get_object_or_404(Check, pk=number, state=CheckState.READY)
