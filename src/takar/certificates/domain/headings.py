"""Which row is the header of a list of results and which column is what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from takar.people.public import Cell, Row, normal, text_of

HEADER_WITHIN = 20

# Field -> headings, the better one first when a file has two of them.
FIELDS: dict[str, tuple[str, ...]] = {
    "nip": (
        "nip", "nip baru", "nip peserta", "nip pegawai", "nomor induk pegawai", "no nip", "nomor nip", "nip ni pppk",
        "nip 18 digit", "nip 18 angka",
    ),
    "name": ("nama", "nama lengkap", "nama peserta", "nama pegawai", "nama asn", "nama dan gelar", "nama pns"),
    "organiser": (
        "penyelenggara", "lembaga penyelenggara", "nama penyelenggara", "penyelenggara penilaian",
        "penyelenggara asesmen", "lembaga penilai", "lembaga asesmen", "assessment center", "asesor lembaga",
        "instansi penilai", "diselenggarakan oleh",
    ),
    "accreditation": ("akreditasi", "nomor akreditasi", "no akreditasi", "sk akreditasi", "status akreditasi"),
    "number": (
        "nomor sertifikat", "no sertifikat", "nomor laporan", "no laporan", "nomor hasil", "nomor surat", "no surat",
        "nomor", "nomor dokumen",
    ),
    "job_class": (
        "jenjang jabatan", "berlaku untuk jenjang", "jenjang jabatan yang dinilai", "level jabatan", "kelas jabatan",
        "kelompok jabatan", "jenis jabatan", "jenjang", "level", "jenjang yang dinilai", "target jenjang", "eselon",
    ),
    "level": ("jenjang fungsional", "jenjang jf", "jenjang jabatan fungsional"),
    "target_job": (
        "jabatan target", "jabatan yang dituju", "jabatan yang dinilai", "target jabatan", "jabatan tujuan",
        "jabatan yang dilamar", "jabatan sasaran",
    ),
    "assessed_on": (
        "tanggal penilaian", "tgl penilaian", "tanggal asesmen", "tanggal assessment", "tanggal assesment",
        "tgl asesmen", "tgl assessment", "tanggal pelaksanaan", "tgl pelaksanaan", "tanggal uji kompetensi",
        "tanggal tes", "tanggal ujian", "waktu pelaksanaan", "tanggal kegiatan", "tanggal sertifikat",
        "tgl sertifikat", "tanggal terbit", "tanggal laporan", "tanggal",
    ),
    "stated_until": (
        "berlaku sampai", "berlaku sampai dengan", "berlaku s d", "berlaku hingga", "masa berlaku",
        "masa berlaku sampai", "tanggal kedaluwarsa", "tanggal kadaluarsa", "kedaluwarsa", "berakhir",
        "tanggal berakhir", "tmt akhir",
    ),
    "jpm": (
        "jpm", "nilai jpm", "jpm persen", "job person match", "job person match jpm", "skor jpm", "persentase jpm",
        "nilai", "skor", "kesesuaian",
    ),
    "category": (
        "kategori", "kategori hasil", "hasil", "rekomendasi", "kesimpulan", "hasil penilaian", "keterangan hasil",
    ),
}  # fmt: skip
# A list of results has at least one of these beside the NIP.
_TELLING = frozenset({"organiser", "number", "job_class", "assessed_on", "stated_until", "jpm", "category"})
PAPER_DATES = frozenset({"tanggal sertifikat", "tgl sertifikat", "tanggal terbit", "tanggal laporan"})

_FIELD_BY_HEADING = {
    heading: (field, rank) for field, headings in FIELDS.items() for rank, heading in enumerate(headings)
}


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands. `columns`: field -> column index; `titles`: field -> heading as written."""

    row: int
    columns: Mapping[str, int]
    titles: Mapping[str, str]
    ignored: tuple[str, ...]

    @property
    def tells(self) -> int:
        """How many columns of results there are; the sheet with the most is read."""
        return len(_TELLING & self.columns.keys())


def find_header(rows: Iterable[Row]) -> Header | None:
    """The first of the first 20 rows that has a NIP column, or None."""
    for number, cells in rows:
        if number > HEADER_WITHIN:
            return None
        header = _read_header(number, cells)
        if "nip" in header.columns:
            return header
    return None


def _read_header(number: int, cells: Mapping[int, Cell]) -> Header:
    best: dict[str, tuple[int, int]] = {}
    headings = {column: text_of(cell) for column, cell in sorted(cells.items())}
    for column, heading in headings.items():
        field, rank = _FIELD_BY_HEADING.get(normal(heading), ("", 0))
        if field and (field not in best or rank < best[field][0]):
            best[field] = (rank, column)
    columns = {field: column for field, (_, column) in best.items()}
    rest = [heading for column, heading in headings.items() if column not in columns.values() and heading]
    return Header(
        number, columns, {field: headings[column] for field, column in columns.items()}, tuple(rest)
    )
