"""Versions in the database: added once, in force by date, never changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from takar.accounts.models import Change
from takar.kernel.refusals import Refusal
from takar.standards.models import StandardVersion
from takar.standards.public import (
    COMPETENCY_CODES,
    JOB_CLASSES,
    Ruleset,
    StandardNotFound,
    dictionary,
    job_standard,
    job_standards,
    load_shipped_standards,
    publish_standard,
    retirement_rules,
    ruleset,
    rulesets_in_force,
)
from takar.standards.shipped import shipped_files

pytestmark = [pytest.mark.database, pytest.mark.django_db]
TODAY = date(2026, 1, 5)


def _clock() -> datetime:
    return datetime(2026, 1, 5, 3, 42, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _shipped() -> None:
    load_shipped_standards(clock=_clock)


def _next(version: str, day: date) -> Ruleset:
    return replace(ruleset("pemetaan", "2019.1"), version=version, in_force_from=day)


def test_loading_twice_adds_nothing() -> None:
    assert StandardVersion.objects.count() == len(shipped_files())
    assert load_shipped_standards() == 0
    assert Change.objects.filter(action="publish_standard").count() == len(shipped_files())


def test_what_is_in_force_can_be_read() -> None:
    assert tuple(one.code for one in dictionary(TODAY).competencies) == COMPETENCY_CODES
    assert job_standard("administrator", TODAY).total == 27
    assert {one.code for one in job_standards(TODAY)} == set(JOB_CLASSES)
    assert [one.label for one in rulesets_in_force("seleksi", TODAY)] == ["seleksi/2019.1"]


def test_what_is_missing_is_said() -> None:
    with pytest.raises(StandardNotFound, match="pemetaan/1999"):
        ruleset("pemetaan", "1999")
    with pytest.raises(StandardNotFound, match="2017-12-31"):
        dictionary(date(2017, 12, 31))


def test_a_new_version_holds_from_its_day_and_the_old_one_before() -> None:
    done = publish_standard(_next("2026.1", date(2026, 2, 1)), by="admin", source="berkas.toml", clock=_clock)
    assert isinstance(done, StandardVersion)
    assert rulesets_in_force("pemetaan", date(2026, 1, 31))[0].version == "2019.1"
    assert rulesets_in_force("pemetaan", date(2026, 2, 1))[0].version == "2026.1"
    assert ruleset("pemetaan", "2019.1").version == "2019.1"
    line = Change.objects.first()
    assert line is not None
    assert (line.actor, line.subject) == ("admin", "ruleset:pemetaan/2026.1")


def test_the_same_version_with_other_content_is_refused() -> None:
    other = replace(ruleset("pemetaan", "2019.1"), jpm_cap=True)
    refused = publish_standard(other, by="admin", source="x")
    assert isinstance(refused, Refusal)
    assert refused.code == "STANDARD_EXISTS"


def test_two_versions_cannot_begin_on_one_day() -> None:
    refused = publish_standard(_next("2020.2", date(2020, 1, 1)), by="admin", source="x")
    assert isinstance(refused, Refusal)
    assert refused.code == "STANDARD_DATE_TAKEN"


def test_the_database_refuses_update_and_delete() -> None:
    for change in (
        lambda: StandardVersion.objects.filter(code="pemetaan").update(version="x"),
        lambda: StandardVersion.objects.filter(code="pemetaan").delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert StandardVersion.objects.get(code="pemetaan").version == "2019.1"


def test_the_database_refuses_an_unknown_kind() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StandardVersion.objects.create(
            kind="aturan", code="x", version="1", data={}, digest="0" * 64, in_force_from=TODAY,
            source="x", loaded_by="x", loaded_at=_clock(),
        )  # fmt: skip


def test_the_age_of_retirement_is_of_a_day_and_an_agency_has_its_own() -> None:
    before, now = retirement_rules(date(2023, 10, 30)), retirement_rules(date(2023, 10, 31))
    assert (before.version, now.version) == ("2014.1", "2023.1")
    assert retirement_rules(date(2000, 1, 1)).version == "2014.1"
    own = replace(now, code="batas-usia-kota", version="1", in_force_from=date(2020, 1, 1))
    assert isinstance(publish_standard(own, by="admin", source="kota.xlsx", clock=_clock), StandardVersion)
    # The agency's own counts although the shipped edition is newer.
    assert retirement_rules(TODAY).code == "batas-usia-kota"
    assert retirement_rules(date(2019, 12, 31)).version == "2014.1"
