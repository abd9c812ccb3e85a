"""Forms: the list, one form through a participant's eyes, drafting and sealing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, User, requires
from takar.forms.actions.draft_form import make_form_from_blueprint
from takar.forms.actions.load_shipped_blueprints import load_shipped_blueprints
from takar.forms.actions.seal_form import seal_form
from takar.forms.domain.package import places
from takar.forms.models import Blueprint, Form
from takar.forms.queries import blueprint_of, package_json
from takar.items.public import face
from takar.kernel.canonical import digest
from takar.kernel.refusals import Refusal


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


@requires(Ability.READ_ASSESSMENTS)
def forms(request: HttpRequest) -> HttpResponse:
    rows = Form.objects.select_related("package").defer("recipe", "items")
    context = {
        "forms": [_line(row) for row in rows],
        "blueprints": [blueprint_of(row) for row in Blueprint.objects.all()],
        "may_seal": _may(request),
    }
    return render(request, "forms/forms.html", context)


def _line(row: Form) -> dict[str, Any]:
    sections = row.content["sections"]
    return {
        "form": row,
        "package": getattr(row, "package", None),
        "items": sum(places(section["items"]) for section in sections),
        "minutes": sum(section["minutes"] for section in sections),
    }


def _may(request: HttpRequest) -> bool:
    user = request.user
    return isinstance(user, User) and user.may(Ability.SEAL_FORMS)


def _may_read(request: HttpRequest) -> bool:
    """Questions before the day are for those who make forms or may see items anyway."""
    user = request.user
    return isinstance(user, User) and (user.may(Ability.SEAL_FORMS) or user.may(Ability.READ_ITEMS))


@requires(Ability.SEAL_FORMS)
@require_POST
def load_shipped(request: HttpRequest) -> HttpResponse:
    added = load_shipped_blueprints(request.user.get_username())
    messages.success(request, _("%d kisi-kisi bawaan dimuat.") % len(added))
    return redirect("forms:forms")


@requires(Ability.SEAL_FORMS)
@require_POST
def draft(request: HttpRequest, code: str) -> HttpResponse:
    made = make_form_from_blueprint(
        code,
        request.user.get_username(),
        title=request.POST.get("title", "")[:200],
        seed=request.POST.get("seed", "").strip()[:80],
    )
    if isinstance(made, Refusal):
        messages.error(request, made.sentence(language()))
        return redirect("forms:blueprint", code)
    messages.success(request, _("Naskah disusun. Periksa isinya, lalu segel."))
    return redirect("forms:form", made.id)


@requires(Ability.READ_ASSESSMENTS)
def form(request: HttpRequest, form_id: str) -> HttpResponse:
    row = get_object_or_404(Form.objects.select_related("package"), id=form_id)
    sections = row.content["sections"]
    at = request.GET.get("bagian", "")
    open_section = next((s for s in sections if s["code"] == at), sections[0])
    context = {
        **_line(row),
        "sections": sections,
        "section_open": open_section,
        "faces": [face(content) for content in open_section["items"]] if _may_read(request) else [],
        "may_seal": _may(request),
        "digest": digest(row.content),
    }
    return render(request, "forms/form.html", context)


@requires(Ability.SEAL_FORMS)
@require_POST
def seal(request: HttpRequest, form_id: str) -> HttpResponse:
    done = seal_form(form_id, request.user.get_username())
    if isinstance(done, Refusal):
        messages.error(request, done.sentence(language()))
    else:
        messages.success(request, _("Naskah disegel. Isinya tidak dapat diubah lagi oleh siapa pun."))
    return redirect("forms:form", form_id)


@requires(Ability.SEAL_FORMS)
def download(request: HttpRequest, form_id: str) -> HttpResponse:
    """The sealed package, without keys."""
    get_object_or_404(Form.objects.exclude(package=None), id=form_id)
    response = HttpResponse(package_json(form_id), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{form_id}.paket.json"'
    return response
