"""What fields and states are called on screen and in files."""

from __future__ import annotations

from django.utils.translation import gettext as _

from takar.certificates.domain.values import State


def field_label(field: str) -> str:
    return {
        "nip": _("NIP"),
        "name": _("Nama"),
        "organiser": _("Penyelenggara"),
        "accreditation": _("Akreditasi"),
        "number": _("Nomor sertifikat"),
        "job_class": _("Jenjang jabatan"),
        "level": _("Jenjang fungsional"),
        "target_job": _("Jabatan target"),
        "assessed_on": _("Tanggal penilaian"),
        "stated_until": _("Berlaku sampai"),
        "jpm": _("JPM"),
        "category": _("Kategori"),
    }[field]


def state_label(state: State) -> str:
    return {
        State.NEVER: _("belum pernah"),
        State.LAPSED: _("sudah lewat"),
        State.EXPIRING: _("segera berakhir"),
        State.VALID: _("berlaku"),
        State.UNCLEAR: _("belum jelas"),
        State.OUTSIDE: _("tidak diwajibkan"),
    }[state]
