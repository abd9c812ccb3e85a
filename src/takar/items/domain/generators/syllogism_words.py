"""What the statements of a syllogism speak of."""

from __future__ import annotations

from takar.items.domain.generators.logic import Form, Statement

WORDS: dict[str, tuple[str, ...]] = {
    "pegawai": (
        "mengikuti pelatihan kearsipan",
        "menguasai bahasa isyarat",
        "bertugas di loket pelayanan",
        "memiliki sertifikat pengadaan",
        "tinggal di luar kota",
        "menjadi anggota koperasi",
        "bekerja dengan jadwal bergilir",
        "tergabung dalam tim kebencanaan",
        "pernah bertugas di kecamatan",
        "menggunakan transportasi umum",
    ),
    "surat": (
        "bersifat rahasia",
        "memakai tanda tangan elektronik",
        "disimpan di ruang arsip",
        "dikirim melalui kurir",
        "memuat lampiran",
        "dibuat oleh bagian umum",
        "tercatat dalam buku agenda",
        "berasal dari kementerian",
    ),
    "kantor kelurahan": (
        "memiliki loket khusus lansia",
        "menggunakan antrean daring",
        "melayani warga pada hari Sabtu",
        "menempati gedung baru",
        "memiliki ruang laktasi",
        "mengelola taman bacaan",
        "menerima penghargaan pelayanan",
        "terhubung dengan jaringan serat optik",
    ),
    "kendaraan dinas": (
        "menggunakan tenaga listrik",
        "dibeli tahun lalu",
        "dipakai untuk patroli",
        "diparkir di gedung utama",
        "memiliki alat pelacak",
        "diperiksa setiap bulan",
        "berpelat nomor baru",
        "dilindungi asuransi",
    ),
    "usulan kegiatan": (
        "didanai hibah",
        "melibatkan kelompok tani",
        "disetujui tim penilai",
        "dilengkapi peta lokasi",
        "diajukan oleh kecamatan",
        "memerlukan izin lingkungan",
        "dibahas dalam musyawarah",
        "berlangsung lebih dari satu tahun",
    ),
    "pemohon izin": (
        "mendaftar secara daring",
        "membawa surat kuasa",
        "berusaha di bidang kuliner",
        "dilayani pada pagi hari",
        "mengisi survei kepuasan",
        "berdomisili di kota ini",
        "menyerahkan denah lokasi",
        "didampingi petugas",
    ),
}
_PATTERNS = {
    Form.ALL: "Semua {noun} yang {s} {p}.",
    Form.NONE: "Tidak satu pun {noun} yang {s} {p}.",
    Form.SOME: "Sebagian {noun} yang {s} {p}.",
    Form.SOME_NOT: "Sebagian {noun} yang {s} tidak {p}.",
}
_ABSTRACT = {
    Form.ALL: "semua {s} adalah {p}",
    Form.NONE: "tidak satu pun {s} adalah {p}",
    Form.SOME: "sebagian {s} adalah {p}",
    Form.SOME_NOT: "sebagian {s} bukan {p}",
}


def sentence(statement: Statement, noun: str, properties: list[str]) -> str:
    return _PATTERNS[statement.form].format(
        noun=noun, s=properties[statement.subject], p=properties[statement.predicate]
    )


def abstract(statement: Statement) -> str:
    """With letters in place of terms: semua P adalah Q."""
    return _ABSTRACT[statement.form].format(s="PQRS"[statement.subject], p="PQRS"[statement.predicate])
