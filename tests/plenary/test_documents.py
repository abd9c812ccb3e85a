"""Somebody exchanges the document behind a tick or a value, in the folder, in the database, or in both: it is found."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from takar.accounts.models import User
from takar.exercises.models import Round, RoundLeaf
from takar.exercises.rounds.appending import opened_leaf
from takar.kernel.canonical import digest
from takar.kernel.clock import milliseconds
from takar.plenary import public as plenary
from takar.plenary.domain.codec import read_table
from takar.plenary.domain.table import rows_of
from takar.plenary.models import Plenary
from takar.plenary.sources import inputs_of
from takar.selection import public as selection
from takar.selection.actions.keep_document import document_path
from takar.selection.codec import row_of
from takar.selection.domain.candidacy import Checked, Event
from takar.selection.models import Candidate, CandidateEvent, ComponentEntry, Document
from tests.append_only import triggers_off
from tests.plenary.story import Story
from tests.plenary.world import SECRETARY, START, people_of, world

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAPER, DIPLOMA, FALSE = b"%PDF-1.7 makalah", b"%PDF-1.7 ijazah S1", b"%PDF-1.7 ijazah S3"


@pytest.fixture
def story() -> Story:
    made = world({"J1": people_of(3)})
    row = Candidate.objects.get(nip=made.nips["Calon 3"])
    part = {"name": "Rubrik", "value": "80", "evidence": "Bab 2", "document": keep(row, "Makalah", PAPER)}
    entry = selection.enter_component(made.selection, row.pk, "paper", [part], SECRETARY, clock=lambda: START)
    assert isinstance(entry, int), entry
    assert selection.confirm_component(made.selection, entry, "sekretaris2", clock=lambda: START) is None
    tick = Checked(1, "met", keep(row, "Ijazah", DIPLOMA), "")
    last = CandidateEvent.objects.filter(candidate=row).latest("ordinal").ordinal
    with triggers_off(connection):
        CandidateEvent.objects.filter(candidate=row, kind="judged").update(ordinal=last + 1)
    row_of(row.pk, last, Event(tick, SECRETARY, milliseconds(START))).save()
    committed(made.selection)
    opened = Story(made)
    assert plenary.check_plenary(opened.id) == ()
    return opened


def committed(key: str) -> None:
    """As `commit_selection` writes it before the interviews."""
    rules = Round.objects.get(pk=key).rules
    with triggers_off(connection):
        Round.objects.update(rules={**rules, "documents": selection.checked_root(selection.behind(key))})


def keep(row: Candidate, title: str, data: bytes) -> str:
    kept = selection.keep_document(row.selection_id, row.pk, title, "a.pdf", data, SECRETARY)
    assert isinstance(kept, Document), kept
    return kept.name


def found(story: Story) -> set[str]:
    return {one.code for one in plenary.check_plenary(story.id)}


def swap_bytes(title: str, data: bytes = FALSE) -> None:
    document_path(Document.objects.get(title=title).name).write_bytes(data)


def swap_row(title: str, data: bytes = FALSE) -> None:
    Document.objects.filter(title=title).update(sha256=hashlib.sha256(data).hexdigest(), size=len(data))


@pytest.mark.parametrize(
    ("title", "named"), [("Makalah", "di belakang Makalah"), ("Ijazah", "persyaratan 1")]
)
class TestExchangedDocuments:
    def test_other_bytes_in_the_folder(self, story: Story, title: str, named: str) -> None:
        swap_bytes(title)
        alarm = plenary.check_plenary(story.id)[0]
        assert alarm.code == "DOCUMENT_CHANGED"
        assert named in alarm.id
        assert "Calon 3" in alarm.id

    def test_other_bytes_and_their_digest_in_the_database(self, story: Story, title: str, named: str) -> None:
        swap_bytes(title)
        swap_row(title)
        assert found(story) == {"DOCUMENT_CHANGED"}

    def test_a_document_that_is_gone(self, story: Story, title: str, named: str) -> None:
        document_path(Document.objects.get(title=title).name).unlink()
        assert found(story) == {"DOCUMENT_CHANGED"}

    def test_a_table_mended_to_fit_has_another_root(self, story: Story, title: str, named: str) -> None:
        swap_bytes(title)
        swap_row(title)
        mend_table(story)
        assert "TABLE_CHANGED" in found(story)


def mend_table(story: Story) -> None:
    """Put what is there now into the sealed table, with rows and salts that fit: only the root in the log is left."""
    now = inputs_of(story.world.selection)
    assert not hasattr(now, "code")
    table: dict[str, Any] = Plenary.objects.get(pk=story.id).table
    post = now.posts[0]
    for kept, one in zip(table["posts"][0]["entrants"], post.entrants, strict=True):
        behind = {
            what: {"record": each.record, "files": list(each.files)} for what, each in one.behind.items()
        }
        kept["behind"] = behind
    fresh = rows_of(read_table(table["posts"][0]))
    table["rows"] = [{**row, "salt": old["salt"]} for row, old in zip(fresh, table["rows"], strict=True)]
    with triggers_off(connection):
        Plenary.objects.filter(pk=story.id).update(table=json.loads(json.dumps(table)))


def test_a_value_that_names_another_document_is_found(story: Story) -> None:
    row = ComponentEntry.objects.filter(source="entered", candidate__nip=story.world.nips["Calon 3"]).latest(
        "id"
    )
    other = keep(row.candidate, "Makalah lain", FALSE)
    part = {**row.detail["parts"][0], "document": other}
    ComponentEntry.objects.filter(pk=row.pk).update(detail={"parts": [part]})
    assert found(story) == {"DOCUMENT_CHANGED"}


def test_evidence_that_was_rewritten_is_found(story: Story) -> None:
    row = ComponentEntry.objects.filter(source="entered", candidate__nip=story.world.nips["Calon 3"]).latest(
        "id"
    )
    part = {**row.detail["parts"][0], "evidence": "Bab 9"}
    ComponentEntry.objects.filter(pk=row.pk).update(detail={"parts": [part]})
    assert found(story) == {"BASIS_CHANGED"}


def test_a_tick_exchanged_before_the_opening_is_found_by_the_commitment() -> None:
    """Between commitment and opening only the root in the round's rules knows the documents."""
    made = world({"J1": people_of(3)})
    row = Candidate.objects.get(nip=made.nips["Calon 3"])
    tick = Checked(1, "met", keep(row, "Ijazah", DIPLOMA), "")
    last = CandidateEvent.objects.filter(candidate=row).latest("ordinal").ordinal
    row_of(row.pk, last + 1, Event(tick, SECRETARY, milliseconds(START))).save()
    committed(made.selection)
    swap_bytes("Ijazah")
    swap_row("Ijazah")
    assert found(Story(made)) == {"DOCUMENT_CHANGED"}


def test_the_page_before_the_opening_names_a_document_that_was_exchanged() -> None:
    made = world({"J1": people_of(3)})
    row = Candidate.objects.get(nip=made.nips["Calon 3"])
    part = {"name": "Rubrik", "value": "80", "evidence": "Bab 2", "document": keep(row, "Makalah", PAPER)}
    assert isinstance(
        selection.enter_component(made.selection, row.pk, "paper", [part], SECRETARY, clock=lambda: START),
        int,
    )
    swap_bytes("Makalah")
    client = Client()
    client.force_login(User.objects.get(username=SECRETARY))
    page = client.get(f"/pleno/seleksi/{made.selection}/").content.decode()
    assert "Berkas “Makalah” milik Calon 3 bukan lagi yang diunggah" in page


def test_the_leaf_names_the_basis_and_nobody_can_guess_the_value_from_it(story: Story) -> None:
    nip = story.world.nips["Calon 3"]
    row = next(
        one
        for one in RoundLeaf.objects.filter(key__startswith="component:", key__endswith=":paper")
        if opened_leaf(one.key)["basis"]["nip"] == nip  # type: ignore[call-overload,index]
    )
    leaf, basis = json.loads(row.leaf), opened_leaf(row.key)["basis"]
    assert isinstance(basis, dict)
    assert leaf["source"] == digest(basis)
    assert basis["files"] == [hashlib.sha256(PAPER).hexdigest()]
    guessed = {name: value for name, value in basis.items() if name != "salt"}
    assert leaf["source"] != digest(guessed)


def test_rows_from_before_documents_were_sealed_are_what_they_were(story: Story) -> None:
    """A table without `behind` keeps its rows byte for byte, so its root."""
    table = Plenary.objects.get(pk=story.id).table
    for one in table["posts"][0]["entrants"]:
        del one["behind"]
    fresh = rows_of(read_table(table["posts"][0]))
    kept = [
        {name: value for name, value in row.items() if name not in ("behind", "salt")}
        for row in table["rows"]
    ]
    assert fresh == kept
