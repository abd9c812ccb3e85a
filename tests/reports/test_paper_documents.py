"""What a paper says is what the plan says, for one person and for sixty, with the longest names."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
import zxingcpp
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from takar.planning.public import PlaceView
from takar.reports.paper import assessors, cards, letters, rooms, workbooks
from takar.reports.paper.batch_file import BatchFile
from takar.reports.paper.wording import joined, short_days, whom
from tests.reports import paper_sample as sample
from tests.reports.drawing import drawn
from tests.reports.paper_sample import NOW


def code(place: PlaceView) -> str:
    return f"TAKAR:B1:{place.number}:ABCDEFGHJK"


def reader(body: bytes) -> PdfReader:
    return PdfReader(BytesIO(body))


def words(body: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader(body).pages).split())


def invited(file: BatchFile, signed: bool = True) -> list[letters.Invited]:
    return [letters.Invited(sample.facts(one, signed=signed), one, file) for one in file.places]


@pytest.mark.parametrize("layout", ["many", "one"])
@pytest.mark.parametrize("people", [1, 9])
def test_cards_name_number_days_rooms_and_first_hour(layout: cards.Layout, people: int) -> None:
    file = sample.file(people)
    body = cards.cards(file, file.places, code, layout, "a4", NOW)
    text = words(body)
    assert len(reader(body).pages) == (people if layout == "one" else -(-people // 8))
    assert all(place.name in text and place.number in text for place in file.places)
    assert all(
        part in text for part in ("5 Jan", "07.30", "Ruang CAT 1", "Ruang Simulasi 1") if layout == "many"
    )
    assert not any(place.nip in text.replace(" ", "") for place in file.places)


@pytest.mark.parametrize("layout", ["many", "one"])
def test_the_printed_card_can_be_scanned(layout: cards.Layout) -> None:
    file = sample.file(3)
    page = drawn("paper/cards", cards.card_data(file, file.places, code, layout, "a4"))
    found = {one.text for one in zxingcpp.read_barcodes(page)}
    assert found == {code(place) for place in (file.places if layout == "many" else file.places[:1])}


def test_a_room_list_has_those_who_come_into_the_room_and_nobody_else() -> None:
    file = sample.file(6, groups=2)
    pages = [
        " ".join(page.extract_text().split()) for page in reader(rooms.room_lists(file, 2, "a4", NOW)).pages
    ]
    assert len(pages) == 2
    first = next(page for page in pages if "Ruang Simulasi 1" in page)
    assert [place.name in first for place in file.places] == [place.group == 1 for place in file.places]
    assert "Selasa, 6 Januari 2026" in first


def test_seats_follow_the_exam_where_it_gave_them_and_the_numbers_elsewhere() -> None:
    file = sample.file(3, seats={sample.place(2).nip: "A-05"})
    cat, paper = file.activities[:2]
    assert rooms.seats_at(file, [cat]) == {
        file.places[1].nip: "A-05", file.places[0].nip: "A-01", file.places[2].nip: "A-02",
    }  # fmt: skip
    assert list(rooms.seats_at(file, [paper]).values()) == ["A-01", "A-02", "A-03"]
    assert rooms.seats_at(file, []) == {}


def test_a_seat_map_draws_every_seat_and_names_who_has_none() -> None:
    file = sample.file(3, activities=sample.timetable(seats=2))
    text = words(rooms.seat_maps(file, 1, "a4", NOW))
    assert "A-01" in text
    assert "Belum mendapat kursi: Peserta Contoh 003" in text
    assert "3 peserta, 2 kursi" in text


def test_an_assessor_sees_where_he_goes_and_whom_he_rates() -> None:
    file = sample.file(4)
    services = assessors.services_of([file])
    assert list(services) == [3, 1, 2, 4]  # by name
    text = words(assessors.assessor_schedules(file.programme, [services[2]], "a4", NOW))
    rated = [place.name in text for place in file.places]
    assert rated == [True, True, False, False]
    assert "Tugas: Asesor" in text
    assert "Asesor Kedua Contoh" in text  # who rates the same people
    assert "tidak memuat nilai" in text


def test_a_rater_goes_only_where_those_he_rates_are() -> None:
    file = sample.file(2, groups=2)
    mine = assessors.services_of([file])
    titles = [(one.title, one.group) for one in mine[2][0].activities]
    assert ("Diskusi kelompok", 1) in titles
    assert ("Diskusi kelompok", 2) not in titles
    assert len(mine[1][0].activities) == len(file.activities)


def test_the_roster_counts_the_load_of_each() -> None:
    file = sample.file(4)
    text = words(assessors.roster(file.programme, [file, file], "a4", NOW))
    assert "Asesor Kedua Contoh - 2 6 8" in text
    assert "5, 6 dan 7 Januari 2026" in text


def test_an_invitation_states_all_that_it_must() -> None:
    file = sample.file(1)
    text = words(letters.invitations(file.programme, invited(file), cover=False, paper="a4", made_at=NOW))
    for part in (
        "800.1/045/BKPSDM/2026", "Kota Contoh, 2 Januari 2026", "Tujuan", "bukan lulus atau tidak lulus", "Jabatan acuan",
        "Kepala Bidang Umum", "Kompetensi yang dinilai", "Perekat Bangsa", "Metode", "kategori sedang", "Waktu dan tempat",
        "Senin, 5 Januari 2026", "07.30–14.30 WIB", "Ruang CAT 1", "Yang dibawa", "kapan", "Segera setelah Anda mengirim jawaban",
        "Hak Anda", "sanggahan dalam 7 hari", "paling lambat 4 Januari 2026", "Pejabat Contoh, S.E., M.Si.",
        "Alasan pemanggilan: belum ada hasil", "bukan ketidakhadiran Anda",
    ):  # fmt: skip
        assert part in text, part


def test_a_draft_has_room_for_number_and_signature() -> None:
    file = sample.file(1)
    text = words(
        letters.invitations(file.programme, invited(file, signed=False), cover=False, paper="a4", made_at=NOW)
    )
    assert "………" in text
    assert "Kepala BKPSDM Kota Contoh" in text


def test_many_letters_have_a_cover_list_and_pages_counted_for_each() -> None:
    file = sample.file(3, long=True)
    body = letters.invitations(file.programme, invited(file), cover=True, paper="f4", made_at=NOW)
    pages = [page.extract_text() for page in reader(body).pages]
    assert "DAFTAR UNDANGAN" in pages[0]
    counts = [re.search(r"(\d+) / (\d+)\s*$", page.strip()) for page in pages]
    numbered = [(int(found[1]), int(found[2])) for found in counts if found]
    assert len(numbered) == len(pages)
    starts = [n for n, (page, _) in enumerate(numbered) if page == 1]
    assert len(starts) == 4  # the list and three letters
    for start, end in zip(starts, [*starts[1:], len(pages)], strict=True):
        assert numbered[start:end] == [(n + 1, end - start) for n in range(end - start)]


def test_no_letter_to_nobody() -> None:
    file = sample.file(0)
    assert "Tidak ada orang" in words(
        letters.invitations(file.programme, [], cover=False, paper="a4", made_at=NOW)
    )


@pytest.mark.parametrize(
    ("absence", "tools", "what", "days"),
    [
        ("gugur", (), "seluruh rangkaian diikuti kembali", (5, 6, 7)),
        ("susulan", ("diskusi kelo",), "yang dijadwalkan kembali: Diskusi kelompok.", (6,)),
        ("susulan", ("alat lain",), "yang dijadwalkan kembali: alat lain.", (5, 6, 7)),
    ],
)
def test_the_redo_letter_says_why_what_and_the_new_days(
    absence: str, tools: tuple[str, ...], what: str, days: tuple[int, ...]
) -> None:
    before = sample.file(2)
    later = tuple(day.replace(month=2) for day in sample.DAYS)
    after = sample.file(
        1, batch=sample.batch(1, 2, "b2", later), conduct=replace(sample.conduct(), absence=absence)
    )
    old, new = before.places[1], replace(sample.place(2), number="009", repeats=2)
    one = letters.Repetition(old, new, before, after, "Sakit, rawat inap.", tools)
    body = letters.redo_letter(one, "a4", NOW)
    text = words(body)
    for part in (
        "Gelombang 1 dengan nomor peserta 002",
        "Sakit, rawat inap",
        "Gelombang 2, nomor peserta 009",
        what,
    ):
        assert part in text, part
    assert [n for n in (5, 6, 7) if f"{n} Februari 2026" in text] == list(days)
    assert len(reader(body).pages) <= 2


def test_a_duty_letter_names_batches_days_and_task() -> None:
    file = sample.file(4)
    text = words(letters.duty_letters(file.programme, [assessors.services_of([file])[1]], "a4", NOW))
    for part in (
        "SURAT TUGAS",
        "Asesor Ketua Contoh, M.Psi.",
        "selama 3 (tiga) hari",
        "Ketua tim",
        "07.30–14.30 WIB",
        "Gelombang 1",
    ):
        assert part in text, part


@pytest.mark.parametrize("people", [0, 1, 60])
def test_every_paper_of_the_plan_stands_at_the_extremes(people: int) -> None:
    file = sample.file(people, long=True, phases=2, groups=8)
    mine = list(assessors.services_of([file]).values())
    made = [
        cards.cards(file, file.places, code, "many", "f4", NOW),
        rooms.room_lists(file, None, "a4", NOW),
        rooms.seat_maps(file, None, "a4", NOW),
        assessors.assessor_schedules(file.programme, mine, "a4", NOW),
        assessors.roster(file.programme, [file], "a4", NOW),
        letters.duty_letters(file.programme, mine, "a4", NOW),
    ]
    for body in made:
        pages = reader(body).pages
        assert all(len(page.extract_text().strip()) > 20 for page in pages), "an empty page"
    last = file.places[-1].number if people else "Belum ada peserta"
    assert last in words(made[0])
    assert "Tahap 1 Gelombang 1" in words(made[1])


def test_a_batch_without_timetable_still_has_its_papers() -> None:
    file = sample.file(2, activities=())
    assert "pukul 07.30" in words(cards.cards(file, file.places, code, "many", "a4", NOW))
    assert "Belum ada kegiatan" in words(rooms.room_lists(file, None, "a4", NOW))
    assert "Belum ada kegiatan" in words(rooms.seat_maps(file, None, "a4", NOW))
    text = words(letters.invitations(file.programme, invited(file), cover=False, paper="a4", made_at=NOW))
    assert "Jadwal rinci menyusul" in text
    assert "07.30–15.00 WIB" in text


def test_same_data_gives_the_same_bytes() -> None:
    file = sample.file(3)
    made = [
        letters.invitations(file.programme, invited(file), cover=True, paper="a4", made_at=NOW)
        for _ in range(2)
    ]
    assert made[0] == made[1]


def sheet_of(body: bytes, name: str) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(BytesIO(body))
    return book.get_sheet_by_name(name).to_python(skip_empty_area=False)[3:]


def test_lists_keep_the_nip_as_text_and_everybody_once() -> None:
    file = sample.file(3)
    people = sheet_of(workbooks.batch_workbook(file), "Peserta")
    assert people[0][:4] == ["No", "Nomor", "Nama", "NIP"]
    assert [row[3] for row in people[1:]] == [place.nip for place in file.places]
    assert [row[7] for row in people[1:]] == ["A-01", "A-02", "A-03"]
    assert len(sheet_of(workbooks.batch_workbook(file), "Jadwal")) == 1 + len(file.activities)
    assert len(sheet_of(workbooks.batch_workbook(file), "Asesor")) == 1 + len(file.duties)


def test_lists_of_a_programme_have_every_batch_person_and_duty() -> None:
    files = [sample.file(3), sample.file(2)]
    body = workbooks.programme_workbook(files[0].programme, files)
    assert [len(sheet_of(body, name)) for name in ("Gelombang", "Peserta", "Penugasan")] == [3, 6, 9]


def test_days_and_names_are_joined_as_people_write() -> None:
    days = list(sample.DAYS)
    assert short_days([]) == "-"
    assert short_days(days[:1]) == "5 Januari 2026"
    assert short_days([days[0], days[0].replace(month=2)]) == "5 Januari 2026 dan 5 Februari 2026"
    assert [joined([]), joined(["a"]), joined(["a", "b", "c"])] == ["", "a", "a, b dan c"]


def test_an_activity_of_one_person_is_named_by_his_number() -> None:
    file = sample.file(2)
    own = sample.activity(9, 3, "Wawancara", "interview", "R", "07:30-08:00", nip=file.places[1].nip)
    assert (whom(own, file.places), whom(own)) == ("002", "satu orang")
