"""The minutes, the table and the letter say what happened, to whom may read it, with his name on every page."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from takar.accounts.public import User
from takar.exercises.models import Sheet
from takar.exercises.public import write_due_ratings
from takar.exercises.storage import Locked, lock, reopen, save
from takar.kernel.refusals import Refusal
from takar.plenary import public as plenary
from takar.reports.plenary.file import PlenaryFile, open_file
from takar.reports.plenary.letter import letter
from takar.reports.plenary.minutes import minutes
from takar.reports.plenary.workbook import workbook
from tests.plenary.story import Story
from tests.plenary.world import ANNOUNCED, MAYOR, PHRASE, SECRETARY, START, World, people_of, world

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def file_for(story: Story, name: str) -> PlenaryFile:
    found = open_file(story.id, User.objects.get(username=name), "uji", ANNOUNCED)
    assert isinstance(found, PlenaryFile), found
    return found


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def rerated(made: World, rater: str, name: str, value: str) -> None:
    """A locked sheet opened again by two, rated anew and locked."""
    sheet = Sheet.objects.get(rater=rater, nip=made.nips[name])
    assert reopen(sheet.pk, asked_by=rater, approved_by="a9", reason="salah menekan angka") is None
    again = [{"seq": 4, "tick": 9, "kind": "rated", "dimension": "P1", "value": value}]
    assert save(sheet.pk, rater, "dev", again).refused == ()  # type: ignore[union-attr]
    done = lock(sheet.pk, made.user(rater), PHRASE, device="dev", last_seq=4)
    assert isinstance(done, Locked), done
    write_due_ratings(lambda: START)


def test_the_minutes_say_everything() -> None:
    made = world({"J1": people_of(3)})
    rerated(made, "a1", "Calon 1", "98")
    story = Story(made)
    story.come()
    story.ok(plenary.recuse, "a3", made.nips["Calon 1"], "bekas atasan", actor="a3")
    nips = made.nips
    story.settle("J1", "departure", (nips["Calon 2"], nips["Calon 1"], nips["Calon 3"]), no=("a2",))
    story.signed("a5")
    story.ok(plenary.hand_over, "Wali Kota", "800/1")
    story.ok(plenary.choose, "J1", nips["Calon 1"], "pengalaman unit serupa", actor=MAYOR)
    text = words(minutes(file_for(story, SECRETARY)))
    for wanted in (
        "RAPAT PLENO PANITIA SELEKSI", "bekas atasan", "salah menekan angka", "92,00 98,00",
        "Semula: 1. Calon 1; 2. Calon 2; 3. Calon 3. Menjadi: 1. Calon 2; 2. Calon 1; 3. Calon 3.",
        "3 setuju, 1 tidak setuju, 0 abstain dari 4 anggota berhak suara", "Pendapat berbeda, Anggota 2:",
        "bobot wawancara terlalu besar", "tidak menandatangani: pulang sebelum selesai", "pengalaman unit serupa",
        "Akar catatan dalam kata", "Nilai setiap penilai sebelum pembahasan", story.book.state.ended.minutes,  # type: ignore[union-attr]
    ):  # fmt: skip
        assert wanted in text, wanted
    recused = words(minutes(file_for(story, "a3")))
    assert "Kepala Dinas J1" not in recused
    assert "Calon 2" not in recused
    assert "1 jabatan tidak dicetak" in recused


def test_every_copy_names_its_reader() -> None:
    story = finished()
    for name in (SECRETARY, MAYOR):
        file = file_for(story, name)
        assert str(file.head("x")["watermark"]).startswith(f"{name.title()} · ")
        assert len(file.code) == 8
    assert PdfReader(BytesIO(minutes(file_for(story, MAYOR)))).metadata.title  # type: ignore[union-attr]


def finished() -> Story:
    story = Story(world({"J1": people_of(3)}, members=3))
    story.come()
    story.settle("J1")
    story.signed()
    story.ok(plenary.hand_over, "Wali Kota", "800/1")
    return story


def test_the_table_as_excel() -> None:
    book = CalamineWorkbook.from_filelike(BytesIO(workbook(file_for(finished(), SECRETARY))))
    assert book.sheet_names == ["J1", "Penilai"]
    rows: list[Any] = book.get_sheet_by_name("J1").to_python()
    assert rows[4][:3] == [1.0, "001", "Calon 1"]
    assert rows[4][7] == 87.45
    raters = book.get_sheet_by_name("Penilai").to_python()
    assert len(raters) == 4 + 9


def test_a_candidate_reads_his_own_figures_only() -> None:
    story = finished()
    early = letter(file_for(story, SECRETARY), "J1", "002")
    assert isinstance(early, Refusal)
    assert early.code == "PAPER_NOT_RELEASED"
    story.now = ANNOUNCED
    story.ok(plenary.release)
    body = letter(file_for(story, SECRETARY), "J1", "002")
    assert isinstance(body, bytes)
    text = words(body)
    assert "86,90" in text
    assert "Kamis, 24 September 2026" in text
    assert "Anda termasuk nama yang diusulkan" in text
    assert "Calon 1" not in text
    assert "Anggota" not in text
    for post, who in (("J9", "002"), ("J1", "009")):
        assert isinstance(letter(file_for(story, SECRETARY), post, who), Refusal)
