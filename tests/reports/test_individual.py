"""The individual report says what the outcome says, in the official order, and carries the receipt."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from takar.reports.individual import individual_report
from takar.standards.domain.dictionary import Competency, Indicator, Level
from tests.reports.sample import NAMES, NOW, assessment, outcome, participant


class _Dictionary:
    """Nine competencies of five levels with recognisable sentences."""

    def competency(self, code: str) -> Competency:
        levels = tuple(
            Level(
                n,
                f"Uraian {code} level {n}.",
                f"Text {n}.",
                (Indicator(f"{n}.1", f"Perilaku {code} {n}.", "x"),),
            )
            for n in range(1, 6)
        )
        return Competency(code, "managerial", NAMES[code], NAMES[code], "d", "d", levels)


def _text(purpose: str = "pemetaan") -> tuple[str, PdfReader]:
    dictionary: Any = _Dictionary()
    body = individual_report(
        outcome(), assessment(purpose), participant(), dictionary, "Pemerintah Kota Contoh", None, NOW
    )
    reader = PdfReader(BytesIO(body))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split()), reader


def test_parts_stand_in_the_official_order() -> None:
    text, _ = _text()
    parts = [
        "I. Identitas",
        "II. Profil Potensi",
        "III. Profil Kompetensi",
        "IV. Kekuatan dan Area Pengembangan",
        "V. Rekomendasi",
        "VI. Saran Penempatan",
        "VII. Saran Pengembangan",
        "Asesor penanggung jawab",
        "Kepala penyelenggara",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places)


def test_selection_has_no_placement_advice() -> None:
    text, _ = _text("seleksi")
    assert "Saran Penempatan" not in text
    assert "VI. Saran Pengembangan" in text


@pytest.mark.parametrize(
    "expected",
    [
        "19700101 199501 1 001",
        "Jumlah rating yang dicapai 29,05 dan jumlah standar jabatan 27",
        "= 107,59 persen",
        "Optimal (O)",
        "Menonjol pada Kemampuan Intelektual.",
        "Perlu dukungan pada Kemampuan Interpersonal.",
        "Pengembangan Diri dan Orang Lain (rating 2,20, standar 3): yang dipersyaratkan jabatan adalah uraian M.06 level 3.",
        "−0,80",
        "Kota Contoh, 5 Januari 2026",
    ],
)
def test_numbers_and_sentences_come_from_the_outcome(expected: str) -> None:
    text, _ = _text()
    assert expected in text


def test_competencies_below_the_standard_are_named_and_others_are_not() -> None:
    text, _ = _text()
    areas = text[text.index("Area pengembangan") : text.index("V. Rekomendasi")]
    assert "Komunikasi" in areas
    assert "Integritas" not in areas


def test_the_receipt_is_attached() -> None:
    _, reader = _text()
    assert reader.attachments["bukti-ABCD.tlog-proof"] == [b"c2sp.org/tlog-proof@v1\n"]


def test_same_data_gives_the_same_bytes() -> None:
    dictionary: Any = _Dictionary()
    arguments = (outcome(), assessment(), participant(), dictionary, "Pemerintah Kota Contoh", None, NOW)
    assert individual_report(*arguments) == individual_report(*arguments)
