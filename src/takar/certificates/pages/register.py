"""The register of certificates, one person's certificates, and one certificate typed by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.certificates.actions.record_certificate import record_certificate
from takar.certificates.actions.withdraw_certificate import withdraw_certificate
from takar.certificates.domain.entries import Entry
from takar.certificates.domain.standing import standing
from takar.certificates.domain.values import Organiser, State
from takar.certificates.models import Certificate, HandedPerson
from takar.certificates.pages.filters import class_names, day_of, language
from takar.certificates.rulebook import rule_book
from takar.certificates.standings import certificates_of, subject_of
from takar.kernel.refusals import Refusal
from takar.people.public import LEVEL_NAMES, JobClass, PeopleFilter, find_person, matching_people
from takar.standards.public import StandardNotFound

PAGE = 50
_FIELDS = (
    "nip", "name", "organiser", "accreditation", "number", "job_class", "level", "target_job", "assessed_on",
    "stated_until", "jpm", "category",
)  # fmt: skip


@requires(Ability.READ_CERTIFICATES)
def certificates(request: HttpRequest) -> HttpResponse:
    told = request.GET
    text = told.get("cari", "").strip()[:100]
    found = _matching(text, told.get("penyelenggara", ""), told.get("kelas", ""), told.get("ditarik") == "1")
    context: dict[str, Any] = {
        "page": Paginator(found, PAGE).get_page(told.get("page")),
        "text": text,
        "organiser": told.get("penyelenggara", ""),
        "job_class": told.get("kelas", ""),
        "withdrawn": told.get("ditarik") == "1",
        "narrowed": any(told.get(name) for name in ("cari", "penyelenggara", "kelas", "ditarik")),
        "organisers": organiser_names(),
        "job_classes": class_names(),
        "known": Certificate.objects.exists(),
    }
    return render(request, "certificates/register.html", context)


@requires(Ability.READ_CERTIFICATES)
def person(request: HttpRequest, nip: str) -> HttpResponse:
    """One person on a day: how he stands and why, and every certificate with what became of it."""
    rows = list(Certificate.objects.filter(nip=nip).order_by("-assessed_on", "-id"))
    found = find_person(nip)
    if found is None and not rows:
        raise Http404
    on = day_of(request.GET.get("tanggal", "")) or localdate()
    context: dict[str, Any] = {
        "nip": nip,
        "person": found,
        "name": found.full_name if found else rows[0].name,
        "rows": rows,
        "on": on,
        "today": localdate(),
        "states": State,
        "waiting": HandedPerson.objects.filter(nip=nip)
        .select_related("handover")
        .order_by("-handover__handed_on"),
    }
    try:
        if found is not None:
            subject, book = subject_of(found), rule_book(on)
            rule = book.rule_for(subject.job_class, on)
            context |= {"standing": standing(subject, certificates_of([nip])[nip], rule, on), "rule": rule}
    except StandardNotFound:
        context["standing"] = None
    return render(request, "certificates/person.html", context)


@requires(Ability.MANAGE_CERTIFICATES)
def new(request: HttpRequest) -> HttpResponseBase:
    if request.method != "POST":
        return _form(request, {"nip": request.GET.get("nip", "")[:30]})
    fields = {name: request.POST.get(name, "").strip() for name in _FIELDS}
    done = record_certificate(
        fields, actor=request.user.get_username(), reason=request.POST.get("reason", ""), today=localdate()
    )
    if isinstance(done, Certificate):
        messages.success(request, _("Sertifikat dicatat."))
        return redirect("certificates:person", done.nip)
    return _form(request, fields, done)


@require_POST
@requires(Ability.MANAGE_CERTIFICATES)
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    row = Certificate.objects.filter(pk=number).first()
    if row is None:
        raise Http404
    refusal = withdraw_certificate(
        number, actor=request.user.get_username(), reason=request.POST.get("alasan", "")
    )
    if refusal is not None:
        messages.error(request, refusal.sentence(language()))
    else:
        messages.success(request, _("Sertifikat ditarik. Kewajiban dihitung tanpa sertifikat itu."))
    return redirect(f"{reverse('certificates:person', args=[row.nip])}#sertifikat")


def organiser_names() -> list[tuple[str, str]]:
    return [
        (Organiser.OWN.value, _("penyelenggara sendiri")),
        (Organiser.LAN.value, "LAN"),
        (Organiser.BKN.value, "BKN"),
        (Organiser.OTHER.value, _("penyelenggara lain")),
    ]


def _matching(text: str, organiser: str, job_class: str, withdrawn: bool) -> QuerySet[Certificate]:
    found = Certificate.objects.filter(withdrawn_at__isnull=not withdrawn).order_by("-assessed_on", "-id")
    if organiser in set(Organiser):
        found = found.filter(organiser=organiser)
    if job_class in set(JobClass):
        found = found.filter(job_class=job_class)
    digits = text.replace(" ", "")
    if digits.isdecimal():
        return found.filter(nip__gte=digits.ljust(18, "0"), nip__lte=digits[:18].ljust(18, "9"))
    if not text:
        return found
    named = matching_people(PeopleFilter(text=text)).order_by().values("nip")
    return found.filter(Q(name__icontains=text) | Q(number__icontains=text) | Q(nip__in=named))


def _form(
    request: HttpRequest, fields: dict[str, str], faulty: Entry | Refusal | None = None
) -> HttpResponse:
    findings = faulty.findings if isinstance(faulty, Entry) else []
    context: dict[str, Any] = {
        "fields": fields,
        "reason": request.POST.get("reason", ""),
        "refusal": faulty if isinstance(faulty, Refusal) else None,
        "faults": {one.field: one.sentence(language()) for one in findings if one.is_fault},
        "job_classes": class_names(),
        "levels": [(code.value, name) for code, name in LEVEL_NAMES.items()],
        "today": localdate(),
    }
    return render(request, "certificates/new.html", context, status=422 if faulty else 200)
