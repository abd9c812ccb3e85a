"""What roles and abilities are called on screen."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from takar.accounts.domain.roles import Ability, Role

ROLE_LABELS: dict[Role, Any] = {
    Role.ASSESSMENT_ADMIN: _("Pengelola asesmen"),
    Role.ITEM_AUTHOR: _("Penulis soal"),
    Role.PROCTOR: _("Pengawas"),
    Role.TECHNICAL_HELPER: _("Pembantu teknis"),
    Role.READER: _("Pimpinan (pembaca hasil)"),
    Role.AUDITOR: _("Auditor"),
    Role.SYSTEM_ADMIN: _("Pengelola sistem"),
}

ABILITY_LABELS: dict[Ability, Any] = {
    Ability.READ_PEOPLE: _("melihat data pegawai"),
    Ability.MANAGE_PEOPLE: _("mengimpor dan mengubah data pegawai"),
    Ability.READ_STANDARDS: _("melihat standar kompetensi"),
    Ability.MANAGE_STANDARDS: _("menerbitkan standar kompetensi"),
    Ability.READ_ITEMS: _("melihat soal beserta kuncinya"),
    Ability.WRITE_ITEMS: _("menulis soal"),
    Ability.SEAL_FORMS: _("menyusun dan menyegel naskah"),
    Ability.READ_ASSESSMENTS: _("melihat kegiatan"),
    Ability.MANAGE_ASSESSMENTS: _("mengatur kegiatan, sesi, dan peserta"),
    Ability.WATCH_SEATS: _("melihat kursi dan sambungan"),
    Ability.RUN_SESSIONS: _("memulai sesi, memperpanjang, memindahkan kursi, mengakhiri"),
    Ability.READ_RESULTS: _("membaca hasil"),
    Ability.MAKE_REPORTS: _("membuat laporan"),
    Ability.AUDIT: _("memeriksa bukti"),
    Ability.READ_TRAIL: _("membaca jejak perubahan"),
    Ability.MANAGE_USERS: _("mengatur pengguna dan peran"),
}
