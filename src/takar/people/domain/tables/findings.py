"""What can be wrong with a row of a list: faults refuse it, warnings let it pass; each says what to do."""

from __future__ import annotations

from dataclasses import dataclass

from takar.kernel.canonical import Json
from takar.people.domain.findings import FAULTS as PERSON_FAULTS
from takar.people.domain.findings import Finding as PersonFinding


@dataclass(frozen=True, slots=True)
class Remark:
    """`field` names the column, `value` is what stands in the cell, `hint` what may stand there or what it is compared with."""

    code: str
    field: str
    value: str = ""
    hint: str = ""

    @property
    def is_fault(self) -> bool:
        return self.code not in WARNINGS

    def sentence(self, language: str = "id") -> str:
        texts = FAULTS.get(self.code) or WARNINGS.get(self.code)
        if texts is None:
            return PersonFinding(self.code, self.field, self.value).sentence(language)
        return texts[1 if language.startswith("en") else 0].format(value=self.value, hint=self.hint)

    def as_json(self) -> dict[str, Json]:
        return {"code": self.code, "field": self.field, "value": self.value, "hint": self.hint}


def remark_from_json(data: dict[str, str]) -> Remark:
    return Remark(data["code"], data["field"], data["value"], data["hint"])


def is_person_fault(code: str) -> bool:
    return code in PERSON_FAULTS


FAULTS: dict[str, tuple[str, str]] = {
    "MISSING": (
        "Sel ini kosong, padahal wajib diisi. {hint}",
        "This cell is empty but must be filled in. {hint}",
    ),
    "TEXT_TOO_LONG": (
        "Isi sel terlalu panjang: “{value}…”. Periksa apakah kolomnya tertukar, atau singkatkan.",
        "The cell is too long: “{value}…”. See whether columns were mixed up, or shorten it.",
    ),
    "NOT_A_CHOICE": (
        "“{value}” tidak dikenal di kolom ini. {hint}",
        "“{value}” is not known in this column. {hint}",
    ),
    "NOT_YES_OR_NO": (
        "“{value}” bukan ya atau tidak. Tulis ya atau tidak.",
        "“{value}” is neither ya nor tidak. Write one.",
    ),
    "DATE_UNREADABLE": (
        "“{value}” tidak terbaca sebagai tanggal. Tulis seperti 14-05-2025 atau 14 Mei 2025.",
        "“{value}” cannot be read as a date. Write it like 14-05-2025 or 14 Mei 2025.",
    ),
    "DATE_AHEAD": (
        "Tanggal {value} belum tiba. Catat setelah terjadi, atau perbaiki tahunnya.",
        "The day {value} lies ahead. Record it when it has happened, or mend the year.",
    ),
    "ENDS_BEFORE": (
        "Tanggal berakhir {value} lebih awal daripada tanggal mulai {hint}. Periksa apakah keduanya tertukar.",
        "The end {value} is before the beginning {hint}. See whether the two were swapped.",
    ),
    "YEAR_UNREADABLE": (
        "“{value}” bukan tahun. Tulis empat angka, misalnya 2025.",
        "“{value}” is no year. Write four digits, such as 2025.",
    ),
    "YEAR_AHEAD": (
        "Tahun {value} belum tiba. Perbaiki tahunnya.",
        "The year {value} lies ahead. Mend the year.",
    ),
    "NUMBER_UNREADABLE": (
        "“{value}” bukan angka. {hint}",
        "“{value}” is no number. {hint}",
    ),
    "NUMBER_OUTSIDE": (
        "Angka {value} di luar batas. {hint}",
        "The number {value} is out of range. {hint}",
    ),
    "REPEATED": (
        "Catatan yang sama berbeda isinya dengan baris {value}. Sisakan satu baris yang benar.",
        "Row {value} is the same record with other content. Leave only the one right row.",
    ),
    "CODE_UNKNOWN": (
        "Kode jabatan “{value}” belum ada dalam peta jabatan. Impor jabatannya lebih dahulu, atau perbaiki kodenya.",
        "There is no position with the code “{value}”. Import the position first, or mend the code.",
    ),
    "HOLDER_TWICE": (
        "NIP {value} sudah memangku jabatan {hint}. Satu orang memangku satu jabatan; perbaiki salah satunya.",
        "NIP {value} already holds the position {hint}. One person holds one position; mend one of them.",
    ),
    "PROFILE_EMPTY": (
        "Tidak ada satu pun nilai kompetensi. Isi paling sedikit satu kolom kompetensi.",
        "There is not one competency level. Fill in at least one competency column.",
    ),
    "VALUES_WRONG": (
        "Nilai “{value}” tidak cocok dengan jenis persyaratannya. {hint}",
        "The value “{value}” does not suit this kind of requirement. {hint}",
    ),
}

WARNINGS: dict[str, tuple[str, str]] = {
    "NIP_UNKNOWN": (
        "NIP ini tidak ada dalam data pegawai. Catatannya tetap disimpan dan tampil begitu pegawainya diimpor.",
        "This NIP is not in the data of people. The record is kept and shows as soon as the person is imported.",
    ),
    "NAME_DIFFERS": (
        "Nama dalam data pegawai: {value}. Pastikan NIP-nya benar.",
        "The name in the data of people is {value}. Make sure that the NIP is right.",
    ),
    "REPEATED_SAME": (
        "Sama persis dengan baris {value}; dihitung sekali.",
        "Exactly the same as row {value}; it counts once.",
    ),
    "YEAR_NOT_OVER": (
        "Tahun {value} belum selesai; catatan ini baru dihitung setelah 31 Desember {value}.",
        "The year {value} is not over; this record counts after 31 December {value}.",
    ),
    "WITHOUT_HOLDER": (
        "Pemangku tidak disebut, jadi jabatan ini dicatat lowong.",
        "No holder is named, so the position is recorded as vacant.",
    ),
    "STANDARD_INCOMPLETE": (
        "Hanya {value} dari 9 kompetensi yang mempunyai standar. Yang kosong tidak dihitung.",
        "Only {value} of 9 competencies have a standard. The empty ones are not counted.",
    ),
    "PROFILE_INCOMPLETE": (
        "Hanya {value} dari 9 kompetensi yang terisi. Yang kosong dianggap belum dinilai, bukan nol.",
        "Only {value} of 9 competencies are filled in. The empty ones are not assessed, never zero.",
    ),
}
