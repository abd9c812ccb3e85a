"""Signing in, passwords, users and the trail, through the pages."""

from __future__ import annotations

import pytest
from django.test import Client

from takar.accounts.models import Change, SignInFailure, User
from takar.accounts.public import create_user, record_change
from takar.kernel.refusals import Refusal

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PASSWORD = "sungai-tenang-42"
LOGIN = "/akun/masuk/"


def account(name: str, *roles: str, password: str | None = PASSWORD) -> User:
    made = create_user(name, roles, actor="uji", reason="surat tugas 1", password=password)
    assert not isinstance(made, Refusal)
    return made.user


@pytest.fixture
def admin() -> Client:
    client = Client()
    client.force_login(account("sistem", "system_admin"))
    return client


def test_passwords_are_kept_with_argon2id() -> None:
    assert account("ratna", "reader").password.startswith("argon2$argon2id$")


def test_signing_in_leads_to_where_one_wanted_to_go(client: Client) -> None:
    account("ratna", "auditor")
    answer = client.post(LOGIN, {"username": "ratna", "password": PASSWORD, "next": "/akun/jejak/"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/akun/jejak/")
    assert client.get("/akun/jejak/").status_code == 200


@pytest.mark.parametrize("elsewhere", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(client: Client, elsewhere: str) -> None:
    account("ratna", "reader")
    answer = client.post(LOGIN, {"username": "ratna", "password": PASSWORD, "next": elsewhere})
    assert answer.headers["Location"] == "/"


def test_five_failures_make_the_account_rest_at_that_address_only(client: Client) -> None:
    account("ratna", "reader")
    for _ in range(5):
        assert client.post(LOGIN, {"username": "Ratna", "password": "salah"}).status_code == 401
    right = {"username": "ratna", "password": PASSWORD}
    refused = client.post(LOGIN, right)
    assert refused.status_code == 401
    assert "Terlalu banyak percobaan" in refused.content.decode()
    assert client.post(LOGIN, right, REMOTE_ADDR="10.0.0.9").status_code == 302


def test_a_success_clears_the_failures(client: Client) -> None:
    account("ratna", "reader")
    client.post(LOGIN, {"username": "ratna", "password": "salah"})
    client.post(LOGIN, {"username": "ratna", "password": PASSWORD})
    assert not SignInFailure.objects.exists()


def test_a_disabled_account_cannot_sign_in(client: Client) -> None:
    user = account("ratna", "reader")
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.post(LOGIN, {"username": "ratna", "password": PASSWORD}).status_code == 401


def test_a_first_password_must_be_changed_before_anything_else(client: Client) -> None:
    user = account("ratna", "reader", password=None)
    client.force_login(user)
    assert client.get("/").headers["Location"] == "/akun/kata-sandi/"
    new = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert client.post("/akun/kata-sandi/", new).status_code == 302
    assert client.get("/").status_code == 200
    assert Change.objects.filter(action="change_own_password", actor="ratna").exists()


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("salah", "bukit-hijau-77", "bukit-hijau-77"),
        (PASSWORD, "bukit-hijau-77", "bukit-hijau-78"),
        (PASSWORD, "pendek", "pendek"),
        (PASSWORD, "1234567890123", "1234567890123"),
        (PASSWORD, "password1234", "password1234"),
    ],
)
def test_a_bad_new_password_is_refused(client: Client, old: str, new: str, again: str) -> None:
    user = account("ratna", "reader")
    client.force_login(user)
    answer = client.post("/akun/kata-sandi/", {"old": old, "new_password1": new, "new_password2": again})
    assert answer.status_code == 422
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_a_new_user_gets_a_password_once_and_a_line_in_the_trail(admin: Client) -> None:
    data = {"username": "dewi", "full_name": "Dewi Contoh", "roles": ["proctor"], "reason": "ST 800/2"}
    page = admin.post("/akun/pengguna/baru/", data)
    user = User.objects.get(username="dewi")
    assert user.must_change_password
    assert user.check_password(page.context["password"])
    line = Change.objects.get(subject="user:dewi")
    assert (line.actor, line.reason, line.after["roles"]) == ("sistem", "ST 800/2", ["proctor"])
    assert page.context["password"] not in str(line.after)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"roles": ["proctor", "reader"]}, "tidak boleh dirangkap"),
        ({"reason": "  "}, "Tuliskan alasan"),
        ({"username": "SISTEM"}, "sudah dipakai"),
        ({"username": "dua kata"}, "tanpa spasi"),
    ],
)
def test_what_may_not_be_is_refused(admin: Client, change: dict[str, object], code: str) -> None:
    data = {"username": "dewi", "roles": ["proctor"], "reason": "ST 800/2", **change}
    page = admin.post("/akun/pengguna/baru/", data)
    assert page.status_code == 422
    assert code in page.content.decode()
    assert User.objects.count() == 1


def test_roles_are_changed_with_before_and_after(admin: Client) -> None:
    user = account("dewi", "proctor")
    data = {"roles": ["technical_helper"], "active": "on", "full_name": "Dewi", "reason": "rotasi tugas"}
    assert admin.post(f"/akun/pengguna/{user.pk}/", data).status_code == 302
    line = Change.objects.get(action="change_user")
    assert (line.before["roles"], line.after["roles"]) == (["proctor"], ["technical_helper"])


def test_nobody_changes_his_own_roles_or_resets_his_own_password(admin: Client) -> None:
    own = User.objects.get(username="sistem")
    data = {"roles": ["reader"], "active": "on", "reason": "mau"}
    assert admin.post(f"/akun/pengguna/{own.pk}/", data).status_code == 422
    admin.post(f"/akun/pengguna/{own.pk}/kata-sandi/", {"reason": "mau"})
    own.refresh_from_db()
    assert own.roles == ["system_admin"]
    assert own.check_password(PASSWORD)


def test_a_reset_password_ends_in_a_new_first_password(admin: Client) -> None:
    user = account("dewi", "proctor")
    page = admin.post(f"/akun/pengguna/{user.pk}/kata-sandi/", {"reason": "lupa"})
    user.refresh_from_db()
    assert user.check_password(page.context["password"])
    assert user.must_change_password


def test_the_trail_is_filtered_and_exported(client: Client) -> None:
    client.force_login(account("auditor", "auditor"))
    record_change("dewi", "extend_time", "sitting:1", reason="listrik", before={"m": 0}, after={"m": 10})
    record_change("budi", "start_session", "session:1", reason="=1+1")
    page = client.get("/akun/jejak/?actor=dewi")
    assert [(line.actor, differences) for line, differences in page.context["lines"]] == [
        ("dewi", [("m", "0", "10")])
    ]
    assert "Tidak ada perubahan" in client.get("/akun/jejak/?since=2200-01-01").content.decode()
    text = b"".join(client.get("/akun/jejak/jejak.csv?actor=budi").streaming_content).decode("utf-8-sig")
    header, row = text.splitlines()
    assert header.startswith("waktu;pelaku;tindakan")
    assert row.split(";")[1:5] == ["budi", "start_session", "session:1", "'=1+1"]
    assert Change.objects.filter(action="export_trail", actor="auditor").exists()


def test_a_refused_page_names_who_may(client: Client) -> None:
    client.force_login(account("dewi", "proctor"))
    page = client.get("/akun/pengguna/")
    assert page.status_code == 403
    assert "Pengelola sistem" in page.content.decode()
