from __future__ import annotations

from datetime import date

from takar.assessments.domain.values import Visibility
from takar.assessments.domain.visibility import JUDGED, promise, visibility_sentence


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


def test_where_a_meeting_finds_the_competencies_it_says_what_follows_and_where() -> None:
    said = promise(Visibility(), "competencies")
    assert said["id"].startswith(
        "Segera setelah Anda mengirim jawaban, layar menampilkan aspek potensi serta"
    )
    assert "Kompetensi tidak dinilai mesin" in said["id"]
    assert (
        "Job Person Match (JPM), dan kategori tampil di alamat ujian ini bila Anda masuk lagi" in said["id"]
    )
    assert "appear at this exam's address when you sign in again" in said["en"]
    held = promise(Visibility("held"), "competencies")
    assert held["id"].startswith("Hasil ditahan sampai")
    assert "diumumkan dan ditandatangani" in held["id"]
    assert "announced and signed" in held["en"]


def test_of_the_meeting_only_what_may_be_seen_is_promised() -> None:
    two = promise(Visibility(category=False), "competencies")
    assert "kompetensi dan persentase Job Person Match (JPM) tampil" in two["id"]
    one = promise(Visibility(jpm=False, category=False, potential=False), "competencies")
    assert "layar menampilkan tanda terima" in one["id"]
    assert "level dan rating setiap kompetensi tampil" in one["id"]
    none = promise(Visibility(levels=False, jpm=False, category=False), "competencies")
    assert none["id"].endswith("Hasilnya disampaikan penyelenggara setelah rapat itu.")
    assert promise(Visibility()) == visibility_sentence(Visibility())
    assert promise(Visibility(), True) == JUDGED
