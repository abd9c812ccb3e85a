"""What codes are called on screen."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from takar.people.public import JOB_CLASS_NAMES, JobClass


def language() -> str:
    return "en" if (get_language() or "id").startswith("en") else "id"


def job_classes() -> list[tuple[str, str]]:
    return [(code.value, names[language()]) for code, names in JOB_CLASS_NAMES.items()]


def need_label(code: str) -> str:
    return {
        "profile": _("Profil kompetensi"),
        "predicate": _("Predikat tahun lalu"),
        "education": _("Pendidikan"),
        "posts": _("Riwayat jabatan"),
        "discipline": _("Pemeriksaan disiplin"),
    }[code]


def value_label(kind: str, field: str, value: str) -> str:
    """A stored text as people read it; codes get their words, the rest stays."""
    if field == "job_class" and value in set(JobClass):
        return JOB_CLASS_NAMES[JobClass(value)][language()]
    words = {
        ("predicates", "code"): {
            "sangat_baik": _("Sangat Baik"),
            "baik": _("Baik"),
            "butuh_perbaikan": _("Butuh Perbaikan"),
            "kurang": _("Kurang"),
            "sangat_kurang": _("Sangat Kurang"),
        },
        ("discipline", "level"): {
            "none": _("tidak ada hukuman"),
            "ringan": _("ringan"),
            "sedang": _("sedang"),
            "berat": _("berat"),
        },
        ("trainings", "kind"): {
            "manajerial": _("manajerial"),
            "teknis": _("teknis"),
            "fungsional": _("fungsional"),
            "sosial_kultural": _("sosial kultural"),
            "lainnya": _("lainnya"),
        },
        ("team_tasks", "role"): {
            "ketua": _("ketua"),
            "wakil": _("wakil"),
            "sekretaris": _("sekretaris"),
            "anggota": _("anggota"),
        },
    }
    scopes = {
        "internasional": _("internasional"),
        "nasional": _("nasional"),
        "provinsi": _("provinsi"),
        "instansi": _("instansi"),
        "unit": _("unit kerja"),
    }
    return (scopes if field == "scope" else words.get((kind, field), {})).get(value, value)


def source_label(source: str) -> str:
    """Where a profile comes from, in words."""
    kind, _sep, rest = source.partition(":")
    if kind == "assessment":
        return _("kegiatan penilaian sendiri (%(id)s)") % {"id": rest}
    if kind == "meeting":
        return _("rapat asesor (%(id)s)") % {"id": rest}
    organiser = source.partition(" ")[2]
    return _("rekap dari %(organiser)s") % {"organiser": organiser} if organiser else _("rekap yang diimpor")
