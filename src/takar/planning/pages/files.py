"""A list of assessors from Excel: upload, look, apply."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.planning.actions.import_assessors import apply_assessors, preview_assessors
from takar.planning.assessor_xlsx import refused_workbook, template_workbook
from takar.planning.models import AssessorFile
from takar.planning.pages.shared import actor, language, resources, tell

PAGE = 50
MOST_BYTES = 10 * 2**20
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ORDER = {"refused": 0, "changed": 1, "added": 2, "unchanged": 3}


@requires(Ability.MANAGE_PLANS)
def upload(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        return render(request, "planning/assessor_file.html", resources("assessors", request))
    file = request.FILES.get("berkas")
    if file is None or (file.size or 0) > MOST_BYTES:
        messages.error(request, gettext("Pilih berkas daftar asesor, paling besar 10 MB."))
        return redirect("planning:assessor_file")
    with tempfile.NamedTemporaryFile(suffix=".bin") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
        kept.flush()
        done = preview_assessors(Path(kept.name), file.name or "", actor(request))
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(language()))
        return redirect("planning:assessor_file")
    return redirect("planning:assessor_preview", done.pk)


@requires(Ability.MANAGE_PLANS)
def preview(request: HttpRequest, file: int) -> HttpResponse:
    row = get_object_or_404(AssessorFile, pk=file)
    counts = Counter(one["verdict"] for one in row.rows)
    ordered = sorted(row.rows, key=lambda one: (_ORDER[one["verdict"]], one["number"]))
    context = resources("assessors", request) | {
        "file": row,
        "page": Paginator(ordered, PAGE).get_page(request.GET.get("page")),
        "counts": {name: counts[name] for name in _ORDER},
        "changes": counts["added"] + counts["changed"],
    }
    return render(request, "planning/assessor_preview.html", context)


@require_POST
@requires(Ability.MANAGE_PLANS)
def apply(request: HttpRequest, file: int) -> HttpResponseBase:
    done = apply_assessors(file, actor(request))
    if tell(request, done, gettext("Daftar asesor diterapkan.")):
        return redirect("planning:assessors")
    return redirect("planning:assessor_preview", file)


@requires(Ability.MANAGE_PLANS)
def refused(request: HttpRequest, file: int) -> HttpResponse:
    row = get_object_or_404(AssessorFile, pk=file)
    return _excel(refused_workbook(row.rows, language()), "perbaiki-asesor.xlsx")


@requires(Ability.MANAGE_PLANS)
def template(request: HttpRequest) -> HttpResponse:
    return _excel(template_workbook(), "templat-asesor.xlsx")


def _excel(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
