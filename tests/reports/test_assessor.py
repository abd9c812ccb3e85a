"""Reports from signed outcomes: printed only when both signed, the same bytes each time, NE never a number."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from takar.accounts.public import User
from takar.kernel.refusals import Refusal
from takar.reports.assessor import assessor_compilation, assessor_report, assessor_workbook
from takar.reports.report import Report
from tests.exercises.conftest import own_folder  # noqa: F401
from tests.exercises.judging import OWNER
from tests.exercises.meeting.test_meeting import NIP, begun, done, sign_as, view, written

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def signed() -> None:
    begun()
    written()
    done(sign_as("penilai1", view().digest))
    done(sign_as("ketua", view().digest))


def made(value: Report | Refusal) -> Report:
    assert isinstance(value, Report), value
    return value


def test_not_before_both_have_signed() -> None:
    begun()
    for refused in (assessor_report(OWNER, NIP), assessor_compilation(OWNER), assessor_workbook(OWNER)):
        assert isinstance(refused, Refusal)
        assert refused.code == "INTEGRATION_NOT_SIGNED"


def test_the_same_outcome_gives_the_same_bytes() -> None:
    signed()
    first = made(assessor_report(OWNER, NIP))
    assert first.body.startswith(b"%PDF")
    assert first == assessor_report(OWNER, NIP)
    assert made(assessor_compilation(OWNER)).body.startswith(b"%PDF")


def test_the_workbook_keeps_no_evidence_as_words() -> None:
    signed()
    book = CalamineWorkbook.from_filelike(BytesIO(made(assessor_workbook(OWNER)).body))
    rows = book.get_sheet_by_name("Rekap").to_python()
    assert rows[4][3:5] == [3.5, "NE"]
    assert book.sheet_names == ["Rekap", "Penyimpangan"]


def test_pages(client: Client) -> None:
    signed()
    client.force_login(User.objects.create(username="admin", roles=["assessment_admin"]))
    assert NIP in client.get("/laporan/asesor/").content.decode()
    assert client.get(f"/laporan/asesor/{OWNER}/{NIP}.pdf")["Content-Type"] == "application/pdf"
    assert client.get(f"/laporan/asesor/ketua/{OWNER}/{NIP}.pdf").status_code == 403
