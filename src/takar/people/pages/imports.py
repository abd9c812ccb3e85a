"""Importing a list: upload, preview, confirm."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.people.actions.discard_import import NOT_OPEN, discard_import
from takar.people.actions.upload_import import MOST_MEGABYTES, upload_import
from takar.people.domain.headers import FIELDS
from takar.people.jobs import start_applying, start_preview
from takar.people.models import Agency, Import, ImportedRow, ImportState, Verdict
from takar.people.pages.words import differences, field_label, language, remarks
from takar.people.refused_file import MOST_REFUSED, refused_workbook
from takar.people.templates_xlsx import TEMPLATES, template_workbook

PAGE = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_READABLE = (ImportState.UPLOADED, ImportState.PREVIEWED, ImportState.REFUSED)


@requires(Ability.MANAGE_PEOPLE)
def import_people(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        return _upload(request)
    context = {
        "imports": Import.objects.all()[:20],
        "agencies": Agency.objects.order_by("name")[:200],
        "fields": [(field_label(field), [names[0].upper()]) for field, names in FIELDS.items()],
        "most_megabytes": MOST_MEGABYTES,
    }
    return render(request, "people/import.html", context)


def _upload(request: HttpRequest) -> HttpResponseBase:
    file = request.FILES.get("berkas")
    if file is None:
        messages.error(request, _("Pilih berkas daftar pegawai lebih dahulu."))
        return redirect("people:import")
    actor = request.user.get_username()
    source = upload_import(
        file.name or "", file.chunks(), actor=actor, agency=request.POST.get("instansi", "")
    )
    if isinstance(source, Refusal):
        messages.error(request, source.sentence(language()))
        return redirect("people:import")
    return redirect("jobs:job", start_preview(source, actor=actor).pk)


@requires(Ability.MANAGE_PEOPLE)
def preview(request: HttpRequest, number: int) -> HttpResponse:
    source = get_object_or_404(Import, pk=number)
    shown = _shown(source, request.GET.get("tampil", ""))
    page = _page(source, shown, request.GET.get("page"))
    context: dict[str, Any] = {
        "source": source,
        "notice": source.refusal[language()] if source.refusal else "",
        "tabs": _tabs(source, shown),
        "shown": shown,
        "page": page,
        "rows": [(row, differences(_differing(row)), remarks(row, source)) for row in page],
        "columns": _columns(source),
        "changes": source.added + source.changed,
        "total": source.added + source.changed + source.unchanged + source.refused,
        "most_refused": MOST_REFUSED,
    }
    return render(request, "people/preview.html", context)


@require_POST
@requires(Ability.MANAGE_PEOPLE)
def confirm(request: HttpRequest, number: int) -> HttpResponseBase:
    source, actor = get_object_or_404(Import, pk=number), request.user.get_username()
    if source.state not in (ImportState.PREVIEWED, ImportState.APPLYING):
        messages.error(request, NOT_OPEN.sentence(language()))
        return redirect("people:preview", number)
    reason = " ".join(request.POST.get("alasan", "").split())[:500]
    return redirect("jobs:job", start_applying(source, actor=actor, reason=reason).pk)


@require_POST
@requires(Ability.MANAGE_PEOPLE)
def reread(request: HttpRequest, number: int) -> HttpResponseBase:
    """Read the file again, perhaps another sheet of it."""
    source = get_object_or_404(Import, pk=number)
    if source.state not in _READABLE or not source.stored_name:
        messages.error(request, NOT_OPEN.sentence(language()))
        return redirect("people:preview", number)
    Import.objects.filter(pk=number).update(sheet=request.POST.get("lembar", "")[:100])
    return redirect("jobs:job", start_preview(source, actor=request.user.get_username()).pk)


@require_POST
@requires(Ability.MANAGE_PEOPLE)
def discard(request: HttpRequest, number: int) -> HttpResponseBase:
    refusal = discard_import(get_object_or_404(Import, pk=number), actor=request.user.get_username())
    if refusal:
        messages.error(request, refusal.sentence(language()))
    else:
        messages.success(request, _("Berkas dan pratinjaunya dihapus. Data pegawai tidak berubah."))
    return redirect("people:import")


@requires(Ability.MANAGE_PEOPLE)
def refusals(request: HttpRequest, number: int) -> HttpResponse:
    source = get_object_or_404(Import, pk=number, refused__gt=0)
    stem = slugify(source.file_name.rpartition(".")[0]) or "pegawai"
    return _excel(refused_workbook(source, language()), f"perbaiki-{stem}.xlsx")


@requires(Ability.MANAGE_PEOPLE)
def template(request: HttpRequest, name: str) -> HttpResponse:
    return _excel(template_workbook(TEMPLATES[name]), f"templat-pegawai-{name}.xlsx")


def _excel(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _shown(source: Import, asked: str) -> str:
    if asked in (*Verdict, "warned"):
        return asked
    first = (Verdict.REFUSED, Verdict.CHANGED, Verdict.ADDED, Verdict.UNCHANGED)
    return next((verdict.value for verdict in first if getattr(source, verdict.value)), Verdict.ADDED.value)


def _page(source: Import, shown: str, number: str | None) -> Any:
    paginator = Paginator(_rows(source, shown), PAGE)
    paginator.count = getattr(source, shown)  # known; counting 449,000 rows for each page would not do
    return paginator.get_page(number)


def _rows(source: Import, shown: str) -> QuerySet[ImportedRow]:
    if source.state == ImportState.APPLIED and shown == Verdict.UNCHANGED:
        return source.rows.none()
    chosen = source.rows.filter(warned=True) if shown == "warned" else source.rows.filter(verdict=shown)
    return chosen.order_by("number")


def _differing(row: ImportedRow) -> dict[str, Any]:
    return {} if row.verdict == Verdict.REFUSED else row.changes


def _tabs(source: Import, shown: str) -> list[tuple[str, str, int, bool]]:
    labels = {
        "refused": _("Ditolak"),
        "changed": _("Berubah"),
        "added": _("Baru"),
        "unchanged": _("Tetap"),
        "warned": _("Perlu dilihat"),
    }
    return [(code, label, getattr(source, code), code == shown) for code, label in labels.items()]


def _columns(source: Import) -> list[tuple[str, str]]:
    columns = source.reading.get("columns", {})
    return [
        (title, field_label(field)) for field, (_, title) in sorted(columns.items(), key=lambda c: c[1][0])
    ]
