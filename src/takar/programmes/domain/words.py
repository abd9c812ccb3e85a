"""What a purpose and a method mean, in the words of a letter."""

from __future__ import annotations

from datetime import date

from takar.kernel.clock import long_date

PURPOSE_NAMES = {
    "pemetaan": {
        "id": "pemetaan potensi dan kompetensi",
        "en": "mapping of potential and competence",
    },
    "seleksi": {"id": "seleksi pengisian jabatan", "en": "selection for a post"},
}
PURPOSE_MEANINGS = {
    "pemetaan": {
        "id": "Hasilnya memetakan potensi dan kompetensi untuk pengembangan karier; bukan lulus atau tidak lulus.",
        "en": "The results map potential and competence for career development; nobody passes or fails.",
    },
    "seleksi": {
        "id": "Hasilnya menjadi bahan pertimbangan pengisian jabatan oleh panitia seleksi.",
        "en": "The results are considered by the selection panel that fills the post.",
    },
}
METHOD_NAMES = {
    "cact": {
        "id": "CACT (tes kompetensi berbantuan komputer)",
        "en": "CACT (computer assisted competency test)",
    },
    "sederhana": {"id": "pusat penilaian, kategori sederhana", "en": "assessment centre, simple category"},
    "sedang": {"id": "pusat penilaian, kategori sedang", "en": "assessment centre, medium category"},
    "kompleks": {"id": "pusat penilaian, kategori kompleks", "en": "assessment centre, complex category"},
}
# Sources: Peraturan BKN 26/2019 and 4/2024, Perka BKN 23/2011 and 16/2012; which category a class needs is unverified.
METHOD_MEANINGS = {
    "cact": {
        "id": "Soal dikerjakan di komputer dalam satu sesi yang diawasi; jawaban dinilai dengan kunci yang dicatat "
        "sebelum ujian.",
        "en": "Items are answered on a computer in one supervised session and scored by keys committed beforehand.",
    },
    "sederhana": {
        "id": "Tes psikologi, wawancara kompetensi, dan paling sedikit satu simulasi sederhana, diamati asesor.",
        "en": "Psychological test, competency interview and at least one simple simulation, observed by assessors.",
    },
    "sedang": {
        "id": "Tes psikologi, kuesioner, wawancara kompetensi, dan paling sedikit dua simulasi, diamati beberapa asesor.",
        "en": "Psychological test, questionnaire, competency interview and at least two simulations, several assessors.",
    },
    "kompleks": {
        "id": "Rangkaian lengkap bertahap: tes psikologi, kuesioner, analisis kasus, presentasi, diskusi atau bermain "
        "peran, dan wawancara kompetensi, diamati beberapa asesor; lazim untuk JPT.",
        "en": "The full series: psychological test, questionnaire, case analysis, presentation, discussion or role play, and "
        "competency interview, several assessors; usual for JPT.",
    },
}


CAUSES = ("never", "lapsed", "expiring", "asked")


def why_called(cause: str, due_on: date | None) -> dict[str, str]:
    """Why somebody is called: {"id", "en"}. `due_on`: until when his newest result counts."""
    if cause == "never":
        return {
            "id": "Belum ada hasil penilaian kompetensi yang tercatat.",
            "en": "No assessment of competence is on record.",
        }
    day = (long_date(due_on), long_date(due_on, "en")) if due_on else ("-", "-")
    if cause == "lapsed":
        return {
            "id": f"Hasil penilaian terakhir berlaku sampai {day[0]}.",
            "en": f"The newest result counted until {day[1]}.",
        }
    if cause == "expiring":
        return {
            "id": f"Hasil penilaian terakhir akan berakhir pada {day[0]}.",
            "en": f"The newest result ends on {day[1]}.",
        }
    if due_on is None:
        return {"id": "Diminta oleh instansi.", "en": "Asked for by the agency."}
    return {
        "id": f"Diminta oleh instansi, meskipun hasil terakhir masih berlaku sampai {day[0]}.",
        "en": f"Asked for by the agency, although the newest result counts until {day[1]}.",
    }


def rights(objection_days: int) -> tuple[dict[str, str], ...]:
    """What a person who is called may ask for; `objection_days` from the day results are seen."""
    return (
        {
            "id": f"Mengajukan sanggahan dalam {objection_days} hari sejak hasil terlihat.",
            "en": f"Object within {objection_days} days from the day the results are seen.",
        },
        {
            "id": "Menerima tanda terima tersegel yang dapat diperiksa sendiri kebenarannya.",
            "en": "Receive a sealed receipt whose truth anybody can check.",
        },
        {
            "id": "Menyampaikan halangan beserta alasannya, dan mendapat jadwal lain bila terjadi gangguan pelaksanaan.",
            "en": "Say why one cannot come, and get another date when an incident disturbs the day.",
        },
        {
            "id": "Meminta penyesuaian yang wajar, misalnya tambahan waktu atau ruang yang mudah dijangkau.",
            "en": "Ask for reasonable adjustments, such as extra time or an accessible room.",
        },
    )
