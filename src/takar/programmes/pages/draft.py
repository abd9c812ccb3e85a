"""Making and changing a programme: one explained page with sections."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, requires
from takar.forms.public import sealed_forms
from takar.kernel.clock import ZONES
from takar.people.public import JOB_CLASS_NAMES
from takar.programmes.actions.create_programme import change_programme, create_programme
from takar.programmes.actions.set_status import finish_programme, reopen_programme
from takar.programmes.domain.drafts import METHODS, PROMISE_PARTS, ProgrammeDraft
from takar.programmes.domain.values import ProgrammeView
from takar.programmes.domain.words import METHOD_MEANINGS, METHOD_NAMES
from takar.programmes.models import Programme
from takar.programmes.pages.shared import actor, dress, found, frame, language, tell
from takar.programmes.queries import letters_of
from takar.standards.public import conducts_in_force, rulesets_in_force

DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ProgrammeForm(forms.Form):
    """Everything a programme says about itself."""

    title = forms.CharField(
        label=_("Nama program"),
        max_length=200,
        help_text=_("Tercantum di undangan dan laporan. Contoh: Pemetaan Pengawas 2026."),
    )
    purpose = forms.ChoiceField(
        label=_("Tujuan"),
        choices=[
            ("pemetaan", _("Pemetaan: mengetahui potensi dan kompetensi, bukan lulus atau tidak")),
            ("seleksi", _("Seleksi: pengisian jabatan")),
        ],
    )
    target_class = forms.ChoiceField(
        label=_("Diukur terhadap standar"),
        required=False,
        help_text=_(
            "Untuk seleksi: kelas jabatan yang dituju. Untuk pemetaan biasanya kelas jabatannya sendiri."
        ),
    )
    method = forms.ChoiceField(label=_("Metode"), widget=forms.RadioSelect)
    organiser = forms.CharField(label=_("Penyelenggara"), max_length=200)
    location = forms.CharField(label=_("Daerah atau instansi"), max_length=200)
    zone = forms.ChoiceField(label=_("Zona waktu"), choices=[(zone, zone) for zone in ZONES])
    legal_kind = forms.CharField(
        label=_("Jenis dokumen"), max_length=60, help_text=_("Contoh: Surat, Keputusan, Peraturan.")
    )
    legal_number = forms.CharField(label=_("Nomor"), max_length=120)
    legal_date = forms.DateField(label=_("Tanggal"), widget=DATE)
    legal_about = forms.CharField(label=_("Tentang"), max_length=300)
    ruleset = forms.ChoiceField(
        label=_("Aturan penilaian"),
        help_text=_("Batas kategori dan pembulatan; versi ini yang dipakai seterusnya."),
    )
    conduct = forms.ChoiceField(
        label=_("Ketentuan penyelenggaraan"),
        help_text=_("Jam, istirahat, ukuran gelombang, beban asesor, dan arti ketidakhadiran."),
    )
    form = forms.ChoiceField(
        label=_("Naskah soal"), required=False, help_text=_("Hanya naskah tersegel; dapat dipilih kemudian.")
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
        widget=DATE,
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
    reason = forms.CharField(
        label=_("Alasan perubahan"),
        required=False,
        max_length=300,
        help_text=_("Wajib setelah undangan pertama; tersimpan dalam jejak perubahan."),
    )

    def __init__(self, *args: Any, kept: ProgrammeView | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "ruleset": _rulesets(kept),
            "conduct": _conducts(kept),
            "form": _forms(),
            "method": [(code, _method(code)) for code in METHODS],
            "target_class": [
                ("", gettext("kelas jabatannya sendiri")),
                *((str(code), names[language()]) for code, names in JOB_CLASS_NAMES.items()),
            ],
        }  # fmt: skip
        for name, listed in choices.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]
        dress(self)

    def draft(self) -> ProgrammeDraft:
        """The value of a valid form."""
        data = dict(self.cleaned_data)
        shown, until = set(data.pop("shown")), data.pop("held_until")
        held, _reason = data.pop("when") == "held", data.pop("reason")
        promise = {"when": "held" if held else "at_submission"} | {
            part: part in shown for part in PROMISE_PARTS
        }
        for name in ("ruleset", "conduct"):
            code, _slash, version = data[name].partition("/")
            data[name] = (code, version)
        visibility = promise | {"held_until": until.isoformat() if held and until else None}
        return ProgrammeDraft(**data, visibility=visibility)


@requires(Ability.MANAGE_PLANS)
def new(request: HttpRequest) -> HttpResponseBase:
    form = ProgrammeForm(request.POST or None, initial=_initial())
    if request.method == "POST" and form.is_valid():
        done = create_programme(form.draft(), actor(request))
        if tell(request, done, gettext("Program tersimpan. Lanjutkan dengan tahap dan kuotanya.")):
            assert isinstance(done, ProgrammeView)
            return redirect("programmes:phases", done.id)
    return _page(request, {"form": form, "invited": False})


@requires(Ability.MANAGE_PLANS)
def change(request: HttpRequest, programme: str) -> HttpResponseBase:
    view = found(programme)
    form = ProgrammeForm(request.POST or None, initial=_values(view), kept=view)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        done = change_programme(view.id, form.draft(), actor(request), reason=reason)
        if tell(request, done, gettext("Perubahan tersimpan.")):
            return redirect("programmes:programme", view.id)
    return _page(
        request, frame(request, view, "overview") | {"form": form, "invited": bool(letters_of(view.id))}
    )


@require_POST
@requires(Ability.MANAGE_PLANS)
def status(request: HttpRequest, programme: str) -> HttpResponseBase:
    """Finish the programme, or open it again."""
    view = found(programme)
    reason = request.POST.get("alasan", "")
    if view.status == "done":
        tell(request, reopen_programme(view.id, actor(request), reason), gettext("Program dibuka kembali."))
    else:
        tell(
            request, finish_programme(view.id, actor(request), reason), gettext("Program dinyatakan selesai.")
        )
    return redirect("programmes:programme", view.id)


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    return render(request, "programmes/draft.html", context, status=400 if context["form"].errors else 200)


def _method(code: str) -> str:
    return f"{capfirst(METHOD_NAMES[code][language()])}. {METHOD_MEANINGS[code][language()]}"


def _rulesets(kept: ProgrammeView | None) -> list[tuple[str, str]]:
    today = localdate()
    listed = [*rulesets_in_force("pemetaan", today), *rulesets_in_force("seleksi", today)]
    return _with_kept([(f"{one.code}/{one.version}", f"{one.title_id} ({one.version})") for one in listed],
                      kept.ruleset if kept else None)  # fmt: skip


def _conducts(kept: ProgrammeView | None) -> list[tuple[str, str]]:
    listed = conducts_in_force(localdate())
    return _with_kept([(f"{one.code}/{one.version}", f"{one.title_id} ({one.version})") for one in listed],
                      kept.conduct if kept else None)  # fmt: skip


def _with_kept(listed: list[tuple[str, str]], kept: tuple[str, str] | None) -> list[tuple[str, str]]:
    """A version that the programme names stays in the list when a newer one has come into force."""
    value = "/".join(kept) if kept else ""
    return listed if not value or value in dict(listed) else [*listed, (value, value)]


def _forms() -> list[tuple[str, str]]:
    listed = [
        (
            one.form_id,
            gettext("%(title)s: %(items)s butir, %(minutes)s menit")
            % {"title": one.title, "items": one.items, "minutes": one.minutes},
        )
        for one in sealed_forms()
    ]
    return [("", gettext("Belum dipilih")), *listed]


def _initial() -> dict[str, Any]:
    latest = Programme.objects.first()
    return {
        "purpose": "pemetaan",
        "method": "sederhana",
        "zone": latest.zone if latest else "WIB",
        "organiser": latest.organiser if latest else "",
        "location": latest.location if latest else "",
        "when": "at_submission",
        "shown": list(PROMISE_PARTS),
        "objection_days": 7,
        "legal_kind": "Surat",
    }


def _values(view: ProgrammeView) -> dict[str, Any]:
    names = (
        "title", "purpose", "target_class", "method", "organiser", "location", "zone", "legal_kind", "legal_number",
        "legal_date", "legal_about", "form", "objection_days",
    )  # fmt: skip
    until = view.visibility.get("held_until")
    return {name: getattr(view, name) for name in names} | {
        "ruleset": "/".join(view.ruleset),
        "conduct": "/".join(view.conduct),
        "when": view.visibility.get("when"),
        "held_until": date.fromisoformat(until) if until else None,
        "shown": [part for part in PROMISE_PARTS if view.visibility.get(part)],
    }
