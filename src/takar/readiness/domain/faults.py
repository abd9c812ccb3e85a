"""What can be wrong with a cell: a closed list, each with what to do about it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from takar.readiness.domain.fields import Field


class Group(StrEnum):
    """The kinds of holes, as the pages count them."""

    MISSING = "missing"
    PLACEHOLDER = "placeholder"
    MALFORMED = "malformed"
    INCONSISTENT = "inconsistent"
    STALE = "stale"


class Fault(StrEnum):
    """One letter each: a person's holes are stored as letters."""

    MISSING = "m"
    PLACEHOLDER = "p"
    MALFORMED = "f"
    NIP_DESTROYED = "x"
    NIP_OLD = "o"
    NIP_LENGTH = "l"
    NIP_DIGITS = "n"
    NIP_REPEATED = "d"
    DIFFERS_FROM_NIP = "b"
    IN_FUTURE = "t"
    TOO_EARLY = "a"
    ECHELON_OF_FUNCTIONAL = "e"
    OUT_OF_RANGE = "r"
    UNIT_UNKNOWN = "u"
    STALE = "s"


@dataclass(frozen=True, slots=True)
class Meaning:
    """`confirmable`: odd, but can be true, so the unit may say that it is right."""

    group: Group
    id: str
    en: str
    confirmable: bool = False


MEANINGS: dict[Fault, Meaning] = {
    Fault.MISSING: Meaning(Group.MISSING, "Kosong.", "Empty."),
    Fault.PLACEHOLDER: Meaning(
        Group.PLACEHOLDER,
        "“{value}” hanya tanda pengganti, bukan isi.",
        "“{value}” only stands for nothing; it is no content.",
    ),
    Fault.MALFORMED: Meaning(Group.MALFORMED, "“{value}” tidak terbaca.", "“{value}” cannot be read."),
    Fault.NIP_DESTROYED: Meaning(
        Group.MALFORMED,
        "NIP “{value}” sudah dirusak Excel. Ambil lagi dari sumbernya ke kolom berformat Teks.",
        "Excel destroyed the NIP “{value}”. Take it from its source again into a column formatted as Text.",
    ),
    Fault.NIP_OLD: Meaning(
        Group.MALFORMED,
        "“{value}” adalah NIP lama (9 angka).",
        "“{value}” is an old NIP (9 digits).",
    ),
    Fault.NIP_LENGTH: Meaning(
        Group.MALFORMED, "“{value}” tidak terdiri atas 18 angka.", "“{value}” does not have 18 digits."
    ),
    Fault.NIP_DIGITS: Meaning(
        Group.MALFORMED,
        "Angka-angka NIP “{value}” tidak mungkin (tanggal lahir, bulan pengangkatan, jenis kelamin, atau nomor urut).",
        "The digits of the NIP “{value}” are impossible (birth date, month of appointment, sex or serial number).",
    ),
    Fault.NIP_REPEATED: Meaning(
        Group.INCONSISTENT,
        "NIP “{value}” dipakai lebih dari satu baris dalam daftar ini.",
        "More than one row of this list has the NIP “{value}”.",
        confirmable=True,
    ),
    Fault.DIFFERS_FROM_NIP: Meaning(
        Group.INCONSISTENT,
        "“{value}” tidak sama dengan yang tertera pada NIP.",
        "“{value}” is not what the NIP says.",
        confirmable=True,
    ),
    Fault.IN_FUTURE: Meaning(
        Group.INCONSISTENT, "“{value}” belum terjadi.", "“{value}” still lies ahead.", confirmable=True
    ),
    Fault.TOO_EARLY: Meaning(
        Group.INCONSISTENT,
        "“{value}” lebih awal daripada pengangkatan sebagai CPNS.",
        "“{value}” lies before the appointment as CPNS.",
        confirmable=True,
    ),
    Fault.ECHELON_OF_FUNCTIONAL: Meaning(
        Group.INCONSISTENT,
        "Eselon “{value}” terisi, padahal jenis jabatannya fungsional. Kosongkan, atau betulkan jenis jabatan.",
        "Echelon “{value}” is filled in although the post is functional. Empty it, or mend the kind of post.",
        confirmable=True,
    ),
    Fault.OUT_OF_RANGE: Meaning(
        Group.INCONSISTENT,
        "“{value}” di luar batas yang wajar.",
        "“{value}” is out of range.",
        confirmable=True,
    ),
    Fault.UNIT_UNKNOWN: Meaning(
        Group.INCONSISTENT,
        "Unit kerja “{value}” tidak dikenal di Takar.",
        "The work unit “{value}” is not known to Takar.",
        confirmable=True,
    ),
    Fault.STALE: Meaning(Group.STALE, "“{value}” sudah terlalu lama.", "“{value}” is too old."),
}

_WRITE = {
    "nip": ("Isi 18 angka NIP tanpa spasi.", "Write the 18 digits without spaces."),
    "text": ("Isi dengan data yang sebenarnya.", "Fill in the actual data."),
    "date": ("Tulis HH-BB-TTTT, misalnya 05-01-1970.", "Write DD-MM-YYYY, for instance 05-01-1970."),
    "sex": ("Pilih L atau P.", "Choose L (male) or P (female)."),
    "kind": ("Pilih PNS atau PPPK.", "Choose PNS or PPPK."),
    "status": ("Pilih CPNS atau PNS.", "Choose CPNS or PNS."),
    "golongan": (
        "Pilih I/a sampai IV/e untuk PNS, I sampai XVII untuk PPPK.",
        "Choose I/a to IV/e for PNS, I to XVII for PPPK.",
    ),
    "post_kind": ("Pilih jenis jabatan dari daftar.", "Choose the kind of post from the list."),
    "eselon": ("Pilih I.a sampai V.a.", "Choose I.a to V.a."),
    "education": ("Pilih SD sampai S-3.", "Choose SD to S-3."),
    "year": ("Tulis tahun dengan empat angka.", "Write the year in four digits."),
    "number": (
        "Tulis bilangan bulat dari {least} sampai {most}.",
        "Write a whole number from {least} to {most}.",
    ),
    "unit": (
        "Tulis unit dari yang tertinggi, dipisahkan garis miring.",
        "Write the unit from the highest down, separated by slashes.",
    ),
    "performance": (
        "Pilih Sangat Baik, Baik, Butuh Perbaikan, Kurang, atau Sangat Kurang.",
        "Choose Sangat Baik, Baik, Butuh Perbaikan, Kurang or Sangat Kurang.",
    ),
}
_CONFIRM = (
    "Bila memang benar, pilih YA pada kolom SUDAH BENAR.",
    "If it is right as it stands, choose YA in the column SUDAH BENAR.",
)
_NO_ANSWER = ("Bila memang tidak ada, tulis “Tidak ada”.", "If there is none, write “Tidak ada”.")


def explain(field: Field, fault: Fault, value: str, language: str) -> str:
    """What is wrong with the cell and what to write, in one or two sentences."""
    meaning, english = MEANINGS[fault], int(language == "en")
    parts = [(meaning.en if english else meaning.id).format(value=value[:60])]
    if fault is not Fault.ECHELON_OF_FUNCTIONAL:
        parts.append(_WRITE[field.judge][english].format(least=field.least, most=field.most))
    if "tidak ada" in field.answers and fault in (Fault.MISSING, Fault.PLACEHOLDER):
        parts.append(_NO_ANSWER[english])
    if meaning.confirmable:
        parts.append(_CONFIRM[english])
    return " ".join(parts)
