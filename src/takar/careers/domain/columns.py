"""The columns of lists of facts, and what a row as a whole must be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from takar.people.public import BadCell, Cell, JobClass, TableEntry, TableField, classify, given, parse_eselon
from takar.people.public import table_fields as read

_NIP_HEADINGS = (
    "nip baru", "nip pegawai", "nomor induk pegawai", "no nip", "nomor nip", "nip ni pppk", "nip 18 digit",
    "nip peserta",
)  # fmt: skip
NIP = TableField(
    "nip",
    "NIP",
    "NIP",
    read.nip,
    _NIP_HEADINGS,
    required=True,
    hint="18 angka; kolom berformat Teks",
    example="197001051995031001",
)
NAME = TableField(
    "name", "Nama", "Name", read.text(200),
    ("nama lengkap", "nama pegawai", "nama asn", "nama peserta", "nama pns", "nama dan gelar"),
    hint="Dicocokkan dengan data pegawai, tidak disimpan", example="Dr. Contoh Pertama, S.H., M.Si.",
)  # fmt: skip
PREDICATE_WORDS = {
    "sangat_baik": ("Sangat Baik", "SB", "istimewa"),
    "baik": ("Baik", "B"),
    "butuh_perbaikan": ("Butuh Perbaikan", "Cukup", "perlu perbaikan", "BP"),
    "kurang": ("Kurang", "Misconduct", "K"),
    "sangat_kurang": ("Sangat Kurang", "Buruk", "SK"),
}
DISCIPLINE_WORDS = {
    "none": ("Tidak ada", "tidak pernah", "nihil", "tanpa hukuman", "0"),
    "ringan": ("Ringan", "hukuman disiplin ringan", "hukdis ringan"),
    "sedang": ("Sedang", "hukuman disiplin sedang", "hukdis sedang"),
    "berat": ("Berat", "hukuman disiplin berat", "hukdis berat"),
}
SCOPE_WORDS = {
    "internasional": ("Internasional",),
    "nasional": ("Nasional", "pusat"),
    "provinsi": ("Provinsi", "regional"),
    "instansi": ("Instansi", "kota", "kabupaten", "pemda", "kementerian", "lembaga"),
    "unit": ("Unit kerja", "opd", "perangkat daerah"),
}
ROLE_WORDS = {
    "ketua": ("Ketua", "ketua tim", "koordinator", "penanggung jawab", "pengarah"),
    "wakil": ("Wakil", "wakil ketua"),
    "sekretaris": ("Sekretaris",),
    "anggota": ("Anggota",),
}
TRAINING_WORDS = {
    "manajerial": (
        "Manajerial",
        "struktural",
        "kepemimpinan",
        "diklat struktural",
        "pelatihan struktural manajerial",
    ),
    "teknis": ("Teknis", "diklat teknis", "kursus"),
    "fungsional": ("Fungsional", "diklat fungsional"),
    "sosial_kultural": ("Sosial Kultural", "sosial"),
    "lainnya": ("Lainnya", "seminar", "workshop", "lain lain", "magang", "penataran"),
}


def words_of(words: Mapping[str, tuple[str, ...]]) -> str:
    """ "Isi: Sangat Baik, Baik, …" for the hint of a column."""
    return "Isi: " + ", ".join(several[0] for several in words.values()) + "."


def choice(
    name: str, id: str, en: str, words: Mapping[str, tuple[str, ...]], *headings: str, **more: str | bool
) -> TableField:
    first = next(iter(words.values()))[0]
    return TableField(
        name, id, en, read.choice(words), headings, bool(more.get("required")), words_of(words), first
    )


def text(
    name: str, id: str, en: str, *headings: str, required: bool = False, limit: int = 300, example: str = ""
) -> TableField:
    return TableField(name, id, en, read.text(limit), headings, required, "", example)


def day(
    name: str,
    id: str,
    en: str,
    *headings: str,
    required: bool = False,
    hint: str = "Tanggal, misalnya 14-05-2025",
) -> TableField:
    return TableField(name, id, en, read.day, headings, required, hint, "14-05-2025")


def year(*headings: str, required: bool = True, id: str = "Tahun", en: str = "Year") -> TableField:
    return TableField("year", id, en, read.year, headings, required, "Empat angka", "2025")


def check_year(entry: TableEntry, today: date) -> None:
    """A year ahead is refused; the running one is kept, but counts when it is over."""
    told = entry.values.get("year")
    if told and int(told) > today.year:
        entry.find("YEAR_AHEAD", "year", told)
    elif told and int(told) == today.year:
        entry.find("YEAR_NOT_OVER", "year", told)


def check_days(begin: str, end: str = "") -> Callable[[TableEntry, date], None]:
    def check(entry: TableEntry, today: date) -> None:
        first, last = entry.values.get(begin), entry.values.get(end)
        if first and first > today.isoformat():
            entry.find("DATE_AHEAD", begin, first)
        if first and last and last < first:
            entry.find("ENDS_BEFORE", end, last, first)

    return check


def check_graduation(entry: TableEntry, today: date) -> None:
    told = entry.values.get("year")
    if told and int(told) > today.year:
        entry.find("YEAR_AHEAD", "year", told)


def job_class(cell: Cell, _since_1904: bool) -> str | BadCell:
    """A class by its name or by an eselon; "" where SIASN says only "Jabatan Struktural" or "Non Eselon"."""
    written = given(cell)
    if written in set(JobClass):
        return written
    eselon = parse_eselon(written)
    found = classify(written, eselon or "", "")
    if found.job_class:
        return found.job_class.value
    vague = eselon == "" or "struktural" in written.casefold()
    return "" if vague else BadCell("NOT_A_CHOICE")
