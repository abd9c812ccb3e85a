"""Quality: nothing before the last seal, the rater first, the head after the season, and no rating changes."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from takar.accounts.public import User
from takar.exercises.models import Sheet
from takar.exercises.public import competency_certainty, reopen, sealed_sheets
from takar.exercises.quality.models import QualityFigures
from takar.exercises.quality.season import (
    DAYS_FOR_RATERS,
    all_figures,
    close_season,
    compute,
    own_figures,
    season,
)
from takar.kernel.clock import utc_now
from takar.kernel.refusals import Refusal
from tests.exercises.judging import OWNER, PEOPLE, appointed, locked, opened, raters
from tests.exercises.meeting.test_meeting import ROUND, lead

pytestmark = [pytest.mark.database, pytest.mark.django_db]


def refused(value: object) -> str:
    assert isinstance(value, Refusal), value
    return value.code


def rated(all_of_them: bool = True) -> list[Sheet]:
    users = raters()
    lead()
    opened(users, rules=ROUND)
    sheets = appointed(users)
    for place, one in enumerate(sheets if all_of_them else sheets[:-1]):
        locked(one, str(2 + place % 3))
    return sheets


def test_no_figure_while_anybody_still_rates() -> None:
    rated(all_of_them=False)
    assert refused(compute(OWNER)) == "QUALITY_ROUND_OPEN"
    assert refused(own_figures(OWNER, "penilai1")) == "QUALITY_ROUND_OPEN"
    assert competency_certainty(OWNER) == {}
    assert refused(compute("tidak ada")) == "ROUND_NOT_OPEN"


def test_the_rater_reads_first_and_only_his_own() -> None:
    rated()
    before = sealed_sheets(OWNER, PEOPLE[0].nip, "teknis", "ketua")
    assert refused(own_figures(OWNER, "penilai1")) == "QUALITY_NOT_COMPUTED"
    assert compute(OWNER) == 8
    assert compute(OWNER) == 8
    assert QualityFigures.objects.count() == 1
    assert refused(all_figures(OWNER)) == "QUALITY_SEASON_OPEN"
    assert refused(close_season(OWNER, by="ketua")) == "QUALITY_RATERS_FIRST"
    found = own_figures(OWNER, "penilai1")
    assert not isinstance(found, Refusal)
    assert "penilai2" not in str(found["mine"])
    assert refused(own_figures(OWNER, "orang")) == "QUALITY_NOT_COMPUTED"
    own_figures(OWNER, "penilai2")
    assert season(OWNER).seen == ("penilai1", "penilai2")
    assert close_season(OWNER, by="ketua") is None
    every = all_figures(OWNER)
    assert not isinstance(every, Refusal)
    assert set(every["raters"]) == {"penilai1", "penilai2"}
    assert set(competency_certainty(OWNER)) == {"M.01"}
    assert sealed_sheets(OWNER, PEOPLE[0].nip, "teknis", "ketua") == before


def test_the_season_closes_after_the_days_of_the_raters() -> None:
    rated()
    compute(OWNER)
    later = utc_now() + timedelta(days=DAYS_FOR_RATERS, minutes=1)
    assert close_season(OWNER, by="ketua", clock=lambda: later) is None


def test_a_sheet_opened_again_closes_the_figures() -> None:
    sheets = rated()
    compute(OWNER)
    reopen(sheets[0].pk, asked_by="a", approved_by="b", reason="salah")
    assert refused(own_figures(OWNER, "penilai2")) == "QUALITY_ROUND_OPEN"


def test_pages(client: Client) -> None:
    rated()
    compute(OWNER)
    client.force_login(User.objects.get(username="ketua"))
    assert client.get("/asesor/mutu/").status_code == 200
    page = client.get(f"/asesor/mutu/{OWNER}/").content.decode()
    assert "penilai1" not in page
    assert client.post(f"/asesor/mutu/{OWNER}/", {"langkah": "tutup"}).status_code == 302
    assessor = User.objects.get(username="penilai1")
    assessor.roles = ["assessor"]
    assessor.save()
    client.force_login(assessor)
    assert client.get("/asesor/mutu/saya/").status_code == 200
    page = client.get(f"/asesor/mutu/saya/{OWNER}/").content.decode()
    assert "penilai2" not in page
    assert client.get(f"/asesor/mutu/{OWNER}/").status_code == 403


def test_why_nothing_can_be_told_is_said_once_for_all_whom_it_is_about() -> None:
    rated()
    compute(OWNER)
    for name in ("penilai1", "penilai2"):
        own_figures(OWNER, name)
    close_season(OWNER, by="ketua")
    client = Client()
    client.force_login(User.objects.get(username="ketua"))
    page = client.get(f"/asesor/mutu/{OWNER}/").content.decode()
    assert page.count("<strong>penilai1, penilai2</strong>: Terlalu sedikit untuk disimpulkan: 2 orang") == 1
    assert "Keketatan</h2>" not in page  # no empty table for any habit


def test_parts_that_cannot_be_compared_are_named_by_people() -> None:
    from takar.exercises.pages.quality import _unlinked
    from takar.exercises.quality.figures import _refused
    from takar.psychometrics.refusing import not_linked

    facets = _refused(not_linked([("p1", "p2"), ("p3",)], "rater"))
    assert _unlinked(facets, {"p1": "Ratna", "p3": "Budi"}) == [["Ratna", "p2"], ["Budi"]]
    assert _unlinked({"refusal": "RATERS_TOO_FEW", "id": "…", "en": "…"}, {}) == []
    assert _unlinked(None, {}) == []
