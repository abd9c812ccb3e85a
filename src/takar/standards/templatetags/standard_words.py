"""Words of the pages of standards: a text in the reader's language, badges of verification, names of fields."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from takar.kernel.clock import long_date
from takar.kernel.numbers import grouped

register = template.Library()

_PLACE = re.compile(r"\[(\d+)\]")
_DECIMALS = {
    "min",
    "low",
    "high",
    "rating_min",
    "rating_max",
    "weight",
    "least",
    "most",
    "floor",
    "standard",
    "points",
    "reliability",
    "spread",
    "none",
    "gap_least",
    "error",
    "points_penting",
    "points_perlu",
    "move_price",
    "worse_price",
}
_CODED = {
    "purpose",
    "base",
    "rounding",
    "level_rule",
    "job_class",
    "mark",
    "weekday",
    "absence",
    "combine",
    "verdict_rule",
    "component",
    "barring_discipline",
    "instrument",
    "axis",
    "fact",
    "missing",
    "performance",
    "potential",
    "edge",
}

_MARKS = {
    "verified": ("bg-green-lt", _("Terverifikasi")),
    "secondary": ("bg-yellow-lt", _("Sumber sekunder")),
    "unverified": ("bg-red-lt", _("Belum diverifikasi")),
}
KINDS = {
    "dictionary": _("Kamus kompetensi"),
    "job_standard": _("Standar jabatan"),
    "ruleset": _("Aturan penilaian"),
    "conduct": _("Ketentuan penyelenggaraan"),
    "selection": _("Ketentuan seleksi"),
    "talent": _("Ketentuan peta talenta"),
    "placement": _("Ketentuan penempatan"),
    "raters": _("Ketentuan penilai"),
    "retirement": _("Batas usia pensiun"),
}
_WORDS = {code: label for code, (_look, label) in _MARKS.items()} | {
    "seleksi": _("Pengisian jabatan (seleksi)"),
    "pemetaan": _("Pemetaan"),
    "rating": _("rating (boleh berdesimal)"),
    "level": _("level (bilangan bulat)"),
    "half_up": _("setengah ke atas"),
    "half_even": _("setengah ke angka genap"),
    "down": _("ke bawah"),
    "floor": _("bagian bulat dari rating"),
    "managerial": _("Manajerial"),
    "sociocultural": _("Sosial kultural"),
    "jpt_utama": _("JPT Utama"),
    "jpt_madya": _("JPT Madya"),
    "jpt_pratama": _("JPT Pratama"),
    "administrator": _("Jabatan Administrator"),
    "pengawas": _("Jabatan Pengawas"),
    "pelaksana": _("Jabatan Pelaksana"),
    "fungsional": _("Jabatan Fungsional"),
    "ahli_utama": _("Ahli Utama"),
    "ahli_madya": _("Ahli Madya"),
    "ahli_muda": _("Ahli Muda"),
    "ahli_pertama": _("Ahli Pertama"),
    "penyelia": _("Penyelia"),
    "mahir": _("Mahir"),
    "terampil": _("Terampil"),
    "pemula": _("Pemula"),
    "semua": _("yang lain"),
    "gugur": _("gugur: seluruh rangkaian diulang pada gelombang berikutnya"),
    "susulan": _("susulan: hanya yang terlewat yang diulang"),
    "senin": _("Senin"),
    "selasa": _("Selasa"),
    "rabu": _("Rabu"),
    "kamis": _("Kamis"),
    "jumat": _("Jumat"),
    "sabtu": _("Sabtu"),
    "minggu": _("Minggu"),
    "track_record": _("Rekam jejak"),
    "paper": _("Makalah"),
    "assessment_centre": _("Asesmen"),
    "interview": _("satu putusan untuk seluruh wawancara"),
    "every_room": _("setiap ruang harus memenuhi standarnya"),
    "mean": _("rata-rata"),
    "median": _("nilai tengah"),
    "performance": _("Kinerja"),
    "potential": _("Potensi"),
    "low": _("pita bawah"),
    "middle": _("pita tengah"),
    "high": _("pita atas"),
    "upper": _("pita di atasnya"),
    "lower": _("pita di bawahnya"),
    "required": _("wajib: tanpa ini tidak dipetakan"),
    "reweight": _("bobotnya dibagi kepada komponen lain"),
    "predicate": _("predikat kinerja"),
    "awards": _("penghargaan"),
    "team_tasks": _("penugasan tim kerja"),
    "feedback": _("umpan balik 360"),
    "competency": _("JPM penilaian kompetensi"),
    "development": _("jam pengembangan kompetensi"),
    "experience": _("lama memegang jabatan"),
    "education": _("jenjang pendidikan formal"),
    "field": _("kesesuaian bidang ilmu"),
    "discipline": _("hukuman disiplin"),
    "part.competencies": _("Kompetensi"),
    "part.experience": _("Pengalaman dan rekam jejak"),
    "part.education": _("Pendidikan dan pelatihan"),
    "part.rank": _("Pangkat dan golongan"),
    "part.tenure": _("Lama di jabatan"),
    "ringan": _("hukuman ringan atau lebih"),
    "sedang": _("hukuman sedang atau lebih"),
    "berat": _("hukuman berat"),
    "assessment": _("tes di sistem ini"),
    "meeting": _("rapat asesor"),
    "import": _("hasil yang diimpor"),
    "lainnya": _("sumber lain"),
}
_FIELDS = {
    "version": _("Versi"),
    "title_id": _("Judul (Indonesia)"),
    "title_en": _("Judul (Inggris)"),
    "in_force_from": _("Berlaku mulai"),
    "mark": _("Tanda verifikasi"),
    "note_id": _("Catatan (Indonesia)"),
    "note_en": _("Catatan (Inggris)"),
    "sources": _("Sumber"),
    "title": _("Judul"),
    "address": _("Alamat"),
    "supports_id": _("Mendukung (Indonesia)"),
    "supports_en": _("Mendukung (Inggris)"),
    "purpose": _("Tujuan"),
    "base": _("Dasar JPM"),
    "rating_min": _("Rating terendah"),
    "rating_max": _("Rating tertinggi"),
    "rating_decimals": _("Desimal rating"),
    "jpm_decimals": _("Desimal JPM"),
    "rounding": _("Pembulatan"),
    "level_rule": _("Aturan level"),
    "jpm_cap": _("JPM dibatasi 100"),
    "validity_years": _("Masa berlaku (tahun)"),
    "categories": _("Kategori"),
    "potential_bands": _("Pita potensi"),
    "code": _("Kode"),
    "name_id": _("Nama (Indonesia)"),
    "name_en": _("Nama (Inggris)"),
    "min": _("Batas bawah"),
    "low": _("Dari"),
    "high": _("Sampai"),
    "sentence_id": _("Kalimat (Indonesia)"),
    "sentence_en": _("Kalimat (Inggris)"),
    "job_class": _("Kelas jabatan"),
    "levels": _("Level"),
    "competencies": _("Kompetensi"),
    "aspects": _("Aspek potensi"),
    "indicators": _("Indikator"),
    "definition_id": _("Definisi (Indonesia)"),
    "definition_en": _("Definisi (Inggris)"),
    "description_id": _("Uraian (Indonesia)"),
    "description_en": _("Uraian (Inggris)"),
    "periods": _("Masa berlaku"),
    "years": _("Tahun"),
    "breaks": _("Istirahat"),
    "weekday": _("Hari"),
    "start": _("Mulai"),
    "end": _("Selesai"),
    "remind_months": _("Diingatkan (bulan sebelumnya)"),
    "earliest_weeks": _("Paling awal dipanggil (minggu sebelumnya)"),
    "opens": _("Jam mulai"),
    "closes": _("Jam selesai"),
    "batch_days": _("Hari setiap gelombang"),
    "batch_size": _("Peserta setiap gelombang"),
    "reserve_seats": _("Kursi cadangan"),
    "reserve_release_days": _("Cadangan dilepas (hari sebelumnya)"),
    "group_least": _("Peserta setiap kelompok, paling sedikit"),
    "group_most": _("Peserta setiap kelompok, paling banyak"),
    "raters_per_participant": _("Asesor setiap peserta"),
    "participants_per_assessor": _("Peserta setiap asesor"),
    "assessor_weeks": _("Minggu tugas asesor, paling banyak"),
    "assessor_window_weeks": _("Dihitung dalam (minggu)"),
    "away_percent": _("Pegawai unit pergi bersama, paling banyak (persen)"),
    "former_superior_years": _("Bekas atasan (tahun)"),
    "late_minutes": _("Batas terlambat (menit)"),
    "absence": _("Akibat tidak hadir"),
    "scale_most": _("Nilai tertinggi skala"),
    "decimals": _("Desimal nilai"),
    "combine": _("Gabungan nilai penilai"),
    "verdict_rule": _("Putusan wawancara"),
    "meets_code": _("Kode bila memenuhi"),
    "meets_id": _("Memenuhi (Indonesia)"),
    "meets_en": _("Memenuhi (Inggris)"),
    "below_code": _("Kode bila tidak memenuhi"),
    "below_id": _("Tidak memenuhi (Indonesia)"),
    "below_en": _("Tidak memenuhi (Inggris)"),
    "names_per_post": _("Nama yang diusulkan setiap jabatan"),
    "least_candidates": _("Calon setiap jabatan, paling sedikit"),
    "panel_least": _("Anggota panitia, paling sedikit"),
    "panel_most": _("Anggota panitia, paling banyak"),
    "internal_percent": _("Unsur internal, paling banyak (persen)"),
    "quorum_percent": _("Kuorum, lebih dari (persen)"),
    "votes_by_name": _("Suara dicatat dengan nama"),
    "two_person_check": _("Pemeriksaan administrasi oleh dua orang"),
    "objection_days": _("Masa sanggah (hari)"),
    "age_most": _("Usia, paling tinggi (tahun)"),
    "raters_least": _("Penilai setiap ruang, paling sedikit"),
    "components": _("Komponen"),
    "component": _("Komponen"),
    "rooms": _("Ruang wawancara"),
    "weight": _("Bobot (persen)"),
    "least": _("Rentang dari"),
    "most": _("Rentang sampai"),
    "floor": _("Batas bawah"),
    "standard": _("Standar"),
    "ties": _("Penentu bila nilai sama"),
    "marks": _("Tanda angka"),
    "field": _("Isian"),
    "axis": _("Sumbu"),
    "fact": _("Fakta"),
    "missing": _("Bila tidak ada"),
    "reliability": _("Reliabilitas"),
    "spread": _("Sebaran (poin)"),
    "none": _("Nilai bila register kosong"),
    "reliability_mark": _("Tanda reliabilitas"),
    "scales": _("Skala"),
    "points": _("Nilai"),
    "bands": _("Pita"),
    "boxes": _("Kotak"),
    "performance": _("Pita kinerja"),
    "potential": _("Pita potensi"),
    "number": _("Nomor"),
    "follow_up_id": _("Tindak lanjut (Indonesia)"),
    "follow_up_en": _("Tindak lanjut (Inggris)"),
    "pool": _("Kelompok talenta"),
    "developments": _("Pengembangan"),
    "gap_least": _("Kesenjangan paling sedikit (level)"),
    "months": _("Bulan"),
    "edge": _("Nilai tepat di batas masuk pita"),
    "predicate_years": _("Predikat kinerja (tahun terakhir)"),
    "award_years": _("Penghargaan (tahun terakhir)"),
    "team_years": _("Tim kerja (tahun terakhir)"),
    "feedback_years": _("Umpan balik 360 (tahun terakhir)"),
    "development_years": _("Pengembangan kompetensi (tahun terakhir)"),
    "discipline_years": _("Hukuman disiplin (tahun terakhir)"),
    "full_development_hours": _("Jam pengembangan untuk nilai 100"),
    "full_experience_years": _("Tahun pengalaman untuk nilai 100"),
    "profile_years": _("Masa berlaku profil (tahun)"),
    "prior_least": _("Pegawai sekelas untuk sebaran sendiri, paling sedikit"),
    "ready_jpm": _("JPM siap sekarang, paling sedikit (persen)"),
    "soon_jpm": _("JPM siap 1–2 tahun, paling sedikit (persen)"),
    "pool_chance": _("Peluang kelompok talenta, paling sedikit (persen)"),
    "vacancy_years": _("Jangka risiko kekosongan (tahun)"),
    "parts": _("Bagian kecocokan"),
    "weights": _("Bobot kompetensi"),
    "competency": _("Kompetensi"),
    "errors": _("Galat baku"),
    "instrument": _("Sumber"),
    "error": _("Galat baku (level)"),
    "ages": _("Batas usia pensiun"),
    "age": _("Usia"),
    "bans": _("Larangan pindah"),
    "reason_id": _("Alasan (Indonesia)"),
    "reason_en": _("Alasan (Inggris)"),
    "points_penting": _("Nilai syarat Penting"),
    "points_perlu": _("Nilai syarat Perlu"),
    "move_price": _("Harga setiap perpindahan (poin)"),
    "worse_price": _("Harga bila kecocokan turun (poin)"),
    "barring_discipline": _("Hukuman disiplin yang menghalangi"),
    "nobody_worse": _("Tidak boleh ke kecocokan lebih rendah"),
    "floor_certainty": _("Batas bawah berlaku bila pasti (persen)"),
    "assessed_least": _("Standar yang harus terukur (persen)"),
    "hold_percent": _("Daftar memuat yang terbaik (persen)"),
    "list_most": _("Nama dalam daftar, paling banyak"),
    "interval_percent": _("Rentang (persen)"),
    "tenure_least_years": _("Lama di jabatan, paling sedikit (tahun)"),
    "tenure_review_years": _("Lama di jabatan, ditinjau (tahun)"),
    "retires_within_months": _("Menjelang pensiun (bulan)"),
    "retirement_window_years": _("Jangka kekosongan karena pensiun (tahun)"),
    "chain_most": _("Rantai terpanjang"),
    "cycle_most": _("Lingkaran terpanjang"),
    "survival_percent": _("Perpindahan pasti (persen)"),
}


def _english() -> bool:
    return (get_language() or "id").startswith("en")


@register.filter
def spoken(thing: Any, name: str = "") -> str:
    """`name_id` or `name_en` of `thing` by the reader's language; without a name, `id` or `en`."""
    ending = "en" if _english() else "id"
    return str(getattr(thing, f"{name}_{ending}" if name else ending))


@register.filter
def mark(code: str) -> SafeString:
    """A badge that says in words how far a number is verified."""
    look, label = _MARKS[code]
    return format_html('<span class="badge {}">{}</span>', look, label)


@register.simple_tag
def number_mark(rules: Any, field: str) -> SafeString:
    """The badge of one number of selection or talent rules."""
    return mark(rules.mark_of(field))


@register.filter
def kind_label(kind: str) -> str:
    return str(KINDS[kind])


@register.filter
def word(code: str) -> str:
    """A code of the data in words; an agency's own code stays as it is."""
    return str(_WORDS.get(code, code))


@register.filter
def field_path(path: tuple[str, ...]) -> str:
    """("categories", "O", "min") -> Kategori › O › Batas bawah"""
    return " › ".join(str(_FIELDS.get(part, part)) for part in path)


@register.filter
def fault_path(field: str) -> str:
    """potential_bands[1].low -> Pita potensi › baris 2 › Dari"""
    parts = _PLACE.sub(lambda match: f".{_('baris')} {int(match[1]) + 1}", field).split(".")
    if parts[0] == "levels":
        return f"{_FIELDS['levels']} › {'.'.join(parts[1:])}"
    return " › ".join(str(_FIELDS.get(part, part)) for part in parts)


@register.filter
def plain_value(value: Any, path: tuple[str, ...]) -> str:
    """The value at `path` as words: yes and no, numbers and dates as the reader writes them, a dash for none."""
    language = "en" if _english() else "id"
    if isinstance(value, bool):
        return str(_("ya")) if value else str(_("tidak"))
    if value is None or value == "":
        return "–"
    if path[-1] == "in_force_from":
        return long_date(date.fromisoformat(str(value)), language)
    if path[-1] in _DECIMALS:
        return grouped(str(value), language)
    return word(str(value)) if path[-1] in _CODED else str(value)
