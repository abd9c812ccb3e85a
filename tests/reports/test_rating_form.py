"""What a blank form is printed with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from takar.exercises.public import BlankForm
from takar.reports.rating_form import _boxes, _form, rating_forms

AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
FORM = BlankForm(
    sheet="abcd", code="LEMBAR:ABCDEFGH", rater="asesor.satu", nip="198609262015051001", name="Peserta", number="001",
    title="Wawancara", round="Seleksi", room="Ruang A", starts=AT, ends=AT,
    form={
        "scale": {"least": "1", "most": "5", "decimals": 0},
        "dimensions": [
            {"code": "M.01", "name": "Integritas", "standard": "3", "indicators": [{"code": "3.1", "text": "Menegur"}],
             "anchors": {"1": {"id": "Pribadi", "en": "Personal"}}},
            {"code": "T1", "name": "Pertanyaan", "anchors": {"0-59": "Tidak tampak"}},
        ],
    },
)  # fmt: skip


def test_the_form_names_person_rater_code_and_what_is_looked_for() -> None:
    printed = _form(FORM, "WIB")
    assert printed["code"] == "LEMBAR: ABCD EFGH"
    assert printed["facts"] == [
        ["Putaran", "Seleksi"], ["Peserta", "Peserta, nomor 001"], ["NIP", "19860926 201505 1 001"], ["Penilai", "asesor.satu"],
        ["Waktu", "Senin, 5 Januari 2026, pukul 09.00 WIB sampai 09.00 WIB"], ["Ruang", "Ruang A"],
    ]  # fmt: skip
    dimensions = printed["dimensions"]
    assert isinstance(dimensions, list)
    first, second = dimensions
    assert (first["anchors"], second["anchors"]) == ([["1", "Pribadi"]], [["0-59", "Tidak tampak"]])
    assert (first["standard"], second["standard"]) == ("standar 3", "")


@pytest.mark.parametrize(
    ("least", "most", "decimals", "boxes"),
    [("1", "5", 0, ["1", "2", "3", "4", "5"]), ("0", "5", 1, []), ("0", "100", 0, [])],
)
def test_short_scales_have_boxes_to_tick_and_long_ones_a_box_to_write_in(
    least: str, most: str, decimals: int, boxes: list[str]
) -> None:
    assert _boxes({"least": least, "most": most, "decimals": decimals}) == boxes


def test_the_same_forms_are_the_same_bytes_and_none_is_still_a_page() -> None:
    assert rating_forms([FORM], "WIB", AT) == rating_forms([FORM], "WIB", AT)
    assert rating_forms([], "WIB", AT).startswith(b"%PDF-")


def test_what_was_written_on_screen_is_printed_when_it_is_there() -> None:
    letter = {"id": "3", "from": "Inspektorat", "subject": "Data", "text": "Mohon data."}
    parts = [
        {"letter": letter, "priority": "urgent", "action": "delegate", "text": "Siapkan."},
        {"question": "Mengapa?", "text": ""},
    ]
    full = replace(FORM, writing={"parts": parts})
    assert _form(full, "WIB")["writing"] == [
        {
            "head": "Surat 3: Data",
            "given": "Inspektorat: Mohon data.",
            "chosen": "Mendesak, Serahkan",
            "text": "Siapkan.",
        },
        {"head": "Mengapa?", "given": "", "chosen": "", "text": "Tidak dijawab."},
    ]
    assert _form(FORM, "WIB")["writing"] == []
    assert len(rating_forms([full], "WIB", AT)) > len(rating_forms([FORM], "WIB", AT))
