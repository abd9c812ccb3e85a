"""Recap, attendance list and event card."""

from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from takar.reports.attendance import attendance_list
from takar.reports.event_card import event_card
from takar.reports.recap import recap_workbook
from tests.reports.sample import NAMES, NOW, assessment, outcome, participant, session


def _rows(sealed: bool = True) -> list[list[object]]:
    people = [participant(1), participant(2)]
    found = {"t1": outcome()} if sealed else {}
    body = recap_workbook(assessment(), people, found, list(NAMES.items()))
    return (
        CalamineWorkbook.from_filelike(BytesIO(body))
        .get_sheet_by_name("Rekap")
        .to_python(skip_empty_area=False)
    )


def test_recap_has_the_columns_of_agency_systems() -> None:
    header = _rows()[4]
    assert header[:6] == ["No", "Nomor peserta", "Nama", "NIP", "Jabatan", "Perangkat daerah"]
    assert header[6:15] == list(NAMES.values())
    assert header[15:19] == ["Total rating", "Total standar", "JPM (%)", "Kategori"]


def test_recap_keeps_the_nip_as_text_and_numbers_as_numbers() -> None:
    row = _rows()[5]
    assert row[3] == "197001011995011001"
    assert row[6] == 3.4
    assert row[17] == 107.59


def test_somebody_without_a_result_is_listed_and_never_scored_zero() -> None:
    row = _rows()[6]
    assert row[6:19] == [""] * 13
    assert row[20] == "Belum mengirim jawaban"


def test_recap_of_nobody_is_still_a_workbook() -> None:
    body = recap_workbook(assessment(), [], {}, list(NAMES.items()))
    assert len(CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_name("Rekap").to_python()) >= 1


def _words(body: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(body)).pages).split())


def test_attendance_lists_everybody_over_several_pages() -> None:
    people = [participant(number) for number in range(1, 41)]
    body = attendance_list(session(), people, "Pemerintah Kota Contoh", NOW)
    text = _words(body)
    assert len(PdfReader(BytesIO(body)).pages) > 1
    assert all(person.number in text for person in people)
    assert "Senin, 5 Januari 2026" in text
    assert "10.42 WIB sampai 14.00 WIB" in text


def test_attendance_of_an_empty_session_says_so() -> None:
    assert "Belum ada peserta" in _words(attendance_list(session(), [], "Pemerintah Kota Contoh", NOW))


def test_event_card_shows_every_commitment_the_fingerprint_and_the_verifiers() -> None:
    commit = {name: name[0] * 64 for name in ("form_root", "key_root", "cut_digest", "roster_root", "policy")}
    verifiers = {"verifier.html": "e" * 64, "verifier.py": "d" * 64}
    body = event_card(
        assessment(), [session()], commit, "1A2B-3C4D", verifiers, "Pemerintah Kota Contoh", NOW
    )
    text = _words(body).replace(" ", "")
    assert all(digest in text for digest in [*commit.values(), *verifiers.values()])
    assert "1A2B-3C4D" in text
    assert len(PdfReader(BytesIO(body)).pages) == 1
