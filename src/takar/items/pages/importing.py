"""Import from a spreadsheet: template, upload, preview, confirmation, refused rows as a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.items.actions.import_items import Preview, Verdict, import_items, preview_items, upload_items
from takar.items.excel.marked import marked_workbook
from takar.items.excel.reading import MOST_BYTES
from takar.items.excel.template import template as make_template
from takar.items.models import Upload
from takar.items.pages.labels import TYPE_LABELS, language
from takar.kernel.refusals import Refusal

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = 200


@requires(Ability.WRITE_ITEMS)
def upload(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("file")
    if request.method != "POST" or file is None:
        return render(request, "items/import.html", {"missing": request.method == "POST"})
    kept = upload_items(str(file.name), file.read(MOST_BYTES + 1), request.user.get_username())
    if isinstance(kept, Refusal):
        return render(request, "items/import.html", {"refusal": kept}, status=422)
    return redirect("items:preview", kept.code)


@requires(Ability.WRITE_ITEMS)
def template(request: HttpRequest) -> HttpResponse:
    return _download(make_template(), "templat-butir-soal.xlsx")


@requires(Ability.WRITE_ITEMS)
def preview(request: HttpRequest, code: str) -> HttpResponse:
    kept = _kept(request, code)
    found = preview_items(bytes(kept.content))
    if isinstance(found, Refusal):
        return render(request, "items/import.html", {"refusal": found}, status=422)
    context = {
        "kept": kept,
        "sheet": found.sheet,
        "counts": {str(verdict): len(found.of(verdict)) for verdict in Verdict},
        "refused": [_refused(found, line) for line in found.of(Verdict.REFUSED)[:_SHOWN]],
        "changed": found.of(Verdict.CHANGED)[:_SHOWN],
        "added": [
            (line, TYPE_LABELS[line.row.entry.item.type])
            for line in found.of(Verdict.ADDED)[:_SHOWN]
            if line.row.entry
        ],
        "useful": len(found.of(Verdict.ADDED)) + len(found.of(Verdict.CHANGED)),
        "shown": _SHOWN,
    }
    return render(request, "items/preview.html", context)


def _refused(found: Preview, line: Any) -> dict[str, Any]:
    return {
        "row": line.row,
        "faults": [
            (found.place(line, fault), fault.refusal.sentence(language())) for fault in line.row.faults
        ],
    }


@requires(Ability.WRITE_ITEMS)
def refused(request: HttpRequest, code: str) -> HttpResponse:
    found = preview_items(bytes(_kept(request, code).content))
    if isinstance(found, Refusal):
        raise Http404
    return _download(marked_workbook(found.refused_rows, language()), "butir-ditolak.xlsx")


@requires(Ability.WRITE_ITEMS)
@require_POST
def apply(request: HttpRequest, code: str) -> HttpResponse:
    kept = _kept(request, code)
    reason = request.POST.get("reason", "").strip()
    done = import_items(kept.name, bytes(kept.content), request.user.get_username(), reason=reason)
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(language()))
        return redirect("items:preview", code)
    kept.delete()
    said = _("%(added)d butir ditambahkan, %(changed)d diubah, %(unchanged)d tidak berubah.")
    counts = {"added": len(done.added), "changed": len(done.changed), "unchanged": len(done.unchanged)}
    messages.success(request, said % counts)
    return redirect("items:items")


def _kept(request: HttpRequest, code: str) -> Upload:
    """Only for the one who uploaded it."""
    found = Upload.objects.filter(code=code, actor=request.user.get_username()).first()
    if found is None:
        raise Http404
    return found


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=_EXCEL)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
