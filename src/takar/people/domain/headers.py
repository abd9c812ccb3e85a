"""Which row is the header and which column is what: SIASN exports and hand-made lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from takar.people.domain.cells import Cell, Row, text_of

HEADER_WITHIN = 20

# Field -> headings, the better one first when a file has two of them.
FIELDS: dict[str, tuple[str, ...]] = {
    "nip": (
        "nip baru", "nip", "nip ni pppk", "nip nipppk", "nip nippppk", "ni pppk", "nippppk", "nipppk", "no nip",
        "nomor nip", "nomor induk pegawai", "nip pegawai", "nip 18 digit", "nip 18 angka",
    ),
    "name": ("nama", "nama lengkap", "nama pegawai", "nama asn", "nama peserta", "nama pns", "nama dan gelar"),
    "front_title": ("gelar depan", "gelar dpn"),
    "back_title": ("gelar belakang", "gelar blk"),
    "birth_date": ("tanggal lahir", "tgl lahir", "tgl lhr", "tanggal lahir pegawai"),
    "sex": ("jenis kelamin", "jk", "l p", "kelamin", "sex", "gender"),
    "kind": ("jenis pegawai nama", "jenis pegawai", "status kepegawaian", "status pegawai", "jenis asn"),
    "golongan": (
        "gol akhir nama", "golongan akhir", "gol akhir", "pangkat gol", "pangkat golongan", "golongan", "gol",
        "gol ruang", "golongan ruang", "pangkat gol ruang", "pangkat golongan ruang", "pangkat", "gol pangkat",
        "pangkat dan golongan", "gol nama", "golongan nama",
    ),
    "agency": ("instansi kerja nama", "instansi kerja", "instansi", "nama instansi", "instansi induk nama"),
    "parent_unit": ("unor induk nama", "unor induk", "opd induk", "unit kerja induk"),
    "unit": (
        "unor nama", "unor", "unit kerja opd", "unit organisasi", "unit kerja", "opd", "perangkat daerah", "skpd",
        "unit kerja skpd", "opd unit kerja", "unit kerja perangkat daerah", "nama unit kerja", "nama opd",
        "satuan kerja", "satuan kerja kerja nama", "satker",
    ),
    "post_kind": ("jenis jabatan nama", "jenis jabatan", "kelompok jabatan", "kelas jabatan nama"),
    "post": ("jabatan nama", "jabatan", "nama jabatan", "jabatan saat ini", "jabatan terakhir"),
    "eselon": ("eselon nama", "eselon", "esl", "es", "tingkat eselon"),
    "education": (
        "tingkat pendidikan nama", "tingkat pendidikan", "pendidikan terakhir", "jenjang pendidikan",
    ),
    "legal_status": ("kedudukan hukum nama", "kedudukan hukum", "status kedudukan"),
    "post_since": ("tmt jabatan", "tmt jabatan terakhir"),
}  # fmt: skip

# Recognised so that the preview can say: seen, and left out on purpose.
NEVER_STORED: dict[str, tuple[str, ...]] = {
    "agama": ("agama nama", "agama", "agama id"),
    "nik": ("nik", "no ktp", "nomor ktp", "nik ktp"),
    "telepon": ("nomor hp", "no hp", "hp", "telepon", "no telepon", "nomor telepon", "no telp", "no wa", "whatsapp"),
    "email": ("email", "e mail", "email gov", "surel", "alamat email"),
    "alamat": ("alamat", "alamat rumah"),
    "keluarga": ("status perkawinan", "jenis kawin nama", "status kawin"),
    "nomor pribadi": ("npwp", "no npwp", "nomor npwp", "bpjs", "nomor bpjs", "no bpjs", "karis karsu"),
}  # fmt: skip

_FIELD_BY_HEADING = {
    heading: (field, rank) for field, headings in FIELDS.items() for rank, heading in enumerate(headings)
}
_NEVER_BY_HEADING = {heading: kind for kind, headings in NEVER_STORED.items() for heading in headings}
_NOT_WORDS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands and what its columns are.

    `columns`: field -> column index. `titles`: column index -> heading as written, for the columns read.
    `never`: headings left out because they must not be stored; `ignored`: headings that are not needed.
    """

    row: int
    columns: Mapping[str, int]
    titles: Mapping[int, str]
    never: tuple[str, ...]
    ignored: tuple[str, ...]

    @property
    def is_siasn(self) -> bool:
        return "agency" in self.columns


def find_header(rows: Iterable[Row]) -> Header | None:
    """The first of the first 20 rows that has both a NIP and a name column, or None."""
    for number, cells in rows:
        if number > HEADER_WITHIN:
            return None
        header = _read_header(number, cells)
        if "nip" in header.columns and "name" in header.columns:
            return header
    return None


def joined_headings(rows: Iterable[Row]) -> str:
    """A heading that puts name and NIP into one column ("Nama/NIP"), which cannot be read; else ""."""
    for number, cells in rows:
        if number > HEADER_WITHIN:
            break
        for cell in cells.values():
            words = normal(text_of(cell)).split()
            if len(words) <= 5 and "nama" in words and "nip" in words:
                return text_of(cell)
    return ""


def normal(heading: str) -> str:
    """ "Pangkat / Gol." -> "pangkat gol"."""
    return _NOT_WORDS.sub(" ", heading.casefold()).strip()


def _read_header(number: int, cells: Mapping[int, Cell]) -> Header:
    best: dict[str, tuple[int, int]] = {}
    headings = {column: text_of(cell) for column, cell in sorted(cells.items())}
    for column, heading in headings.items():
        field, rank = _FIELD_BY_HEADING.get(normal(heading), ("", 0))
        if field and (field not in best or rank < best[field][0]):
            best[field] = (rank, column)
    columns = {field: column for field, (_, column) in best.items()}
    rest = [headings[c] for c in headings if c not in columns.values() and headings[c]]
    never = tuple(heading for heading in rest if normal(heading) in _NEVER_BY_HEADING)
    return Header(
        number,
        columns,
        {column: headings[column] for column in columns.values()},
        never,
        tuple(heading for heading in rest if heading not in never),
    )
