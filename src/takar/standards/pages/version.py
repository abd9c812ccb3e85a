"""One frozen version: its content, its sources, its digest, who loaded it; and the history of its code."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from takar.accounts.public import Ability, requires
from takar.standards.domain.conduct import ALL, Conduct
from takar.standards.domain.dictionary import Competency, Level
from takar.standards.domain.difference import differences
from takar.standards.domain.job_standard import JobStandard
from takar.standards.domain.kinds import Kind, Standard
from takar.standards.domain.ruleset import Ruleset
from takar.standards.files.layout import EXCEL_KINDS
from takar.standards.files.write import as_json, as_workbook
from takar.standards.models import StandardVersion
from takar.standards.pages.bars import band_bar, category_bar
from takar.standards.queries import StandardNotFound, dictionary, history, row_of, standard_of

_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@requires(Ability.READ_STANDARDS)
def version(request: HttpRequest, kind: Kind, code: str, version: str) -> HttpResponse:
    row = _row(kind, code, version)
    if row is None:
        return render(request, "standards/missing.html", status=404)
    context = shown(standard_of(row)) | {
        "row": row,
        "versions": history(kind, code),
        "excel": kind in EXCEL_KINDS,
    }
    return render(request, "standards/version.html", context)


@requires(Ability.READ_STANDARDS)
def download(request: HttpRequest, kind: Kind, code: str, version: str, ending: str) -> HttpResponse:
    """The version as .json (the data that is hashed) or .xlsx (to change and upload again)."""
    row = _row(kind, code, version)
    if row is None or (ending == "xlsx" and kind not in EXCEL_KINDS):
        return render(request, "standards/missing.html", status=404)
    standard = standard_of(row)
    body = as_workbook(standard) if ending == "xlsx" else as_json(standard)
    name = f"{kind}-{code}-{version}.{ending}"
    response = HttpResponse(body, content_type=_EXCEL if ending == "xlsx" else "application/json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@requires(Ability.READ_STANDARDS)
def changes(request: HttpRequest, kind: Kind, code: str) -> HttpResponse:
    """All versions of a code, and what differs between two of them (`?dari=` and `?ke=`)."""
    versions = history(kind, code)
    if not versions:
        return render(request, "standards/missing.html", status=404)
    new = _chosen(versions, request.GET.get("ke"), 0)
    old = _chosen(versions, request.GET.get("dari"), min(versions.index(new) + 1, len(versions) - 1))
    context = {
        "kind": kind,
        "code": code,
        "versions": versions,
        "old": old,
        "new": new,
        "differences": differences(old.data, new.data) if old != new else (),
    }
    return render(request, "standards/changes.html", context)


def shown(standard: Standard) -> dict[str, Any]:
    """Template context of the content of a standard; the preview of an upload shows the same."""
    context: dict[str, Any] = {"standard": standard}
    if isinstance(standard, Ruleset):
        context["category_segments"], context["category_ticks"] = category_bar(standard.categories)
        context["band_segments"], context["band_ticks"] = band_bar(standard.potential_bands)
    if isinstance(standard, JobStandard):
        context["required"] = _required(standard)
    if isinstance(standard, Conduct):
        context["breaks"] = [
            one for weekday in range(7) for one in standard.breaks_on(weekday) if one.weekday != ALL
        ]
        context["usual_breaks"] = [one for one in standard.breaks if one.weekday == ALL]
    return context


def _required(standard: JobStandard) -> list[tuple[Competency, Level]]:
    """Each competency with the text of its required level, in the words of today's dictionary."""
    book = dictionary(localdate())
    return [(book.competency(code), book.competency(code).at(level)) for code, level in standard.levels]


def _row(kind: Kind, code: str, version: str) -> StandardVersion | None:
    try:
        return row_of(kind, code, version)
    except StandardNotFound:
        return None


def _chosen(versions: list[StandardVersion], wanted: str | None, otherwise: int) -> StandardVersion:
    return next((row for row in versions if row.version == wanted), versions[otherwise])
