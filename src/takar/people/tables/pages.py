"""The pages of a context's lists: upload with templates, preview of every row, confirmation, refused rows as Excel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.people.domain.cells import column_letters
from takar.people.domain.tables.findings import remark_from_json
from takar.people.domain.tables.kinds import TableKind
from takar.people.models import ImportState, TableImport, TableRow, Verdict
from takar.people.queries import people_by_nips
from takar.people.tables.jobs import start_table_job
from takar.people.tables.listing import TableList
from takar.people.tables.uploading import MOST_MEGABYTES, TABLE_NOT_OPEN, discard_table, upload_table
from takar.people.tables.workbooks import MOST_REFUSED, refused_table, table_template

PAGE = 50
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class TablePages:
    """What differs between contexts: the namespace of their addresses, their lists, who may, and where "back" leads."""

    context: str
    lists: Mapping[str, TableList]
    ability: Ability
    back: str

    def urls(self) -> list[URLPattern]:
        """impor/, impor/<slug>/, impor/<slug>/templat/, impor/<number>/ and its steps; names import, kind, template,
        preview, confirm, discard, refusals."""
        lock = requires(self.ability)
        return [
            path("impor/", lock(self.overview), name="import"),
            path("impor/<int:number>/", lock(self.preview), name="preview"),
            path("impor/<int:number>/terapkan/", require_POST(lock(self.confirm)), name="confirm"),
            path("impor/<int:number>/batalkan/", require_POST(lock(self.discard)), name="discard"),
            path("impor/<int:number>/ditolak/", lock(self.refusals), name="refusals"),
            path("impor/<slug:slug>/", lock(self.kind), name="kind"),
            path("impor/<slug:slug>/templat/", lock(self.template), name="template"),
        ]

    def overview(self, request: HttpRequest) -> HttpResponse:
        kinds = [_told(one.kind) for one in self.lists.values()]
        context = {"kinds": kinds, "imports": self._lately(self.lists)} | self._common()
        return render(request, "people/tables/overview.html", context)

    def kind(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        wanted = self._list(slug)
        if request.method == "POST":
            return self._upload(request, wanted)
        context = {
            "kind": _told(wanted.kind),
            "fields": [(one.label(_language()), one) for one in wanted.kind.fields],
            "imports": self._lately([wanted.kind.code]),
            "most_megabytes": MOST_MEGABYTES,
        }
        return render(request, "people/tables/kind.html", context | self._common())

    def template(self, _request: HttpRequest, slug: str) -> HttpResponse:
        return _excel(table_template(self._list(slug).kind), f"templat-{slug}.xlsx")

    def preview(self, request: HttpRequest, number: int) -> HttpResponse:
        source, kind = self._source(number)
        shown = _shown(source, request.GET.get("tampil", ""))
        paginator = Paginator(_rows(source, shown), PAGE)
        page = paginator.get_page(request.GET.get("page"))
        context: dict[str, Any] = {
            "source": source,
            "kind": _told(kind),
            "notice": source.refusal[_language()] if source.refusal else "",
            "tabs": _tabs(source, shown),
            "shown": shown,
            "page": page,
            "rows": _shown_rows(list(page), source, kind),
            "columns": _columns(source, kind),
            "changes": source.added + source.changed,
            "total": source.added + source.changed + source.unchanged + source.refused,
            "most_refused": MOST_REFUSED,
        }
        return render(request, "people/tables/preview.html", context | self._common())

    def confirm(self, request: HttpRequest, number: int) -> HttpResponseBase:
        source, _kind = self._source(number)
        if source.state != ImportState.PREVIEWED:
            messages.error(request, TABLE_NOT_OPEN.sentence(_language()))
            return redirect(f"{self.context}:preview", number)
        reason = " ".join(request.POST.get("alasan", "").split())[:500]
        actor = request.user.get_username()
        return redirect(
            "jobs:job", start_table_job(self.context, "apply", source, actor=actor, reason=reason).pk
        )

    def discard(self, request: HttpRequest, number: int) -> HttpResponseBase:
        source, kind = self._source(number)
        refusal = discard_table(source, actor=request.user.get_username())
        if refusal:
            messages.error(request, refusal.sentence(_language()))
        else:
            messages.success(request, _("Berkas dan pratinjaunya dihapus. Catatan tidak berubah."))
        return redirect(f"{self.context}:kind", kind.slug)

    def refusals(self, _request: HttpRequest, number: int) -> HttpResponse:
        source, kind = self._source(number)
        if not source.refused:
            raise Http404
        stem = slugify(source.file_name.rpartition(".")[0]) or kind.slug
        return _excel(refused_table(source, kind, _language()), f"perbaiki-{stem}.xlsx")

    def _upload(self, request: HttpRequest, wanted: TableList) -> HttpResponseBase:
        file = request.FILES.get("berkas")
        if file is None:
            messages.error(request, _("Pilih berkasnya lebih dahulu."))
            return redirect(f"{self.context}:kind", wanted.kind.slug)
        actor = request.user.get_username()
        source = upload_table(wanted, file.name or "", file.chunks(), actor=actor)
        if isinstance(source, Refusal):
            messages.error(request, source.sentence(_language()))
            return redirect(f"{self.context}:kind", wanted.kind.slug)
        return redirect("jobs:job", start_table_job(self.context, "preview", source, actor=actor).pk)

    def _list(self, slug: str) -> TableList:
        found = next((one for one in self.lists.values() if one.kind.slug == slug), None)
        if found is None:
            raise Http404
        return found

    def _source(self, number: int) -> tuple[TableImport, TableKind]:
        source = get_object_or_404(TableImport, pk=number, kind__in=list(self.lists))
        return source, self.lists[source.kind].kind

    def _lately(self, codes: Iterable[str]) -> list[tuple[TableImport, str]]:
        several = TableImport.objects.filter(kind__in=list(codes))[:20]
        return [(one, self.lists[one.kind].kind.title(_language())) for one in several]

    def _common(self) -> dict[str, Any]:
        return {
            "context": self.context,
            "back": reverse(self.back),
            "places": {
                name: f"{self.context}:{name}"
                for name in ("import", "kind", "template", "preview", "confirm", "discard", "refusals")
            },
        }


def _language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def _told(kind: TableKind) -> dict[str, str]:
    language = _language()
    return {"slug": kind.slug, "title": kind.title(language), "about": kind.about(language)}


def _excel(body: bytes, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=_XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _shown(source: TableImport, asked: str) -> str:
    if asked in (*Verdict, "warned"):
        return asked
    first = (Verdict.REFUSED, Verdict.CHANGED, Verdict.ADDED, Verdict.UNCHANGED)
    return next((verdict.value for verdict in first if getattr(source, verdict.value)), Verdict.ADDED.value)


def _rows(source: TableImport, shown: str) -> Any:
    chosen = source.rows.filter(warned=True) if shown == "warned" else source.rows.filter(verdict=shown)
    return chosen.order_by("number")


def _shown_rows(rows: Sequence[TableRow], source: TableImport, kind: TableKind) -> list[dict[str, Any]]:
    people = people_by_nips(str(row.values.get("nip", "")) for row in rows) if kind.of_people else {}
    return [_shown_row(row, source, kind, people) for row in rows]


def _shown_row(
    row: TableRow, source: TableImport, kind: TableKind, people: Mapping[str, Any]
) -> dict[str, Any]:
    language, first = _language(), kind.must[0]
    refused = row.verdict == Verdict.REFUSED
    person = people.get(str(row.values.get("nip", "")))
    told = [
        (one.label(language), row.values[one.name])
        for one in kind.fields
        if one.name not in (first, "name") and row.values.get(one.name)
    ]
    return {
        "number": row.number,
        "who": person.full_name if person else str(row.values.get("name") or row.values.get("title") or ""),
        "key": row.values.get(first, ""),
        "told": [] if refused or row.changes else told,
        "changes": [(kind.label(name, language), *pair) for name, pair in row.changes.items()],
        "remarks": [_remark(data, source, kind) for data in row.remarks],
    }


def _remark(data: dict[str, str], source: TableImport, kind: TableKind) -> dict[str, Any]:
    one = remark_from_json(data)
    column, heading = source.reading.get("columns", {}).get(
        one.field, (None, kind.label(one.field, _language()))
    )
    return {
        "letters": "" if column is None else column_letters(column),
        "heading": heading,
        "is_fault": one.is_fault,
        "sentence": one.sentence(_language()),
    }


def _tabs(source: TableImport, shown: str) -> list[tuple[str, str, int, bool]]:
    labels = {
        "refused": _("Ditolak"),
        "changed": _("Berubah"),
        "added": _("Baru"),
        "unchanged": _("Tetap"),
        "warned": _("Perlu dilihat"),
    }
    return [(code, label, getattr(source, code), code == shown) for code, label in labels.items()]


def _columns(source: TableImport, kind: TableKind) -> list[tuple[str, str]]:
    columns = sorted(source.reading.get("columns", {}).items(), key=lambda one: one[1][0])
    return [(title, kind.label(name, _language())) for name, (_column, title) in columns]
