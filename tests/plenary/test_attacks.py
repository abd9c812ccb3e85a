"""Somebody with the database's password changes a plenary: every change is found."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from takar.exercises.models import SheetEvent
from takar.ledger.public import PLENO_TYPE, key_id, sign_envelope
from takar.plenary import public as plenary
from takar.plenary.books import read_book
from takar.plenary.documents import payload_of
from takar.plenary.domain.codec import START, link
from takar.plenary.models import LoggedLeaf, Objection, Plenary, PlenaryEvent
from takar.selection.models import ComponentEntry
from tests.append_only import triggers_off
from tests.plenary.story import Story
from tests.plenary.world import ANNOUNCED, people_of, world

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def story() -> Story:
    made = Story(world({"J1": people_of(3)}))
    made.come()
    made.settle("J1", no=("a2",))
    made.signed("a5")
    made.ok(plenary.hand_over, "Wali Kota", "800/1")
    assert plenary.check_plenary(made.id) == ()
    return made


def found(story: Story) -> set[str]:
    return {one.code for one in plenary.check_plenary(story.id)}


def forge(story: Story, kind: str, change: Callable[[dict[str, Any]], Any], *, mend: bool = False) -> None:
    """Change the last event of a kind; `mend` recomputes the whole hash chain afterwards, as a careful forger would."""
    row = PlenaryEvent.objects.filter(plenary=story.id, kind=kind).latest("ordinal")
    body = dict(row.body)
    change(body)
    with triggers_off(connection):
        PlenaryEvent.objects.filter(pk=row.pk).update(body=body)
        if mend:
            rechain(story)


def rechain(story: Story) -> None:
    head = START
    for one in read_book(Plenary.objects.get(pk=story.id)).noted:
        head = link(head, story.id, one.ordinal, one.event, one.actor)
        PlenaryEvent.objects.filter(plenary=story.id, ordinal=one.ordinal).update(chain=head.hex())


def add(story: Story, kind: str, body: dict[str, Any]) -> None:
    last = PlenaryEvent.objects.filter(plenary=story.id).latest("ordinal")
    with triggers_off(connection):
        PlenaryEvent.objects.create(
            plenary_id=story.id, ordinal=last.ordinal + 1, request="penyusup-0000000001", actor="penyusup",
            at_ms=last.at_ms + 1, kind=kind, body=body, chain="0" * 64,
        )  # fmt: skip
        rechain(story)


def test_the_tables_refuse_changes_by_themselves(story: Story) -> None:
    with pytest.raises(Exception, match="append-only"):
        PlenaryEvent.objects.filter(plenary=story.id).update(actor="x")


def test_a_changed_vote_is_found(story: Story) -> None:
    forge(story, "voted", lambda body: body.update(choice="no"))
    assert "EVENT_CHANGED" in found(story)


def test_a_changed_vote_in_a_mended_chain_is_found_by_its_count_and_by_the_signed_minutes(
    story: Story,
) -> None:
    forge(story, "voted", lambda body: body.update(choice="no"), mend=True)
    assert {"EVENT_IMPOSSIBLE", "MINUTES_CHANGED"} <= found(story)
    assert "EVENT_CHANGED" not in found(story)


def test_a_dissent_that_was_silenced_is_found(story: Story) -> None:
    row = PlenaryEvent.objects.get(plenary=story.id, kind="voted", body__choice="no")
    with triggers_off(connection):
        PlenaryEvent.objects.filter(pk=row.pk).update(body={**row.body, "dissent": ""})
        rechain(story)
    assert found(story) == {"MINUTES_CHANGED"}


def test_a_removed_event_is_found(story: Story) -> None:
    with triggers_off(connection):
        PlenaryEvent.objects.filter(plenary=story.id, kind="refused_to_sign").delete()
    assert {"EVENT_CHANGED", "EVENT_IMPOSSIBLE"} <= found(story)


def test_a_vote_after_the_end_is_found(story: Story) -> None:
    motion = next(iter(story.book.state.motions))
    add(story, "voted", {"motion": motion, "member": "a1", "choice": "no", "dissent": ""})
    assert "EVENT_IMPOSSIBLE" in found(story)


def test_an_event_that_nobody_can_read_is_found(story: Story) -> None:
    add_unreadable(story)
    assert found(story) == {"EVENT_CHANGED"}


def add_unreadable(story: Story) -> None:
    with triggers_off(connection):
        PlenaryEvent.objects.filter(plenary=story.id, kind="closed").update(kind="lain")


def test_a_changed_figure_of_the_table_is_found(story: Story) -> None:
    table = Plenary.objects.get(pk=story.id).table
    table["posts"][0]["entrants"][2]["values"]["paper"] = "99.00"
    _replace(story, table)
    assert {"TABLE_NOT_RECOMPUTED", "INPUT_CHANGED"} <= found(story)


def test_a_table_that_was_changed_everywhere_still_has_another_root(story: Story) -> None:
    from takar.plenary.domain.codec import read_table
    from takar.plenary.domain.table import rows_of

    table = Plenary.objects.get(pk=story.id).table
    table["posts"][0]["entrants"][2]["values"]["paper"] = "99.00"
    fresh = rows_of(read_table(table["posts"][0]))
    table["rows"] = [{**row, "salt": old["salt"]} for row, old in zip(fresh, table["rows"], strict=True)]
    _replace(story, table)
    assert "TABLE_CHANGED" in found(story)
    assert "TABLE_NOT_RECOMPUTED" not in found(story)


def test_a_changed_ranking_in_the_rows_is_found(story: Story) -> None:
    table = Plenary.objects.get(pk=story.id).table
    table["rows"][2]["rank"], table["rows"][0]["rank"] = 1, 3
    _replace(story, table)
    assert {"TABLE_CHANGED", "TABLE_NOT_RECOMPUTED"} <= found(story)


def test_other_minutes_under_the_same_signatures_are_found(story: Story) -> None:
    forge(story, "ended", lambda body: body.update(minutes="f" * 64), mend=True)
    assert {"MINUTES_CHANGED", "SIGNATURE_FORGED", "LEAF_DIFFERS"} <= found(story)


def test_a_forged_signature_is_found(story: Story) -> None:
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    envelope = sign_envelope(PLENO_TYPE, payload_of(story.book), [(public, key.sign)])
    signature = envelope["signatures"][0]["sig"]  # type: ignore[index,call-overload]
    forge(story, "signed", lambda body: body.update(key=key_id(public), signature=signature), mend=True)
    assert {"SIGNATURE_FORGED", "LEAF_DIFFERS"} <= found(story)


def test_a_broken_signature_is_found(story: Story) -> None:
    junk = base64.b64encode(b"x" * 64).decode()
    forge(story, "signed", lambda body: body.update(signature=junk), mend=True)
    assert "SIGNATURE_FORGED" in found(story)


def test_a_signature_replayed_from_another_plenary_is_found(story: Story) -> None:
    again = Story(story.world)
    again.come()
    again.settle("J1")
    again.signed()
    old = story.book.state.signatures["a4"]
    forge(
        again,
        "signed",
        lambda body: body.update(key=old.key, signature=old.signature, member="a4"),
        mend=True,
    )
    assert "SIGNATURE_FORGED" in found(again)


def test_a_key_that_was_put_into_the_row_is_found_by_the_log(story: Story) -> None:
    """The panel's keys stand in the log as well: the joined envelope there is signed by others."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    terms = Plenary.objects.get(pk=story.id).terms
    terms["panel"]["a4"] = public.hex()
    with triggers_off(connection):
        Plenary.objects.filter(pk=story.id).update(terms=terms)
    envelope = sign_envelope(PLENO_TYPE, payload_of(story.book), [(public, key.sign)])
    signature = envelope["signatures"][0]["sig"]  # type: ignore[index,call-overload]
    forge(story, "signed", lambda body: body.update(key=key_id(public), signature=signature), mend=True)
    assert "LEAF_DIFFERS" in found(story)


def test_a_plenary_that_is_not_in_the_log_is_found(story: Story) -> None:
    with triggers_off(connection):
        LoggedLeaf.objects.all().delete()
    assert found(story) == {"LEAF_MISSING"}
    assert plenary.log_leaves(story.id) is None
    assert found(story) == set()


def test_a_leaf_that_says_something_else_is_found(story: Story) -> None:
    with triggers_off(connection):
        LoggedLeaf.objects.update(index=0)
    assert found(story) == {"LEAF_DIFFERS"}


def test_a_figure_that_changes_after_the_opening_is_an_alarm(story: Story) -> None:
    ComponentEntry.objects.filter(candidate__nip=story.world.nips["Calon 3"], component="paper").update(
        value="99"
    )
    assert found(story) == {"INPUT_CHANGED"}
    assert "Calon 3" in plenary.check_plenary(story.id)[0].id


def test_a_changed_objection_is_found(story: Story) -> None:
    story.now = ANNOUNCED
    story.ok(plenary.release)
    story.ok(plenary.file_objection, story.world.nips["Calon 3"], "J1", "Makalah saya")
    assert found(story) == set()
    with triggers_off(connection):
        Objection.objects.update(text="Saya menerima hasilnya")
    assert found(story) == {"OBJECTION_CHANGED"}


def test_a_changed_rating_is_no_quiet_change(story: Story) -> None:
    with triggers_off(connection):
        SheetEvent.objects.filter(sheet__nip=story.world.nips["Calon 1"]).update(at_ms=1)
    assert "INPUT_CHANGED" in found(story)


def _replace(story: Story, table: dict[str, Any]) -> None:
    with triggers_off(connection):
        Plenary.objects.filter(pk=story.id).update(table=json.loads(json.dumps(table)))
