from __future__ import annotations

import os
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import transaction

from takar.accounts.public import record_change
from takar.forms.domain.package import SaltedKey, key_root, key_set, salted_key
from takar.forms.models import Form, FormPackage, KeySet
from takar.forms.queries import SealedForm, sealed_form
from takar.forms.strongbox import Strongbox
from takar.items.public import entries_at
from takar.kernel.canonical import canonical, digest
from takar.kernel.clock import Clock, utc_now
from takar.kernel.ids import RandomBytes
from takar.kernel.refusals import Refusal
from takar.ledger.public import OfficeSigner

_SALT_BYTES = 32


class Signer(Protocol):
    def sign(self, digest: str) -> str: ...


def seal_form(
    form_id: str,
    actor: str,
    *,
    signer: Signer | None = None,
    keys_folder: Path | None = None,
    clock: Clock = utc_now,
    random_bytes: RandomBytes = os.urandom,
) -> SealedForm | Refusal:
    """Freeze a drafted form for good: sign its digest, salt and encrypt its keys, commit to them by a root.

    Refuses FORM_UNKNOWN and FORM_SEALED. Raises nothing else but faults of disk and database.
    """
    folder = keys_folder or settings.TAKAR.keys
    with transaction.atomic():
        form = Form.objects.select_for_update().filter(id=form_id).first()
        if form is None:
            return _unknown(form_id)
        if FormPackage.objects.filter(form=form).exists():
            return _sealed_already(form)
        keys = _keys(form, random_bytes)
        content_digest = digest(form.content)
        _store_keys(form_id, content_digest, keys, folder, clock, random_bytes)
        FormPackage.objects.create(
            form=form,
            digest=content_digest,
            signature=(signer or OfficeSigner.load(folder)).sign(content_digest),
            key_root=key_root(keys),
            sealed_by=actor,
            at=clock(),
        )
        record_change(actor, "forms.seal", f"form:{form_id}", after={"digest": content_digest}, clock=clock)
    done = sealed_form(form_id)
    assert done is not None
    return done


def _keys(form: Form, random_bytes: RandomBytes) -> tuple[SaltedKey, ...]:
    """From the very versions that were picked, even if the bank has moved on. What is written freely has no key."""
    versions = [(str(code), int(number)) for code, number in form.items]
    entries = entries_at(versions)
    return tuple(
        salted_key({**entries[place].key.as_json(), "salt": random_bytes(_SALT_BYTES).hex()})
        for place in versions
        if entries[place].item.task is None
    )


def _store_keys(
    form_id: str,
    content_digest: str,
    keys: tuple[SaltedKey, ...],
    folder: Path,
    clock: Clock,
    random_bytes: RandomBytes,
) -> None:
    plain = canonical(key_set(form_id, content_digest, keys))
    box = Strongbox.open(folder, random_bytes).close_on(form_id, plain, random_bytes)
    KeySet.objects.create(form_id=form_id, nonce=box.nonce, sealed=box.sealed, at=clock())


def _unknown(form_id: str) -> Refusal:
    return Refusal(
        "FORM_UNKNOWN",
        f"Naskah {form_id} tidak ada. Pilihlah dari daftar naskah.",
        f"There is no form {form_id}. Choose one from the list of forms.",
    )


def _sealed_already(form: Form) -> Refusal:
    return Refusal(
        "FORM_SEALED",
        f"Naskah {form.id} sudah disegel dan tidak dapat disegel lagi. Buatlah naskah baru bila isinya harus berbeda.",
        f"Form {form.id} is sealed already. Make a new form if its content must differ.",
    )
