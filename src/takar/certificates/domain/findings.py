"""What can be wrong with a row of results: the closed list of faults and warnings, with their remedies.

A fault refuses the row; a warning lets it pass. Faults of the NIP are those of the import of people.
"""

from __future__ import annotations

from dataclasses import dataclass

from takar.kernel.canonical import Json
from takar.people.public import PeopleFinding


@dataclass(frozen=True, slots=True)
class Finding:
    """`field` names the column (see headings.FIELDS); `value` is what stands in the cell or what it is compared with."""

    code: str
    field: str
    value: str = ""

    @property
    def is_fault(self) -> bool:
        return self.code not in WARNINGS

    def sentence(self, language: str = "id") -> str:
        texts = FAULTS.get(self.code) or WARNINGS.get(self.code)
        if texts is None:
            return PeopleFinding(self.code, self.field, self.value).sentence(language)
        return texts[1 if language.startswith("en") else 0].format(value=self.value)

    def as_json(self) -> dict[str, Json]:
        return {"code": self.code, "field": self.field, "value": self.value}


def finding_from_json(data: dict[str, str]) -> Finding:
    return Finding(data["code"], data["field"], data["value"])


FAULTS: dict[str, tuple[str, str]] = {
    "DATE_MISSING": (
        "Tanggal penilaian kosong. Isi hari terakhir penilaian, misalnya 14-05-2025.",
        "The day of the assessment is empty. Enter its last day, such as 14-05-2025.",
    ),
    "DATE_UNREADABLE": (
        "“{value}” tidak terbaca sebagai tanggal. Tulis seperti 14-05-2025 atau 14 Mei 2025.",
        "“{value}” cannot be read as a date. Write it like 14-05-2025 or 14 Mei 2025.",
    ),
    "DATE_AHEAD": (
        "Tanggal penilaian {value} belum tiba. Catat hasilnya setelah penilaian selesai, atau perbaiki tahunnya.",
        "The day of the assessment, {value}, lies ahead. Record the result afterwards, or mend the year.",
    ),
    "ENDS_BEFORE": (
        "“Berlaku sampai” {value} lebih awal daripada tanggal penilaian. Periksa apakah kedua tanggal tertukar.",
        "“Valid until” {value} is before the day of the assessment. See whether the two dates were swapped.",
    ),
    "ORGANISER_MISSING": (
        "Penyelenggara kosong. Isi LAN, BKN, atau nama penyelenggara yang terakreditasi.",
        "The organiser is empty. Enter LAN, BKN or the name of the accredited organiser.",
    ),
    "CLASS_MISSING": (
        "Jenjang jabatan yang dinilai kosong. Isi misalnya JPT Pratama, Administrator, Pengawas, atau Fungsional Ahli Muda.",
        "The level of job is empty. Enter for instance JPT Pratama, Administrator, Pengawas or Fungsional Ahli Muda.",
    ),
    "CLASS_UNKNOWN": (
        "Jenjang jabatan “{value}” tidak dikenal. Tulis JPT Utama, JPT Madya, JPT Pratama, Administrator, Pengawas, "
        "Pelaksana, Fungsional, atau eselon I.a sampai V.a.",
        "The level of job “{value}” is not known. Write JPT Utama, JPT Madya, JPT Pratama, Administrator, Pengawas, "
        "Pelaksana, Fungsional, or an eselon I.a to V.a.",
    ),
    "LEVEL_UNKNOWN": (
        "Jenjang fungsional “{value}” tidak dikenal. Tulis Ahli Utama sampai Pemula, atau kosongkan.",
        "The functional grade “{value}” is not known. Write Ahli Utama to Pemula, or leave it empty.",
    ),
    "JPM_UNREADABLE": (
        "JPM “{value}” tidak terbaca. Tulis angka 0 sampai 500, misalnya 85,50.",
        "The JPM “{value}” cannot be read. Write a number from 0 to 500, such as 85,50.",
    ),
    "TEXT_TOO_LONG": (
        "Isi sel terlalu panjang: “{value}…”. Periksa apakah kolomnya tertukar, atau singkatkan.",
        "The cell is too long: “{value}…”. See whether columns were mixed up, or shorten it.",
    ),
    "DIFFERS": (
        "Hasil orang, penyelenggara, jenjang, dan tanggal ini sudah tercatat dengan isi lain: {value}. Bila yang tercatat "
        "salah, tarik sertifikat itu dengan alasan, lalu impor lagi.",
        "A result of this person, organiser, level and day is recorded with other content: {value}. If the record is "
        "wrong, withdraw that certificate with a reason and import again.",
    ),
    "REPEATED": (
        "Hasil yang sama berbeda isinya dengan baris {value}. Sisakan satu baris yang benar.",
        "The same result stands in row {value} with other content. Leave only the one right row.",
    ),
}

WARNINGS: dict[str, tuple[str, str]] = {
    "NIP_UNKNOWN": (
        "NIP ini tidak ada dalam data pegawai. Hasilnya tetap disimpan dan dihitung begitu pegawainya diimpor.",
        "This NIP is not in the data of people. The result is kept and counts as soon as the person is imported.",
    ),
    "NAME_DIFFERS": (
        "Nama dalam data pegawai: {value}. Pastikan NIP-nya benar.",
        "The name in the data of people is {value}. Make sure that the NIP is right.",
    ),
    "DATE_OF_PAPER": (
        "Yang terbaca tanggal sertifikat, bukan tanggal penilaian. Masa berlaku dihitung dari tanggal ini.",
        "This is the date of the certificate, not of the assessment. Validity is counted from it.",
    ),
    "CLASS_FROM_POST": (
        "Berkas tidak menyebut jenjang; dipakai jenjang jabatannya sekarang: {value}.",
        "The file names no level; the level of the present post is used: {value}.",
    ),
    "JPM_WAS_SHARE": (
        "JPM {value} dibaca sebagai persen (dikalikan 100).",
        "The JPM {value} was read as a share (times 100).",
    ),
    "NOT_ON_LIST": (
        "Orang ini tidak ada dalam daftar yang diserahkan. Hasilnya tetap dicatat dalam register.",
        "This person is not on the list that was handed over. The result is recorded all the same.",
    ),
    "BEFORE_HANDOVER": (
        "Penilaian {value} lebih awal daripada penyerahan, jadi bukan jawaban atas daftar ini. Hasilnya tetap dicatat.",
        "The assessment of {value} is earlier than the handover, so it does not answer it. The result is recorded.",
    ),
    "OTHER_ORGANISER": (
        "Penyelenggaranya {value}, bukan penerima daftar ini, jadi bukan jawaban atas daftar ini. Hasilnya tetap dicatat.",
        "The organiser is {value}, not the one of this handover, so it does not answer it. The result is recorded.",
    ),
}
