"""Those who rate: the list, one of them with absences, relations and duties."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.kernel.refusals import Refusal
from takar.people.public import people_by_nips
from takar.planning.actions.save_assessor import (
    AssessorDraft,
    add_absence,
    add_relation,
    remove_absence,
    remove_relation,
    save_assessor,
)
from takar.planning.models import Absence, Assessor, Relation
from takar.planning.pages.shared import actor, dress, posted, resources, tell, today
from takar.planning.queries import roster_of_assessor

PAGE = 50
RELATION_NAMES = {
    "superior": _("Atasan"),
    "former_superior": _("Mantan atasan"),
    "relative": _("Keluarga"),
    "declared": _("Dinyatakan sendiri"),
}
_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AssessorForm(forms.Form):
    nip = forms.CharField(
        label=_("NIP"),
        max_length=24,
        required=False,
        help_text=_("Kosongkan untuk asesor dari luar instansi."),
    )
    name = forms.CharField(label=_("Nama"), max_length=200, required=False)
    agency = forms.CharField(label=_("Instansi"), max_length=200, required=False)
    grade = forms.CharField(label=_("Jenjang atau jabatan asesor"), max_length=80, required=False)
    active = forms.BooleanField(label=_("Dapat ditugaskan"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    def draft(self) -> AssessorDraft:
        data = self.cleaned_data
        return AssessorDraft(data["nip"], data["name"], data["agency"], "", data["grade"], data["active"])


class AbsenceForm(forms.Form):
    first_day = forms.DateField(label=_("Dari"), widget=_DATE)
    last_day = forms.DateField(label=_("Sampai"), widget=_DATE)
    reason = forms.CharField(label=_("Alasan"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


class RelationForm(forms.Form):
    nip = forms.CharField(label=_("NIP orang yang tidak boleh dinilai"), max_length=24)
    kind = forms.ChoiceField(label=_("Hubungan"), choices=list(RELATION_NAMES.items()))
    note = forms.CharField(label=_("Catatan"), max_length=200, required=False)
    until = forms.DateField(
        label=_("Berlaku sampai"), widget=_DATE, required=False, help_text=_("Kosong: seterusnya.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


@requires(Ability.READ_PLANS)
def assessors(request: HttpRequest) -> HttpResponse:
    text = " ".join(request.GET.get("cari", "").split())
    rows = Assessor.objects.order_by("name", "id").annotate(
        away=Count("absences", filter=Q(absences__last_day__gte=today()), distinct=True),
        ties=Count("relations", distinct=True),
        batches=Count("duties", filter=Q(duties__batch__plan__status="adopted"), distinct=True),
    )
    if text:
        rows = rows.filter(Q(name__icontains=text) | Q(nip__startswith=text.replace(" ", "")))
    context = resources("assessors", request) | {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "text": text,
        "total": Assessor.objects.count(),
        "active": Assessor.objects.filter(active=True).count(),
    }
    return render(request, "planning/assessors.html", context)


@requires(Ability.MANAGE_PLANS)
def assessor(request: HttpRequest, assessor: int = 0) -> HttpResponseBase:
    row = _found(assessor) if assessor else None
    form = AssessorForm(posted(request), initial=_told(row))
    if request.method == "POST" and form.is_valid():
        done = save_assessor(form.draft(), actor(request), assessor=assessor or None)
        if tell(request, done, gettext("Asesor disimpan.")):
            assert not isinstance(done, Refusal)
            return redirect("planning:assessor", done.pk)
    return _page(request, row, form, AbsenceForm(), RelationForm())


@require_POST
@requires(Ability.MANAGE_PLANS)
def absent(request: HttpRequest, assessor: int) -> HttpResponseBase:
    row = _found(assessor)
    if "hapus" in request.POST:
        if Absence.objects.filter(pk=_number(request.POST["hapus"]), assessor=row).exists():
            remove_absence(_number(request.POST["hapus"]), actor(request))
            tell(request, None, gettext("Ketidakhadiran dihapus."))
        return redirect("planning:assessor", assessor)
    form = AbsenceForm(request.POST)
    if not form.is_valid():
        return _page(request, row, AssessorForm(initial=_told(row)), form, RelationForm())
    data = form.cleaned_data
    done = add_absence(data["first_day"], data["last_day"], data["reason"], actor(request), assessor=assessor)
    tell(request, done, gettext("Ketidakhadiran dicatat; rencana yang sudah ada perlu diperiksa."))
    return redirect("planning:assessor", assessor)


@require_POST
@requires(Ability.MANAGE_PLANS)
def related(request: HttpRequest, assessor: int) -> HttpResponseBase:
    row = _found(assessor)
    if "hapus" in request.POST:
        if Relation.objects.filter(pk=_number(request.POST["hapus"]), assessor=row).exists():
            done = remove_relation(
                _number(request.POST["hapus"]), actor(request), reason=request.POST.get("alasan", "")
            )
            tell(request, done, gettext("Hubungan dihapus."))
        return redirect("planning:assessor", assessor)
    form = RelationForm(request.POST)
    if not form.is_valid():
        return _page(request, row, AssessorForm(initial=_told(row)), AbsenceForm(), form)
    data = form.cleaned_data
    made = add_relation(
        assessor, data["nip"], data["kind"], actor(request), note=data["note"], until=data["until"]
    )
    tell(request, made, gettext("Hubungan dicatat; ia tidak akan menilai orang itu."))
    return redirect("planning:assessor", assessor)


def _page(
    request: HttpRequest,
    row: Assessor | None,
    form: AssessorForm,
    absence: AbsenceForm,
    relation: RelationForm,
) -> HttpResponse:
    relations = list(row.relations.order_by("id")) if row else []
    people = people_by_nips(one.nip for one in relations)
    context = resources("assessors", request) | {
        "assessor": row,
        "form": form,
        "absence_form": absence,
        "relation_form": relation,
        "absences": row.absences.all() if row else (),
        "relations": [
            {"row": one, "kind": RELATION_NAMES[one.kind], "person": people.get(one.nip)} for one in relations
        ],
        "roster": roster_of_assessor(row.pk) if row else (),
    }
    faulty = form.errors or absence.errors or relation.errors
    return render(request, "planning/assessor.html", context, status=400 if faulty else 200)


def _found(assessor: int) -> Assessor:
    row = Assessor.objects.filter(pk=assessor).first()
    if row is None:
        raise Http404
    return row


def _told(row: Assessor | None) -> dict[str, Any]:
    if row is None:
        return {"active": True}
    return {"nip": row.nip, "name": row.name, "agency": row.agency, "grade": row.grade, "active": row.active}


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0
