"""Writes the roster of Kota Contoh as a real SIASN-style .xlsx: invented people, invented numbers.

The file has what real exports have: a title above the header row, columns that an assessment must not keep (religion,
NIK, phone), dates in three notations and numbers written with spaces.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

JPT, ADMINISTRATORS, SUPERVISORS = 28, 327, 600

_MEN = (
    "Aditya Bagas Candra Damar Eko Fajar Galih Hendra Indra Joko Krisna Lukman Mahesa Nugroho Oki Pandu Rangga Satria "
    "Teguh Umar Wahyu Yoga Zaki Arif Bayu Dimas Gilang Heru Irfan Rizal"
).split()
_WOMEN = (
    "Ayu Bunga Citra Dewi Endah Fitri Gita Hana Intan Juwita Kartika Lestari Mega Nadia Oktavia Puspa Ratna Sekar "
    "Tika Utami Wulan Yuni Zahra Anisa Bella Dian Farah Indah Laras Rani"
).split()
_FAMILY = (
    "Adiwangsa Baskara Cahyono Darmawan Ekaputra Firmansyah Gunadi Hartanto Iskandar Jatmiko Kusnadi Laksana "
    "Mahardika Nataprawira Ontoseno Pranata Respati Sasmita Tirtayasa Wicaksana Yudhistira Zulkarnain Wirasena "
    "Lazuardi Samudra Bramantyo Danurwenda Kertanata Mandalika Purwacarita"
).split()
OFFICES = (
    "Sekretariat Daerah|Sekretariat DPRD|Inspektorat|Dinas Pendidikan|Dinas Kesehatan|Dinas Pekerjaan Umum dan Penataan Ruang|"
    "Dinas Perumahan dan Kawasan Permukiman|Dinas Sosial|Dinas Tenaga Kerja|Dinas Pemberdayaan Perempuan dan Perlindungan Anak|"
    "Dinas Ketahanan Pangan dan Pertanian|Dinas Lingkungan Hidup|Dinas Kependudukan dan Pencatatan Sipil|Dinas Perhubungan|"
    "Dinas Komunikasi dan Informatika|Dinas Koperasi dan UKM|Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu|"
    "Dinas Kepemudaan dan Olahraga|Dinas Perpustakaan dan Kearsipan|Dinas Perindustrian dan Perdagangan|Dinas Pariwisata|"
    "Satuan Polisi Pamong Praja|Badan Perencanaan Pembangunan Daerah|Badan Kepegawaian dan Pengembangan SDM|"
    "Badan Pengelolaan Keuangan dan Aset Daerah|Badan Pendapatan Daerah|Badan Penanggulangan Bencana Daerah|"
    "Badan Kesatuan Bangsa dan Politik"
).split("|")
_DIVISIONS = (
    "Perencanaan|Pelayanan|Pengembangan|Pengendalian|Pembinaan|Pengawasan|Sarana dan Prasarana".split("|")
)
_SECTIONS = (
    "Umum dan Kepegawaian|Keuangan|Program|Data dan Informasi|Kerja Sama|Evaluasi|Pelaporan|Pengaduan".split(
        "|"
    )
)

COLUMNS = (
    "PNS ID|NIP BARU|NIP LAMA|NAMA|GELAR DEPAN|GELAR BELAKANG|TEMPAT LAHIR NAMA|TANGGAL LAHIR|JENIS KELAMIN|AGAMA NAMA|NIK|"
    "NOMOR HP|EMAIL|JENIS PEGAWAI NAMA|KEDUDUKAN HUKUM NAMA|STATUS CPNS PNS|TMT CPNS|GOL AKHIR NAMA|TMT GOLONGAN|"
    "JENIS JABATAN NAMA|JABATAN NAMA|TMT JABATAN|ESELON NAMA|TINGKAT PENDIDIKAN NAMA|UNOR NAMA|INSTANSI KERJA NAMA"
).split("|")


@dataclass(frozen=True, slots=True)
class _Job:
    kind: str
    title: str
    eselon: str
    grades: tuple[str, ...]
    unit: str
    born: tuple[int, int]


def write_roster(path: Path, seed: int = 2026) -> int:
    """Write the workbook and return the number of people in it."""
    random = Random(seed)  # noqa: S311  invented people, no secret
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Data ASN")
    day_format = book.add_format({"num_format": "dd-mm-yyyy"})
    sheet.set_column(0, len(COLUMNS) - 1, 18)
    sheet.write(0, 0, "DATA PEGAWAI PEMERINTAH KOTA CONTOH (data karangan untuk peragaan)")
    sheet.write_row(2, 0, COLUMNS)
    people = 0
    for people, job in enumerate(_jobs(random), start=1):
        for column, value in enumerate(_row(people, job, random)):
            if isinstance(value, date):
                sheet.write_datetime(people + 2, column, value, day_format)
            else:
                sheet.write_string(people + 2, column, value)
    book.close()
    return people


def _jobs(random: Random) -> Iterator[_Job]:
    for office in OFFICES[:JPT]:
        yield _Job(
            "JABATAN PIMPINAN TINGGI", _head_of(office), "II.b", ("IV/b", "IV/c"), office, (1967, 1975)
        )
    for number in range(ADMINISTRATORS):
        office = OFFICES[number % len(OFFICES)]
        division = random.choice(_DIVISIONS)
        yield _Job(
            "JABATAN ADMINISTRATOR",
            f"Kepala Bidang {division}",
            random.choice(("III.a", "III.b")),
            ("III/d", "IV/a", "IV/b"),
            f"{office} / Bidang {division}",
            (1969, 1985),
        )
    for number in range(SUPERVISORS):
        office = OFFICES[number % len(OFFICES)]
        section = random.choice(_SECTIONS)
        yield _Job(
            "JABATAN PENGAWAS",
            f"Kepala Subbagian {section}",
            random.choice(("IV.a", "IV.b")),
            ("III/b", "III/c", "III/d"),
            f"{office} / Subbagian {section}",
            (1970, 1992),
        )


def _head_of(office: str) -> str:
    special = {
        "Sekretariat Daerah": "Asisten Pemerintahan",
        "Sekretariat DPRD": "Sekretaris DPRD",
        "Inspektorat": "Inspektur",
    }
    return special.get(office, f"Kepala {office}")


def _row(number: int, job: _Job, random: Random) -> tuple[str | date, ...]:
    woman = random.random() < 0.45
    name = f"{random.choice(_WOMEN if woman else _MEN)} {random.choice(_FAMILY)}"
    born = date(random.randint(*job.born), 1, 1) + timedelta(days=random.randrange(365))
    hired = date(born.year + random.randint(22, 30), random.choice((1, 3, 4, 12)), 1)
    serial = number % 999 + 1
    nip = f"{born:%Y%m%d}{hired:%Y%m}{2 if woman else 1}{serial:03d}"
    return (
        f"A8ACA7{number:06d}",
        f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if number % 7 == 0 else nip,
        "",
        name.upper() if number % 5 == 0 else name,
        random.choice(("", "", "", "Dr.", "Drs." if not woman else "Dra.")),
        random.choice(
            ("S.Sos., M.Si.", "S.E.", "S.T., M.T.", "S.IP.", "S.H., M.H.", "S.Kom.", "S.Pd., M.Pd.")
        ),
        "Kota Contoh",
        _as_some_office_would_write(born, number),
        "F" if woman else "M",
        "-",
        f"99{number:014d}",
        f"0800{number:08d}",
        f"pegawai{number}@kota-contoh.invalid",
        "PNS Daerah",
        "Aktif",
        "PNS",
        hired,
        random.choice(job.grades),
        date(random.randint(2016, 2025), random.choice((4, 10)), 1),
        job.kind,
        job.title,
        date(random.randint(2019, 2025), random.randint(1, 12), 1),
        job.eselon,
        random.choice(("S-1", "S-2", "S-2")),
        job.unit,
        "Pemerintah Kota Contoh",
    )


def _as_some_office_would_write(day: date, number: int) -> str | date:
    notations: tuple[str | date, ...] = (day, f"{day:%d-%m-%Y}", f"{day:%d/%m/%Y}", f"{day:%Y-%m-%d}")
    return notations[number % len(notations)]
