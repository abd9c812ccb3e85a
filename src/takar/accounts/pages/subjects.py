"""What a line of the trail is about, in words: the kind of thing, and its own number where somebody can read it."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

SUBJECT_LABELS: dict[str, Any] = {
    "assessment": _("kegiatan"),
    "assessor": _("asesor"),
    "bank": _("bank soal"),
    "batch": _("gelombang"),
    "blueprint": _("kisi-kisi"),
    "candidate": _("calon"),
    "certificate": _("sertifikat"),
    "certificates-import": _("impor sertifikat"),
    "check": _("pemeriksaan data"),
    "conduct": _("ketentuan pelaksanaan"),
    "dictionary": _("kamus kompetensi"),
    "exercise": _("simulasi"),
    "form": _("naskah"),
    "handover": _("penyerahan ke penyelenggara"),
    "import": _("impor pegawai"),
    "item": _("soal"),
    "job_standard": _("standar jabatan"),
    "person": _("pegawai"),
    "placement": _("ketentuan penempatan"),
    "plan": _("rencana gelombang"),
    "plenary": _("pleno"),
    "position": _("jabatan"),
    "programme": _("program"),
    "raters": _("ketentuan penilai"),
    "region": _("penempatan wilayah"),
    "retirement": _("batas usia pensiun"),
    "room": _("ruang"),
    "round": _("putaran penilaian"),
    "ruleset": _("aturan penilaian"),
    "scenario": _("rencana penempatan"),
    "selection": _("seleksi"),
    "session": _("sesi"),
    "sheet": _("lembar nilai"),
    "sitting": _("ujian peserta"),
    "table-import": _("impor daftar"),
    "talent": _("ketentuan talenta"),
    "talent_map": _("peta talenta"),
    "user": _("akun"),
}
_OPAQUE = re.compile(r"[0-9a-f]{24,}")


def subject_words(subject: str) -> str:
    """ "position:JPT-035" -> jabatan JPT-035; a number that only machines read is left out; unknown kinds stay as they are."""
    kind, _sep, key = subject.partition(":")
    if kind not in SUBJECT_LABELS:
        return subject
    return f"{SUBJECT_LABELS[kind]} {_OPAQUE.sub('', key).strip(':/ ')}".strip()
