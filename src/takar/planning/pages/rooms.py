"""Rooms and beds."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from takar.accounts.public import Ability, requires
from takar.planning.actions.save_resource import LodgingDraft, RoomDraft, save_lodging, save_room
from takar.planning.models import Lodging, Room
from takar.planning.pages.shared import KIND_NAMES, actor, dress, manages, posted, resources, tell


class RoomForm(forms.Form):
    name = forms.CharField(label=_("Nama ruang"), max_length=80)
    location = forms.CharField(label=_("Gedung atau alamat"), max_length=120)
    seats = forms.IntegerField(label=_("Kursi"), min_value=1, max_value=2000)
    kinds = forms.MultipleChoiceField(
        label=_("Dipakai untuk"), choices=list(KIND_NAMES.items()), widget=forms.CheckboxSelectMultiple
    )
    equipment = forms.CharField(
        label=_("Perlengkapan"),
        required=False,
        help_text=_("Pisahkan dengan koma: komputer, proyektor, genset."),
    )
    accessible = forms.BooleanField(label=_("Dapat dicapai dengan kursi roda"), required=False)
    active = forms.BooleanField(label=_("Dipakai dalam rencana baru"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)

    def draft(self) -> RoomDraft:
        data = self.cleaned_data
        equipment = tuple(part for each in data["equipment"].split(",") if (part := each.strip()))
        return RoomDraft(
            data["name"],
            data["location"],
            data["seats"],
            tuple(data["kinds"]),
            equipment,
            data["accessible"],
            data["active"],
        )


class LodgingForm(forms.Form):
    name = forms.CharField(label=_("Nama penginapan"), max_length=120)
    beds = forms.IntegerField(label=_("Tempat tidur"), min_value=1, max_value=5000)
    active = forms.BooleanField(label=_("Dipakai dalam rencana baru"), required=False, initial=True)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self)


@requires(Ability.READ_PLANS)
def rooms(request: HttpRequest) -> HttpResponse:
    listed = list(Room.objects.all())
    context = resources("rooms", request) | {
        "rooms": listed,
        "seats": sum(one.seats for one in listed if one.active),
    }
    return render(request, "planning/rooms.html", context)


@requires(Ability.MANAGE_PLANS)
def room(request: HttpRequest, room: int = 0) -> HttpResponseBase:
    row = Room.objects.filter(pk=room).first() if room else None
    if room and row is None:
        raise Http404
    form = RoomForm(posted(request), initial=_told(row))
    if request.method == "POST" and form.is_valid():
        done = save_room(form.draft(), actor(request), room=room or None)
        if tell(request, done, gettext("Ruang disimpan.")):
            return redirect("planning:rooms")
    context = resources("rooms", request) | {"form": form, "room": row}
    return render(request, "planning/room.html", context, status=400 if form.errors else 200)


@requires(Ability.READ_PLANS)
def lodging(request: HttpRequest) -> HttpResponseBase:
    chosen = Lodging.objects.filter(pk=_number(request.GET.get("ubah"))).first()
    form = LodgingForm(posted(request), initial=_bed(chosen))
    if request.method == "POST" and manages(request) and form.is_valid():
        data = form.cleaned_data
        draft = LodgingDraft(data["name"], data["beds"], data["active"])
        done = save_lodging(draft, actor(request), lodging=chosen.pk if chosen else None)
        if tell(request, done, gettext("Penginapan disimpan.")):
            return redirect("planning:lodging")
    listed = list(Lodging.objects.order_by("name"))
    context = resources("lodging", request) | {
        "lodgings": listed,
        "beds": sum(one.beds for one in listed if one.active),
        "form": form,
        "chosen": chosen,
    }
    return render(request, "planning/lodging.html", context, status=400 if form.errors else 200)


def _told(row: Room | None) -> dict[str, Any]:
    if row is None:
        return {"seats": 30, "kinds": ["cat", "paper"], "accessible": True, "active": True}
    return {
        "name": row.name,
        "location": row.location,
        "seats": row.seats,
        "kinds": row.kinds,
        "equipment": ", ".join(row.equipment),
        "accessible": row.accessible,
        "active": row.active,
    }


def _bed(row: Lodging | None) -> dict[str, Any]:
    return {"name": row.name, "beds": row.beds, "active": row.active} if row else {"active": True}


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
