"""The map of positions of Kota Contoh: every chair that its people hold, and some that nobody holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random

from takar.people.public import Career, JobClass, Person

Row = tuple[object, ...]
POSITION_HEAD: Row = (
    "KODE JABATAN", "NAMA JABATAN", "UNOR NAMA", "INSTANSI NAMA", "KELAS JABATAN", "ESELON", "RUMPUN", "NIP PEMANGKU",
    "TMT JABATAN", "LOWONG SEJAK", "HARUS TERISI", "JABATAN KRITIKAL", "Integritas", "Kerja Sama", "Komunikasi",
    "Orientasi pada Hasil", "Pelayanan Publik", "Pengembangan Diri dan Orang Lain", "Mengelola Perubahan",
    "Pengambilan Keputusan", "Perekat Bangsa",
)  # fmt: skip
REQUIREMENT_HEAD: Row = ("KODE JABATAN", "JENIS PERSYARATAN", "TINGKAT PENTINGNYA", "NILAI", "URAIAN")
AGENCY = "Pemerintah Kota Contoh"
_FAMILIES = (
    ("Pemerintahan", ("Sekretariat", "Badan Kesatuan", "Satuan Polisi", "Dinas Kependudukan")),
    ("Pengawasan", ("Inspektorat",)),
    ("Pembangunan", ("Pekerjaan Umum", "Perumahan", "Perhubungan", "Lingkungan", "Penanggulangan", "Perencanaan")),
    ("Ekonomi", ("Koperasi", "Penanaman", "Perindustrian", "Pariwisata", "Tenaga Kerja", "Ketahanan", "Keuangan", "Pendapatan")),
    ("Sosial", ("Pendidikan", "Kesehatan", "Sosial", "Pemberdayaan", "Kepemudaan", "Perpustakaan")),
    ("Kepegawaian dan informasi", ("Kepegawaian", "Komunikasi")),
)  # fmt: skip
FAMILIES = tuple(family for family, _ in _FAMILIES)
# What a family asks for more of, by place among the nine competencies.
_MORE = {
    "Pemerintahan": (2, 8),
    "Pengawasan": (0, 7),
    "Pembangunan": (3, 6),
    "Ekonomi": (3, 7),
    "Sosial": (4, 1),
    "Kepegawaian dan informasi": (5, 6),
}
_CLASS = {
    JobClass.JPT_PRATAMA: ("JPT Pratama", 4, "JPT"),
    JobClass.ADMINISTRATOR: ("Administrator", 3, "ADM"),
    JobClass.PENGAWAS: ("Pengawas", 2, "PGW"),
}
_VACANT_LEADERS = (
    ("Sekretaris Daerah", "Sekretariat Daerah", "II.a"),
    ("Asisten Perekonomian dan Pembangunan", "Sekretariat Daerah", "II.b"),
    ("Asisten Administrasi Umum", "Sekretariat Daerah", "II.b"),
    ("Staf Ahli Bidang Hukum dan Politik", "Sekretariat Daerah", "II.b"),
    ("Staf Ahli Bidang Kemasyarakatan", "Sekretariat Daerah", "II.b"),
    ("Kepala Dinas Kebudayaan", "Dinas Kebudayaan", "II.b"),
    ("Kepala Badan Riset dan Inovasi Daerah", "Badan Riset dan Inovasi Daerah", "II.b"),
)
_VACANT = {JobClass.ADMINISTRATOR: 18, JobClass.PENGAWAS: 25}


def family_of(office: str) -> str:
    """The job family of an office."""
    return next(
        (family for family, words in _FAMILIES if any(word in office for word in words)), "Pemerintahan"
    )


def positions_of_town(
    people: Sequence[Person], careers: Mapping[str, Career], today: date, seed: int = 2026
) -> tuple[list[Row], list[Row]]:
    """(positions, requirements), the headings first. The same people and day give the same rows."""
    random = Random(f"{seed}peta")  # noqa: S311  invented, no secret
    positions: list[Row] = [POSITION_HEAD]
    requirements: list[Row] = [REQUIREMENT_HEAD]
    numbers: Counter[JobClass] = Counter()
    for job, title, unit, eselon, holder, since, vacant in _chairs(people, careers, today, random):
        numbers[job] += 1
        name, level, short = _CLASS[job]
        code = f"{short}-{numbers[job]:03d}"
        family = family_of(unit)
        leader = job == JobClass.JPT_PRATAMA
        levels = _levels(level, family, random) if leader else [level] * 9
        must = "ya" if leader and (title.startswith("Kepala Dinas") or eselon == "II.a") else "tidak"
        critical = "ya" if leader and numbers[job] % 4 == 0 else "tidak"
        told = (code, title, unit, AGENCY, name, eselon, family, holder, since, vacant, must, critical)
        positions.append((*told, *levels))
        requirements.extend((code, *one) for one in _asked(job, family))
    return positions, requirements


def _levels(level: int, family: str, random: Random) -> list[int]:
    """Levels that a leader's chair asks for: more where its family does, less in two things that matter little there."""
    other = [at for at in range(9) if at not in _MORE[family]]
    less = random.sample(other, 2)
    return [min(5, level + 1) if at in _MORE[family] else level - (at in less) for at in range(9)]


_Chair = tuple[JobClass, str, str, str, str, date | str, date | str]


def _chairs(
    people: Sequence[Person], careers: Mapping[str, Career], today: date, random: Random
) -> Iterator[_Chair]:
    for person in sorted(people, key=lambda one: (one.unit, one.nip)):
        if person.job_class in _CLASS:
            since: date | str = careers[person.nip].post_since or ""
            unit = person.unit.replace(" / ", "/")
            yield person.job_class, person.post, unit, person.eselon, person.nip, since, ""
    for title, unit, eselon in _VACANT_LEADERS:
        gone = today - timedelta(days=random.randint(20, 300))
        yield JobClass.JPT_PRATAMA, title, unit, eselon, "lowong", "", gone
    offices = sorted({one.unit.split(" / ")[0] for one in people if one.unit})
    for job, number in _VACANT.items():
        for office in (random.choice(offices) for _chair in range(number if offices else 0)):
            title = "Sekretaris" if job == JobClass.ADMINISTRATOR else "Kepala Subbagian Keuangan"
            eselon = "III.a" if job == JobClass.ADMINISTRATOR else "IV.a"
            gone = today - timedelta(days=random.randint(20, 500))
            yield job, f"{title} {office}", office, eselon, "lowong", "", gone


def _asked(job: JobClass, family: str) -> Iterator[Row]:
    least = {JobClass.JPT_PRATAMA: "IV/a", JobClass.ADMINISTRATOR: "III/d", JobClass.PENGAWAS: "III/b"}[job]
    yield "Pendidikan", "Mutlak", "S1", ""
    yield "Golongan", "Mutlak", least, ""
    if job == JobClass.PENGAWAS:
        return
    yield "Disiplin", "Mutlak", "sedang; 2", ""
    yield "Pengalaman", "Penting", f"{family}; {5 if job == JobClass.JPT_PRATAMA else 3}", ""
    if job == JobClass.JPT_PRATAMA:
        yield "Predikat kinerja", "Mutlak", "Baik; 2", ""
        yield "Pengalaman jabatan", "Penting", "Administrator; 2", ""
        yield "Pelatihan", "Perlu", "Pelatihan Kepemimpinan Nasional Tingkat II", ""
        yield "JPM", "Penting", "80", ""
        yield "Lainnya", "Mutlak", "", "Sehat jasmani dan rohani"
