from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from takar.certificates.domain.entries import (
    Defaults,
    Entry,
    is_data,
    last_day,
    parse_job,
    parse_jpm,
    parse_level,
    read_entry,
    read_form,
)
from takar.certificates.domain.findings import FAULTS, WARNINGS, Finding, finding_from_json
from takar.certificates.domain.headings import FIELDS, HEADER_WITHIN, Header, find_header
from takar.certificates.domain.organisers import parse_organiser
from takar.people.public import Cell, Row, normal

TODAY = date(2026, 1, 5)
NIP = "197001021995031001"
TITLES = (
    "No", "Nama Peserta", "NIP", "Lembaga Penyelenggara", "No. Sertifikat", "Jenjang Jabatan", "Tgl. Asesmen",
    "Berlaku s.d.", "JPM (%)", "Rekomendasi",
)  # fmt: skip


def row(number: int, *cells: Cell) -> Row:
    return number, {column: cell for column, cell in enumerate(cells) if cell != ""}


def header(*titles: str) -> Header:
    found = find_header([row(3, *(titles or TITLES))])
    assert found is not None
    return found


def read(*cells: Cell, titles: tuple[str, ...] = (), **options: object) -> Entry:
    return read_entry(7, row(7, *cells)[1], header(*titles), TODAY, **options)  # type: ignore[arg-type]


def codes(entry: Entry) -> list[str]:
    return [finding.code for finding in entry.findings]


def test_a_row_of_an_organisers_list() -> None:
    entry = read(1, "Ani Contoh", NIP, "LAN RI", "B-1/2025", "JPT Pratama", "14 Mei 2025", "", "85,5 %", "MS")
    assert (entry.number, entry.nip, entry.findings) == (7, NIP, [])
    assert {name: value for name, value in entry.values.items() if value} == {
        "name": "Ani Contoh", "organiser": "lan", "organiser_name": "LAN RI", "number": "B-1/2025",
        "job_class": "jpt_pratama", "assessed_on": "2025-05-14", "jpm": "85.50", "category": "MS",
    }  # fmt: skip


def test_no_heading_means_two_things() -> None:
    headings = [heading for names in FIELDS.values() for heading in names]
    assert len(headings) == len(set(headings))
    assert all(heading == normal(heading) for heading in headings)


def test_the_header_must_stand_near_the_top_and_have_a_nip() -> None:
    assert find_header([row(HEADER_WITHIN, "NIP", "JPM")]) is not None
    assert find_header([row(HEADER_WITHIN + 1, "NIP", "JPM")]) is None
    assert find_header([row(1, "Nama", "JPM")]) is None
    assert header().tells == 7
    assert (
        header("NIP", "Tanggal", "Tanggal Penilaian", "Catatan").titles["assessed_on"] == "Tanggal Penilaian"
    )
    assert header("NIP", "Catatan").ignored == ("Catatan",)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ((1, "Ani", 1.97e17, "LAN", "", "Pengawas", "14-05-2025"), "NIP_DESTROYED"),
        ((1, "Ani", "", "LAN", "", "Pengawas", "14-05-2025"), "NIP_MISSING"),
        ((1, "Ani", NIP, "LAN", "", "Pengawas", ""), "DATE_MISSING"),
        ((1, "Ani", NIP, "LAN", "", "Pengawas", "kemarin"), "DATE_UNREADABLE"),
        ((1, "Ani", NIP, "LAN", "", "Pengawas", "06-01-2026"), "DATE_AHEAD"),
        ((1, "Ani", NIP, "LAN", "", "Pengawas", "14-05-2025", "13-05-2025"), "ENDS_BEFORE"),
        ((1, "Ani", NIP, "LAN", "", "Pengawas", "14-05-2025", "selamanya"), "DATE_UNREADABLE"),
        ((1, "Ani", NIP, "", "", "Pengawas", "14-05-2025"), "ORGANISER_MISSING"),
        ((1, "Ani", NIP, "L" * 201, "", "Pengawas", "14-05-2025"), "TEXT_TOO_LONG"),
        ((1, "Ani", NIP, "LAN", "B" * 121, "Pengawas", "14-05-2025"), "TEXT_TOO_LONG"),
        ((1, "Ani", NIP, "LAN", "", "Direktur", "14-05-2025"), "CLASS_UNKNOWN"),
        ((1, "Ani", NIP, "LAN", "", "Pengawas", "14-05-2025", "", "bagus"), "JPM_UNREADABLE"),
    ],
)
def test_a_faulty_cell_refuses_the_row_with_a_remedy(cells: tuple[Cell, ...], code: str) -> None:
    entry = read(*cells)
    assert codes(entry) == [code]
    assert (entry.refused, entry.warned) == (True, False)
    assert entry.findings[0].sentence("id") != entry.findings[0].sentence("en")


def test_all_faults_of_a_row_are_told_at_once() -> None:
    entry = read(1, "Ani", "12", "", "", "Direktur", "x", "y", "z")
    assert set(codes(entry)) == {
        "NIP_LENGTH", "ORGANISER_MISSING", "CLASS_UNKNOWN", "DATE_UNREADABLE", "JPM_UNREADABLE",
    }  # fmt: skip


def test_what_the_file_does_not_say_the_sender_may_say() -> None:
    defaults = Defaults("Kanreg III BKN", "14 Mei 2025", "administrator")
    entry = read(NIP, titles=("NIP", "JPM"), defaults=defaults)
    assert entry.findings == []
    assert [entry.values[name] for name in ("organiser", "organiser_name", "job_class", "assessed_on")] == [
        "bkn", "Kanreg III BKN", "administrator", "2025-05-14",
    ]  # fmt: skip
    assert read(NIP, "LAN", titles=("NIP", "Penyelenggara"), defaults=defaults).values["organiser"] == "lan"


def test_a_share_is_no_jpm_and_a_date_of_paper_is_told() -> None:
    shared = read(NIP, 0.855, titles=("NIP", "JPM"), defaults=Defaults("LAN", "14-05-2025", "pengawas"))
    assert (codes(shared), shared.values["jpm"], shared.warned) == (["JPM_WAS_SHARE"], "85.50", True)
    dated = read(
        NIP, "14-05-2025", titles=("NIP", "Tanggal Sertifikat"), defaults=Defaults("LAN", "", "pengawas")
    )
    assert codes(dated) == ["DATE_OF_PAPER"]


def test_a_grade_of_its_own_column() -> None:
    titles = ("NIP", "Jenjang Jabatan", "Jenjang Fungsional")
    defaults = Defaults("LAN", "14-05-2025")
    entry = read(NIP, "Fungsional", "Ahli Muda", titles=titles, defaults=defaults)
    assert (entry.values["job_class"], entry.values["level"]) == ("fungsional", "ahli_muda")
    assert codes(read(NIP, "Fungsional", "tingkat tinggi", titles=titles, defaults=defaults)) == [
        "LEVEL_UNKNOWN"
    ]


def test_a_form_follows_the_same_rules() -> None:
    fields = {"nip": NIP, "organiser": "BKN", "job_class": "pengawas", "assessed_on": "2025-05-14"}
    assert read_form(fields, TODAY).findings == []
    assert codes(read_form({}, TODAY)) == ["NIP_MISSING", "ORGANISER_MISSING", "DATE_MISSING"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("14-05-2025", date(2025, 5, 14)),
        ("12-14 Mei 2025", date(2025, 5, 14)),
        ("12 s.d. 14 Mei 2025", date(2025, 5, 14)),
        ("30 April s/d 2 Mei 2025", date(2025, 5, 2)),
        ("30 Desember 2024 sampai dengan 2 Januari 2025", date(2025, 1, 2)),
        ("12 – 14 Mei 2025", date(2025, 5, 14)),
        (45791, date(2025, 5, 14)),
        (date(2025, 5, 14), date(2025, 5, 14)),
        ("Mei 2025", None),
        (12, None),
    ],
)
def test_dates_as_officials_write_them(written: Cell, day: date | None) -> None:
    assert last_day(written) == day


@pytest.mark.parametrize(
    ("written", "job_class", "level"),
    [
        ("JPT Pratama", "jpt_pratama", None), ("Jabatan Pimpinan Tinggi Madya", "jpt_madya", None),
        ("Eselon II.b", "jpt_pratama", None), ("III/a", "administrator", None), ("pengawas", "pengawas", None),
        ("Jabatan Administrator", "administrator", None), ("jpt_utama", "jpt_utama", None),
        ("Fungsional Ahli Madya", "fungsional", "ahli_madya"), ("Ahli Muda", "fungsional", "ahli_muda"),
        ("JF Terampil", "fungsional", "terampil"), ("Pelaksana", "pelaksana", None), ("Fungsional", "fungsional", None),
        ("Direktur", None, None), ("", None, None),
    ],
)  # fmt: skip
def test_levels_of_jobs_as_officials_write_them(
    written: str, job_class: str | None, level: str | None
) -> None:
    assert parse_job(written) == (job_class, level)


def test_grades() -> None:
    assert parse_level("jenjang ahli utama") == "ahli_utama"
    assert parse_level("ahli_pertama") == "ahli_pertama"
    assert parse_level("JPT Utama") is None


@pytest.mark.parametrize(
    ("written", "organiser"),
    [
        ("LAN RI", "lan"), ("Lembaga Administrasi Negara", "lan"), ("Puspenkom BKN", "bkn"),
        ("Kanreg III", "bkn"), ("Sendiri", "own"), ("UPT Penilaian BKD", "other"), ("Badan Landasan", "other"),
    ],
)  # fmt: skip
def test_organisers(written: str, organiser: str) -> None:
    assert parse_organiser(written) == organiser


@pytest.mark.parametrize(
    ("written", "jpm"),
    [("85,50 %", "85.50"), ("0", "0"), ("500", "500"), ("-1", None), ("NaN", None), ("1.085,5", None)],
)
def test_jpm(written: str, jpm: str | None) -> None:
    found = parse_jpm(written)
    assert (None if found is None else str(found)) == jpm


def test_what_below_the_header_is_no_person() -> None:
    head = header()
    assert not is_data(row(4, 1, 2, 3)[1], head)
    assert not is_data(row(4, "No", "Nama Peserta", "NIP")[1], head)
    assert not is_data(row(4, "", "Kepala Badan")[1], head)
    assert not is_data(row(9, "Jumlah")[1], head)
    assert is_data(row(4, 1, "Ani", "", "LAN", "", "", "14-05-2025")[1], head)
    assert is_data(row(4, 1, "Ani", NIP)[1], head)
    assert not is_data({}, header("NIP", "JPM"))


def test_findings_come_back_from_json() -> None:
    for code in (*FAULTS, *WARNINGS, "NIP_OLD"):
        finding = Finding(code, "nip", "1")
        assert finding_from_json(finding.as_json()) == finding  # type: ignore[arg-type]
        assert finding.sentence("id")
        assert finding.is_fault == (code not in WARNINGS)


_CELLS = st.one_of(
    st.text(max_size=12), st.integers(-10, 10**18), st.floats(allow_nan=True), st.dates(),
    st.sampled_from(["14-05-2025", NIP, "LAN", "Pengawas", "0,5", "12-14 Mei 2025", "II.b", "Ahli Muda", "1e400"]),
)  # fmt: skip


@given(st.lists(_CELLS, min_size=10, max_size=10))
@settings(max_examples=300)
def test_any_row_is_read_or_refused(cells: list[Cell]) -> None:
    entry = read(*cells)
    assert entry.refused or (len(entry.nip) == 18 and entry.values["assessed_on"] <= TODAY.isoformat())
    assert all(finding.sentence("id") and finding.sentence("en") for finding in entry.findings)
