"""Adding, revising, reviewing, retiring; loading the shipped bank."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from takar.accounts.models import Change
from takar.items.actions.add_items import Added, add_items
from takar.items.actions.load_shipped_bank import load_shipped_bank
from takar.items.actions.retire_item import retire_item
from takar.items.actions.review_item import review_item
from takar.items.actions.revise_item import revise_item
from takar.items.bank.shipped import shipped_entries
from takar.items.domain.generators import generate
from takar.items.domain.item import Entry
from takar.items.domain.scales import Family
from takar.items.models import Item, ItemVersion, Review
from takar.items.queries import entries_at, entry_of, newest_entries, reviewed_entries, stock
from takar.kernel.refusals import Refusal

pytestmark = [pytest.mark.database, pytest.mark.django_db]
ENTRIES = generate(Family.SERIES, 3, "uji")


def _first() -> Entry:
    add_items(ENTRIES, "penulis", origin="uji")
    return newest_entries([ENTRIES[0].item.id])[ENTRIES[0].item.id]


def _reworded(entry: Entry, stem: str = "Bilangan apa yang berikutnya?") -> Entry:
    return replace(entry, item=replace(entry.item, stem=stem))


def test_items_are_added_once_as_drafts() -> None:
    first = add_items(ENTRIES, "penulis", origin="uji")
    again = add_items(ENTRIES, "penulis", origin="uji")
    assert isinstance(first, Added)
    assert isinstance(again, Added)
    assert (len(first.added), len(again.unchanged)) == (3, 3)
    assert set(Item.objects.values_list("status", flat=True)) == {"draft"}
    assert Change.objects.filter(action="items.add").count() == 1


def test_a_changed_entry_becomes_a_new_draft_version() -> None:
    entry = _first()
    review_item(entry.item.id, 1, "penelaah")
    done = add_items([_reworded(entry)], "penulis", origin="uji")
    assert isinstance(done, Added)
    assert done.changed == (entry.item.id,)
    item = Item.objects.get(id=entry.item.id)
    assert (item.version, item.status) == (2, "draft")
    old, new = item.versions.order_by("number")
    assert entry_of(old).item.stem != entry_of(new).item.stem
    assert new.content["version"] == 2


def test_one_faulty_entry_keeps_all_out() -> None:
    refused = add_items([*ENTRIES, _reworded(ENTRIES[0], "")], "penulis", origin="uji")
    assert isinstance(refused, Refusal)
    assert refused.data["item"] == ENTRIES[0].item.id
    assert not Item.objects.exists()


def test_review_needs_another_person_and_the_newest_version() -> None:
    entry = _first()
    code = entry.item.id
    for refused, wanted in (
        (review_item("TIDAK-ADA", 1, "penelaah"), "ITEM_UNKNOWN"),
        (review_item(code, 2, "penelaah"), "ITEM_VERSION_OLD"),
        (review_item(code, 1, "penulis"), "ITEM_OWN_REVIEW"),
    ):
        assert isinstance(refused, Refusal)
        assert refused.code == wanted
    assert isinstance(review_item(code, 1, "penelaah", note="baik"), Review)
    again = review_item(code, 1, "penelaah")
    assert isinstance(again, Refusal)
    assert again.code == "ITEM_NOT_DRAFT"
    assert [e.item.id for e in reviewed_entries("P.01", "single_choice", "series")] == [code]


def test_the_database_itself_refuses_a_review_by_the_author() -> None:
    entry = _first()
    version = ItemVersion.objects.get(item_id=entry.item.id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Review.objects.create(version=version, author="a", reviewer="a", at=version.at)


def test_revising_asks_for_a_reason_a_change_and_the_version_seen() -> None:
    entry = _first()
    changed = _reworded(entry)
    refusals = {
        "ITEM_REASON_MISSING": revise_item(changed, "b", reason=" ", base=1),
        "ITEM_VERSION_OLD": revise_item(changed, "b", reason="salah ketik", base=4),
        "ITEM_SAME": revise_item(entry, "b", reason="salah ketik", base=1),
        "ITEM_STEM_EMPTY": revise_item(_reworded(entry, ""), "b", reason="salah ketik", base=1),
        "ITEM_UNKNOWN": revise_item(generate(Family.SERIES, 1, "lain")[0], "b", reason="x", base=1),
    }
    for code, refused in refusals.items():
        assert isinstance(refused, tuple)
        assert refused[0].code == code
    done = revise_item(changed, "b", reason="salah ketik", base=1)
    assert isinstance(done, ItemVersion)
    assert (done.number, done.author) == (2, "b")
    assert Change.objects.get(action="items.revise").reason == "salah ketik"


def test_retiring_needs_a_reason_and_happens_once() -> None:
    entry = _first()
    codes = []
    for refused in (
        retire_item(entry.item.id, "a", reason=""),
        retire_item("TIDAK-ADA", "a", reason="bocor"),
    ):
        assert isinstance(refused, Refusal)
        codes.append(refused.code)
    assert codes == ["ITEM_REASON_MISSING", "ITEM_UNKNOWN"]
    assert isinstance(retire_item(entry.item.id, "a", reason="bocor"), Item)
    again = retire_item(entry.item.id, "a", reason="bocor")
    assert isinstance(again, Refusal)
    assert again.code == "ITEM_RETIRED"


def test_the_shipped_bank_loads_once_and_leaves_the_work_of_staff_alone() -> None:
    done = load_shipped_bank("admin")
    assert isinstance(done, Added)
    assert len(done.added) == len(shipped_entries())
    assert len(reviewed_entries()) == len(done.added)
    again = load_shipped_bank("admin")
    assert isinstance(again, Added)
    assert (again.added, again.changed) == ((), ())

    code = "LKT-P01-01"
    own = _reworded(newest_entries([code])[code], "Saya senang berpikir.")
    revise_item(own, "penulis", reason="lebih ringkas", base=1)
    retire_item("LKT-P01-02", "penulis", reason="mirip butir lain")
    load_shipped_bank("admin")
    assert Item.objects.get(id=code).status == "draft"
    assert Item.objects.get(id="LKT-P01-02").status == "retired"


def test_old_versions_stay_reachable_and_counts_add_up() -> None:
    entry = _first()
    revise_item(_reworded(entry), "b", reason="ringkas", base=1)
    places = [(entry.item.id, 1), (entry.item.id, 2)]
    found = entries_at(places)
    assert found[places[0]].item.stem != found[places[1]].item.stem
    with pytest.raises(KeyError):
        entries_at([(entry.item.id, 9)])
    (row,) = stock()
    assert (row.scale, row.draft, row.reviewed, row.total) == ("P.01", 3, 0, 3)


def test_versions_and_reviews_cannot_be_rewritten_in_the_database() -> None:
    entry = _first()
    review_item(entry.item.id, 1, "penelaah")
    for rows in (ItemVersion.objects.all(), Review.objects.all()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows.update(author="lain")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            rows._raw_delete(rows.db)
