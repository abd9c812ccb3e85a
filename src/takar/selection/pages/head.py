"""What a selection says about itself: a new one, changing it while its terms are open, its announced stages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takar.accounts.public import Ability, requires
from takar.kernel.clock import ZONES
from takar.kernel.refusals import Refusal
from takar.selection.actions.create_selection import (
    STAGES,
    SelectionDraft,
    change_selection,
    create_selection,
)
from takar.selection.domain import refusals as no
from takar.selection.models import Selection
from takar.selection.pages.shared import Place, frame, managed, place, tell
from takar.selection.queries import rules_of
from takar.standards.public import conducts_in_force, selection_rules_in_force

_OTHER_STAGES = tuple(code for code in STAGES if code not in ("interview", "release"))
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class SelectionForm(forms.Form):
    """Everything a selection says about itself."""

    title = forms.CharField(label=_("Nama seleksi"), max_length=200)
    legal_basis = forms.CharField(
        label=_("Dasar hukum"),
        max_length=400,
        help_text=_("Contoh: Keputusan Wali Kota 800/12/2026 tanggal 5 Januari 2026."),
    )
    organiser = forms.CharField(label=_("Penyelenggara"), max_length=200)
    location = forms.CharField(label=_("Tempat"), max_length=200)
    zone = forms.ChoiceField(label=_("Zona waktu"), choices=[(zone, zone) for zone in ZONES])
    rules = forms.ChoiceField(
        label=_("Ketentuan seleksi"),
        help_text=_("Komponen, bobot, batas bawah, standar ruang, dan susunan panitia."),
    )
    conduct = forms.ChoiceField(label=_("Jam dan istirahat menurut"))
    track_record = forms.ChoiceField(label=_("Rekam jejak dinilai"), choices=[])
    paper = forms.ChoiceField(label=_("Makalah dinilai"), choices=[])
    first_day = forms.DateField(label=_("Hari pertama wawancara"), widget=_DAY)
    last_day = forms.DateField(label=_("Hari terakhir wawancara"), widget=_DAY)
    interview_minutes = forms.IntegerField(
        label=_("Lama satu wawancara (menit)"), min_value=10, max_value=240, initial=40
    )
    release_day = forms.DateField(
        label=_("Hari pengumuman hasil"), widget=_DAY, help_text=_("Diumumkan sebelum seleksi dimulai.")
    )
    release_time = forms.TimeField(
        label=_("Jam pengumuman"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        initial=time(10),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = localdate()
        ways = [
            ("entered", gettext("dengan rubrik dan bukti, ditegaskan orang kedua")),
            ("sheets", gettext("oleh setiap anggota pada lembarnya sendiri")),
        ]
        for name, listed in {
            "rules": [(one.label, one.title_id) for one in selection_rules_in_force(today)],
            "conduct": [(one.label, one.title_id) for one in conducts_in_force(today)],
            "track_record": ways,
            "paper": ways,
        }.items():
            self.fields[name].choices = listed  # type: ignore[attr-defined]
        for code in _OTHER_STAGES:
            self.fields[f"{code}_first"] = forms.DateField(label=_("Mulai"), widget=_DAY, required=False)
            self.fields[f"{code}_last"] = forms.DateField(label=_("Selesai"), widget=_DAY, required=False)
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"

    @property
    def stages(self) -> list[tuple[str, Any, Any]]:
        """Code and the two fields of each stage that may be announced besides interviews and release."""
        return [(code, self[f"{code}_first"], self[f"{code}_last"]) for code in _OTHER_STAGES]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last, release = data.get("first_day"), data.get("last_day"), data.get("release_day")
        if first and last and not 0 <= (last - first).days <= 30:
            self.add_error(
                "last_day", gettext("Harus sama dengan atau sesudah hari pertama, paling lama 30 hari.")
            )
        if last and release and release < last:
            self.add_error("release_day", gettext("Hasil diumumkan sesudah wawancara terakhir."))
        for code in _OTHER_STAGES:
            begin, end = data.get(f"{code}_first"), data.get(f"{code}_last")
            if bool(begin) != bool(end) or (begin and end and end < begin):
                self.add_error(
                    f"{code}_last", gettext("Isi keduanya, yang selesai tidak mendahului yang mulai.")
                )
        return data

    def draft(self, secretary: str) -> SelectionDraft:
        """The value of a valid form. Weekends are no interview days."""
        data = self.cleaned_data
        first, last = data["first_day"], data["last_day"]
        days = [date.fromordinal(at) for at in range(first.toordinal(), last.toordinal() + 1)]
        released = datetime.combine(data["release_day"], data["release_time"], ZONES[data["zone"]])
        other = {
            code: (data[f"{code}_first"], data[f"{code}_last"])
            for code in _OTHER_STAGES
            if data[f"{code}_first"]
        }
        return SelectionDraft(
            title=data["title"],
            legal_basis=data["legal_basis"],
            organiser=data["organiser"],
            location=data["location"],
            zone=data["zone"],
            rules=_label(data["rules"]),
            conduct=_label(data["conduct"]),
            secretary=secretary,
            releases_at=released,
            methods={"track_record": data["track_record"], "paper": data["paper"]},
            interview_days=tuple(day for day in days if day.weekday() < 5) or (first,),
            interview_minutes=data["interview_minutes"],
            stages=other
            | {"interview": (first, last), "release": (data["release_day"], data["release_day"])},
        )


@dataclass(frozen=True, slots=True)
class Announced:
    """A stage as it is announced. `state`: past | now | coming | open, the last without days."""

    code: str
    first: date | None
    last: date | None
    state: str
    public: str


@requires(Ability.MANAGE_SELECTIONS)
def new(request: HttpRequest) -> HttpResponseBase:
    form = SelectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = create_selection(form.draft(request.user.get_username()), request.user.get_username())
        if tell(request, done, gettext("Seleksi tersimpan. Lanjutkan dengan jabatan dan persyaratannya.")):
            assert not isinstance(done, Refusal)
            return redirect("selection:posts", done.id)
    return render(request, "selection/new.html", {"form": form}, status=400 if form.errors else 200)


@requires(Ability.MANAGE_SELECTIONS)
def change(request: HttpRequest, key: str) -> HttpResponseBase:
    """The same form again, until the terms are committed."""
    here = managed(request, key)
    if here.view.committed_at:
        tell(request, no.SELECTION_COMMITTED, "")
        return redirect("selection:stages", key)
    form = SelectionForm(request.POST or None, initial=_said(here))
    if request.method == "POST" and form.is_valid():
        done = change_selection(key, form.draft(here.view.secretary), here.user)
        if tell(request, done, gettext("Perubahan tersimpan.")):
            return redirect("selection:stages", key)
    context = frame(here, "stages") | {"form": form}
    return render(request, "selection/change.html", context, status=400 if form.errors else 200)


@requires(Ability.READ_SELECTIONS)
def stages(request: HttpRequest, key: str) -> HttpResponse:
    """What is announced for which days, and what the public learns then."""
    here = place(request, key)
    return render(request, "selection/stages.html", frame(here, "stages") | {"rows": announced(here)})


def announced(here: Place) -> list[Announced]:
    """Every stage in its order, objections after the release among them."""
    view, known = here.view, {one.code: one for one in here.view.stages}
    found = []
    for code in STAGES:
        one = known.get(code)
        found.append(_stage(here, code, one.first if one else None, one.last if one else None))
    days = rules_of(view).objection_days
    release = known.get("release")
    if release:
        begin = release.last + timedelta(days=1)
        found.append(_stage(here, "objection", begin, release.last + timedelta(days=days)))
    return found


def _stage(here: Place, code: str, first: date | None, last: date | None) -> Announced:
    today = here.today
    if first is None or last is None:
        return Announced(code, None, None, "open", _PUBLIC[code])
    state = "past" if last < today else "coming" if first > today else "now"
    return Announced(code, first, last, state, _PUBLIC[code])


def _said(here: Place) -> Mapping[str, Any]:
    """What the selection says now, as the form asks it."""
    view, row = here.view, Selection.objects.get(pk=here.view.id)
    days = [date.fromisoformat(one) for one in row.interview_days]
    released = view.releases_at.astimezone(ZONES[view.zone]) if view.releases_at else None
    said: dict[str, Any] = {
        "title": view.title, "legal_basis": view.legal_basis, "organiser": view.organiser, "location": view.location,
        "zone": view.zone, "rules": "/".join(view.rules), "conduct": "/".join(view.conduct),
        "track_record": view.methods.get("track_record"), "paper": view.methods.get("paper"),
        "first_day": min(days, default=None), "last_day": max(days, default=None),
        "interview_minutes": row.interview_minutes,
        "release_day": released.date() if released else None, "release_time": released.time() if released else None,
    }  # fmt: skip
    for one in view.stages:
        said |= {f"{one.code}_first": one.first, f"{one.code}_last": one.last}
    return said


def _label(text: str) -> tuple[str, str]:
    code, _slash, version = text.partition("/")
    return code, version


_PUBLIC: dict[str, Any] = {
    "announcement": _("jabatan lowong, persyaratan, tahapan, dan hari pengumuman hasil"),
    "registration": _("cara dan batas waktu mendaftar"),
    "administration": _("daftar nama yang memenuhi persyaratan; yang tidak memenuhi diberi tahu alasannya"),
    "track_record": _("hanya harinya"),
    "paper": _("hari dan tempatnya; tema pada hari itu"),
    "assessment_centre": _("hanya harinya"),
    "interview": _("jadwal giliran dan ruang; pertanyaan dan nilai tidak"),
    "plenary": _("hanya harinya; tabel dan suara tetap tertutup"),
    "release": _("nama yang diusulkan untuk setiap jabatan; setiap calon menerima nilainya sendiri"),
    "objection": _("tidak ada; jawaban dikirim kepada yang berkeberatan dan sidiknya dicatat di log"),
}
