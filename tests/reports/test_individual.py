"""The individual report says what the outcome says, in the official order, and carries the receipt."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from takar.reports.individual import individual_report
from takar.standards.public import Dictionary, Ruleset
from takar.standards.shipped import shipped_files, shipped_standard
from tests.reports.sample import NOW, assessment, outcome, participant


def _shipped(prefix: str) -> Any:
    return next(shipped_standard(path) for path in shipped_files() if path.name.startswith(prefix))


def _report(purpose: str = "pemetaan") -> bytes:
    dictionary: Dictionary = _shipped("dictionary")
    ruleset: Ruleset = _shipped(f"ruleset-{purpose}")
    return individual_report(
        outcome(),
        assessment(purpose),
        participant(),
        dictionary,
        ruleset,
        "Pemerintah Kota Contoh",
        None,
        NOW,
    )


def _text(purpose: str = "pemetaan") -> tuple[str, PdfReader]:
    reader = PdfReader(BytesIO(_report(purpose)))
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
        "Pengembangan Diri dan Orang Lain (rating 2,20, standar 3): yang dipersyaratkan jabatan adalah",
        "Pengembangan Diri dan Orang Lain, menuju level 3:",
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
    assert _report() == _report()


def test_the_category_is_explained_in_the_words_of_the_ruleset() -> None:
    ruleset: Ruleset = _shipped("ruleset-pemetaan")
    text, _ = _text()
    assert ruleset.categories[0].sentence_id in text
