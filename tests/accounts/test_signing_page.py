from __future__ import annotations

import pytest
from django.test import Client

from takar.accounts.actions.signing import sign
from takar.accounts.models import Change, SigningKey, User
from takar.accounts.pages.signing import fingerprint

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAGE = "/akun/kunci-tanda-tangan/"
PASSWORD, PHRASE = "sungai-tenang-42", "ember langit kancil meja"


@pytest.fixture
def user() -> User:
    return User.objects.create_user("asesor", password=PASSWORD, roles=["assessor"])


@pytest.fixture
def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def made(browser: Client, phrase: str = PHRASE, again: str | None = None, **more: str) -> int:
    sent = {"passphrase": phrase, "again": phrase if again is None else again, "password": PASSWORD, **more}
    return browser.post(PAGE, sent).status_code


def test_one_makes_a_key_and_reads_its_fingerprint(browser: Client, user: User) -> None:
    assert "belum mempunyai kunci" in browser.get(PAGE).content.decode()
    assert made(browser) == 302
    row = SigningKey.objects.get()
    page = browser.get(PAGE).content.decode()
    assert fingerprint(bytes.fromhex(row.public)) in page
    assert isinstance(sign(user, PHRASE, "t", b"x"), dict)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"phrase": "pendek"}, "paling sedikit 8"),
        ({"again": "lain sekali ini"}, "tidak sama"),
        ({"password": "salah"}, "Kata sandi akun Anda tidak cocok"),
        ({"phrase": PASSWORD}, "sama dengan kata sandi"),
    ],
)
def test_what_is_wrong_is_said_and_makes_no_key(browser: Client, sent: dict[str, str], words: str) -> None:
    phrase = sent.pop("phrase", PHRASE)
    body = {"passphrase": phrase, "again": phrase, "password": PASSWORD, **sent}
    answer = browser.post(PAGE, body)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert phrase not in answer.content.decode()
    assert not SigningKey.objects.exists()


def test_a_new_key_needs_the_old_one_given_up_and_both_stay_in_the_history(browser: Client) -> None:
    assert (made(browser), made(browser), made(browser, replace="on")) == (302, 422, 302)
    page = browser.get(PAGE).content.decode()
    for row in SigningKey.objects.all():
        assert fingerprint(bytes.fromhex(row.public)) in page
    assert SigningKey.objects.filter(retired_at=None).count() == 1


def test_the_passphrase_is_kept_nowhere(browser: Client) -> None:
    made(browser)
    kept = [*SigningKey.objects.values(), *Change.objects.values()]
    assert PHRASE not in repr(kept)
