"""For those who run the days, review, approve and audit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from takar.accounts.public import Ability, User, decidable_by
from takar.attendance.public import DayDuty, day_duties
from takar.exercises.public import rounds_never_audited
from takar.items.public import stock
from takar.office.waiting.line import Waiting, to
from takar.scoring.public import sealed_unaudited


def of_approvals(user: User) -> Iterable[Waiting]:
    count = decidable_by(user) if user.may(Ability.APPROVE_CHANGES) else 0
    if count:
        text = ngettext(
            "%(n)s permintaan menunggu persetujuan Anda", "%(n)s permintaan menunggu persetujuan Anda", count
        )
        hint = _("Yang membuka kembali atau mengubah waktu memerlukan orang kedua: Anda.")
        yield Waiting(text % {"n": count}, to("accounts:approvals"), hint=hint)


def of_items(user: User) -> Iterable[Waiting]:
    count = sum(one.draft for one in stock()) if user.may(Ability.WRITE_ITEMS) else 0
    if count:
        text = ngettext("%(n)s soal menunggu telaah", "%(n)s soal menunggu telaah", count)
        hint = _("Soal ditelaah oleh orang lain daripada penulisnya.")
        yield Waiting(text % {"n": count}, f"{to('items:items')}?status=draft", hint=hint)


def of_days(user: User, now: datetime) -> Iterable[Waiting]:
    return [_day(one, user) for one in day_duties(user, now)]


def of_audits(user: User) -> Iterable[Waiting]:
    if not user.may(Ability.AUDIT):
        return
    scores, rounds = sealed_unaudited(), rounds_never_audited()
    if scores:
        text = ngettext(
            "Audit skor %(n)s kegiatan yang belum pernah diaudit",
            "Audit skor %(n)s kegiatan yang belum pernah diaudit",
            scores,
        )
        yield Waiting(text % {"n": scores}, to("scoring:audit"))
    if rounds:
        text = ngettext(
            "Audit %(n)s putaran penilaian yang belum pernah diaudit",
            "Audit %(n)s putaran penilaian yang belum pernah diaudit",
            rounds,
        )
        yield Waiting(text % {"n": rounds}, to("exercises:audits"))


def _day(one: DayDuty, user: User) -> Waiting:
    about = _("%(title)s, gelombang %(number)s, hari ke-%(day)s") % {
        "title": one.title,
        "number": one.number,
        "day": one.day,
    }
    if one.kind == "sign":
        hint = _("Hari itu sudah lewat dan lembarnya belum ditandatangani.")
        return Waiting(
            _("Tandatangani lembar presensi"), to("attendance:sign", one.batch, one.day), about, hint
        )
    if one.kind == "out":
        text = ngettext(
            "Putuskan ketidakhadiran %(n)s orang", "Putuskan ketidakhadiran %(n)s orang", one.count
        )
        hint = _("Yang memutuskan bukan pencatat ketidakhadirannya.")
        return Waiting(text % {"n": one.count}, to("attendance:day", one.batch, one.day), about, hint)
    text = ngettext("Tutup %(n)s insiden", "Tutup %(n)s insiden", one.count)
    seen = user.may(Ability.READ_ATTENDANCE)
    page = to("attendance:day", one.batch, one.day) if seen else to("attendance:incidents")
    return Waiting(text % {"n": one.count}, page, about, _("Insiden ditutup begitu keadaan pulih."))
