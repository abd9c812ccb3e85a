"""For assessors and panel members: key, licence, sheets, meetings; for leads: meetings to open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from takar.accounts.public import Ability, User
from takar.exercises.public import (
    RaterDuties,
    meetings_to_open,
    needs_cases,
    paper_duties,
    rater_duties,
    waiting_for_rater,
)
from takar.kernel.clock import ZONES
from takar.office.waiting.line import Waiting, to

_MOST_MEETINGS = 5


def of_rater(user: User, now: datetime) -> Iterable[Waiting]:
    if user.may(Ability.RATE):
        duties = rater_duties(user, now)
        yield from _ready_to_rate(duties)
        yield from _sheets(duties)
        yield from _paper(user)
        yield from _meetings(duties)
    if user.may(Ability.INTEGRATE):
        yield from _to_open(user)
    if user.may(Ability.APPROVE_CHANGES):
        yield from _to_type(user)


def _ready_to_rate(duties: RaterDuties) -> Iterable[Waiting]:
    if not duties.signing_key:
        yield Waiting(
            _("Buat kunci tanda tangan"),
            to("accounts:signing_key"),
            hint=_(
                "Tanpa kunci Anda tidak dapat ditetapkan sebagai penilai, mengunci lembar, atau menandatangani."
            ),
        )
    words = {
        "none": (_("Ikuti latihan penilai"), _("Anda belum mempunyai lisensi asesor.")),
        "over": (_("Ulangi latihan penilai"), _("Lisensi asesor Anda sudah habis masa berlakunya.")),
        "soon": (
            _("Perpanjang lisensi asesor"),
            _("Lisensi Anda segera habis; kerjakan kasus latihan berikutnya."),
        ),
    }
    if duties.licence:
        text, hint = words[duties.licence]
        yield Waiting(text, to("exercises:training"), hint=hint)


def _sheets(duties: RaterDuties) -> Iterable[Waiting]:
    desk = to("exercises:desk")
    if duties.late:
        text = ngettext(
            "Kunci %(n)s lembar dari hari sebelumnya", "Kunci %(n)s lembar dari hari sebelumnya", duties.late
        )
        hint = _("Penilaian orang lain baru terbuka setelah semua penilai mengunci.")
        yield Waiting(text % {"n": duties.late}, desk, hint=hint)
    if duties.today:
        text = ngettext("Nilai %(n)s lembar hari ini", "Nilai %(n)s lembar hari ini", duties.today)
        yield Waiting(text % {"n": duties.today}, desk, hint=_starting(duties.first))
    if duties.coming:
        text = ngettext(
            "%(n)s lembar dalam tujuh hari ke depan", "%(n)s lembar dalam tujuh hari ke depan", duties.coming
        )
        hint = _("Buka sekali selagi ada jaringan, supaya dapat diisi juga tanpa jaringan.")
        yield Waiting(text % {"n": duties.coming}, desk, hint=hint)


def _starting(first: datetime | None) -> str:
    if first is None:
        return ""
    zone = settings.TAKAR.zone
    return _("Mulai pukul %(clock)s") % {"clock": f"{first.astimezone(ZONES[zone]):%H.%M} {zone}"}


def _paper(user: User) -> Iterable[Waiting]:
    count = len(waiting_for_rater(user.username))
    if count:
        text = ngettext(
            "Kunci %(n)s lembar yang disalin dari kertas",
            "Kunci %(n)s lembar yang disalin dari kertas",
            count,
        )
        hint = _("Dua orang sudah menyalin formulir Anda; periksa, lalu kunci.")
        yield Waiting(text % {"n": count}, to("exercises:confirm_paper"), hint=hint)


def _meetings(duties: RaterDuties) -> Iterable[Waiting]:
    for owner, nip, name in duties.meetings[:_MOST_MEETINGS]:
        yield Waiting(
            _("Rapat asesor tentang %(name)s") % {"name": name},
            to("exercises:meeting", owner, nip),
            hint=_("Rapat sudah dibuka dan belum ditandatangani berdua."),
        )
    more = len(duties.meetings) - _MOST_MEETINGS
    if more > 0:
        text = ngettext("%(n)s rapat asesor lainnya", "%(n)s rapat asesor lainnya", more)
        yield Waiting(text % {"n": more}, to("exercises:meetings"))


def _to_open(user: User) -> Iterable[Waiting]:
    for one in meetings_to_open():
        text = ngettext(
            "Buka rapat asesor tentang %(n)s orang", "Buka rapat asesor tentang %(n)s orang", one.people
        )
        hint = _("Semua lembarnya sudah dikunci.")
        yield Waiting(text % {"n": one.people}, to("exercises:round_meetings", one.owner), one.title, hint)
    if needs_cases(user):
        hint = _("Belum ada kasus, jadi belum ada yang dapat berlisensi.")
        yield Waiting(_("Terbitkan kasus latihan"), to("exercises:licences"), hint=hint)


def _to_type(user: User) -> Iterable[Waiting]:
    for one in paper_duties(user):
        text = ngettext(
            "Salin atau selesaikan %(n)s formulir kertas",
            "Salin atau selesaikan %(n)s formulir kertas",
            one.people,
        )
        hint = _("Satu orang sudah menyalin, atau dua salinan berbeda.")
        yield Waiting(text % {"n": one.people}, to("exercises:paper_round", one.owner), one.title, hint)
