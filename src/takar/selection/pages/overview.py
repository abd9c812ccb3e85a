"""The list of selections, a new one, and the steps of one."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from takar.accounts.public import Ability, User, requires, roles_with
from takar.exercises.public import locked_raters
from takar.kernel.clock import ZONES
from takar.kernel.refusals import Refusal
from takar.selection.actions.commit_selection import commit_selection
from takar.selection.actions.create_selection import SelectionDraft, create_selection
from takar.selection.pages.shared import frame, managed, place, tell
from takar.selection.queries import candidates, rules_of, selections
from takar.selection.readiness import readiness
from takar.standards.public import conducts_in_force, selection_rules_in_force

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
        for field in self.fields.values():
            select = isinstance(field.widget, forms.Select)
            field.widget.attrs["class"] = "form-select" if select else "form-control"

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        first, last = data.get("first_day"), data.get("last_day")
        if first and last and not 0 <= (last - first).days <= 30:
            self.add_error(
                "last_day", gettext("Harus sama dengan atau sesudah hari pertama, paling lama 30 hari.")
            )
        return data

    def draft(self, secretary: str) -> SelectionDraft:
        """The value of a valid form. Weekends are no interview days."""
        data = self.cleaned_data
        first, last = data["first_day"], data["last_day"]
        days = [date.fromordinal(at) for at in range(first.toordinal(), last.toordinal() + 1)]
        released = datetime.combine(data["release_day"], data["release_time"], ZONES[data["zone"]])
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
            stages={"interview": (first, last), "release": (data["release_day"], data["release_day"])},
        )


@requires(Ability.READ_SELECTIONS)
def listed(request: HttpRequest) -> HttpResponse:
    """The selections that concern this user."""
    user = request.user
    assert isinstance(user, User)
    sees_all = any(user.may(one) for one in (Ability.MANAGE_SELECTIONS, Ability.AUDIT, Ability.APPOINT))
    rows = [
        {"view": view, "people": Counter(one.status for one in candidates(view.id)) if sees_all else {}}
        for view in selections()
        if sees_all or user.username in view.users
    ]
    return render(
        request, "selection/selections.html", {"rows": rows, "manages": user.may(Ability.MANAGE_SELECTIONS)}
    )


@requires(Ability.MANAGE_SELECTIONS)
def new(request: HttpRequest) -> HttpResponseBase:
    form = SelectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = create_selection(form.draft(request.user.get_username()), request.user.get_username())
        if tell(request, done, gettext("Seleksi tersimpan. Lanjutkan dengan jabatan dan persyaratannya.")):
            assert not isinstance(done, Refusal)
            return redirect("selection:posts", done.id)
    return render(request, "selection/new.html", {"form": form}, status=400 if form.errors else 200)


@requires(Ability.READ_SELECTIONS)
def one(request: HttpRequest, key: str) -> HttpResponse:
    """Steps, what is missing, and for those who do not rate how far the raters are: counts, never values."""
    here = place(request, key)
    people = candidates(key, reader=here.reader)
    context = frame(here, "overview") | {
        "rules": rules_of(here.view),
        "counts": Counter(one.status for one in people) if here.inside else {},
        "people": len(people),
        "ready": readiness(here.view, here.today) if here.manages else None,
        "progress": _progress(key, here.user) if here.manages and here.view.committed_at else None,
        "who": roles_with(Ability.MANAGE_SELECTIONS),
    }
    return render(request, "selection/selection.html", context)


@require_POST
@requires(Ability.MANAGE_SELECTIONS)
def commit(request: HttpRequest, key: str) -> HttpResponseBase:
    here = managed(request, key)
    done = commit_selection(here.view.id, here.user)
    tell(
        request,
        done,
        gettext("Ketentuan sudah tercatat di log dan lembar penilaian sudah dibagikan kepada para penilai."),
    )
    return redirect("selection:selection", key)


def _progress(key: str, reader: str) -> list[dict[str, Any]] | None:
    """(instrument, locked, in all), summed over people."""
    found = locked_raters(key, reader)
    if isinstance(found, Refusal):
        return None
    done: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for (_nip, code), (locked, count) in found.items():
        done[code] += locked
        total[code] += count
    return [
        {
            "post": code.partition(":")[0],
            "room": code.partition(":")[2],
            "done": done[code],
            "total": total[code],
        }
        for code in sorted(total)
    ]


def _label(text: str) -> tuple[str, str]:
    code, _slash, version = text.partition("/")
    return code, version
