"""The commitment names the documents behind the administrative check, and is held up while one of them was exchanged."""

from __future__ import annotations

import pytest

from takar.exercises.public import round_of
from takar.kernel.refusals import Refusal
from takar.selection import public as s
from takar.selection.actions.keep_document import document_path
from takar.selection.models import Document
from tests.selection import world as w

pytestmark = [pytest.mark.database, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def key() -> str:
    made = w.make_selection()
    w.seat_nine(made)
    nips = [w.person(f"Calon {n}") for n in (1, 2, 3)]
    w.apply(made, "J1", nips)
    for nip in nips:
        number = w.number_of(made, nip)
        w.ok(s.step_candidate(made, number, s.Submitted(), w.SECRETARY, clock=w.clock_at()))
        assert w.check(made, number) == "eligible"
    w.declare_all(made)
    w.ask(made)
    return made


def test_the_commitment_names_the_documents_of_the_check(key: str) -> None:
    w.ok(s.commit_selection(key, w.SECRETARY, clock=w.clock_at()))
    row = round_of(key)
    assert row is not None
    assert row.rules["documents"] == s.checked_root(s.behind(key))
    Document.objects.filter(candidate__name="Calon 2").update(sha256="0" * 64)
    assert row.rules["documents"] != s.checked_root(s.behind(key))


def test_an_exchanged_file_holds_the_commitment_up_and_says_whose_it_is(key: str) -> None:
    row = Document.objects.get(candidate__name="Calon 2")
    document_path(row.name).write_bytes(b"%PDF-1.4 ijazah lain")
    done = s.commit_selection(key, w.SECRETARY, clock=w.clock_at())
    assert isinstance(done, Refusal)
    assert done.code == "SELECTION_NOT_READY"
    assert "berkas “Ijazah” milik Calon 2 bukan lagi yang diunggah" in done.id


def test_a_file_behind_nothing_is_nobodys_business(key: str) -> None:
    number = s.candidates(key)[0].key
    spare = s.keep_document(key, number, "Surat lamaran", "a.pdf", w.PDF, w.SECRETARY)
    assert isinstance(spare, Document)
    document_path(spare.name).unlink()
    assert s.changed_files(key) == {spare.name}
    assert s.exchanged(key) == (), "also where another document has the same bytes"
