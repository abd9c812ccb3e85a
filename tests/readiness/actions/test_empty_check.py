"""People go, figures stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from takar.accounts.public import recent_changes
from takar.kernel.refusals import Refusal
from takar.readiness import storage
from takar.readiness.actions.empty_check import ALREADY_EMPTIED, KEPT_DAYS, empty_check
from takar.readiness.actions.run_check import run_check
from takar.readiness.actions.upload_check import upload_check
from takar.readiness.actions.upload_delivery import upload_delivery
from takar.readiness.models import Check, CheckState, Chunk, Delivery, Fill, HoledPerson, Remark, Unit
from takar.readiness.public import latest_check
from tests.readiness.lists import TODAY, checked, chunks, person, write_list
from tests.readiness.returning import deliver, fill, sheet_of

pytestmark = [pytest.mark.database, pytest.mark.django_db]

PEOPLE = (Chunk, Delivery, Fill, HoledPerson, Remark, Unit)


@pytest.fixture
def check(tmp_path: Path) -> Check:
    check = checked(write_list(tmp_path / "a.xlsx", [person(0, GOL_AKHIR_NAMA=""), person(1)]))
    sheet = sheet_of(check, "Dinas Contoh 0")
    fill(sheet, "PEGAWAI CONTOH 0", {"GOL AKHIR NAMA": "III/a"})
    deliver(check, tmp_path, sheet)
    check.refresh_from_db()
    return check


def test_everything_about_people_goes(check: Check) -> None:
    assert all(table.objects.exists() for table in PEOPLE)
    storage.made_path(check.pk, "units.zip").write_bytes(b"x")
    assert empty_check(check, actor="sari", reason="selesai") is None
    assert not any(table.objects.exists() for table in PEOPLE)
    assert not storage.made_path(check.pk, "units.zip").exists()
    check.refresh_from_db()
    assert check.state == CheckState.EMPTIED
    assert check.figures["people"] == 2
    summary = latest_check()
    assert summary
    assert (summary.first_share, summary.share) == (50.0, 100.0)
    assert recent_changes(limit=1)[0].action == "readiness.empty"


def test_it_is_done_once(check: Check) -> None:
    empty_check(check, actor="sari")
    assert empty_check(check, actor="sari") is ALREADY_EMPTIED
    check.refresh_from_db()
    refused = upload_delivery(check, "x", iter([b"x"]), delivered_by="Budi", actor="sari")
    assert refused is ALREADY_EMPTIED


def test_old_checks_lose_their_people_when_the_next_list_comes(check: Check, tmp_path: Path) -> None:
    late = datetime.now(UTC) + timedelta(days=KEPT_DAYS + 1)
    path = write_list(tmp_path / "b.csv", [person(1)])
    fresh = upload_check("b.csv", chunks(path), actor="sari", as_of=TODAY, clock=lambda: late)
    assert not isinstance(fresh, Refusal)
    check.refresh_from_db()
    assert check.state == CheckState.EMPTIED
    assert recent_changes(limit=1)[0].actor == "system"


def test_a_refused_list_leaves_nothing_and_can_be_emptied(tmp_path: Path) -> None:
    path = write_list(tmp_path / "a.csv", [])
    check = upload_check("a.csv", chunks(path), actor="sari", as_of=TODAY)
    assert not isinstance(check, Refusal)
    refusal = run_check(check)
    assert refusal
    assert refusal.code == "NO_PEOPLE_BELOW_HEADER"
    assert not HoledPerson.objects.exists()
    assert latest_check() is None
    assert check.stored_name == ""
    assert empty_check(check, actor="sari") is None


def test_a_file_that_is_too_big_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    before = set(storage.stored_path("x").parent.iterdir())
    monkeypatch.setattr(storage, "MOST_MEGABYTES", 0)
    assert upload_check("a.csv", iter([b"x"]), actor="sari", as_of=TODAY) is storage.TOO_BIG
    assert set(storage.stored_path("x").parent.iterdir()) == before
    assert not Check.objects.exists()
