"""An invented batch as values: as many people as wanted, short names or the longest ones that the tables hold."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from takar.planning.public import ActivityView, BatchView, DayView, DutyView, PlaceView
from takar.programmes.public import InvitationFacts, LetterView, PhaseView, ProgrammeView
from takar.reports.paper.batch_file import BatchFile
from takar.standards.public import Conduct
from takar.standards.shipped import shipped_files, shipped_standard

NOW = datetime(2026, 1, 2, 3, 0, tzinfo=UTC)
DAYS = (date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 7))
LONG_NAME = (
    "Prof. Dr. Ir. Raden Ajeng Sekar Kinanti Mandalika Purnamaningtyas Kusumawardhani-Hadiningrat, "
    "S.Sos., M.Si., M.A.P., Ph.D."
)
LONG_UNIT = (
    "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk, Keluarga Berencana, Pemberdayaan Masyarakat dan Desa"
    " / Bidang Pengendalian Penduduk, Penyuluhan, dan Penggerakan / Subbagian Umum"
)


def conduct() -> Conduct:
    found = next(
        shipped_standard(p) for p in shipped_files() if p.name == "conduct-penyelenggaraan-2019.1.toml"
    )
    assert isinstance(found, Conduct)
    return found


def phase(number: int = 1) -> PhaseView:
    return PhaseView("p1", number, f"Tahap {number}", 100, "APBD 2026", date(2026, 1, 1), date(2026, 6, 30))


def programme(phases: int = 1) -> ProgrammeView:
    return ProgrammeView(
        id="p1",
        title="Pemetaan Kompetensi Administrator 2026",
        purpose="pemetaan",
        method="sedang",
        status="running",
        organiser="BKPSDM Kota Contoh",
        location="Kota Contoh",
        zone="WIB",
        legal_kind="Surat",
        legal_number="800/12/2026",
        legal_date=date(2026, 1, 2),
        legal_about="pemetaan kompetensi",
        ruleset=("pemetaan", "2019.1"),
        conduct=("penyelenggaraan", "2019.1"),
        form="",
        visibility={},
        phases=tuple(phase(n) for n in range(1, phases + 1)),
        objection_days=7,
        target_class="",
    )


def batch(people: int = 4, number: int = 1, id: str = "b1", days: tuple[date, ...] = DAYS) -> BatchView:
    return BatchView(
        id=id,
        programme="p1",
        phase=1,
        number=number,
        job_class="administrator",
        capacity=max(25, people),
        reserve=1,
        places=people,
        funding="APBD 2026",
        status="announced",
        assessment="",
        days=tuple(DayView(n, day) for n, day in enumerate(days, start=1)),
    )


def place(
    number: int, *, long: bool = False, group: int = 1, batch: str = "b1", **changes: object
) -> PlaceView:
    fields: dict[str, object] = {
        "id": number,
        "batch": batch,
        "nip": f"1985010120100{number % 9 + 1}1{number:03d}",
        "name": LONG_NAME if long else f"Peserta Contoh {number:03d}",
        "unit": LONG_UNIT if long else f"Dinas Contoh {number % 5 + 1} / Bidang Umum",
        "post": "Kepala Bidang Pengendalian Penduduk, Penyuluhan, dan Penggerakan"
        if long
        else "Kepala Bidang Umum",
        "number": f"{number:03d}",
        "group": group,
        "freed": False,
        "freed_reason": "",
        "repeats": None,
    }
    return PlaceView(**(fields | changes))  # type: ignore[arg-type]


def activity(id: int, day: int, title: str, kind: str, room: str, hours: str, **more: object) -> ActivityView:
    starts, ends = (time.fromisoformat(clock) for clock in hours.split("-"))
    fields: dict[str, object] = {
        "id": id, "batch": "b1", "day": day, "tool": title.lower()[:12], "title": title, "kind": kind, "room": room,
        "location": "Gedung A, lantai 2", "seats": 30, "starts": starts, "ends": ends, "group": 0, "nip": "",
    }  # fmt: skip
    return ActivityView(**(fields | more))  # type: ignore[arg-type]


def timetable(groups: int = 2, seats: int = 30) -> tuple[ActivityView, ...]:
    tests = (
        activity(1, 1, "Tes kompetensi CACT", "cat", "Ruang CAT 1", "07:30-11:30", seats=seats),
        activity(2, 1, "Kuesioner kompetensi", "paper", "Ruang CAT 1", "13:00-14:30", seats=seats),
    )
    talks = tuple(
        activity(
            10 + n,
            2,
            "Diskusi kelompok",
            "simulation",
            f"Ruang Simulasi {n}",
            "07:30-09:30",
            group=n,
            seats=8,
        )
        for n in range(1, groups + 1)
    )
    last = (
        activity(30, 3, "Wawancara kompetensi", "interview", "Ruang Wawancara 1", "07:30-14:30", seats=4),
    )
    return (*tests, *talks, *last)


def duties(places: tuple[PlaceView, ...]) -> tuple[DutyView, ...]:
    nips = tuple(one.nip for one in places)
    half = len(nips) // 2
    return (
        DutyView("b1", 1, "Asesor Ketua Contoh, M.Psi.", "197001011995011001", "lead", ()),
        DutyView("b1", 2, "Asesor Pertama Contoh", "197101011996011002", "assessor", nips[: half or 1]),
        DutyView("b1", 3, "Asesor Kedua Contoh", "", "assessor", nips),
        DutyView("b1", 4, "Asesor Siaga Contoh", "197301011998011004", "standby", ()),
    )


def file(
    people: int = 4, *, long: bool = False, phases: int = 1, groups: int = 2, **changes: object
) -> BatchFile:
    places = tuple(place(n, long=long, group=(n - 1) % groups + 1) for n in range(1, people + 1))
    fields: dict[str, object] = {
        "programme": programme(phases),
        "batch": batch(people),
        "places": places,
        "freed": (),
        "activities": timetable(groups, seats=max(30, people)),
        "duties": duties(places),
        "seats": {},
        "conduct": conduct(),
    }
    return BatchFile(**(fields | changes))  # type: ignore[arg-type]


def letter() -> LetterView:
    return LetterView(
        number="800.1/045/BKPSDM/2026", day=date(2026, 1, 2), signer_name="Pejabat Contoh, S.E., M.Si.",
        signer_nip="196801011990011001", signer_post="Kepala BKPSDM Kota Contoh", place="Kota Contoh",
        answer_by=date(2026, 1, 4), people=4,
    )  # fmt: skip


def facts(one: PlaceView, *, signed: bool = True) -> InvitationFacts:
    about = programme()
    names = ("Integritas", "Kerja Sama", "Komunikasi", "Orientasi pada Hasil", "Pelayanan Publik",
             "Pengembangan Diri dan Orang Lain", "Mengelola Perubahan", "Pengambilan Keputusan", "Perekat Bangsa")  # fmt: skip
    both = {"id": "", "en": ""}
    return InvitationFacts(
        programme=about.id,
        title=about.title,
        purpose={"id": "pemetaan potensi dan kompetensi", "en": "mapping"},
        purpose_meaning={
            "id": "Hasilnya untuk pengembangan karier; bukan lulus atau tidak lulus.",
            "en": "-",
        },
        method={"id": "pusat penilaian, kategori sedang", "en": "assessment centre"},
        method_meaning={"id": "Tes psikologi, wawancara kompetensi, dan dua simulasi.", "en": "-"},
        organiser=about.organiser,
        location=about.location,
        zone=about.zone,
        legal_basis="Surat Nomor 800/12/2026 tanggal 2 Januari 2026 tentang pemetaan kompetensi",
        phase=phase(),
        nip=one.nip,
        name=one.name,
        post=one.post,
        agency="Pemerintah Kota Contoh",
        unit=one.unit,
        golongan="IV/a",
        job_class="administrator",
        job_class_name={"id": "Administrator", "en": "Administrator"},
        standard=("administrator", "2017.1"),
        standard_title={"id": "Standar Administrator", "en": "Administrator standard"},
        competencies=tuple((f"M.{n:02d}", name, name, 3) for n, name in enumerate(names, start=1)),
        cause="never",
        due_on=None,
        why={"id": "Belum ada hasil penilaian kompetensi yang tercatat.", "en": "-"},
        shown={
            "id": "Segera setelah Anda mengirim jawaban, layar menampilkan kategori serta tanda terima.",
            "en": "-",
        },
        objection_days=7,
        rights=(
            {**both, "id": "Mengajukan sanggahan dalam 7 hari sejak hasil terlihat."},
            {**both, "id": "Menerima tanda terima."},
        ),
        replaces="",
        letter=letter() if signed else None,
    )
