"""Drafting and sealing with the real bank, key files and signature."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from django.db import DatabaseError, connection, transaction

from takar.accounts.models import Change
from takar.forms import public as forms
from takar.forms.actions.save_blueprint import save_blueprint
from takar.forms.models import Blueprint, Form, FormPackage, KeySet
from takar.forms.strongbox import KEY_FILE, Sealed, Strongbox
from takar.items.models import ItemVersion
from takar.items.public import entries_at, load_shipped_bank
from takar.kernel.canonical import digest
from takar.kernel.refusals import Refusal
from takar.ledger.public import OfficeSigner, OfficeVerifier

pytestmark = [pytest.mark.database, pytest.mark.django_db]


@pytest.fixture
def bank(db: None) -> None:
    load_shipped_bank("admin")
    forms.load_shipped_blueprints("admin")


def _draft(code: str = "latihan-24", seed: str = "uji") -> Form:
    form = forms.make_form_from_blueprint(code, "penyusun", seed=seed)
    assert isinstance(form, Form)
    return form


def test_shipped_blueprints_are_loaded_once(bank: None) -> None:
    assert forms.load_shipped_blueprints("admin") == ()
    assert set(Blueprint.objects.values_list("code", flat=True)) == {
        "latihan-24",
        "pemetaan-240",
        "potensi-150",
    }


@pytest.mark.usefixtures("bank")
def test_the_mapping_form_has_240_items_of_all_scales(tmp_path: Path) -> None:
    form = _draft("pemetaan-240")
    sealed = forms.seal_form(form.id, "admin", keys_folder=tmp_path)
    assert isinstance(sealed, forms.SealedForm)
    assert (sealed.items, sealed.minutes) == (240, 190)
    assert [section["code"] for section in sealed.sections] == ["A", "B", "C"]
    keys = forms.keys_of(form.id, tmp_path)
    assert len({key.scale for key in keys}) == 17
    assert len({key.salt for key in keys}) == 240


@pytest.mark.usefixtures("bank")
def test_the_same_seed_drafts_the_same_items() -> None:
    assert _draft().items == _draft().items
    assert _draft(seed="lain").items != _draft().items


@pytest.mark.usefixtures("bank")
def test_a_sealed_form_is_signed_and_its_keys_are_committed(tmp_path: Path) -> None:
    form = _draft()
    sealed = forms.seal_form(form.id, "admin", keys_folder=tmp_path)
    assert isinstance(sealed, forms.SealedForm)
    verifier = OfficeVerifier.load(OfficeSigner.load(tmp_path).public_file)
    assert verifier.verify(sealed.digest, sealed.signature)
    package = json.loads(forms.package_json(form.id))
    assert digest(package["content"]) == package["digest"] == sealed.digest
    keys = forms.keys_of(form.id, tmp_path)
    assert forms.key_root(keys) == sealed.key_root
    listed = [item["id"] for section in package["content"]["sections"] for item in section["items"]]
    assert [key.item for key in keys] == listed
    assert forms.sealed_forms() == (forms.sealed_form(form.id),)
    assert forms.form_by_digest(sealed.digest) == sealed
    assert Change.objects.filter(action="forms.seal", subject=f"form:{form.id}").count() == 1


@pytest.mark.usefixtures("bank")
def test_a_sealed_form_keeps_the_versions_that_were_drafted(tmp_path: Path) -> None:
    form = _draft()
    code, number = form.items[0]
    wanted = entries_at([(code, number)])[(code, number)]
    newer = ItemVersion.objects.get(item_id=code, number=number)
    newer.pk, newer.number, newer.key = None, number + 1, {**newer.key, "weights": {}}
    newer.save()
    forms.seal_form(form.id, "admin", keys_folder=tmp_path)
    assert forms.keys_of(form.id, tmp_path)[0].weights == wanted.key.weights


@pytest.mark.usefixtures("bank")
def test_refusals_of_drafting_and_sealing(tmp_path: Path) -> None:
    form = _draft()
    forms.seal_form(form.id, "admin", keys_folder=tmp_path)
    refused = {
        "FORM_SEALED": forms.seal_form(form.id, "admin", keys_folder=tmp_path),
        "FORM_UNKNOWN": forms.seal_form("tidak-ada", "admin", keys_folder=tmp_path),
        "BLUEPRINT_UNKNOWN": forms.make_form_from_blueprint("tidak-ada", "admin"),
        "BLUEPRINT_EMPTY": forms.draft_form(forms.Blueprint("kosong", "Kosong", ()), "admin"),
    }
    for code, value in refused.items():
        assert isinstance(value, Refusal)
        assert value.code == code
    assert forms.sealed_form("tidak-ada") is None
    assert forms.form_by_digest("00") is None


def test_an_empty_bank_says_what_is_short(db: None) -> None:
    forms.load_shipped_blueprints("admin")
    refused = forms.make_form_from_blueprint("latihan-24", "admin")
    assert isinstance(refused, Refusal)
    assert refused.code == "FORM_SHORT"
    assert not Form.objects.exists()


@pytest.mark.usefixtures("bank")
def test_no_key_stands_readable_in_the_tables_of_forms(tmp_path: Path) -> None:
    form = _draft()
    forms.seal_form(form.id, "admin", keys_folder=tmp_path)
    assert b"weights" not in bytes(KeySet.objects.get(form_id=form.id).sealed)
    with connection.cursor() as cursor:
        for table in (Form._meta.db_table, FormPackage._meta.db_table):
            cursor.execute(f"SELECT * FROM {table}")
            assert "weights" not in str(cursor.fetchall())


def test_the_strongbox_opens_only_with_its_key_form_and_bytes(tmp_path: Path) -> None:
    box = Strongbox.open(tmp_path).close_on("a", b"rahasia")
    assert Strongbox.open(tmp_path).take_out("a", box) == b"rahasia"
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
    changed = Sealed(box.nonce, bytes([box.sealed[0] ^ 1]) + box.sealed[1:])
    for form_id, kept in (("b", box), ("a", changed)):
        with pytest.raises(InvalidTag):
            Strongbox.open(tmp_path).take_out(form_id, kept)
    with pytest.raises(InvalidTag):
        Strongbox.open(tmp_path / "lain").take_out("a", box)
    (tmp_path / KEY_FILE).write_bytes(b"rusak")
    with pytest.raises(ValueError, match="backup"):
        Strongbox.open(tmp_path)


def test_a_blueprint_is_replaced_and_the_change_recorded(db: None) -> None:
    pick = forms.Pick("P.01", "single_choice", 2)
    section = forms.Section("A", "A", "", 5, (pick,))
    for title in ("Satu", "Satu", "Dua"):
        save_blueprint(forms.Blueprint("uji", title, (section,)), "admin")
    assert Blueprint.objects.get(code="uji").title == "Dua"
    assert Change.objects.filter(action="forms.save_blueprint").count() == 2
    refused = save_blueprint(forms.Blueprint("uji", "", (section,)), "admin")
    assert isinstance(refused, tuple)
    assert refused[0].code == "BLUEPRINT_TITLE"


@pytest.mark.usefixtures("bank")
def test_forms_packages_and_keys_cannot_be_rewritten_in_the_database(tmp_path: Path) -> None:
    forms.seal_form(_draft().id, "admin", keys_folder=tmp_path)
    for change in (
        lambda: Form.objects.update(title="lain"),
        lambda: FormPackage.objects.update(digest="0" * 64),
        lambda: KeySet.objects.update(sealed=b""),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
