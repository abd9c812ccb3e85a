"""For the panel, its secretary and the appointing authority: selections and plenaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from takar.accounts.public import Ability, User
from takar.office.waiting.line import Waiting, to
from takar.placement.public import books
from takar.plenary.public import PlenaryDuty, plenary_duties
from takar.selection.public import SelectionDuty, selection_duties


def of_selections(user: User, now: datetime) -> Iterable[Waiting]:
    return [_SELECTION[one.kind](one) for one in selection_duties(user, now)]


def of_plenaries(user: User, now: datetime) -> Iterable[Waiting]:
    return [_PLENARY[one.kind](one) for one in plenary_duties(user, now)]


def of_placement(user: User) -> Iterable[Waiting]:
    """Recommendations that were handed over and wait for decisions; whoever planned one does not decide it."""
    if not user.may(Ability.DECIDE_PLACEMENT):
        return []
    return [
        Waiting(
            _("Putuskan rencana penempatan"),
            to("placement:decisions", book.id),
            book.row.title,
            _("Rencana ini sudah diserahkan kepada Anda."),
        )
        for book in books()
        if book.state.phase == "handed_over" and user.username not in book.state.planners
    ]


def _declare(one: SelectionDuty) -> Waiting:
    text = ngettext(
        "Nyatakan benturan kepentingan tentang %(n)s calon",
        "Nyatakan benturan kepentingan tentang %(n)s calon",
        one.count,
    )
    hint = _("Pernyataan tentang setiap calon diperlukan sebelum ketentuan ditetapkan.")
    return Waiting(text % {"n": one.count}, to("selection:conflicts", one.selection), one.title, hint)


def _prepare(one: SelectionDuty) -> Waiting:
    hint = ngettext("%(n)s hal masih menahan penetapan.", "%(n)s hal masih menahan penetapan.", one.count) % {
        "n": one.count
    }
    return Waiting(_("Lengkapi persiapan seleksi"), to("selection:selection", one.selection), one.title, hint)


def _commit(one: SelectionDuty) -> Waiting:
    hint = _("Semuanya lengkap; sesudah ini para penilai mendapat lembarnya.")
    return Waiting(_("Tetapkan ketentuan di log"), to("selection:selection", one.selection), one.title, hint)


def _candidates(one: SelectionDuty) -> str:
    if one.candidate:
        return to("selection:candidate", one.selection, one.candidate)
    return to("selection:candidates", one.selection)


def _checks(one: SelectionDuty) -> Waiting:
    text = ngettext(
        "Tegaskan pemeriksaan administrasi %(n)s calon",
        "Tegaskan pemeriksaan administrasi %(n)s calon",
        one.count,
    )
    return Waiting(text % {"n": one.count}, _candidates(one), one.title, _second())


def _values(one: SelectionDuty) -> Waiting:
    text = ngettext(
        "Tegaskan nilai yang dimasukkan untuk %(n)s calon",
        "Tegaskan nilai yang dimasukkan untuk %(n)s calon",
        one.count,
    )
    return Waiting(text % {"n": one.count}, _candidates(one), one.title, _second())


def _questions(one: SelectionDuty) -> Waiting:
    text = ngettext(
        "Telaah %(n)s perangkat pertanyaan baku", "Telaah %(n)s perangkat pertanyaan baku", one.count
    )
    return Waiting(text % {"n": one.count}, to("selection:questions", one.selection), one.title, _second())


def _attend(one: SelectionDuty) -> Waiting:
    text = ngettext("Hadiri %(n)s wawancara hari ini", "Hadiri %(n)s wawancara hari ini", one.count)
    hint = _("Narasumber boleh bertanya; tidak menilai dan tidak bersuara.")
    return Waiting(text % {"n": one.count}, to("selection:timetable", one.selection), one.title, hint)


def _second() -> str:
    return _("Yang mengerjakannya orang lain; orang kedua adalah Anda.")


_SELECTION: dict[str, Callable[[SelectionDuty], Waiting]] = {
    "declare": _declare,
    "prepare": _prepare,
    "commit": _commit,
    "checks": _checks,
    "values": _values,
    "questions": _questions,
    "attend": _attend,
}


def _said(
    text: Callable[[], str], place: str, hint: Callable[[], str] = lambda: ""
) -> Callable[[PlenaryDuty], Waiting]:
    return lambda one: Waiting(text(), to(place, one.key), one.title, hint())


def _counted(text: Callable[[int], str], place: str, hint: Callable[[], str] = lambda: "") -> Any:
    return lambda one: Waiting(text(one.count) % {"n": one.count}, to(place, one.key), one.title, hint())


_PLENARY: dict[str, Callable[[PlenaryDuty], Waiting]] = {
    "open": _said(
        lambda: _("Siapkan dan buka pleno"),
        "plenary:prepare",
        lambda: _("Semua lembar penilaian sudah dikunci."),
    ),
    "run": _said(lambda: _("Lanjutkan pleno"), "plenary:room", lambda: _("Pembahasan belum ditutup.")),
    "come": _said(
        lambda: _("Hadiri pleno"), "plenary:room", lambda: _("Pleno sudah dibuka; Anda belum tercatat hadir.")
    ),
    "vote": _counted(
        lambda n: ngettext("Berikan suara atas %(n)s usul", "Berikan suara atas %(n)s usul", n),
        "plenary:room",
    ),
    "sign": _said(
        lambda: _("Tandatangani berita acara pleno"),
        "plenary:minutes",
        lambda: _("Atau catat bahwa Anda tidak menandatangani, dengan alasannya."),
    ),
    "collect": _counted(
        lambda n: ngettext(
            "%(n)s anggota belum menandatangani berita acara",
            "%(n)s anggota belum menandatangani berita acara",
            n,
        ),
        "plenary:minutes",
    ),
    "close": _said(
        lambda: _("Selesaikan berita acara pleno"),
        "plenary:minutes",
        lambda: _("Semua yang hadir sudah menandatangani atau menolak."),
    ),
    "hand_over": _said(lambda: _("Serahkan hasil pleno kepada PPK"), "plenary:outcome"),
    "choose": _counted(
        lambda n: ngettext("Pilih pejabat untuk %(n)s jabatan", "Pilih pejabat untuk %(n)s jabatan", n),
        "plenary:outcome",
        lambda: _("Pilihan yang menyimpang dari urutan memerlukan alasan."),
    ),
    "release": _said(
        lambda: _("Umumkan hasil seleksi"), "plenary:outcome", lambda: _("Waktu pengumumannya sudah tiba.")
    ),
    "answer": _counted(
        lambda n: ngettext("Jawab %(n)s keberatan", "Jawab %(n)s keberatan", n), "plenary:objections"
    ),
}
