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

# What the trail's codes are called on screen; the codes themselves stay in the trail and its file.
ACTION_LABELS: dict[str, Any] = {
    "assessment.change": _("mengubah kegiatan"),
    "assessment.close": _("menutup kegiatan"),
    "assessment.create": _("membuat kegiatan"),
    "assessment.open": _("membuka kegiatan"),
    "audit.start": _("memulai audit"),
    "change_own_password": _("mengganti kata sandi sendiri"),
    "change_user": _("mengubah pengguna"),
    "create_user": _("membuat akun"),
    "export_trail": _("mengunduh jejak"),
    "extend_time": _("memperpanjang waktu"),
    "force_submission": _("mengumpulkan paksa"),
    "forms.draft": _("menyusun naskah"),
    "forms.save_blueprint": _("menyimpan kisi-kisi"),
    "forms.seal": _("menyegel naskah"),
    "items.accept_shipped": _("memuat bank bawaan"),
    "items.add": _("menambah butir"),
    "items.retire": _("menarik butir"),
    "items.review": _("menelaah butir"),
    "items.revise": _("mengubah butir"),
    "move_seat": _("memindahkan kursi"),
    "participant.remove": _("menghapus peserta"),
    "participant.extra_minutes": _("memberi tambahan waktu"),
    "participant.move": _("memindahkan peserta"),
    "participants.add": _("menambah peserta"),
    "people.import": _("menerapkan impor pegawai"),
    "people.import.discard": _("membatalkan impor pegawai"),
    "publish_standard": _("menetapkan standar"),
    "receipt.download": _("mengunduh tanda terima"),
    "release_login": _("melepas login"),
    "reports.download": _("mengunduh laporan"),
    "reports.write": _("membuat semua laporan"),
    "reset_password": _("mengatur ulang kata sandi"),
    "result.read": _("membaca hasil"),
    "results.release": _("mengumumkan hasil"),
    "session.add": _("menambah sesi"),
    "session.change": _("mengubah sesi"),
    "session.remove": _("menghapus sesi"),
    "sessions.assign": _("membagikan kursi"),
    "start_session": _("memulai sesi"),
}
