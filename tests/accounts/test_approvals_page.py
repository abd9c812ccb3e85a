"""The second person's page, with a kind of request that the test registers itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from takar.accounts import approval_kinds
from takar.accounts.actions.decide_request import decide_request
from takar.accounts.models import Approval, Change, User
from takar.accounts.public import ApprovalKind, ask_approval, decidable_by, register_approval
from takar.kernel.clock import Clock
from takar.kernel.refusals import Refusal

pytestmark = [pytest.mark.database, pytest.mark.django_db]
PAGE = "/akun/persetujuan/"
CANNOT = Refusal("CANNOT", "Tidak dapat.", "Cannot.")


def _run(row: Approval, clock: Clock) -> Refusal | None:
    if row.subject == "uji:gagal":
        return CANNOT
    Change.objects.create(at=clock(), actor=row.decided_by, action="sheet.lock", subject=row.subject)
    return None


@pytest.fixture(autouse=True)
def kind() -> Iterator[None]:
    register_approval(
        ApprovalKind(
            code="uji",
            label=("Buka kembali uji", "Reopen the trial"),
            effect=("uji terbuka.", "the trial opens."),
            run=_run,
            subject=lambda row: (f"Perihal {row.subject}", f"About {row.subject}"),
            open_to=lambda row, user: user.username != "buta",
        )
    )
    yield
    del approval_kinds._KINDS["uji"]


def user(name: str, *roles: str) -> User:
    return User.objects.create(username=name, roles=list(roles))


def asked(by: User, subject: str = "uji:1") -> Approval:
    row = ask_approval("uji", subject, reason="salah ketik", asked_by=by)
    assert isinstance(row, Approval)
    return row


def browser(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def done() -> list[str]:
    return list(Change.objects.filter(action="sheet.lock").values_list("subject", flat=True))


def test_another_person_approves_and_it_is_done() -> None:
    row, second = asked(user("a", "assessor")), browser(user("b", "lead_assessor"))
    page = second.get(PAGE).content.decode()
    for words in ("Buka kembali uji", "Perihal uji:1", "salah ketik", "Diminta a", "Setujui sebagai b"):
        assert words in page
    second.post(f"{PAGE}{row.pk}/", {"answer": "approve"})
    assert done() == ["uji:1"]
    assert "disetujui" in second.get(PAGE).content.decode()


def test_declining_does_nothing() -> None:
    row, second = asked(user("a", "assessor")), browser(user("b", "lead_assessor"))
    second.post(f"{PAGE}{row.pk}/", {"answer": "decline"})
    row.refresh_from_db()
    assert (row.approved, done()) == (False, [])


def test_ones_own_request_is_shown_with_who_may_and_cannot_be_decided() -> None:
    asker = user("a", "lead_assessor")
    row = asked(asker)
    page = browser(asker).get(PAGE).content.decode()
    assert "Permintaan Anda sendiri" in page
    assert "Sekretaris panitia seleksi" in page
    assert "Setujui sebagai" not in page
    browser(asker).post(f"{PAGE}{row.pk}/", {"answer": "approve"})
    assert (done(), decidable_by(asker)) == ([], 0)


def test_what_the_deed_refuses_undoes_the_approval() -> None:
    row, second = asked(user("a", "assessor"), "uji:gagal"), user("b", "lead_assessor")
    assert decide_request(row.pk, approve=True, decided_by=second) == CANNOT
    row.refresh_from_db()
    assert (row.decided_at, row.approved) == (None, None)


def test_who_may_not_know_of_a_request_sees_and_counts_nothing() -> None:
    row, blind = asked(user("a", "assessor")), user("buta", "lead_assessor")
    assert "Perihal" not in browser(blind).get(PAGE).content.decode()
    refused = decide_request(row.pk, approve=True, decided_by=blind)
    assert isinstance(refused, Refusal)
    assert (refused.code, decidable_by(blind)) == ("APPROVAL_UNKNOWN", 0)


def test_unknown_and_unregistered_requests_are_not_decided_here() -> None:
    asker, second = user("a", "assessor"), user("b", "lead_assessor")
    row = ask_approval("halaman lain", "x:1", reason="ada", asked_by=asker)
    assert isinstance(row, Approval)
    for number in (row.pk, 0):
        refused = decide_request(number, approve=True, decided_by=second)
        assert isinstance(refused, Refusal)
        assert refused.code == "APPROVAL_UNKNOWN"


def test_the_count_is_on_the_first_page_and_two_kinds_never_share_a_code() -> None:
    asked(user("a", "assessor"))
    second = user("b", "lead_assessor")
    assert decidable_by(second) == 1
    assert "menunggu persetujuan Anda" in browser(second).get("/").content.decode()
    other = approval_kinds.approval_kind("uji")
    assert other is not None
    assert register_approval(other) is other
    with pytest.raises(ValueError, match="uji"):
        register_approval(ApprovalKind("uji", ("", ""), ("", ""), _run, lambda row: ("", "")))
