"""The menu: the steps of the process, in order, each only for those who may open it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.translation import gettext_lazy as _

from takar.accounts.public import Ability, NameBook, User


@dataclass(frozen=True, slots=True)
class Entry:
    """A menu line. `place` is a url name; its view's own lock decides who sees the line."""

    label: Any
    place: str
    icon: str
    others: tuple[str, ...] = ()

    def covers(self, place: str) -> bool:
        """Whether the page named `place` belongs to this line."""
        if self.others or self.place.startswith("accounts:"):
            return place == self.place or place in self.others
        return place.split(":")[0] == self.place.split(":")[0]


GROUPS = (
    (
        _("Data"),
        (
            Entry(_("Pegawai"), "people:people", "users"),
            Entry(_("Kesiapan data"), "readiness:checks", "checklist"),
            Entry(_("Sertifikat"), "certificates:due", "award"),
            Entry(_("Riwayat"), "careers:careers", "history"),
            Entry(_("Peta jabatan"), "positions:positions", "briefcase"),
            Entry(_("Standar"), "standards:standards", "certificate"),
        ),
    ),
    (
        _("Sebelum"),
        (
            Entry(_("Soal"), "items:items", "books"),
            Entry(_("Naskah"), "forms:forms", "file-certificate"),
            Entry(
                _("Simulasi"),
                "exercises:library",
                "clipboard-text",
                others=("exercises:exercise", "exercises:new_exercise", "exercises:write_exercise"),
            ),
            Entry(_("Program"), "programmes:programmes", "target-arrow"),
            Entry(_("Rencana"), "planning:plans", "calendar-stats"),
            Entry(_("Kegiatan"), "assessments:assessments", "calendar-event"),
            Entry(
                _("Simulasi dan asesor"),
                "exercises:assignments",
                "user-check",
                others=("exercises:raters", "exercises:raters_of_person", "exercises:change_raters"),
            ),
        ),
    ),
    (
        _("Hari pelaksanaan"),
        (
            Entry(
                _("Presensi"),
                "attendance:today",
                "user-check",
                others=(
                    "attendance:desk",
                    "attendance:day",
                    "attendance:person",
                    "attendance:sign",
                    "attendance:repair",
                    "attendance:history",
                ),
            ),
            Entry(
                _("Insiden"), "attendance:incidents", "alert-triangle", others=("attendance:report_incident",)
            ),
            Entry(_("Cetakan"), "paper:days", "printer"),
            Entry(_("Pelaksanaan"), "delivery:sessions", "device-desktop"),
            Entry(
                _("Formulir kertas"),
                "exercises:papers",
                "file-text",
                others=("exercises:paper_round", "exercises:paper_form"),
            ),
            Entry(_("Lembar saya"), "exercises:desk", "clipboard-text", others=("exercises:desk",)),
        ),
    ),
    (
        _("Sesudah"),
        (
            Entry(
                _("Rapat asesor"),
                "exercises:rounds",
                "users",
                others=(
                    "exercises:round_meetings",
                    "exercises:quality",
                    "exercises:quality_round",
                    "exercises:licences",
                ),
            ),
            Entry(_("Rapat saya"), "exercises:meetings", "users", others=("exercises:meeting",)),
            Entry(
                _("Mutu saya"),
                "exercises:my_quality",
                "target-arrow",
                others=("exercises:my_quality_round", "exercises:training", "exercises:case"),
            ),
            Entry(_("Seleksi"), "selection:selections", "briefcase"),
            Entry(_("Pleno"), "plenary:plenaries", "gavel"),
            Entry(_("Hasil"), "scoring:results", "chart-bar", others=("scoring:recap", "scoring:result")),
            Entry(_("Laporan"), "reports:reports", "report"),
            Entry(
                _("Audit"),
                "scoring:audit",
                "shield-check",
                others=("scoring:audited", "exercises:audits", "exercises:audited"),
            ),
        ),
    ),
    (
        _("Talenta"),
        (
            Entry(
                _("Peta talenta"),
                "talent:map",
                "target-arrow",
                others=(
                    "talent:map_of",
                    "talent:maps",
                    "talent:new_map",
                    "talent:person",
                    "talent:summary",
                    "talent:unassessed",
                    "talent:pool",
                    "talent:successions",
                    "talent:succession",
                    "talent:retirements",
                ),
            ),
            Entry(
                _("Kecocokan"),
                "placement:matching",
                "users",
                others=("placement:position", "placement:person"),
            ),
            Entry(
                _("Rencana penempatan"),
                "placement:scenarios",
                "briefcase",
                others=(
                    "placement:scenario",
                    "placement:new_scenario",
                    "placement:regions",
                    "placement:new_region",
                    "placement:region",
                    "placement:region_contested",
                ),
            ),
            Entry(_("Kesetaraan"), "placement:fairness", "chart-bar", others=("placement:fairness",)),
        ),
    ),
    (
        _("Kantor"),
        (
            Entry(
                _("Pengguna"),
                "accounts:users",
                "user-cog",
                others=("accounts:user", "accounts:new_user"),
            ),
            Entry(_("Kunci API"), "api:keys", "key", others=("api:key", "api:revoke")),
            Entry(_("Persetujuan"), "accounts:approvals", "circle-check"),
            Entry(_("Jejak perubahan"), "accounts:trail", "history"),
            Entry(_("Pekerjaan"), "jobs:jobs", "list-check"),
        ),
    ),
)


def office(request: HttpRequest) -> dict[str, Any]:
    """Template context of every page: the menu, the line that the page belongs to, and how people are called (`who`)."""
    user = request.user
    place = request.resolver_match.view_name if request.resolver_match else ""
    groups: list[dict[str, Any]] = [
        {"title": title, "lines": [line for entry in entries if (line := _line(entry, user, place))]}
        for title, entries in GROUPS
    ]
    here = [line for group in groups for line in group["lines"] if line["here"]]
    return {
        "menu": groups,
        "section": here[0] if here else None,
        "takar_version": _version(),
        "staff": NameBook(),
    }


def _line(entry: Entry, user: Any, place: str) -> dict[str, Any] | None:
    door = _door(entry.place, settings.ROOT_URLCONF)
    if door is None or not isinstance(user, User):
        return None
    address, ability = door
    if ability is not None and not user.may(ability):
        return None
    at = place == entry.place
    return {
        "label": entry.label,
        "url": address,
        "icon": entry.icon,
        "here": entry.covers(place),
        "exactly": at,
    }


@lru_cache(maxsize=256)
def _door(place: str, urls: str) -> tuple[str, Ability | None] | None:
    """Address of a page and what it takes to open it; the same for everybody, so it is looked up once per process."""
    try:
        address = reverse(place)
    except NoReverseMatch:
        return None
    return address, getattr(resolve(address).func, "ability", None)


@lru_cache(maxsize=1)
def _version() -> str:
    return version("takar")
