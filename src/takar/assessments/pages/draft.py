"""Making and changing a draft: one explained page with sections."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takar.accounts.public import Ability, requires
from takar.assessments.actions.create_assessment import change_assessment, create_assessment
from takar.assessments.domain.drafts import AssessmentDraft
from takar.assessments.domain.values import AssessmentView, LegalBasis, Visibility
from takar.assessments.models import Assessment
from takar.assessments.pages.shared import actor, dress, found, frame, tell
from takar.forms.public import sealed_forms
from takar.kernel.clock import ZONES
from takar.kernel.refusals import Refusal
from takar.standards.public import rulesets_in_force

_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DraftForm(forms.Form):
    """Everything an assessment says about itself."""

    title = forms.CharField(
        label=_("Nama kegiatan"),
        max_length=200,
        help_text=_("Tampil di layar peserta, laporan, dan kartu acara. Contoh: Pemetaan Pengawas Tahap I."),
    )
    purpose = forms.ChoiceField(
        label=_("Tujuan"),
        choices=[
            ("pemetaan", _("Pemetaan: mengetahui potensi dan kompetensi, bukan lulus atau tidak")),
            ("seleksi", _("Seleksi: pengisian jabatan")),
        ],
        help_text=_("Menentukan kategori hasil. Tidak dapat diubah setelah kegiatan dibuka."),
    )
    organiser = forms.CharField(label=_("Penyelenggara"), max_length=200)
    location = forms.CharField(label=_("Daerah atau instansi"), max_length=200)
    zone = forms.ChoiceField(label=_("Zona waktu"), choices=[(zone, zone) for zone in ZONES])
    legal_kind = forms.CharField(
        label=_("Jenis dokumen"), max_length=60, help_text=_("Contoh: Surat, Keputusan, Peraturan.")
    )
    legal_number = forms.CharField(label=_("Nomor"), max_length=120)
    legal_date = forms.DateField(label=_("Tanggal"), widget=_DATE)
    legal_about = forms.CharField(label=_("Tentang"), max_length=300)
    ruleset = forms.ChoiceField(
        label=_("Aturan penilaian"),
        help_text=_("Batas kategori dan pembulatan yang berlaku; dibekukan saat kegiatan dibuka."),
    )
    form = forms.ChoiceField(
        label=_("Naskah soal"), required=False, help_text=_("Hanya naskah tersegel yang dapat dipilih.")
    )
    when = forms.ChoiceField(
        label=_("Kapan peserta melihat hasil"),
        choices=[
            ("at_submission", _("Segera setelah jawaban dikirim")),
            ("held", _("Ditahan, diumumkan kemudian oleh penyelenggara")),
        ],
        widget=forms.RadioSelect,
    )
    held_until = forms.DateField(
        label=_("Ditahan sampai"),
        required=False,
        widget=_DATE,
        help_text=_("Kosongkan bila tanggal pengumuman belum pasti."),
    )
    shown = forms.MultipleChoiceField(
        label=_("Bagian yang dilihat peserta"),
        required=False,
        choices=[
            ("levels", _("Level dan rating setiap kompetensi")),
            ("potential", _("Aspek potensi")),
            ("jpm", _("Persentase Job Person Match (JPM)")),
            ("category", _("Kategori")),
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    objection_days = forms.IntegerField(
        label=_("Masa sanggah (hari)"),
        min_value=0,
        max_value=90,
        help_text=_("Dihitung sejak hasil terlihat."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ruleset"].choices = _rulesets()  # type: ignore[attr-defined]
        self.fields["form"].choices = _forms()  # type: ignore[attr-defined]
        dress(self)

    def draft(self) -> AssessmentDraft:
        """The value of a valid form."""
        data = self.cleaned_data
        code, _slash, version = data["ruleset"].partition("/")
        shown = set(data["shown"])
        return AssessmentDraft(
            title=data["title"],
            purpose=data["purpose"],
            organiser=data["organiser"],
            location=data["location"],
            legal_basis=LegalBasis(
                data["legal_kind"], data["legal_number"], data["legal_date"], data["legal_about"]
            ),
            ruleset_code=code,
            ruleset_version=version,
            form=data["form"],
            zone=data["zone"],
            visibility=Visibility(
                when=data["when"],
                levels="levels" in shown,
                jpm="jpm" in shown,
                category="category" in shown,
                potential="potential" in shown,
                held_until=data["held_until"] if data["when"] == "held" else None,
            ),
            objection_days=data["objection_days"],
        )


@requires(Ability.MANAGE_ASSESSMENTS)
def new(request: HttpRequest) -> HttpResponseBase:
    form = DraftForm(request.POST or None, initial=_initial())
    if request.method == "POST" and form.is_valid():
        done = create_assessment(form.draft(), actor(request))
        if tell(request, done, gettext("Kegiatan tersimpan sebagai rancangan. Lanjutkan dengan peserta.")):
            assert not isinstance(done, Refusal)
            return redirect("assessments:assessment", done.id)
    return _page(request, {"form": form, "forms_exist": bool(sealed_forms())})


@requires(Ability.MANAGE_ASSESSMENTS)
def change(request: HttpRequest, assessment: str) -> HttpResponseBase:
    view = found(assessment)
    form = DraftForm(request.POST or None, initial=_values(view))
    if request.method == "POST" and form.is_valid():
        done = change_assessment(view.id, form.draft(), actor(request))
        if tell(request, done, gettext("Perubahan tersimpan.")):
            return redirect("assessments:assessment", view.id)
    context = frame(request, view, "overview") | {"form": form, "forms_exist": bool(sealed_forms())}
    return _page(request, context)


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    status = 400 if context["form"].errors else 200
    return render(request, "assessments/draft.html", context, status=status)


def _rulesets() -> list[tuple[str, str]]:
    today = localdate()
    found = [*rulesets_in_force("pemetaan", today), *rulesets_in_force("seleksi", today)]
    return [(f"{one.code}/{one.version}", f"{one.title_id} ({one.version})") for one in found]


def _forms() -> list[tuple[str, str]]:
    listed = [
        (one.form_id, gettext("%(title)s: %(items)s butir, %(minutes)s menit") % _form_facts(one))
        for one in sealed_forms()
    ]
    return [("", gettext("Belum dipilih")), *listed]


def _form_facts(one: Any) -> dict[str, Any]:
    return {"title": one.title, "items": one.items, "minutes": one.minutes}


def _initial() -> dict[str, Any]:
    latest = Assessment.objects.first()
    return {
        "purpose": "pemetaan",
        "zone": latest.zone if latest else "WIB",
        "organiser": latest.organiser if latest else "",
        "location": latest.location if latest else "",
        "when": "at_submission",
        "shown": ["levels", "potential", "jpm", "category"],
        "objection_days": 7,
        "legal_kind": "Surat",
    }


def _values(view: AssessmentView) -> dict[str, Any]:
    basis, policy = view.legal_basis, view.visibility
    return {
        "title": view.title,
        "purpose": view.purpose,
        "organiser": view.organiser,
        "location": view.location,
        "zone": view.zone,
        "legal_kind": basis.kind,
        "legal_number": basis.number,
        "legal_date": basis.day,
        "legal_about": basis.about,
        "ruleset": f"{view.ruleset_code}/{view.ruleset_version}",
        "form": view.form,
        "when": policy.when,
        "held_until": policy.held_until,
        "shown": [part for part in ("levels", "potential", "jpm", "category") if getattr(policy, part)],
        "objection_days": view.objection_days,
    }
