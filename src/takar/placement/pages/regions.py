"""Penempatan wilayah: runs, a new one, its result post by post with reasons, files."""

from __future__ import annotations

import secrets
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, record_change, requires
from takar.jobs.public import cancel_job, enqueue
from takar.kernel.ids import readable_code
from takar.kernel.refusals import Refusal
from takar.people.public import JOB_CLASS_NAMES, JobClass
from takar.placement.actions.ask_region import ask_region
from takar.placement.domain.regions import REASONS, WORTH_BAD, RegionScope, worth_of
from takar.placement.models import RegionPlace
from takar.placement.pages import region_words as words
from takar.placement.pages import shared
from takar.placement.regional import files
from takar.placement.regional.books import (
    RegionBook,
    agencies_of,
    contested,
    names_of,
    places_of,
    region_book,
    region_books,
)
from takar.placement.workbooks.sheets import XLSX
from takar.positions.public import position_agencies

PAGE = 50
KINDS = {"xlsx": XLSX, "csv": "text/csv; charset=utf-8"}


@requires(Ability.READ_PLACEMENT)
def regions(request: HttpRequest) -> HttpResponse:
    rows = [
        {"book": one, "label": words.STATES[one.state], "scope": words.SCOPES[one.scope.scope]}
        for one in region_books()
    ]
    return render(
        request,
        "placement/regions.html",
        {"rows": rows, "plans": shared.may(request, Ability.PLAN_PLACEMENT)},
    )


@requires(Ability.PLAN_PLACEMENT)
def new_region(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        worth = worth_of(shared.typed(request, "nilai") or "68")
        done = WORTH_BAD if worth is None else ask_region(
            RegionScope(
                shared.typed(request, "lingkup"),
                tuple(request.POST.getlist("kelas")),
                tuple(request.POST.getlist("instansi")),
                "bersama" in request.POST,
                worth,
            ),
            actor=shared.name_of(request),
        )  # fmt: skip
        if not isinstance(done, Refusal):
            return redirect("placement:region", done.pk)
        messages.error(request, shared.say(done))
    context = {
        "scopes": words.SCOPES.items(),
        "classes": [(one.value, JOB_CLASS_NAMES[one][shared.language()]) for one in JobClass],
        "agencies": position_agencies(),
        "chosen": shared.typed(request, "lingkup") or "vacant_free",
        "chosen_classes": request.POST.getlist("kelas"),
        "chosen_agencies": request.POST.getlist("instansi"),
        "worth": shared.typed(request, "nilai") or "68",
        "together": "bersama" in request.POST,
    }
    return render(request, "placement/new_region.html", context)


@requires(Ability.READ_PLACEMENT)
@never_cache
def region(request: HttpRequest, run: str) -> HttpResponse:
    book = _found(run)
    context: dict[str, Any] = _about(request, book)
    if book.result:
        context |= _listed(request, book)
    return render(request, "placement/region.html", context)


@requires(Ability.READ_PLACEMENT)
@never_cache
def progress(request: HttpRequest, run: str) -> HttpResponse:
    """The part that refreshes itself; when it is over the whole page loads anew."""
    book = _found(run)
    response = render(request, "placement/_region_progress.html", _about(request, book))
    if not book.busy:
        response["HX-Refresh"] = "true"
    return response


@requires(Ability.READ_PLACEMENT)
@never_cache
def contested_people(request: HttpRequest, run: str) -> HttpResponse:
    """Whom the other posts would miss most."""
    book = _done(run)
    places = contested(run)
    context = _about(request, book) | {"rows": _rows(places), "here": "contested"}
    return render(request, "placement/region_contested.html", context)


@require_POST
@requires(Ability.PLAN_PLACEMENT)
def cancel_region(request: HttpRequest, run: str) -> HttpResponse:
    refused = cancel_job(_found(run).run.job)
    if refused:
        messages.error(request, shared.say(refused))
    else:
        record_change(shared.name_of(request), "region.cancel", f"region:{run}")
        messages.info(request, _("Penataan diminta berhenti."))
    return redirect("placement:region", run)


@require_POST
@requires(Ability.READ_PLACEMENT)
def region_file(request: HttpRequest, run: str) -> HttpResponseBase:
    """The list as a file: at once when it is short, else by a job. Who took it home is on record."""
    book, kind, actor = _done(run), shared.typed(request, "berkas"), shared.name_of(request)
    if kind not in KINDS:
        raise Http404
    code = readable_code(secrets.token_bytes, 8)
    record_change(actor, "region.download", f"region:{run}", after={"what": kind, "code": code})
    mark = _("Diunduh oleh %(who)s, kode %(code)s") % {"who": actor, "code": code}
    if book.totals["posts"] <= files.AT_ONCE:
        body = files.region_file(run, kind, mark, shared.language(), lambda done, total: None)
        response = HttpResponse(body, content_type=KINDS[kind])
        response["Content-Disposition"] = f'attachment; filename="penempatan-wilayah.{kind}"'
        return response
    payload = {"run": run, "name": f"{run}-{code}.{kind}", "mark": mark, "language": shared.language()}
    job = enqueue(files.KIND, dict(payload), actor=actor, title=_("Menyusun berkas penempatan wilayah"))
    return redirect("jobs:job", job.pk)


@requires(Ability.READ_PLACEMENT)
@never_cache
def region_saved(request: HttpRequest, run: str, name: str) -> HttpResponseBase:
    """A file that a job wrote."""
    path = files.folder() / name
    kind = name.rpartition(".")[2]
    if kind not in KINDS or not name.startswith(f"{_done(run).id}-") or "/" in name or not path.is_file():
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=f"penempatan-wilayah.{kind}")


def _about(request: HttpRequest, book: RegionBook) -> dict[str, Any]:
    scope = book.scope
    return {
        "book": book,
        "state": book.state,
        "label": words.STATES[book.state],
        "scope": scope,
        "scope_name": words.SCOPES[scope.scope],
        "classes": [JOB_CLASS_NAMES[JobClass(one)][shared.language()] for one in scope.classes],
        "failure": (book.job.error or {}).get(shared.language(), "") if book.job else "",
        "plans": shared.may(request, Ability.PLAN_PLACEMENT),
        "here": "list",
    }  # fmt: skip


def _listed(request: HttpRequest, book: RegionBook) -> dict[str, Any]:
    asked = {name: request.GET.get(name, "").strip() for name in ("cari", "instansi", "keadaan")}
    found = places_of(book.id, asked["cari"], asked["instansi"], asked["keadaan"])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return {
        "page": page,
        "rows": _rows(list(page.object_list)),
        "asked": asked,
        "agencies": agencies_of(book),
        "narrowed": any(asked.values()),
        "states": [("filled", _("terisi")), ("contested", _("diperebutkan")), ("open", _("tetap lowong")),
                   *((code, words.REASONS[code]) for code in REASONS)],
    }  # fmt: skip


def _rows(places: list[RegionPlace]) -> list[dict[str, Any]]:
    names, language = names_of(places), shared.language()
    return [
        {
            "place": one,
            "name": names.get(one.nip, one.nip),
            "holder": names.get(one.holder, one.holder),
            "stays": one.nip == one.holder != "",
            "reason": words.REASONS.get(one.reason, ""),
            "fit": words.points(one.fit, language),
            "price": words.points(one.price, language),
            "because": words.because(one, names, language),
        }
        for one in places
    ]


def _found(run: str) -> RegionBook:
    book = region_book(run)
    if book is None:
        raise Http404
    return book


def _done(run: str) -> RegionBook:
    book = _found(run)
    if book.result is None:
        raise Http404
    return book
