"""How standards look as an Excel workbook: sheets, columns and their labels. (The dictionary has none.)"""

from __future__ import annotations

from dataclasses import dataclass

from takar.standards.domain.dictionary import COMPETENCY_CODES
from takar.standards.domain.kinds import Kind
from takar.standards.domain.placement_rules import PLACEMENT_LIMITS
from takar.standards.domain.rater_rules import RATER_LIMITS
from takar.standards.domain.selection_rules import LIMITS
from takar.standards.domain.talent_rules import TALENT_LIMITS

HEAD = "Standar"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list in the data: `columns` are (label in the sheet, field in the data).

    `only_if_told`: what older versions have and new ones do without; neither asked for nor written where it is not there.
    """

    title: str
    field: str
    columns: tuple[tuple[str, str], ...]
    only_if_told: bool = False


_HEAD_FIELDS = (
    ("Kode", "code"),
    ("Versi", "version"),
    ("Judul (Indonesia)", "title_id"),
    ("Judul (Inggris)", "title_en"),
    ("Berlaku mulai", "in_force_from"),
    ("Tanda verifikasi", "mark"),
    ("Catatan (Indonesia)", "note_id"),
    ("Catatan (Inggris)", "note_en"),
)
FIELDS: dict[Kind, tuple[tuple[str, str], ...]] = {
    Kind.RULESET: (
        *_HEAD_FIELDS,
        ("Tujuan", "purpose"),
        ("Dasar JPM", "base"),
        ("Rating terendah", "rating_min"),
        ("Rating tertinggi", "rating_max"),
        ("Desimal rating", "rating_decimals"),
        ("Desimal JPM", "jpm_decimals"),
        ("Pembulatan", "rounding"),
        ("Aturan level", "level_rule"),
        ("JPM dibatasi 100", "jpm_cap"),
        ("Masa berlaku (tahun)", "validity_years"),
    ),
    Kind.JOB_STANDARD: (*_HEAD_FIELDS, ("Kelas jabatan", "job_class")),
    Kind.CONDUCT: (
        *_HEAD_FIELDS,
        ("Diingatkan (bulan sebelumnya)", "remind_months"),
        ("Paling awal dipanggil (minggu sebelumnya)", "earliest_weeks"),
        ("Jam mulai", "opens"),
        ("Jam selesai", "closes"),
        ("Hari setiap gelombang", "batch_days"),
        ("Peserta setiap gelombang", "batch_size"),
        ("Kursi cadangan", "reserve_seats"),
        ("Cadangan dilepas (hari sebelumnya)", "reserve_release_days"),
        ("Peserta setiap kelompok, paling sedikit", "group_least"),
        ("Peserta setiap kelompok, paling banyak", "group_most"),
        ("Asesor setiap peserta", "raters_per_participant"),
        ("Peserta setiap asesor", "participants_per_assessor"),
        ("Minggu tugas asesor, paling banyak", "assessor_weeks"),
        ("Dihitung dalam (minggu)", "assessor_window_weeks"),
        ("Pegawai unit pergi bersama, paling banyak (persen)", "away_percent"),
        ("Bekas atasan (tahun)", "former_superior_years"),
        ("Batas terlambat (menit)", "late_minutes"),
        ("Akibat tidak hadir", "absence"),
    ),
    Kind.SELECTION: (
        *_HEAD_FIELDS,
        ("Nilai tertinggi skala", "scale_most"),
        ("Desimal nilai", "decimals"),
        ("Pembulatan", "rounding"),
        ("Gabungan nilai penilai", "combine"),
        ("Putusan wawancara", "verdict_rule"),
        ("Kode bila memenuhi", "meets_code"),
        ("Memenuhi (Indonesia)", "meets_id"),
        ("Memenuhi (Inggris)", "meets_en"),
        ("Kode bila tidak memenuhi", "below_code"),
        ("Tidak memenuhi (Indonesia)", "below_id"),
        ("Tidak memenuhi (Inggris)", "below_en"),
        ("Nama yang diusulkan setiap jabatan", "names_per_post"),
        ("Calon setiap jabatan, paling sedikit", "least_candidates"),
        ("Anggota panitia, paling sedikit", "panel_least"),
        ("Anggota panitia, paling banyak", "panel_most"),
        ("Unsur internal, paling banyak (persen)", "internal_percent"),
        ("Kuorum, lebih dari (persen)", "quorum_percent"),
        ("Suara dicatat dengan nama", "votes_by_name"),
        ("Pemeriksaan administrasi oleh dua orang", "two_person_check"),
        ("Masa sanggah (hari)", "objection_days"),
        ("Bekas atasan (tahun)", "former_superior_years"),
        ("Usia, paling tinggi (tahun)", "age_most"),
        ("Penilai setiap ruang, paling sedikit", "raters_least"),
    ),
    Kind.TALENT: (
        *_HEAD_FIELDS,
        ("Desimal nilai", "decimals"),
        ("Nilai tepat di batas masuk pita", "edge"),
        ("Predikat kinerja (tahun terakhir)", "predicate_years"),
        ("Penghargaan (tahun terakhir)", "award_years"),
        ("Tim kerja (tahun terakhir)", "team_years"),
        ("Umpan balik 360 (tahun terakhir)", "feedback_years"),
        ("Pengembangan kompetensi (tahun terakhir)", "development_years"),
        ("Hukuman disiplin (tahun terakhir)", "discipline_years"),
        ("Jam pengembangan untuk nilai 100", "full_development_hours"),
        ("Tahun pengalaman untuk nilai 100", "full_experience_years"),
        ("Masa berlaku profil (tahun)", "profile_years"),
        ("Pegawai sekelas untuk sebaran sendiri, paling sedikit", "prior_least"),
        ("JPM siap sekarang, paling sedikit (persen)", "ready_jpm"),
        ("JPM siap 1–2 tahun, paling sedikit (persen)", "soon_jpm"),
        ("Peluang kelompok talenta, paling sedikit (persen)", "pool_chance"),
        ("Jangka risiko kekosongan (tahun)", "vacancy_years"),
    ),
    Kind.RATERS: (
        *_HEAD_FIELDS,
        ("Masa lisensi (bulan)", "licence_months"),
        ("Kasus lulus yang diperlukan", "cases"),
        ("Dalam masa (bulan)", "within_months"),
        ("Jarak rata-rata ke ahli, paling besar", "mean_distance"),
        ("Jarak satu kompetensi, paling besar", "most_distance"),
        ("Diingatkan (hari sebelumnya)", "warn_days"),
        ("Jeda mengulang kasus (hari)", "wait_days"),
        ("Hari baca bagi penilai", "days_for_raters"),
        ("Simulasi tiap kompetensi, paling sedikit", "least_exercises"),
    ),
    Kind.RETIREMENT: _HEAD_FIELDS,
    Kind.PLACEMENT: (
        *_HEAD_FIELDS,
        ("Nilai syarat Penting", "points_penting"),
        ("Nilai syarat Perlu", "points_perlu"),
        ("Harga setiap perpindahan (poin)", "move_price"),
        ("Harga bila kecocokan turun (poin)", "worse_price"),
        ("Hukuman disiplin yang menghalangi", "barring_discipline"),
        ("Tidak boleh ke kecocokan lebih rendah", "nobody_worse"),
        ("Batas bawah berlaku bila pasti (persen)", "floor_certainty"),
        ("Standar yang harus terukur (persen)", "assessed_least"),
        ("Daftar memuat yang terbaik (persen)", "hold_percent"),
        ("Nama dalam daftar, paling banyak", "list_most"),
        ("Rentang (persen)", "interval_percent"),
        ("Lama di jabatan, paling sedikit (tahun)", "tenure_least_years"),
        ("Lama di jabatan, ditinjau (tahun)", "tenure_review_years"),
        ("Menjelang pensiun (bulan)", "retires_within_months"),
        ("Jangka kekosongan karena pensiun (tahun)", "retirement_window_years"),
        ("Rantai terpanjang", "chain_most"),
        ("Lingkaran terpanjang", "cycle_most"),
        ("Perpindahan pasti (persen)", "survival_percent"),
    ),
}
_CONDUCT_NUMBERS = frozenset(field for _label, field in FIELDS[Kind.CONDUCT][len(_HEAD_FIELDS) :]) - {
    "opens", "closes", "absence",
}  # fmt: skip
WHOLE = (
    frozenset({"rating_decimals", "jpm_decimals", "validity_years", "years", *COMPETENCY_CODES})
    | _CONDUCT_NUMBERS
    | frozenset(LIMITS)
    | frozenset({*TALENT_LIMITS, "number", "months"})
    | frozenset({*PLACEMENT_LIMITS, "age"})
    | frozenset(RATER_LIMITS)
)
FLAGS = frozenset({"jpm_cap", "votes_by_name", "two_person_check", "pool", "nobody_worse"})
TEXT = frozenset({"code", "version"})
CLOCK = frozenset({"opens", "closes", "start", "end"})

_SOURCES = Sheet(
    "Sumber",
    "sources",
    (
        ("Judul", "title"),
        ("Alamat", "address"),
        ("Tanda verifikasi", "mark"),
        ("Mendukung (Indonesia)", "supports_id"),
        ("Mendukung (Inggris)", "supports_en"),
    ),
)
_MARKS = Sheet("Tanda angka", "marks", (("Isian", "field"), ("Tanda verifikasi", "mark")))
SHEETS: dict[Kind, tuple[Sheet, ...]] = {
    Kind.RULESET: (
        Sheet(
            "Kategori",
            "categories",
            (
                ("Kode", "code"),
                ("Nama (Indonesia)", "name_id"),
                ("Nama (Inggris)", "name_en"),
                ("Batas bawah JPM", "min"),
                ("Kalimat (Indonesia)", "sentence_id"),
                ("Kalimat (Inggris)", "sentence_en"),
            ),
        ),
        Sheet(
            "Pita potensi",
            "potential_bands",
            (
                ("Kode", "code"),
                ("Nama (Indonesia)", "name_id"),
                ("Nama (Inggris)", "name_en"),
                ("Dari", "low"),
                ("Sampai", "high"),
            ),
        ),
        _SOURCES,
    ),
    Kind.JOB_STANDARD: (_SOURCES,),
    Kind.RATERS: (_SOURCES,),
    Kind.RETIREMENT: (
        Sheet(
            "Usia pensiun",
            "ages",
            (("Kelas jabatan", "job_class"), ("Jenjang fungsional", "level"), ("Usia", "age")),
        ),
        _SOURCES,
    ),
    Kind.CONDUCT: (
        Sheet("Masa berlaku", "periods", (("Kelas jabatan", "job_class"), ("Tahun", "years"))),
        Sheet("Istirahat", "breaks", (("Hari", "weekday"), ("Mulai", "start"), ("Selesai", "end"))),
        _SOURCES,
    ),
    Kind.SELECTION: (
        Sheet(
            "Komponen",
            "components",
            (
                ("Kode", "code"),
                ("Nama (Indonesia)", "name_id"),
                ("Nama (Inggris)", "name_en"),
                ("Bobot (persen)", "weight"),
                ("Rentang dari", "least"),
                ("Rentang sampai", "most"),
                ("Batas bawah", "floor"),
            ),
        ),
        Sheet(
            "Ruang",
            "rooms",
            (
                ("Kode", "code"),
                ("Nama (Indonesia)", "name_id"),
                ("Nama (Inggris)", "name_en"),
                ("Bobot (persen)", "weight"),
                ("Standar", "standard"),
            ),
        ),
        Sheet("Nilai sama", "ties", (("Komponen", "component"),)),
        _MARKS,
        _SOURCES,
    ),
    Kind.TALENT: (
        Sheet(
            "Komponen",
            "components",
            (
                ("Kode", "code"),
                ("Sumbu", "axis"),
                ("Nama (Indonesia)", "name_id"),
                ("Nama (Inggris)", "name_en"),
                ("Fakta", "fact"),
                ("Bobot (persen)", "weight"),
                ("Bila tidak ada", "missing"),
                ("Reliabilitas", "reliability"),
                ("Sebaran (poin)", "spread"),
                ("Nilai bila register kosong", "none"),
                ("Tanda bobot", "mark"),
                ("Tanda reliabilitas", "reliability_mark"),
            ),
        ),
        Sheet("Skala", "scales", (("Fakta", "fact"), ("Kode", "code"), ("Nilai", "points"))),
        Sheet(
            "Pita",
            "bands",
            (
                ("Sumbu", "axis"),
                ("Kode", "code"),
                ("Nama (Indonesia)", "name_id"),
                ("Nama (Inggris)", "name_en"),
                ("Dari", "low"),
                ("Sampai", "high"),
            ),
        ),
        Sheet(
            "Kotak",
            "boxes",
            (
                ("Pita kinerja", "performance"),
                ("Pita potensi", "potential"),
                ("Nomor", "number"),
                ("Nama (Indonesia)", "name_id"),
                ("Nama (Inggris)", "name_en"),
                ("Tindak lanjut (Indonesia)", "follow_up_id"),
                ("Tindak lanjut (Inggris)", "follow_up_en"),
                ("Kelompok talenta", "pool"),
            ),
        ),
        Sheet(
            "Pengembangan",
            "developments",
            (
                ("Kode", "code"),
                ("Nama (Indonesia)", "name_id"),
                ("Nama (Inggris)", "name_en"),
                ("Kesenjangan paling sedikit (level)", "gap_least"),
                ("Bulan", "months"),
            ),
        ),
        _MARKS,
        _SOURCES,
    ),
    Kind.PLACEMENT: (
        Sheet("Bagian", "parts", (("Bagian", "code"), ("Bobot (persen)", "weight"))),
        Sheet(
            "Bobot kompetensi",
            "weights",
            (
                ("Kelas jabatan", "job_class"),
                ("Kompetensi", "competency"),
                ("Bobot", "weight"),
                ("Batas bawah (level di bawah standar)", "floor"),
            ),
        ),
        Sheet(
            "Galat",
            "errors",
            (("Sumber", "instrument"), ("Galat baku (level)", "error"), ("Tanda verifikasi", "mark")),
        ),
        Sheet(
            "Usia pensiun (lama)",
            "ages",
            (("Kelas jabatan", "job_class"), ("Usia", "age")),
            only_if_told=True,
        ),
        Sheet(
            "Larangan",
            "bans",
            (
                ("Mulai", "start"),
                ("Sampai", "end"),
                ("Alasan (Indonesia)", "reason_id"),
                ("Alasan (Inggris)", "reason_en"),
            ),
        ),
        _MARKS,
        _SOURCES,
    ),
}
LEVELS = "Level"
EXCEL_KINDS = tuple(FIELDS)
