from __future__ import annotations

import pytest
from django.db import IntegrityError

from takar.accounts.actions.signing import make_signing_key, sign, signing_key_of
from takar.accounts.models import Change, SigningKey, User
from takar.kernel.refusals import Refusal
from takar.ledger.public import key_id, signed_by

pytestmark = [pytest.mark.database, pytest.mark.django_db]
TYPE = "application/vnd.takar.rating+json"
PHRASE = "kopi pahit di pagi hari"


@pytest.fixture
def assessor() -> User:
    return User.objects.create(username="asesor1", roles=["proctor"])


def test_signs_with_the_passphrase_and_with_nothing_else(assessor: User) -> None:
    made = make_signing_key(assessor, PHRASE)
    public = signing_key_of(assessor)
    assert public is not None
    assert made == key_id(public)
    envelope = sign(assessor, PHRASE, TYPE, b"nilai")
    assert not isinstance(envelope, Refusal)
    assert signed_by(envelope, TYPE, [public]) == (b"nilai", {made})
    wrong = sign(assessor, PHRASE.upper(), TYPE, b"nilai")
    assert isinstance(wrong, Refusal)
    assert wrong.code == "PASSPHRASE_WRONG"


def test_without_a_key_nothing_is_signed(assessor: User) -> None:
    refusal = sign(assessor, PHRASE, TYPE, b"x")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "SIGNING_KEY_MISSING"
    assert signing_key_of(assessor) is None


def test_a_short_passphrase_is_refused(assessor: User) -> None:
    refusal = make_signing_key(assessor, "pendek")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "PASSPHRASE_SHORT"
    assert not SigningKey.objects.exists()


def test_a_new_key_retires_the_old_one_and_the_trail_names_it(assessor: User) -> None:
    first, second = make_signing_key(assessor, PHRASE), make_signing_key(assessor, PHRASE + "!")
    assert first != second
    assert SigningKey.objects.filter(user=assessor, retired_at=None).count() == 1
    assert [row.after for row in Change.objects.order_by("id")] == [{"key": first}, {"key": second}]
    assert not any(PHRASE in str(row.after) for row in Change.objects.all())


def test_the_database_keeps_one_key_in_use(assessor: User) -> None:
    make_signing_key(assessor, PHRASE)
    row = SigningKey.objects.get()
    with pytest.raises(IntegrityError):
        SigningKey.objects.create(user=assessor, public="0" * 64, salt="", wrapped="", made_at=row.made_at)


def test_another_persons_passphrase_opens_nothing(assessor: User) -> None:
    other = User.objects.create(username="asesor2", roles=["proctor"])
    make_signing_key(assessor, PHRASE)
    make_signing_key(other, PHRASE)
    mine, his = SigningKey.objects.get(user=assessor), SigningKey.objects.get(user=other)
    SigningKey.objects.filter(pk=mine.pk).update(wrapped=his.wrapped, salt=his.salt)
    refusal = sign(assessor, PHRASE, TYPE, b"x")
    assert isinstance(refusal, Refusal)
    assert refusal.code == "PASSPHRASE_WRONG"
