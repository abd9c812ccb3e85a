"""Import of results: upload, preview of every row, confirmation, refused rows back as Excel."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.certificates.actions.discard_results import discard_results
from takar.certificates.actions.upload_results import MOST_MEGABYTES, upload_results
from takar.certificates.domain.entries import Defaults
from takar.certificates.domain.findings import finding_from_json
from takar.certificates.domain.handing import Matching, match
from takar.certificates.domain.headings import FIELDS
from takar.certificates.jobs import start_applying, start_preview
from takar.certificates.models import CertificateImport, Handover, ImportedRow, ImportState, Verdict
from takar.certificates.pages.filters import class_names, day_of, language
from takar.certificates.refusals import NOT_OPEN
from takar.certificates.words import field_label
from takar.certificates.workbooks.refused import MOST_REFUSED, refused_workbook
from takar.certificates.workbooks.sheets import excel_response
from takar.certificates.workbooks.template import template_workbook
from takar.kernel.refusals import Refusal
from takar.people.public import column_letters

PAGE = 50


@requires(Ability.MANAGE_CERTIFICATES)
def results(request: HttpRequest) -> HttpResponseBase:
    if request.method == "POST":
        return receive(request, None)
    context = {
        "imports": CertificateImport.objects.select_related("handover")[:20],
        "fields": [(field_label(field), [names[0].upper()]) for field, names in FIELDS.items()],
        "most_megabytes": MOST_MEGABYTES,
        "job_classes": class_names(),
        "today": localdate(),
    }
    return render(request, "certificates/import.html", context)


def receive(request: HttpRequest, handover: Handover | None) -> HttpResponseBase:
    """Keep the uploaded file and start its preview."""
    file = request.FILES.get("berkas")
    if file is None:
        messages.error(request, _("Pilih berkas hasil lebih dahulu."))
        return redirect("certificates:handover", handover.pk) if handover else redirect("certificates:import")
    actor = request.user.get_username()
    source = upload_results(
        file.name or "", file.chunks(), actor=actor, handover=handover, defaults=_defaults(request, handover)
    )
    if isinstance(source, Refusal):
        messages.error(request, source.sentence(language()))
        return redirect("certificates:handover", handover.pk) if handover else redirect("certificates:import")
    return redirect("jobs:job", start_preview(source, actor=actor).pk)


@requires(Ability.MANAGE_CERTIFICATES)
def preview(request: HttpRequest, number: int) -> HttpResponse:
    source = get_object_or_404(CertificateImport.objects.select_related("handover"), pk=number)
    shown = _shown(source, request.GET.get("tampil", ""))
    page = _page(source, shown, request.GET.get("page"))
    matching = _matching(source)
    context: dict[str, Any] = {
        "source": source,
        "notice": source.refusal[language()] if source.refusal else "",
        "tabs": _tabs(source, shown),
        "shown": shown,
        "page": page,
        "rows": [(row, _remarks(row, source)) for row in page],
        "columns": _columns(source),
        "total": source.added + source.same + source.refused,
        "most_refused": MOST_REFUSED,
        "matching": matching,
        "missing": _named(source, matching),
    }
    return render(request, "certificates/preview.html", context)


@require_POST
@requires(Ability.MANAGE_CERTIFICATES)
def confirm(request: HttpRequest, number: int) -> HttpResponseBase:
    source, actor = get_object_or_404(CertificateImport, pk=number), request.user.get_username()
    if source.state != ImportState.PREVIEWED:
        messages.error(request, NOT_OPEN.sentence(language()))
        return redirect("certificates:preview", number)
    reason = " ".join(request.POST.get("alasan", "").split())[:500]
    return redirect("jobs:job", start_applying(source, actor=actor, reason=reason).pk)


@require_POST
@requires(Ability.MANAGE_CERTIFICATES)
def discard(request: HttpRequest, number: int) -> HttpResponseBase:
    refusal = discard_results(
        get_object_or_404(CertificateImport, pk=number), actor=request.user.get_username()
    )
    if refusal:
        messages.error(request, refusal.sentence(language()))
    else:
        messages.success(request, _("Berkas dan pratinjaunya dihapus. Register tidak berubah."))
    return redirect("certificates:import")


@requires(Ability.MANAGE_CERTIFICATES)
def refusals(request: HttpRequest, number: int) -> HttpResponse:
    source = get_object_or_404(CertificateImport, pk=number, refused__gt=0)
    stem = slugify(source.file_name.rpartition(".")[0]) or "hasil"
    return excel_response(refused_workbook(source, language()), f"perbaiki-{stem}.xlsx")


@requires(Ability.MANAGE_CERTIFICATES)
def template(request: HttpRequest) -> HttpResponse:
    return excel_response(template_workbook(), "templat-hasil-penilaian.xlsx")


def _defaults(request: HttpRequest, handover: Handover | None) -> Defaults:
    day = day_of(request.POST.get("tanggal", ""))
    return Defaults(
        organiser=handover.organiser_name
        if handover
        else request.POST.get("penyelenggara", "").strip()[:200],
        assessed_on=day.isoformat() if day else "",
        job_class=request.POST.get("kelas", "")[:20],
    )


def _matching(source: CertificateImport) -> Matching | None:
    """What a file for a handover brings back; of an applied one, what is still missing is told by the handover."""
    if source.handover is None or source.state != ImportState.PREVIEWED:
        return None
    expected = source.handover.people.filter(result__isnull=True, dropped_reason="").values_list(
        "nip", flat=True
    )
    rows = source.rows.exclude(verdict=Verdict.REFUSED).values_list("nip", "findings")
    elsewhere = {"BEFORE_HANDOVER", "OTHER_ORGANISER"}
    told = [nip for nip, findings in rows if not elsewhere & {one["code"] for one in findings}]
    found = match(expected, told)
    listed = set(source.handover.people.values_list("nip", flat=True))
    return Matching(found.back, found.missing, tuple(nip for nip in found.strangers if nip not in listed))


def _named(source: CertificateImport, matching: Matching | None) -> list[tuple[str, str]]:
    """(NIP, name) of those who are missing in the file."""
    if matching is None or source.handover is None:
        return []
    people = source.handover.people.filter(nip__in=matching.missing[:500])
    return list(people.values_list("nip", "name"))


def _shown(source: CertificateImport, asked: str) -> str:
    if asked in (*Verdict, "warned"):
        return asked
    first = (Verdict.REFUSED, Verdict.ADDED, Verdict.SAME)
    return next((one.value for one in first if getattr(source, one.value)), Verdict.ADDED.value)


def _page(source: CertificateImport, shown: str, number: str | None) -> Any:
    chosen = source.rows.filter(warned=True) if shown == "warned" else source.rows.filter(verdict=shown)
    paginator = Paginator(chosen.order_by("number"), PAGE)
    paginator.count = getattr(source, shown)
    return paginator.get_page(number)


def _tabs(source: CertificateImport, shown: str) -> list[tuple[str, str, int, bool]]:
    labels = {
        "refused": _("Ditolak"),
        "added": _("Baru"),
        "same": _("Sudah tercatat"),
        "warned": _("Perlu dilihat"),
    }
    return [(code, label, getattr(source, code), code == shown) for code, label in labels.items()]


def _columns(source: CertificateImport) -> list[tuple[str, str]]:
    columns = source.reading.get("columns", {})
    ordered = sorted(columns.items(), key=lambda one: one[1][0])
    return [(title, field_label(field)) for field, (_column, title) in ordered]


def _remarks(row: ImportedRow, source: CertificateImport) -> list[dict[str, Any]]:
    columns = source.reading.get("columns", {})
    found = []
    for data in row.findings:
        finding = finding_from_json(data)
        column, heading = columns.get(finding.field, (None, field_label(finding.field)))
        found.append(
            {
                "letters": "" if column is None else column_letters(column),
                "heading": heading,
                "sentence": finding.sentence(language()),
                "is_fault": finding.is_fault,
            }
        )
    return found
