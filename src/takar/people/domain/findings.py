"""What can be wrong with a row of an import: the closed list of faults and warnings, with their remedies.

A fault refuses the row; a warning lets it pass. `{value}` is what stands in the cell.
"""

from __future__ import annotations

from dataclasses import dataclass

from takar.kernel.canonical import Json


@dataclass(frozen=True, slots=True)
class Finding:
    """`field` names the column (see headers.FIELDS); `rows` are other rows that take part in the fault."""

    code: str
    field: str
    value: str = ""
    rows: tuple[int, ...] = ()

    @property
    def is_fault(self) -> bool:
        return self.code in FAULTS

    def sentence(self, language: str = "id") -> str:
        texts = FAULTS.get(self.code) or WARNINGS[self.code]
        rows = ", ".join(str(row) for row in self.rows)
        return texts[1 if language.startswith("en") else 0].format(value=self.value, rows=rows)

    def as_json(self) -> dict[str, Json]:
        return {"code": self.code, "field": self.field, "value": self.value, "rows": list(self.rows)}


def finding_from_json(data: dict[str, Json]) -> Finding:
    rows = data["rows"]
    assert isinstance(rows, list)
    return Finding(
        str(data["code"]), str(data["field"]), str(data["value"]), tuple(int(str(row)) for row in rows)
    )


FAULTS: dict[str, tuple[str, str]] = {
    "NIP_MISSING": (
        "NIP kosong. Isi dengan 18 angka NIP.",
        "The NIP is empty. Enter the 18 digits of the NIP.",
    ),
    "NIP_DESTROYED": (
        "NIP “{value}” sudah dirusak Excel: Excel hanya menyimpan 15 angka pertama dan sisanya hilang. "
        "Ambil lagi NIP dari sumbernya ke kolom berformat Teks.",
        "Excel destroyed the NIP “{value}”: it keeps the first 15 digits only and the rest is lost. "
        "Take the NIP from its source again into a column formatted as Text.",
    ),
    "NIP_OLD": (
        "“{value}” adalah NIP lama (9 angka). Ganti dengan NIP baru 18 angka.",
        "“{value}” is an old NIP (9 digits). Replace it by the new NIP of 18 digits.",
    ),
    "NIP_LENGTH": (
        "“{value}” bukan NIP: NIP terdiri atas 18 angka. Periksa angka yang kurang atau lebih.",
        "“{value}” is no NIP: a NIP has 18 digits. Look for missing or extra digits.",
    ),
    "NIP_NOT_DIGITS": (
        "“{value}” bukan NIP: ada yang bukan angka. Tulis 18 angka tanpa huruf.",
        "“{value}” is no NIP: not all of it is digits. Write 18 digits without letters.",
    ),
    "NIP_BIRTH_DATE": (
        "NIP {value}: 8 angka pertama bukan tanggal lahir (TTTTBBHH). Cocokkan dengan SK pengangkatan.",
        "NIP {value}: the first 8 digits are no date of birth (YYYYMMDD). Compare it with the appointment letter.",
    ),
    "NIP_MONTH": (
        "NIP {value}: angka ke-13 dan 14 bukan bulan 01–12. Periksa NIP, atau isi jenis pegawai PPPK bila benar.",
        "NIP {value}: digits 13 and 14 are no month 01–12. Check the NIP, or state the kind PPPK if it is one.",
    ),
    "NIP_SEX": (
        "NIP {value}: angka ke-15 harus 1 (laki-laki) atau 2 (perempuan). Cocokkan dengan SK pengangkatan.",
        "NIP {value}: digit 15 must be 1 (male) or 2 (female). Compare it with the appointment letter.",
    ),
    "NIP_SERIAL": (
        "NIP {value}: tiga angka terakhir tidak boleh 000. Biasanya Excel membulatkannya; "
        "ambil lagi NIP dari sumbernya ke kolom berformat Teks.",
        "NIP {value}: the last three digits cannot be 000. Excel usually rounds them; "
        "take the NIP from its source again into a column formatted as Text.",
    ),
    "NIP_DUPLICATE": (
        "NIP {value} juga ada di baris {rows}. Sisakan satu baris yang benar.",
        "NIP {value} stands in row {rows} too. Leave only the one right row.",
    ),
    "CHANGED_MEANWHILE": (
        "Data pegawai ini berubah sejak pratinjau dibuat, jadi baris ini tidak diterapkan. Impor berkas ini lagi.",
        "This person's data changed since the preview was made, so the row was left out. Import the file again.",
    ),
    "NAME_MISSING": (
        "Nama kosong. Isi nama pegawai.",
        "The name is empty. Enter the name of the person.",
    ),
    "TEXT_TOO_LONG": (
        "Isi sel terlalu panjang: “{value}…”. Periksa apakah kolomnya tertukar, atau singkatkan.",
        "The cell is too long: “{value}…”. See whether columns were mixed up, or shorten it.",
    ),
    "DATE_UNREADABLE": (
        "“{value}” tidak terbaca sebagai tanggal. Tulis seperti 05-01-1970.",
        "“{value}” cannot be read as a date. Write it like 05-01-1970.",
    ),
    "GOLONGAN_UNKNOWN": (
        "Golongan “{value}” tidak dikenal. Tulis I/a sampai IV/e untuk PNS, I sampai XVII untuk PPPK.",
        "Golongan “{value}” is not known. Write I/a to IV/e for PNS, I to XVII for PPPK.",
    ),
    "ESELON_UNKNOWN": (
        "Eselon “{value}” tidak dikenal. Tulis I.a sampai V.a, atau kosongkan bila tanpa eselon.",
        "Eselon “{value}” is not known. Write I.a to V.a, or leave it empty where there is none.",
    ),
    "KIND_UNKNOWN": (
        "Jenis pegawai “{value}” tidak dikenal. Tulis PNS atau PPPK.",
        "The kind of employee “{value}” is not known. Write PNS or PPPK.",
    ),
    "SEX_UNKNOWN": (
        "Jenis kelamin “{value}” tidak dikenal. Tulis L atau P.",
        "The sex “{value}” is not known. Write L (male) or P (female).",
    ),
}

WARNINGS: dict[str, tuple[str, str]] = {
    "NIP_AGE": (
        "Menurut NIP, umur saat pengangkatan {value} tahun. Periksa NIP.",
        "By the NIP the age at appointment was {value}. Check the NIP.",
    ),
    "NIP_IN_FUTURE": (
        "Menurut NIP, pengangkatan baru tahun {value}. Periksa NIP.",
        "By the NIP the appointment lies ahead, in {value}. Check the NIP.",
    ),
    "BIRTH_DATE_DIFFERS": (
        "Tanggal lahir {value} berbeda dengan NIP. Yang disimpan adalah kolom tanggal lahir.",
        "The date of birth {value} differs from the NIP. The column's date is kept.",
    ),
    "SEX_DIFFERS": (
        "Jenis kelamin {value} berbeda dengan NIP. Yang disimpan adalah kolom jenis kelamin.",
        "The sex {value} differs from the NIP. The column's value is kept.",
    ),
    "JOB_CLASS_UNKNOWN": (
        "Kelas jabatan “{value}” tidak dapat ditentukan. Tambahkan kolom Eselon atau Jenis Jabatan.",
        "The job class of “{value}” cannot be told. Add a column Eselon or Jenis Jabatan.",
    ),
    "JOB_CLASS_GUESSED": (
        "Kelas jabatan “{value}” disimpulkan dari nama jabatan. Kolom Eselon akan memastikannya.",
        "The job class of “{value}” was inferred from its title. A column Eselon would make it sure.",
    ),
    "JOB_CLASS_KEPT": (
        "Jabatan berubah menjadi “{value}” tanpa Eselon atau Jenis Jabatan; kelas jabatan yang lama dipertahankan.",
        "The post changes to “{value}” without Eselon or Jenis Jabatan; the old job class is kept.",
    ),
    "EDUCATION_UNKNOWN": (
        "Tingkat pendidikan “{value}” tidak dikenal dan tidak disimpan. Tulis SD sampai S-3.",
        "The level of education “{value}” is not known and not stored. Write SD to S-3.",
    ),
    "NOT_SERVING": (
        "Kedudukan hukum “{value}”: pegawai ini tampaknya tidak sedang bertugas.",
        "Legal status “{value}”: this person does not seem to serve now.",
    ),
}
