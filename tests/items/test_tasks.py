"""Items in free writing: what the bank lets in, how they are kept, and what staff see of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from takar.accounts.public import User
from takar.items.actions.import_items import preview_items
from takar.items.domain.checks import faults_of
from takar.items.domain.item import Entry, Item, Key, Option, entry_from
from takar.items.domain.scales import ItemType
from takar.items.domain.task import Letter, Part, Source, Task, task_from
from takar.items.pages.labels import scale_label
from takar.items.public import add_items
from tests.items.test_sheet import GOOD, _workbook

LETTER = Letter("1", "Sekretaris", "Data", "Senin", "Mohon data.", (Part("Tabel", "Isi"),))
SOURCE = Source("surat-masuk", 2, "Surat masuk", 85)


def inbox(*letters: Letter, **changes: Any) -> Entry:
    task = Task(SOURCE, "Bacalah.", (Part("Lampiran", "Isi"),), letters or (LETTER,))
    item = Item("SIM-A-01", 1, ItemType.INBOX, "Surat masuk", (), None, task)
    return Entry(replace(item, **changes), Key("SIM-A-01", "", {}))


def essay(**changes: Any) -> Entry:
    task = replace(Task(SOURCE, "Bacalah."), **changes)
    return Entry(Item("SIM-B-01", 1, ItemType.ESSAY, "Tulislah.", (), None, task), Key("SIM-B-01", "", {}))


@pytest.mark.parametrize("entry", [inbox(), essay()])
def test_a_good_one_has_no_fault_and_comes_back_as_it_was(entry: Entry) -> None:
    assert faults_of(entry) == ()
    stored = entry_from(entry.item.content(), entry.key.as_json(), family="", difficulty=0, rationale="")
    assert stored == entry
    assert stored.digest() == entry.digest()


def test_choices_carry_nothing_of_a_task() -> None:
    item = Item("P-01", 1, ItemType.SJT, "?", (Option("A", "a"),))
    assert set(item.content()) == {"id", "version", "type", "stem", "figure", "options"}


@pytest.mark.parametrize(
    ("entry", "code", "field"),
    [
        (inbox(task=None), "ITEM_TASK", "task"),
        (inbox(options=(Option("A", "a"),)), "ITEM_WRITTEN_KEY", "weights"),
        (replace(essay(), key=Key("SIM-B-01", "", {"A": 1})), "ITEM_WRITTEN_KEY", "weights"),
        (essay(instructions=" "), "ITEM_TASK_TEXT", "task"),
        (essay(materials=(Part("a", "e\u0301"),)), "ITEM_TASK_TEXT", "task"),
        (essay(instructions="x" * 20_001), "ITEM_TASK_TEXT", "task"),
        (essay(instructions="a\u0000b"), "ITEM_TASK_TEXT", "task"),
        (essay(letters=(LETTER,)), "ITEM_LETTERS", "letters"),
        (inbox(task=Task(SOURCE, "Bacalah.")), "ITEM_LETTERS", "letters"),
        (inbox(LETTER, LETTER), "ITEM_LETTERS", "letters"),
        (inbox(replace(LETTER, id="satu/dua")), "ITEM_LETTERS", "letters"),
        (inbox(replace(LETTER, subject=" ")), "ITEM_LETTERS", "letters"),
    ],
)
def test_each_fault_names_its_field(entry: Entry, code: str, field: str) -> None:
    assert [(fault.code, fault.data["field"]) for fault in faults_of(entry)] == [(code, field)]


@pytest.mark.parametrize("broken", [{"materials": "x"}, {"letters": ["x"]}, {"exercise": []}])
def test_malformed_content_is_a_fault(broken: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="wanted"):
        task_from(inbox().item.content() | broken)


@pytest.mark.database
@pytest.mark.django_db
def test_staff_read_it_review_it_and_change_it_in_the_library_only() -> None:
    add_items([inbox()], "penulis", origin="uji")
    client = Client()
    client.force_login(User.objects.create_user("penelaah", roles=["item_author"]))
    page = client.get(reverse("items:item", args=("SIM-A-01",))).content.decode()
    for words in ("Surat 1: Data", "Mohon data.", "Lampiran: Tabel", "Bacalah.", "Surat masuk (simulasi)"):
        assert words in page
    assert "question-weight" not in page
    assert reverse("items:revise", args=("SIM-A-01",)) not in page
    change = client.get(reverse("items:revise", args=("SIM-A-01",)), follow=True).content.decode()
    assert "diubah di pustaka simulasi" in change
    client.post(reverse("items:review", args=("SIM-A-01",)), {"version": "1"})
    assert "SIM-A-01" in client.get(reverse("items:items") + "?type=inbox&status=reviewed").content.decode()


@pytest.mark.database
@pytest.mark.django_db
def test_a_sheet_cannot_overwrite_it() -> None:
    add_items([inbox()], "penulis", origin="uji")
    row = {**GOOD, "id": "SIM-A-01"}
    preview = preview_items(_workbook(row))
    assert not hasattr(preview, "code"), preview
    (line,) = preview.lines  # type: ignore[union-attr]
    assert [fault.refusal.code for fault in line.row.faults] == ["ITEM_FROM_LIBRARY"]


def test_it_has_no_scale() -> None:
    assert scale_label("") == "–"
