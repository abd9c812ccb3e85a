"""Invented histories of the people of Kota Contoh, as the lists that units would send: one row per fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from takar.demo.positions_file import FAMILIES, family_of
from takar.people.public import Career, JobClass, Person

Row = tuple[object, ...]
HEADS: dict[str, Row] = {
    "predicates": ("NIP", "TAHUN", "PREDIKAT", "NILAI"),
    "awards": ("NIP", "JENIS PENGHARGAAN NAMA", "TANGGAL SK", "TINGKAT"),
    "team_tasks": ("NIP", "NAMA TIM", "PERAN", "MULAI", "SELESAI", "TINGKAT"),
    "feedback": ("NIP", "TAHUN", "NILAI", "JUMLAH PENILAI"),
    "education": ("NIP", "TINGKAT PENDIDIKAN NAMA", "PENDIDIKAN NAMA", "TAHUN LULUS"),
    "trainings": ("NIP", "NAMA DIKLAT", "JENIS DIKLAT", "TANGGAL SELESAI", "JP"),
    "posts": ("NIP", "JABATAN NAMA", "ESELON NAMA", "UNOR NAMA", "RUMPUN", "TMT JABATAN", "TMT SELESAI"),
    "discipline": ("NIP", "TINGKAT HUKUMAN", "MULAI", "SAMPAI"),
    "wishes": ("NIP", "PILIHAN KE", "MINAT JABATAN", "UNIT KERJA"),
    "profiles": (
        "NAMA", "NIP", "TANGGAL PENILAIAN", "PENYELENGGARA", "Integritas", "Kerja Sama", "Komunikasi",
        "Orientasi pada Hasil", "Pelayanan Publik", "Pengembangan Diri dan Orang Lain", "Mengelola Perubahan",
        "Pengambilan Keputusan", "Perekat Bangsa", "JPM", "Potensi", "SEM Potensi", *(
            f"SEM {name}" for name in (
                "Integritas", "Kerja Sama", "Komunikasi", "Orientasi pada Hasil", "Pelayanan Publik",
                "Pengembangan Diri dan Orang Lain", "Mengelola Perubahan", "Pengambilan Keputusan", "Perekat Bangsa",
            )
        ),
    ),
}  # fmt: skip
STANDARD = {JobClass.JPT_PRATAMA: 4, JobClass.ADMINISTRATOR: 3, JobClass.PENGAWAS: 2}
# Of each class so many have been assessed before; the others are not on the talent map yet.
_ASSESSED = {JobClass.JPT_PRATAMA: 1.0, JobClass.ADMINISTRATOR: 0.8, JobClass.PENGAWAS: 0.45}
_ERROR = 0.3
_PREDICATES = (
    "Sangat Baik",
    "Baik",
    "Baik",
    "Baik",
    "Baik",
    "Sangat Baik",
    "Butuh Perbaikan",
    "Baik",
    "Kurang",
    "Baik",
)
_FIELDS = (
    "Administrasi Publik|Hukum|Ekonomi|Teknik Sipil|Ilmu Pemerintahan|Manajemen|Akuntansi|Kesehatan Masyarakat|"
    "Pendidikan|Sosiologi|Teknik Informatika"
).split("|")
_TEAMS = (
    "Tim Percepatan Reformasi Birokrasi|Tim SPBE|Tim Pengendalian Inflasi Daerah|"
    "Tim Percepatan Penurunan Stunting|Tim Zona Integritas"
).split("|")
_LADDER = {
    JobClass.PENGAWAS: ((JobClass.PENGAWAS, "IV.a", "Kepala Subbagian Umum"),),
    JobClass.ADMINISTRATOR: (
        (JobClass.PENGAWAS, "IV.a", "Kepala Seksi Pelayanan"),
        (JobClass.ADMINISTRATOR, "III.b", "Kepala Bidang Pengembangan"),
    ),
    JobClass.JPT_PRATAMA: (
        (JobClass.PENGAWAS, "IV.a", "Kepala Seksi Program"),
        (JobClass.ADMINISTRATOR, "III.b", "Kepala Bidang Perencanaan"),
        (JobClass.ADMINISTRATOR, "III.a", "Sekretaris Dinas"),
        (JobClass.JPT_PRATAMA, "II.b", "Staf Ahli Wali Kota"),
    ),
}


@dataclass(frozen=True, slots=True)
class _One:
    person: Person
    career: Career
    job: JobClass
    today: date
    random: Random

    @property
    def nip(self) -> str:
        return self.person.nip

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def days_ago(self, least: int, most: int) -> date:
        return self.today - timedelta(days=self.random.randint(least, most))


def histories_of(
    people: Sequence[Person],
    careers: Mapping[str, Career],
    offices: Sequence[str],
    today: date,
    seed: int = 2026,
) -> dict[str, list[Row]]:
    """Rows by kind, the headings first. The same people and day give the same rows."""
    lists: dict[str, list[Row]] = {kind: [head] for kind, head in HEADS.items()}
    for person in sorted(people, key=lambda one: one.nip):
        if person.job_class not in STANDARD:
            continue
        one = _One(person, careers[person.nip], person.job_class, today, Random(f"{seed}{person.nip}"))  # noqa: S311
        for kind, rows in _MAKERS.items():
            lists[kind].extend(rows(one))
        lists["wishes"].extend(_wishes(one, offices))
    return lists


def _predicates(one: _One) -> Iterator[Row]:
    gift = one.random.randrange(len(_PREDICATES))
    for year in range(one.today.year - 3, one.today.year):
        if one.chance(0.97):
            word = _PREDICATES[gift] if one.chance(0.75) else one.random.choice(_PREDICATES)
            score = {"Sangat Baik": 112, "Baik": 96, "Butuh Perbaikan": 78}.get(word, 60)
            yield (one.nip, year, word, score + one.random.randint(-3, 3))


def _awards(one: _One) -> Iterator[Row]:
    if one.chance(0.3):
        years = one.random.choice(("X", "XX", "XXX"))
        yield (one.nip, f"Satyalancana Karya Satya {years} Tahun", one.days_ago(200, 2500), "Nasional")
    if one.chance(0.08):
        yield (one.nip, "Pegawai Teladan Kota Contoh", one.days_ago(100, 900), "Instansi")


def _team_tasks(one: _One) -> Iterator[Row]:
    if one.chance(0.35 if one.job == JobClass.PENGAWAS else 0.7):
        start = one.days_ago(60, 900)
        role = one.random.choice(("Ketua", "Sekretaris", "Anggota", "Anggota"))
        yield (one.nip, one.random.choice(_TEAMS), role, start, "", "Instansi")


def _feedback(one: _One) -> Iterator[Row]:
    if one.chance(0.8):
        score = min(100.0, max(40.0, round(one.random.gauss(80, 7), 2)))
        yield (one.nip, one.today.year - 1, score, one.random.randint(5, 14))


def _education(one: _One) -> Iterator[Row]:
    born, level = one.career.birth_date.year, one.career.education or "S1"
    yield (one.nip, "S-1", one.random.choice(_FIELDS), born + 23)
    if level in ("S2", "S3"):
        yield (one.nip, "S-2", one.random.choice(_FIELDS), min(born + 36, one.today.year - 1))


def _trainings(one: _One) -> Iterator[Row]:
    title = {
        JobClass.JPT_PRATAMA: "Pelatihan Kepemimpinan Nasional Tingkat II",
        JobClass.ADMINISTRATOR: "Pelatihan Kepemimpinan Administrator",
        JobClass.PENGAWAS: "Pelatihan Kepemimpinan Pengawas",
    }[one.job]
    if one.chance(0.8):
        yield (one.nip, title, "Manajerial", one.days_ago(300, 3000), 900)
    if one.chance(0.5):
        yield (one.nip, "Pengadaan Barang dan Jasa Pemerintah", "Teknis", one.days_ago(100, 2500), 40)


def _posts(one: _One) -> Iterator[Row]:
    office = one.person.unit.split(" / ")[0]
    family = family_of(office)
    now = one.career.post_since or one.days_ago(400, 900)
    ladder = _LADDER[one.job]
    # Not everybody sits where his experience is: that is what a rotation can mend.
    home = family if one.chance(0.55) else one.random.choice(FAMILIES)
    begin = now - timedelta(days=365 * (2 + 3 * (len(ladder) - 1)) + one.random.randint(0, 300))
    for step, (_job, eselon, title) in enumerate(ladder):
        end = begin + (now - begin) // (len(ladder) - step)
        told = home if one.chance(0.85) else "Umum"
        yield (
            one.nip,
            title,
            eselon,
            office if told == family else "Sekretariat Daerah",
            told,
            begin,
            end - timedelta(days=1),
        )
        begin = end
    yield (one.nip, one.person.post, one.person.eselon, one.person.unit.replace(" / ", "/"), family, now, "")


def _discipline(one: _One) -> Iterator[Row]:
    """A check of everybody; a few measures."""
    if one.chance(0.97):
        yield (one.nip, "Tidak ada", one.days_ago(20, 200), "")
    if one.chance(0.025):
        start = one.days_ago(300, 1500)
        level = one.random.choice(("Ringan", "Ringan", "Sedang"))
        yield (one.nip, level, start - timedelta(days=201), start + timedelta(days=180))


def _profiles(one: _One) -> Iterator[Row]:
    if not one.chance(_ASSESSED[one.job]):
        return
    standard, gift = STANDARD[one.job], one.random.gauss(-0.05, 0.35)
    levels = [
        round(min(5.0, max(1.0, one.random.gauss(standard + gift, 0.65))), 2) for _competency in range(9)
    ]
    jpm = round(sum(levels) / (9 * standard) * 100, 2)
    potential = round(min(100.0, max(30.0, one.random.gauss(72 + 14 * gift, 7))), 2)
    day = one.days_ago(40, 900)
    yield (
        one.person.full_name,
        one.nip,
        day,
        "LAN" if one.job == JobClass.JPT_PRATAMA else "BKN",
        *levels,
        jpm,
        potential,
        4.5,
        *(_ERROR,) * 9,
    )


def _wishes(one: _One, offices: Sequence[str]) -> Iterator[Row]:
    if one.job == JobClass.JPT_PRATAMA and one.chance(0.5):
        for rank, office in enumerate(one.random.sample(list(offices), 2), start=1):
            yield (one.nip, rank, f"Kepala {office}", office)


_MAKERS = {
    "predicates": _predicates,
    "awards": _awards,
    "team_tasks": _team_tasks,
    "feedback": _feedback,
    "education": _education,
    "trainings": _trainings,
    "posts": _posts,
    "discipline": _discipline,
    "profiles": _profiles,
}
