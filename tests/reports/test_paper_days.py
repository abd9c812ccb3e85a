"""Sheets, minutes, recap and calendars say what was noted, and when somebody changed it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from takar.attendance.domain.facts import Absent, Arrived, Incident, Left, OutLifted
from takar.attendance.public import Completeness
from takar.reports.domain.number_words import counted
from takar.reports.domain.root_words import words_of
from takar.reports.paper import attendance_sheets, calendars, minutes, recap, workbooks
from takar.reports.paper.assessors import services_of
from takar.reports.paper.presence_words import first_day, lasted, met
from tests.reports import paper_sample as sample
from tests.reports.attendance_sample import ROOT, Story, eventful
from tests.reports.domain.test_calendar import plain, read
from tests.reports.paper_sample import NOW


def words(body: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())


def made_minutes(story: Story, day: int = 1, activity: int | None = None, at: str = "15.10") -> str:
    body = minutes.minutes(story.file, story.record(day, activity), "a4", story.at(at, day))
    return words(body).replace("\u200b", "")


def test_a_list_to_sign_has_everybody_and_no_status() -> None:
    file = sample.file(3)
    text = words(attendance_sheets.blank_sheets(file, 1, [], "a4", NOW))
    assert all(place.name in text for place in file.places)
    assert "Tanda tangan datang" in text
    assert "Terdaftar : 3 (tiga) orang" in text
    assert "Tidak hadir : …" in text


def test_lists_of_activities_have_those_who_take_part() -> None:
    file = sample.file(4, groups=2)
    talks = [one for one in file.activities if one.day == 2]
    pages = PdfReader(BytesIO(attendance_sheets.blank_sheets(file, 2, talks, "a4", NOW))).pages
    texts = [page.extract_text() for page in pages]
    assert len(texts) == 2
    assert [place.name in texts[0] for place in file.places] == [place.group == 1 for place in file.places]


def test_the_filled_list_has_times_lateness_reason_and_decision() -> None:
    story = eventful(sample.file(5))
    record = story.record()
    body = attendance_sheets.filled_sheets(
        story.file, [record.sheet], record.presences, record.signatures, "a4", NOW
    )
    text = words(body)
    for part in (
        "07.52", "terlambat 22 menit", "14.00", "Pulang awal", "dipanggil pimpinan", "Sakit, rawat inap", "surat- dokter.pdf",
        "gugur (ditetapkan)", "mengulang mulai 9 Februari 2026", "Ditandatangani Pengawas Contoh, S.E.",
    ):  # fmt: skip
        assert part in text or part.replace("- ", "-") in text, part


def test_minutes_say_who_when_why_in_words() -> None:
    text = made_minutes(eventful(sample.file(23)))
    for part in (
        "Pada hari Senin tanggal lima bulan Januari tahun dua ribu dua puluh enam", "bertempat di Ruang CAT 1",
        "Terdaftar : 23 (dua puluh tiga) orang", "Hadir : 19 (sembilan belas) orang", "Tidak hadir : 1 (satu) orang",
        "Sakit, rawat inap (dokumen:", "gugur (ditetapkan)", "Listrik padam", "Peserta di Ruang CAT 1", "09.10–09.18 (8 menit)",
        "Kejadian bukan ketidakhadiran", "tercatat sebagai catatan nomor 41", "sesudahnya ada 1 (satu) perbaikan",
        "kedatangan Peserta Contoh 001 pukul 07.15: tidak dihitung lagi", "Salah orang", "belum diputuskan",
        "42 (empat puluh dua) catatan", "1A2B-3C4D", "dicatat Pengawas Contoh pada",
    ):  # fmt: skip
        assert part in text, part


@given(st.binary(min_size=32, max_size=32))
@settings(max_examples=5, deadline=None)
def test_the_root_on_the_paper_is_the_root_of_the_log(root: bytes) -> None:
    story = eventful(sample.file(1), 0)
    body = minutes.minutes(story.file, story.record(root=root), "a4", story.at("15.10"))
    text = words(body)
    assert " ".join(words_of(root)[:4]) in text
    assert all(root.hex()[n : n + 8] in text for n in range(0, 64, 8))
    assert text.index(root.hex()[-8:]) < text.rindex(words_of(root)[32])


def test_a_quiet_day_has_nothing_to_report() -> None:
    story = Story(sample.file(2))
    for number in (1, 2):
        story.note("07.20", Arrived(), number)
    text = made_minutes(story)
    assert text.count("Nihil.") == 4
    assert "Daftar hadir belum ditandatangani." in text


def test_minutes_of_one_activity_speak_of_it_alone() -> None:
    story = eventful(sample.file(5))
    text = made_minutes(story, activity=1)
    assert "Gelombang 1, hari ke-1, Tes kompetensi CACT" in text
    assert "Kuesioner kompetensi" not in text.split("2. Kehadiran")[0]


def test_minutes_printed_later_say_so() -> None:
    story = eventful(sample.file(2))
    body = minutes.minutes(story.file, story.record(), "a4", datetime(2026, 2, 1, tzinfo=UTC))
    assert "Dicetak pada Minggu, 1 Februari 2026 pukul 07.00 WIB" in words(body)


def test_an_incident_is_never_called_an_absence() -> None:
    story = Story(sample.file(2))
    story.note("07.10", Incident("network", "Server pusat mati", whom="all", lost=True))
    text = made_minutes(story)
    assert "Terhalang kejadian : 2 (dua) orang" in text
    assert "Tidak hadir : 0 (nol) orang" in text
    assert "belum berakhir" in text
    assert "kegiatan diulang" in text


@pytest.mark.parametrize(("people", "incidents"), [(0, 0), (1, 0), (60, 30)])
def test_papers_of_a_day_stand_at_the_extremes(people: int, incidents: int) -> None:
    story = eventful(sample.file(people, long=True, groups=8), incidents)
    record = story.record()
    made = [
        attendance_sheets.blank_sheets(story.file, 1, list(story.file.activities[:2]), "f4", NOW),
        attendance_sheets.filled_sheets(
            story.file, [record.sheet], record.presences, record.signatures, "a4", NOW
        ),
        minutes.minutes(story.file, record, "f4", NOW),
        recap.batch_recap(story.batch_record(), "a4", NOW),
        recap.programme_recap(story.file.programme, [story.batch_record()] * 3, "a4", NOW),
    ]
    for body in made:
        assert all(len(page.extract_text().strip()) > 20 for page in PdfReader(BytesIO(body)).pages)
    assert counted(people) in words(made[2])
    assert words(made[2]).count("Genset") == incidents


@given(st.lists(st.sampled_from(["arrived", "late", "absent", "nothing"]), min_size=1, max_size=12))
@settings(max_examples=25, deadline=None)
def test_everybody_is_counted_once(happened: list[str]) -> None:
    """Of totals and of sheets: nobody is lost, nobody counts twice, unknown is not absent."""
    story = Story(
        sample.file(
            len(happened),
            activities=sample.timetable()[:1],
            batch=sample.batch(len(happened), days=sample.DAYS[:1]),
        )
    )
    for number, what in enumerate(happened, start=1):
        if what == "absent":
            story.note("08.00", Absent("sakit"), number)
        elif what != "nothing":
            story.note("07.50" if what == "late" else "07.20", Arrived(), number)
    totals = recap.totals_of(story.batch_record())
    assert totals.people == totals.whole + totals.absent + totals.excused + totals.open == len(happened)
    assert (totals.absent, totals.open) == (happened.count("absent"), happened.count("nothing"))
    rows = dict(attendance_sheets.counts_in_words(story.sheet()))
    assert rows["Terdaftar"] == counted(len(happened))
    assert rows["Tidak hadir"] == counted(happened.count("absent"))


def test_the_recap_names_days_decisions_and_what_is_missing() -> None:
    story = eventful(sample.file(5))
    lacking = {
        story.file.places[3].nip: Completeness(story.file.places[3].nip, "", "", "p1", (), ("lgd",), ())
    }
    record = recap.BatchRecord(story.file, story.presences(), story.incidents(), lacking)
    rows = [recap.person_row(record, one) for one in record.presences]
    assert rows[1][4:] == [
        "Tidak hadir",
        "Belum tercatat",
        "Belum tercatat",
        "gugur (ditetapkan); mengulang sebagai nomor 004 mulai 9 Februari 2026",
    ]
    assert rows[3][-1] == "belum lengkap: lgd"
    assert rows[4][-1] == "-"


def test_the_presence_workbook_has_each_day_and_time() -> None:
    story = eventful(sample.file(5))
    book = CalamineWorkbook.from_filelike(BytesIO(workbooks.presence_workbook(story.batch_record())))
    people = book.get_sheet_by_name("Kehadiran").to_python(skip_empty_area=False)[4:]
    assert [row[2] for row in people] == [place.nip for place in story.file.places]
    times = book.get_sheet_by_name("Jam").to_python(skip_empty_area=False)[4:]
    assert ["003", "Peserta Contoh 003", 1.0, "07.52", "-", 22.0, "terlambat 22 menit"] in times
    assert len(book.get_sheet_by_name("Kejadian").to_python(skip_empty_area=False)) == 5
    whole = workbooks.programme_recap_workbook(story.file.programme, [story.batch_record()])
    line = (
        CalamineWorkbook.from_filelike(BytesIO(whole))
        .get_sheet_by_name("Rekap")
        .to_python(skip_empty_area=False)[4]
    )
    assert line[:3] == ["Gelombang 1", "5, 6 dan 7 Januari 2026", 5.0]


def test_incidents_are_told_by_whom_they_met_and_how_long() -> None:
    story = Story(sample.file(3))
    nip = story.file.places[2].nip
    story.note("09.00", Incident("illness", "keracunan", whom="people", nips=(nip,)))
    story.note("09.05", Incident("room", "AC mati", whom="group", group=2))
    story.note("09.06", Incident("other", "banjir", whom="all"))
    assert [met(one) for one in story.incidents()] == ["Nomor 003", "Kelompok 2", "Semua peserta"]
    over = replace(story.incidents()[0], until=story.at("01.00", 2))
    assert lasted(over, "WIB") == "09.00–6 Januari 2026 01.00 (960 menit)"


def test_a_lifted_decision_and_a_finished_early_leaver_are_told_apart() -> None:
    story = Story(sample.file(2))
    story.note("08.00", Absent("tugas dinas"), 1)
    story.note("09.00", OutLifted((1,), "surat tugas sah"), 1)
    story.note("07.20", Arrived(), 2)
    story.note("14.29", Left(finished=True), 2)
    text = made_minutes(story)
    assert "tidak gugur (ditetapkan)" in text
    assert "14.29" not in text.split("4. Terlambat")[1].split("5. Kejadian")[0]
    assert first_day("bukan tanggal") == "bukan tanggal"


def test_a_calendar_has_every_activity_at_its_moment() -> None:
    file = sample.file(4)
    events = read(calendars.batch_calendar(file, NOW))
    assert len(events) == len(file.activities)
    assert events[0]["DTSTART"] == "20260105T003000Z"
    assert plain(events[0]["SUMMARY"]) == "Tes kompetensi CACT (Gelombang 1)"
    assert plain(events[0]["LOCATION"]) == "Ruang CAT 1, Gedung A, lantai 2"
    assert len({one["UID"] for one in events}) == len(events)


def test_a_person_has_his_own_and_loses_them_with_his_place() -> None:
    file = sample.file(4)
    mine = read(calendars.person_calendar(file, file.places[0], NOW))
    assert len(mine) == 4  # two tests, one of two talks, the interview
    assert not any("Kelompok 2" in one["DESCRIPTION"] for one in mine)
    gone = read(calendars.person_calendar(file, sample.place(1, freed=True), NOW))
    assert [one["UID"] for one in gone] == [one["UID"] for one in mine]
    assert {one["STATUS"] for one in gone} == {"CANCELLED"}
    assert not any(file.places[0].nip in value for one in mine for value in one.values())


def test_an_assessor_has_all_batches_and_a_moved_activity_keeps_its_name() -> None:
    file = sample.file(4)
    second = sample.file(2, batch=sample.batch(2, 2, "b2", (date(2026, 2, 9),)), activities=())
    both = services_of([file, second])[1]
    events = read(calendars.assessor_calendar(both, NOW))
    assert len(events) == len(file.activities) + 1
    assert events[-1]["DTSTART"] == "20260209T003000Z"
    later = tuple(
        replace(one, id=one.id + 100, starts=one.starts.replace(minute=45)) for one in file.activities
    )
    moved = read(calendars.batch_calendar(replace(file, activities=later), NOW))
    assert {one["UID"] for one in moved} == {one["UID"] for one in read(calendars.batch_calendar(file, NOW))}
    assert calendars.assessor_calendar((), NOW).startswith(b"BEGIN:VCALENDAR")


def test_a_cancelled_batch_cancels_its_appointments() -> None:
    file = sample.file(2)
    off = replace(file, batch=replace(file.batch, status="cancelled"))
    assert {one["STATUS"] for one in read(calendars.batch_calendar(off, NOW))} == {"CANCELLED"}


def test_the_sample_root_is_spoken_as_documented() -> None:
    """The example of docs/rules/root-words.md."""
    assert words_of(ROOT)[:4] == ("abadi", "angsa", "atap", "bebek")
    assert words_of(ROOT)[32] == "kuali"
    assert re.fullmatch(r"[0-9a-f]{64}", ROOT.hex())
