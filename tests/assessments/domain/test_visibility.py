from __future__ import annotations

from datetime import date

from takar.assessments.domain.values import Visibility
from takar.assessments.domain.visibility import visibility_sentence


def test_the_sentence_lists_what_will_be_shown() -> None:
    sentence = visibility_sentence(Visibility())
    assert sentence["id"].startswith(
        "Segera setelah Anda mengirim jawaban, layar menampilkan level dan rating"
    )
    assert "kategori, serta tanda terima" in sentence["id"]
    assert "Job Person Match (JPM) percentage" in sentence["en"]


def test_what_is_hidden_is_not_promised() -> None:
    sentence = visibility_sentence(Visibility(levels=True, jpm=False, category=False, potential=False))
    assert sentence["id"] == (
        "Segera setelah Anda mengirim jawaban, layar menampilkan level dan rating setiap kompetensi "
        "serta tanda terima yang dapat Anda periksa sendiri."
    )


def test_held_results_name_the_day_or_the_organiser() -> None:
    dated = visibility_sentence(Visibility(when="held", held_until=date(2026, 2, 1)))
    assert dated["id"] == (
        "Hasil ditahan sampai tanggal 1 Februari 2026; Anda tetap menerima tanda terima tersegel."
    )
    assert "until 1 February 2026" in dated["en"]
    assert "diumumkan oleh penyelenggara" in visibility_sentence(Visibility(when="held"))["id"]
